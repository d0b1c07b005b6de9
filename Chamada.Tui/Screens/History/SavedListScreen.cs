using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Programs;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.History;

/// <summary>A past roll call.</summary>
internal sealed class SavedListScreen : Screen
{
    private readonly PastRollCall _roll;
    private readonly HistoryLine _line;
    private readonly TeacherScreens _screens;
    private readonly AttendancePane _pane;

    /// <summary>Makes the screen of a saved list.</summary>
    public SavedListScreen(Look look, PastRollCall roll, HistoryLine line, TeacherScreens screens, TimeProvider clock)
        : base(look)
    {
        _roll = roll;
        _line = line;
        _screens = screens;
        _pane = new AttendancePane(look, roll, clock);
        Add(_pane);
    }

    /// <inheritdoc/>
    public override KeyScope Scope => KeyScope.Saved;

    /// <inheritdoc/>
    public override bool Can(ScreenAction action) => action is ScreenAction.Back or ScreenAction.Export || _pane.Can(action);

    /// <inheritdoc/>
    public override void Do(ScreenAction action)
    {
        if (_pane.Can(action))
        {
            _pane.Do(action);
        }
        else if (action == ScreenAction.Export)
        {
            _screens.ShowExport(_roll);
        }
        else if (action == ScreenAction.Back)
        {
            _screens.Pop();
        }
    }

    /// <inheritdoc/>
    public override void Reload() => _pane.Reload();

    /// <inheritdoc/>
    public override StateText? State() => new(Strings.SavedAndReceived(LinkWords.Path(_line.Saved.File, Math.Max(20, Viewport.Width - 16))), Urgency.Information);

    /// <inheritdoc/>
    public override void FocusFirst() => _pane.FocusTable();
}
