using System.Collections.Concurrent;

namespace Chamada.Core.Rolls;

/// <summary>
/// One sitting of a class: opened, filled, closed. Events alone change it, under the roll book's lock; any thread may read the part of its
/// entries that it knows the length of meanwhile.
/// </summary>
internal sealed partial class RollCall : IRollRecord
{
    private readonly AppendLog<Attendance> _log = new();
    private readonly StudentIndex _positions;
    private int[]? _replacedBy;
    private ConcurrentDictionary<int, string>? _reasons;
    private RollClosing? _closing;
    private RollLimit? _limit;
    private RollCode? _code;
    private HashSet<StudentId>? _roster;
    private DeviceIndex? _devices;
    private RecordHeads? _heads;
    private RefusalTally? _refusals;
    private bool _hasOthers;

    public RollCall(long id, ClassNumber classNumber, Stamp openedAt, RollOpening opening, RollLimit? limit, RollCode? code = null)
    {
        Id = id;
        Class = classNumber;
        OpenedAt = openedAt;
        Opening = opening;
        _limit = limit;
        Code = code;
        _positions = new StudentIndex(_log);
    }

    /// <inheritdoc/>
    public long Id { get; }

    /// <inheritdoc/>
    public ClassNumber Class { get; }

    /// <inheritdoc/>
    public Stamp OpenedAt { get; }

    /// <summary>For whom it was opened, and the rules that hold.</summary>
    public RollOpening Opening { get; }

    /// <summary>From where it was opened; null when that was another server's doing, or before a restart. Under the roll book's
    /// lock.</summary>
    public System.Net.IPAddress? OpenedFrom { get; set; }

    /// <inheritdoc/>
    public RecordSalt Salt => RecordSalt.Of(Opening.Owner);

    /// <inheritdoc/>
    public RefusalCounts Refusals => _refusals?.All() ?? RefusalCounts.None;

    /// <summary>What counts refusals, made when it is first asked for. Under the roll book's lock.</summary>
    public RefusalTally Tally => _refusals ??= new RefusalTally();

    /// <summary>Whether refusals were counted that stand in no event.</summary>
    public bool HasFreshRefusals => _refusals is { HasFresh: true };

    /// <inheritdoc/>
    public RollClosing? Closing
    {
        get => Volatile.Read(ref _closing);
        set => Volatile.Write(ref _closing, value);
    }

    /// <inheritdoc/>
    public RollLimit? Limit
    {
        get => Volatile.Read(ref _limit);
        set => Volatile.Write(ref _limit, value);
    }

    /// <inheritdoc/>
    public RollCode? Code
    {
        get => Volatile.Read(ref _code);
        set
        {
            Volatile.Write(ref _code, value);
            NoteDemands();
        }
    }

    /// <summary>The numbers of the class's list; null while it holds none. Under the roll book's lock, and never changed but by
    /// events.</summary>
    public HashSet<StudentId>? Roster
    {
        get => _roster;
        set
        {
            _roster = value is { Count: > 0 } ? value : null;
            NoteDemands();
        }
    }

    /// <summary>Whether a student is asked for more than a number: where not, nothing else has to be looked at.</summary>
    public bool Asks { get; private set; }

    /// <summary>The next older one of the class that is closed and not erased (see <see cref="ClosedRolls"/>).</summary>
    public RollCall? ClosedBefore { get; set; }

    /// <summary>How many students are present. To be read under the roll book's lock.</summary>
    public int PresentCount { get; private set; }

    /// <summary>Whether a token lists, watches and closes it. One without an owner belongs to no token.</summary>
    public bool BelongsTo(TokenHash? token) => Opening.Owner is { } owner && owner.Equals(token);

    /// <summary>Whose key closed it in its owner's place; null where that did not happen. Under the roll book's lock.</summary>
    public string? ClosedBy =>
        _log.Count is var count and > 0 && _log[count - 1].Mark == Mark.ClosedBy ? ReasonAt(count - 1) : null;

    /// <inheritdoc/>
    public ref readonly Attendance EntryAt(int position) => ref _log[position];

    /// <inheritdoc/>
    public string ReasonAt(int position) =>
        Volatile.Read(ref _reasons) is { } reasons && reasons.TryGetValue(position, out string? reason) ? reason : "";

    /// <inheritdoc/>
    public int DurableCount(long durableSequence)
    {
        int low = 0, high = _log.Count;
        if (high == 0 || _log[high - 1].Sequence <= durableSequence)
        {
            return high;
        }

        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_log[middle].Sequence <= durableSequence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>How many students were present when a decision had been made and none after it. On any thread.</summary>
    public int PresentAt(long sequence)
    {
        int length = DurableCount(sequence);
        if (!Volatile.Read(ref _hasOthers))
        {
            return length;
        }

        int present = 0;
        for (int i = 0; i < length; i++)
        {
            present += Change(_log[i].Mark);
        }

        return present;
    }

    /// <summary>Whether an entry stands for a student who is present when only the first entries count.</summary>
    /// <param name="position">The entry.</param>
    /// <param name="length">How many entries count; more than <paramref name="position"/>.</param>
    public bool IsPresent(int position, int length)
    {
        // An entry that replaces this one is noted here before it is in the log, so within a known length nothing is missed.
        int[]? replacedBy = Volatile.Read(ref _replacedBy);
        int by = replacedBy is null || position >= replacedBy.Length ? 0 : Volatile.Read(ref replacedBy[position]);
        return _log[position].Mark.IsPresent() && (by == 0 || by >= length);
    }

    /// <summary>The list as it is now. Under the roll book's lock.</summary>
    public RollList List(bool withLog) => new(this, _log.Count, PresentCount) { WithLog = withLog };

    /// <summary>The list as it is when only what is durable counts.</summary>
    public RollList DurableList(long durableSequence, bool withLog)
    {
        int length = DurableCount(durableSequence), present = 0;
        for (int i = 0; i < length; i++)
        {
            present += IsPresent(i, length) ? 1 : 0;
        }

        return new RollList(this, length, present) { WithLog = withLog };
    }

    /// <summary>A time for what happens next: now, or the time of what happened last when the clock was set back since.</summary>
    public Stamp NotBefore(Stamp now)
    {
        int count = _log.Count;
        Stamp last = count == 0 ? OpenedAt : _log[count - 1].At;
        return now.UnixMilliseconds < last.UnixMilliseconds ? last : now;
    }

    /// <summary>The last who registered from a device and is present; null when nobody is.</summary>
    public StudentId? FindByDevice(DeviceHash device) => _devices?.Find(this, device);

    /// <summary>The head of the record's chain at an entry that is durable. On any thread.</summary>
    public ChainHead HeadAt(int position)
    {
        RecordHeads heads = Volatile.Read(ref _heads) ?? new RecordHeads(this);
        return (Interlocked.CompareExchange(ref _heads, heads, null) ?? heads).At(position);
    }

    /// <summary>The newest entry of a student who has one, with what it takes to make a receipt of it.</summary>
    public StandingEntry EntryOf(in StudentId student) => new(this, _positions.Find(in student, StudentHash.Of(in student)));

    /// <summary>Lets the processor fetch what <see cref="TryFind"/> will look at, while others are looked for.</summary>
    public void Prefetch(in StudentId student) => _positions.Prefetch(StudentHash.Of(in student));

    /// <summary>Finds a student's newest entry.</summary>
    public bool TryFind(in StudentId student, out Attendance entry)
    {
        int position = _positions.Find(in student, StudentHash.Of(in student));
        entry = position >= 0 ? _log[position] : default;
        return position >= 0;
    }
}
