using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Gathers events while one group is on its way to disk; what has gathered is the next group, so groups are as large as the disk is slow,
/// without a timer. Events are taken in the order in which they are added.
/// </summary>
/// <remarks>
/// A group is written by a thread of the journal's own, or in a turn of a thread that handles the sockets' events (<see
/// cref="ICommitTurns"/>) while the disk is fast: then no thread has to be waked for a commit. One of both has the store at a time. The
/// journal's thread gives it to the turns and takes it back, under the lock; a turn that meets anything that may last (a slow commit,
/// another program's lock, a full log) gives it back. So a disk that becomes slow keeps the sockets waiting for one commit.
/// </remarks>
internal sealed class GroupCommit
{
    private readonly object _gate = new();
    private readonly IEventStore _store;
    private readonly Settlements _settlements;
    private readonly GatheredEvents _gathered;
    private readonly RollFeed _feed;
    private readonly TimeProvider _clock;
    private readonly Action<int, TimeSpan>? _committed;
    private readonly ICommitTurns? _turns;
    private readonly DiskPace _pace;
    private readonly ITimer _alarm;
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _durable;
    private bool _writerSleeps;
    private bool _writerRests;
    private bool _alarmRang;
    private bool _isBeside;
    private bool _isTurnAsked;
    private bool _isInTurn;
    private Exception? _turnFailure;
    private bool _stopping;
    private volatile bool _isAsked;
    private volatile bool _refusing;

    /// <summary>Begins with everything up to a sequence durable already.</summary>
    /// <param name="store">Where events become durable.</param>
    /// <param name="settlements">Tells those who wait.</param>
    /// <param name="feed">Tells what has become durable.</param>
    /// <param name="durable">The sequence.</param>
    /// <param name="clock">Measures the time between two calls of the store when nothing is written; the system's unless told
    /// otherwise.</param>
    /// <param name="committed">Is told how many events each commit made durable, and how long that took; null for nobody.</param>
    /// <param name="turns">Where groups are written while the disk is fast; null for never.</param>
    /// <param name="pace">Whether it is; by the usual measure unless told otherwise.</param>
    public GroupCommit(IEventStore store, Settlements settlements, RollFeed feed, long durable, TimeProvider? clock = null,
        Action<int, TimeSpan>? committed = null, ICommitTurns? turns = null, DiskPace? pace = null)
    {
        _clock = clock ?? TimeProvider.System;
        _committed = committed;
        _store = store;
        _settlements = settlements;
        _feed = feed;
        _turns = turns;
        _pace = pace ?? new DiskPace();
        _durable = durable;
        _gathered = new GatheredEvents(settlements, durable);
        _alarm = _clock.CreateTimer(Ring, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _turns?.Begin(Turn);
        new Thread(Write) { Name = "journal", IsBackground = true }.Start();
    }

    /// <summary>The sequence up to which everything is durable.</summary>
    public long DurableSequence => Volatile.Read(ref _durable);

    /// <summary>Whether nothing more is written: after a failure, and after the end.</summary>
    public bool IsRefusing => _refusing;

    /// <summary>Completes when a write has failed.</summary>
    public Task<Exception> Failed => _failed.Task;

    /// <summary>
    /// Adds events to the next group. True when they and all before them are durable already; otherwise the waiter is told later, also
    /// when they never will be.
    /// </summary>
    /// <exception cref="OutOfMemoryException">There is no room. Nothing was taken.</exception>
    public bool Append(ReadOnlySpan<RollEvent> events, IDurabilityWaiter waiter)
    {
        if (!_isAsked)
        {
            NoteAsked();
        }

        if (events.IsEmpty && _gathered.Last <= DurableSequence)
        {
            return true;
        }

        lock (_gate)
        {
            if (events.IsEmpty && _gathered.Last <= _durable)
            {
                return true;
            }

            if (!_refusing)
            {
                _gathered.Add(events, waiter);
                HaveWritten();
                return false;
            }

            _settlements.Add(waiter, Durability.Failed);
        }

        _settlements.TellLater();
        return false;
    }

    /// <summary>Writes what has gathered, tells everyone, closes the store. Completes when that is done.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            Wake();
        }

        return _ended.Task;
    }

    /// <summary>Once for all that is asked until the store is tended again; it is at once when nothing was asked for long.</summary>
    private void NoteAsked()
    {
        lock (_gate)
        {
            _isAsked = true;
            if (_writerRests && _writerSleeps)
            {
                Wake();
            }
        }
    }

    /// <summary>Lets whoever has the store know that there is something to write. Under the lock, like all from here to the
    /// writer.</summary>
    private void HaveWritten()
    {
        if (!_isBeside)
        {
            if (_writerSleeps)
            {
                Wake();
            }
        }
        else if (!_isTurnAsked)
        {
            _isTurnAsked = true;
            _turns!.Ask();
        }
    }

    private void Wake()
    {
        _writerSleeps = false;
        Monitor.Pulse(_gate);
    }

    /// <summary>Has the turns write from now on, if they may.</summary>
    private void GiveToTurns()
    {
        _isBeside = _turns is not null && _pace.IsFast && !_stopping;
        if (_isBeside && !_gathered.IsEmpty)
        {
            HaveWritten();
        }
    }

    /// <summary>Has the journal's thread write from now on, once the turn under way is over.</summary>
    private void TakeFromTurns()
    {
        _isBeside = false;
        while (_isInTurn)
        {
            Monitor.Wait(_gate);
        }
    }

    /// <summary>What the journal's thread does, to the end.</summary>
    private void Write()
    {
        Exception? failure = null;
        try
        {
            TimeSpan patience = _store.Tend(idle: true, isAsked: true);
            while (Take(patience) is { } events)
            {
                if (events.Count > 0)
                {
                    while (_store.Prepare() is { } delay)
                    {
                        Pause(delay);
                    }

                    Commit(events);
                }

                bool idle, isAsked;
                lock (_gate)
                {
                    idle = _gathered.IsEmpty;
                    isAsked = _isAsked;
                    _isAsked = false;
                    _writerRests = !isAsked;
                }

                patience = _store.Tend(idle, isAsked);
            }
        }
#pragma warning disable CA1031 // Whatever it is, the disk may lack what memory has; and nobody must be left waiting.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
        }

        End(failure);
    }

    /// <summary>The next group, empty when only time has passed, null at the end.</summary>
    private ArraySegment<RollEvent>? Take(TimeSpan patience)
    {
        lock (_gate)
        {
            if (_gathered.IsEmpty)
            {
                _gathered.LetGoOfLargeArrays();
            }

            GiveToTurns();
            if ((_isBeside || _gathered.IsEmpty) && !_stopping && !(_writerRests && _isAsked))
            {
                _alarmRang = false;
                _alarm.Change(patience, Timeout.InfiniteTimeSpan);
                _writerSleeps = true;
                while (_writerSleeps && !_alarmRang)
                {
                    Monitor.Wait(_gate);
                }

                _writerSleeps = false;
            }

            TakeFromTurns();
            if (_turnFailure is not null)
            {
                throw _turnFailure;
            }

            return _gathered.IsEmpty && _stopping ? (ArraySegment<RollEvent>?)null : _gathered.Take();
        }
    }

    /// <summary>Lets time pass that nothing shortens.</summary>
    private void Pause(TimeSpan delay)
    {
        lock (_gate)
        {
            _alarmRang = false;
            _alarm.Change(delay, Timeout.InfiniteTimeSpan);
            while (!_alarmRang)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    private void Ring(object? state)
    {
        lock (_gate)
        {
            _alarmRang = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>What is done in a turn of the sockets' thread.</summary>
    private void Turn()
    {
        lock (_gate)
        {
            _isTurnAsked = false;
            if (!_isBeside || _isInTurn || _gathered.IsEmpty)
            {
                return; // The journal's thread has the store again, or the turn before has not ended: either writes what has gathered.
            }

            _isInTurn = true;
        }

        bool mayGoOn = false;
        Exception? failure = null;
        try
        {
            mayGoOn = TryCommitInTurn();
        }
#pragma warning disable CA1031 // As for the journal's thread, which ends it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
        }

        lock (_gate)
        {
            _isInTurn = false;
            _turnFailure = failure;
            if (!mayGoOn || !_isBeside)
            {
                _isBeside = false;
                Wake();
            }
            else if (!_gathered.IsEmpty)
            {
                HaveWritten();
            }
        }
    }

    /// <returns>False when something is to be done that may last.</returns>
    private bool TryCommitInTurn()
    {
        if (_store.Prepare() is not null)
        {
            return false;
        }

        ArraySegment<RollEvent> events;
        lock (_gate)
        {
            events = _gathered.Take();
        }

        Commit(events);
        return _store.TryHold() && _pace.IsFast;
    }

    private void Commit(ArraySegment<RollEvent> events)
    {
        long began = _clock.GetTimestamp();
        _pace.Note(_store.Write(events));
        _committed?.Invoke(events.Count, _clock.GetElapsedTime(began));
        Publish(events);
        events.AsSpan().Clear(); // A student who is erased later is not to be found in memory, either.
    }

    private void Publish(ReadOnlySpan<RollEvent> group)
    {
        lock (_gate)
        {
            long sequence = group[^1].Sequence;
            Volatile.Write(ref _durable, sequence);
            _gathered.Settle(sequence);
        }

        _feed.Publish(group);

        // On this thread: to wake another costs more than what the waiters do, which is to send an answer and take the next request.
        _settlements.Tell();
    }

    private void End(Exception? failure)
    {
        lock (_gate)
        {
            _refusing = true;
            _gathered.Fail();
        }

        if (failure is not null)
        {
            _failed.TrySetResult(failure);
        }

        _settlements.TellLater();
        try
        {
            _store.Close(failed: failure is not null);
        }
        finally
        {
            _alarm.Dispose();
            _ended.TrySetResult();
        }
    }
}
