using System.Globalization;
using System.Text.Json;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;

namespace Chamada.Core.Archive.Terms;

/// <summary>
/// A correction as the members of its object in the file, all of them texts in a fixed order: what is written, what is hashed, and what is
/// read. docs/record.md defines them.
/// </summary>
internal static class CorrectionText
{
    /// <summary>The members that say what is changed, in the order in which they are hashed.</summary>
    public static readonly string[] Members = ["kind", "student", "to", "as", "missed", "lessons", "opened", "ground", "undoes"];

    /// <summary>What the members say; those that are missing are empty.</summary>
    public static string[] Of(CorrectionChange change) => change switch
    {
        CorrectionChange.Status one =>
            ["status", one.Student.ToString(), "", StatusWords.Of(one.As), Of(one.Missed), "", "", one.Ground, ""],
        CorrectionChange.Moved one => ["moved", one.From.ToString(), one.To.ToString(), "", "", "", "", "", ""],
        CorrectionChange.Lessons one => ["lessons", "", "", "", "", Of(one.Count), "", "", ""],
        CorrectionChange.Discarded => ["discarded", "", "", "", "", "", "", "", ""],
        CorrectionChange.Dated one => ["dated", "", "", "", "", "", IsoTime.Format(one.OpenedAt), "", ""],
        CorrectionChange.Undone one => ["undone", "", "", "", "", "", "", "", Of(one.Number)],
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    /// <summary>What an object's members say, as texts.</summary>
    public static string[] Of(JsonElement element) => [.. Members.Select(name => SavedChain.TextOf(element, name) ?? "")];

    /// <summary>Understands what the members say.</summary>
    /// <exception cref="FormatException">They say nothing that is known.</exception>
    public static CorrectionChange Read(string[] members) => members[0] switch
    {
        "status" => new CorrectionChange.Status(
            Student(members[1]),
            StatusWords.Find(members[3]) ?? throw new FormatException("as"),
            members[4].Length == 0 ? null : Number(members[4], "missed"),
            members[7]),
        "moved" => new CorrectionChange.Moved(Student(members[1]), Student(members[2])),
        "lessons" => new CorrectionChange.Lessons(Number(members[5], "lessons")),
        "discarded" => new CorrectionChange.Discarded(),
        "dated" => new CorrectionChange.Dated(
            DateTimeOffset.TryParse(members[6], CultureInfo.InvariantCulture, out DateTimeOffset at)
                ? at
                : throw new FormatException("opened")),
        "undone" => new CorrectionChange.Undone(Number(members[8], "undoes")),
        _ => throw new FormatException("kind"),
    };

    private static string Of(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int Number(string text, string name) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new FormatException(name);

    private static StudentId Student(string text) =>
        StudentId.TryParse(text, out StudentId student) ? student : throw new FormatException("student");
}
