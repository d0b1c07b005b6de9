using System.Globalization;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What is said about class lists and the files that they come from. Foreign text is made printable here.</summary>
internal abstract class RosterText
{
    /// <summary>The operating system's causes in this language.</summary>
    protected abstract FolderText Folder { get; }

    /// <summary>How many cells of a column are shown.</summary>
    private const int Shown = 3;

    /// <summary>What there is to say about a line, without saying which: for a table that has the line beside it.</summary>
    public string Problem(RosterLine line) =>
        line.Suggestion.Length == 0 ? Issue(line.Issue) : $"{Issue(line.Issue)}; {Suggestion(line.Suggestion)}";

    /// <summary>What there is to say about a line of a file.</summary>
    public string Line(RosterLine line)
    {
        string problem = line.Text.Length == 0 ? Problem(line) : $"{Problem(line)}: {Printable.Quote(line.Text)}";
        return line.Line == 0 ? problem : $"{LineWord} {line.Line.ToString(CultureInfo.InvariantCulture)}: {problem}";
    }

    /// <summary>Why a file could not be read at all.</summary>
    public string Fault(string file, FileReading reading) => reading.Fault switch
    {
        FileFault.NotFound => NotFound(Printable.Quote(file)),
        FileFault.IsFolder => IsFolder(Printable.Quote(file)),
        FileFault.TooLarge => TooLarge(Printable.Quote(file), RosterFile.MaxBytes / 1024 / 1024),
        FileFault.Silent => Silent(Printable.Quote(file)),
        FileFault.Denied => Denied(Printable.Quote(file)),
        _ => Failed(Printable.Quote(file), Printable.Line(Folder.Cause(reading.Cause))),
    };

    /// <summary>Why no list can be read from a file.</summary>
    public string Unreadable(string file, RosterUnreadable reading) => reading.Fault switch
    {
        RosterFault.Damaged => Damaged(Printable.Quote(file)),
        RosterFault.Empty => Empty(Printable.Quote(file)),
        RosterFault.Nobody => Nobody(Printable.Quote(file)),
        _ => OtherKind(Printable.Quote(file), Kind(reading.Kind), Advice(reading.Kind)),
    };

    /// <summary>Why no list can be read from a file, on a screen that shows which file it is.</summary>
    public string Unreadable(RosterUnreadable reading) => reading.Fault switch
    {
        RosterFault.Damaged => DamagedHere,
        RosterFault.Empty => EmptyHere,
        RosterFault.Nobody => NobodyHere,
        _ => ThisIs(Kind(reading.Kind)),
    };

    /// <summary>What to do about a file that no list can be read from.</summary>
    public string WhatToDo(RosterUnreadable reading) =>
        reading.Fault == RosterFault.OtherKind ? Advice(reading.Kind) : Advice(FileKind.Workbook);

    /// <summary>What is not certain about a file.</summary>
    public string Doubt(string file, RosterUndecided reading) => reading.Doubt switch
    {
        RosterDoubt.Encoding => EncodingDoubt(Printable.Quote(file)),
        RosterDoubt.Number => NumberDoubt(Printable.Quote(file)),
        RosterDoubt.NoNumber => NoNumber(Printable.Quote(file)),
        RosterDoubt.Name => NameDoubt(Printable.Quote(file)),
        RosterDoubt.NoSuchSheet => NoSuchSheet(Printable.Quote(file), Printable.Quote(reading.Wanted)),
        _ => NoSuchColumn(Printable.Quote(file), Printable.Quote(reading.Wanted)),
    };

    /// <summary>A column, for a list of those that a file has: its place, its heading, what it looks like, its first cells.</summary>
    public string Column(RosterColumn column)
    {
        string header = column.Header.Length == 0 ? "" : Printable.Quote(column.Header) + " ";
        string cells = string.Join(", ", column.Sample.Take(Shown).Select(static cell => Printable.Quote(cell)));
        return $"{column.Number.ToString(CultureInfo.InvariantCulture),3}  "
            + $"{header}({Content(column.Content)}){(cells.Length == 0 ? "" : ": " + cells)}";
    }

    /// <summary>What most cells of a column look like.</summary>
    public abstract string Content(ColumnContent content);

    /// <summary>How many a class has on its list.</summary>
    public abstract string Head(ClassNumber number, int count);

    public abstract string Kept(ClassNumber number, int count, int leftOut);

    /// <summary>What would have been kept.</summary>
    public abstract string Tried(ClassNumber number, int count, int leftOut);

    public abstract string NotKept(string path, string cause);

    public abstract string NotReadable(string path, string cause);

    /// <summary>Lines of the kept list's own file that cannot be read.</summary>
    public abstract string BadLines(string path, int count);

    /// <summary>Nothing was done, and the columns follow.</summary>
    /// <param name="options">The options that name columns, as "--number and --name"; null where there are none.</param>
    public abstract string ColumnsAre(string? options);

    public abstract string EncodingsAre(string? option);

    public abstract string SheetsAre(string? option);

    /// <summary>An option would take the numbers as students type them.</summary>
    public abstract string CouldBeTyped(string option);

    public abstract string StandardInput { get; }

    protected abstract string LineWord { get; }

    protected abstract string Issue(RosterIssue issue);

    protected abstract string Suggestion(string number);

    protected abstract string NotFound(string file);

    protected abstract string IsFolder(string file);

    protected abstract string TooLarge(string file, int megabytes);

    protected abstract string Silent(string file);

    protected abstract string Denied(string file);

    protected abstract string Failed(string file, string cause);

    protected abstract string Damaged(string file);

    protected abstract string Empty(string file);

    protected abstract string Nobody(string file);

    protected abstract string DamagedHere { get; }

    protected abstract string EmptyHere { get; }

    protected abstract string NobodyHere { get; }

    protected abstract string OtherKind(string file, string kind, string advice);

    protected abstract string ThisIs(string kind);

    protected abstract string Kind(FileKind kind);

    protected abstract string Advice(FileKind kind);

    protected abstract string EncodingDoubt(string file);

    protected abstract string NumberDoubt(string file);

    protected abstract string NoNumber(string file);

    protected abstract string NameDoubt(string file);

    protected abstract string NoSuchColumn(string file, string wanted);

    protected abstract string NoSuchSheet(string file, string wanted);

    protected static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
