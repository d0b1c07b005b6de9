using System.Collections;

namespace Chamada.Core.Rolls;

/// <summary>What an outcome carries besides word, class and time.</summary>
public abstract class OutcomeDetail
{
    private protected OutcomeDetail()
    {
    }
}

/// <summary>With <see cref="RollWord.Wait"/>: how long.</summary>
/// <param name="seconds">For how many seconds no code of the student is looked at, 1 or more.</param>
public sealed class WaitingTime(int seconds) : OutcomeDetail
{
    /// <summary>For how many seconds no code of the student is looked at, 1 or more.</summary>
    public int Seconds => seconds;
}

/// <summary>With a student who is on the list, and who wants a receipt: the entry that stands for the student.</summary>
public sealed class StandingEntry : OutcomeDetail
{
    private readonly RollCall _roll;
    private readonly int _position;

    internal StandingEntry(RollCall roll, int position)
    {
        _roll = roll;
        _position = position;
    }

    /// <summary>The receipt: the head of the record's chain at that entry. Made when it is asked for, which must be when the outcome may be
    /// told and outside of the roll book's lock.</summary>
    public ChainHead Receipt => _roll.HeadAt(_position);
}

/// <summary>With <see cref="RollWord.CodeShown"/>: the code.</summary>
/// <param name="code">The code of now.</param>
public sealed class CodeOutcome(ShownCode code) : OutcomeDetail
{
    /// <summary>The code of now.</summary>
    public ShownCode Code => code;
}

/// <summary>With <see cref="RollWord.RosterHeld"/>: how many numbers the roll call holds of the class's list.</summary>
/// <param name="count">That many.</param>
public sealed class RosterOutcome(int count) : OutcomeDetail
{
    /// <summary>That many.</summary>
    public int Count => count;
}

/// <summary>A line of the list of open roll calls.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When its roll call was opened.</param>
/// <param name="Count">How many are present.</param>
public readonly record struct RollSummary(ClassNumber Class, Stamp OpenedAt, int Count);

/// <summary>What a student is told of an open roll call before registering.</summary>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="AsksCode">Whether it asks for a code now.</param>
/// <param name="MayConfirm">Whether a student who is not on the class's list may stand by the number.</param>
public sealed record RollTerms(Stamp OpenedAt, bool AsksCode, bool MayConfirm);

/// <summary>
/// The open roll calls, by class, as they were when they were asked for. Each line is made when it is read: what students do meanwhile is
/// not in it.
/// </summary>
public sealed class RollSummaries : OutcomeDetail, IReadOnlyList<RollSummary>
{
    private readonly IReadOnlyList<RollCall> _rolls;
    private readonly long _sequence;
    private readonly long[]? _sequences;

    internal RollSummaries(IReadOnlyList<RollCall> rolls, long sequence)
    {
        _rolls = rolls;
        _sequence = sequence;
    }

    private RollSummaries((RollCall Roll, long Sequence)[] merged)
    {
        _rolls = Array.ConvertAll(merged, static one => one.Roll);
        _sequences = Array.ConvertAll(merged, static one => one.Sequence);
    }

    /// <summary>Those of several books that share the classes, as one.</summary>
    internal static RollSummaries Merge(IEnumerable<RollSummaries> parts) => new(
        [.. parts.SelectMany(static part => part._rolls.Select(roll => (Roll: roll, Sequence: part._sequence)))
            .OrderBy(static one => one.Roll.Class)]);

    /// <summary>No roll calls.</summary>
    public static readonly RollSummaries None = new([], 0);

    /// <inheritdoc/>
    public int Count => _rolls.Count;

    /// <inheritdoc/>
    public RollSummary this[int index] => LineOf(_rolls[index], index);

    /// <summary>What a student of a class is told beforehand; null when it is not among them.</summary>
    public RollTerms? Find(ClassNumber number)
    {
        int low = 0;
        for (int high = _rolls.Count; low < high;)
        {
            int middle = (low + high) / 2;
            if (_rolls[middle].Class < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < _rolls.Count && _rolls[low] is var roll && roll.Class == number
            ? new RollTerms(roll.OpenedAt, roll.Code is { IsAsked: true }, roll.Opening.Rules.Listed == ListedRule.Ask)
            : null;
    }

    /// <inheritdoc/>
    public IEnumerator<RollSummary> GetEnumerator() => _rolls.Select(LineOf).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private RollSummary LineOf(RollCall roll, int index) =>
        new(roll.Class, roll.OpenedAt, roll.PresentAt(_sequences is null ? _sequence : _sequences[index]));
}
