namespace Chamada.Core.Rolls.Commands;

/// <summary>Close a roll call, or read again the list of one that this token closed.</summary>
/// <param name="token">The hash of the token that came with it.</param>
/// <param name="withLog">Whether everything that happened is asked for, not only who is present.</param>
public sealed class CloseCommand(TokenHash token, bool withLog = false) : RollCommand
{
    /// <inheritdoc/>
    public override bool HasLongAnswer => true;

    /// <inheritdoc/>
    internal override bool Adds(RollState rolls, in RollRequest request) => false;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        // First what this token closed before: its answer may have been lost on the way, whoever has opened the class since.
        if (rolls.Closed.Find(request.Class, token) is { } closed)
        {
            return new RollOutcome(RollWord.Closed, closed.Class, closed.Closing!.At, closed.List(withLog));
        }

        return rolls.Refusal(request.Class, token, out RollCall roll)
            ?? new RollOutcome(RollWord.Closed, roll.Class, rolls.End(roll, rolls.Now.At), roll.List(withLog));
    }

    /// <inheritdoc/>
    internal override RollOutcome Read(RollState rolls, in RollRequest request, long durable) =>
        rolls.Closed.Find(request.Class, token) is { Closing: { } closing } roll && closing.Sequence <= durable
            ? new RollOutcome(RollWord.Closed, roll.Class, closing.At, roll.DurableList(durable, withLog))
            : rolls.Unavailable();
}
