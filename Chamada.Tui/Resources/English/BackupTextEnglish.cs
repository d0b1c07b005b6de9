using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class BackupTextEnglish : BackupText
{
    public override string Description =>
        "Copy all roll calls of a data folder into one file, while a server uses it or not, and read the copy to see that it is whole.";

    public override string RestoreDescription => "Put such a file into a data folder that has no roll calls yet.";

    public override string FilePlace => "FILE";

    public override string File => "The file to make. Nothing is overwritten.";

    public override string RestoredFile => "The file that chamada backup made.";

    public override string Data => "The data folder of the server.";

    public override string RestoredData =>
        "The data folder, made when it is missing. No server may be using it, and nothing in it is overwritten.";

    public override IReadOnlyList<string> Examples =>
        ["chamada backup /srv/backup/chamada-2026-11-27.db", "chamada backup --data /var/lib/chamada monday.db"];

    public override IReadOnlyList<string> RestoreExamples => ["chamada restore --data /var/lib/chamada monday.db"];

    public override string Written(string file, string folder, long last, int open) =>
        $"{Printable.Line(file)} holds all of {Printable.Line(folder)} up to event {last}; open roll calls: {open}";

    public override string Restored(string file, string folder, long last, int open) =>
        $"{Printable.Line(folder)} holds all of {Printable.Line(file)} up to event {last}; open roll calls: {open}. "
        + "What came after the backup is not there.";
}
