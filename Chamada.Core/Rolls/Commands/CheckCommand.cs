namespace Chamada.Core.Rolls.Commands;

/// <summary>Write down whether a student who is on the list was found in the room.</summary>
/// <param name="token">The hash of the token that came with it.</param>
/// <param name="isHere">Whether the student was found.</param>
public sealed class CheckCommand(TokenHash token, bool isHere) : RollCommand
{
    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.Refusal(request.Class, token, out RollCall roll) is { } refusal)
        {
            return refusal;
        }

        if (!roll.TryFind(request.Student, out Attendance newest) || !newest.Mark.IsPresent())
        {
            return rolls.Refused(RollWord.NotPresent, request.Class);
        }

        Stamp at = roll.NotBefore(rolls.Now.At);
        RollEventKind kind = isHere ? RollEventKind.Here : RollEventKind.Missing;
        rolls.Happen(rolls.EventOf(roll, kind, at) with { Student = request.Student });
        return new RollOutcome(isHere ? RollWord.Here : RollWord.Missing, roll.Class, at);
    }
}
