using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>Who set an attendance.</summary>
public enum MarkedBy
{
    /// <summary>The student.</summary>
    Self,

    /// <summary>The teacher, by hand.</summary>
    Teacher,
}

/// <summary>A student who is present.</summary>
/// <param name="Order">1 for the first to arrive.</param>
/// <param name="Student">Who.</param>
/// <param name="At">When, by the server's clock; null where only the list without times came.</param>
/// <param name="By">Who set it.</param>
/// <param name="Reason">The teacher's reason; empty when there is none.</param>
public sealed record Attendee(int Order, StudentId Student, DateTimeOffset? At, MarkedBy By = MarkedBy.Self, string Reason = "");

/// <summary>Who is present in one roll call, measured against the class list.</summary>
public sealed class AttendanceSheet
{
    private readonly List<Attendee> _arrivals = [];
    private readonly Dictionary<StudentId, int> _indexes = [];
    private readonly Dictionary<StudentId, RecordEntry> _removed = [];
    private readonly List<RecordEntry> _record = [];
    private Roster _roster = Roster.Empty;
    private int _presentOnRoster;

    /// <summary>Grows with every change.</summary>
    public int Version { get; private set; }

    /// <summary>Who is present, in order of arrival.</summary>
    public IReadOnlyList<Attendee> Arrivals => _arrivals;

    /// <summary>Who is expected.</summary>
    public Roster Roster
    {
        get => _roster;
        set
        {
            _roster = value;
            _presentOnRoster = _arrivals.Count(attendee => value.Contains(attendee.Student));
            LongestStudent = Math.Max(LongestStudent, value.LongestStudent);
            Version++;
        }
    }

    /// <summary>How many are present, on the class list or not.</summary>
    public int Present => _arrivals.Count;

    /// <summary>How many of the class list are present.</summary>
    public int PresentOnRoster => _presentOnRoster;

    /// <summary>How many of the class list are not.</summary>
    public int Absent => _roster.Count - _presentOnRoster;

    /// <summary>Who of the class list is not present, in its order.</summary>
    public IEnumerable<RosterEntry> Absentees => _roster.Entries.Where(entry => !_indexes.ContainsKey(entry.Student));

    /// <summary>How many are present without being on the class list; 0 where there is no list.</summary>
    public int OffRoster => _roster.Count == 0 ? 0 : _arrivals.Count - _presentOnRoster;

    /// <summary>Everything that happened, in order, those who were taken off included.</summary>
    public IReadOnlyList<RecordEntry> Record => _record;

    /// <summary>The columns that the longest student number takes, of those on the class list and those who came.</summary>
    public int LongestStudent { get; private set; }

    /// <summary>Who was taken off, has not come back and is not on the class list.</summary>
    public IEnumerable<RecordEntry> RemovedOffRoster => _removed.Values.Where(removal => !_roster.Contains(removal.Student));

    /// <summary>Whether the teacher gave a reason for anything.</summary>
    public bool HasReasons { get; private set; }

    /// <summary>Takes up what happened: somebody came, was marked present or was taken off. False when it changes nothing.</summary>
    public bool Take(RecordEntry entry)
    {
        if (entry.Kind == EntryKind.Removed)
        {
            if (!Remove(entry))
            {
                return false;
            }
        }
        else if (!Add(entry.Student, entry.At, entry.Kind == EntryKind.Marked ? MarkedBy.Teacher : MarkedBy.Self, entry.Reason))
        {
            return false;
        }

        _record.Add(entry);
        HasReasons |= entry.Reason.Length > 0;
        return true;
    }

    /// <summary>Takes the server's record for what it is: the truth.</summary>
    public void Reset(IEnumerable<RecordEntry> record)
    {
        Clear();
        foreach (RecordEntry entry in record)
        {
            Take(entry);
        }
    }

    /// <summary>Takes up a saved list. Where nobody was marked or taken off, its students are all that there is.</summary>
    public void Reset(SavedList roll)
    {
        if (roll.Record.Count > 0)
        {
            Reset(roll.Record);
            return;
        }

        Clear();
        foreach (SavedAttendance attendance in roll.Students)
        {
            Add(attendance.Student, attendance.At, attendance.By, attendance.Reason);
        }
    }

    /// <summary>The entry by which a student was taken off, who has not come back since; null for everybody else.</summary>
    public RecordEntry? RemovalOf(StudentId student) => _removed.GetValueOrDefault(student);

    /// <summary>Looks up who is present.</summary>
    public Attendee? Find(StudentId student) => _indexes.TryGetValue(student, out int index) ? _arrivals[index] : null;

    private bool Add(StudentId student, DateTimeOffset? at, MarkedBy by, string reason)
    {
        if (!_indexes.TryAdd(student, _arrivals.Count))
        {
            return false;
        }

        _arrivals.Add(new Attendee(_arrivals.Count + 1, student, at, by, reason));
        _removed.Remove(student);
        _presentOnRoster += _roster.Contains(student) ? 1 : 0;
        LongestStudent = Math.Max(LongestStudent, student.Length);
        Version++;
        return true;
    }

    private bool Remove(RecordEntry removal)
    {
        if (!_indexes.Remove(removal.Student, out int index))
        {
            return false;
        }

        _arrivals.RemoveAt(index);
        for (int i = index; i < _arrivals.Count; i++)
        {
            _arrivals[i] = _arrivals[i] with { Order = i + 1 };
            _indexes[_arrivals[i].Student] = i;
        }

        _removed[removal.Student] = removal;
        _presentOnRoster -= _roster.Contains(removal.Student) ? 1 : 0;
        Version++;
        return true;
    }

    private void Clear()
    {
        _record.Clear();
        _arrivals.Clear();
        _indexes.Clear();
        _removed.Clear();
        _presentOnRoster = 0;
        HasReasons = false;
        Version++;
    }
}
