using System.Globalization;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.History;

/// <summary>Pairs of whom the teacher may want to ask something: what they are, what it may mean, and on which days it was so.</summary>
internal sealed class PatternScreen : Screen
{
    private const int ExplanationLines = 5;

    private readonly Lines _lines;
    private readonly Grid _grid;

    /// <summary>Makes the screen of a term that was read.</summary>
    public PatternScreen(Look look, TermModel model, INavigator navigator)
        : base(look)
    {
        _lines = new Lines(look, model);
        Words heading = new(
            look, () => Strings.TermScreen.PatternsTitle(Strings.Term.Title(model.Class, model.Whole!.Settings.Name)))
        {
            X = 2,
            Y = 1,
            Width = Dim.Fill(1),
            Height = 1,
        };
        _grid = new Grid(look, _lines)
        {
            Y = 4 + ExplanationLines,
            Width = Dim.Fill(),
            Height = Dim.Fill(),
            AlwaysSelects = true,
            EmptyText = () => Strings.TermScreen.NoPatterns,
        };
        Add(heading, new Explanation(look) { X = 2, Y = 3, Width = Dim.Fill(1), Height = ExplanationLines }, _grid);
        Actions = [new(static s => s.BackKey, navigator.Pop, Key.Esc) { Rank = 1 }];
    }

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Term;

    /// <inheritdoc/>
    public override void Reload()
    {
        // What is shown here was computed from the term as it was read.
    }

    /// <inheritdoc/>
    public override StateText? State() => _grid.SelectedRow >= 0
        ? new StateText(TextFit.Cut(Days(_lines.Pairs[_grid.SelectedRow]), Math.Max(20, Viewport.Width - 2)), Urgency.Information)
        : null;

    /// <inheritdoc/>
    public override void FocusFirst() => _grid.SetFocus();

    private string Days(PairPattern pair) => Strings.TermScreen.PatternDays([.. pair.Days.Select(Strings.Term.DayOf)]);

    private sealed class Explanation(Look look) : Canvas(look)
    {
        protected override void Paint(int width, int height)
        {
            IReadOnlyList<string> lines = TextFit.Wrap(Look.Strings.TermScreen.PatternsExplained, width - 1);
            for (int y = 0; y < height && y < lines.Count; y++)
            {
                Put(0, y, lines[y], Tone.Dim);
            }
        }
    }

    private sealed class Lines(Look look, TermModel model) : IGridSource
    {
        public IReadOnlyList<PairPattern> Pairs { get; } = PairPattern.Of(model.Term!.Meetings, model.Whole!.Roster);

        public IReadOnlyList<GridColumn> Columns =>
            [new(look.Strings.TermScreen.PairColumn, 0), new(look.Strings.TermScreen.TimesColumn, 12)];

        public int RowCount => Pairs.Count;

        public (int Column, bool Descending)? SortedBy => null;

        public string TextOf(int row, int column)
        {
            PairPattern pair = Pairs[row];
            return column == 0
                ? string.Create(CultureInfo.InvariantCulture, $"{NameOf(pair.One)} – {NameOf(pair.Other)}")
                : look.Strings.TermScreen.PatternTimes(pair.Days.Count, pair.Both);
        }

        public Tone ToneOf(int row, int column) => Tone.Normal;

        public object KeyOf(int row) => row;

        public int RowOf(object key) => (int)key;

        private string NameOf(StudentId student) =>
            model.Term!.Rows.FirstOrDefault(row => row.Student == student) is { Name.Length: > 0 } known
                ? $"{known.Name} ({student})"
                : student.ToString();
    }
}
