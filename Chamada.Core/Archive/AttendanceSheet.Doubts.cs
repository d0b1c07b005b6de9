using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <content>Which of those who are present are worth a look, as long as nobody has settled it.</content>
public sealed partial class AttendanceSheet
{
    private readonly Dictionary<StudentId, List<Flag>> _flags = [];
    private HashSet<StudentId> _kept = [];
    private IReadOnlyList<Attendee> _toSettle = [];
    private int _toSettleVersion = -1;

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

    /// <summary>What was flagged of a student who is present, and is not settled.</summary>
    public IEnumerable<Flag> FlagsOf(StudentId student) => _kept.Contains(student) || !_indexes.ContainsKey(student) ? []
        : _flags.GetValueOrDefault(student, []).Where(flag => flag.Kind != FlagKind.Unlisted || !_roster.Contains(student));

    /// <summary>Whether something of a student who is present is to be settled.</summary>
    public bool IsToSettle(StudentId student) => FlagsOf(student).Any() || OpenPairOf(student) is not null;

    private LikelyPair? OpenPairOf(StudentId student) => _kept.Contains(student) ? null : LikelyPairOf(student);

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
