using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Postgres;

/// <summary>Events that are to be appended in one piece, and those who wait for it. Under the lane's lock, but for reading what is under
/// way.</summary>
internal sealed class LaneGroup
{
    private const int LargestKept = 4096;

    private RollEvent[] _events = new RollEvent[64];
    private IDurabilityWaiter[] _waiters = new IDurabilityWaiter[64];
    private int _eventCount;
    private int _waiterCount;

    /// <summary>By what it is found again in the log.</summary>
    public Guid Id { get; private set; }

    /// <summary>By what that is found again which takes its place, so that it cannot happen.</summary>
    public Guid Fence { get; private set; }

    /// <summary>The events, in order.</summary>
    public ReadOnlySpan<RollEvent> Events => _events.AsSpan(0, _eventCount);

    /// <summary>Those who wait.</summary>
    public ReadOnlySpan<IDurabilityWaiter> Waiters => _waiters.AsSpan(0, _waiterCount);

    /// <summary>Whether there is neither an event nor anybody who waits.</summary>
    public bool IsEmpty => _eventCount == 0 && _waiterCount == 0;

    /// <summary>Since when somebody waits (<see cref="StoreClock.Elapsed"/>); null while nobody does.</summary>
    public long? Oldest { get; private set; }

    /// <summary>Adds events and who waits for them.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; nothing was added.</exception>
    public void Add(ReadOnlySpan<RollEvent> events, IDurabilityWaiter waiter, long now)
    {
        while (_eventCount + events.Length > _events.Length)
        {
            Array.Resize(ref _events, _events.Length * 2);
        }

        if (_waiterCount == _waiters.Length)
        {
            Array.Resize(ref _waiters, _waiterCount * 2);
        }

        events.CopyTo(_events.AsSpan(_eventCount));
        _eventCount += events.Length;
        _waiters[_waiterCount++] = waiter;
        Oldest ??= now;
    }

    /// <summary>Takes everything from another one, which is empty then. This one must be empty.</summary>
    public void TakeOver(LaneGroup other)
    {
        (_events, other._events) = (other._events, _events);
        (_waiters, other._waiters) = (other._waiters, _waiters);
        (_eventCount, other._eventCount) = (other._eventCount, 0);
        (_waiterCount, other._waiterCount) = (other._waiterCount, 0);
        (Oldest, other.Oldest) = (other.Oldest, null);
        Id = Guid.NewGuid();
        Fence = Guid.NewGuid();
    }

    /// <summary>Settles everything: it is empty then.</summary>
    public void Settle(Settlements settlements, Durability outcome)
    {
        SettleWaiters(settlements, outcome);
        _events.AsSpan(0, _eventCount).Clear(); // A student who is erased later is not to be found in memory, either.
        _eventCount = 0;
        if (_events.Length > LargestKept)
        {
            _events = new RollEvent[LargestKept];
        }
    }

    /// <summary>Tells those who wait that nobody knows what becomes of it. The events stay.</summary>
    public void Refuse(Settlements settlements) => SettleWaiters(settlements, Durability.Failed);

    private void SettleWaiters(Settlements settlements, Durability outcome)
    {
        for (int i = 0; i < _waiterCount; i++)
        {
            settlements.Add(_waiters[i], outcome);
        }

        _waiters.AsSpan(0, _waiterCount).Clear();
        _waiterCount = 0;
        Oldest = null;
    }
}
