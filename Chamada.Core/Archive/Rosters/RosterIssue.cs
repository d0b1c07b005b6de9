namespace Chamada.Core.Archive.Rosters;

/// <summary>What is to be said about a line of a class list.</summary>
public enum RosterIssue
{
    /// <summary>There is no student number on it.</summary>
    NoNumber,

    /// <summary>The student number is longer than 32 characters.</summary>
    NumberTooLong,

    /// <summary>The student number holds a character that none may hold.</summary>
    BadCharacter,

    /// <summary>Where the student number should be, there is no digit.</summary>
    NoDigit,

    /// <summary>A spreadsheet rounded the number (<c>4,2191E+08</c>): its last digits are gone.</summary>
    Rounded,

    /// <summary>The student number stands on an earlier line.</summary>
    Duplicate,

    /// <summary>A quote is opened and never closed.</summary>
    OpenQuote,

    /// <summary>A total, a page number or another line that is no student's.</summary>
    Footer,

    /// <summary>The header once more, as on each page.</summary>
    HeaderAgain,

    /// <summary>Kept, but: a spreadsheet had made a decimal number of it (<c>42191015.0</c>); leading zeros may be gone.</summary>
    WasDecimal,

    /// <summary>Kept, but: there were spaces between the digits.</summary>
    HadSpaces,

    /// <summary>Kept, but: students have to type its dots and hyphens too.</summary>
    Punctuated,

    /// <summary>Kept, but: it is longer or shorter than nearly all the others.</summary>
    OtherLength,

    /// <summary>Kept, but: invisible or bidirectional marks were taken off.</summary>
    HadMarks,

    /// <summary>Kept, but: letters of the name were lost before this file was made.</summary>
    LostLetters,

    /// <summary>Kept, but: the name was longer than a list keeps, and is cut.</summary>
    NameCut,

    /// <summary>Kept, but: the numbers only count the lines, from 1 on.</summary>
    OnlyCounts,
}

/// <summary>A line of a class list, and what is to be said about it.</summary>
/// <param name="Line">Which, from 1; 0 for the file as a whole.</param>
/// <param name="Issue">What.</param>
/// <param name="Text">The line, or the cell that it is about.</param>
/// <param name="Suggestion">What students would type instead of the number that stands there; empty for nothing else.</param>
public sealed record RosterLine(int Line, RosterIssue Issue, string Text, string Suggestion = "");
