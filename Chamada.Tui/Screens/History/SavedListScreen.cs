using Chamada.Core.Archive.Indexing;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.History;

/// <summary>A past roll call.</summary>
internal sealed class SavedListScreen : Screen
{
    private readonly PastRollCall _roll;
    private readonly INavigator _navigator;
    private readonly PastList _line;
    private readonly AttendancePane _pane;

    /// <summary>Makes the screen of a saved list.</summary>
    public SavedListScreen(Look look, PastRollCall roll, PastList line, INavigator navigator, TimeProvider clock)
        : base(look)
    {
        _roll = roll;
        _navigator = navigator;
        _line = line;
        _pane = new AttendancePane(look, roll, clock);
        _pane.Refused += Say;
        Add(_pane);
        Actions = MakeActions();
    }

    /// <summary>Writes the roll call to a file.</summary>
    public required Action<ShownRollCall> ShowExport { get; init; }

    private ScreenAction[] MakeActions() =>
    [
        new(static s => s.BackKey, Back, Key.Esc) { Rank = 1 },
        new(static s => s.ExportKey, () => ShowExport(_roll), Key.F9, Key.S.WithCtrl) { Rank = 3 },
        .. _pane.Actions,
    ];

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Past;

    /// <inheritdoc/>
    public override void Reload() => _pane.Reload();

    /// <inheritdoc/>
    public override StateText? State() =>
        new(Strings.SavedAndReceived(LinkWords.Path(_line.File.File, Math.Max(20, Viewport.Width - 16))), Urgency.Information);

    /// <inheritdoc/>
    public override void FocusFirst() => _pane.FocusTable();

    private void Back()
    {
        if (!_pane.EndSearch())
        {
            _navigator.Pop();
        }
    }
}
