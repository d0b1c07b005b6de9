using System.Globalization;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Exports;

/// <summary>A term as it is written for others.</summary>
/// <param name="Class">The class.</param>
/// <param name="ClassName">Its name; empty where it has none.</param>
/// <param name="Term">The term.</param>
/// <param name="MadeAt">When the report is made.</param>
public sealed record TermReport(ClassNumber Class, string ClassName, Term Term, DateTimeOffset MadeAt)
{
    /// <summary>The students for whom a school's own list has a line: those on the class list, in its order.</summary>
    public IEnumerable<TermRow> Listed => Term.Rows.Where(static row => row.IsListed);
}

/// <summary>A file of an export.</summary>
/// <param name="Name">Its name in a folder; empty where the export is one file.</param>
/// <param name="Content">What is in it.</param>
public sealed record ExportFile(string Name, byte[] Content);

/// <summary>One way to write a term for others. A new format is one more of these, in <see cref="TermExports.All"/>.</summary>
public abstract class TermExport
{
    /// <summary>Its name for scripts, never translated: lower-case ASCII letters.</summary>
    public abstract string Name { get; }

    /// <summary>The end of its files' names, with the dot.</summary>
    public abstract string Extension { get; }

    /// <summary>Whether it is text that a terminal can show.</summary>
    public virtual bool IsText => true;

    /// <summary>Whether it is a file for each meeting, in a folder.</summary>
    public virtual bool IsFolder => false;

    /// <summary>Whether it has those on the class list only.</summary>
    public virtual bool IsOfListed => false;

    /// <summary>Writes a term: one file, or with <see cref="IsFolder"/> as many as there are meetings.</summary>
    /// <param name="report">The term.</param>
    /// <param name="words">What is said in it, in the language of its reader.</param>
    public abstract ValueTask<IReadOnlyList<ExportFile>> WriteAsync(TermReport report, ITermWords words);

    /// <summary>One file.</summary>
    protected static ValueTask<IReadOnlyList<ExportFile>> One(byte[] content) => new([new ExportFile("", content)]);

    /// <summary>Whether there is another meeting on the same day, so that the time has to tell which is which.</summary>
    protected static bool SharesItsDay(IReadOnlyList<Meeting> meetings, int meeting)
    {
        ArgumentNullException.ThrowIfNull(meetings);
        return (meeting > 0 && meetings[meeting - 1].Day == meetings[meeting].Day)
            || (meeting + 1 < meetings.Count && meetings[meeting + 1].Day == meetings[meeting].Day);
    }

    /// <summary>A number as it is written everywhere.</summary>
    protected static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A student's attendance of a meeting in a letter, and where only some lessons were missed, how many: <c>F1</c>.</summary>
    public static string SymbolOf(Attended attended, int lessons, ITermWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        LessonCount count = attended.Count(lessons);
        int missed = lessons - count.Present;
        AttendanceStatus shown = missed > 0 && attended.Status.IsPresence() ? AttendanceStatus.Absent : attended.Status;
        return missed is 0 && !attended.Status.IsPresence() ? words.Symbol(AttendanceStatus.Present)
            : missed > 0 && missed < lessons ? words.Symbol(shown) + N(missed)
            : words.Symbol(shown);
    }
}

/// <summary>Every format there is, in the order in which screens and help show them.</summary>
public static class TermExports
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TermExport> All { get; } =
    [
        new TermTableExport(), new TermJsonExport(), new TermCsvExport(), new TermTsvExport(), new TermWorkbookExport(),
        new TermPageExport(),
        new TermMoodleExport(),
    ];

    /// <summary>The one of a name; null when there is none.</summary>
    public static TermExport? Find(string name) => All.FirstOrDefault(export => export.Name == name);
}
