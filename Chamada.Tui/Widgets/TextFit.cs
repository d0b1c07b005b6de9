using System.Globalization;
using System.Text;
using Terminal.Gui.Text;

namespace Chamada.Tui.Widgets;

/// <summary>Makes text fit a number of columns of the terminal.</summary>
internal static class TextFit
{
    /// <summary>The columns that a text takes.</summary>
    public static int Columns(string text) => IsSimple(text) ? text.Length : text.GetColumns();

    /// <summary>The text in exactly so many columns: filled up with spaces, or cut with an ellipsis. Less than one column is
    /// nothing.</summary>
    public static string Pad(string text, int columns, bool right = false)
    {
        string cut = Cut(text, columns);
        string space = new(' ', Math.Max(0, columns - Columns(cut)));
        return right ? space + cut : cut + space;
    }

    /// <summary>The text in at most so many columns, with an ellipsis where something is cut off.</summary>
    public static string Cut(string text, int columns)
    {
        if (columns < 1)
        {
            return "";
        }

        if (Columns(text) <= columns)
        {
            return text;
        }

        if (IsSimple(text))
        {
            return string.Concat(text.AsSpan(0, columns - 1), "…");
        }

        StringBuilder cut = new();
        int used = 0;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            int width = element.GetColumns();
            if (used + width > columns - 1)
            {
                break;
            }

            cut.Append(element);
            used += width;
        }

        return cut.Append('…').ToString();
    }

    /// <summary>The text in lines of at most so many columns, broken between words; a word that is too long is broken where it must
    /// be.</summary>
    public static IReadOnlyList<string> Wrap(string text, int columns)
    {
        List<string> lines = [];
        foreach (string paragraph in text.Split('\n'))
        {
            StringBuilder line = new();
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                string rest = word;
                int needed = Columns(line.ToString()) + (line.Length > 0 ? 1 : 0) + Columns(rest);
                if (needed > columns && line.Length > 0)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }

                while (Columns(rest) > columns && columns > 0 && rest.Length > columns)
                {
                    lines.Add(rest[..columns]);
                    rest = rest[columns..];
                }

                line.Append(line.Length > 0 ? " " : "").Append(rest);
            }

            lines.Add(line.ToString());
        }

        return lines;
    }

    /// <summary>One column for every character: Latin letters with and without accents, and the signs that the screens draw with.</summary>
    private static bool IsSimple(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or (>= '\u007F' and < '\u00A0') or '\u00AD'
                or (> '\u017F' and not ('…' or '·' or '—' or '–' or '●' or '○' or '▸' or '▲' or '▼' or '█' or '░' or '▀' or '▄')))
            {
                return false;
            }
        }

        return true;
    }
}
