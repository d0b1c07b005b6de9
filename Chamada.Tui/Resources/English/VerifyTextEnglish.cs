using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Terms;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class VerifyTextEnglish : VerifyText
{
    public override string Description =>
        "Check that nothing in a saved list was changed since it was saved, and which entry a receipt is of";

    public override string File => "A saved list (.json)";

    public override string Receipt => "A student's receipt: says for which entry it was given";

    public override IReadOnlyList<string> Examples =>
    [
        "chamada verify 2026-11-22_3030_163000.json",
        "chamada verify 2026-11-22_3030_163000.json --receipt 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
    ];

    public override string NoReceipt(string text) => $"{Printable.Quote(text)} is not a receipt: expected 64 hexadecimal digits";

    public override string NoList(string file) => $"{Printable.Line(file)} is not a saved list";

    public override string NoChain(string file) =>
        $"{Printable.Line(file)} has no chain: it was saved by an earlier edition, or the chain was taken out. Nothing can be said of it";

    public override string Whole(RecordCheck check) => string.Create(
        CultureInfo.InvariantCulture,
        $"Whole: class {check.Class}, opened {Printable.Line(check.OpenedAt)}, {check.Entries.Count} "
        + $"{(check.Entries.Count == 1 ? "entry" : "entries")}, closed {Printable.Line(check.ClosedAt)}");

    public override string Broken(RecordCheck check) => check.Fault switch
    {
        RecordFault.Start => "The class, the time of opening or the salt was changed: the beginning does not fit",
        RecordFault.Entry => string.Create(
            CultureInfo.InvariantCulture, $"Entry {check.Broken!.Number} does not fit: {Line(check.Broken)}"),
        RecordFault.Refused => $"A count of refusals does not fit: {Line(check.Broken!)}",
        RecordFault.End => string.Create(
            CultureInfo.InvariantCulture,
            $"The end does not fit: entries after number {check.Entries.Count} were taken out, or the time of closing was changed"),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"The list of who was present does not follow from the record: place {check.Broken!.Number}, {Line(check.Broken)}"),
    };

    public override string Fits(CheckedEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"The receipt is of entry {entry.Number}: {Line(entry)}");

    public override string FitsNone => "The receipt is of no entry of this list";

    public override string Corrections(CorrectionCheck check) => check.Fault switch
    {
        CorrectionFault.None => string.Create(
            CultureInfo.InvariantCulture,
            $"Corrected afterwards, whole: {check.Entries} {(check.Entries == 1 ? "correction" : "corrections")}"),
        CorrectionFault.Start => "The corrections do not belong to this list",
        CorrectionFault.Entry => string.Create(CultureInfo.InvariantCulture, $"Correction {check.Entries + 1} does not fit"),
        _ => "The file of the corrections cannot be read",
    };
}
