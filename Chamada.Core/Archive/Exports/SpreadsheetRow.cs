using System.Buffers;
using System.Text;

namespace Chamada.Core.Archive.Exports;

/// <summary>Rows of a file for spreadsheets, and cells that a spreadsheet leaves as they are.</summary>
public static class SpreadsheetRow
{
    /// <summary>
    /// What separates cells in one language or another, and what is quoted with them: a file that is opened with another separator than its
    /// own must not fall apart into cells that are formulas.
    /// </summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\t|\"\r\n");

    /// <summary>From this many digits on, a spreadsheet shows a number as a power of ten.</summary>
    private const int LongestNumber = 11;

    /// <summary>One row with its line end (RFC 4180). Cells that need it are quoted.</summary>
    public static void Append(StringBuilder csv, char separator, params ReadOnlySpan<string> cells)
    {
        ArgumentNullException.ThrowIfNull(csv);
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                csv.Append(separator);
            }

            string cell = cells[i];
            if (cell.AsSpan().IndexOfAny(Special) >= 0 || cell != cell.Trim())
            {
                csv.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                csv.Append(cell);
            }
        }

        csv.Append("\r\n");
    }

    /// <summary>
    /// A student number as a cell: <c>="042191010"</c> where a spreadsheet would take it for a number, a date or a formula and change it;
    /// otherwise as it is.
    /// </summary>
    public static string AsText(string student)
    {
        ArgumentNullException.ThrowIfNull(student);
        bool isPlainNumber = student.All(char.IsAsciiDigit) && student.Length <= LongestNumber
            && (student[0] != '0' || student.Length == 1);
        bool isPlainWord = char.IsAsciiLetter(student[0]) && student.All(char.IsAsciiLetterOrDigit) && !IsMonthAndDay(student);
        return isPlainNumber || isPlainWord ? student : $"=\"{student}\"";
    }

    /// <summary>
    /// Text from people as a cell: what a spreadsheet would take for a formula gets an apostrophe before it, whatever white space it begins
    /// with and however wide its sign is.
    /// </summary>
    public static string Guarded(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().TrimStart().TrimStart('\'').TrimStart()
            is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] ? "'" + text : text;
    }

    /// <summary>Three letters and a number are a day of a month to a spreadsheet: SEP1, dez12.</summary>
    private static bool IsMonthAndDay(string student) =>
        student.Length is 4 or 5 && student.Take(3).All(char.IsAsciiLetter) && student.Skip(3).All(char.IsAsciiDigit);
}
