namespace Chamada.Core.Archive.Rosters;

/// <summary>A column of a file.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Header">Its heading; empty where the file has none.</param>
/// <param name="Content">What most of its cells look like.</param>
/// <param name="Sample">Its first cells.</param>
public sealed record RosterColumn(int Number, string Header, ColumnContent Content, IReadOnlyList<string> Sample);

/// <summary>A student of a file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Student">The student number.</param>
/// <param name="Name">The name; empty where the file has none.</param>
public sealed record RosterStudent(int Line, Rolls.StudentId Student, string Name);

/// <summary>What a file is like, whether or not a list came of it.</summary>
/// <param name="Kind">What kind of file it is.</param>
/// <param name="Encoding">How its text is encoded; null in a workbook.</param>
/// <param name="Encodings">The encodings that are likely, the likeliest first, where it is not certain which.</param>
/// <param name="Separator">What separates its fields; null in a workbook.</param>
/// <param name="Sheet">The sheet that was read; empty where it has none.</param>
/// <param name="Sheets">All its sheets.</param>
/// <param name="HeaderLine">The line of the headings; 0 where there are none.</param>
/// <param name="Columns">Its columns.</param>
public sealed record RosterLayout(
    FileKind Kind,
    TextEncoding? Encoding,
    IReadOnlyList<EncodingCandidate> Encodings,
    char? Separator,
    string Sheet,
    IReadOnlyList<string> Sheets,
    int HeaderLine,
    IReadOnlyList<RosterColumn> Columns);

/// <summary>
/// What came of reading a file: <see cref="RosterRead"/>, <see cref="RosterUndecided"/> or <see cref="RosterUnreadable"/>.
/// </summary>
public abstract record RosterReading;

/// <summary>A list was read, and there is no doubt which column is which.</summary>
/// <param name="Layout">What the file is like.</param>
/// <param name="NumberColumn">The column of the student numbers, from 1.</param>
/// <param name="NameColumns">The columns of the names, from 1: none, one, or first and last name.</param>
/// <param name="Students">The students, in the file's order.</param>
/// <param name="LeftOut">The lines of the table that are no student's, in the file's order, and why.</param>
/// <param name="Remarks">What else is to be said before the list is kept.</param>
public sealed record RosterRead(
    RosterLayout Layout,
    int NumberColumn,
    IReadOnlyList<int> NameColumns,
    IReadOnlyList<RosterStudent> Students,
    IReadOnlyList<RosterLine> LeftOut,
    IReadOnlyList<RosterLine> Remarks) : RosterReading
{
    /// <summary>The students as a class list.</summary>
    public Roster ToRoster() => new(Students.Select(static student => new RosterEntry(student.Student, student.Name)));
}

/// <summary>What a person has to say before a file can be read.</summary>
public enum RosterDoubt
{
    /// <summary>Which encoding it is.</summary>
    Encoding,

    /// <summary>Which column has the student numbers: several may.</summary>
    Number,

    /// <summary>Which column has the student numbers: none looks like it.</summary>
    NoNumber,

    /// <summary>Which column has the names.</summary>
    Name,

    /// <summary>A column was named that there is not, or that there is several times.</summary>
    NoSuchColumn,

    /// <summary>A sheet was named that there is not.</summary>
    NoSuchSheet,
}

/// <summary>A table was found, but not what is what in it. Nothing may be kept unless a person decides.</summary>
/// <param name="Layout">What the file is like.</param>
/// <param name="Doubt">What is not certain.</param>
/// <param name="NumberColumn">The likeliest column for the student numbers, from 1; 0 for none.</param>
/// <param name="NameColumns">The likeliest columns for the names, from 1.</param>
/// <param name="Wanted">The column or sheet that was named and is not there; empty otherwise.</param>
public sealed record RosterUndecided(
    RosterLayout Layout, RosterDoubt Doubt, int NumberColumn, IReadOnlyList<int> NameColumns, string Wanted = "") : RosterReading;

/// <summary>Why a file is no class list.</summary>
public enum RosterFault
{
    /// <summary>It is a kind of file that is not read; <see cref="RosterUnreadable.Kind"/> tells which.</summary>
    OtherKind,

    /// <summary>It is an Excel workbook, but damaged.</summary>
    Damaged,

    /// <summary>Nothing is written in it.</summary>
    Empty,

    /// <summary>It has a column of student numbers, and not one that could be kept.</summary>
    Nobody,
}

/// <summary>No list can be read from the file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Fault">Why not.</param>
/// <param name="LeftOut">The lines that it has, and why none is a student's.</param>
/// <param name="Layout">What the file is like; null where that cannot be told.</param>
public sealed record RosterUnreadable(
    FileKind Kind, RosterFault Fault, IReadOnlyList<RosterLine> LeftOut, RosterLayout? Layout = null) : RosterReading;

/// <summary>What a person has decided about a file; nothing by default.</summary>
public sealed record RosterChoice
{
    /// <summary>How its text is encoded; null to find out.</summary>
    public TextEncoding? Encoding { get; init; }

    /// <summary>The sheet of a workbook; null for the first that is not hidden.</summary>
    public string? Sheet { get; init; }

    /// <summary>The column of the student numbers: the words of its heading, or 1, 2, …; null to find out.</summary>
    public string? Number { get; init; }

    /// <summary>The column of the names, likewise; null to find out. Two may be joined with <c>+</c>: first and last name.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Whether to take letters and digits of the student numbers alone: <c>15/0012345</c> as students would type it, <c>150012345</c>.
    /// </summary>
    public bool WithoutPunctuation { get; init; }
}
