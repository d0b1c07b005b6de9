using System.Globalization;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>A count of heads.</summary>
/// <param name="At">When, by the server's clock.</param>
/// <param name="InRoom">How many were counted in the room.</param>
/// <param name="OnList">How many were on the list at that moment.</param>
public sealed record HeadCount(DateTimeOffset At, int InRoom, int OnList);

/// <content>Which of those who are present are worth a look, as long as nobody has settled it.</content>
public sealed partial class AttendanceSheet
{
    private readonly Dictionary<StudentId, List<Flag>> _flags = [];
    private HashSet<StudentId> _kept = [];
    private IReadOnlyList<Attendee> _toSettle = [];
    private int _toSettleVersion = -1;
    private IReadOnlyList<StudentId>? _earlier;

    /// <summary>Whom the teacher has looked at and keeps, whatever is flagged of them.</summary>
    public IReadOnlyCollection<StudentId> Kept
    {
        get => _kept;
        set
        {
            _kept = [.. value];
            Version++;
        }
    }

    /// <summary>
    /// Those who are present and of whom something is to be settled, in order of arrival: one that the server has flagged, or one whom the
    /// class list may have under another number. Taking one off settles it, and so does keeping one (<see cref="Kept"/>); of one whose
    /// number was not on the list, putting it there.
    /// </summary>
    public IReadOnlyList<Attendee> ToSettle
    {
        get
        {
            if (_toSettleVersion != Version)
            {
                _toSettleVersion = Version;
                _toSettle = _flags.Count == 0 && OffRoster == 0 ? [] : [.. _arrivals.Where(attendee => IsToSettle(attendee.Student))];
            }

            return _toSettle;
        }
    }

    /// <summary>Who had answered in the round before; null where there was none.</summary>
    public IReadOnlyList<StudentId>? Earlier
    {
        get => _earlier;
        set
        {
            _earlier = value;
            Version++;
        }
    }

    /// <summary>Who answered in the round before and not in this one, in the order of then.</summary>
    public IEnumerable<StudentId> OnlyEarlier
    {
        get
        {
            HashSet<StudentId> now = [.. _arrivals.Select(attendee => ListedAs(attendee.Student))];
            return (_earlier ?? []).Where(student => !now.Contains(ListedAs(student)));
        }
    }

    /// <summary>Who answered in this round and not in the one before, in order of arrival; nobody where there was none.</summary>
    public IEnumerable<Attendee> OnlyNow
    {
        get
        {
            HashSet<StudentId> before = [.. (_earlier ?? []).Select(ListedAs)];
            return _earlier is null ? [] : _arrivals.Where(attendee => !before.Contains(ListedAs(attendee.Student)));
        }
    }

    /// <summary>The last count of heads; null while nobody counted.</summary>
    public HeadCount? LastHeads { get; private set; }

    /// <summary>Whose key closed the roll call in its owner's place; null where that did not happen.</summary>
    public string? ClosedBy => _record.Count > 0 && _record[^1] is { Mark: Mark.ClosedBy, Reason: var name } ? name : null;

    /// <summary>What was flagged of a student who is present, and is not settled.</summary>
    public IEnumerable<Flag> FlagsOf(StudentId student) => _kept.Contains(student) || !_indexes.ContainsKey(student) ? []
        : _flags.GetValueOrDefault(student, []).Where(flag => flag.Kind != FlagKind.Unlisted || !_roster.Contains(student));

    /// <summary>Whether something of a student who is present is to be settled.</summary>
    public bool IsToSettle(StudentId student) => FlagsOf(student).Any() || OpenPairOf(student) is not null;

    /// <summary>Two ways to write one number are one student.</summary>
    private StudentId ListedAs(StudentId student) => _roster.TryFind(student, out RosterEntry? entry) ? entry.Student : student;

    private LikelyPair? OpenPairOf(StudentId student) => _kept.Contains(student) ? null : LikelyPairOf(student);

    /// <summary>Takes up an entry that changes nothing about who is present. Who was looked for and found is settled.</summary>
    private void TakeNote(RecordEntry entry)
    {
        switch (entry.Mark)
        {
            case Mark.Flagged:
                TakeFlag(entry);
                break;
            case Mark.Here:
                _flags.Remove(entry.Student);
                Version++;
                break;
            case Mark.Heads when int.TryParse(entry.Reason, NumberStyles.None, CultureInfo.InvariantCulture, out int heads):
                LastHeads = new HeadCount(entry.At, heads, Present);
                Version++;
                break;
        }
    }

    private void TakeFlag(RecordEntry entry)
    {
        if (!_flags.TryGetValue(entry.Student, out List<Flag>? flags))
        {
            _flags.Add(entry.Student, flags = []);
        }

        flags.Add(Flag.Of(entry));
        Version++;
    }
}
