using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.RollCalls;

/// <content>What is to be settled: said as it happens, and settled with one key.</content>
internal sealed partial class RollCallScreen
{
    /// <summary>
    /// Of whom something is to be settled: the chosen one, or else the last who came. Whoever was settled already can be chosen, and asked
    /// about again.
    /// </summary>
    private StudentId? Doubtful => Model.Phase != RollCallPhase.Open || IsBoard ? null
        : Chosen is { Attendee: not null } chosen && (Model.Notes.Keeps(chosen.Student) || Model.Sheet.IsToSettle(chosen.Student))
            ? chosen.Student
        : Chosen is { Attendee: not null, OnRoster: false } ? null
        : Model.Sheet.ToSettle is [.., var last] ? last.Student : null;

    /// <summary>
    /// Somebody who is present without being on the class list, and whom its list may mean: of the chosen row, or else the last of all.
    /// </summary>
    private LikelyPair? Pair => Model.Phase != RollCallPhase.Open || IsBoard ? null
        : Chosen is { Attendee: not null, OnRoster: false } chosen ? Model.Sheet.LikelyPairOf(chosen.Student)
        : Model.Sheet.LastLikelyPair;

    private ScreenAction[] DoubtActions() =>
    [
        new(static s => s.Checks.KeepKey, () => Model.Keep(Doubtful!.Value), new Key('k'))
        {
            Rank = 1,
            WhyNot = () => WhyNotOpen() ?? (Doubtful is null ? Strings.Checks.NobodyToSettle : null),
        },
    ];

    /// <summary>What is to be settled, in words. On the board it stands for everybody to read, so there it names nobody.</summary>
    private StateText? Doubt()
    {
        if (Model.Phase != RollCallPhase.Open)
        {
            return null;
        }

        if (IsBoard)
        {
            return Model.Sheet.ToSettle is { Count: > 0 and int count } ? Warning(Strings.Checks.ToSettleBehindBoard(count)) : null;
        }

        if (Doubtful is { } student)
        {
            return Model.Notes.Keeps(student)
                ? new StateText(Strings.Checks.KeptByYou(student.ToString()), Urgency.Information)
                : Warning(DoubtWords.WithNames(Model.Sheet, student, Strings, Viewport.Width - 3));
        }

        return null;

        static StateText Warning(string text) => new(text, Urgency.Warning);
    }
}
