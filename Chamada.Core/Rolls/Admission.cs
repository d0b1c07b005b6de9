namespace Chamada.Core.Rolls;

/// <summary>What a student brings along besides a number.</summary>
/// <param name="Code">The code that the student has read; null for none.</param>
/// <param name="Device">The number of the student's device; null where it names none.</param>
/// <param name="IsConfirmed">Whether the student has looked at the number again and stands by it.</param>
public sealed record PresenceProof(CodeDigits? Code = null, DeviceNumber? Device = null, bool IsConfirmed = false);

/// <summary>
/// Whether a student is registered where more is asked for than a number, and in which order that is asked: first the network, so that
/// nobody outside it can try codes; then the code; then the device and the class's list, of which nobody without a code is told anything.
/// </summary>
internal static class Admission
{
    /// <summary>Decides about a student who has no entry yet in an open roll call.</summary>
    /// <param name="rolls">All roll calls, with the time and who asks.</param>
    /// <param name="roll">The one.</param>
    /// <param name="student">Who.</param>
    /// <param name="given">What the student brings along; null for nothing.</param>
    public static RollOutcome Decide(RollState rolls, RollCall roll, StudentId student, PresenceProof? given)
    {
        RollRules rules = roll.Opening.Rules;
        if (rules.From is { } networks && !networks.Admits(rolls.Caller))
        {
            return rolls.RefuseStudent(roll, RollWord.OtherNetwork);
        }

        if (roll.Code is { IsAsked: true } code && Judge(rolls, roll, code, in student, given) is { } refusal)
        {
            return refusal;
        }

        (DeviceHash? device, bool isNamed) = DeviceOf(rolls, roll, given);
        StudentId? other = device is null ? null : roll.FindByDevice(device);
        if (other is not null && isNamed && rules.Device == DeviceRule.Refuse)
        {
            return rolls.RefuseStudent(roll, RollWord.DeviceUsed);
        }

        bool isUnlisted = roll.Roster is { } roster && !roster.Contains(student);
        bool isConfirmed = given is { IsConfirmed: true };
        if (isUnlisted && (rules.Listed == ListedRule.Refuse || (rules.Listed == ListedRule.Ask && !isConfirmed)))
        {
            return rolls.RefuseStudent(roll, RollWord.Unlisted);
        }

        if (rolls.Caller.Limits?.MayAdd(roll) == false)
        {
            return rolls.Refused(RollWord.Full, ClassNumber.Refused);
        }

        RollOutcome outcome = Register(rolls, roll, in student, device);
        if (other is { } before)
        {
            Flag(rolls, roll, in student, $"{(isNamed ? "device" : "address")} {before}", outcome.At);
        }

        if (isUnlisted)
        {
            Flag(rolls, roll, in student, isConfirmed ? "unlisted confirmed" : "unlisted unconfirmed", outcome.At);
        }

        return outcome;
    }

    /// <summary>Registers a student of whom nothing more is asked.</summary>
    /// <param name="rolls">All roll calls, with the time.</param>
    /// <param name="roll">The one, in which the student has no entry yet.</param>
    /// <param name="student">Who.</param>
    /// <param name="device">From which device; null where nobody looks at it.</param>
    public static RollOutcome Register(RollState rolls, RollCall roll, in StudentId student, DeviceHash? device)
    {
        Stamp at = roll.NotBefore(rolls.Now.At);
        rolls.Happen(rolls.EventOf(roll, RollEventKind.Present, at) with { Student = student, Device = device });
        return new RollOutcome(RollWord.Registered, roll.Class, at);
    }

    /// <summary>Why a student is refused for the code's sake; null when the code is good. A code that is missing is no attempt.</summary>
    private static RollOutcome? Judge(RollState rolls, RollCall roll, RollCode code, in StudentId student, PresenceProof? given)
    {
        WrongCodeKey key = WrongCodeKey.Of(roll, in student, given?.Device, rolls.Caller.Address);
        if (rolls.SecondsToWait(in key) is > 0 and int seconds)
        {
            return rolls.RefuseStudent(roll, RollWord.Wait, new WaitingTime(seconds));
        }

        if (given?.Code is not { } digits)
        {
            return rolls.RefuseStudent(roll, RollWord.BadCode);
        }

        if (!code.IsGood(digits, rolls.Now))
        {
            rolls.CountWrongCode(in key);
            return rolls.RefuseStudent(roll, RollWord.BadCode);
        }

        rolls.NoteCode(roll);
        return null;
    }

    /// <summary>What is known of the device, and whether it named itself. One that did not is known by its address, and never on this
    /// machine.</summary>
    private static (DeviceHash? Device, bool IsNamed) DeviceOf(RollState rolls, RollCall roll, PresenceProof? given)
    {
        RollRules rules = roll.Opening.Rules;
        return rules.Device == DeviceRule.Ignore ? (null, false)
            : given?.Device is { } named ? (DeviceHash.Of(roll, named), true)
            : rules.LooksAtAddresses && rolls.Caller is { IsLoopback: false, IsKnown: true } caller
                ? (DeviceHash.Of(roll, caller.Address), false)
            : (null, false);
    }

    private static void Flag(RollState rolls, RollCall roll, in StudentId student, string known, Stamp at) =>
        rolls.Happen(rolls.EventOf(roll, RollEventKind.Flagged, at) with { Student = student, Reason = known });
}
