using System.Buffers;

namespace Chamada.Core.Archive.Text;

/// <summary>
/// Text without case and accents, for search and for sorting names as a Brazilian class list has them: Álvaro beside Alvim, not
/// after Zulmira. The program carries no culture data, so the Latin letters of Unicode's first blocks stand in a table here.
/// </summary>
public static class FoldedText
{
    // From U+00C0; a space keeps the character itself.
    private const string Latin =
        "aaaaaaaceeeeiiii" + "dnooooo ouuuuy s" + "aaaaaaaceeeeiiii" + "dnooooo ouuuuy y"
        + "aaaaaaccccccccdd" + "ddeeeeeeeeeegggg" + "gggghhhhiiiiiiii" + "iiiijjkkklllllll"
        + "lllnnnnnnnnnoooo" + "oooorrrrrrssssss" + "ssttttttuuuuuuuu" + "uuuuwwyyyzzzzzzs";

    /// <summary>The text in lower case and without accents, whether they are part of a letter or follow it as marks.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Create(text.Length - text.Count(IsMark), text, static (folded, original) => Fold(original, folded));
    }

    /// <summary>Whether the text contains a part that is folded already.</summary>
    public static bool Contains(string text, string foldedPart)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(foldedPart);
        if (foldedPart.Length > text.Length)
        {
            return false;
        }

        char[] buffer = ArrayPool<char>.Shared.Rent(text.Length);
        int length = Fold(text, buffer);
        bool found = buffer.AsSpan(0, length).IndexOf(foldedPart) >= 0;
        ArrayPool<char>.Shared.Return(buffer);
        return found;
    }

    private static int Fold(string text, Span<char> folded)
    {
        int length = 0;
        foreach (char c in text)
        {
            if (!IsMark(c))
            {
                folded[length++] = Of(c);
            }
        }

        return length;
    }

    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';

    private static char Of(char c)
    {
        if (c < 0xC0)
        {
            return char.ToLowerInvariant(c);
        }

        int index = c - 0xC0;
        return index >= Latin.Length ? char.ToLowerInvariant(ComposedLetters.BaseOf(c))
            : Latin[index] != ' ' ? Latin[index]
            : char.ToLowerInvariant(c);
    }
}
