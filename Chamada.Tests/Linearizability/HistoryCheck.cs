using System.Numerics;

namespace Chamada.Tests.Linearizability;

/// <summary>
/// Whether a history is linearizable: whether its requests can be put into one order in which each answer is right, and in which none
/// comes before another that was answered before it was asked. After Wing and Gong, with what Lowe added: a set of requests and a state
/// that were tried once are not tried again.
/// </summary>
internal static class HistoryCheck
{
    /// <summary>More requests than this do not fit into a set of bits.</summary>
    public const int Most = 64;

    /// <summary>An order that explains the answers; null when there is none. Of requests without an answer only those are in it that must
    /// have had their effect.</summary>
    /// <param name="history">The requests to one class, at most <see cref="Most"/>, in any order.</param>
    public static IReadOnlyList<Operation>? Explain(IReadOnlyList<Operation> history)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(history.Count, Most);
        Operation[] operations = [.. history.OrderBy(static operation => operation.Invoked)];
        ulong answered = 0;
        for (int i = 0; i < operations.Length; i++)
        {
            answered |= operations[i].IsAnswered ? 1UL << i : 0;
        }

        Search search = new(operations, answered);
        return search.Finish(0, ClassState.Empty) ? search.Order : null;
    }

    private sealed class Search(Operation[] operations, ulong answered)
    {
        private readonly HashSet<(ulong Done, string State)> _tried = [];
        private readonly Stack<Operation> _order = new();

        public IReadOnlyList<Operation> Order => [.. _order.Reverse()];

        public bool Finish(ulong done, ClassState state)
        {
            if ((done & answered) == answered)
            {
                return true;
            }

            // Nothing that was asked after this moment can be the next: what was answered at it comes before.
            long limit = long.MaxValue;
            for (ulong left = answered & ~done; left != 0; left &= left - 1)
            {
                limit = Math.Min(limit, operations[BitOperations.TrailingZeroCount(left)].Responded);
            }

            for (int i = 0; i < operations.Length && operations[i].Invoked <= limit; i++)
            {
                ulong with = done | (1UL << i);
                if (with == done || state.After(operations[i]) is not { } next || !_tried.Add((with, next.Key)))
                {
                    continue;
                }

                _order.Push(operations[i]);
                if (Finish(with, next))
                {
                    return true;
                }

                _order.Pop();
            }

            return false;
        }
    }
}
