namespace Chamada.Core.Rolls.Commands;

/// <summary>Erase a closed roll call that nobody has received: asked by the server itself, for what has waited too long.</summary>
/// <param name="rollId">Which of the class.</param>
public sealed class DiscardCommand(long rollId) : RollCommand
{
    /// <inheritdoc/>
    internal override bool Adds(RollState rolls, in RollRequest request) => false;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.Closed.Find(request.Class, rollId) is not { } closed)
        {
            return rolls.Refused(RollWord.NotOpen, request.Class);
        }

        rolls.Erase(closed);
        return rolls.Refused(RollWord.Erased, request.Class);
    }
}
