using System.Runtime.InteropServices;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Gathers events while one group is on its way to disk, and has one thread write the next: what has gathered is the group, so
/// groups are as large as the disk is slow, without a timer. Events are taken in the order in which they are added.
/// </summary>
internal sealed class GroupCommit
{
    private const int SmallGroup = 256, SmallCrowd = 64, LargestKept = 4096;

    private readonly object _gate = new();
    private readonly IEventStore _store;
    private readonly Settlements _settlements;
    private readonly RollFeed _feed;
    private readonly TimeProvider _clock;
    private readonly Action<int, TimeSpan>? _committed;
    private readonly ITimer _alarm;
    private readonly Thread _writer;
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RollEvent[] _gathering = new RollEvent[SmallGroup];
    private RollEvent[] _writing = new RollEvent[SmallGroup];
    private int _gathered;
    private Waiter[] _waiters = new Waiter[SmallCrowd];
    private int _waiting;
    private long _durable;
    private long _appended;
    private bool _writerSleeps;
    private bool _writerRests;
    private volatile bool _isAsked;
    private bool _alarmRang;
    private bool _stopping;
    private volatile bool _refusing;

    /// <summary>Begins with everything up to a sequence durable already.</summary>
    /// <param name="store">Where events become durable.</param>
    /// <param name="settlements">Tells those who wait.</param>
    /// <param name="feed">Tells what has become durable.</param>
    /// <param name="durable">The sequence.</param>
    /// <param name="clock">Measures the time between two calls of the store when nothing is written; the system's unless told
    /// otherwise.</param>
    /// <param name="committed">Is told how many events each commit made durable, and how long that took; null for nobody.</param>
    public GroupCommit(IEventStore store, Settlements settlements, RollFeed feed, long durable, TimeProvider? clock = null,
        Action<int, TimeSpan>? committed = null)
    {
        _clock = clock ?? TimeProvider.System;
        _committed = committed;
        _store = store;
        _settlements = settlements;
        _feed = feed;
        _durable = _appended = durable;
        _alarm = _clock.CreateTimer(Ring, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _writer = new Thread(Write) { Name = "journal", IsBackground = true };
        _writer.Start();
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

        if (events.IsEmpty && _appended <= DurableSequence)
        {
            return true;
        }

        lock (_gate)
        {
            if (events.IsEmpty && _appended <= _durable)
            {
                return true;
            }

            if (!_refusing)
            {
                Take(events, waiter);
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

    private void Take(ReadOnlySpan<RollEvent> events, IDurabilityWaiter waiter)
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
            _appended = events[^1].Sequence;
        }

        _waiters[_waiting++] = new Waiter(_appended, waiter);
        if (_writerSleeps)
        {
            Wake();
        }
    }

    private void Wake()
    {
        _writerSleeps = false;
        Monitor.Pulse(_gate);
    }

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

                    long began = _clock.GetTimestamp();
                    _store.Write(events);
                    _committed?.Invoke(events.Count, _clock.GetElapsedTime(began));
                    Publish(events);
                    events.AsSpan().Clear(); // A student who is erased later is not to be found in memory, either.
                }

                bool idle, isAsked;
                lock (_gate)
                {
                    idle = _gathered == 0;
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
            if (_gathered == 0 && !_stopping && !(_writerRests && _isAsked))
            {
                LetGoOfLargeArrays();
                _alarmRang = false;
                _alarm.Change(patience, Timeout.InfiniteTimeSpan);
                _writerSleeps = true;
                while (_writerSleeps && !_alarmRang)
                {
                    Monitor.Wait(_gate);
                }

                _writerSleeps = false;
            }

            if (_gathered == 0 && _stopping)
            {
                return null;
            }

            (_gathering, _writing) = (_writing, _gathering);
            ArraySegment<RollEvent> group = new(_writing, 0, _gathered);
            _gathered = 0;
            return group;
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

    /// <summary>After a rush. Under the lock, while nothing is being written.</summary>
    private void LetGoOfLargeArrays()
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

        _settlements.LetGoOfLargeArrays();
    }

    private void Publish(ReadOnlySpan<RollEvent> group)
    {
        lock (_gate)
        {
            long sequence = group[^1].Sequence;
            Volatile.Write(ref _durable, sequence);
            int left = 0;
            for (int i = 0; i < _waiting; i++)
            {
                Waiter waiter = _waiters[i];
                if (waiter.Sequence <= sequence)
                {
                    _settlements.Add(waiter.Who, Durability.Durable);
                }
                else
                {
                    _waiters[left++] = waiter;
                }
            }

            _waiters.AsSpan(left, _waiting - left).Clear();
            _waiting = left;
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
            _gathered = 0;
            _gathering = [];
            _writing = [];
            for (int i = 0; i < _waiting; i++)
            {
                _settlements.Add(_waiters[i].Who, Durability.Failed);
            }

            _waiters.AsSpan(0, _waiting).Clear();
            _waiting = 0;
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

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Waiter(long Sequence, IDurabilityWaiter Who);
}
