using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Walls;

/// <summary>All names of a class at a glance, and the keys to mark them.</summary>
internal sealed class WallScreen : Screen
{
    private readonly WallModel _model;
    private readonly ServerLink _link;
    private readonly NameWall _wall;

    /// <summary>Makes the screen.</summary>
    public WallScreen(Look look, WallModel model, ServerLink link, INavigator navigator)
        : base(look)
    {
        _model = model;
        _link = link;
        _wall = new NameWall(look, model) { Width = Dim.Fill(), Height = Dim.Fill(), CanFocus = true };
        Add(_wall);
        Actions =
        [
            new(static s => s.BackKey, navigator.Pop, Key.Esc) { Rank = 1 },
            new(static s => s.Wall.HereKey, Mark, Key.Space) { WhyNot = () => WhyNot() ?? (Someone ? null : Strings.Wall.Nobody) },
            new(static s => s.Wall.UndoKey, Undo, new Key('u'))
            {
                WhyNot = () => WhyNot() ?? (model.Roll.CanUndo ? null : Strings.Wall.NothingToUndo),
            },
            new(static s => s.TakeOffKey, TakeOff, new Key('-'), Key.Delete)
            {
                Rank = 1,
                WhyNot = () => WhyNot() ?? (model.ChosenEntry is { State: WallState.Present } ? null : Strings.Wall.NotHere),
            },
            new(static s => s.Wall.CallKey, () => ShowCall!(model.Roll), new Key('l'))
            {
                WhyNot = () => WhyNot() ?? (model.Roll.Sheet.Absent > 0 ? null : Strings.Wall.NobodyMissing),
            },
            new(static s => s.Wall.ChooseKey, () => model.Move(1), Key.CursorDown, Key.CursorUp) { Rank = 2, IsExplanation = true },
            new(static s => s.Wall.PageKey, () => model.MovePages(1), Key.PageDown) { Rank = 3, IsExplanation = true },
        ];
    }

    /// <summary>Calls the names that are missing, one after the other.</summary>
    public required Action<RollCallModel> ShowCall { get; init; }

    private bool Someone => _model.ChosenEntry is not null;

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Wall;

    /// <inheritdoc/>
    public override void Reload() => _wall.SetNeedsDraw();

    /// <inheritdoc/>
    public override StateText? State() => RollCallWords.Line(_model.Roll, _link, Strings, Viewport.Width);

    /// <inheritdoc/>
    public override void FocusFirst() => _wall.SetFocus();

    private string? WhyNot() => RollCallWords.WhyNotOpen(_model.Roll, Strings);

    private void Mark()
    {
        string student = _model.ChosenEntry!.Value.Student.ToString();
        if (!_model.MarkChosen())
        {
            Say(Strings.Wall.IsHereAlready(student));
        }
    }

    private void Undo()
    {
        if (_model.Roll.Undo(Strings.Wall.UndoReason) is { } undone)
        {
            _model.Choose(_model.Entries.TakeWhile(entry => !entry.Student.Equals(undone.Student)).Count());
        }
    }

    private void TakeOff()
    {
        if (MarkQuestions.AskReason(App!, Look, _model.Roll, _model.ChosenEntry!.Value.Student) is { } mark)
        {
            _model.Roll.Mark(mark);
        }
    }
}
