using Chamada.Core.Archive.Indexing;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Terms;

/// <summary>A roll call that is over, with what was corrected about it.</summary>
public sealed class Meeting
{
    private readonly Dictionary<StudentId, Attended> _attended = [];
    private readonly Dictionary<StudentId, PlannedAbsence> _planned = [];

    /// <summary>Puts a meeting together.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="list">What is in it.</param>
    /// <param name="corrections">What was corrected.</param>
    /// <param name="settings">What the class has settled: for what the list itself does not say.</param>
    /// <param name="roster">The class list, by which two ways to write a number are one student.</param>
    public Meeting(SavedListFile file, ListSummary list, IReadOnlyList<Correction> corrections, ClassSettings settings, Roster roster)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(roster);
        File = file;
        List = list;
        Corrections = corrections;
        Lessons = list.Lessons?.Lessons ?? settings.Lessons;
        At = list.OpenedAt ?? list.ClosedAt;
        foreach (PlannedAbsence planned in list.Lessons?.Planned ?? [])
        {
            _planned.TryAdd(Canonical(planned.Student), planned);
        }

        TimeSpan? lateAfter = list.Lessons is { } own ? own.LateAfter : settings.LateAfter;
        foreach (ListedStudent attendance in list.Students)
        {
            // Whom the teacher marked did not come at that moment.
            bool isLate = attendance is { Mark: Mark.Present, At: { } came } && list.OpenedAt is { } opened && came - opened > lateAfter;
            _attended.TryAdd(
                Canonical(attendance.Student), new Attended(isLate ? AttendanceStatus.Late : AttendanceStatus.Present));
        }

        foreach (Correction correction in Correction.InForce(corrections))
        {
            Apply(correction.Change);
        }

        StudentId Canonical(StudentId student) => roster.TryFind(student, out RosterEntry? entry) ? entry.Student : student;

        void Apply(CorrectionChange change)
        {
            switch (change)
            {
                case CorrectionChange.Status one:
                    _attended[Canonical(one.Student)] = new Attended(one.As, one.Missed, one.Ground, IsCorrected: true);
                    break;
                case CorrectionChange.Moved one:
                    Move(Canonical(one.From), Canonical(one.To));
                    break;
                case CorrectionChange.Lessons one:
                    Lessons = one.Count;
                    break;
                case CorrectionChange.Dated one:
                    At = one.OpenedAt;
                    break;
                case CorrectionChange.Discarded:
                    IsDiscarded = true;
                    break;
            }
        }
    }

    /// <summary>Its file.</summary>
    public SavedListFile File { get; }

    /// <summary>What was saved.</summary>
    public ListSummary List { get; }

    /// <summary>What was corrected, in order, what was undone included.</summary>
    public IReadOnlyList<Correction> Corrections { get; }

    /// <summary>How many lessons it stands for.</summary>
    public int Lessons { get; private set; }

    /// <summary>When it was opened; where a correction says so, another time.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The day to which it belongs, by the server's local time.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At.DateTime);

    /// <summary>Whether it does not count.</summary>
    public bool IsDiscarded { get; private set; }

    /// <summary>Everybody of whom something is known other than absence by default: who was there, or was corrected.</summary>
    public IReadOnlyCollection<StudentId> Known => _attended.Keys;

    /// <summary>A student's attendance. Who is not known was absent, or is excused where that was planned.</summary>
    public Attended Of(StudentId student) =>
        _attended.TryGetValue(student, out Attended attended) ? attended
        : _planned.TryGetValue(student, out PlannedAbsence? planned) ? new Attended(planned.Status, null, planned.Ground)
        : new Attended(AttendanceStatus.Absent);

    /// <summary>Whether a student is in it: was there, was expected, or was corrected.</summary>
    public bool Knows(StudentId student) => _attended.ContainsKey(student) || (List.Absent?.Contains(student) ?? false);

    private void Move(StudentId from, StudentId to)
    {
        if (from != to && _attended.Remove(from, out Attended attended)
            && (!_attended.TryGetValue(to, out Attended known) || !known.Status.IsPresence()))
        {
            _attended[to] = attended with { IsCorrected = true };
        }
    }
}
