using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Exports;

/// <summary>Writing a list: a format to choose, a file to name.</summary>
internal sealed class ExportScreen : Screen
{
    private const int PathRoom = 500;

    private readonly ExportModel _model;
    private readonly Action<string> _copy;
    private readonly InputField _path;
    private readonly Grid _formats;
    private bool _copied;

    /// <summary>Makes the screen.</summary>
    public ExportScreen(Look look, ExportModel model, INavigator navigator, Func<string> title, Action<string> copy)
        : base(look)
    {
        _model = model;
        _copy = copy;
        Words heading = new(look, title) { X = 2, Y = 1, Width = Dim.Fill(), Height = 1 };
        Words label = new(look, () => Strings.FileLabel) { X = 2, Y = 3, Width = 10, Height = 1 };
        _path = new InputField(look, PathRoom) { X = 12, Y = 3, Width = Dim.Fill(2), Text = model.Proposal(model.Choices[0]) };
        Words hint = new(look, () => Strings.ExportHint, Tone.Dim) { X = 2, Y = 4, Width = Dim.Fill(), Height = 1 };
        _formats =
            new Grid(look, new Formats(look, model)) { Y = 6, Width = Dim.Fill(), Height = model.Choices.Count + 1, AlwaysSelects = true };
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
            ExportState.Done when _copied => new StateText(Strings.Copied, Urgency.Information),
            ExportState.Done => new StateText(Strings.Exported(path), Urgency.Information),
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
        _copied = Choice.IsClipboard;
        if (!_copied)
        {
            _model.Write(Choice, _path.Text);
        }
        else if (_model.Copy(Choice) is { } text)
        {
            _copy(text);
        }
    }

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
