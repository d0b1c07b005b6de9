using System.Buffers;

namespace Chamada.Core.Archive;

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

    /// <summary>The text in lower case, without accents, as many characters as before.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (folded, original) =>
    {
        for (int i = 0; i < original.Length; i++)
        {
            folded[i] = Of(original[i]);
        }
    });

    /// <summary>Whether the text contains a part that is folded already.</summary>
    public static bool Contains(string text, string foldedPart)
    {
        if (foldedPart.Length > text.Length)
        {
            return foldedPart.Length == 0;
        }

        char[] buffer = ArrayPool<char>.Shared.Rent(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            buffer[i] = Of(text[i]);
        }

        bool found = buffer.AsSpan(0, text.Length).IndexOf(foldedPart) >= 0;
        ArrayPool<char>.Shared.Return(buffer);
        return found;
    }

    private static char Of(char c)
    {
        if (c < 0xC0)
        {
            return char.ToLowerInvariant(c);
        }

        int index = c - 0xC0;
        return index < Latin.Length && Latin[index] != ' ' ? Latin[index] : char.ToLowerInvariant(c);
    }
}
