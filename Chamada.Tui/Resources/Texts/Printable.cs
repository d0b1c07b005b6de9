using System.Globalization;
using System.Text;
using Chamada.Core.Unicode;

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
        string quoted = (cut ? text[..MaxShown] : text).Replace("\\", "\\\\", StringComparison.Ordinal);
        string shown = Escape(quoted.Replace("\"", "\\\"", StringComparison.Ordinal));
        return $"\"{shown}{(cut ? "…" : "")}\"";
    }

    /// <summary>A foreign message on one line, without quotes: what an operating system or a server said.</summary>
    public static string Line(string text) => Escape(text);

    /// <summary>Odd spaces are shown as well: quoted, they would look like the ones that everybody types.</summary>
    private static string Escape(string text)
    {
        StringBuilder shown = new();
        foreach (Rune rune in HiddenCharacters.Replace(text, EscapeOf).EnumerateRunes())
        {
            bool isOddSpace = rune.Value != ' ' && Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator;
            _ = isOddSpace ? shown.Append(EscapeOf(rune)) : shown.Append(rune);
        }

        return shown.ToString();
    }

    private static string EscapeOf(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        var other => string.Create(CultureInfo.InvariantCulture, $"\\u{other:X4}"),
    };
}
