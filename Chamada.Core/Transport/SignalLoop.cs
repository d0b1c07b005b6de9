namespace Chamada.Core.Transport;

/// <summary>What can happen to a connection.</summary>
[Flags]
internal enum Signals
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Not an event: somebody runs the connection.</summary>
    Running = 1,

    /// <summary>A peer has come.</summary>
    Started = 2,

    /// <summary>A receive has completed.</summary>
    Received = 4,

    /// <summary>A send has completed.</summary>
    Sent = 8,

    /// <summary>The handler has news.</summary>
    Woken = 16,

    /// <summary>The connection is to end in order.</summary>
    Stop = 32,

    /// <summary>The connection is to end at once.</summary>
    Abort = 64,

    /// <summary>Some time may be over.</summary>
    Tick = 128,
}

/// <summary>
/// Lets one thread at a time work at something to which many things can happen. The thread that brings the first signal works until no
/// signal is left; a thread that comes meanwhile only leaves its own. So the state behind it needs no lock, no callback waits and none
/// recurses. The thread may be one that others need as well (the one that reports the events of many sockets, the journal's): after
/// <see cref="Turns"/> what still has something to do queues up at the thread pool.
/// </summary>
internal abstract class SignalLoop : IThreadPoolWorkItem
{
    /// <summary>How many sends, receives and batches there may be before others go first.</summary>
    private const int Turns = 16;

    private int _signals;
    private int _turns;

    /// <summary>Whether this run may still take a turn.</summary>
    protected bool HasTurns => _turns < Turns;

    void IThreadPoolWorkItem.Execute() => Run();

    /// <summary>Brings a signal, and works on this thread if nobody does.</summary>
    protected void Signal(Signals signal)
    {
        if ((Interlocked.Or(ref _signals, (int)(signal | Signals.Running)) & (int)Signals.Running) == 0)
        {
            Run();
        }
    }

    /// <summary>Brings a signal, and has the thread pool work if nobody does.</summary>
    protected void SignalLater(Signals signal)
    {
        if ((Interlocked.Or(ref _signals, (int)(signal | Signals.Running)) & (int)Signals.Running) == 0)
        {
            Queue();
        }
    }

    /// <summary>Has another thread run it, soon.</summary>
    protected abstract void Queue();

    /// <summary>Deals with what has happened.</summary>
    /// <param name="signals">One or more.</param>
    /// <returns>True when this run is over whatever signals are left: <see cref="Reset"/> was called, and the next run may have
    /// begun.</returns>
    protected abstract bool Step(Signals signals);

    /// <summary>Takes one of the run's turns.</summary>
    protected void TakeTurn() => _turns++;

    /// <summary>Gives this run all its turns again: for what cannot wait.</summary>
    protected void RenewTurns() => _turns = 0;

    /// <summary>Forgets all signals, and ends the run.</summary>
    protected void Reset() => Volatile.Write(ref _signals, 0);

    private void Run()
    {
        _turns = 0;
        while (true)
        {
            Signals signals = (Signals)Interlocked.Exchange(ref _signals, (int)Signals.Running) & ~Signals.Running;
            if (signals != Signals.None)
            {
                if (Step(signals))
                {
                    return; // Recycled: the next peer's signals are not this run's business.
                }

                if (_turns == Turns)
                {
                    Interlocked.Or(ref _signals, (int)Signals.Woken);
                    Queue();
                    return; // Still running, as far as other threads can see.
                }
            }
            else if (Interlocked.CompareExchange(ref _signals, 0, (int)Signals.Running) == (int)Signals.Running)
            {
                return;
            }
        }
    }
}
