using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

/// <summary>The screens in English.</summary>
internal sealed class ScreenStringsEnglish : ScreenStrings
{
    public override RefusalText Refusals { get; } = new RefusalTextEnglish();
    public override RosterText Rosters { get; } = new RosterTextEnglish();
    public override HostText Host { get; } = new HostTextEnglish();
    public override BoardText Board { get; } = new BoardTextEnglish();
    public override WallText Wall { get; } = new WallTextEnglish();
    public override LineText Plain { get; } = new LineTextEnglish();
    public override CheckText Checks { get; } = new CheckTextEnglish();
    public override AnswerText Answers { get; } = new AnswerTextEnglish();
    public override DoubtText Doubts { get; } = new DoubtTextEnglish();
    public override ExportText Export { get; } = new ExportTextEnglish();
    public override TermText Term { get; } = new TermTextEnglish();
    public override TermScreenText TermScreen { get; } = new TermScreenTextEnglish();
    public override FolderText Folder { get; } = new FolderTextEnglish();
    public override string TeacherTitle => "Chamada · teacher";
    public override string StudentTitle => "Chamada · student";
    public override string Connecting(string server) => $"○ connecting to {server}";
    public override string Connected(string server) => $"● connected to {server}";
    public override string NotConnected(string server) => $"○ no connection to {server}";
    public override string LinkLost(string server, ClientError error, int seconds) =>
        $"No connection to {server}: {(error.IsWrongKey ? "wrong teacher key" : Fault(error.Fault))}; again in {N(seconds)} s.";
    public override string LinkRetrying(string server) => $"No connection to {server}. Trying again…";
    public override string TooSmall(int leastWidth, int leastHeight, int width, int height) =>
        $"Terminal too small: {N(width)}×{N(height)}. Make it at least {N(leastWidth)}×{N(leastHeight)}. The roll call goes on.";
    public override string HelpTitle => "Help";
    public override string KeysHelpTitle => "Keys of this screen";
    public override string HelpSearchLabel => "Search:";
    public override string HelpHint => "↑ ↓ topic   PgUp PgDn text   Enter next place   F1 keys   Esc back";
    public override string NotInHelp => "Nothing about that.";
    public override string CloseButton => "Close";
    public override string CancelButton => "Cancel";

    public override KeyWords HelpKey => new("Help", "Shows this help");
    public override KeyWords OpenRollCallKey => new("Open", "Opens the class's roll call, or goes back to it");
    public override KeyWords SendKey => new("Register", "Registers the attendance");
    public override KeyWords ClearKey => new("Clear", "Clears the answer and the form");
    public override KeyWords CloseRollCallKey => new("Close", "Closes the roll call and saves the list (asks)");
    public override KeyWords MarkPresentKey => new("Mark", "Marks the chosen student present, or asks for one");
    public override KeyWords TakeOffKey => new("Take off", "Takes a student off the list (asks for a reason)");
    public override KeyWords ExtendKey => new("+5 min", "Adds five minutes to the time limit");
    public override KeyWords SearchKey => new("Search", "Searches number or name; Esc undoes it");
    public override KeyWords ShowPresentKey => new("Present", "Shows who is present");
    public override KeyWords ShowAbsentKey => new("Absent", "Shows who of the class list is absent");
    public override KeyWords ShowAllKey => new("All", "Shows present and absent");
    public override KeyWords ShowOffRosterKey => new("Not on list", "Shows who is present but not on the class list");
    public override KeyWords SortNextKey => new("Sort", "Sorts by the next column");
    public override KeyWords SortReverseKey => new("Reverse", "Turns the order round");
    public override KeyWords EditRosterKey => new("Roster", "Shows and changes the class list");
    public override KeyWords PutStudentKey => new("Keep", "Keeps number and name on the list");
    public override KeyWords RemoveStudentKey => new("Remove", "Takes the chosen student off the list (asks)");
    public override KeyWords ImportRosterKey => new("Import", "Reads a list from a CSV or .xlsx file");
    public override KeyWords ReadFileKey => new("Read", "Reads the file and shows what is in it");
    public override KeyWords JoinRosterKey => new("Add", "Adds the file's students to the class list");
    public override KeyWords ReplaceRosterKey => new("Replace", "Takes the file's list instead of the old one");
    public override KeyWords ShowBadLinesKey => new("Remarks", "Shows lines left out and remarks, or the students");
    public override KeyWords ChooseColumnsKey => new("Columns", "Chooses the columns of numbers and of names");
    public override KeyWords DropPunctuationKey => new("No punctuation", "Keeps letters and digits of the numbers alone");
    public override KeyWords MeanTheSameKey => new("Join", "The number means the one on the list like it");
    public override KeyWords ExportKey => new("Export", "Writes the list to a file or copies it");
    public override KeyWords WriteExportKey => new("Write", "Writes in the chosen format");
    public override KeyWords ShowHistoryKey => new("History", "Shows the class's past roll calls");
    public override KeyWords OpenSavedKey => new("Open", "Shows the chosen roll call");
    public override KeyWords NextRollCallKey => new("Next", "Goes to the next roll call on screen");
    public override KeyWords TryAgainKey => new("Try again", "Tries at once what failed, such as connecting");
    public override KeyWords ChangeLanguageKey => new("Português", "Changes to Portuguese");
    public override KeyWords ChangeThemeKey => new("Colours", "Changes the colours: dark, light, high contrast");
    public override KeyWords LeaveDoorKey => new("Leave", "Leaves the door, with the teacher's code");
    public override KeyWords BackKey => new("Back", "Goes back; an open roll call stays open");
    public override KeyWords QuitKey => new("Quit", "Leaves the program (asks if that stops something)");
    public override KeyWords SuspendKey => new("Sleep", "Goes to the shell; fg comes back");
    public override KeyWords SuspendServingKey => new("Sleep", "Not here: this program is the server");
    public override KeyWords ChooseKey => new("Choose", "Starts what is chosen");

    public override string StartTab => "Start";
    public override string ClassPrompt => "Class";
    public override string StartHint => "Type the class number and press Enter, or choose below with ↑ ↓.";
    public override string BadClass => "Class number: 1 to 18 digits, not zero.";
    public override string MinutesPrompt => "Minutes";
    public override string MinutesHint => "empty: no time limit";
    public override string BadMinutes => "Minutes: 1 to 1440, or empty for no time limit.";
    public override string NoClasses => "No class yet. Type the number of the first one above.";
    public override string ClassColumn => "Class";
    public override string SituationColumn => "Situation";
    public override string PresentColumn => "Present";
    public override string ClassOpenHere(DateTimeOffset openedAt) => $"OPEN since {Clock(openedAt)}";
    public override string ClassOpenElsewhere(DateTimeOffset openedAt) => $"other's, {Clock(openedAt)}";
    public override string Recovered(int lists, string folder) =>
        lists == 1 ? $"One list closed earlier was recovered in {folder}" : $"{N(lists)} lists closed earlier were recovered in {folder}";

    public override string ListsLost(int lists, string number) => lists == 1
        ? $"Class {number}: list left the server; see its folder unfetched."
        : $"{N(lists)} lists have left the server; see its folder unfetched.";

    public override string ClassTitle(string number) => $"Class {number}";
    public override string Opening => "opening the roll call…";
    public override string OpenSince(DateTimeOffset openedAt) => $"open since {Clock(openedAt)}";
    public override string OpenFor(TimeSpan running) => $"for {Duration(running)}";
    public override string ClosedAt(DateTimeOffset? openedAt, DateTimeOffset? closedAt) =>
        $"{(openedAt is { } o ? $"opened {Moment(o)}   " : "")}{(closedAt is { } c ? $"closed at {Clock(c)}" : "")}";
    public override string PhaseOpening => "OPENING";
    public override string PhaseOpen => "OPEN";
    public override string PhaseClosing => "CLOSING";
    public override string PhaseClosed => "CLOSED";
    public override string PhaseRefused => "REFUSED";
    public override string PhaseGone => "LOST";
    public override string PresentWord(int count) => "present";
    public override string OfExpected(int expected) => $"of {N(expected)} on the list";
    public override string AbsentCount(int count) => $"{N(count)} absent";
    public override string OffRosterCount(int count) => $"{N(count)} not on list";
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
    public override string RemovedMark => "taken off";
    public override string ColumnReason => "Reason";
    public override string OffRosterMark => "(not on list)";
    public override string MarkTitle => "Mark a student present";
    public override string MarkPrompt => "Student number:";
    public override string MarkNow => "Mark present";
    public override string TakeOffTitle => "Take off the list of present students?";
    public override string TakeOffQuestion(string student, string name) => $"{student} {name}".TrimEnd();
    public override string TakeOffReasonLabel => "Reason, kept in the record:";
    public override string TakeOffReason => "not in the room";
    public override string TakeOffNow => "Take off";
    public override string ReasonMissing => "The record needs a reason.";
    public override string MarkedPresent(string student, DateTimeOffset at) => $"{student} marked present by you at {Clock(at)}.";
    public override string MarkedAlready(string student, DateTimeOffset at) => $"{student} was present already, since {Clock(at)}.";
    public override string TakenOff(string student, DateTimeOffset at) => $"{student} taken off at {Clock(at)}; the record keeps it.";
    public override string WasNotPresent(string student) => $"{student} was not on the list of present students.";
    public override string MarksWait(int count) =>
        count == 1
            ? "No connection: 1 mark goes out when the server answers."
            : $"No connection: {N(count)} marks go out when the server answers.";
    public override string ClosesIn(TimeSpan left) => $"closes in {Duration(left)}";
    public override string LastMinute(int seconds) => $"LAST MINUTE: {N(seconds)} s";
    public override string TimeIsOver => "TIME IS OVER";
    public override string ClosedByAndSaved(string name, string file) => $"Closed by {name} (key). List saved: {file}";

    public override string TimeIsUpAndSaved(string file) => $"Time is over. List saved: {file}";
    public override string NoMoreTime => "The server gives no more time: no limit, or more than a day would be left.";
    public override string CloseTitle(string number) => $"Close the roll call of class {number}?";
    public override string CloseQuestion(string counts) =>
        $"{counts}.\nAfter that nobody can register, and this roll call cannot be opened again. The list is saved in your folder.";
    public override string CloseNow => "Close it";
    public override string KeepOpen => "Keep it open";
    public override string CloseWaits => "No connection: the roll call is closed as soon as the server answers.";
    public override string OpenElsewhere(string number) => $"Class {number} is open by somebody else, who alone can close it.";
    public override string ServerRefused(string detail) => $"The server refused: {detail}.";
    public override string Unavailable => "The server cannot write; tell who looks after it. Nothing was changed.";
    public override string FolderFailed(string path) => $"No access to {path}: check space and rights.";
    public override string SavedAndReceived(string file) => $"List saved: {file}";
    public override string SavedNotReceived(string file) => $"List saved: {file} (server not told yet)";
    public override string GoneAndSaved(string file) => $"The server no longer has this roll call. What came here: {file}";
    public override string GoneAndEmpty => "The server no longer has this roll call, and no attendance came here.";
    public override string RecoveredHere(int lists) => lists == 1
        ? "An earlier list of this class, still missing, was recovered and saved."
        : $"{N(lists)} earlier lists of this class were recovered and saved.";
    public override string QuitTitle => "Leave before everything is saved?";
    public override string QuitUnsaved(string number) =>
        $"The list of class {number} is not saved in your folder yet. The server keeps it on disk, and this program fetches it the next "
            + "time it finds that server.";
    public override string QuitWithMarks(string number, int count) =>
        $"{(count == 1 ? "1 mark" : $"{N(count)} marks")} by hand in class {number} not yet at the server: lost if you leave now.";
    public override string QuitAnyway => "Leave";
    public override string StillOpen(string number) => $"The roll call of class {number} is still open. To go back to it: chamada teacher";

    public override string ExportRollTitle(string number) => $"Export the roll call of class {number}";
    public override string ExportRosterTitle(string number) => $"Export the list of class {number}";
    public override string FileLabel => "File";
    public override string ExportHint => "Choose the format with ↑ ↓. No existing file is replaced.";
    public override string FormatColumn => "Format";
    public override string FormatClipboard => "Text, to the terminal's clipboard";
    public override string Exported(string file) => $"Written: {file}";
    public override string Copied => "Copied, if this terminal takes it (OSC 52).";
    public override string ExportExists(string file) => $"{file} exists: choose another name.";
    public override string ExportFailed(string file, string cause) => $"Cannot write {file}: {cause}.";
    public override string TooLongToCopy => "Too long for the clipboard: write a file.";
    public override string HistoryTitle(string number, int count) =>
        $"History of class {number}: {N(count)} {(count == 1 ? "roll call" : "roll calls")}";
    public override string NoHistory => "No closed roll call of this class in your folder.";
    public override string Unreadable => "unreadable file";
    public override string DayColumn => "Date";
    public override string OpenedColumn => "Opened";
    public override string ClosedColumn => "Closed";
    public override string AbsentColumn => "Absent";
    public override string RosterTitle(string number, int count) =>
        $"List of class {number}: {N(count)} {(count == 1 ? "student" : "students")}";
    public override string RosterHint => "Enter keeps it; a number that is on the list gets the new name.";
    public override string RosterIsEmpty => "Empty list. Type above, or import a file with Ctrl+O.";
    public override string NameLabel => "Name";
    public override string LineColumn => "Line";
    public override string ReasonColumn => "Problem";
    public override string TextColumn => "Text";
    public override string RemoveTitle => "Remove from the list?";
    public override string RemoveQuestion(string student, string name) =>
        $"{student} {name}\nleaves the class list. Registered attendances stay.";
    public override string RemoveNow => "Remove";
    public override string ImportTitle(string number) => $"Import the list of class {number}";
    public override string ImportHint => "CSV or .xlsx with number and name; Enter reads and shows it, then keeps it.";
    public override string ImportSummary(RosterRead read, bool showsLines)
    {
        string students = read.Students.Count == 1 ? "1 student" : $"{N(read.Students.Count)} students";
        string kind = read.Layout.Encoding is { } encoding
            ? $"separator {SeparatorName(read.Layout.Separator)}   {TextEncodingNames.NameOf(encoding)}"
            : $"sheet {Printable.Line(read.Layout.Sheet)}";
        return $"{(showsLines ? "Lines left out, and remarks   " : "")}{students}   {kind}   "
            + $"{(read.Layout.HeaderLine > 0 ? "with" : "no")} header";
    }

    public override string ImportNext(bool isEmpty) => isEmpty ? "Enter keeps the list." : "F7 adds, F8 replaces the list.";

    public override string ImportBad(int leftOut, int remarks) => (leftOut, remarks) switch
    {
        (0, 1) => "1 remark; F6 shows it.",
        (0, _) => $"{N(remarks)} remarks; F6 shows them.",
        (1, 0) => "1 line is left out; F6 shows it.",
        (_, 0) => $"{N(leftOut)} lines are left out; F6 shows them.",
        _ => $"{N(leftOut)} left out, {N(remarks)} remarks; F6 shows them.",
    };

    public override string AskSheet => "Which sheet has the list? Arrows and Enter choose.";
    public override string AskEncoding => "In which line are the accents right? Arrows and Enter choose.";
    public override string AskNumberColumn(bool noneLooksLikeIt) => noneLooksLikeIt
        ? "No column looks like student numbers. If one is, arrows and Enter; else Esc."
        : "Which column has the student numbers? Arrows and Enter choose.";
    public override string AskNameColumn => "Which column has the names? Arrows and Enter choose.";
    public override string NoNames => "(no names)";
    public override string SheetColumn => "Sheet";
    public override string EncodingColumn => "Encoding";
    public override string SampleColumn => "Examples";
    public override string HeadingColumn => "Column";
    public override string ContentColumn => "Looks like";
    public override string RosterBadLines(int count, string file, int first) =>
        $"{file}: {(count == 1 ? $"line {N(first)} is bad" : $"{N(count)} bad lines (first: {N(first)})")}; mend the file.";
    public override string LooksLike(string typed, string listed, string name) => $"{typed} looks like {listed} {name}: j joins the two.";
    public override string ReplaceTitle => "Replace the list?";
    public override string ReplaceQuestion(int before, int after) =>
        $"The list now has {N(before)} students, the file's has {N(after)}. The one of now is replaced.";
    public override string ReplaceNow => "Replace";

    public override string ClassLabel => "Class";
    public override string StudentLabel => "Student no.";
    public override string SendButton => "Register";
    public override string StudentHint => "Fill in class and student number and press Enter.";
    public override string BadStudent => "Student number: 1 to 32 unaccented letters, digits, . _ or -.";
    public override string Sending => "Sending…";
    public override string SendingWaits => "No connection: the request goes out when the server answers. Esc gives up.";
    public override string WordRegistered => "PRESENT";
    public override string WordAlready => "ALREADY PRESENT";
    public override string WordClosed => "NOT OPEN";
    public override string WordNotSent => "NOT SENT";
    public override string WordRefused => "REFUSED";
    public override string SentenceRegistered(string student, string number, DateTimeOffset at) =>
        $"{student}: registered in class {number} at {Moment(at)}.";
    public override string SentenceAlready(string student, string number, DateTimeOffset at) =>
        $"{student}: already registered in class {number} at {Moment(at)}.";
    public override string SentenceClosed(string student, string number, DateTimeOffset at) =>
        $"{student}: class {number} has no open roll call ({Moment(at)}).";
    public override string SentenceRefused(string student, string number, string detail) =>
        $"{student}: the server refused the attendance in class {number}: {detail}.";
    public override string AdviceRegistered => "Done. The next student can type.";
    public override string AdviceAlready => "Nothing to do: the first time counts.";
    public override string AdviceClosed => "Check the class number, or ask the teacher whether it is open yet.";
    public override string AdviceRefused => "Talk to the teacher.";

    public override string DoorTitle => "Chamada · door";
    public override string DoorSetCode => "Teacher: make up the code to leave (4 to 32 characters)";
    public override string DoorCodeTooShort => "At least 4 characters for the code to leave.";
    public override string DoorAskCode => "Code to leave:";
    public override string DoorWrongCode => "Wrong code.";
    public override string DoorPrompt => "Type your student number and press Enter";
    public override string DoorWaiting(int count) =>
        count == 1 ? "No server: 1 number kept here." : $"No server: {N(count)} numbers kept here.";
    public override string DoorDelivered(int registered, int refused) =>
        $"Kept and sent since: {N(registered)} registered, {N(refused)} refused.";
    public override string WordKept => "KEPT";
    public override string SentenceKept(string student, string number, DateTimeOffset at) =>
        $"{student}: kept at {Clock(at)} for class {number}.";
    public override string AdviceKept => "The server is away; it goes out by itself when it is back.";

    public override string KeyDoesNothing(string key) => $"{key} does nothing here; ? shows the keys.";
    public override string QuitHint => "Ctrl+Q leaves the program.";
    public override string NothingFailed => "Nothing has failed: there is nothing to try again.";
    public override string ChooseClassFirst => "First type a class number, or choose a class with ↑ ↓.";
    public override string ChooseStudentFirst => "First choose a student in the table with ↓.";
    public override string NoRollCallOnScreen => "No roll call is on the screen yet.";
    public override string NoOtherRollCall => "There is no other roll call on the screen.";
    public override string NotOpenYet => "The roll call is not open yet.";
    public override string ClosingAlready => "The roll call is being closed already.";
    public override string ClosedAlready => "The roll call is closed: its list can no longer change.";
    public override string NothingIsOpen => "The server did not open this roll call.";
    public override string NobodyToTakeOff => "Nobody is present: there is nobody to take off.";
    public override string NoLimitToExtend => "This roll call has no time limit: there is nothing to lengthen.";
    public override string ExtendNeedsConnection => "More time can only be given while the server answers.";
    public override string ExtendingAlready => "More time has been asked for; the answer is on its way.";
    public override string NothingToExport => "There is no list to write yet.";
    public override string ReadFileFirst => "First name a file and press Enter.";
    public override string AnswerFirst => "First answer the question: arrows and Enter.";
    public override string NoColumns => "There are no columns to choose among in this file.";
    public override string NoPunctuation => "No number in this file has punctuation to take off.";
    public override string NobodyInFile => "No line of this file has a student number that could be kept.";
    public override string NobodyLooksAlike => "Nobody here looks like somebody of the class list.";
    public override string NoBadLines => "There is nothing to remark on in this file.";
    public override string NoListToJoin => "The class has no list to add to: F8 or Enter keeps the file's.";

    public override string MinutesIgnored => "It was open already, so the minutes do not count; t gives it more time.";
    public override string MinutesIgnoredNoLimit => "It was open already, so the minutes do not count: it has no time limit.";

    public override string PasteDamaged => "That text came damaged or is no plain text; paste it again, in pieces.";
    public override string PasteOneLine => "Only one line fits here: nothing was pasted.";
    public override string FieldIsFull(int room) => $"No more than {N(room)} characters fit here: nothing was added.";
    public override string NoStudentNumber => "no student number";
    public override string StillWaiting(int count) => count == 1 ? "1 more on its way" : $"{N(count)} more on their way";

    public override string DoorRepeatCode => "Once more, so that a slip of the finger locks nobody in:";
    public override string DoorCodesDiffer => "The two were not the same. Make up the code again:";
    public override string DoorOlder(int count) =>
        count == 1
            ? "1 number kept from an earlier roll call waits for the teacher (Ctrl+Q)."
            : $"{N(count)} numbers kept from an earlier roll call wait for the teacher (Ctrl+Q).";
    public override string DoorOlderTitle => "Numbers from an earlier roll call";
    public override string DoorOlderQuestion(string students, DateTimeOffset first, DateTimeOffset last) =>
        $"Kept here, typed {Span(first, last)}:\n{students}\nSend them into the roll call of now? Otherwise they stay in the door's file "
            + "and are not sent.";
    public override string DoorOlderSend => "Send them";
    public override string DoorOlderLeave => "Do not send";

    public override string QuestionFirst => "First answer the question: Enter, or Esc to go back.";
    public override string NoSuspendServing => "This program is the server: asleep, it would stop the class.";
    public override string NoSuspendHere => "Here the program cannot be put to sleep.";
    public override string WelcomeTitle => "Chamada";
    public override string WelcomeQuestion => "Who are you? Choose with ↑ ↓ and press Enter.";
    public override string WelcomeColumn => "This machine is";
    public override string WelcomeTeacher => "the teacher's: opens and closes roll calls       (chamada teacher)";
    public override string WelcomeStudent => "a student's: registers an attendance           (chamada student)";

    public override string Crashed(string what, string report) => $"chamada: unexpected error: {what} (report in {report})";
    public override string CrashedWithoutReport(string what) => $"chamada: unexpected error: {what}";

    private static string Fault(ClientFault fault) => fault switch
    {
        ClientFault.Unreachable => "nobody answers",
        ClientFault.TimedOut => "it takes too long",
        ClientFault.NotChamada => "not a Chamada server",
        ClientFault.Untrusted => "NOT trusted: new key",
        ClientFault.NoTls => "it speaks no TLS",
        ClientFault.TlsOnly => "it speaks only TLS",
        ClientFault.Refused => "it refused",
        _ => "the connection broke",
    };
}
