using System.Buffers;

namespace Chamada.Core.Rolls;

/// <summary>Who filled a batch and waits for its outcomes.</summary>
public interface IRollBatchOwner
{
    /// <summary>The outcomes stand and may be told. Called once a submission, on any thread; it must not block.</summary>
    void BatchDecided();
}

/// <summary>
/// The requests of one receive and, after <see cref="IRollBook.Submit"/>, their outcomes. Made once and used again: it is small at rest,
/// and borrows what a larger receive needs until <see cref="Clear"/>.
/// </summary>
public sealed class RollBatch : IDurabilityWaiter
{
    /// <summary>Most receives bring one request; room for more would be paid for by each connection that waits.</summary>
    private const int AtRest = 1;

    private readonly RollRequest[] _fewRequests = new RollRequest[AtRest];
    private readonly RollOutcome[] _fewOutcomes = new RollOutcome[AtRest];
    private RollRequest[] _requests;
    private RollOutcome[] _outcomes;
    private readonly IRollBatchOwner _owner;
    private IRollBook? _book;
    private Stamp _now;
    private List<WrongCodeKey>? _wrongCodes;
    private List<(RefusalTally Tally, int Place)>? _refusals;

    /// <summary>An empty one.</summary>
    /// <param name="owner">Who is told when the outcomes stand.</param>
    public RollBatch(IRollBatchOwner owner)
    {
        _owner = owner;
        _requests = _fewRequests;
        _outcomes = _fewOutcomes;
    }

    /// <summary>How many requests it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Who asks all of it. Nobody in particular until told otherwise, who may open nothing.</summary>
    public Caller Caller { get; set; } = Caller.Unknown;

    /// <summary>The requests in order.</summary>
    public ReadOnlySpan<RollRequest> Requests => _requests.AsSpan(0, Count);

    /// <summary>An outcome for each request, once decided.</summary>
    public Span<RollOutcome> Outcomes => _outcomes.AsSpan(0, Count);

    /// <summary>The wrong codes that were counted when it was decided last, for when it is to be decided again; null for none.</summary>
    internal List<WrongCodeKey>? WrongCodes => _wrongCodes;

    /// <summary>The refusals that were counted when it was decided last; null for none.</summary>
    internal List<(RefusalTally Tally, int Place)>? Refusals => _refusals;

    /// <summary>Adds a request.</summary>
    public void Add(in RollRequest request)
    {
        if (Count == _requests.Length)
        {
            Grow();
        }

        _requests[Count++] = request;
    }

    /// <summary>Forgets requests and outcomes, and what they refer to.</summary>
    public void Clear()
    {
        _requests.AsSpan(0, Count).Clear();
        _outcomes.AsSpan(0, Count).Clear();
        Count = 0;
        _wrongCodes?.Clear();
        _refusals?.Clear();
        if (_requests.Length > AtRest)
        {
            ArrayPool<RollRequest>.Shared.Return(_requests);
            _requests = _fewRequests;
        }

        if (_outcomes.Length > AtRest)
        {
            ArrayPool<RollOutcome>.Shared.Return(_outcomes);
            _outcomes = _fewOutcomes;
        }
    }

    /// <summary>Notes who decides it and when.</summary>
    internal void Begin(IRollBook book, Stamp now)
    {
        _book = book;
        _now = now;
    }

    /// <summary>Tells who waits that the outcomes stand.</summary>
    internal void Tell() => _owner.BatchDecided();

    /// <summary>Notes that a wrong code was counted.</summary>
    internal void Note(in WrongCodeKey key) => (_wrongCodes ??= []).Add(key);

    /// <summary>Answers every request that nothing can be recorded. Allocates nothing.</summary>
    internal void Refuse()
    {
        foreach (ref RollOutcome outcome in Outcomes)
        {
            outcome = new RollOutcome(RollWord.Unavailable, ClassNumber.Refused, _now);
        }
    }

    /// <summary>Notes that a refusal is counted.</summary>
    internal void Note(RefusalTally tally, int place) => (_refusals ??= []).Add((tally, place));

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

        _owner.BatchDecided();
    }

    /// <summary>Outcomes first: where there is no room for the other, one request too few fits, not one outcome.</summary>
    private void Grow()
    {
        if (_outcomes.Length < Count * 2)
        {
            RollOutcome[] outcomes = ArrayPool<RollOutcome>.Shared.Rent(Count * 2);
            if (_outcomes.Length > AtRest)
            {
                ArrayPool<RollOutcome>.Shared.Return(_outcomes); // They are written only when all requests are there.
            }

            _outcomes = outcomes;
        }

        RollRequest[] requests = ArrayPool<RollRequest>.Shared.Rent(Count * 2);
        _requests.AsSpan(0, Count).CopyTo(requests);
        _requests.AsSpan(0, Count).Clear();
        if (_requests.Length > AtRest)
        {
            ArrayPool<RollRequest>.Shared.Return(_requests);
        }

        _requests = requests;
    }
}
