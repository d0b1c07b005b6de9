namespace Chamada.Tui.Resources;

internal sealed class HostTextEnglish : HostText
{
    public override string RecordsNothing(string path) => $"NOTHING IS RECORDED ANY MORE: {path} cannot be written. Leave and start again.";

    public override string OpenDenied => "On that server only its own machine opens roll calls (--guests lets others).";

    public override string QuitServingTitle => "Leave and stop the server?";

    public override string QuitServing(IReadOnlyList<string> classes) =>
        $"{(classes.Count == 1 ? $"The roll call of class {classes[0]} is open" : $"The roll calls of classes {string.Join(", ", classes)} are open")} "
        + "in this program, which is the server. If you leave, no student can register until you start again. Nothing is lost: what was "
        + "registered is on disk, and the roll call goes on at the next start.";

    public override string QuitServingNow => "Leave";

    public override string Kept(string number) => $"The roll call of class {number} is kept and goes on when you start again: chamada teacher";

    protected override string Serving => "This program is the server.";

    protected override string Using => "The server of this machine was running already.";

    protected override string Taken(int taken, int port, bool isServing) =>
        $"Port {taken} is taken: {(isServing ? "this program is the server" : "there is a server")} at {port}.";

    protected override string Students(string addresses) => $"Students: {addresses}";

    protected override string OnlyHere => "No network: only this machine reaches it.";
}
