namespace Chamada.Core.Rolls.Commands;

/// <summary>Give a roll call with a time limit more time.</summary>
/// <param name="token">The hash of the token that came with it.</param>
/// <param name="seconds">How much more.</param>
public sealed class ExtendCommand(TokenHash token, int seconds) : RollCommand
{
    /// <summary>The longest time limit, and the most that can be left after an extension, in seconds: a day.</summary>
    public const int MaxSeconds = TimeLimit.MaxSeconds;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.Refusal(request.Class, token, out RollCall roll) is { } refusal)
        {
            return refusal;
        }

        if (TimeLimit.Longer(roll.Limit, seconds, rolls.Now) is not { } extension)
        {
            return rolls.Refused(RollWord.NoLimit, request.Class);
        }

        rolls.Happen(rolls.EventOf(roll, RollEventKind.Extended, roll.NotBefore(rolls.Now.At)) with { Extension = extension });
        return new RollOutcome(RollWord.Extended, request.Class, roll.Limit!.At);
    }
}
