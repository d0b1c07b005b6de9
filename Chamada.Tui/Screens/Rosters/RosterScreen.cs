using System.Globalization;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Rosters;

/// <summary>The list of a class: a line to add and rename, and everybody who is on it.</summary>
internal sealed class RosterScreen : Screen
{
    private readonly RosterModel _model;
    private readonly INavigator _navigator;
    private readonly InputField _student;
    private readonly InputField _name;
    private readonly Words _hint;
    private readonly Words _heading;
    private readonly Grid _grid;
    private Roster? _shown;
    private bool _isBad;

    /// <summary>Makes the screen.</summary>
    public RosterScreen(Look look, RosterModel model, INavigator navigator)
        : base(look)
    {
        _model = model;
        _navigator = navigator;
        _heading =
            new Words(look, () => Strings.RosterTitle(model.Class.ToString(), model.Roster.Count))
            {
                X = 2,
                Y = 1,
                Width = Dim.Fill(),
                Height = 1
            };
        Words studentLabel = new(look, () => Strings.StudentLabel) { X = 2, Y = 3, Width = 12, Height = 1 };
        _student = new InputField(look, Typed.NumberRoom) { Label = () => Strings.StudentLabel, X = 14, Y = 3, Width = 20 };
        Words nameLabel = new(look, () => Strings.NameLabel) { X = 36, Y = 3, Width = 6, Height = 1 };
        _name = new InputField(look, Roster.MaxNameLength) { Label = () => Strings.NameLabel, X = 42, Y = 3, Width = Dim.Fill(2) };
        _hint =
            new Words(look, () => _isBad
                ? "! " + Strings.BadStudent
                : Strings.RosterHint, Tone.Dim, () => _isBad)
            { X = 2, Y = 4, Width = Dim.Fill(), Height = 1 };
        _grid = new Grid(look, new Entries(look, model))
        {
            Y = 6,
            Width = Dim.Fill(),
            Height = Dim.Fill(),
            AlwaysSelects = true,
            EmptyText = () => Strings.RosterIsEmpty,
        };
        _student.Passes = PassToGrid;
        _name.Passes = PassToGrid;
        _student.Refused += Say;
        _name.Refused += Say;
        _student.ValueChanged += (_, _) => ShowHint(!Typed.CanBeStudent(_student.Text));
        _student.Entered += BeginName;
        _name.Entered += Keep;
        _grid.RowChosen += Edit;
        model.Changed += Reload;
        Add(_heading, studentLabel, _student, nameLabel, _name, _hint, _grid);
        Actions = MakeActions();
    }

    /// <summary>Reads the list from a file.</summary>
    public required Action<RosterModel> ShowImport { get; init; }

    /// <summary>Writes the list of a class to a file.</summary>
    public required Action<ClassNumber> ShowExport { get; init; }

    private ScreenAction[] MakeActions() =>
    [
        new(static s => s.PutStudentKey, Keep, Key.Enter) { IsExplanation = true },
        new(static s => s.BackKey, _navigator.Pop, Key.Esc) { Rank = 1 },
        new(static s => s.RemoveStudentKey, () => AskToRemove(_model.Roster.Entries[_grid.SelectedRow]), Key.Delete)
        {
            Rank = 2,
            WhyNot = () => (_grid.HasFocus || Look.IsPlain) && _grid.SelectedRow >= 0 ? null : Strings.ChooseStudentFirst,
        },
        new(static s => s.ImportRosterKey, () => ShowImport(_model), Key.O.WithCtrl) { Rank = 1 },
        new(static s => s.TryAgainKey, _model.KeepAgain, Key.F5, Key.R.WithCtrl) { Rank = 1, WhyNot = () => _model.FolderError is null
            ? Strings.NothingFailed
            : null },
        new(static s => s.ExportKey, () => ShowExport(_model.Class), Key.F9, Key.S.WithCtrl)
        {
            Rank = 3,
            WhyNot = () => _model.Roster.Count > 0 ? null : Strings.RosterIsEmpty,
        },
    ];

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Roster;

    /// <inheritdoc/>
    public override void Reload()
    {
        if (_shown != _model.Roster)
        {
            _shown = _model.Roster;
            _heading.SetNeedsDraw();
            _grid.Reload();
        }
    }

    /// <inheritdoc/>
    public override StateText? State() => _model.FolderError is { } error
        ? new StateText(Strings.FolderFailed(LinkWords.Path(error.Path, Math.Max(20, Viewport.Width - 44))), Urgency.Failure)
        : _model.Kept.BadLines is [{ } bad, ..] lines
            ? new StateText(Strings.RosterBadLines(lines.Count, Path.GetFileName(_model.File), bad.Line), Urgency.Warning)
            : null;

    /// <inheritdoc/>
    public override void FocusFirst() => _student.SetFocus();

    private bool PassToGrid(Key key)
    {
        if (key.KeyCode is not (KeyCode.CursorDown or KeyCode.CursorUp or KeyCode.PageDown or KeyCode.PageUp))
        {
            return false;
        }

        _grid.SetFocus();
        return true;
    }

    private void BeginName()
    {
        if (StudentId.TryParse(_student.Text.Trim(), out StudentId student))
        {
            if (_name.Text.Length == 0)
            {
                _name.Text = _model.Roster.NameOf(student);
            }

            ShowHint(isBad: false);
            _name.FocusToContinue();
        }
        else
        {
            ShowHint(isBad: true);
        }
    }

    private void Edit(int row)
    {
        RosterEntry entry = _model.Roster.Entries[row];
        _student.Text = entry.Student.ToString();
        _name.Text = entry.Name;
        _name.FocusToContinue();
    }

    private void Keep()
    {
        bool isGood = _model.Put(_student.Text, _name.Text);
        ShowHint(!isGood);
        if (isGood)
        {
            _student.Text = _name.Text = "";
        }

        _student.SetFocus();
    }

    private void ShowHint(bool isBad)
    {
        _isBad = isBad;
        _hint.SetNeedsDraw();
    }

    private void AskToRemove(RosterEntry entry)
    {
        if (Question.Ask(App!, Look, Strings.RemoveTitle, Strings.RemoveQuestion(entry.Student.ToString(), entry.Name),
            Strings.CancelButton, Strings.RemoveNow))
        {
            _model.Remove(entry.Student);
        }
    }

    private sealed class Entries(Look look, RosterModel model) : IGridSource
    {
        private const int ShortStudent = 16;

        public IReadOnlyList<GridColumn> Columns =>
            [new(look.Strings.LineColumn, 6, AtRight: true),
                new(look.Strings.ColumnStudent, Math.Max(ShortStudent, model.Roster.LongestStudent)), new(look.Strings.ColumnName, 0)];

        public int RowCount => model.Roster.Count;

        public (int Column, bool Descending)? SortedBy => null;

        public string TextOf(int row, int column) => column switch
        {
            0 => (row + 1).ToString(CultureInfo.InvariantCulture),
            1 => model.Roster.Entries[row].Student.ToString(),
            _ => model.Roster.Entries[row].Name,
        };

        public Tone ToneOf(int row, int column) => column == 0 ? Tone.Dim : Tone.Normal;

        public object KeyOf(int row) => model.Roster.Entries[row].Student;

        public int RowOf(object key)
        {
            for (int row = 0; row < model.Roster.Count; row++)
            {
                if (model.Roster.Entries[row].Student == (StudentId)key)
                {
                    return row;
                }
            }

            return -1;
        }
    }
}
