using System.Collections.Concurrent;

namespace Chamada.Core.Rolls;

/// <summary>
/// One sitting of a class: opened, filled, closed. The roll book alone changes it, under its lock. The log only grows, so
/// any thread may read the part that it knows the length of, while the book appends.
/// </summary>
public sealed class RollCall
{
    private readonly Dictionary<StudentId, int> _positions = [];
    private Attendance[] _log = new Attendance[8];
    private int[]? _replacedBy;
    private ConcurrentDictionary<int, string>? _reasons;
    private int _count;
    private IRollWatcher[] _watchers = [];
    private WatchNotice? _notice;
    private RollClosing? _closing;
    private RollLimit? _limit;

    internal RollCall(long id, ClassNumber classNumber, Stamp openedAt, TokenHash? owner, RollLimit? limit)
    {
        Id = id;
        Class = classNumber;
        OpenedAt = openedAt;
        Owner = owner;
        _limit = limit;
    }

    /// <summary>The sequence of the event that opened it; never used for another roll call of the same journal.</summary>
    public long Id { get; }

    /// <summary>The class it was opened for.</summary>
    public ClassNumber Class { get; }

    /// <summary>When it was opened.</summary>
    public Stamp OpenedAt { get; }

    /// <summary>The hash of the token that lists, watches and closes it; null when it belongs to nobody.</summary>
    public TokenHash? Owner { get; }

    /// <summary>Whether a token lists, watches and closes it. One without an owner belongs to no token.</summary>
    internal bool BelongsTo(TokenHash? token) => Owner is not null && Owner.Equals(token);

    /// <summary>When it was closed, and the number of that decision; null while it is open.</summary>
    public RollClosing? Closing => Volatile.Read(ref _closing);

    /// <summary>When it closes by itself; null when it does not.</summary>
    public RollLimit? Limit => Volatile.Read(ref _limit);

    /// <summary>How many students are present. To be read under the roll book's lock.</summary>
    internal int PresentCount { get; private set; }

    /// <summary>What has happened, in order. Its length never shrinks and its entries never change.</summary>
    public ReadOnlySpan<Attendance> Log
    {
        get
        {
            // Count first: the array that is read after it is at least as new, so it holds that many.
            int count = Volatile.Read(ref _count);
            return _log.AsSpan(0, count);
        }
    }

    /// <summary>Who is told when the log grows or the roll call closes.</summary>
    internal ReadOnlySpan<IRollWatcher> Watchers => Volatile.Read(ref _watchers);

    /// <summary>The teacher's reason for an entry of the log; empty when there is none.</summary>
    public string ReasonAt(int position) =>
        Volatile.Read(ref _reasons) is { } reasons && reasons.TryGetValue(position, out string? reason) ? reason : "";

    /// <summary>Whether an entry stands for a student who is present when only the first entries of the log count.</summary>
    /// <param name="position">The entry.</param>
    /// <param name="length">How many entries count; more than <paramref name="position"/>.</param>
    public bool IsPresent(int position, int length)
    {
        // An entry that replaces this one is noted here before it is in the log, so within a known length nothing is missed.
        int[]? replacedBy = Volatile.Read(ref _replacedBy);
        return Log[position].Kind != AttendanceKind.Removed
            && (replacedBy is null || Volatile.Read(ref replacedBy[position]) is var other && (other == 0 || other >= length));
    }

    /// <summary>The list as it is now. Under the roll book's lock.</summary>
    internal RollList List() => new(this, _count, PresentCount, _limit);

    /// <summary>The list as it is when only what is durable counts.</summary>
    internal RollList DurableList(long durableSequence)
    {
        int length = DurableCount(durableSequence), present = 0;
        for (int i = 0; i < length; i++)
        {
            present += IsPresent(i, length) ? 1 : 0;
        }

        return new RollList(this, length, present, _limit);
    }

    /// <summary>How many entries of the log are durable when everything up to a sequence is.</summary>
    public int DurableCount(long durableSequence)
    {
        ReadOnlySpan<Attendance> log = Log;
        if (log.Length == 0 || log[^1].Sequence <= durableSequence)
        {
            return log.Length;
        }

        int low = 0, high = log.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (log[middle].Sequence <= durableSequence)
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

    /// <summary>Finds a student's newest entry.</summary>
    internal bool TryFind(StudentId student, out Attendance attendance)
    {
        if (_positions.TryGetValue(student, out int position))
        {
            attendance = _log[position];
            return true;
        }

        attendance = default;
        return false;
    }

    /// <summary>Adds an entry. One of the same student that stands already is replaced by it.</summary>
    internal void Append(in Attendance entry, string? reason = null)
    {
        int count = _count;
        if (count == _log.Length)
        {
            Attendance[] larger = new Attendance[count * 2];
            _log.CopyTo(larger, 0);
            Volatile.Write(ref _log, larger);
            if (_replacedBy is not null)
            {
                int[] largerToo = new int[count * 2];
                _replacedBy.CopyTo(largerToo, 0);
                Volatile.Write(ref _replacedBy, largerToo);
            }
        }

        if (!_positions.TryAdd(entry.Student, count))
        {
            Replace(_positions[entry.Student], count);
            _positions[entry.Student] = count;
        }

        if (reason is not null)
        {
            ConcurrentDictionary<int, string> reasons = _reasons ?? new();
            reasons[count] = reason;
            Volatile.Write(ref _reasons, reasons);
        }

        PresentCount += entry.Kind == AttendanceKind.Removed ? -1 : 1;
        _log[count] = entry;
        Volatile.Write(ref _count, count + 1);
    }

    internal void SetLimit(RollLimit limit) => Volatile.Write(ref _limit, limit);

    /// <summary>The notice that wakes the watchers, made when the first one comes.</summary>
    internal WatchNotice Notice(IRollJournal journal) => _notice ??= new WatchNotice(this, journal);

    internal void Close(RollClosing closing) => Volatile.Write(ref _closing, closing);

    internal void AddWatcher(IRollWatcher watcher)
    {
        if (!_watchers.Contains(watcher))
        {
            Volatile.Write(ref _watchers, [.. _watchers, watcher]);
        }
    }

    internal void RemoveWatcher(IRollWatcher watcher) =>
        Volatile.Write(ref _watchers, [.. _watchers.Where(other => !ReferenceEquals(other, watcher))]);

    private void Replace(int position, int by)
    {
        if (_replacedBy is null)
        {
            Volatile.Write(ref _replacedBy, new int[_log.Length]);
        }

        Volatile.Write(ref _replacedBy![position], by);
    }
}
