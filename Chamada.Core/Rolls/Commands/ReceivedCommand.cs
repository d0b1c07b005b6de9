namespace Chamada.Core.Rolls.Commands;

/// <summary>Erase a closed roll call: its teacher holds the list.</summary>
/// <param name="token">The hash of the token that came with it.</param>
public sealed class ReceivedCommand(TokenHash token) : RollCommand
{
    /// <inheritdoc/>
    internal override bool Adds(RollState rolls, in RollRequest request) => false;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.Closed.Find(request.Class, token) is { } closed)
        {
            rolls.Erase(closed);
            return rolls.Refused(RollWord.Erased, request.Class);
        }

        return rolls.Refusal(request.Class, token, out _) ?? rolls.Refused(RollWord.StillOpen, request.Class);
    }
}
