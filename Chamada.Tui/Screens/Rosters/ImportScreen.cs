using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Rosters;

/// <summary>Reading a class list from a file: what was found in it is shown before anything is kept.</summary>
internal sealed class ImportScreen : Screen
{
    private const int PathRoom = 500;

    private readonly RosterModel _model;
    private readonly INavigator _navigator;
    private readonly InputField _path;
    private readonly Words _summary;
    private readonly Grid _grid;
    private bool _showsBad;
    private string _read = "";

    /// <summary>Makes the screen.</summary>
    public ImportScreen(Look look, RosterModel model, INavigator navigator)
        : base(look)
    {
        _model = model;
        _navigator = navigator;
        Words heading = new(look, () => Strings.ImportTitle(model.Class.ToString())) { X = 2, Y = 1, Width = Dim.Fill(), Height = 1 };
        Words label = new(look, () => Strings.FileLabel) { X = 2, Y = 3, Width = 10, Height = 1 };
        _path = new InputField(look, PathRoom) { X = 12, Y = 3, Width = Dim.Fill(2) };
        _summary = new Words(look, Summary, Tone.Normal) { X = 2, Y = 4, Width = Dim.Fill(), Height = 1 };
        _grid = new Grid(look, new Preview(look, model, () => _showsBad)) { Y = 6, Width = Dim.Fill(), Height = Dim.Fill(), EmptyText = () => Strings.ImportHint };
        _path.Entered += Enter;
        _path.Refused += Say;
        model.Changed += OnChanged;
        Add(heading, label, _path, _summary, _grid);
        Actions =
        [
            new(static s => s.ReadFileKey, Enter, Key.Enter) { IsExplanation = true },
            new(static s => s.BackKey, Back, Key.Esc) { Rank = 1 },
            new(static s => s.ShowBadLinesKey, ShowBadLines, Key.F6, Key.E.WithCtrl)
            {
                Rank = 2,
                WhyNot = () => WhyNoPreview() ?? (model.Preview is { BadLines.Count: > 0 } ? null : Strings.NoBadLines),
            },
            new(static s => s.JoinRosterKey, Join, Key.F7, Key.U.WithCtrl)
            {
                Rank = 1,
                WhyNot = () => WhyNobody() ?? (model.Roster.Count > 0 ? null : Strings.NoListToJoin),
            },
            new(static s => s.ReplaceRosterKey, Replace, Key.F8, Key.S.WithCtrl) { Rank = 1, WhyNot = WhyNobody },
        ];
    }

    /// <inheritdoc/>
    public override void Reload()
    {
        // What is shown here changes only when the file has been read.
    }

    /// <inheritdoc/>
    public override StateText? State()
    {
        string path = LinkWords.Path(_model.ImportPath, Math.Max(16, Viewport.Width - 40));
        return _model.Import switch
        {
            ImportState.NotFound => new StateText(Strings.ImportNotFound(path), Urgency.Warning),
            ImportState.TooLarge => new StateText(Strings.ImportTooLarge(path), Urgency.Warning),
            ImportState.Failed => new StateText(Strings.ImportFailed(path), Urgency.Failure),
            ImportState.Read when _model.Preview is { Entries.Count: 0 } => new StateText(Strings.ImportNobody, Urgency.Warning),
            ImportState.Read when _model.Preview is { BadLines.Count: > 0 } preview =>
                new StateText($"{Strings.ImportBad(preview.BadLines.Count)} {Strings.ImportNext(_model.Roster.Count == 0)}", Urgency.Warning),
            ImportState.Read => new StateText(Strings.ImportNext(_model.Roster.Count == 0), Urgency.Information),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override void FocusFirst() => _path.SetFocus();

    /// <summary>Reads the file; once more, when that fills an empty list and so can do no harm, keeps what was read.</summary>
    private void Enter()
    {
        if (_model.Roster.Count == 0 && _path.Text == _read && WhyNobody() is null)
        {
            Replace();
        }
        else if (_path.Text.Trim().Length > 0)
        {
            _read = _path.Text;
            _model.ReadFile(_path.Text);
        }
    }

    private string? WhyNoPreview() => _model.Preview is null ? Strings.ReadFileFirst : null;

    private string? WhyNobody() => WhyNoPreview() ?? (_model.Preview is { Entries.Count: > 0 } ? null : Strings.ImportNobody);

    private void Join()
    {
        _model.Join();
        _navigator.Pop();
    }

    private void Replace()
    {
        if (AskToReplace())
        {
            _model.Replace();
            _navigator.Pop();
        }
    }

    private void ShowBadLines()
    {
        _showsBad = !_showsBad;
        OnChanged();
    }

    /// <summary>From the bad lines back to the good ones, and from those back to the list.</summary>
    private void Back()
    {
        if (_showsBad)
        {
            ShowBadLines();
            return;
        }

        _model.CloseImport();
        _navigator.Pop();
    }

    private void OnChanged()
    {
        _showsBad &= _model.Preview is { BadLines.Count: > 0 };
        _summary.SetNeedsDraw();
        _grid.Reload();
    }

    private string Summary() => _model.Preview is not { } preview ? "" : Strings.ImportSummary(
        preview.Entries.Count,
        preview.BadLines.Count,
        preview.Separator switch
        {
            '\t' => "Tab",
            char separator => separator.ToString(),
        },
        preview.Encoding,
        preview.HasHeader);

    private bool AskToReplace() => _model.Roster.Count == 0 || Question.Ask(
        App!, Look, Strings.ReplaceTitle, Strings.ReplaceQuestion(_model.Roster.Count, _model.Preview!.Entries.Count), Strings.CancelButton, Strings.ReplaceNow);

    private sealed class Preview(Look look, RosterModel model, Func<bool> showsBad) : IGridSource
    {
        public IReadOnlyList<GridColumn> Columns => showsBad()
            ? [new(look.Strings.LineColumn, 6, AtRight: true), new(look.Strings.ReasonColumn, 28), new(look.Strings.TextColumn, 0)]
            : [new(look.Strings.LineColumn, 6, AtRight: true), new(look.Strings.ColumnStudent, 28), new(look.Strings.ColumnName, 0)];

        public int RowCount => model.Preview is null ? 0 : showsBad() ? model.Preview.BadLines.Count : model.Preview.Entries.Count;

        public (int Column, bool Descending)? SortedBy => null;

        public string TextOf(int row, int column)
        {
            if (showsBad())
            {
                BadLine line = model.Preview!.BadLines[row];
                return column switch
                {
                    0 => line.Line.ToString(CultureInfo.InvariantCulture),
                    1 => ReasonOf(line.Reason, look.Strings),
                    _ => line.Text,
                };
            }

            RosterEntry entry = model.Preview!.Entries[row];
            return column switch
            {
                0 => (row + 1).ToString(CultureInfo.InvariantCulture),
                1 => entry.Student.ToString(),
                _ => entry.Name,
            };
        }

        public Tone ToneOf(int row, int column) => showsBad() && column == 1 ? Tone.Warning : column == 0 ? Tone.Dim : Tone.Normal;

        public object KeyOf(int row) => row;

        public int RowOf(object key) => (int)key < RowCount ? (int)key : -1;

        private static string ReasonOf(BadLineReason reason, ScreenStrings strings) => reason switch
        {
            BadLineReason.NoNumber => strings.BadNoNumber,
            BadLineReason.NumberTooLong => strings.BadTooLong,
            BadLineReason.BadCharacter => strings.BadCharacter,
            BadLineReason.Duplicate => strings.BadDuplicate,
            _ => strings.BadOpenQuote,
        };
    }
}
