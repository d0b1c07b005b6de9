using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Models;

/// <summary>Who set an attendance.</summary>
internal enum MarkedBy
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
internal sealed record Attendee(int Order, StudentId Student, DateTimeOffset? At, MarkedBy By = MarkedBy.Self);

/// <summary>Who is present in one roll call, measured against the class list.</summary>
internal sealed class AttendanceSheet
{
    private readonly List<Attendee> _arrivals = [];
    private readonly Dictionary<StudentId, int> _indexes = [];
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

    /// <summary>Takes up an arrival. False when the student was present already.</summary>
    public bool Add(StudentId student, DateTimeOffset? at, MarkedBy by = MarkedBy.Self)
    {
        if (!_indexes.TryAdd(student, _arrivals.Count))
        {
            return false;
        }

        _arrivals.Add(new Attendee(_arrivals.Count + 1, student, at, by));
        _presentOnRoster += _roster.Contains(student) ? 1 : 0;
        Version++;
        return true;
    }

    /// <summary>Takes the server's list for what it is: the truth.</summary>
    public void Reset(IEnumerable<PresentStudent> present)
    {
        Clear();
        foreach (PresentStudent student in present)
        {
            Add(student.Student, student.At);
        }
    }

    /// <summary>Takes the server's final list, which has the order but no times, and keeps the times that are known.</summary>
    public void Reset(IEnumerable<StudentId> present)
    {
        Dictionary<StudentId, Attendee> known = _arrivals.ToDictionary(static attendee => attendee.Student);
        Clear();
        foreach (StudentId student in present)
        {
            Attendee? before = known.GetValueOrDefault(student);
            Add(student, before?.At, before?.By ?? MarkedBy.Self);
        }
    }

    /// <summary>Looks up who is present.</summary>
    public Attendee? Find(StudentId student) => _indexes.TryGetValue(student, out int index) ? _arrivals[index] : null;

    private void Clear()
    {
        _arrivals.Clear();
        _indexes.Clear();
        _presentOnRoster = 0;
        Version++;
    }
}
