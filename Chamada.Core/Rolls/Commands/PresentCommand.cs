namespace Chamada.Core.Rolls.Commands;

/// <summary>Register a student who brings more along than a number, or whom the machine at the door sends.</summary>
/// <param name="proof">What the student brings along.</param>
/// <param name="token">The hash of the roll call's own token, for the machine at the door, whose students are asked for nothing; null for
/// others.</param>
/// <param name="wantsReceipt">Whether the answer is to come with a receipt.</param>
public sealed class PresentCommand(PresenceProof proof, TokenHash? token = null, bool wantsReceipt = false) : RollCommand
{
    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request) =>
        WithReceipt(rolls, in request, Register(rolls, in request));

    /// <inheritdoc/>
    internal override RollOutcome Read(RollState rolls, in RollRequest request, long durable) =>
        WithReceipt(rolls, in request, rolls.ReadRegistration(in request, durable));

    /// <summary>Who is on the list gets a receipt of the entry that stands, whichever registration made it.</summary>
    private RollOutcome WithReceipt(RollState rolls, in RollRequest request, RollOutcome outcome)
    {
        StudentId student = request.Student;
        return wantsReceipt && outcome.Word is (RollWord.Registered or RollWord.Already)
            ? outcome with { Detail = rolls.FindOpen(request.Class)!.EntryOf(in student) }
            : outcome;
    }

    private RollOutcome Register(RollState rolls, in RollRequest request)
    {
        if (rolls.FindOpen(request.Class) is not { } roll)
        {
            return rolls.Refused(RollWord.NoRollCall, ClassNumber.Refused);
        }

        if (token is not null && !roll.BelongsTo(token))
        {
            return rolls.Refused(RollWord.Denied, request.Class);
        }

        return roll.TryFind(request.Student, out Attendance newest) ? rolls.Known(roll, in request, in newest)
            : token is not null ? Admission.Register(rolls, roll, request.Student, device: null)
            : Admission.Decide(rolls, roll, request.Student, proof);
    }
}
