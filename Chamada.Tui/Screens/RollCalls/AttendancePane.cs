using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>A roll call as it is looked at, open or long past: the upper part, the views, the search and the table.</summary>
internal sealed class AttendancePane : View
{
    private const int SearchColumns = 22, SearchRoom = 60, PromptColumns = 10;

    private readonly Look _look;
    private readonly ShownRollCall _roll;
    private readonly RollCallHead _head;
    private readonly ViewBar _views;
    private readonly Words _searchPrompt;
    private readonly InputField _search;
    private readonly Grid _grid;
    private int _version = -1;

    /// <summary>Makes the pane of a roll call.</summary>
    public AttendancePane(Look look, ShownRollCall roll, TimeProvider clock)
    {
        _look = look;
        _roll = roll;
        CanFocus = true;
        Width = Dim.Fill();
        Height = Dim.Fill();
        _head =
            new RollCallHead(look, roll, clock)
            {
                Width = Dim.Fill(),
                Height = Dim.Func(_ => IsLarge ? RollCallHead.LargeHeight : RollCallHead.SmallHeight)
            };
        _views =
            new ViewBar(look, roll)
            {
                Y = Pos.Bottom(_head),
                Width = Dim.Func(_ => Viewport.Width - (_search?.Visible == true ? SearchColumns + PromptColumns + 1 : 0)),
                Height = 1
            };
        _searchPrompt = new Words(look, () => look.Strings.SearchPrompt)
        {
            X = Pos.AnchorEnd(SearchColumns + PromptColumns),
            Y = Pos.Bottom(_head),
            Width = PromptColumns,
            Height = 1,
            Visible = false,
        };
        _search =
            new InputField(look, SearchRoom)
            {
                Label = () => look.Strings.SearchPrompt,
                X = Pos.AnchorEnd(SearchColumns),
                Y = Pos.Bottom(_head),
                Width = SearchColumns,
                Visible = false
            };
        _grid = new Grid(look, new AttendanceGrid(look, roll, () => Viewport.Width))
        {
            Y = Pos.Bottom(_views),
            Width = Dim.Fill(),
            Height = Dim.Fill(),
            EmptyText = () => RollCallWords.Empty(roll.Table, look.Strings),
        };
        _views.Clicked += Show;
        _grid.HeaderClicked += column => SortBy((AttendanceColumn)column);
        _search.ValueChanged += (_, change) =>
        {
            roll.Table.Search = change.NewValue ?? "";
            _grid.Reload();
        };
        _search.Entered += () => _grid.SetFocus();
        _search.Refused += text => Refused?.Invoke(text);
        Add(_head, _views, _searchPrompt, _search, _grid); // The last one added is on top.
        Actions = MakeActions();
    }

    /// <summary>The search does not take what was typed; with the words for it.</summary>
    public event Action<string>? Refused;

    /// <summary>What can be done with the table.</summary>
    public IReadOnlyList<ScreenAction> Actions { get; }

    private ScreenAction[] MakeActions() =>
    [
        new(static s => s.SearchKey, Search, new Key('/'), Key.F.WithCtrl) { Rank = 2 },
        new(static s => s.ShowPresentKey, () => Show(AttendanceView.Present), new Key('1')) { Rank = 9 },
        new(static s => s.ShowAbsentKey, () => Show(AttendanceView.Absent), new Key('2')) { Rank = 9 },
        new(static s => s.ShowAllKey, () => Show(AttendanceView.All), new Key('3')) { Rank = 9 },
        new(static s => s.ShowOffRosterKey, () => Show(AttendanceView.OffRoster), new Key('4')) { Rank = 9 },
        new(static s => s.Checks.ShowToSettleKey, () => Show(AttendanceView.ToSettle), new Key('5')) { Rank = 9 },
        new(static s => s.Checks.ShowOnceKey, () => Show(AttendanceView.Once), new Key('6'))
        {
            Rank = 9,
            WhyNot = () => _roll.Sheet.Earlier is null ? _look.Strings.Checks.OneRound : null,
        },
        new(static s => s.SortNextKey, () => SortBy((AttendanceColumn)(((int)_roll.Table.SortedBy + 1) % _grid.Source.Columns.Count)),
            Key.F7, new Key('s')) { Rank = 4 },
        new(static s => s.SortReverseKey, () => SortBy(_roll.Table.SortedBy), new Key('r'), Key.F7.WithShift) { Rank = 8 },
    ];

    private bool IsLarge => Viewport.Width >= 100 && Viewport.Height >= 28;

    /// <summary>The chosen row; null when none is.</summary>
    public AttendanceRow? Chosen => _grid.SelectedRow is >= 0 and var row && row < _roll.Table.Rows.Count ? _roll.Table.Rows[row] : null;

    /// <summary>Takes up what the roll call has become; the clocks are drawn in any case.</summary>
    public void Reload()
    {
        _head.SetNeedsDraw();
        if (_version != _roll.Sheet.Version)
        {
            _version = _roll.Sheet.Version;
            _views.SetNeedsDraw();
            _grid.Reload();
        }
    }

    /// <summary>Puts the focus into the table.</summary>
    public void FocusTable() => _grid.SetFocus();

    private void SortBy(AttendanceColumn column)
    {
        _roll.Table.SortBy(column);
        _grid.Reload();
    }

    private void Show(AttendanceView view)
    {
        _roll.Table.View = view;
        _views.SetNeedsDraw();
        _grid.Reload();
    }

    private void Search()
    {
        _search.Visible = _searchPrompt.Visible = true;
        SetNeedsLayout();
        _search.SetFocus();
    }

    /// <summary>Ends a search. False when there is none.</summary>
    public bool EndSearch()
    {
        if (!_search.Visible)
        {
            return false;
        }

        _search.Text = "";
        _search.Visible = _searchPrompt.Visible = false;
        SetNeedsLayout();
        _grid.SetFocus();
        _views.SetNeedsDraw();
        return true;
    }
}
