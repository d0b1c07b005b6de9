using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;

namespace Chamada.Core.Log;

/// <summary>
/// All roll calls of a server, in memory, as a replica of a log. Under one short lock a batch is decided, numbered, and handed to the log
/// in the same order, so the log's order is the order of decisions. Where somebody else has appended first, what was decided is undone,
/// theirs is taken up, and the batch is decided again. Nothing in here waits for a disk, a network or a socket.
/// </summary>
public sealed class RollBook : IHostedBook, IRollReader, IRollBatchOwner
{
    /// <summary>How often to look for limits that have passed.</summary>
    private static readonly TimeSpan LimitInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly IRollLog _log;
    private readonly TimeProvider _clock;
    private readonly RollState _state = new();
    private readonly Watchers _watchers = new();
    private readonly MemoryReserve? _reserve;
    private bool _isTimeless;

    /// <summary>A book of what a log holds. <see cref="CatchUp"/> takes it up; otherwise the first request does.</summary>
    /// <param name="log">The log, which is this book's alone.</param>
    /// <param name="clock">Stamps and measures; the system's unless told otherwise.</param>
    public RollBook(IRollLog log, TimeProvider? clock = null)
        : this(log, clock, reserve: null)
    {
    }

    /// <summary>A book of what a log holds, which stops taking more while there is still memory for those who ask.</summary>
    /// <param name="log">The log, which is this book's alone.</param>
    /// <param name="clock">Stamps and measures; the system's unless told otherwise.</param>
    /// <param name="reserve">What is set aside, which is this book's alone.</param>
    internal RollBook(IRollLog log, TimeProvider? clock, MemoryReserve? reserve)
    {
        ArgumentNullException.ThrowIfNull(log);
        _log = log;
        _reserve = reserve;
        _clock = clock ?? TimeProvider.System;
        log.Feed.Subscribe(_watchers);
    }

    /// <inheritdoc/>
    public event Action? TimeMatters;

    /// <summary>The sequence up to which what the book tells is durable.</summary>
    public long DurableSequence => _log.DurableSequence;

    /// <inheritdoc/>
    public long DurableSequenceOf(IRollRecord roll) => _log.DurableSequence;

    /// <summary>Whether somebody watches.</summary>
    internal bool IsWatched => _watchers.Any;

    /// <summary>Of how many books this one has a share of the classes; 1 or more.</summary>
    internal int Share
    {
        init => _state.Share = value;
    }

    /// <inheritdoc/>
    (int Open, long Pending) IHostedBook.Figures => Figures;

    /// <summary>How many roll calls are open, and how many events are decided and not yet durable.</summary>
    internal (int Open, long Pending) Figures
    {
        get
        {
            lock (_gate)
            {
                return (_state.OpenCount, Math.Max(_state.Sequence - _log.DurableSequence, 0));
            }
        }
    }

    /// <summary>Every event that becomes durable, in order.</summary>
    public RollFeed Feed => _log.Feed;

    /// <inheritdoc/>
    public bool Submit(RollBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Moment now = Moment.Now(_clock);
        batch.Begin(this, now.At);
        lock (_gate)
        {
            if (_log.HasFailed)
            {
                _state.Read(batch, in now, _log.DurableSequence);
                return true;
            }

            if (_log.HasNews)
            {
                _state.SetTime(in now);
                _log.Read(this);
            }

            return Decide(batch, in now);
        }
    }

    /// <summary>
    /// Somebody else found no room: gives up what is set aside for that. Until it can be set aside again, no more is added to what is kept.
    /// </summary>
    public void YieldRoom()
    {
        long elapsed = Moment.Now(_clock).Elapsed;
        lock (_gate)
        {
            _reserve?.Release(elapsed);
        }
    }

    /// <inheritdoc/>
    public void Watch(IRollRecord roll, IRollWatcher watcher)
    {
        ArgumentNullException.ThrowIfNull(roll);
        _watchers.Add(roll, watcher);
        lock (_gate)
        {
            EndRest();
        }
    }

    /// <inheritdoc/>
    public void StopWatching(IRollRecord roll, IRollWatcher watcher)
    {
        ArgumentNullException.ThrowIfNull(roll);
        _watchers.Remove(roll.Id, watcher);
    }

    /// <summary>Takes up what the log holds and this book does not know.</summary>
    /// <exception cref="InvalidDataException">The events contradict each other: the log is damaged.</exception>
    public void CatchUp()
    {
        Moment now = Moment.Now(_clock);
        lock (_gate)
        {
            _state.SetTime(in now);
            _log.Read(this);
        }
    }

    /// <inheritdoc/>
    public TimeSpan? PassTime()
    {
        RollBatch batch = new(this);
        long elapsed = Moment.Now(_clock).Elapsed, next = LimitInterval.Ticks;
        foreach (IRollRecord roll in _watchers.Watched())
        {
            if (roll is { Closing: null, Code: { IsAsked: true } code })
            {
                next = Math.Min(next, code.TurnsAfter(elapsed));
                if (code.HasTurned(elapsed))
                {
                    batch.Add(new RollRequest(roll.Class, new TurnCodeCommand(roll.Id)));
                }
            }
        }

        if (batch.Count > 0 || HasWork(elapsed))
        {
            Submit(batch);
        }

        lock (_gate)
        {
            // Looked at under the lock: whoever watches from here on ends the rest again.
            _isTimeless = !_log.HasNews && !_state.HasLimits && !_watchers.Any;
            return _isTimeless ? null : TimeSpan.FromTicks(next);
        }
    }

    /// <inheritdoc/>
    public ShownCode Show(RollCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.ShowNoted(Moment.Now(_clock).Elapsed);
    }

    /// <inheritdoc/>
    void IRollBatchOwner.BatchDecided()
    {
        // Nobody asked, so nobody is to be told.
    }

    /// <inheritdoc/>
    void IRollReader.Undo(ReadOnlySpan<RollEvent> lost) => _state.Undo(lost);

    /// <inheritdoc/>
    void IRollReader.Apply(in RollEvent rollEvent) => _state.Apply(in rollEvent);

    /// <inheritdoc/>
    void IRollReader.ContinueAfter(long sequence) => _state.ContinueAfter(sequence);

    private void EndRest()
    {
        if (_isTimeless)
        {
            _isTimeless = false;
            TimeMatters?.Invoke();
        }
    }

    private bool HasWork(long elapsed)
    {
        lock (_gate)
        {
            return _log.HasNews || _state.IsLimitDue(elapsed);
        }
    }

    private bool Decide(RollBatch batch, in Moment now)
    {
        try
        {
            _state.Decide(batch, in now, isShort: _reserve?.Hold(now.Elapsed) == false);
            bool isDurable = _log.Append(_state.Decided, batch);
            _state.Keep();
            if (_isTimeless && _state.HasLimits)
            {
                EndRest();
            }

            return isDurable;
        }
        catch (OutOfMemoryException)
        {
            // All that was decided is taken back, so state and log agree. What is set aside goes to those who come and to what they are
            // answered: not to more of what has filled the memory.
            _state.TakeBack();
            _reserve?.Release(now.Elapsed);
            batch.Refuse();
            return true;
        }
        catch
        {
            _state.TakeBack();
            throw;
        }
    }
}
