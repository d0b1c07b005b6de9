using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Programs;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>A roll call, from opening to the final list.</summary>
internal sealed class RollCallScreen : Screen
{
    private readonly TeacherModel _teacher;
    private readonly TeacherScreens _screens;
    private readonly AttendancePane _pane;

    /// <summary>Makes the screen of a roll call.</summary>
    public RollCallScreen(Look look, TeacherModel teacher, RollCallModel model, TeacherScreens screens, TimeProvider clock)
        : base(look)
    {
        _teacher = teacher;
        _screens = screens;
        Model = model;
        _pane = new AttendancePane(look, model, clock);
        Add(_pane);
    }

    /// <summary>The roll call.</summary>
    public RollCallModel Model { get; }

    /// <inheritdoc/>
    public override KeyScope Scope => KeyScope.RollCall;

    /// <inheritdoc/>
    public override bool Can(ScreenAction action) => action switch
    {
        ScreenAction.CloseRollCall => Model.Phase == RollCallPhase.Open && !Model.CloseIsWaiting,
        ScreenAction.MarkPresent => Model.Phase == RollCallPhase.Open && !Model.CloseIsWaiting,
        ScreenAction.TakeOff => Model.Phase == RollCallPhase.Open && !Model.CloseIsWaiting && Model.Sheet.Present > 0,
        ScreenAction.Extend => Model.CanExtend,
        ScreenAction.Retry => Model.FolderError is not null,
        ScreenAction.ConnectNow => _teacher.Link.Phase == LinkPhase.Waiting,
        ScreenAction.NextRollCall => _teacher.Rolls.Count > 1,
        ScreenAction.Export => Model.Phase is not (RollCallPhase.Opening or RollCallPhase.Refused),
        ScreenAction.Back or ScreenAction.EditRoster or ScreenAction.ShowHistory => true,
        _ => _pane.Can(action),
    };

    /// <inheritdoc/>
    public override void Do(ScreenAction action)
    {
        switch (action)
        {
            case var _ when _pane.Can(action):
                _pane.Do(action);
                break;
            case ScreenAction.CloseRollCall:
                AskToClose();
                break;
            case ScreenAction.MarkPresent:
                MarkPresent();
                break;
            case ScreenAction.TakeOff:
                TakeOff();
                break;
            case ScreenAction.Extend:
                Model.Extend();
                break;
            case ScreenAction.Retry:
                Model.Retry();
                break;
            case ScreenAction.ConnectNow:
                _teacher.Link.Wake();
                break;
            case ScreenAction.NextRollCall:
                _teacher.ShowNext(1);
                break;
            case ScreenAction.Back:
                _teacher.Leave(Model);
                break;
            case ScreenAction.EditRoster:
                _screens.ShowRoster(Model.Class);
                break;
            case ScreenAction.ShowHistory:
                _screens.ShowHistory(Model.Class);
                break;
            case ScreenAction.Export:
                _screens.ShowExport(Model);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Reload() => _pane.Reload();

    /// <inheritdoc/>
    public override StateText? State() => RollCallWords.State(Model, _teacher.Link, Strings, Viewport.Width)
        ?? (_pane.Chosen is { Reason.Length: > 0 } row
            ? new StateText($"{row.Student} · {Strings.ColumnReason}: {row.Reason}", Urgency.Information)
            : null);

    /// <inheritdoc/>
    public override void FocusFirst() => _pane.FocusTable();

    private void MarkPresent()
    {
        StudentId? student = _pane.Chosen is { Attendee: null } absent ? absent.Student : AskForStudent(Strings.MarkTitle, Strings.MarkNow);
        if (student is { } known)
        {
            Model.Mark(new HandMark(known, IsPresent: true));
        }
    }

    private void TakeOff()
    {
        StudentId? student = _pane.Chosen is { Attendee: not null } present ? present.Student : AskForStudent(Strings.TakeOffTitle, Strings.TakeOffNow);
        if (student is not { } known)
        {
            return;
        }

        string? reason = new InputQuestion
        {
            Title = Strings.TakeOffTitle,
            Text = Strings.TakeOffQuestion(known.ToString(), Model.Sheet.Roster.NameOf(known)),
            Label = Strings.TakeOffReasonLabel,
            Initial = Strings.TakeOffReason,
            Yes = Strings.TakeOffNow,
            MaxLength = HandMark.MaxReason,
            Accepts = static c => !char.IsControl(c),
            Fault = typed => typed.Length == 0 ? Strings.ReasonMissing : null,
        }.Ask(App!, Look);
        if (reason is not null)
        {
            Model.Mark(new HandMark(known, IsPresent: false, reason));
        }
    }

    private StudentId? AskForStudent(string title, string yes)
    {
        string? typed = new InputQuestion
        {
            Title = title,
            Label = Strings.MarkPrompt,
            Yes = yes,
            MaxLength = StudentId.MaxLength,
            Accepts = static c => StudentId.IsAllowed(c) || c == ' ',
            Fault = text => StudentId.TryParse(text, out _) ? null : Strings.BadStudent,
            Comment = text => !StudentId.TryParse(text.Trim(), out StudentId student) ? ""
                : Model.Sheet.Roster.TryFind(student, out RosterEntry? entry) ? entry.Name
                : Model.Sheet.Roster.Count > 0 ? Strings.OffRosterMark : "",
        }.Ask(App!, Look);
        return typed is not null && StudentId.TryParse(typed, out StudentId answer) ? answer : null;
    }

    private void AskToClose()
    {
        string number = Model.Class.ToString();
        if (Question.Ask(App!, Look, Strings.CloseTitle(number),
            Strings.CloseQuestion(number, Model.Sheet.Present, Model.Sheet.Absent, Model.Sheet.Roster.Count > 0), Strings.KeepOpen, Strings.CloseNow))
        {
            Model.Close();
        }
    }
}
