namespace Chamada.Core.Rolls;

/// <summary>
/// Tells the watchers of one roll call once its newest change is durable. One object a roll call, used again and again: while
/// it waits for one sequence, later ones only raise its target.
/// </summary>
internal sealed class WatchNotice(RollCall roll, IRollJournal journal) : IDurabilityWaiter
{
    private long _target;
    private int _waiting;

    /// <summary>Watchers are to be told when this sequence is durable. Called under the roll book's lock.</summary>
    public void Await(long sequence)
    {
        Volatile.Write(ref _target, sequence);
        if (Interlocked.Exchange(ref _waiting, 1) == 0 && journal.IsDurable(sequence, this))
        {
            ((IDurabilityWaiter)this).Settled(durable: true);
        }
    }

    void IDurabilityWaiter.Settled(bool durable)
    {
        if (!durable)
        {
            return; // Final: what watchers have not seen is not on disk.
        }

        while (true)
        {
            long told = journal.DurableSequence;
            foreach (IRollWatcher watcher in roll.Watchers)
            {
                watcher.RollChanged();
            }

            Interlocked.Exchange(ref _waiting, 0);
            long target = Volatile.Read(ref _target);
            if (target <= told || Interlocked.Exchange(ref _waiting, 1) == 1)
            {
                return;
            }

            if (!journal.IsDurable(target, this))
            {
                return;
            }
        }
    }
}
