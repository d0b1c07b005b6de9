using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Boards;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>
/// A roll call, from opening to the final list: its table, and while it is open the board for the projector. The board is there by itself
/// when it begins empty, as long as phones can use it or there is a code to be read; its key puts it up and takes it down at any time.
/// </summary>
internal sealed partial class RollCallScreen : Screen
{
    private readonly TeacherModel _teacher;
    private readonly AttendancePane _pane;

    /// <summary>Makes the screen of a roll call.</summary>
    public RollCallScreen(Look look, TeacherModel teacher, RollCallModel model, BoardModel board, TimeProvider clock)
        : base(look)
    {
        _teacher = teacher;
        Model = model;
        _board = board;
        _boardPane = new BoardPane(look, board, clock) { Width = Dim.Fill(), Height = Dim.Fill(), CanFocus = true, Visible = false };
        _pane = new AttendancePane(look, model, clock);
        _pane.Refused += Say;
        Add(_pane, _boardPane);
        Actions = MakeActions();
    }

    /// <summary>Shows the list of a class.</summary>
    public required Action<ClassNumber> ShowRoster { get; init; }

    /// <summary>Shows all names at a glance.</summary>
    public required Action<RollCallModel> ShowWall { get; init; }

    /// <summary>Begins a spot check: of how many, and whether those who are flagged come first.</summary>
    public required Action<RollCallModel, int, bool> ShowSpotCheck { get; init; }

    /// <summary>Shows the past roll calls of a class.</summary>
    public required Action<ClassNumber> ShowHistory { get; init; }

    /// <summary>Writes the roll call to a file.</summary>
    public required Action<ShownRollCall> ShowExport { get; init; }

    private ScreenAction[] MakeActions() =>
    [
        new(static s => s.BackKey, Back, Key.Esc) { Rank = 1 },
        new(static s => s.CloseRollCallKey, AskToClose, Key.F8, Key.W.WithCtrl) { WhyNot = WhyNotOpen },
        .. BoardActions(),
        new(s => IsSaved ? s.Doubts.DiscardSavedKey : s.Doubts.DiscardKey, AskToDiscard, Key.F11, Key.X.WithCtrl)
        {
            Rank = 5,
            WhyNot = WhyNotDiscard,
        },
        new(static s => s.MarkPresentKey, MarkPresent, new Key('+'), Key.InsertChar) { Rank = 1, WhyNot = WhyNotOpen },
        new(static s => s.TakeOffKey, TakeOff, new Key('-'), Key.Delete)
        {
            Rank = 1,
            WhyNot = () => WhyNotOpen() ?? (Model.Sheet.Present > 0 ? null : Strings.NobodyToTakeOff),
        },
        new(static s => s.Wall.WallKey, () => ShowWall(Model), new Key('m')) { Rank = 2, WhyNot = WhyNotOpen },
        new(static s => s.Wall.UndoKey, () => Model.Undo(Strings.Wall.UndoReason), new Key('u'))
        {
            Rank = 5,
            WhyNot = () => WhyNotOpen() ?? (Model.CanUndo ? null : Strings.Wall.NothingToUndo),
        },
        .. DoubtActions(),
        .. CheckActions(),
        new(static s => s.MeanTheSameKey, () => _teacher.Join(Model, Pair!), new Key('j'))
        {
            Rank = 1,
            WhyNot = () => Pair is null ? Strings.NobodyLooksAlike : null,
        },
        new(static s => s.ExtendKey, Model.Extend, new Key('t')) { Rank = 2, WhyNot = WhyNotExtend },
        new(static s => s.TryAgainKey, TryAgain, Key.F5, Key.R.WithCtrl)
        {
            WhyNot = () => Model.FolderError is not null || _teacher.Link.Phase == LinkPhase.Waiting ? null : Strings.NothingFailed,
        },
        new(static s => s.EditRosterKey, () => ShowRoster(Model.Class), Key.F4, Key.E.WithCtrl) { Rank = 3 },
        new(static s => s.ExportKey, () => ShowExport(Model), Key.F9, Key.S.WithCtrl)
        {
            Rank = 3,
            WhyNot = () => Model.Phase is RollCallPhase.Opening or RollCallPhase.Refused ? Strings.NothingToExport : null,
        },
        new(static s => s.NextRollCallKey, () => _teacher.ShowNext(1), Key.F6, Key.T.WithCtrl)
        {
            Rank = 3,
            WhyNot = () => _teacher.Rolls.Count > 1 ? null : Strings.NoOtherRollCall,
        },
        .. _pane.Actions.Select(action => action with { Do = () => OnTable(action.Do) }),
        new(static s => s.ShowHistoryKey, () => ShowHistory(Model.Class), Key.F10, Key.Y.WithCtrl) { Rank = 4 },
    ];

    /// <summary>The roll call.</summary>
    public RollCallModel Model { get; }

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.RollCall;

    /// <inheritdoc/>
    public override void Reload()
    {
        ShowBoardOrTable();
        if (IsBoard)
        {
            _boardPane.SetNeedsDraw();
        }
        else
        {
            _pane.Reload();
        }
    }

    /// <inheritdoc/>
    public override StateText? State() => RollCallWords.NewAnswer(Model, _teacher.Link, Strings)
        ?? RollCallWords.State(Model, _teacher.Link, Strings, Viewport.Width) switch
        {
            { Urgency: not Urgency.Information } urgent => urgent,
            var said => Doubt() ?? said ?? OnBoard() ?? Visit ?? Reason() ?? RollCallWords.Last(Model, Strings),
        };

    private StateText? Reason() => Chosen is { Reason.Length: > 0 } row
        ? new StateText($"{row.Student} · {Strings.ColumnReason}: {row.Reason}", Urgency.Information)
        : Chosen is { OnRoster: false } stranger && Model.Sheet.Roster.Count > 0
            ? new StateText($"{stranger.Student} · {Strings.OffRosterMark}", Urgency.Information)
            : null;

    /// <inheritdoc/>
    public override void FocusFirst()
    {
        ShowBoardOrTable();
        FocusShown();
    }

    private string? WhyNotOpen() => RollCallWords.WhyNotOpen(Model, Strings);

    /// <summary>Whether it is over, so that discarding it means its saved list.</summary>
    private bool IsSaved => Model.Phase == RollCallPhase.Closed;

    private string? WhyNotDiscard() => !IsSaved ? WhyNotOpen()
        : Model is { Received: true, SavedFile: not null } ? null
        : Strings.Doubts.NotDiscardedYet;

    private string? WhyNotExtend() => WhyNotOpen()
        ?? (Model.CanExtend ? null
            : Model.ClosesAt is null ? Strings.NoLimitToExtend
            : _teacher.Link.Phase != LinkPhase.Connected ? Strings.ExtendNeedsConnection
            : Strings.ExtendingAlready);

    /// <summary>Undoes what was put up last: the Wi-Fi, a board that did not come by itself, a search; at the end it leaves.</summary>
    private void Back()
    {
        if (IsBoard && _board.ShowsWifi)
        {
            _board.ShowsWifi = false;
        }
        else if (IsBoard && (_wantsBoard == true || HasBegun))
        {
            PutBoard(false);
        }
        else if (!_pane.EndSearch())
        {
            _teacher.Leave(Model);
        }
    }

    private void TryAgain()
    {
        _teacher.Link.Wake();
        Model.Retry();
    }

    private void MarkPresent()
    {
        StudentId? student = Chosen is { Attendee: null } absent
            ? absent.Student
            : MarkQuestions.AskForStudent(App!, Look, Model, Strings.MarkTitle, Strings.MarkNow);
        if (student is { } known)
        {
            Model.Mark(new HandMark(known, IsPresent: true));
        }
    }

    private void TakeOff()
    {
        StudentId? student = Chosen is { Attendee: not null } present
            ? present.Student
            : MarkQuestions.AskForStudent(App!, Look, Model, Strings.TakeOffTitle, Strings.TakeOffNow);
        if (student is not { } known)
        {
            return;
        }

        if (MarkQuestions.AskReason(App!, Look, Model, known) is { } mark)
        {
            Model.Mark(mark);
        }
    }

    private void AskToDiscard()
    {
        string number = Model.Class.ToString();
        DoubtText words = Strings.Doubts;
        int present = Model.Sheet.Present;
        if (Question.Ask(App!, Look,
            IsSaved ? words.DiscardSavedTitle : words.DiscardTitle(number),
            IsSaved ? words.DiscardSavedQuestion(number, Model.OpenedAt, present) : words.DiscardQuestion(present),
            words.Keep, words.DiscardNow))
        {
            Model.Discard();
        }
    }

    private void AskToClose()
    {
        string number = Model.Class.ToString();
        if (Question.Ask(App!, Look, Strings.CloseTitle(number),
            Strings.CloseQuestion(Strings.Export.Counts(Model.Sheet)), Strings.KeepOpen, Strings.CloseNow))
        {
            Model.Close();
        }
    }
}
