using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Terms;

/// <summary>By what a student's absences are measured.</summary>
/// <param name="Minimum">How many percent have to be attended; from 0 to 100.</param>
/// <param name="PlannedLessons">Of how many lessons; null for those that were held.</param>
/// <param name="NextLessons">How many lessons the next meeting has as a rule.</param>
public sealed record TermRule(decimal Minimum = 75, int? PlannedLessons = null, int NextLessons = 1)
{
    /// <summary>The rule of a class.</summary>
    /// <param name="settings">What was settled.</param>
    /// <param name="minimum">Another minimum; null for the class's.</param>
    /// <param name="planned">Planned lessons for this once; null for the class's, where its minimum is of those.</param>
    public static TermRule Of(ClassSettings settings, decimal? minimum = null, int? planned = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new TermRule(
            minimum ?? settings.Minimum,
            planned ?? (settings.Base == MinimumBase.Planned ? settings.PlannedLessons : null),
            settings.Lessons);
    }
}

/// <summary>A student's line of the term.</summary>
/// <param name="Student">Who.</param>
/// <param name="Name">The name; empty where it is not known.</param>
/// <param name="IsListed">Whether the student is on the class list; true for all where there is none.</param>
/// <param name="Cells">The attendance of each meeting, in their order.</param>
/// <param name="Total">All of it.</param>
/// <param name="Left">How many more lessons may be missed; negative below the limit.</param>
public sealed record TermRow(
    StudentId Student, string Name, bool IsListed, IReadOnlyList<Attended> Cells, LessonCount Total, int Left)
{
    /// <summary>Whether more was missed than may be.</summary>
    public bool IsBelow => Left < 0;

    /// <summary>Whether missing a meeting of so many lessons would be too much.</summary>
    public bool WouldFallBelow(int lessons) => Left >= 0 && Left < lessons;

    /// <summary>Whether the student missed three meetings in a row or more, without being excused.</summary>
    public bool MissedThreeInARow
    {
        get
        {
            int inARow = 0;
            foreach (Attended cell in Cells)
            {
                inARow = cell.Status is AttendanceStatus.Absent or AttendanceStatus.Justified ? inARow + 1 : 0;
                if (inARow == 3)
                {
                    return true;
                }
            }

            return false;
        }
    }
}

/// <summary>The meetings of a class over some time, and what each student's attendance comes to. Pure: it reads nothing.</summary>
public sealed class Term
{
    private Term(IReadOnlyList<Meeting> meetings, IReadOnlyList<TermRow> rows, TermRule rule)
    {
        Meetings = meetings;
        Rows = rows;
        Rule = rule;
    }

    /// <summary>The meetings that count, the oldest first.</summary>
    public IReadOnlyList<Meeting> Meetings { get; }

    /// <summary>The students: the class list in its order, and then whoever was there without being on it.</summary>
    public IReadOnlyList<TermRow> Rows { get; }

    /// <summary>By what the absences are measured.</summary>
    public TermRule Rule { get; }

    /// <summary>How many lessons were held.</summary>
    public int Lessons => Meetings.Sum(static meeting => meeting.Lessons);

    /// <summary>Adds up.</summary>
    /// <param name="meetings">The meetings, in any order. Those that were discarded are left out.</param>
    /// <param name="roster">The class list; where it is empty, everybody who was ever there is on it.</param>
    /// <param name="rule">By what the absences are measured.</param>
    public static Term Of(IEnumerable<Meeting> meetings, Roster roster, TermRule rule)
    {
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(rule);
        Meeting[] held = [.. meetings.Where(static meeting => !meeting.IsDiscarded).OrderBy(static meeting => meeting.At)];
        HashSet<StudentId> listed = [.. roster.Entries.Select(static entry => entry.Student)];
        IEnumerable<StudentId> others = held.SelectMany(meeting => meeting.List.Students.Select(static one => one.Student)
                .Where(student => !roster.Contains(student) && meeting.Known.Contains(student))
                .Concat(meeting.Known))
            .Where(student => listed.Add(student));

        // Where there is no class list, there are the names and numbers of those with which the roll calls were held.
        IEnumerable<StudentId> expected = roster.Count > 0
            ? []
            : held.SelectMany(static meeting => meeting.List.Absent ?? []).Where(student => listed.Add(student));
        StudentId[] all = [.. roster.Entries.Select(static entry => entry.Student), .. others.ToArray(), .. expected.ToArray()];
        return new Term(
            held,
            [
                .. all.Select(student => RowOf(
                    student, NameOf(student, roster, held), roster.Count == 0 || roster.Contains(student), held, rule)),
            ],
            rule);
    }

    private static TermRow RowOf(StudentId student, string name, bool isListed, Meeting[] meetings, TermRule rule)
    {
        Attended[] cells = new Attended[meetings.Length];
        LessonCount total = default;
        for (int i = 0; i < meetings.Length; i++)
        {
            cells[i] = meetings[i].Of(student);
            total += cells[i].Count(meetings[i].Lessons);
        }

        return new TermRow(
            student, name, isListed, cells, total, LessonCount.Left(rule.Minimum, rule.PlannedLessons ?? total.Lessons, total.Absences));
    }

    private static string NameOf(StudentId student, Roster roster, Meeting[] meetings) =>
        roster.NameOf(student) is { Length: > 0 } name ? name
        : meetings.Select(meeting => meeting.List.Names.GetValueOrDefault(student, "")).LastOrDefault(static known => known.Length > 0)
            ?? "";
}
