using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>The state of a roll call in words, for the line above the keys. The first that applies is what the teacher has to
/// know.</summary>
internal static class RollCallWords
{
    /// <summary>The sentence for a screen that has nothing to say of its own; null when all is as usual.</summary>
    /// <param name="model">The roll call.</param>
    /// <param name="link">The connection.</param>
    /// <param name="strings">The words.</param>
    /// <param name="width">The columns of the screen.</param>
    public static StateText? Line(RollCallModel model, ServerLink link, ScreenStrings strings, int width) =>
        NewAnswer(model, link, strings) ?? State(model, link, strings, width) ?? Last(model, strings);

    /// <summary>What the server answered to what the teacher has just done; null when that is some time ago.</summary>
    public static StateText? NewAnswer(RollCallModel model, ServerLink link, ScreenStrings strings) =>
        model.LastAnswer?.IsNew(link.Clock) == true ? Last(model, strings) : null;

    /// <summary>What the teacher did last, as it was answered, or else the last count of heads; null when there was nothing.</summary>
    public static StateText? Last(RollCallModel model, ScreenStrings strings) => model switch
    {
        { Phase: not RollCallPhase.Open } => null,
        { LastAnswer: MarkAnswer mark } => new StateText(AnswerTo(mark, strings), Urgency.Information),
        { LastAnswer: HeadsAnswer { Count: var heads } } => Heads(heads, strings),
        { LastAnswer: RefusedAnswer { Error: var error } } => Refused(error, strings),
        { LastAnswer: MinutesAnswer } =>
            new StateText(model.ClosesAt is null ? strings.MinutesIgnoredNoLimit : strings.MinutesIgnored, Urgency.Warning),
        { Sheet.LastHeads: { } heads } => Heads(heads, strings),
        _ => null,
    };

    /// <summary>The state of the roll call, without what was done last; null when all is as usual.</summary>
    /// <param name="model">The roll call.</param>
    /// <param name="link">The connection.</param>
    /// <param name="strings">The words.</param>
    /// <param name="width">The columns of the screen.</param>
    public static StateText? State(RollCallModel model, ServerLink link, ScreenStrings strings, int width)
    {
        string number = model.Class.ToString();
        string file = Saved(44);
        return model switch
        {
            { FolderError: { } error } => Failure(strings.FolderFailed(LinkWords.Path(error.Path, Math.Max(20, width - 44)))),
            { Phase: RollCallPhase.Gone, SavedFile: null } => Failure(strings.GoneAndEmpty),
            { Phase: RollCallPhase.Gone } => Failure(strings.GoneAndSaved(LinkWords.Path(model.SavedFile, Math.Max(16, width - 64)))),
            { AsksAgain: true, Phase: not RollCallPhase.Closed } => new StateText(strings.Checks.AskingAgain, Urgency.Warning),
            { LateMarks.Count: > 0 } => new StateText(TooLate(model, strings), Urgency.Warning),
            { IsDiscarding: true } => new StateText(strings.Doubts.Discarding, Urgency.Warning),
            { Phase: RollCallPhase.Closed, Received: true, Sheet.ClosedBy: { } name } =>
                new StateText(strings.ClosedByAndSaved(TextFit.Cut(name, 16), Saved(60)), Urgency.Warning),
            { Phase: RollCallPhase.Closed, Received: true, IsTimeUp: true } =>
                new StateText(strings.TimeIsUpAndSaved(file), Urgency.Information),
            { Phase: RollCallPhase.Closed, Received: true } => new StateText(strings.SavedAndReceived(Saved(16)), Urgency.Information),
            { Phase: RollCallPhase.Refused, Refusal.Code: "EXISTS" } => Failure(strings.OpenElsewhere(number)),
            { Phase: RollCallPhase.Refused, Refusal.Code: "DENIED" } => Failure(strings.Host.OpenDenied),
            { Refusal: { } refusal } => Refused(refusal, strings),
            { CloseIsWaiting: true } when link.Phase == LinkPhase.Waiting => new StateText(strings.CloseWaits, Urgency.Warning),
            { MarksWaiting: > 0 and int marks } when link.Phase == LinkPhase.Waiting =>
                new StateText(strings.MarksWait(marks), Urgency.Warning),
            _ => LinkWords.State(link, strings) ?? Otherwise(model, strings, file),
        };

        string Saved(int otherColumns) =>
            model.SavedFile is null ? "" : LinkWords.Path(model.SavedFile, Math.Max(20, width - otherColumns));
    }

    /// <summary>A roll call on its tab: the class, who is present, and whether it is over.</summary>
    public static string Tab(RollCallModel roll)
    {
        string count = roll.Sheet.Roster.Count == 0
            ? roll.Sheet.Present.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{roll.Sheet.PresentOnRoster}/{roll.Sheet.Roster.Count}");
        return roll.Phase == RollCallPhase.Open ? $"{roll.Class}: {count}" : $"{roll.Class}: {count} ■";
    }

    /// <summary>A phase in a word.</summary>
    public static string NameOf(RollCallPhase phase, ScreenStrings strings) => phase switch
    {
        RollCallPhase.Opening => strings.PhaseOpening,
        RollCallPhase.Open => strings.PhaseOpen,
        RollCallPhase.Closing => strings.PhaseClosing,
        RollCallPhase.Closed => strings.PhaseClosed,
        RollCallPhase.Refused => strings.PhaseRefused,
        _ => strings.PhaseGone,
    };

    /// <summary>Why nothing can be changed in a roll call now; null when it can.</summary>
    public static string? WhyNotOpen(RollCallModel model, ScreenStrings strings) => model.Phase switch
    {
        RollCallPhase.Opening => strings.NotOpenYet,
        RollCallPhase.Open => model.CloseIsWaiting ? strings.ClosingAlready : null,
        RollCallPhase.Closing => strings.ClosingAlready,
        RollCallPhase.Refused => strings.NothingIsOpen,
        _ => strings.ClosedAlready,
    };

    /// <summary>A view in a word.</summary>
    /// <param name="view">The view.</param>
    /// <param name="strings">The words.</param>
    /// <param name="isShort">Whether there is little room.</param>
    public static string NameOf(AttendanceView view, ScreenStrings strings, bool isShort = false) => view switch
    {
        AttendanceView.Present => isShort ? strings.Checks.ShortPresent : strings.ViewPresent,
        AttendanceView.Absent => isShort ? strings.Checks.ShortAbsent : strings.ViewAbsent,
        AttendanceView.All => strings.ViewAll,
        AttendanceView.Once => isShort ? strings.Checks.ShortOnce : strings.Checks.ViewOnce,
        AttendanceView.ToSettle => isShort ? strings.Checks.ShortToSettle : strings.Checks.ViewToSettle,
        _ => isShort ? strings.Checks.ShortOffRoster : strings.ViewOffRoster,
    };

    /// <summary>What stands where a view has no rows.</summary>
    public static string Empty(AttendanceTable table, ScreenStrings strings) =>
        table.Search.Length > 0 ? strings.NobodyFound : table.View switch
        {
            AttendanceView.Absent => strings.NobodyAbsent,
            AttendanceView.OffRoster => strings.NobodyOffRoster,
            AttendanceView.ToSettle => strings.Checks.NobodyToSettle,
            AttendanceView.Once => strings.Checks.NobodyOnce,
            _ => strings.NobodyPresent,
        };

    private static StateText? Otherwise(RollCallModel model, ScreenStrings strings, string file) =>
        model is { Phase: RollCallPhase.Closed, SavedFile: not null } ? new StateText(strings.SavedNotReceived(file), Urgency.Warning)
        : model.LostLists > 0 ? new StateText(strings.ListsLost(model.LostLists, model.Class.ToString()), Urgency.Information)
        : model.RecoveredFiles.Count > 0 ? new StateText(strings.RecoveredHere(model.RecoveredFiles.Count), Urgency.Information)
        : null;

    private static StateText Heads(HeadCount heads, ScreenStrings strings) => new(
        strings.Checks.Heads(heads.InRoom, heads.OnList, heads.At),
        heads.InRoom == heads.OnList ? Urgency.Information : Urgency.Warning);

    private static StateText Refused(ClientError error, ScreenStrings strings) => Failure(error.Code switch
    {
        "NOLIMIT" => strings.NoMoreTime,
        "UNAVAILABLE" => strings.Unavailable,
        _ => strings.ServerRefused(strings.Refusals.Of(error)),
    });

    private static string TooLate(RollCallModel model, ScreenStrings strings) => strings.Doubts.TooLate(
        [.. model.LateMarks.Select(static mark => (mark.Student.ToString(), mark.IsPresent))], model.IsLateSaved);

    private static string AnswerTo(MarkAnswer answer, ScreenStrings strings)
    {
        string student = answer.Mark.Student.ToString();
        return answer.Word switch
        {
            "REGISTERED" => strings.MarkedPresent(student, answer.At),
            "ALREADY" => strings.MarkedAlready(student, answer.At),
            "REMOVED" => strings.TakenOff(student, answer.At),
            "ABSENT" => strings.WasNotPresent(student),
            _ => strings.ServerRefused(strings.Refusals.Of(answer.Word)),
        };
    }

    private static StateText Failure(string text) => new(text, Urgency.Failure);
}
