using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;

namespace Chamada.Core.Log.Postgres;

/// <summary>A batch that asks about classes of several lanes: each lane decides its part, in the batch's order, and then the outcomes are
/// put together. What asks about all classes is asked of every lane.</summary>
internal sealed class SplitBatch : IRollBatchOwner
{
    private readonly RollBatch _whole;
    private readonly RollBatch?[] _parts;
    private int _left;

    /// <summary>Splits a batch.</summary>
    /// <param name="whole">The batch.</param>
    /// <param name="lanes">How many lanes there are.</param>
    public SplitBatch(RollBatch whole, int lanes)
    {
        _whole = whole;
        _parts = new RollBatch?[lanes];
        foreach (ref readonly RollRequest request in whole.Requests)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                if (IsFor(in request, lane))
                {
                    (_parts[lane] ??= new RollBatch(this) { Caller = whole.Caller }).Add(in request);
                }
            }
        }
    }

    /// <summary>Has every lane decide its part.</summary>
    /// <returns>As <see cref="IRollBook.Submit"/>.</returns>
    public bool Submit(IReadOnlyList<IRollBook> books)
    {
        _left = 1 + _parts.Count(static part => part is not null);
        for (int lane = 0; lane < _parts.Length; lane++)
        {
            if (_parts[lane] is { } part && books[lane].Submit(part))
            {
                Interlocked.Decrement(ref _left);
            }
        }

        bool isDecided = Interlocked.Decrement(ref _left) == 0;
        if (isDecided)
        {
            Join();
        }

        return isDecided;
    }

    /// <inheritdoc/>
    void IRollBatchOwner.BatchDecided()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            Join();
            _whole.Tell();
        }
    }

    private static bool IsFor(in RollRequest request, int lane) =>
        request.Class == ClassNumber.Refused || RollLanes.LaneOf(request.Class) == lane;

    private void Join()
    {
        int[] next = new int[_parts.Length];
        ReadOnlySpan<RollRequest> requests = _whole.Requests;
        Span<RollOutcome> outcomes = _whole.Outcomes;
        for (int i = 0; i < requests.Length; i++)
        {
            if (requests[i].Class == ClassNumber.Refused)
            {
                outcomes[i] = Join([.. _parts.Select((part, lane) => part!.Outcomes[next[lane]++])]);
            }
            else
            {
                int lane = RollLanes.LaneOf(requests[i].Class);
                outcomes[i] = _parts[lane]!.Outcomes[next[lane]++];
            }
        }

        foreach (RollBatch? part in _parts)
        {
            part?.Clear();
        }
    }

    /// <summary>One answer for all lanes; none where one of them cannot be asked.</summary>
    private static RollOutcome Join(RollOutcome[] outcomes) => outcomes[0].Detail switch
    {
        _ when Array.FindIndex(outcomes, static one => one.Word == RollWord.Unavailable) is >= 0 and var index => outcomes[index],
        RollSummaries => outcomes[0] with { Detail = RollSummaries.Merge(outcomes.Select(static one => one.Open!)) },
        UnreceivedLists => outcomes[0] with
        {
            Detail = new UnreceivedLists([.. outcomes.SelectMany(static one => (UnreceivedLists)one.Detail!)]),
        },
        _ => outcomes[0],
    };
}
