using Chamada.Core.Archive.Text;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Walls;

/// <summary>One missing name after the other in large letters, for who calls the roll aloud.</summary>
internal sealed class CallScreen : Screen
{
    private readonly CallModel _model;
    private readonly ServerLink _link;
    private readonly CalledName _name;

    /// <summary>Makes the screen.</summary>
    public CallScreen(Look look, CallModel model, ServerLink link, INavigator navigator)
        : base(look)
    {
        _model = model;
        _link = link;
        _name = new CalledName(look, model) { Width = Dim.Fill(), Height = Dim.Fill(), CanFocus = true };
        Add(_name);
        Actions =
        [
            new(static s => s.BackKey, navigator.Pop, Key.Esc) { Rank = 1 },
            new(static s => s.Wall.HereKey, model.IsHere, Key.Space) { WhyNot = () => WhyNot() ?? WhyNobody() },
            new(static s => s.Wall.NextNameKey, model.Next, Key.CursorDown, Key.CursorRight) { WhyNot = WhyNobody },
            new(static s => s.Wall.PreviousNameKey, model.Previous, Key.CursorUp, Key.CursorLeft) { Rank = 1 },
            new(static s => s.Wall.UndoKey, Undo, new Key('u'))
            {
                WhyNot = () => WhyNot() ?? (model.Roll.CanUndo ? null : Strings.Wall.NothingToUndo),
            },
        ];
    }

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Wall;

    /// <inheritdoc/>
    public override void Reload() => _name.SetNeedsDraw();

    /// <inheritdoc/>
    public override StateText? State() => RollCallWords.Line(_model.Roll, _link, Strings, Viewport.Width);

    /// <inheritdoc/>
    public override void FocusFirst() => _name.SetFocus();

    private string? WhyNot() => RollCallWords.WhyNotOpen(_model.Roll, Strings);

    private string? WhyNobody() => _model.IsOver ? Strings.Wall.EverybodyCalled : null;

    private void Undo()
    {
        if (_model.Roll.Undo(Strings.Wall.UndoReason) is { } undone)
        {
            _model.Call(undone.Student);
        }
    }

    private sealed class CalledName(Look look, CallModel model) : Canvas(look)
    {
        protected override void Paint(int width, int height)
        {
            Put(1, 0, Look.Strings.ClassTitle(model.Roll.Class.ToString()), Tone.Strong);
            PutRight(width - 1, 0, Look.Strings.Wall.StillMissing(model.Missing, model.Left), Tone.Normal);
            if (model.Called is not { } called)
            {
                Put(2, 2, Look.Strings.Wall.EverybodyCalled, Tone.Strong);
                return;
            }

            string name = called.Name.Length > 0 ? called.Name : called.Student.ToString();
            int y = 2;
            foreach (string line in LargeWords.Lines(FoldedText.Of(name), width - 3, height - 6))
            {
                Put(2, y++, line, model.HasCome ? Tone.Good : Tone.Accent);
            }

            // The large letters have no accents.
            Put(2, y + 1, name, Tone.Strong);
            Put(2, y + 2, $"{called.Student}{(model.HasCome ? $"  ● {Look.Strings.Wall.Here}" : "")}", Tone.Normal);
        }
    }
}
