namespace Chamada.Core.Rolls.Commands;

/// <summary>Read the list of an open roll call.</summary>
/// <param name="token">The hash of the token that came with it.</param>
/// <param name="withLog">Whether everything that happened is asked for, not only who is present.</param>
/// <param name="watching">Whether news of what follows is asked for, too.</param>
public sealed class ListCommand(TokenHash token, bool withLog = false, bool watching = false) : RollCommand
{
    /// <inheritdoc/>
    public override bool HasLongAnswer => true;

    /// <inheritdoc/>
    internal override bool Adds(RollState rolls, in RollRequest request) => false;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request) =>
        rolls.Refusal(request.Class, token, out RollCall roll)
        ?? new RollOutcome(watching ? RollWord.Watching : RollWord.Listed, roll.Class, roll.OpenedAt, roll.List(withLog));

    /// <inheritdoc/>
    internal override RollOutcome Read(RollState rolls, in RollRequest request, long durable)
    {
        RollCall? roll = rolls.Closed.Find(request.Class, token);
        if (roll is null && rolls.FindOpen(request.Class) is { } open && open.BelongsTo(token))
        {
            roll = open;
        }

        // To watch what will never change again makes no sense.
        return roll is null || roll.Id > durable || watching
            ? rolls.Unavailable()
            : new RollOutcome(RollWord.Listed, roll.Class, roll.OpenedAt, roll.DurableList(durable, withLog));
    }
}
