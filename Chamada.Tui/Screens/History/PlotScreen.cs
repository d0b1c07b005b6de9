using System.Drawing;
using System.Text;
using Chamada.Core.Archive.Terms;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Screens.History;

/// <summary>How many percent of the class came to each meeting of the term, as a plot.</summary>
internal sealed class PlotScreen : Screen
{
    private const int LabelWidth = 7, Bottom = 2;

    private readonly Term _term;
    private readonly GraphView _graph;

    /// <summary>Makes the screen of a term that has meetings.</summary>
    public PlotScreen(Look look, TermModel model, INavigator navigator)
        : base(look)
    {
        _term = model.Term!;
        Words heading = new(
            look, () => Strings.TermScreen.PlotTitle(Strings.Term.Title(model.Class, model.Whole!.Settings.Name)))
        {
            X = 2,
            Y = 1,
            Width = Dim.Fill(1),
            Height = 1,
        };
        _graph = new GraphView
        {
            X = 1,
            Y = 3,
            Width = Dim.Fill(1),
            Height = Dim.Fill(),
            MarginLeft = LabelWidth,
            MarginBottom = Bottom,
            CanFocus = false,
        };
        look.Changed += Draw;
        Add(heading, _graph);
        Actions = [new(static s => s.BackKey, navigator.Pop, Key.Esc) { Rank = 1 }];
    }

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Term;

    /// <inheritdoc/>
    public override void Reload()
    {
        // A term that is over does not change while it is looked at.
    }

    /// <inheritdoc/>
    public override StateText? State() => null;

    /// <inheritdoc/>
    public override void FocusFirst() => SetFocus();

    /// <inheritdoc/>
    protected override void OnViewportChanged(DrawEventArgs e)
    {
        base.OnViewportChanged(e);
        Draw();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Look.Changed -= Draw;
        base.Dispose(disposing);
    }

    private void Draw()
    {
        int columns = Viewport.Width - LabelWidth - 3, rows = Viewport.Height - 3 - Bottom;
        if (columns <= 0 || rows <= 1)
        {
            return;
        }

        // A meeting has at most four columns, and where there are more meetings than columns, some share one. The library
        // draws no mark in the topmost row: 100 percent lie in the one below.
        int count = _term.Meetings.Count;
        float step = Math.Clamp((float)columns / count, 0.01f, 4);
        BarSeries bars = new() { Orientation = Orientation.Vertical, DrawLabels = false, BarEvery = 1, Offset = 0.5f };
        foreach (float percent in Enumerable.Range(0, count).Select(PercentOf))
        {
            bars.Bars.Add(new BarSeriesBar("", new GraphCellToRender(new Rune('█'), Look.Theme[Tone.Good]), percent));
        }

        _graph.Series.Clear();
        _graph.Series.Add(bars);
        _graph.GraphColor = Look.Theme[Tone.Normal];
        _graph.CellSize = new PointF(1 / step, 102f / (rows - 1));
        _graph.AxisY.Increment = 25;
        _graph.AxisY.ShowLabelsEvery = 1;
        _graph.AxisY.LabelGetter = static mark => $"{mark.Value:0}%";
        _graph.AxisX.Increment = Math.Max(1, (float)Math.Ceiling(LabelWidth / step));
        _graph.AxisX.ShowLabelsEvery = 1;
        _graph.AxisX.LabelGetter = mark =>
            (int)mark.Value is >= 0 and var i && i < count ? Strings.Term.ShortDay(_term.Meetings[i].Day) : "";
        _graph.SetNeedsDraw();
    }

    /// <summary>How many percent of the students were at a meeting; 0 where there are none.</summary>
    private float PercentOf(int meeting) => _term.Rows.Count == 0
        ? 0
        : 100f * _term.Rows.Count(row => row.Cells[meeting].WasThere(_term.Meetings[meeting].Lessons)) / _term.Rows.Count;
}
