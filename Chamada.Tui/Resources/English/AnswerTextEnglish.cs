using Chamada.Tui.Resources.Texts;
using static System.FormattableString;

namespace Chamada.Tui.Resources.English;

/// <summary>What a refused student reads, in English.</summary>
internal sealed class AnswerTextEnglish : AnswerText
{
    public override KeyWords ConfirmKey => new("All the same", "Registers a number that is not on the list");

    public override string NothingToConfirm => "Only a number that is not on the list is confirmed with this key.";

    public override string CodeLabel => "Code";

    public override string BadCodeForm => "The code is 6 digits; the classroom's screen shows it.";

    public override string WordCode => "CODE";

    public override string WordLookAgain => "LOOK AGAIN";

    public override string WordWait => "WAIT";

    public override string CodeMissing(string number) => $"Class {number} asks for a code.";

    public override string BadCode => "That is not the code: it changes every few seconds.";

    public override string CodeAdvice => "Type the code that the classroom's screen shows now, and press Enter.";

    public override string CodeAtDoor => "This door cannot ask for it: register with a phone, or talk to the teacher.";

    public override string Wait(string student, int seconds) =>
        Invariant($"{student}: three codes were wrong. Try again in {seconds} s.");

    public override string WaitAdvice => "Only this number waits, on this device. Or talk to the teacher.";

    public override string WaitIsOver => "The time is over: type the code that the classroom's screen shows now.";

    public override string Device => "Another student has registered from this device.";

    public override string DeviceAdvice =>
        "Here each student registers on a device of their own. Without another one, talk to the teacher.";

    public override string Network => "This class registers only from the classroom's network.";

    public override string NetworkAdvice => "Join the classroom's Wi-Fi or its cable, leave any VPN, and send again.";

    public override string Removed(string student) => $"The teacher took {student} off the list.";

    public override string RemovedAdvice => "Only the teacher can put it back: talk to them.";

    public override string Unlisted(string student, string number) => $"{student} is not on the list of {number}; look again.";

    public override string UnlistedAdvice =>
        "Type the number that is right, or press F8 to register this one all the same: the teacher decides.";

    public override string UnlistedAtDoor => "Type the number that is right, or this one once more to register it all the same.";

    public override string UnlistedFinal => "If the number is right, talk to the teacher.";
}
