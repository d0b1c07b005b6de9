using System.Globalization;
using Chamada.Core.Rolls;

namespace Chamada.Core.Web.Pages;

internal sealed class PageTextEnglish : PageText
{
    public override string Tag => "en";

    public override string Date(Stamp at) => at.ToDateTimeOffset().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override string CheckIn => "Check in";

    public override string Class => "Class";

    public override string OpenSince(string clock) => $"Roll call open since {clock}";

    public override string Student => "Student number";

    public override string HasLetters => "My number has letters";

    public override string Code => "Code on the screen";

    public override string CodeHint => "The six digits that the classroom's screen shows now.";

    public override string Register => "Check in";

    public override string RegisterAllTheSame => "Register all the same";

    public override string Sending => "Sending…";

    public override string ServerTime => "Server's time";

    public override string Registered => "You are registered";

    public override string RegisteredAdvice => "Done. You can close this page.";

    public override string Already => "Already registered";

    public override string AlreadyAdvice => "Nothing to do: the first time counts, which is the one shown.";

    public override string NotOpen(ClassNumber number) => $"Class {number} has no open roll call";

    public override string NotOpenAdvice => "See whether the class number is right. If the roll call is over, talk to your teacher.";

    public override string RefusedAt(string clock) => $"Refused at {clock}, by the server's time.";

    public override string Removed => "Your teacher took this number off the list";

    public override string RemovedAdvice => "Only your teacher can put it back: talk to them.";

    public override string CodeMissing => "The code is missing";

    public override string CodeMissingAdvice => "Type the code that the classroom's screen shows now.";

    public override string BadCode => "That is not the code";

    public override string BadCodeAdvice => "It changes every few seconds: type the one that is on the screen now.";

    public override string Wait => "Wait a little";

    public override string WaitAdvice(string duration) => $"Three codes were wrong. Try again in {duration}, or talk to your teacher.";

    public override string Device => "Another number was registered from this device";

    public override string DeviceAdvice =>
        "In this class everybody uses a device of their own. If you have no other, talk to your teacher.";

    public override string Full => "The list is full";

    public override string FullAdvice => "As many students are on it as this server allows. Ask the teacher.";

    public override string TooFast => "Too many requests";

    public override string TooFastAdvice => "From your network address too much is asked at once. Wait a moment and try again.";

    public override string Network => "Only from the classroom's network";

    public override string NetworkAdvice => "Connect this device to the classroom's Wi-Fi, switch mobile data off, and check in again.";

    public override string Unlisted(StudentId student, ClassNumber number) => $"{student} is not on the list of class {number}";

    public override string UnlistedAdvice => "Look at the number again and correct what is mistyped.";

    public override string UnlistedConfirmAdvice => "If it is right, register all the same: your teacher decides.";

    public override string UnlistedFinalAdvice => "If it is right, talk to your teacher.";

    public override string Unavailable => "The server cannot record anything";

    public override string UnavailableAdvice => "Nothing was registered. Tell your teacher, and try again later.";

    public override string StudentMissing => "The student number is missing";

    public override string NoStudent(string typed) => $"“{typed}” is not a student number";

    public override string StudentAdvice =>
        "It has 1 to 32 digits, letters from A to Z, full stops, hyphens or underscores, and no spaces.";

    public override string NoCode(string typed) => $"“{typed}” is not a code";

    public override string NoClass(string typed) => $"“{typed}” is not a class";

    public override string ClassAdvice => "A class is a number of 1 to 18 digits other than zero.";

    public override string TypedTwice => "The same field came twice";

    public override string OpenClasses => "Open roll calls";

    public override string NoOpenClasses => "No roll call is open now";

    public override string NoOpenClassesAdvice => "When your teacher opens one, it appears here.";

    public override string MoreClasses(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"And {count} more: type the number of yours.");

    public override string ClassField => "Class number";

    public override string Continue => "Continue";

    public override string LookAgain => "Look again";

    public override string OtherClass => "Another class";

    public override string OtherSite => "This request came from another site";

    public override string OtherSiteAdvice => "Nothing was registered. Open the page of the class and check in there.";

    public override string OtherName => "This server does not know the name that it was called by";

    public override string OtherNameAdvice => "Nothing was registered. Use the address that the classroom's screen shows.";

    public override string NotFound => "There is no such page";

    public override string NotFoundAdvice => "After the address come a slash and the number of the class, as in /3030.";

    public override string BadRequest => "The request could not be understood";

    public override string BadRequestAdvice => "Nothing was registered. Go back to the page of the class and check in there.";

    public override string Failed => "Something went wrong in the server";

    public override string FailedAdvice => "It is not known whether you are registered. Try again: that does not register you twice.";
}
