using Chamada.Core.Client;

namespace Chamada.Tui.Resources;

/// <summary>The screens in English.</summary>
internal sealed class ScreenStringsEnglish : ScreenStrings
{
    public override string TeacherTitle => "Chamada · teacher";
    public override string StudentTitle => "Chamada · student";
    public override string Connecting(string server) => $"○ connecting to {server}";
    public override string Connected(string server) => $"● connected to {server}";
    public override string NotConnected(string server) => $"○ no connection to {server}";
    public override string LinkLost(string server, ClientFault fault, int seconds) =>
        $"No connection to {server}: {Fault(fault)}. Next attempt in {N(seconds)} s.";
    public override string LinkRetrying(string server) => $"No connection to {server}. Trying again…";
    public override string TooSmall(int leastWidth, int leastHeight, int width, int height) =>
        $"Terminal too small: {N(width)}×{N(height)}. Make it at least {N(leastWidth)}×{N(leastHeight)}. The roll call goes on.";
    public override string HelpTitle => "Keys";
    public override string CloseButton => "Close";
    public override string CancelButton => "Cancel";

    public override KeyWords HelpKey => new("Help", "Shows this help");
    public override KeyWords OpenRollCallKey => new("Open", "Opens the class's roll call, or goes back to it");
    public override KeyWords SendKey => new("Register", "Registers the attendance");
    public override KeyWords ClearKey => new("Clear", "Clears the answer and the form");
    public override KeyWords CloseRollCallKey => new("Close", "Closes the roll call and saves the list (asks)");
    public override KeyWords RetryKey => new("Save again", "Tries again what failed on this machine");
    public override KeyWords SearchKey => new("Search", "Searches number or name; Esc undoes it");
    public override KeyWords ShowPresentKey => new("Present", "Shows who is present");
    public override KeyWords ShowAbsentKey => new("Absent", "Shows who of the class list is absent");
    public override KeyWords ShowAllKey => new("All", "Shows present and absent");
    public override KeyWords ShowOffRosterKey => new("Not on list", "Shows who is present but not on the class list");
    public override KeyWords SortNextKey => new("Sort", "Sorts by the next column");
    public override KeyWords SortReverseKey => new("Reverse", "Turns the order round");
    public override KeyWords NextRollCallKey => new("Next", "Goes to the next roll call on screen");
    public override KeyWords ConnectNowKey => new("Connect now", "Tries to connect now, without waiting");
    public override KeyWords ChangeLanguageKey => new("Português", "Changes to Portuguese");
    public override KeyWords ChangeThemeKey => new("Colours", "Changes the colours: dark, light, high contrast");
    public override KeyWords BackKey => new("Back", "Goes back; an open roll call stays open");
    public override KeyWords QuitKey => new("Quit", "Leaves the program; open roll calls go on");

    public override string StartTab => "Start";
    public override string ClassPrompt => "Class";
    public override string StartHint => "Type the class number and press Enter, or choose below with ↑ ↓.";
    public override string BadClass => "Class number: 1 to 18 digits, not zero.";
    public override string NoClasses => "No class yet. Type the number of the first one above.";
    public override string ClassColumn => "Class";
    public override string SituationColumn => "Situation";
    public override string PresentColumn => "Present";
    public override string RosterColumn => "On list";
    public override string LastUsedColumn => "Last used";
    public override string ClassOpenHere(DateTimeOffset openedAt) => $"OPEN since {Clock(openedAt)}";
    public override string ClassOpenElsewhere(DateTimeOffset openedAt) => $"other's, {Clock(openedAt)}";
    public override string Recovered(int lists, string folder) =>
        lists == 1 ? $"One list closed earlier was recovered in {folder}" : $"{N(lists)} lists closed earlier were recovered in {folder}";

    public override string ClassTitle(string number) => $"Class {number}";
    public override string Opening => "opening the roll call…";
    public override string OpenSince(DateTimeOffset openedAt, TimeSpan running) => $"open since {Clock(openedAt)}   for {Duration(running)}";
    public override string ClosedAt(DateTimeOffset? openedAt, DateTimeOffset? closedAt) =>
        $"{(openedAt is { } o ? $"opened {Moment(o)}   " : "")}{(closedAt is { } c ? $"closed at {Clock(c)}" : "")}";
    public override string PhaseOpening => "OPENING";
    public override string PhaseOpen => "OPEN";
    public override string PhaseClosing => "CLOSING";
    public override string PhaseClosed => "CLOSED";
    public override string PhaseRefused => "REFUSED";
    public override string PhaseGone => "LOST AT THE SERVER";
    public override string PresentWord(int count) => "present";
    public override string OfExpected(int expected) => $"of {N(expected)} on the list";
    public override string AbsentCount(int count) => $"{N(count)} absent";
    public override string OffRosterCount(int count) => $"{N(count)} not on the list";
    public override string LastArrivals => "Last arrivals";
    public override string NobodyYet => "nobody yet";
    public override string ViewPresent => "Present";
    public override string ViewAbsent => "Absent";
    public override string ViewAll => "All";
    public override string ViewOffRoster => "Not on list";
    public override string NobodyFound => "Nobody matches the search.";
    public override string NobodyAbsent => "Nobody is absent. Without a class list nobody is expected.";
    public override string NobodyOffRoster => "Nobody who is not on the class list.";
    public override string NobodyPresent => "Nobody has registered yet.";
    public override string SearchPrompt => "Search:";
    public override string ColumnOrder => "Order";
    public override string ColumnStudent => "Number";
    public override string ColumnName => "Name";
    public override string ColumnTime => "Time";
    public override string ColumnBy => "How";
    public override string ByStudent => "student";
    public override string ByTeacher => "teacher";
    public override string AbsentMark => "absent";
    public override string OffRosterMark => "(not on the list)";
    public override string CloseTitle(string number) => $"Close the roll call of class {number}?";
    public override string CloseQuestion(string number, int present, int absent, bool hasRoster) =>
        (hasRoster ? $"Present: {N(present)}. Absent: {N(absent)}." : $"Present: {N(present)}.")
        + "\nAfter that nobody can register, and this roll call cannot be opened again. The list is saved in your folder.";
    public override string CloseNow => "Close it";
    public override string KeepOpen => "Keep it open";
    public override string CloseWaits => "No connection: the roll call is closed as soon as the server answers.";
    public override string OpenElsewhere(string number) => $"Class {number} is open already by somebody else, who alone can close it.";
    public override string ServerRefused(string detail) => $"The server refused: {detail}";
    public override string Unavailable => "The server cannot write; tell who looks after it. Nothing was changed.";
    public override string FolderFailed(string path) => $"No access to {path}: look at space and permissions.";
    public override string SavedAndReceived(string file) => $"List saved: {file}";
    public override string SavedNotReceived(string file) => $"List saved: {file} (server not told yet)";
    public override string GoneAndSaved(string file) => $"The server no longer has this roll call. What came here: {file}";
    public override string GoneAndEmpty => "The server no longer has this roll call, and no attendance came here.";
    public override string RecoveredHere(int lists) => lists == 1
        ? "An earlier list of this class, which had not arrived, was recovered and saved."
        : $"{N(lists)} earlier lists of this class were recovered and saved.";
    public override string QuitTitle => "Leave without saving the list?";
    public override string QuitUnsaved(string number) =>
        $"The list of class {number} is not saved in your folder yet. The server keeps it, and it will be fetched the next time you start this program.";
    public override string QuitAnyway => "Leave";
    public override string StillOpen(string number) => $"The roll call of class {number} is still open. To go back to it: chamada teacher";

    public override string ClassLabel => "Class";
    public override string StudentLabel => "Student no.";
    public override string SendButton => "Register";
    public override string StudentHint => "Fill in class and student number and press Enter.";
    public override string BadStudent => "Student number: 1 to 32 unaccented letters, digits, dot, _ or -.";
    public override string Sending => "Sending…";
    public override string SendingWaits => "No connection: the request goes out when the server answers. Esc gives up.";
    public override string WordRegistered => "PRESENT";
    public override string WordAlready => "ALREADY PRESENT";
    public override string WordClosed => "NOT OPEN";
    public override string WordRefused => "REFUSED";
    public override string SentenceRegistered(string student, string number, DateTimeOffset at) => $"{student}: registered in class {number} at {Moment(at)}.";
    public override string SentenceAlready(string student, string number, DateTimeOffset at) => $"{student}: already registered in class {number} at {Moment(at)}.";
    public override string SentenceClosed(string student, string number, DateTimeOffset at) => $"{student}: class {number} has no open roll call ({Moment(at)}).";
    public override string SentenceRefused(string student, string number, string detail) => $"{student}: the server refused the attendance in class {number}: {detail}";
    public override string AdviceRegistered => "Done. The next student can type.";
    public override string AdviceAlready => "Nothing to do: the first time counts.";
    public override string AdviceClosed => "Check the class number, or ask the teacher whether it is open yet.";
    public override string AdviceRefused => "Talk to the teacher.";

    public override string Crashed(string what, string report) => $"chamada: unexpected error: {what} (report in {report})";
    public override string CrashedWithoutReport(string what) => $"chamada: unexpected error: {what}";

    private static string Fault(ClientFault fault) => fault switch
    {
        ClientFault.Unreachable => "nobody answers",
        ClientFault.TimedOut => "it takes too long",
        ClientFault.NotChamada => "not a Chamada server",
        ClientFault.Refused => "it refused",
        _ => "the connection broke",
    };
}
