using Chamada.Tui.Keys;
using Chamada.Tui.Models;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Views;

/// <summary>A roll call, from opening to the final list.</summary>
internal sealed class RollCallScreen : Screen
{
    private const int SearchColumns = 22;

    private readonly TeacherModel _teacher;
    private readonly RollCallHead _head;
    private readonly ViewBar _views;
    private readonly Words _searchPrompt;
    private readonly InputField _search;
    private readonly Grid _grid;

    /// <summary>Makes the screen of a roll call.</summary>
    public RollCallScreen(Look look, TeacherModel teacher, RollCallModel model, TimeProvider clock)
        : base(look)
    {
        _teacher = teacher;
        Model = model;
        _head = new RollCallHead(look, model, clock) { Width = Dim.Fill(), Height = Dim.Func(_ => IsLarge ? RollCallHead.LargeHeight : RollCallHead.SmallHeight) };
        _views = new ViewBar(look, model) { Y = Pos.Bottom(_head), Width = Dim.Fill(), Height = 1 };
        _searchPrompt = new Words(look, () => Strings.SearchPrompt)
        {
            X = Pos.AnchorEnd(SearchColumns + 10),
            Y = Pos.Bottom(_head),
            Width = 10,
            Height = 1,
            Visible = false,
        };
        _search = new InputField(look, 40, static c => !char.IsControl(c)) { X = Pos.AnchorEnd(SearchColumns), Y = Pos.Bottom(_head), Width = SearchColumns, Visible = false };
        _grid = new Grid(look, new AttendanceGrid(look, model))
        {
            Y = Pos.Bottom(_views),
            Width = Dim.Fill(),
            Height = Dim.Fill(),
            EmptyText = () => RollCallWords.Empty(model.Table, Strings),
        };
        _views.Clicked += Show;
        _grid.HeaderClicked += column => SortBy((AttendanceColumn)column);
        _search.ValueChanged += (_, change) =>
        {
            model.Table.Search = change.NewValue ?? "";
            _grid.Reload();
        };
        _search.Entered += () => _grid.SetFocus();
        Add(_head, _search, _searchPrompt, _views, _grid);
    }

    /// <summary>The roll call.</summary>
    public RollCallModel Model { get; }

    /// <inheritdoc/>
    public override KeyScope Scope => KeyScope.RollCall;

    private bool IsLarge => Viewport.Width >= 100 && Viewport.Height >= 28;

    /// <inheritdoc/>
    public override bool Can(ScreenAction action) => action switch
    {
        ScreenAction.CloseRollCall => Model.Phase == RollCallPhase.Open && !Model.CloseIsWaiting,
        ScreenAction.Retry => Model.FolderError is not null,
        ScreenAction.ConnectNow => _teacher.Link.Phase == LinkPhase.Waiting,
        ScreenAction.NextRollCall => _teacher.Rolls.Count > 1,
        ScreenAction.Back or ScreenAction.Search or ScreenAction.SortNext or ScreenAction.SortReverse => true,
        ScreenAction.ShowPresent or ScreenAction.ShowAbsent or ScreenAction.ShowAll or ScreenAction.ShowOffRoster => true,
        _ => false,
    };

    /// <inheritdoc/>
    public override void Do(ScreenAction action)
    {
        switch (action)
        {
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
            case ScreenAction.Back when _search.Visible:
                EndSearch();
                break;
            case ScreenAction.Back:
                _teacher.Leave(Model);
                break;
            case ScreenAction.Search:
                _search.Visible = _searchPrompt.Visible = true;
                _search.SetFocus();
                break;
            case ScreenAction.SortNext:
                SortBy((AttendanceColumn)(((int)Model.Table.SortedBy + 1) % Enum.GetValues<AttendanceColumn>().Length));
                break;
            case ScreenAction.SortReverse:
                SortBy(Model.Table.SortedBy);
                break;
            default:
                Show(action switch
                {
                    ScreenAction.ShowAbsent => AttendanceView.Absent,
                    ScreenAction.ShowAll => AttendanceView.All,
                    ScreenAction.ShowOffRoster => AttendanceView.OffRoster,
                    _ => AttendanceView.Present,
                });
                break;
        }
    }

    /// <inheritdoc/>
    public override void Reload()
    {
        _head.SetNeedsDraw();
        if (_version != Model.Sheet.Version)
        {
            _version = Model.Sheet.Version;
            _views.SetNeedsDraw();
            _grid.Reload();
        }
    }

    private int _version = -1;

    /// <inheritdoc/>
    public override StateText? State() => RollCallWords.State(Model, _teacher.Link, Strings, Viewport.Width);

    /// <inheritdoc/>
    public override void FocusFirst() => _grid.SetFocus();

    private void SortBy(AttendanceColumn column)
    {
        Model.Table.SortBy(column);
        _grid.Reload();
    }

    private void Show(AttendanceView view)
    {
        Model.Table.View = view;
        _views.SetNeedsDraw();
        _grid.Reload();
    }

    private void EndSearch()
    {
        _search.Text = "";
        _search.Visible = _searchPrompt.Visible = false;
        _grid.SetFocus();
        _views.SetNeedsDraw();
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
