namespace Chamada.Core.Rolls.Commands;

/// <summary>Read how often students were refused in a roll call: an open one, or one that this token closed.</summary>
/// <param name="token">The hash of the token that came with it.</param>
public sealed class RefusalsCommand(TokenHash token) : RollCommand
{
    /// <inheritdoc/>
    internal override bool Adds(RollState rolls, in RollRequest request) => false;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.Closed.Find(request.Class, token) is { } closed)
        {
            return new RollOutcome(RollWord.Refusals, closed.Class, rolls.Now.At, closed.Refusals);
        }

        return rolls.Refusal(request.Class, token, out RollCall roll)
            ?? new RollOutcome(RollWord.Refusals, roll.Class, rolls.Now.At, roll.Refusals);
    }
}
