using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>A student who is present.</summary>
/// <param name="Order">1 for the first to arrive.</param>
/// <param name="Student">Who.</param>
/// <param name="At">When, by the server's clock; null where only the list without times came.</param>
/// <param name="Mark">Whether the student registered or was marked by the teacher.</param>
/// <param name="Reason">The teacher's reason; empty when there is none.</param>
public sealed record Attendee(int Order, StudentId Student, DateTimeOffset? At, Mark Mark = Mark.Present, string Reason = "");

/// <summary>A number that is not on the class list, and the one student of the list that it may mean.</summary>
/// <param name="Typed">The number that registered.</param>
/// <param name="Listed">Whom the list has: the number differs only in leading zeros or punctuation.</param>
public sealed record LikelyPair(StudentId Typed, RosterEntry Listed);

/// <summary>Who is present in one roll call, measured against the class list.</summary>
public sealed partial class AttendanceSheet
{
    private readonly List<Attendee> _arrivals = [];
    private readonly Dictionary<StudentId, int> _indexes = [];
    private readonly Dictionary<StudentId, RecordEntry> _removed = [];
    private readonly List<RecordEntry> _record = [];
    private Roster _roster = Roster.Empty;
    private readonly Dictionary<StudentId, int> _presentOnRoster = [];
    private int _onRoster;
    private LikelyPair? _pair;
    private int _pairVersion = -1;

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
            _presentOnRoster.Clear();
            _onRoster = 0;
            foreach (Attendee attendee in _arrivals)
            {
                Count(attendee.Student, 1);
            }

            LongestStudent = Math.Max(LongestStudent, value.LongestStudent);
            Version++;
        }
    }

    /// <summary>How many are present, on the class list or not.</summary>
    public int Present => _arrivals.Count;

    /// <summary>How many of the class list are present.</summary>
    public int PresentOnRoster => _presentOnRoster.Count;

    /// <summary>How many of the class list are not.</summary>
    public int Absent => _roster.Count - _presentOnRoster.Count;

    /// <summary>Who of the class list is not present, in its order.</summary>
    public IEnumerable<RosterEntry> Absentees => _roster.Entries.Where(IsAbsent);

    /// <summary>Whether somebody of the class list is not present, whichever way the number is written.</summary>
    public bool IsAbsent(RosterEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return !_presentOnRoster.ContainsKey(entry.Student);
    }

    /// <summary>Whom a number that is not on the class list may mean; null where nobody or more than one could be meant.</summary>
    public LikelyPair? LikelyPairOf(StudentId typed) => _roster.LikelyMeant(typed) is { } listed ? new LikelyPair(typed, listed) : null;

    /// <summary>The last of those who are present and whom the class list may mean under another number, where the teacher has not
    /// settled that; null where there is none.</summary>
    public LikelyPair? LastLikelyPair
    {
        get
        {
            if (_pairVersion != Version)
            {
                _pairVersion = Version;
                _pair = OffRoster == 0 ? null : _arrivals.AsEnumerable().Reverse()
                    .Select(attendee => OpenPairOf(attendee.Student))
                    .FirstOrDefault(static pair => pair is not null);
            }

            return _pair;
        }
    }

    /// <summary>How many are present without being on the class list; 0 where there is no list.</summary>
    public int OffRoster => _roster.Count == 0 ? 0 : _arrivals.Count - _onRoster;

    /// <summary>Everything that happened, in order, those who were taken off included.</summary>
    public IReadOnlyList<RecordEntry> Record => _record;

    /// <summary>The columns that the longest student number takes, of those on the class list and those who came.</summary>
    public int LongestStudent { get; private set; }

    /// <summary>Who was taken off, has not come back and is not on the class list.</summary>
    public IEnumerable<RecordEntry> RemovedOffRoster => _removed.Values.Where(removal => !_roster.Contains(removal.Student));

    /// <summary>Whether the teacher gave a reason for anything.</summary>
    public bool HasReasons { get; private set; }

    /// <summary>Takes up what happened: somebody came, was marked present, taken off, or flagged. False when the sheet knows it
    /// already.</summary>
    public bool Take(RecordEntry entry)
    {
        if (!entry.Mark.IsDecisive())
        {
            _record.Add(entry); // It changes nothing about who is present.
            TakeNote(entry);
            return true;
        }

        if (!entry.Mark.IsPresent())
        {
            if (!Remove(entry))
            {
                return false;
            }
        }
        else if (!Add(entry.Student, entry.At, entry.Mark, entry.Reason))
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
            Add(attendance.Student, attendance.At, attendance.Mark, attendance.Reason);
        }
    }

    /// <summary>The entry by which a student was taken off, who has not come back since; null for everybody else.</summary>
    public RecordEntry? RemovalOf(StudentId student) => _removed.GetValueOrDefault(student);

    /// <summary>Whether a student is not on the class list; false for everybody where there is no list.</summary>
    public bool IsOffRoster(StudentId student) => _roster.Count > 0 && !_roster.Contains(student);

    /// <summary>Looks up who is present.</summary>
    public Attendee? Find(StudentId student) => _indexes.TryGetValue(student, out int index) ? _arrivals[index] : null;

    private bool Add(StudentId student, DateTimeOffset? at, Mark mark, string reason)
    {
        if (!_indexes.TryAdd(student, _arrivals.Count))
        {
            return false;
        }

        _arrivals.Add(new Attendee(_arrivals.Count + 1, student, at, mark, reason));
        _removed.Remove(student);
        Count(student, 1);
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
        _flags.Remove(removal.Student); // Who comes back was put back by the teacher.
        Count(removal.Student, -1);
        Version++;
        return true;
    }

    /// <summary>Counts who of the class list comes or goes. Two ways to write one number are one student.</summary>
    private void Count(StudentId student, int change)
    {
        if (_roster.TryFind(student, out RosterEntry? entry))
        {
            _onRoster += change;
            int times = _presentOnRoster.GetValueOrDefault(entry.Student) + change;
            if (times == 0)
            {
                _presentOnRoster.Remove(entry.Student);
            }
            else
            {
                _presentOnRoster[entry.Student] = times;
            }
        }
    }

    private void Clear()
    {
        _record.Clear();
        _arrivals.Clear();
        _indexes.Clear();
        _removed.Clear();
        _presentOnRoster.Clear();
        _flags.Clear();
        LastHeads = null;
        _onRoster = 0;
        HasReasons = false;
        Version++;
    }
}
