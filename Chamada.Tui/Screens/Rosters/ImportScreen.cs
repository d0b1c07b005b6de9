using Chamada.Core.Archive.Rosters;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Rosters;

/// <summary>Reading a class list from a file: what is not certain is asked, and what was found is shown before anything is kept.</summary>
internal sealed class ImportScreen : Screen
{
    private const int PathRoom = 500;

    private readonly RosterModel _model;
    private readonly INavigator _navigator;
    private readonly InputField _path;
    private readonly Words _summary;
    private readonly Grid _grid;
    private bool _showsLines;
    private string _read = "";
    private IReadOnlyList<string> _names = [];
    private ImportQuestion _asked;

    /// <summary>Makes the screen.</summary>
    public ImportScreen(Look look, RosterModel model, INavigator navigator)
        : base(look)
    {
        _model = model;
        _navigator = navigator;
        Words heading = new(look, () => Strings.ImportTitle(model.Class.ToString())) { X = 2, Y = 1, Width = Dim.Fill(), Height = 1 };
        Words label = new(look, () => Strings.FileLabel) { X = 2, Y = 3, Width = 10, Height = 1 };
        _path = new InputField(look, PathRoom) { Label = () => Strings.FileLabel, X = 12, Y = 3, Width = Dim.Fill(2), Passes = TakeKey };
        _summary = new Words(look, Summary, Tone.Normal) { X = 2, Y = 4, Width = Dim.Fill(), Height = 1 };
        _grid = new Grid(look, new ImportRows(look, Import, () => _showsLines))
        {
            Y = 6,
            Width = Dim.Fill(),
            Height = Dim.Fill(),
            AlwaysSelects = true,
            EmptyText = Empty,
        };
        _path.Entered += Enter;
        _path.Refused += Say;
        _path.ValueChanged += (_, _) => ShowNames([]);
        _grid.RowChosen += Choose;
        Import.Changed += OnChanged;
        Add(heading, label, _path, _summary, _grid);
        Actions = MakeActions();
    }

    private ImportModel Import => _model.Import;

    private ScreenAction[] MakeActions() =>
    [
        new(static s => s.ReadFileKey, Enter, Key.Enter) { IsExplanation = true },
        new(static s => s.BackKey, Back, Key.Esc) { Rank = 1 },
        new(static s => s.ShowBadLinesKey, () => ShowLines(!_showsLines), Key.F6, Key.E.WithCtrl)
        {
            Rank = 2,
            WhyNot = () => WhyNotNow()
                ?? (Import.Lines.Count == 0 ? Strings.NoBadLines : Import.Preview is null ? Strings.NobodyInFile : null),
        },
        new(static s => s.ChooseColumnsKey, Import.Ask, Key.K.WithCtrl)
        {
            Rank = 3,
            WhyNot = () => WhyNotNow() ?? (Import.Layout is { Columns.Count: > 0 } ? null : Strings.NoColumns),
        },
        new(static s => s.DropPunctuationKey, Import.DropPunctuation, Key.D.WithCtrl)
        {
            Rank = 2,
            WhyNot = () => WhyNotNow() ?? (Import.CanDropPunctuation ? null : Strings.NoPunctuation),
        },
        new(static s => s.JoinRosterKey, Join, Key.F7, Key.U.WithCtrl)
        {
            Rank = 1,
            WhyNot = () => WhyNobody() ?? (_model.Roster.Count > 0 ? null : Strings.NoListToJoin),
        },
        new(static s => s.ReplaceRosterKey, Replace, Key.F8, Key.S.WithCtrl) { Rank = 1, WhyNot = WhyNobody },
    ];

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Roster;

    /// <inheritdoc/>
    public override void Reload()
    {
        // What is shown here changes only when the file has been read.
    }

    /// <inheritdoc/>
    public override StateText? State() => Import switch
    {
        { Fault: { } fault } => new StateText(
            Sentence(Strings.Rosters.Fault(TextFit.Cut(Path.GetFileName(Import.Path.TrimEnd('/')), 16), fault)),
            fault.Fault is FileFault.Failed or FileFault.Denied ? Urgency.Failure : Urgency.Warning),
        { Question: ImportQuestion.Sheet } => new StateText(Strings.AskSheet, Urgency.Information),
        { Question: ImportQuestion.Encoding } => new StateText(Strings.AskEncoding, Urgency.Information),
        { Question: ImportQuestion.Number } => new StateText(Strings.AskNumberColumn(HasDoubt(RosterDoubt.NoNumber)), Urgency.Warning),
        { Question: ImportQuestion.Name } => new StateText(Strings.AskNameColumn, Urgency.Information),
        { Reading: RosterUnreadable unreadable } => new StateText(Strings.Rosters.Unreadable(unreadable), Urgency.Warning),
        { Preview: { } preview } => Told(preview),
        _ => null,
    };

    /// <inheritdoc/>
    public override void FocusFirst() => _path.SetFocus();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Import.Changed -= OnChanged;
        base.Dispose(disposing);
    }

    private string? WhyNotNow() => Import switch
    {
        { Reading: null } => Strings.ReadFileFirst,
        { Question: not ImportQuestion.None } => Strings.AnswerFirst,
        _ => null,
    };

    private string? WhyNobody() => WhyNotNow() ?? (Import.Preview is not null ? null : Strings.NobodyInFile);

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

    /// <summary>What stands after a colon on the command line begins a line here.</summary>
    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private bool HasDoubt(RosterDoubt doubt) => Import.Reading is RosterUndecided undecided && undecided.Doubt == doubt;

    private StateText Told(RosterRead preview)
    {
        string next = Strings.ImportNext(_model.Roster.Count == 0);
        return preview.LeftOut.Count + preview.Remarks.Count == 0
            ? new StateText(next, Urgency.Information)
            : new StateText($"{Strings.ImportBad(preview.LeftOut.Count, preview.Remarks.Count)} {next}", Urgency.Warning);
    }

    private string Empty() => Import.Reading is RosterUnreadable unreadable ? Strings.Rosters.WhatToDo(unreadable) : Strings.ImportHint;

    /// <summary>From the lines back to the students, from a question back to the list, and only then away.</summary>
    private void Back()
    {
        if (_showsLines && Import.Preview is not null)
        {
            ShowLines(false);
        }
        else if (!Import.StopAsking())
        {
            Import.Close();
            _navigator.Pop();
        }
    }

    private void ShowLines(bool shows)
    {
        _showsLines = shows;
        _grid.Reload();
        _grid.Select(0);
        _summary.SetNeedsDraw();
    }

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
            Import.ReadFile(_path.Text);
        }
    }

    private void Choose(int row)
    {
        if (Import.Question == ImportQuestion.None)
        {
            Enter();
        }
        else
        {
            Import.Answer(Import.Question == ImportQuestion.Name && row == Import.Layout!.Columns.Count ? -1 : row);
        }
    }

    /// <summary>Tab completes the path; where nothing can be completed, it goes on to the table, as the arrow keys do.</summary>
    private bool TakeKey(Key key)
    {
        if (key.KeyCode is KeyCode.CursorDown or KeyCode.CursorUp or KeyCode.PageDown or KeyCode.PageUp)
        {
            _grid.SetFocus();
            return true;
        }

        if (key.KeyCode != KeyCode.Tab || _path.Text.Trim().Length == 0 || _names.Count > 0)
        {
            return false;
        }

        string typed = _path.Text;
        Import.Complete(typed, completion =>
        {
            if (_path.Text != typed)
            {
                return; // Somebody has typed on meanwhile.
            }

            if (completion.Text != typed)
            {
                _path.Text = completion.Text;
                _path.FocusToContinue();
            }
            else if (completion.Names.Count == 0)
            {
                _grid.SetFocus();
            }

            ShowNames(completion.Names);
        });
        return true;
    }

    private void ShowNames(IReadOnlyList<string> names)
    {
        _names = names;
        _summary.SetNeedsDraw();
    }

    private void OnChanged()
    {
        _showsLines = Import.Question == ImportQuestion.None
            && (Import.Reading is RosterUnreadable { LeftOut.Count: > 0 }
                || (_showsLines && Import is { Preview: not null, Lines.Count: > 0 }));
        _names = [];
        _summary.SetNeedsDraw();
        _grid.Reload();
        if (_asked != Import.Question)
        {
            _asked = Import.Question;
            _grid.Select(Likely());
            if (_asked != ImportQuestion.None)
            {
                _grid.SetFocus();
            }
        }
    }

    /// <summary>The row that is the likeliest answer.</summary>
    private int Likely() => (Import.Question, Import.Reading) switch
    {
        (ImportQuestion.Number, RosterUndecided doubtful) => doubtful.NumberColumn - 1,
        (ImportQuestion.Number, RosterRead read) => read.NumberColumn - 1,
        (ImportQuestion.Name, RosterUndecided doubtful) => doubtful.NameColumns.FirstOrDefault(1) - 1,
        (ImportQuestion.Name, RosterRead read) => read.NameColumns.FirstOrDefault(read.Layout.Columns.Count + 1) - 1,
        (ImportQuestion.Sheet, _) => Import.Layout!.Sheets.ToList().IndexOf(Import.Layout.Sheet),
        _ => 0,
    };

    private string Summary() =>
        _names.Count > 0 ? string.Join("  ", _names)
        : Import is { Question: ImportQuestion.None, Preview: { } preview } ? Strings.ImportSummary(preview, _showsLines)
        : "";

    private bool AskToReplace() => _model.Roster.Count == 0 || Question.Ask(
        App!,
        Look,
        Strings.ReplaceTitle,
        Strings.ReplaceQuestion(_model.Roster.Count, Import.Preview!.Students.Count),
        Strings.CancelButton,
        Strings.ReplaceNow);
}
