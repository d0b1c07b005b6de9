namespace Chamada.Core.Rolls.Commands;

/// <summary>Open a roll call that belongs to the holder of a token.</summary>
/// <param name="token">The hash of the token that will own it.</param>
/// <param name="rules">What holds for it.</param>
public sealed class OpenCommand(TokenHash token, RollRules rules) : RollCommand
{
    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (!rolls.Caller.MayOpen)
        {
            return rolls.Refused(RollWord.NotHere, request.Class);
        }

        if (rolls.Caller.LacksKey)
        {
            return rolls.Refused(RollWord.KeyNeeded, request.Class);
        }

        RollCall? open = rolls.FindOpen(request.Class);
        if (open is not null && open.BelongsTo(token))
        {
            // The same token again is a request whose answer was lost: it gets that answer.
            return new RollOutcome(RollWord.Opened, open.Class, open.OpenedAt);
        }

        if (rolls.Closed.Find(request.Class, token) is not null)
        {
            // One token, one roll call: otherwise CLOSE could not tell which is meant. And who holds a token under which a list waits
            // must hear of it, whoever has the class open now.
            return rolls.Refused(RollWord.TokenUsed, request.Class);
        }

        return open is null
            ? rolls.BeginWithin(request.Class, new RollOpening(token, rules))
            : new RollOutcome(RollWord.Exists, open.Class, open.OpenedAt);
    }
}
