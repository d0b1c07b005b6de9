namespace Chamada.Core.Rolls;

/// <summary>Who filled a batch and waits for its outcomes.</summary>
public interface IRollBatchOwner
{
    /// <summary>The outcomes stand and may be told. Called once a submission, on any thread; it must not block.</summary>
    void BatchDecided();
}

/// <summary>
/// The requests of one receive and, after <see cref="IRollBook.Submit"/>, their outcomes. Made once and used again: it grows
/// to the largest receive that it has seen.
/// </summary>
public sealed class RollBatch(IRollBatchOwner owner) : IDurabilityWaiter
{
    private RollRequest[] _requests = new RollRequest[4];
    private RollOutcome[] _outcomes = new RollOutcome[4];

    /// <summary>How many requests it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The server's time for every decision of the batch.</summary>
    public Stamp Now { get; set; }

    /// <summary>The requests in order.</summary>
    public ReadOnlySpan<RollRequest> Requests => _requests.AsSpan(0, Count);

    /// <summary>An outcome for each request, once decided.</summary>
    public Span<RollOutcome> Outcomes => _outcomes.AsSpan(0, Count);

    /// <summary>Adds a request.</summary>
    public void Add(in RollRequest request)
    {
        if (Count == _requests.Length)
        {
            Array.Resize(ref _requests, Count * 2);
            Array.Resize(ref _outcomes, Count * 2);
        }

        _requests[Count++] = request;
    }

    /// <summary>Forgets requests and outcomes, and what they refer to.</summary>
    public void Clear()
    {
        _requests.AsSpan(0, Count).Clear();
        _outcomes.AsSpan(0, Count).Clear();
        Count = 0;
    }

    /// <summary>What was decided on ground that will never be durable is told as unavailable.</summary>
    void IDurabilityWaiter.Settled(bool durable)
    {
        if (!durable)
        {
            foreach (ref RollOutcome outcome in Outcomes)
            {
                outcome = new RollOutcome(RollWord.Unavailable, ClassNumber.Refused, Now);
            }
        }

        owner.BatchDecided();
    }
}

/// <summary>What a session hands its batches to.</summary>
public interface IRollBook
{
    /// <summary>
    /// Decides every request of the batch, in order. True when the outcomes may be told at once; otherwise the batch's owner
    /// is told when they may.
    /// </summary>
    bool Submit(RollBatch batch);

    /// <summary>Ends what a <see cref="RollVerb.Watch"/> began.</summary>
    void StopWatching(RollCall roll, IRollWatcher watcher);

    /// <summary>The sequence up to which what the book tells is durable: watchers show nothing beyond it.</summary>
    long DurableSequence { get; }
}
