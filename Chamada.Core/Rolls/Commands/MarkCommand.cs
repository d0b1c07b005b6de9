namespace Chamada.Core.Rolls.Commands;

/// <summary>Mark a student present by hand, or take one off the list.</summary>
/// <param name="token">The hash of the token that came with it.</param>
/// <param name="mark"><see cref="Mark.Marked"/> or <see cref="Mark.Removed"/>.</param>
/// <param name="reason">Why; null when none was given.</param>
public sealed class MarkCommand(TokenHash token, Mark mark, string? reason = null) : RollCommand
{
    /// <summary>The most characters of a reason.</summary>
    public const int MaxReasonLength = 200;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.Refusal(request.Class, token, out RollCall roll) is { } refusal)
        {
            return refusal;
        }

        bool isPresent = roll.TryFind(request.Student, out Attendance newest) && newest.Mark.IsPresent();
        if (isPresent == mark.IsPresent())
        {
            return isPresent
                ? new RollOutcome(RollWord.Already, request.Class, newest.At)
                : rolls.Refused(RollWord.NotPresent, request.Class);
        }

        Stamp at = roll.NotBefore(rolls.Now.At);
        rolls.Happen(rolls.EventOf(roll, (RollEventKind)mark, at) with { Student = request.Student, Reason = reason });
        return new RollOutcome(isPresent ? RollWord.Removed : RollWord.Registered, request.Class, at);
    }
}
