using System.Buffers;
using System.Globalization;
using System.Text;

namespace Chamada.Core.Unicode;

/// <summary>
/// Characters that nobody sees and that yet do something: control characters, marks that turn the direction of writing, joiners where
/// nothing is joined, fillers, and what Unicode leaves to others or has not given out. They are told from text here and nowhere else:
/// what comes in loses them or is refused, and what is shown has something visible in their place.
/// </summary>
public static class HiddenCharacters
{
    private const int ZeroWidthNonJoiner = 0x200C, ZeroWidthJoiner = 0x200D, FirstRightToLeft = 0x590;

    /// <summary>Whether there is one in a text. Any text will do, half surrogate pairs too.</summary>
    public static bool Has(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool found = false;
        Replace(text, _ =>
        {
            found = true;
            return "";
        });
        return found;
    }

    /// <summary>The text without them, with a space for each line end and each tab.</summary>
    public static string TakeOff(string text) => Replace(text, static hidden => Rune.IsWhiteSpace(hidden) ? " " : "");

    /// <summary>The text without them, and without white space, before its first and after its last other character: what is around
    /// something that was pasted.</summary>
    public static string Trim(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> rest = text;
        while (Rune.DecodeFromUtf16(rest, out Rune first, out int length) == OperationStatus.Done && IsNothing(first))
        {
            rest = rest[length..];
        }

        while (Rune.DecodeLastFromUtf16(rest, out Rune last, out int length) == OperationStatus.Done && IsNothing(last))
        {
            rest = rest[..^length];
        }

        return rest.Length == text.Length ? text : rest.ToString();

        static bool IsNothing(Rune rune) => Rune.IsWhiteSpace(rune) || IsHidden(rune, before: 0, after: []);
    }

    /// <summary>The text with something in the place of each; half a surrogate pair becomes U+FFFD.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="replacement">Makes what stands in the place of one.</param>
    public static string Replace(string text, Func<Rune, string> replacement)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(replacement);
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        StringBuilder replaced = new(text.Length);
        int before = 0;
        for (int at = 0; at < text.Length;)
        {
            bool whole = Rune.TryGetRuneAt(text, at, out Rune rune);
            rune = whole ? rune : Rune.ReplacementChar;
            at += whole ? rune.Utf16SequenceLength : 1;
            _ = IsHidden(rune, before, text.AsSpan(at)) ? replaced.Append(replacement(rune)) : replaced.Append(rune);
            before = rune.Value;
        }

        return replaced.ToString();
    }

    /// <summary>Whether a character is one, where it stands.</summary>
    /// <param name="rune">The character.</param>
    /// <param name="before">The one before it; 0 at the beginning of a word.</param>
    /// <param name="after">What follows.</param>
    public static bool IsHidden(Rune rune, int before, ReadOnlySpan<char> after) => rune.Value switch
    {
        >= ' ' and <= '~' => false,

        // A joiner has a meaning inside Arabic, Persian and Indian words and between emoji; anywhere else it only makes two texts differ.
        ZeroWidthNonJoiner or ZeroWidthJoiner => before < FirstRightToLeft
            || Rune.DecodeFromUtf16(after, out Rune next, out _) != OperationStatus.Done
            || next.Value < FirstRightToLeft
            || next.Value is ZeroWidthNonJoiner or ZeroWidthJoiner,
        0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F => true, // Fillers: letters or signs to Unicode, nothing to the eye.
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator,
    };
}
