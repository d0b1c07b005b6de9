using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class DrillTextEnglish : DrillText
{
    public override string Description =>
        "Try on this machine that nothing acknowledged is ever lost: a server of its own on a temporary folder, simulated students, hard "
            + "kills.";

    public override string Students => "How many students register in each lesson.";

    public override string Classes => "Over how many classes they are spread.";

    public override string Seconds => "For how many seconds lesson follows lesson.";

    public override string Kills => "How often the server is killed and started again in that time.";

    public override string Store =>
        "Try a PostgreSQL of yours, as serve takes it, instead of a folder: in a schema of its own that is removed at the end.";

    public override string Servers => "How many servers share it. Each kill hits one of them.";

    public override IReadOnlyList<string> Examples =>
    [
        "chamada drill", "chamada drill --students 200 --seconds 20 --kill 10",
        "chamada drill --store postgresql://chamada@db1,db2/school --servers 3",
    ];

    public override string MoreClassesThanStudents => "--classes cannot be more than --students.";

    public override string Progress(int seconds, int registered, int kills, int allKills) =>
        $"{seconds} s, {registered} registered, {kills} of {allKills} kills";

    public override string[] Heads => ["", "asked", "acknowledged", "lost", "twice", "p50", "p99", "slowest"];

    public override string OpenName => "open a class";

    public override string PresentName => "register";

    public override string CloseName => "close and list";

    public override string ReceivedName => "receipt";

    public override string Held(int lessons, int kills) =>
        $"{lessons} {(lessons == 1 ? "lesson" : "lessons")}; the server was killed {kills} {(kills == 1 ? "time" : "times")}. Times "
            + "include waiting for its restart and asking again.";

    public override string Gap(string time) => $"The longest time in which nobody got an answer while somebody waited: {time}.";

    public override string Sound => "Nothing that was acknowledged was lost, and nothing stands twice.";

    public override string Unsound(string folder) =>
        $"SOMETHING ACKNOWLEDGED WAS LOST OR STANDS TWICE. The server's data is kept in {Printable.Line(folder)}";

    public override string ServerFailed(string words) => $"the drill's server did not start: {Printable.Line(words)}";

    public override string SchemaLeft(string schema, string words) =>
        $"the drill's schema {Printable.Line(schema)} could not be removed: {Printable.Line(words)}";
}
