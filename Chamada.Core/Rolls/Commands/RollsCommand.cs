namespace Chamada.Core.Rolls.Commands;

/// <summary>Read which roll calls are open.</summary>
public sealed class RollsCommand : RollCommand
{
    /// <summary>The only one: it says nothing more.</summary>
    public static readonly RollsCommand Instance = new();

    private RollsCommand()
    {
    }

    /// <inheritdoc/>
    public override bool HasLongAnswer => true;

    /// <inheritdoc/>
    internal override bool Adds(RollState rolls, in RollRequest request) => false;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request) =>
        new(RollWord.Rolls, ClassNumber.Refused, rolls.Now.At, rolls.Summaries());

    /// <inheritdoc/>
    internal override RollOutcome Read(RollState rolls, in RollRequest request, long durable) =>
        new(RollWord.Rolls, ClassNumber.Refused, rolls.Now.At, rolls.Summaries(durable));
}
