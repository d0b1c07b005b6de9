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

/// <summary>
/// The open roll calls, by class, as they were when they were asked for. Each line is made when it is read: what students do meanwhile is
/// not in it.
/// </summary>
public sealed class RollSummaries : OutcomeDetail, IReadOnlyList<RollSummary>
{
    private readonly IReadOnlyList<RollCall> _rolls;
    private readonly long _sequence;

    internal RollSummaries(IReadOnlyList<RollCall> rolls, long sequence)
    {
        _rolls = rolls;
        _sequence = sequence;
    }

    /// <inheritdoc/>
    public int Count => _rolls.Count;

    /// <inheritdoc/>
    public RollSummary this[int index] => LineOf(_rolls[index]);

    /// <inheritdoc/>
    public IEnumerator<RollSummary> GetEnumerator() => _rolls.Select(LineOf).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private RollSummary LineOf(RollCall roll) => new(roll.Class, roll.OpenedAt, roll.PresentAt(_sequence));
}
