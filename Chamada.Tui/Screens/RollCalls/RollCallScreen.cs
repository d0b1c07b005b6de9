using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>A roll call, from opening to the final list.</summary>
internal sealed class RollCallScreen : Screen
{
    private readonly TeacherModel _teacher;
    private readonly AttendancePane _pane;

    /// <summary>Makes the screen of a roll call.</summary>
    public RollCallScreen(Look look, TeacherModel teacher, RollCallModel model, TimeProvider clock)
        : base(look)
    {
        _teacher = teacher;
        Model = model;
        _pane = new AttendancePane(look, model, clock);
        _pane.Refused += Say;
        Add(_pane);
        Actions = MakeActions();
    }

    /// <summary>Shows the list of a class.</summary>
    public required Action<ClassNumber> ShowRoster { get; init; }

    /// <summary>Shows the past roll calls of a class.</summary>
    public required Action<ClassNumber> ShowHistory { get; init; }

    /// <summary>Writes the roll call to a file.</summary>
    public required Action<ShownRollCall> ShowExport { get; init; }

    private ScreenAction[] MakeActions() =>
    [
        new(static s => s.BackKey, Back, Key.Esc) { Rank = 1 },
        new(static s => s.CloseRollCallKey, AskToClose, Key.F8, Key.W.WithCtrl) { WhyNot = WhyNotOpen },
        new(static s => s.MarkPresentKey, MarkPresent, new Key('+'), Key.InsertChar) { Rank = 1, WhyNot = WhyNotOpen },
        new(static s => s.TakeOffKey, TakeOff, new Key('-'), Key.Delete)
        {
            Rank = 1,
            WhyNot = () => WhyNotOpen() ?? (Model.Sheet.Present > 0 ? null : Strings.NobodyToTakeOff),
        },
        new(static s => s.MeanTheSameKey, () => _teacher.Join(Model, Pair!), new Key('j'))
        {
            Rank = 1,
            WhyNot = () => Pair is null ? Strings.NobodyLooksAlike : null,
        },
        new(static s => s.ExtendKey, Model.Extend, new Key('t')) { Rank = 1, WhyNot = WhyNotExtend },
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
        .. _pane.Actions,
        new(static s => s.ShowHistoryKey, () => ShowHistory(Model.Class), Key.F10, Key.Y.WithCtrl) { Rank = 4 },
    ];

    /// <summary>The roll call.</summary>
    public RollCallModel Model { get; }

    /// <inheritdoc/>
    public override void Reload() => _pane.Reload();

    /// <summary>
    /// Somebody who is present without being on the class list, and whom its list may mean: of the chosen row, or else the last of all.
    /// </summary>
    private LikelyPair? Pair => Model.Phase != RollCallPhase.Open ? null
        : _pane.Chosen is { Attendee: not null, OnRoster: false } chosen ? Model.Sheet.LikelyPairOf(chosen.Student)
        : Model.Sheet.LastLikelyPair;

    /// <inheritdoc/>
    public override StateText? State() => RollCallWords.State(Model, _teacher.Link, Strings, Viewport.Width) switch
    {
        { Urgency: not Urgency.Information } urgent => urgent,
        var said => LooksLike() ?? said ?? Reason(),
    };

    private StateText? LooksLike() => Pair is { } pair
        ? new StateText(
            Strings.LooksLike(pair.Typed.ToString(), pair.Listed.Student.ToString(), TextFit.Cut(pair.Listed.Name, NameColumns(pair))),
            Urgency.Warning)
        : null;

    private StateText? Reason() => _pane.Chosen is { Reason.Length: > 0 } row
        ? new StateText($"{row.Student} · {Strings.ColumnReason}: {row.Reason}", Urgency.Information)
        : _pane.Chosen is { OnRoster: false } stranger && Model.Sheet.Roster.Count > 0
            ? new StateText($"{stranger.Student} · {Strings.OffRosterMark}", Urgency.Information)
            : null;

    /// <summary>What the state line leaves for a name between two student numbers.</summary>
    private int NameColumns(LikelyPair pair) => Math.Max(4, Viewport.Width - 38 - pair.Typed.Length - pair.Listed.Student.Length);

    /// <inheritdoc/>
    public override void FocusFirst() => _pane.FocusTable();

    private string? WhyNotOpen() => Model.Phase switch
    {
        RollCallPhase.Opening => Strings.NotOpenYet,
        RollCallPhase.Open => Model.CloseIsWaiting ? Strings.ClosingAlready : null,
        RollCallPhase.Closing => Strings.ClosingAlready,
        RollCallPhase.Refused => Strings.NothingIsOpen,
        _ => Strings.ClosedAlready,
    };

    private string? WhyNotExtend() => WhyNotOpen()
        ?? (Model.CanExtend ? null
            : Model.ClosesAt is null ? Strings.NoLimitToExtend
            : _teacher.Link.Phase != LinkPhase.Connected ? Strings.ExtendNeedsConnection
            : Strings.ExtendingAlready);

    private void Back()
    {
        if (!_pane.EndSearch())
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
        StudentId? student = _pane.Chosen is { Attendee: null } absent ? absent.Student : AskForStudent(Strings.MarkTitle, Strings.MarkNow);
        if (student is { } known)
        {
            Model.Mark(new HandMark(known, IsPresent: true));
        }
    }

    private void TakeOff()
    {
        StudentId? student = _pane.Chosen is { Attendee: not null } present
            ? present.Student
            : AskForStudent(Strings.TakeOffTitle, Strings.TakeOffNow);
        if (student is not { } known)
        {
            return;
        }

        string? reason = new InputQuestion
        {
            Title = Strings.TakeOffTitle,
            Text = Strings.TakeOffQuestion(known.ToString(), Model.Sheet.Roster.NameOf(known)),
            Label = Strings.TakeOffReasonLabel,
            Initial = Strings.TakeOffReason,
            Yes = Strings.TakeOffNow,
            MaxLength = HandMark.MaxReason,
            Fault = typed => typed.Length == 0 ? Strings.ReasonMissing : null,
        }.Ask(App!, Look);
        if (reason is not null)
        {
            Model.Mark(new HandMark(known, IsPresent: false, reason));
        }
    }

    private StudentId? AskForStudent(string title, string yes)
    {
        string? typed = new InputQuestion
        {
            Title = title,
            Label = Strings.MarkPrompt,
            Yes = yes,
            MaxLength = Typed.NumberRoom,
            CanBe = Typed.CanBeStudent,
            TabEnters = true,
            Fault = text => StudentId.TryParse(text.Trim(), out _) ? null : Strings.BadStudent,
            Comment = text => !StudentId.TryParse(text.Trim(), out StudentId student) ? ""
                : Model.Sheet.Roster.TryFind(student, out RosterEntry? entry) ? entry.Name
                : Model.Sheet.Roster.Count > 0 ? Strings.OffRosterMark : "",
        }.Ask(App!, Look);
        return typed is not null && StudentId.TryParse(typed, out StudentId answer) ? answer : null;
    }

    private void AskToClose()
    {
        string number = Model.Class.ToString();
        if (Question.Ask(App!, Look, Strings.CloseTitle(number),
            Strings.CloseQuestion(number, Model.Sheet.Present, Model.Sheet.Absent,
                Model.Sheet.Roster.Count > 0), Strings.KeepOpen, Strings.CloseNow))
        {
            Model.Close();
        }
    }
}
