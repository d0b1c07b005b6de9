using System.Globalization;
using Chamada.Core.Log.Sqlite.Repair;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class RepairTextEnglish : RepairText
{
    public override string Description =>
        "Save what is whole in a data folder that a server refuses as damaged. The damaged files are kept beside.";

    public override string Data => "The data folder. No server may be using it.";

    public override IReadOnlyList<string> Examples => ["chamada repair", "chamada repair --data /srv/chamada"];

    public override string InOrder(string folder) => $"{Printable.Line(folder)} is in order. Nothing was changed.";

    public override string Saved(SalvagedRoll roll) => string.Create(
        CultureInfo.InvariantCulture,
        $"class {roll.Class}, opened {roll.OpenedAt.ToDateTimeOffset():yyyy-MM-dd HH:mm:ss}, "
        + $"{(roll.IsOpen ? "open" : "closed, not fetched")}: {roll.Entries} entries");

    public override string Kept(string folder) => $"the damaged files are in {Printable.Line(folder)}";

    public override string Whole => "Everything that was acknowledged is there. The server can be started.";

    public override string NotWhole =>
        "NOT EVERYTHING THAT WAS ACKNOWLEDGED COULD BE SAVED. What was is above, and the server can be started.";

    public override string Uncertain(string number, string student, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"not certain, but kept: class {number}, {(student.Length == 0 ? "opening, closing or time limit" : student)}, "
        + $"{at:yyyy-MM-dd HH:mm:ss}; it or one beside it may be altered or missing");

    public override string Lost(int events) =>
        $"{events} {(events == 1 ? "entry" : "entries")} could be seen, but not read.";

    public override string Missing(long found, long acknowledged) =>
        $"the newest event that was found has number {found}, and events up to {acknowledged} were acknowledged.";
}
