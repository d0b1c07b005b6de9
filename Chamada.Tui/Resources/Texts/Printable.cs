using System.Globalization;
using System.Text;

namespace Chamada.Tui.Resources.Texts;

/// <summary>
/// Text from outside as it may be shown on a terminal: what could move the cursor, change colours or reverse the direction of
/// writing is shown as an escape.
/// </summary>
internal static class Printable
{
    /// <summary>How many characters of a foreign text are shown at most.</summary>
    public const int MaxShown = 60;

    /// <summary>A foreign text in double quotes, shortened where it is very long.</summary>
    public static string Quote(string text)
    {
        bool cut = text.Length > MaxShown;
        StringBuilder shown = new("\"");
        foreach (Rune rune in (cut ? text[..MaxShown] : text).EnumerateRunes())
        {
            Append(shown, rune);
        }

        return shown.Append(cut ? "…\"" : "\"").ToString();
    }

    /// <summary>A foreign message on one line, without quotes: what an operating system or a server said.</summary>
    public static string Line(string text)
    {
        StringBuilder shown = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
            {
                shown.Append(rune);
            }
            else
            {
                Append(shown, rune);
            }
        }

        return shown.ToString();
    }

    private static void Append(StringBuilder shown, Rune rune)
    {
        switch (rune.Value)
        {
            case '"' or '\\':
                shown.Append('\\').Append(rune);
                break;
            case '\n':
                shown.Append("\\n");
                break;
            case '\r':
                shown.Append("\\r");
                break;
            case '\t':
                shown.Append("\\t");
                break;
            default:
                if (rune.Value == ' ' || !IsInvisible(Rune.GetUnicodeCategory(rune)))
                {
                    shown.Append(rune);
                }
                else
                {
                    shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
                }

                break;
        }
    }

    private static bool IsInvisible(UnicodeCategory category) => category
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator;
}
