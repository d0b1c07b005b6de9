using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

/// <inheritdoc/>
internal sealed class ExportTextEnglish : ExportText
{
    public override char Separator => ',';
    public override string CsvFormat => "CSV, for spreadsheets";

    public override string JsonFormat => "JSON, for programs";

    public override string TextFormat => "Text, to read and print";

    public override string Order => "Order";
    public override string Student => "Student";
    public override string Name => "Name";
    public override string Status => "Status";
    public override string Time => "Time";
    public override string By => "By";
    public override string Reason => "Reason";
    public override string Present => "present";
    public override string PresentOffRoster => "present, not on the list";
    public override string Absent => "absent";
    public override string LatePresent => "marked present too late: does not count";
    public override string LateRemoved => "taken off too late: does not count";
    public override string Here => "was in the room";
    public override string Missing => "was not in the room";
    public override string ByStudent => "student";
    public override string ByTeacher => "teacher";
    public override string Absentees => "Absent";
    public override string OffRosterMark => "(not on the list)";
    public override string Title(ClassNumber number) => $"Class {number}";

    public override string Span(DateTimeOffset? openedAt, DateTimeOffset? closedAt) =>
        $"{(openedAt is { } opened ? $"opened on {SpreadsheetTime(opened)}   " : "")}"
        + $"{(closedAt is { } closed ? $"closed at {Clock(closed)}" : "")}";

    public override string Counts(AttendanceSheet sheet) => sheet.Roster.Count == 0
        ? $"{N(sheet.Present)} present"
        : $"{N(sheet.PresentOnRoster)} of {N(sheet.Roster.Count)} present, {N(sheet.Absent)} absent"
            + (sheet.OffRoster == 0 ? "" : $", and {N(sheet.OffRoster)} not on the list");

    public override string Heads(string count) => count == "1" ? "1 head counted in the room" : $"{count} heads counted in the room";

    public override string SpreadsheetTime(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
