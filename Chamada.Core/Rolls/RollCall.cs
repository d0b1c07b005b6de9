namespace Chamada.Core.Rolls;

/// <summary>One attendance in a roll call's log.</summary>
/// <param name="Student">Who.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Sequence">The number of the decision, to know whether it is durable.</param>
public readonly record struct Attendance(StudentId Student, Stamp At, long Sequence);

/// <summary>
/// One sitting of a class: opened, filled, closed. The roll book alone changes it, under its lock. The log only grows, so
/// any thread may read the part that it knows the length of, while the book appends.
/// </summary>
public sealed class RollCall
{
    private readonly Dictionary<StudentId, int> _positions = [];
    private Attendance[] _log = new Attendance[8];
    private int _count;
    private IRollWatcher[] _watchers = [];
    private WatchNotice? _notice;
    private RollClosing? _closing;

    internal RollCall(long id, ClassNumber classNumber, Stamp openedAt, TokenHash? owner)
    {
        Id = id;
        Class = classNumber;
        OpenedAt = openedAt;
        Owner = owner;
    }

    /// <summary>The sequence of the event that opened it; never used for another roll call of the same journal.</summary>
    public long Id { get; }

    /// <summary>The class it was opened for.</summary>
    public ClassNumber Class { get; }

    /// <summary>When it was opened.</summary>
    public Stamp OpenedAt { get; }

    /// <summary>The hash of the token that lists, watches and closes it; null when it belongs to nobody.</summary>
    public TokenHash? Owner { get; }

    /// <summary>When it was closed, and the number of that decision; null while it is open.</summary>
    public RollClosing? Closing => Volatile.Read(ref _closing);

    /// <summary>How many attendances the log holds now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The attendances in order of arrival. Its length never shrinks and its entries never change.</summary>
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

    /// <summary>Finds a student's attendance.</summary>
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

    /// <summary>Adds a student who is not in the log yet.</summary>
    internal void Append(in Attendance attendance)
    {
        int count = _count;
        if (count == _log.Length)
        {
            Attendance[] larger = new Attendance[count * 2];
            _log.CopyTo(larger, 0);
            Volatile.Write(ref _log, larger);
        }

        _positions.Add(attendance.Student, count);
        _log[count] = attendance;
        Volatile.Write(ref _count, count + 1);
    }

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
}

/// <summary>The end of a roll call.</summary>
/// <param name="At">When it was closed.</param>
/// <param name="Sequence">The number of that decision.</param>
public sealed record RollClosing(Stamp At, long Sequence);

/// <summary>Wants to know of changes to a roll call.</summary>
public interface IRollWatcher
{
    /// <summary>
    /// Something of the roll call has become durable since the last call; the roll call's log says what. Called on any thread; it must not block.
    /// </summary>
    void RollChanged();
}
