using System.Text;
using Chamada.Core.Unicode;

namespace Chamada.Core.Archive.Text;

/// <summary>A cell's text as it is kept.</summary>
/// <param name="Text">In Unicode's composed form (NFC), without what cannot be seen, single spaces between words.</param>
/// <param name="HadMarks">Whether invisible or bidirectional marks were taken off.</param>
/// <param name="LostLetters">Whether letters were lost before: U+FFFD stands in their place.</param>
public readonly record struct CleanText(string Text, bool HadMarks, bool LostLetters);

/// <summary>Takes off what files bring along and nobody sees: another form of the same letters, marks of direction, odd spaces.</summary>
public static class CellText
{
    /// <summary>Cleans a cell. Any text will do, half surrogate pairs too.</summary>
    public static CleanText Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text))
        {
            return new CleanText(text, HadMarks: false, LostLetters: false);
        }

        StringBuilder clean = new(text.Length);
        bool hadMarks = false, lostLetters = false, pendingSpace = false;
        int before = 0;
        for (int at = 0; at < text.Length;)
        {
            bool whole = Rune.TryGetRuneAt(text, at, out Rune rune);
            rune = whole ? rune : Rune.ReplacementChar;
            at += whole ? rune.Utf16SequenceLength : 1;
            if (IsSpace(rune))
            {
                pendingSpace = clean.Length > 0;
                before = 0;
            }
            else if (HiddenCharacters.IsHidden(rune, before, text.AsSpan(at)))
            {
                hadMarks = true;
            }
            else
            {
                _ = pendingSpace ? clean.Append(' ') : clean;
                pendingSpace = false;
                clean.Append(rune.ToString());
                lostLetters |= rune == Rune.ReplacementChar;
                before = rune.Value;
            }
        }

        return new CleanText(ComposedLetters.Compose(clean.ToString()), hadMarks, lostLetters);
    }

    private static bool IsPlain(string text)
    {
        bool afterSpace = true;
        foreach (char c in text)
        {
            if (c is < ' ' or > '~' || (c == ' ' && afterSpace))
            {
                return false;
            }

            afterSpace = c == ' ';
        }

        return text.Length == 0 || !afterSpace;
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
}
