using System.Globalization;
using Chamada.Core.Archive.Indexing;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.History;

/// <summary>The past roll calls of a class.</summary>
internal sealed class HistoryScreen : Screen
{
    private readonly HistoryModel _model;
    private readonly Grid _grid;

    /// <summary>Makes the screen.</summary>
    public HistoryScreen(Look look, HistoryModel model, INavigator navigator)
        : base(look)
    {
        _model = model;
        Words heading =
            new(look, () => Strings.HistoryTitle(model.Class.ToString(), model.Lines.Count))
            {
                X = 2,
                Y = 1,
                Width = Dim.Fill(),
                Height = 1
            };
        _grid = new Grid(look, new Lines(look, model))
        {
            Y = 3,
            Width = Dim.Fill(),
            Height = Dim.Fill(),
            AlwaysSelects = true,
            EmptyText = () => model.IsReading ? "…" : Strings.NoHistory,
        };
        _grid.RowChosen += Open;
        model.Changed += OnChanged;
        Add(heading, _grid);
        Actions =
        [
            new(static s => s.OpenSavedKey, () => Open(_grid.SelectedRow), Key.Enter) { IsExplanation = true,
                WhyNot = () => _grid.SelectedRow >= 0 ? null : Strings.NoHistory },
            new(static s => s.BackKey, navigator.Pop, Key.Esc) { Rank = 1 },
            new(static s => s.TermScreen.TermKey, () => ShowTerm!(model.Class), new Key('e')) { Rank = 1 },
            new(static s => s.TermScreen.SettingsKey, () => ShowSettings!(model.Class), new Key('o'), Key.A.WithCtrl) { Rank = 1 },
            new(static s => s.Doubts.DiscardSavedKey, AskToErase, Key.Delete, Key.F11, Key.X.WithCtrl)
            {
                Rank = 2,
                WhyNot = () => _grid.SelectedRow >= 0 && _grid.SelectedRow < model.Lines.Count ? null : Strings.NoHistory,
            },
            new(static s => s.TryAgainKey, model.ReadAgain, Key.F5, Key.R.WithCtrl) { Rank = 1, WhyNot = () => model.FolderError is null
                ? Strings.NothingFailed
                : null },
        ];

        void OnChanged()
        {
            heading.SetNeedsDraw();
            _grid.Reload();
        }
    }

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Past;

    /// <inheritdoc/>
    public override void Reload()
    {
        // What is shown here changes only when it has been read.
    }

    /// <inheritdoc/>
    public override StateText? State() => _model.FolderError is { } error
        ? new StateText(Strings.FolderFailed(LinkWords.Path(error.Path, Math.Max(20, Viewport.Width - 44))), Urgency.Failure)
        : null;

    /// <inheritdoc/>
    public override void FocusFirst() => _grid.SetFocus();

    /// <summary>Shows a past roll call.</summary>
    public required Action<PastRollCall, PastList> ShowSaved { get; init; }

    /// <summary>Shows the whole term.</summary>
    public required Action<ClassNumber> ShowTerm { get; init; }

    /// <summary>Shows what is settled for the class.</summary>
    public required Action<ClassNumber> ShowSettings { get; init; }

    private void AskToErase()
    {
        PastList line = _model.Lines[_grid.SelectedRow];
        ListSummary? list = line.Reading.Value;
        if (Question.Ask(App!, Look, Strings.Doubts.DiscardSavedTitle,
            Strings.Doubts.DiscardSavedQuestion(_model.Class.ToString(), list?.OpenedAt ?? list?.ClosedAt, list?.Students.Count),
            Strings.Doubts.Keep, Strings.Doubts.DiscardNow))
        {
            _model.Erase(line);
        }
    }

    private void Open(int row)
    {
        PastList line = _model.Lines[row];
        if (_model.Open(line) is { } roll)
        {
            ShowSaved(roll, line);
        }
    }

    private sealed class Lines(Look look, HistoryModel model) : IGridSource
    {
        public IReadOnlyList<GridColumn> Columns =>
        [
            new(look.Strings.DayColumn, 12),
            new(look.Strings.OpenedColumn, 10),
            new(look.Strings.ClosedColumn, 10),
            new(look.Strings.PresentColumn, 9, AtRight: true),
            new(look.Strings.AbsentColumn, 8, AtRight: true),
            new("", 0),
        ];

        public int RowCount => model.Lines.Count;

        public (int Column, bool Descending)? SortedBy => null;

        public string TextOf(int row, int column)
        {
            PastList line = model.Lines[row];
            ListSummary? list = line.Reading.Value;
            return column switch
            {
                0 => ScreenStrings.Day(line.Day),
                1 => list?.OpenedAt is { } opened ? ScreenStrings.Clock(opened) : "—",
                2 => list?.ClosedAt is { } closed ? ScreenStrings.Clock(closed) : "—",
                3 => list is null ? "" : (list.Students.Count - (list.OffRoster?.Count ?? 0)).ToString(CultureInfo.InvariantCulture),
                4 => list?.Absent?.Count.ToString(CultureInfo.InvariantCulture) ?? "—",
                _ => list is null ? look.Strings.Unreadable : "",
            };
        }

        public Tone ToneOf(int row, int column) => model.Lines[row].Reading.Value is null ? Tone.Bad : Tone.Normal;

        public object KeyOf(int row) => model.Lines[row].File.File;

        public int RowOf(object key)
        {
            for (int row = 0; row < model.Lines.Count; row++)
            {
                if (model.Lines[row].File.File == (string)key)
                {
                    return row;
                }
            }

            return -1;
        }
    }
}
