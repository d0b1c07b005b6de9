using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Exports;

/// <summary>Writing a list: a format to choose, a file to name, and of a term from when to when.</summary>
internal sealed class ExportScreen : Screen
{
    private const int PathRoom = 500, MomentRoom = 16, LabelWidth = 10;

    private readonly ExportModel _model;
    private readonly Action<string> _copy;
    private readonly InputField _path;
    private readonly InputField? _since;
    private readonly InputField? _until;
    private readonly Grid _formats;

    /// <summary>Makes the screen.</summary>
    public ExportScreen(Look look, ExportModel model, INavigator navigator, Func<string> title, Action<string> copy)
        : base(look)
    {
        _model = model;
        _copy = copy;
        Words heading = new(look, title) { X = 2, Y = 1, Width = Dim.Fill(), Height = 1 };
        int line = 3;
        if (model.Period is { } period)
        {
            (_since, _until) = (MomentField(2, () => Strings.TermScreen.SinceLabel), MomentField(34, () => Strings.TermScreen.UntilLabel));
            (_since.Text, _until.Text) = (FirstDay(period), LastDay(period));
            line = 5;
        }

        Words label = new(look, () => Strings.FileLabel) { X = 2, Y = line, Width = LabelWidth, Height = 1 };
        _path = new InputField(look, PathRoom)
        {
            Label = () => Strings.FileLabel,
            X = 12,
            Y = line,
            Width = Dim.Fill(2),
            Text = model.Proposal(model.Choices[0]),
        };
        Words hint = new(look, () => Strings.ExportHint, Tone.Dim) { X = 2, Y = line + 1, Width = Dim.Fill(), Height = 1 };
        _formats = new Grid(look, new Formats(look, model))
        {
            Y = line + 3,
            Width = Dim.Fill(),
            Height = model.Choices.Count + 1,
            AlwaysSelects = true,
        };
        _path.Passes = PassToGrid;
        _path.Entered += Write;
        _path.Refused += Say;
        _formats.RowChosen += _ => Write();
        Add(heading, label, _path, hint, _formats);
        Actions =
        [
            new(static s => s.WriteExportKey, Write, Key.Enter) { IsExplanation = true },
            new(static s => s.BackKey, navigator.Pop, Key.Esc) { Rank = 1 },
        ];
    }

    private ExportChoice Choice => _model.Choices[Math.Max(0, _formats.SelectedRow)];

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Diary;

    /// <inheritdoc/>
    public override void Reload()
    {
        // Only the line above the keys changes by itself.
    }

    /// <inheritdoc/>
    public override StateText? State()
    {
        string path = LinkWords.Path(_model.Path, Math.Max(16, Viewport.Width - 40));
        return _model.State switch
        {
            ExportState.Done when _model.Made!.Remark(Strings) is { } remark => new StateText(
                $"{(_model.Made.IsClipboard ? Strings.Copied : Strings.Exported(path))} {remark}", Urgency.Warning),
            ExportState.Done => new StateText(_model.Made.IsClipboard ? Strings.Copied : Strings.Exported(path), Urgency.Information),
            ExportState.Exists => new StateText(Strings.ExportExists(path), Urgency.Warning),
            ExportState.Failed => new StateText(Strings.ExportFailed(path, Strings.Folder.Cause(_model.Error!)), Urgency.Failure),
            ExportState.TooLong => new StateText(Strings.TooLongToCopy, Urgency.Warning),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override void FocusFirst() => _path.FocusToReplace();

    private bool PassToGrid(Key key)
    {
        int rows = key.KeyCode switch
        {
            KeyCode.CursorDown => 1,
            KeyCode.CursorUp => -1,
            _ => 0,
        };
        if (rows == 0)
        {
            return false;
        }

        // A name that was proposed follows the format; one that was typed stays.
        string before = _model.Proposal(Choice);
        _formats.MoveBy(rows);
        if (_path.Text == before)
        {
            _path.Text = _model.Proposal(Choice);
        }

        return true;
    }

    private void Write()
    {
        if (_model.Period?.Choose(_since!.Text, _until!.Text) is { } fault and not PeriodFault.None)
        {
            Say(Strings.TermScreen.PeriodFault(fault is PeriodFault.Since ? _since!.Text : fault is PeriodFault.Until ? _until!.Text : null,
                fault is PeriodFault.Backwards));
        }
        else if (Choice.IsClipboard)
        {
            _model.Copy(Choice, _copy);
        }
        else
        {
            _model.Write(Choice, _path.Text);
        }
    }

    private InputField MomentField(int x, Func<string> label)
    {
        InputField field = new(Look, MomentRoom) { Label = label, X = x + LabelWidth, Y = 3, Width = MomentRoom + 1 };
        field.Entered += Write;
        field.Refused += Say;
        field.Passes = PassToGrid;
        Add(new Words(Look, label) { X = x, Y = 3, Width = LabelWidth, Height = 1 }, field);
        return field;
    }

    private string FirstDay(ExportPeriod period) => period.Term.Meetings is [var first, ..] ? Strings.Term.DayOf(first.Day) : "";

    private string LastDay(ExportPeriod period) => period.Term.Meetings is [.., var last] ? Strings.Term.DayOf(last.Day) : "";

    private sealed class Formats(Look look, ExportModel model) : IGridSource
    {
        public IReadOnlyList<GridColumn> Columns => [new(look.Strings.FormatColumn, 0)];

        public int RowCount => model.Choices.Count;

        public (int Column, bool Descending)? SortedBy => null;

        public string TextOf(int row, int column) => model.Choices[row].Words(look.Strings);

        public Tone ToneOf(int row, int column) => Tone.Normal;

        public object KeyOf(int row) => model.Choices[row];

        public int RowOf(object key)
        {
            for (int row = 0; row < model.Choices.Count; row++)
            {
                if (model.Choices[row] == (ExportChoice)key)
                {
                    return row;
                }
            }

            return -1;
        }
    }
}
