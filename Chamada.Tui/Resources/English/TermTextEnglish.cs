using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

/// <inheritdoc/>
internal sealed class TermTextEnglish : TermText
{
    public override string Tag => "en";
    public override char Separator => ',';
    public override string Student => "Student";
    public override string Name => "Name";
    public override string Lessons => "Lessons";
    public override string Present => "Present";
    public override string Late => "Late";
    public override string Justified => "Justified";
    public override string Excused => "Excused";
    public override string Absent => "Absent";
    public override string Absences => "Absences";
    public override string Left => "Left";
    public override string Remark => "Remark";
    public override string Below => "below the minimum";
    public override string NextWouldBeTooMuch => "below it if the next is missed";
    public override string OffList => "not on the class list";
    public override string TotalsSheet => "Totals";
    public override string GridSheet => "Meetings and students";
    public override string MeetingsSheet => "Meetings";
    public override string Day => "Day";
    public override string Opened => "Opened";
    public override string StudentsPresent => "Students present";
    public override string StudentsAbsent => "Students absent";
    public override string Corrected => "Corrected";
    public override string Yes => "yes";
    public override string PlotTitle => "Students present at each meeting";
    public override string Signature => "Date and signature";

    public override string Legend =>
        "P present · L late (counts as present) · A absent · J justified (counts as absent) · E excused (counts as present) · "
        + "a number behind a letter: so many lessons of the meeting · * corrected afterwards";

    public override string NoMeetings => "No meeting was held in this time.";
    public override string SpreadsheetDay => "yyyy-mm-dd";

    public override string Symbol(AttendanceStatus status) => status switch
    {
        AttendanceStatus.Present => "P",
        AttendanceStatus.Late => "L",
        AttendanceStatus.Absent => "A",
        AttendanceStatus.Justified => "J",
        _ => "E",
    };

    public override string Status(AttendanceStatus status) => StatusWords.Of(status);

    public override string Title(ClassNumber number, string name) => name.Length == 0 ? $"Class {number}" : $"{name} (class {number})";

    public override string Summary(int meetings, int lessons, DateOnly? first, DateOnly? last, decimal minimum, int? planned) =>
        (meetings == 0 ? "no meeting" : $"{N(meetings)} {(meetings == 1 ? "meeting" : "meetings")}, {N(lessons)} "
            + $"{(lessons == 1 ? "lesson" : "lessons")}, from {DayOf(first!.Value)} to {DayOf(last!.Value)}")
        + $"; at least {P(minimum)} % of the {(planned is { } of ? $"{N(of)} lessons planned" : "lessons held")}";

    public override string MadeAt(DateTimeOffset at) => $"As of {at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}";

    public override string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override string ShortDay(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    public override string OneDecimal(decimal number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    public override string Description => "Reports a class's term: who attended how much, and who may still miss how much.";

    public override IReadOnlyList<string> Examples =>
    [
        "chamada report 3030",
        "chamada report 3030 --since 2026-08-01 --format html --out term.html",
        "chamada report 3030 --format xlsx --out term.xlsx",
        "chamada report 3030 --format moodle --out moodle/",
    ];

    public override string Since => "The first day; otherwise from the first meeting.";

    public override string Until => "The last day; otherwise up to the last meeting.";

    public override string Minimum => "How many percent have to be attended (otherwise as the class has settled, or 75).";

    public override string Planned => "How many lessons the term has: then those count for how many may be missed, not those held.";

    public override string Format =>
        "table; json, a line a student; csv and xlsx for spreadsheets; tsv: number and absences, to paste; html, to print; "
        + "moodle, a file a meeting. (default: table)";

    public override string Out => "Where to write it; with moodle a folder. Nothing is ever overwritten. Otherwise it goes to stdout.";

    public override string Written(string path) => $"Written: {Printable.Line(path)}";

    public override string NotOverwritten(string path) => $"{Printable.Line(path)} is there already; nothing is overwritten";

    public override string NotWritten(string path, string cause) => $"{Printable.Line(path)} could not be written: {Printable.Line(cause)}";

    public override string NoFolder(string path) => $"{Printable.Line(path)} is a file; this format needs a folder";

    public override string NotForTerminal(string format, string option) =>
        $"{format} is nothing to read in a terminal: name a file with {option}";

    public override string NothingKept(ClassNumber number) => $"Nothing is kept of class {number}: no class list, and no roll call.";

    public override string LeftOut(string path, string cause) =>
        $"{Printable.Line(path)} is left out, it cannot be read: {Printable.Line(cause)}";

    public override string Changed(string path, string what) =>
        $"{Printable.Line(path)} was changed after it was saved, and counts as it is now. {what}";

    public override string CorrectionsChanged(string path) =>
        $"{Printable.Line(path)}: somebody changed the corrections themselves; they count as they are now";

    public override string StrangersLeftOut(IReadOnlyList<string> students) =>
        $"Not on the class list, and so left out: {string.Join(", ", students)}";
}
