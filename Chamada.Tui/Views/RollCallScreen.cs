using Chamada.Tui.Keys;
using Chamada.Tui.Models;

namespace Chamada.Tui.Views;

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
    public override StateText? State() => RollCallWords.State(Model, _teacher.Link, Strings, Viewport.Width);

    /// <inheritdoc/>
    public override void FocusFirst() => _pane.FocusTable();

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
