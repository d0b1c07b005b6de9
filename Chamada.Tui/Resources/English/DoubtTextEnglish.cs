using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

/// <inheritdoc/>
internal sealed class DoubtTextEnglish : DoubtText
{
    public override string NeverOpenedTitle(string number) => $"Class {number}: is that the number?";

    public override string NeverOpened(string number, IReadOnlyList<string> used) =>
        $"Class {number} was never opened from this account." + (used.Count == 0 ? "" : $"\nUsed before: {string.Join(", ", used)}.");

    public override string OpenNearbyTitle(string number) => $"Class {number} is open nearby";

    public override string OpenNearby(string number, string host, string server, DateTimeOffset? since) =>
        $"{host} ({server}) has class {number} open{(since is { } at ? $" since {ScreenStrings.Clock(at)}" : "")}."
        + "\nIf you open it too, students find both and have to choose.";

    public override string OpenAnyway(string number) => $"Open {number}";

    public override string LookingNearby(string number) => $"Asking who has class {number} open nearby…";

    public override KeyWords DiscardKey => new("Discard", "Erases a roll call opened by mistake (asks)");

    public override KeyWords DiscardSavedKey => new("Discard", "Erases the saved list of this roll call (asks)");

    public override string DiscardTitle(string number) => $"Discard the roll call of class {number}?";

    public override string DiscardQuestion(int present) =>
        (present == 0 ? "Nobody has registered." : present == 1 ? "1 attendance is erased." : $"{present} attendances are erased.")
        + "\nThe roll call ends now and nothing of it is saved. This cannot be undone.";

    public override string DiscardSavedTitle => "Erase this saved list?";

    public override string DiscardSavedQuestion(string number, DateTimeOffset? openedAt, int? present) =>
        $"Class {number}{(openedAt is { } at ? $", opened on {ScreenStrings.Day(at.DateTime)} at {ScreenStrings.Clock(at)}" : "")}"
        + $"{(present is { } count ? $", {count} present" : "")}."
        + "\nThe files of the list are erased. This cannot be undone.";

    public override string DiscardNow => "Erase";

    public override string Keep => "Keep";

    public override string Discarded(string number) => $"Roll call of class {number} discarded: nothing is left of it.";

    public override string Discarding => "This roll call is being discarded.";

    public override string NotDiscardedYet => "Only after the server has confirmed that it erased its copy.";

    protected override string TooLate(string marks, int more, bool isInFile) =>
        $"Too late, it was closed: {marks}{(more == 0 ? "" : $" and {more} more")}.{(isInFile ? " It is in the saved list." : "")}";

    protected override string Present => "present";

    protected override string TakenOff => "take off";
}
