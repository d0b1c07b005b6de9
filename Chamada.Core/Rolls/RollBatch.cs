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
    private IRollBook? _book;
    private Stamp _now;

    /// <summary>How many requests it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Who asks all of it. Nobody in particular until told otherwise, who may open nothing.</summary>
    public Caller Caller { get; set; } = Caller.Unknown;

    /// <summary>The requests in order.</summary>
    public ReadOnlySpan<RollRequest> Requests => _requests.AsSpan(0, Count);

    /// <summary>An outcome for each request, once decided.</summary>
    public Span<RollOutcome> Outcomes => _outcomes.AsSpan(0, Count);

    /// <summary>Adds a request.</summary>
    public void Add(in RollRequest request)
    {
        if (Count == _requests.Length)
        {
            // Outcomes first: where there is no room for the other, one request too few fits, not one outcome.
            Array.Resize(ref _outcomes, Math.Max(_outcomes.Length, Count * 2));
            Array.Resize(ref _requests, Count * 2);
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

    /// <summary>Notes who decides it and when.</summary>
    internal void Begin(IRollBook book, Stamp now)
    {
        _book = book;
        _now = now;
    }

    /// <summary>Answers every request that nothing can be recorded. Allocates nothing.</summary>
    internal void Refuse()
    {
        foreach (ref RollOutcome outcome in Outcomes)
        {
            outcome = new RollOutcome(RollWord.Unavailable, ClassNumber.Refused, _now);
        }
    }

    /// <summary>
    /// What was decided on ground that will never be durable is told as unavailable; what lost its race is decided again.
    /// </summary>
    void IDurabilityWaiter.Settled(Durability outcome)
    {
        if (outcome == Durability.Failed)
        {
            Refuse();
        }
        else if (outcome == Durability.Lost && !_book!.Submit(this))
        {
            return;
        }

        owner.BatchDecided();
    }
}
