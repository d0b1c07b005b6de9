using Chamada.Core.Log;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chamada.Tests.Simulation;

/// <summary>
/// A log whose disk writes when the schedule says so: the journal's own group commit over a store of the simulation. A group is written
/// whole or not at all, as SQLite's transactions are; what a power failure leaves of their pages is tried in CrashTests.
/// </summary>
internal sealed class SimulatedDisk : IEventStore, IRollLog, ICommitTurns
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();
    private readonly List<RollEvent> _durable;
    private readonly TimeProvider _clock;
    private readonly bool _hasTurns;
    private readonly Thread _schedule = Thread.CurrentThread;
    private GroupCommit? _commits;
    private Action? _turn;
    private bool _isTurnAsked;
    private RollEvent[]? _held;
    private long _appended;
    private long _taken;
    private bool _isReleased;
    private bool _isTelling;
    private bool _isEnded;
    private bool _isFailing;

    /// <summary>A disk.</summary>
    /// <param name="durable">What is on it, which is added to.</param>
    /// <param name="clock">The server's clock.</param>
    /// <param name="hasTurns">Whether groups are written beside the sockets' events, and not by the journal's thread.</param>
    public SimulatedDisk(List<RollEvent> durable, TimeProvider clock, bool hasTurns)
    {
        _hasTurns = hasTurns;
        _durable = durable;
        _clock = clock;
    }

    /// <summary>Whether a group is on its way.</summary>
    public bool IsWriting => Volatile.Read(ref _held) is not null || Volatile.Read(ref _isTurnAsked);

    public long DurableSequence => _commits?.DurableSequence ?? 0;

    public bool HasFailed => _commits?.IsRefusing ?? false;

    public bool HasNews => _commits is null;

    public RollFeed Feed { get; } = new();

    public void Read(IRollReader reader)
    {
        if (_commits is not null)
        {
            return;
        }

        foreach (RollEvent one in _durable)
        {
            reader.Apply(in one);
        }

        long last = _durable.Count == 0 ? 0 : _durable[^1].Sequence;
        reader.ContinueAfter(last);
        _commits = new GroupCommit(
            this, new Settlements(NullLogger.Instance), Feed, last, _clock, turns: _hasTurns
                ? this
                : null, pace: new DiskPace { Proof = 1 });
    }

    public bool Append(ReadOnlySpan<RollEvent> events, IDurabilityWaiter waiter)
    {
        lock (_gate)
        {
            _appended += events.Length;
        }

        return _commits!.Append(events, waiter);
    }

    TimeSpan? IEventStore.Prepare() => null;

    bool IEventStore.TryHold() => true;

    void ICommitTurns.Begin(Action turn) => _turn = turn;

    void ICommitTurns.Ask()
    {
        lock (_gate)
        {
            _isTurnAsked = true;
            Monitor.PulseAll(_gate);
        }
    }

    TimeSpan IEventStore.Write(ReadOnlySpan<RollEvent> events)
    {
        lock (_gate)
        {
            _taken += events.Length;
            if (_isFailing)
            {
                throw new IOException("The simulated machine is off.");
            }

            if (Thread.CurrentThread == _schedule)
            {
                _durable.AddRange(events); // It took no time: the turn was when the schedule said so.
                return TimeSpan.Zero;
            }

            _held = events.ToArray();
            Monitor.PulseAll(_gate);
            while (!_isReleased)
            {
                Monitor.Wait(_gate);
            }

            RollEvent[] group = _held;
            _held = null;
            _isReleased = false;
            if (_isFailing)
            {
                throw new IOException("The simulated machine is off.");
            }

            _durable.AddRange(group);
            return TimeSpan.Zero;
        }
    }

    TimeSpan IEventStore.Tend(bool idle, bool isAsked)
    {
        lock (_gate)
        {
            _isTelling = false;
            Monitor.PulseAll(_gate);
        }

        return Timeout.InfiniteTimeSpan;
    }

    void IEventStore.Close(bool failed)
    {
        lock (_gate)
        {
            _isEnded = true;
            _isTelling = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The group that is on its way is on the disk; everybody is told who waited for it.</summary>
    public void Finish()
    {
        if (_isTurnAsked)
        {
            _isTurnAsked = false;
            _turn!();
            Settle();
            return;
        }

        lock (_gate)
        {
            _isReleased = _isTelling = true;
            Monitor.PulseAll(_gate);
        }

        Settle();
    }

    /// <summary>Waits until the journal's thread has nothing to do but to wait for the disk, or for work.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            while (_isTelling || (_held is null && !_isTurnAsked && _appended > _taken && !_isEnded))
            {
                if (!Monitor.Wait(_gate, Patience))
                {
                    throw new FoundException("the journal's thread sleeps, and there is something to write");
                }
            }
        }
    }

    /// <summary>The machine is off.</summary>
    /// <param name="isWritten">Whether the group that was on its way has arrived.</param>
    public void Kill(bool isWritten)
    {
        lock (_gate)
        {
            _isFailing = true;
            if (_held is not null)
            {
                if (isWritten)
                {
                    _durable.AddRange(_held);
                }

                _isReleased = true;
                Monitor.PulseAll(_gate);
            }
        }

        _ = _commits?.StopAsync();
    }
}

/// <summary>What a simulation has found.</summary>
internal sealed class FoundException(string what) : Exception(what);
