using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class HostTextEnglish : HostText
{
    public override PeersText Peers { get; } = new PeersTextEnglish();

    public override KeyWords CheckNetworkKey => new("Network", "How students find and reach this machine");

    public override string NothingToCheck => "The server was named; from a shell, chamada doctor checks the network.";

    public override string ShownAlready => "That is what is shown.";

    public override string Checking => "Checking the network…";

    public override string TryOwnPhone(string address) => $"Phones: open http://{address}/ on your own phone first.";

    public override string SeenFrom(string address, string time) => $"Page opened from {address} at {time}: phones reach this machine.";

    public override string SeenFromHere(string time) => $"Page opened on this machine itself at {time}: open it on your phone, too.";

    public override string NetworkIsWell => "All is well, as far as this machine can see.";

    public override string NetworkIsNotWell => "The lines in capitals say what is missing.";

    public override string Nearby(string classes) => $"Open nearby: {classes}";

    public override string NearbyTitle => "Open classes nearby:";

    public override string NobodyNearby => "No open class nearby yet.";

    public override string MoreNearby(int count) => $"and {count} more";

    public override string LooksByItself => "○ looks for the class on the network";

    public override string Looking(string number) => $"Looking for whoever hosts class {number}… Esc gives up.";

    public override string HostSilent(string number, string server) =>
        $"Class {number} should be at {server}, but registering there was not possible.";

    public override string ChooseTitle(string number) => $"Class {number}";

    public override string ChooseQuestion => "Several teachers have this class open. Which one is yours?";

    public override string RecordsNothing(string path) => $"NOTHING IS RECORDED ANY MORE: {path} cannot be written. Leave and start again.";

    public override string OpenDenied => "On that server only its own machine opens roll calls (--guests lets others).";

    public override string QuitServingTitle => "Leave and stop the server?";

    public override string QuitServing(IReadOnlyList<string> classes) =>
        (classes.Count == 1
            ? $"The roll call of class {classes[0]} is open "
            : $"The roll calls of classes {string.Join(", ", classes)} are open ")
        + "in this program, which is the server. If you leave, no student can register until you start again. Nothing is lost: what was "
        + "registered is on disk, and the roll call goes on at the next start.";

    public override string QuitServingNow => "Leave";

    public override string Kept(string number) =>
        $"The roll call of class {number} is kept and goes on when you start again: chamada teacher";

    public override string UnfetchedFiles(int count, string path) =>
        $"Lists that nobody fetched: {(count == 1 ? "1 file" : $"{count} files")} in {path}";

    public override string UnfetchedIn(string path) => $"Lists that nobody fetched: {path}";

    protected override string Moves(int count, string number, string when, string path) => count == 1
        ? $"Nobody fetched the list of class {number}: {when} it goes to {path}"
        : $"Nobody fetched {count} lists; {when} that of class {number} goes to {path}";

    protected override string Waits(int count, string number) =>
        count == 1 ? $"Nobody fetched the list of class {number}." : $"Nobody fetched {count} lists; the oldest is that of class {number}.";

    protected override string Days(int count) => $"in {count} days";

    protected override string Hours(int count) => $"in {count} hours";

    protected override string Soon => "soon";

    protected override string Serving => "This program is the server.";

    protected override string Using => "This machine's server was running already.";

    protected override string Taken(int taken, int port, bool isServing) =>
        $"Port {taken} is taken: {(isServing ? "this server is" : "there is a server")} at {port}.";

    protected override string Students(string addresses) => $"Students: {addresses}";

    protected override string OnlyHere => "No network: only this machine.";

    protected override string MoreAddresses(int count) => $"(and {count} more: F12)";
}
