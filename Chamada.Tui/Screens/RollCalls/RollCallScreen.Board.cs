using System.Globalization;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Boards;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.RollCalls;

/// <content>When the board is to be seen, and its keys.</content>
internal sealed partial class RollCallScreen
{
    /// <summary>Long enough to type, too short to pass on.</summary>
    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromSeconds(15);

    private readonly BoardModel _board;
    private readonly BoardPane _boardPane;
    private bool? _wantsBoard;
    private bool? _beganEmpty;

    /// <summary>Whether the board is to be seen.</summary>
    private bool IsBoard => Model.Phase == RollCallPhase.Open && (_wantsBoard ?? ComesByItself);

    /// <summary>
    /// An empty roll call shows the board. Where phones can use it, the last student needs it as much as the first one, so it stays; where
    /// they cannot, it has no more to say than the table when somebody has come. With a code it is there as long as that has to be read.
    /// Where nothing is drawn it comes only when it is asked for.
    /// </summary>
    private bool ComesByItself => !Look.IsPlain && (Model.Code is not null || !HasBegun || (_beganEmpty == true && _board.IsForPhones));

    /// <summary>Whether somebody has come, or was marked or taken off.</summary>
    private bool HasBegun => Model.Sheet.Record.Count > 0;

    /// <summary>The row that the teacher has chosen, where rows are to be seen.</summary>
    private AttendanceRow? Chosen => IsBoard ? null : _pane.Chosen;

    private ScreenAction[] BoardActions() =>
    [
        new(static s => s.Board.BoardKey, () => PutBoard(!IsBoard), new Key('b')) { Rank = 1, WhyNot = WhyNotOpen },
        new(static s => s.Board.CodeKey, AskForCode, new Key('c'))
        {
            Rank = 2,
            WhyNot = () => WhyNotOpen() ?? (Model.CanChangeCode ? null : Strings.Board.CodeNeedsConnection),
        },
        new(static s => s.Board.NextAddressKey, _board.ShowNextAddress, new Key('a'))
        {
            Rank = 1,
            WhyNot = () => WhyNotOnBoard() ?? (_board.Addresses.Count > 1 ? null : Strings.Board.OneAddress),
        },
        new(static s => s.Board.WifiKey, ShowWifi, new Key('w')) { Rank = 2, WhyNot = WhyNotOnBoard },
        new(static s => s.Board.OtherWifiKey, AskForWifi, new Key('W')) { Rank = 6, WhyNot = WhyNotOnBoard },
    ];

    private StateText? OnBoard() => !IsBoard ? null
        : _board.Wifi.Error is { } error
            ? new StateText(Strings.FolderFailed(LinkWords.Path(error.Path, Math.Max(20, Viewport.Width - 44))), Urgency.Warning)
        : Visit is { } seen ? seen
        : _wantsBoard is null && Model.Code is null
            && !_board.IsForPhones ? new StateText(Strings.Board.LeavesByItself, Urgency.Information)
        : null;

    /// <summary>As long as nobody has come: that the teacher's own phone has opened a page, so students' phones will, too.</summary>
    private StateText? Visit => HasBegun || _board.Visit is not { IsOwn: false } seen ? null
        : new StateText(Strings.Host.SeenFrom(seen.Address.ToString(), ScreenStrings.Clock(seen.At)), Urgency.Information);

    private string? WhyNotOnBoard() => WhyNotOpen() ?? (IsBoard ? null : Strings.Board.BoardIsDown);

    /// <summary>Puts the board up or takes it down, until the key is pressed again.</summary>
    private void PutBoard(bool up)
    {
        _wantsBoard = up;
        _beganEmpty &= up; // Who takes it down does not want it to come back by itself.
        _board.ShowsWifi = false;
        ShowBoardOrTable();
    }

    /// <summary>Whatever is done with the table is to be seen.</summary>
    private void OnTable(Action act)
    {
        if (IsBoard)
        {
            PutBoard(false);
        }

        act();
    }

    private void ShowWifi()
    {
        _board.ShowsWifi = !_board.ShowsWifi && (_board.Wifi.Network is not null || WifiQuestions.Ask(App!, Look, _board.Wifi));
    }

    private void AskForWifi() => _board.ShowsWifi = WifiQuestions.Ask(App!, Look, _board.Wifi) || _board.ShowsWifi;

    /// <summary>Begins, changes or ends the code; whoever begins one wants it to be seen.</summary>
    private void AskForCode()
    {
        BoardText text = Strings.Board;
        string? typed = new InputQuestion
        {
            Title = text.CodeTitle(Model.Class.ToString()),
            Text = text.CodeExplanation(Model.Code is not null),
            Label = text.CodeSecondsLabel,
            Initial = ((int)(Model.Code?.Period ?? DefaultPeriod).TotalSeconds).ToString(CultureInfo.InvariantCulture),
            Yes = text.CodeNow,
            MaxLength = Typed.NumberRoom,
            Fault = typed => Period(typed) is null ? text.BadSeconds : null,
        }.Ask(App!, Look);
        if (typed is not null && Period(typed) is { } period)
        {
            Model.ChangeCode(period);
            _wantsBoard = period > TimeSpan.Zero ? (Look.IsPlain ? true : null) : _wantsBoard;
            ShowBoardOrTable();
        }
    }

    /// <summary>How long each code is to stand; null where that is no such number.</summary>
    private static TimeSpan? Period(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
        && seconds is 0 or (>= RollCode.MinSeconds and <= RollCode.MaxSeconds) ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Shows the board or the table, whichever it is time for.</summary>
    private void ShowBoardOrTable()
    {
        if (Model.HasList)
        {
            _beganEmpty ??= !HasBegun;
        }

        if (_boardPane.Visible != IsBoard)
        {
            _boardPane.Visible = IsBoard;
            _pane.Visible = !IsBoard;
            FocusShown();
        }
    }

    private void FocusShown()
    {
        if (IsBoard)
        {
            _boardPane.SetFocus();
        }
        else
        {
            _pane.FocusTable();
        }
    }
}
