using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Welcome;

/// <summary>Who starts the program without a word: which of the two programs is wanted.</summary>
internal enum WelcomeChoice
{
    /// <summary>The teacher's.</summary>
    Teacher,

    /// <summary>The student's.</summary>
    Student,
}

/// <summary>Asks which program is wanted.</summary>
internal sealed class WelcomeScreen : Screen
{
    private readonly Grid _grid;

    /// <summary>Makes the screen.</summary>
    public WelcomeScreen(Look look)
        : base(look)
    {
        Words question = new(look, () => Strings.WelcomeQuestion) { X = 2, Y = 1, Width = Dim.Fill(), Height = 1 };
        _grid = new Grid(look, new Choices(look)) { Y = 3, Width = Dim.Fill(), Height = Dim.Fill(), AlwaysSelects = true };
        _grid.RowChosen += row => Chosen?.Invoke((WelcomeChoice)row);
        Add(question, _grid);
        Actions =
            [new(static s => s.ChooseKey, () => Chosen?.Invoke((WelcomeChoice)Math.Max(0, _grid.SelectedRow)),
                Key.Enter) { IsExplanation = true }];
    }

    /// <summary>One was chosen.</summary>
    public event Action<WelcomeChoice>? Chosen;

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Start;

    /// <inheritdoc/>
    public override void Reload() => _grid.Reload();

    /// <inheritdoc/>
    public override StateText? State() => null;

    /// <inheritdoc/>
    public override void FocusFirst() => _grid.SetFocus();

    private sealed class Choices(Look look) : IGridSource
    {
        public IReadOnlyList<GridColumn> Columns => [new(look.Strings.WelcomeColumn, 0)];

        public int RowCount => 2;

        public (int Column, bool Descending)? SortedBy => null;

        public string TextOf(int row, int column) =>
            (WelcomeChoice)row == WelcomeChoice.Teacher ? look.Strings.WelcomeTeacher : look.Strings.WelcomeStudent;

        public Tone ToneOf(int row, int column) => Tone.Normal;

        public object KeyOf(int row) => row;

        public int RowOf(object key) => (int)key;
    }
}
