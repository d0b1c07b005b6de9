using Chamada.Core.Rolls;
using Microsoft.Extensions.Logging;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Tells waiters what became of what they waited for, each once and in the order in which it was settled, by one thread at a time.
/// </summary>
internal sealed class Settlements(ILogger log) : IThreadPoolWorkItem
{
    private const int Small = 64, LargestKept = 4096;

    private readonly Lock _gate = new();
    private Settlement[] _adding = new Settlement[Small];
    private Settlement[] _telling = new Settlement[Small];
    private int _count;
    private bool _running;

    /// <summary>Adds a waiter. It is told after the next <see cref="Tell"/> or <see cref="TellLater"/>.</summary>
    public void Add(IDurabilityWaiter waiter, Durability outcome)
    {
        lock (_gate)
        {
            if (_count == _adding.Length)
            {
                Array.Resize(ref _adding, _count * 2);
            }

            _adding[_count++] = new Settlement(waiter, outcome);
        }
    }

    /// <summary>Tells everyone who was added, on a thread of the pool: for callers that hold something a waiter may want.</summary>
    public void TellLater()
    {
        if (Begin())
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Tells everyone who was added, on this thread unless another one does it already.</summary>
    public void Tell()
    {
        if (Begin())
        {
            TellAll();
        }
    }

    /// <summary>After a rush, when nobody waits.</summary>
    public void LetGoOfLargeArrays()
    {
        lock (_gate)
        {
            if (!_running && _count == 0 && (_adding.Length > LargestKept || _telling.Length > LargestKept))
            {
                _adding = new Settlement[Small];
                _telling = new Settlement[Small];
            }
        }
    }

    void IThreadPoolWorkItem.Execute() => TellAll();

    private bool Begin()
    {
        lock (_gate)
        {
            if (_running || _count == 0)
            {
                return false;
            }

            _running = true;
            return true;
        }
    }

    private void TellAll()
    {
        while (true)
        {
            int count;
            lock (_gate)
            {
                (_adding, _telling) = (_telling, _adding);
                count = _count;
                _count = 0;
                if (count == 0)
                {
                    _running = false;
                    return;
                }
            }

            for (int i = 0; i < count; i++)
            {
                ref readonly Settlement settlement = ref _telling[i];
                try
                {
                    settlement.Waiter.Settled(settlement.Outcome);
                }
#pragma warning disable CA1031 // One waiter's mistake must not keep the others waiting for ever.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    JournalLog.WaiterFailed(log, error);
                }
            }

            _telling.AsSpan(0, count).Clear();
        }
    }

    private readonly record struct Settlement(IDurabilityWaiter Waiter, Durability Outcome);
}
