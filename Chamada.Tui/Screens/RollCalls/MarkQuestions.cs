using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.App;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>What is asked before a mark by hand.</summary>
internal static class MarkQuestions
{
    /// <summary>Asks why a student is taken off. Null when it is left with Esc.</summary>
    public static HandMark? AskReason(IApplication app, Look look, RollCallModel roll, StudentId student, string? reason = null)
    {
        ScreenStrings s = look.Strings;
        string? given = new InputQuestion
        {
            Title = s.TakeOffTitle,
            Text = s.TakeOffQuestion(student.ToString(), roll.Sheet.Roster.NameOf(student)),
            Label = s.TakeOffReasonLabel,
            Initial = reason ?? s.TakeOffReason,
            Yes = s.TakeOffNow,
            MaxLength = HandMark.MaxReason,
            Fault = typed => typed.Length == 0 ? s.ReasonMissing : null,
        }.Ask(app, look);
        return given is null ? null : new HandMark(student, IsPresent: false, given);
    }

    /// <summary>Asks for a student number. Null when it is left with Esc.</summary>
    public static StudentId? AskForStudent(IApplication app, Look look, RollCallModel roll, string title, string yes)
    {
        ScreenStrings s = look.Strings;
        string? typed = new InputQuestion
        {
            Title = title,
            Label = s.MarkPrompt,
            Yes = yes,
            MaxLength = Typed.NumberRoom,
            CanBe = Typed.CanBeStudent,
            TabEnters = true,
            Fault = text => StudentId.TryParse(text.Trim(), out _) ? null : s.BadStudent,
            Comment = text => !StudentId.TryParse(text.Trim(), out StudentId student) ? ""
                : roll.Sheet.Roster.TryFind(student, out RosterEntry? entry) ? entry.Name
                : roll.Sheet.Roster.Count > 0 ? s.OffRosterMark : "",
        }.Ask(app, look);
        return typed is not null && StudentId.TryParse(typed, out StudentId answer) ? answer : null;
    }
}
