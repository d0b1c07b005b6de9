using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Exports;

/// <summary>A roll call as it is written for others.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When it was opened; null when that is not known.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
/// <param name="Sheet">Who is present, measured against the class list.</param>
public sealed record ExportedList(ClassNumber Class, DateTimeOffset? OpenedAt, DateTimeOffset? ClosedAt, AttendanceSheet Sheet)
{
    /// <summary>Marks by hand that came too late to change anything.</summary>
    public IReadOnlyList<LateMark> Late { get; init; } = [];

    /// <summary>What the teacher saw in the room, in order: who was there, who was not, how many heads.</summary>
    public IEnumerable<RecordEntry> Checks =>
        Sheet.Record.Where(static entry => entry.Mark is Mark.Here or Mark.Missing or Mark.Heads);

    /// <summary>A saved list, with the names and the class list that it was saved with.</summary>
    public static ExportedList Of(SavedList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        AttendanceSheet sheet = new() { Roster = list.ToRoster(Roster.Empty) };
        sheet.Reset(list);
        return new ExportedList(list.Class, list.OpenedAt, list.ClosedAt, sheet) { Late = list.Late };
    }
}

/// <summary>One way to write a roll call for others. A new format is one more of these, in <see cref="ListExports.All"/>.</summary>
public abstract class ListExport
{
    /// <summary>What it is, for who chooses among all of them.</summary>
    public abstract string Describe(IExportWords words);

    /// <summary>The end of its files' names, with the dot.</summary>
    public abstract string Extension { get; }

    /// <summary>Writes a roll call.</summary>
    /// <param name="list">The roll call.</param>
    /// <param name="words">What is said in it, in the language of its reader.</param>
    public abstract byte[] Write(ExportedList list, IExportWords words);
}

/// <summary>Every format there is, in the order in which screens show them.</summary>
public static class ListExports
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ListExport> All { get; } = [new CsvExport(), new JsonExport(), new TextExport()];
}
