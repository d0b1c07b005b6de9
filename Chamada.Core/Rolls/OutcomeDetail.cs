using System.Collections;

namespace Chamada.Core.Rolls;

/// <summary>What an outcome carries besides word, class and time.</summary>
public abstract class OutcomeDetail
{
    private protected OutcomeDetail()
    {
    }
}

/// <summary>A line of the list of open roll calls.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When its roll call was opened.</param>
/// <param name="Count">How many are present.</param>
public readonly record struct RollSummary(ClassNumber Class, Stamp OpenedAt, int Count);

/// <summary>The open roll calls, by class.</summary>
public sealed class RollSummaries : OutcomeDetail, IReadOnlyList<RollSummary>
{
    private readonly List<RollSummary> _rolls;

    internal RollSummaries(List<RollSummary> rolls) => _rolls = rolls;

    /// <inheritdoc/>
    public int Count => _rolls.Count;

    /// <inheritdoc/>
    public RollSummary this[int index] => _rolls[index];

    /// <inheritdoc/>
    public IEnumerator<RollSummary> GetEnumerator() => _rolls.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
