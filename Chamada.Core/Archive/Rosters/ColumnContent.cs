using System.Globalization;
using System.Text.RegularExpressions;

namespace Chamada.Core.Archive.Rosters;

/// <summary>What most cells of a column look like.</summary>
public enum ColumnContent
{
    /// <summary>Nothing is in it.</summary>
    Empty,

    /// <summary>Different numbers or codes with digits: student numbers may look like this.</summary>
    Numbers,

    /// <summary>The lines, counted from 1.</summary>
    Counting,

    /// <summary>Numbers that a spreadsheet has rounded.</summary>
    Rounded,

    /// <summary>Names, or other different words.</summary>
    Names,

    /// <summary>Names with a number in each.</summary>
    NamesWithNumbers,

    /// <summary>Days or times.</summary>
    Dates,

    /// <summary>Grades, minutes or the like: fractions, or numbers that come again and again.</summary>
    Amounts,

    /// <summary>E-mail addresses.</summary>
    Emails,

    /// <summary>The same in each line.</summary>
    Same,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Tells what a column holds by its cells alone.</summary>
internal static partial class ColumnContents
{
    // What stands between a name and a number in one cell: "Ana (10)", "10 - Ana".
    private static readonly char[] Around = [' ', '(', ')', '[', ']', '<', '>', '-', '–', ':', '/', '.', ';', ','];

    /// <summary>Weighs the cells of a column that are not empty, in order.</summary>
    public static ColumnContent Of(IReadOnlyList<string> cells)
    {
        if (cells.Count == 0)
        {
            return ColumnContent.Empty;
        }

        int distinct = cells.Distinct(StringComparer.Ordinal).Count();
        return Most(cells, static cell => cell.Contains('@', StringComparison.Ordinal)) ? ColumnContent.Emails
            : Most(cells, static cell => Date().IsMatch(cell) || Duration().IsMatch(cell)) ? ColumnContent.Dates
            : Most(cells, StudentNumber.IsLikely) ? OfNumbers([.. cells.Where(StudentNumber.IsLikely)], distinct)
            : distinct == 1 && cells.Count > 1 ? ColumnContent.Same
            : Most(cells, static cell => NameWithNumber(cell) is not null) ? ColumnContent.NamesWithNumbers
            : Most(cells, IsName) && distinct * 10 >= cells.Count * 7 ? ColumnContent.Names
            : ColumnContent.Other;
    }

    /// <summary>A name and the one number that stands in the same cell; null where there are not both.</summary>
    public static (string Number, string Name)? NameWithNumber(string cell)
    {
        if (NumberInside().Matches(cell) is not [{ } only] || cell.Contains('@', StringComparison.Ordinal))
        {
            return null;
        }

        string before = cell[..only.Index].TrimEnd(Around), after = cell[(only.Index + only.Length)..].TrimStart(Around);
        string name = $"{before} {after}".Trim();
        return name.Any(char.IsLetter) ? (only.Value, name) : null;
    }

    private static bool IsName(string cell)
    {
        int letters = cell.Count(char.IsLetter), digits = cell.Count(char.IsAsciiDigit);
        return letters > digits * 2 && (digits == 0 || cell.Contains(' ', StringComparison.Ordinal));
    }

    private static ColumnContent OfNumbers(string[] cells, int distinct)
    {
        if (cells.Count(static cell => StudentNumber.Read(cell).Issue == RosterIssue.Rounded) * 2 > cells.Length)
        {
            return ColumnContent.Rounded;
        }

        if (IsCounting(cells))
        {
            return ColumnContent.Counting;
        }

        return distinct == 1 && cells.Length > 1 ? ColumnContent.Same
            : cells.Count(static cell => Fraction().IsMatch(cell)) * 10 >= cells.Length * 3 ? ColumnContent.Amounts
            : distinct * 10 < cells.Length * 7 ? ColumnContent.Amounts
            : ColumnContent.Numbers;
    }

    /// <summary>Whether the numbers are 1, 2, 3 … (or 0, 1, 2 …), perhaps again on each page, with a gap here and there.</summary>
    private static bool IsCounting(string[] cells)
    {
        long before = -1;
        int steps = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            string digits = cells[i].TrimEnd('.', 'º', 'ª', '°', ')');
            if (digits.Length > 6 || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                return false;
            }

            bool begins = number is 0 or 1;
            if (i == 0 && !begins)
            {
                return false;
            }

            steps += begins || number - before == 1 ? 1 : 0;
            before = number;
        }

        return steps * 10 >= cells.Length * 8;
    }

    private static bool Most(IReadOnlyList<string> cells, Func<string, bool> isOfKind) => cells.Count(isOfKind) * 10 >= cells.Count * 6;

    [GeneratedRegex(
        @"^(\d{1,2}[/.]\d{1,2}([/.]\d{2,4})?|\d{4}-\d{2}-\d{2})([ ,T]+\d{1,2}:\d{2}(:\d{2})?( ?[APap][Mm])?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"^(\d+ ?h)?( ?\d+ ?m(in)?)?( ?\d+ ?s)?$|^\d{1,3}:\d{2}(:\d{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();

    [GeneratedRegex(@"^-?\d{1,4}[.,]\d{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"(?<![\p{L}\d])\d[\d./-]{2,30}\d(?![\p{L}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex NumberInside();
}
