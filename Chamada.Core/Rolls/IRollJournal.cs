namespace Chamada.Core.Rolls;

/// <summary>Is told once when what it waits for is durable, or can never be.</summary>
public interface IDurabilityWaiter
{
    /// <summary>Called once, on any thread, never while the roll book is locked. It must not block.</summary>
    /// <param name="durable">False when the journal failed before it had written what was waited for.</param>
    void Settled(bool durable);
}

/// <summary>The roll book's way to lasting memory. The book alone appends, in the order of its decisions.</summary>
public interface IRollJournal
{
    /// <summary>The highest sequence number that a crash can no longer take back.</summary>
    long DurableSequence { get; }

    /// <summary>Whether a write has failed. Final: memory is ahead of the disk, and nothing more is written.</summary>
    bool HasFailed { get; }

    /// <summary>Takes the next event. Called under the roll book's lock, so it only hands over and returns.</summary>
    void Append(in RollEvent rollEvent);

    /// <summary>
    /// True when everything up to <paramref name="sequence"/> is durable already. Otherwise the waiter is told later, on
    /// another thread: also when the journal fails, or has failed.
    /// </summary>
    bool IsDurable(long sequence, IDurabilityWaiter waiter);
}
