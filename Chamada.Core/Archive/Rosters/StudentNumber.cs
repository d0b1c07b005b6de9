using System.Globalization;
using System.Text.RegularExpressions;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Rosters;

/// <summary>What a cell of a column of student numbers says.</summary>
/// <param name="Student">The number; null when the cell holds none.</param>
/// <param name="Issue">What was done to it, or what is wrong with it; null when it stands as it is.</param>
/// <param name="Suggestion">What students would type for it, without punctuation; empty where that is the same, or nothing.</param>
internal readonly record struct NumberCell(StudentId? Student, RosterIssue? Issue = null, string Suggestion = "");

/// <summary>Takes the student number out of a cell: what spreadsheets wrap around it, and what they do to it.</summary>
internal static partial class StudentNumber
{
    /// <summary>Reads a clean cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="withoutPunctuation">Whether to take letters and digits alone, as students would type them.</param>
    public static NumberCell Read(string cell, bool withoutPunctuation = false)
    {
        string number = Unwrapped(cell);
        if (number.Length == 0)
        {
            return new NumberCell(null, RosterIssue.NoNumber);
        }

        if (Decimal().Match(number) is { Success: true } whole)
        {
            return Of(whole.Groups[1].Value, RosterIssue.WasDecimal);
        }

        if (Scientific().Match(number) is { Success: true } scientific)
        {
            return Exact(scientific) is { } digits ? Of(digits, RosterIssue.WasDecimal) : new NumberCell(null, RosterIssue.Rounded);
        }

        bool hadSpaces = SpacedDigits().IsMatch(number);
        number = hadSpaces ? number.Replace(" ", "", StringComparison.Ordinal) : number;
        string plain = string.Concat(number.Where(char.IsAsciiLetterOrDigit));
        bool isPunctuated = plain.Length < number.Length && plain.Any(char.IsAsciiDigit) && IsPunctuation(number);
        if (isPunctuated && withoutPunctuation)
        {
            return Of(plain, issue: null);
        }

        string suggestion = isPunctuated && plain.Length <= StudentId.MaxLength ? plain : "";
        if (StudentId.TryParse(number, out StudentId student))
        {
            return new NumberCell(student, hadSpaces ? RosterIssue.HadSpaces : isPunctuated ? RosterIssue.Punctuated : null, suggestion);
        }

        bool isTooLong = number.Length > StudentId.MaxLength && suggestion.Length == 0;
        return new NumberCell(null, isTooLong ? RosterIssue.NumberTooLong : RosterIssue.BadCharacter, suggestion);
    }

    /// <summary>Whether a cell looks like a student number: such a value, and a digit in it.</summary>
    public static bool IsLikely(string cell)
    {
        if (!cell.Any(char.IsAsciiDigit))
        {
            return false;
        }

        NumberCell read = Read(cell);
        return read.Student is not null || read.Issue == RosterIssue.Rounded || read.Suggestion.Length > 0;
    }

    /// <summary>A cell without what marks it as text: <c>="042"</c>, <c>'042</c>, <c>#042</c>, quotes.</summary>
    public static string Unwrapped(string cell)
    {
        ReadOnlySpan<char> number = cell.AsSpan().Trim();
        int length;
        do
        {
            length = number.Length;
            number = number.StartsWith("=") ? number[1..] : number;
            number = number.Length > 1 && number[0] == '"' && number[^1] == '"' ? number[1..^1] : number;
            number = number.TrimStart('\'').TrimStart('’').TrimStart('´').TrimStart('#').Trim();
        }
        while (number.Length < length);
        return number.ToString();
    }

    private static NumberCell Of(string number, RosterIssue? issue) =>
        StudentId.TryParse(number, out StudentId student)
            ? new NumberCell(student, issue)
            : new NumberCell(null, RosterIssue.NumberTooLong);

    /// <summary>The digits of a number in scientific notation, where it has them all; null where some were rounded away.</summary>
    private static string? Exact(Match scientific)
    {
        string digits = scientific.Groups[1].Value + scientific.Groups[2].Value;
        return int.TryParse(scientific.Groups[3].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int exponent)
            && scientific.Groups[2].Length == exponent
            ? digits
            : null;
    }

    /// <summary>Whether only signs stand between letters and digits; where there are spaces between letters, it is a text.</summary>
    private static bool IsPunctuation(string number) =>
        number.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '/' or ',' or '_' or ' ' or '–')
        && !(number.Contains(' ', StringComparison.Ordinal) && number.Any(char.IsAsciiLetter));

    [GeneratedRegex(@"^(\d+)[.,]0{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    // With a separator or a plus sign: 2E15 may well be a student number.
    [GeneratedRegex(@"^(?=.*[.,+])(\d)(?:[.,](\d+))?[eE]\+?(\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^\d+( \d+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedDigits();
}
