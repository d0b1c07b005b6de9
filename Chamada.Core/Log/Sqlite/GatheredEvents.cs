using System.Runtime.InteropServices;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>Events that are to become durable, in order, and who waits for which. Used under the lock of whoever has it.</summary>
/// <param name="settlements">Takes whose wait is over.</param>
/// <param name="last">The sequence before the first event.</param>
internal sealed class GatheredEvents(Settlements settlements, long last)
{
    private const int SmallGroup = 256, SmallCrowd = 64, LargestKept = 4096;

    private RollEvent[] _gathering = new RollEvent[SmallGroup];
    private RollEvent[] _writing = new RollEvent[SmallGroup];
    private Waiter[] _waiters = new Waiter[SmallCrowd];
    private int _gathered;
    private int _waiting;

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => _gathered == 0;

    /// <summary>The sequence of the last event.</summary>
    public long Last { get; private set; } = last;

    /// <summary>Adds events, none perhaps, and who waits for them and all before.</summary>
    /// <exception cref="OutOfMemoryException">There is no room. Nothing was taken.</exception>
    public void Add(ReadOnlySpan<RollEvent> events, IDurabilityWaiter waiter)
    {
        // What may fail comes first.
        while (_gathered + events.Length > _gathering.Length)
        {
            Array.Resize(ref _gathering, _gathering.Length * 2);
        }

        if (_waiting == _waiters.Length)
        {
            Array.Resize(ref _waiters, _waiting * 2);
        }

        if (!events.IsEmpty)
        {
            events.CopyTo(_gathering.AsSpan(_gathered));
            _gathered += events.Length;
            Last = events[^1].Sequence;
        }

        _waiters[_waiting++] = new Waiter(Last, waiter);
    }

    /// <summary>Gives all events away. They stand until the next call.</summary>
    public ArraySegment<RollEvent> Take()
    {
        (_gathering, _writing) = (_writing, _gathering);
        ArraySegment<RollEvent> group = new(_writing, 0, _gathered);
        _gathered = 0;
        return group;
    }

    /// <summary>Ends the wait of all who wait for nothing behind a sequence.</summary>
    public void Settle(long sequence)
    {
        int left = 0;
        for (int i = 0; i < _waiting; i++)
        {
            Waiter waiter = _waiters[i];
            if (waiter.Sequence <= sequence)
            {
                settlements.Add(waiter.Who, Durability.Durable);
            }
            else
            {
                _waiters[left++] = waiter;
            }
        }

        _waiters.AsSpan(left, _waiting - left).Clear();
        _waiting = left;
    }

    /// <summary>Drops all events, and ends everybody's wait.</summary>
    public void Fail()
    {
        _gathered = 0;
        _gathering = [];
        _writing = [];
        for (int i = 0; i < _waiting; i++)
        {
            settlements.Add(_waiters[i].Who, Durability.Failed);
        }

        _waiters.AsSpan(0, _waiting).Clear();
        _waiting = 0;
    }

    /// <summary>After a rush, while nothing is being written.</summary>
    public void LetGoOfLargeArrays()
    {
        if (_gathering.Length > LargestKept || _writing.Length > LargestKept)
        {
            _gathering = new RollEvent[SmallGroup];
            _writing = new RollEvent[SmallGroup];
        }

        if (_waiters.Length > LargestKept && _waiting <= SmallCrowd)
        {
            Array.Resize(ref _waiters, SmallCrowd);
        }

        settlements.LetGoOfLargeArrays();
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Waiter(long Sequence, IDurabilityWaiter Who);
}
