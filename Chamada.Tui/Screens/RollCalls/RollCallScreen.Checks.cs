using System.Globalization;
using Chamada.Core.Rolls.Commands;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.RollCalls;

/// <content>A count of heads, a spot check, a second round.</content>
internal sealed partial class RollCallScreen
{
    private const int UsualDraw = 5;

    private ScreenAction[] CheckActions() =>
    [
        new(static s => s.Checks.HeadsKey, AskForHeads, new Key('h')) { Rank = 5, WhyNot = WhyNotOpen },
        new(static s => s.Checks.SpotCheckKey, AskForSpotCheck, new Key('v'))
        {
            Rank = 4,
            WhyNot = () => WhyNotOpen() ?? (Model.Sheet.Present > 0 ? null : Strings.Checks.NobodyToDraw),
        },
        new(static s => s.Checks.AskAgainKey, AskForSecondRound, new Key('g'))
        {
            Rank = 6,
            WhyNot = () => WhyNotOpen() ?? (Model.Sheet.Present > 0 ? null : Strings.Checks.NobodyToAskAgain),
        },
    ];

    private void AskForHeads()
    {
        string? typed = new InputQuestion
        {
            Title = Strings.Checks.HeadsTitle,
            Text = Strings.Checks.HeadsQuestion(Model.Sheet.Present),
            Label = Strings.Checks.HeadsLabel,
            Yes = Strings.Checks.HeadsNow,
            MaxLength = Typed.NumberRoom,
            Fault = text => Number(text, 0, HeadsCommand.Most) is null ? Strings.Checks.BadHeads : null,
        }.Ask(App!, Look);
        if (typed is not null && Number(typed, 0, HeadsCommand.Most) is { } heads)
        {
            Model.CountHeads(heads);
        }
    }

    private void AskForSpotCheck()
    {
        int most = Model.Sheet.Present;
        string? typed = new InputQuestion
        {
            Title = Strings.Checks.SpotCheckTitle,
            Text = Strings.Checks.SpotCheckQuestion(most),
            Label = Strings.Checks.SpotCheckLabel,
            Initial = Math.Min(UsualDraw, most).ToString(CultureInfo.InvariantCulture),
            Yes = Strings.Checks.SpotCheckNow,
            MaxLength = Typed.NumberRoom,
            Fault = text => Number(text, 1, most) is null ? Strings.Checks.BadCount(most) : null,
        }.Ask(App!, Look);
        if (typed is null || Number(typed, 1, most) is not { } count)
        {
            return;
        }

        int flagged = Model.Sheet.ToSettle.Count;
        bool withFlagged = flagged > 0 && Question.Ask(
            App!, Look, Strings.Checks.FlaggedTitle, Strings.Checks.FlaggedQuestion(flagged), Strings.Checks.FlaggedNo,
            Strings.Checks.FlaggedYes);
        ShowSpotCheck(Model, count, withFlagged);
    }

    private void AskForSecondRound()
    {
        if (Question.Ask(
            App!, Look, Strings.Checks.AskAgainTitle(Model.Class.ToString()), Strings.Checks.AskAgainQuestion(Model.Sheet.Present),
            Strings.KeepOpen, Strings.Checks.AskAgainNow))
        {
            _teacher.AskAgain(Model);
        }
    }

    private static int? Number(string typed, int least, int most) =>
        int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : null;
}
