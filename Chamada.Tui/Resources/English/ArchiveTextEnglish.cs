using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

/// <inheritdoc/>
internal sealed class ArchiveTextEnglish : ArchiveText
{
    public override string Description =>
        """
        Your folder as one file, for another machine or a colleague; what it holds of a student; and how that is erased.
        export FILE.zip writes lists, corrections, class lists and settings into a new file; import FILE.zip takes up what is not here yet.
        show STUDENT says all that is kept of a student; forget STUDENT erases the name and what was written, and leaves the number.
        """;

    public override IReadOnlyList<string> Examples =>
    [
        "chamada archive export chamada-2026.zip",
        "chamada archive import chamada-2026.zip",
        "chamada archive show 042191010",
        "chamada archive forget 042191010",
    ];

    public override string ActionPlace => "export|import|show|forget";

    public override string TargetPlace => "FILE|ID";

    public override IReadOnlyList<string> Actions => ["export", "import", "show", "forget"];

    public override string Exported(string file, ArchiveCount count) =>
        $"{Printable.Line(file)}: {count.Lists} roll calls, {count.Corrections} of them corrected, {count.Classes} classes";

    public override string Imported(ArchiveCount count) =>
        $"Taken up: {count.Lists} roll calls, {count.Corrections} corrections, {count.Classes} class lists; "
        + $"here already: {count.Known} roll calls";

    public override string NoArchive(string file, string cause) =>
        $"Nothing is taken up: {Printable.Line(file)} is no archive of this program that can be read ({cause})";

    public override string MoreLeftOut(int count) => $"and {count} more files of it are left out";

    public override string SettingsStay(ClassNumber number) => $"Class {number} has other settings there; those that are here stay.";

    public override IEnumerable<string> Forgotten(StudentId student, ErasureCount count)
    {
        yield return $"{student}: taken off {count.Rosters} class lists; name erased in {count.Names} roll calls; "
            + $"{count.Reasons} reasons erased";
        yield return $"What remains is the number, in {count.Remaining} roll calls";
        if (count.RecordReasons > 0)
        {
            yield return $"{count.RecordReasons} reasons from the roll calls themselves remain: the record's chain vouches for them";
        }
    }

    public override string NothingOf(StudentId student) => $"Nothing is kept of {student}.";

    public override string Erased => "(erased)";
}
