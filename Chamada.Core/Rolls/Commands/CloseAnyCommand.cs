namespace Chamada.Core.Rolls.Commands;

/// <summary>
/// Close a roll call in its owner's place, by a key that has the right to: what was left open. The record says whose key it was. The list
/// waits for its owner as always.
/// </summary>
/// <param name="withLog">Whether everything that happened is asked for, not only who is present.</param>
public sealed class CloseAnyCommand(bool withLog = false) : RollCommand
{
    /// <inheritdoc/>
    public override bool HasLongAnswer => true;

    /// <inheritdoc/>
    internal override bool Adds(RollState rolls, in RollRequest request) => false;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (Refusal(rolls, request.Class) is { } refusal)
        {
            return refusal;
        }

        string name = rolls.Caller.Key!.Name;
        if (rolls.FindOpen(request.Class) is { } roll)
        {
            return new RollOutcome(RollWord.Closed, roll.Class, rolls.EndBy(roll, name), roll.List(withLog));
        }

        // The answer may have been lost on the way.
        return rolls.Closed.FindClosedBy(request.Class, name) is { } closed
            ? new RollOutcome(RollWord.Closed, closed.Class, closed.Closing!.At, closed.List(withLog))
            : rolls.Refused(RollWord.NotOpen, request.Class);
    }

    /// <inheritdoc/>
    internal override RollOutcome Read(RollState rolls, in RollRequest request, long durable) =>
        Refusal(rolls, request.Class)
        ?? (rolls.Closed.FindClosedBy(request.Class, rolls.Caller.Key!.Name) is { Closing: { } closing } roll && closing.Sequence <= durable
            ? new RollOutcome(RollWord.Closed, roll.Class, closing.At, roll.DurableList(durable, withLog))
            : rolls.Unavailable());

    private static RollOutcome? Refusal(RollState rolls, ClassNumber number) => rolls.Caller.StandingKey switch
    {
        null => rolls.Refused(RollWord.RightNeeded, number),
        { MayCloseAny: false } => rolls.Refused(RollWord.NoRight, number),
        _ => null,
    };
}
