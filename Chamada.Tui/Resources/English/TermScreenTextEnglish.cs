using System.Globalization;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

/// <inheritdoc/>
internal sealed class TermScreenTextEnglish : TermScreenText
{
    public override KeyWords TermKey => new("Term", "Shows the whole term: students and meetings");
    public override KeyWords SettingsKey => new("Settings", "Settles name, lessons and minimum of the class");
    public override KeyWords CorrectKey => new("Correct", "Corrects the student's attendance of the meeting");
    public override KeyWords FilterKey => new("Filter", "All; below the minimum; three absences in a row");
    public override KeyWords PlotKey => new("Plot", "Shows how many came to each meeting");
    public override KeyWords MoveKey => new("Move", "Moves the attendance to another student");
    public override KeyWords LessonsKey => new("Lessons", "Changes how many lessons the meeting had");
    public override KeyWords DiscardMeetingKey => new("Not counted", "The meeting does not count any more");
    public override KeyWords ChangeSettingKey => new("Change", "Changes what is chosen");
    public override string Heading(string title, int shown, int all) => shown == all ? title : $"{title}: {shown} of {all} students";
    public override string FilterBelow => "below the minimum";
    public override string FilterThree => "absent three times in a row";
    public override string FilterSearch(string text) => $"“{text}”";
    public override string ExportTitle(string title) => $"Export the term: {title}";

    public override string Format(string name) => name switch
    {
        "table" => "Text: a table",
        "json" => "JSON: a line a student, for programs",
        "csv" => "CSV for spreadsheets",
        "tsv" => "Number and absences, to paste into a diary",
        "xlsx" => "Excel workbook",
        "html" => "Page to print or to send",
        _ => "For Moodle: a file a meeting",
    };

    public override string SinceLabel => "From";
    public override string UntilLabel => "Until";

    public override string PeriodFault(string? typed, bool isBackwards) =>
        typed is not null ? $"{Printable.Quote(typed)} is no day: write it as 2026-11-22, or 2026-11-22 16:30."
        : isBackwards ? "The last day is before the first."
        : "There is no meeting in that time.";

    public override string Clipboard => "Copy number and absences to the clipboard";
    public override string AbsencesHead => "Abs";
    public override string LeftHead => "Left";
    public override string NothingToShow => "No student to show.";
    public override string NoCell => "Choose a meeting with the arrow keys first.";
    public override string NothingToUndo => "Nothing was corrected about this meeting.";

    public override string Issues(int count, string first) => count == 1
        ? $"1 file needs a look: {first}"
        : $"{count} files need a look, first {first}";

    public override string StatusLabel(int lessons) =>
        lessons == 1 ? "P L A J E" : "P L A J E, and how many lessons missed, such as A1:";

    public override string BadStatus(int lessons) => $"P, L, A, J or E, and behind it 0 to {lessons} lessons missed.";
    public override string ReasonLabel => "Reason:";
    public override string MoveLabel => "The right student's number:";
    public override string UnknownStudent => "Nobody in this class has that number.";
    public override string LessonsLabel => "Lessons of this meeting:";
    public override string SearchLabel => "Name, initials or number:";
    public override string GoOn => "Go on";
    public override string Meeting(string when, int lessons) => $"{when}, {lessons} {(lessons == 1 ? "lesson" : "lessons")}";
    public override string PlotTitle(string title) => $"Students present, in percent: {title}";
    public override string SettingsTitle(string number) => $"Settings of class {number}";
    public override string NameSetting => "Name";
    public override string LessonsSetting => "Lessons of a meeting";
    public override string PlannedSetting => "Lessons planned for the term";
    public override string MinimumSetting => "Minimum, in percent";
    public override string BaseSetting => "Of the lessons";
    public override string LateSetting => "Late after, in minutes";
    public override string Held => "held";
    public override string PlannedWord => "planned";
    public override string Never => "never";
    public override string Unknown => "not known";
    public override string MinutesOf(string number) => $"{number} minutes";
    public override string BadNumber(int from, int to) => $"A number from {from} to {to}.";
    public override string GroundsSetting => "Other grounds that excuse";
    public override string GroundsLabel => "Grounds, with a semicolon between them:";
    public override string PatternsSetting => "Patterns worth a question";
    public override string Yes => "yes";
    public override string No => "no";
    public override string BadYesNo => "yes or no.";
    public override string Damaged(string path) => $"What is in {path} is not right.";
    public override string NumberColumn => "Number";
    public override string LastMeetingColumn => "Last met";
    public override string Today(TimeOnly at) => $"today, {at.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    public override string HeldToday => "held today";
    public override KeyWords PatternsKey => new("Patterns", "Shows patterns that are worth a question");
    public override string PatternsOff => "Off: switch them on in the class's settings, Ctrl+A on the first screen.";
    public override string PatternsTitle(string title) => $"Patterns worth a question: {title}";

    public override string PatternsExplained =>
        "Pairs who, in most of the meetings in which both registered, did so within two seconds of each other and from one device or "
        + "address. It proves nothing: a phone that was lent, broken or shared by siblings explains it as well. Ask, and accuse nobody. "
        + "Computed on this machine alone, from what the lists hold already.";

    public override string NoPatterns => "No pair comes again in most meetings.";
    public override string PairColumn => "Students";
    public override string TimesColumn => "Meetings";
    public override string PatternTimes(int days, int both) => $"{days} of {both}";
    public override string PatternDays(IReadOnlyList<string> days) => $"On {string.Join(", ", days)}";
    public override string GroundLabel => "Number or part of the ground, or nothing:";
    public override string GroundChoice(IReadOnlyList<string> grounds) =>
        string.Join("  ", grounds.Select(static (ground, i) => $"{i + 1}: {ground}"));
    public override string BadGround => "None of the grounds, or several.";
    public override string Discarded => "The meeting does not count any more; u undoes it.";
    public override KeyWords DateKey => new("Other day", "The meeting was on another day or at another time");
    public override string DateLabel => "Day, and time if it is another (2026-11-22T16:30):";
    public override string BadDate => "A day such as 2026-11-22 or 2026-11-22T16:30.";
    public override string BadBase => "held or planned.";
}
