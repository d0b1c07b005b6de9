namespace Chamada.Core.Rolls.Commands;

/// <summary>Register a student who brings more along than a number, or whom the machine at the door sends.</summary>
/// <param name="proof">What the student brings along.</param>
/// <param name="token">The hash of the roll call's own token, for the machine at the door, whose students are asked for nothing; null for
/// others.</param>
public sealed class PresentCommand(PresenceProof proof, TokenHash? token = null) : RollCommand
{
    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.FindOpen(request.Class) is not { } roll)
        {
            return rolls.Refused(RollWord.NoRollCall, ClassNumber.Refused);
        }

        if (token is not null && !roll.BelongsTo(token))
        {
            return rolls.Refused(RollWord.Denied, request.Class);
        }

        return roll.TryFind(request.Student, out Attendance newest) ? rolls.Known(in request, in newest)
            : token is not null ? Admission.Register(rolls, roll, request.Student, device: null)
            : Admission.Decide(rolls, roll, request.Student, proof);
    }

    /// <inheritdoc/>
    internal override RollOutcome Read(RollState rolls, in RollRequest request, long durable) =>
        rolls.ReadRegistration(in request, durable);
}
