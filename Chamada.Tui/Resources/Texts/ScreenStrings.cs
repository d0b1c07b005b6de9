using System.Globalization;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What a key does.</summary>
/// <param name="Label">In a word or two, for the bottom line.</param>
/// <param name="Help">In a sentence, for the help; at most 49 columns.</param>
internal readonly record struct KeyWords(string Label, string Help);

/// <summary>
/// Every word of the two full-screen programs. One subclass a language: a string that is missing in one of them does not compile.
/// What has a fixed place is short enough for it at 80 columns; a test holds that.
/// </summary>
internal abstract class ScreenStrings
{
    // Times, by explicit patterns: the program carries no culture data.

    /// <summary>A moment, as both languages write it here.</summary>
    public static string Moment(DateTimeOffset time) => time.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string Day(DateTime time) => time.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A time of day.</summary>
    public static string Clock(DateTimeOffset time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>From one moment to another of the same day.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to) => $"{Moment(from)}–{Clock(to)}";

    /// <summary>A length of time.</summary>
    public static string Duration(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>What separates the fields of a file, as it can be seen.</summary>
    protected static string SeparatorName(char? separator) => separator == '\t' ? "Tab" : separator.ToString() ?? "";

    /// <summary>A number without grouping.</summary>
    protected static string N(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Why a server refused.</summary>
    public abstract RefusalText Refusals { get; }

    /// <summary>What is said about where the server is.</summary>
    public abstract HostText Host { get; }

    /// <summary>What the board for the projector says.</summary>
    public abstract BoardText Board { get; }

    /// <summary>What the wall of names says.</summary>
    public abstract WallText Wall { get; }

    /// <summary>What is said where nothing is drawn.</summary>
    public abstract LineText Plain { get; }

    /// <summary>What is said about how far the list is to be believed.</summary>
    public abstract CheckText Checks { get; }

    /// <summary>What a student reads who was refused.</summary>
    public abstract AnswerText Answers { get; }

    /// <summary>Questions before what may be a mistake.</summary>
    public abstract DoubtText Doubts { get; }

    /// <summary>What is said about class lists and the files that they come from.</summary>
    public abstract RosterText Rosters { get; }

    /// <summary>What stands in exported lists.</summary>
    public abstract ExportText Export { get; }

    /// <summary>What a term's report says.</summary>
    public abstract TermText Term { get; }

    /// <summary>What the screens of a term say.</summary>
    public abstract TermScreenText TermScreen { get; }

    /// <summary>What a file system refuses.</summary>
    public abstract FolderText Folder { get; }

    // Both programs.
    public abstract string TeacherTitle { get; }
    public abstract string StudentTitle { get; }
    public abstract string Connecting(string server);
    public abstract string Connected(string server);
    public abstract string NotConnected(string server);
    public abstract string LinkLost(string server, ClientError error, int seconds);
    public abstract string LinkRetrying(string server);
    public abstract string TooSmall(int leastWidth, int leastHeight, int width, int height);
    public abstract string HelpTitle { get; }

    /// <summary>The page of the help that explains the screen's keys.</summary>
    public abstract string KeysHelpTitle { get; }

    public abstract string HelpSearchLabel { get; }

    /// <summary>What moves in the help; at most 74 columns.</summary>
    public abstract string HelpHint { get; }

    public abstract string NotInHelp { get; }

    public abstract string CloseButton { get; }
    public abstract string CancelButton { get; }

    // The keys.
    public abstract KeyWords HelpKey { get; }
    public abstract KeyWords OpenRollCallKey { get; }
    public abstract KeyWords SendKey { get; }
    public abstract KeyWords ClearKey { get; }
    public abstract KeyWords CloseRollCallKey { get; }
    public abstract KeyWords MarkPresentKey { get; }
    public abstract KeyWords TakeOffKey { get; }
    public abstract KeyWords ExtendKey { get; }
    public abstract KeyWords SearchKey { get; }
    public abstract KeyWords ShowPresentKey { get; }
    public abstract KeyWords ShowAbsentKey { get; }
    public abstract KeyWords ShowAllKey { get; }
    public abstract KeyWords ShowOffRosterKey { get; }
    public abstract KeyWords SortNextKey { get; }
    public abstract KeyWords SortReverseKey { get; }
    public abstract KeyWords EditRosterKey { get; }
    public abstract KeyWords PutStudentKey { get; }
    public abstract KeyWords RemoveStudentKey { get; }
    public abstract KeyWords ImportRosterKey { get; }
    public abstract KeyWords ReadFileKey { get; }
    public abstract KeyWords JoinRosterKey { get; }
    public abstract KeyWords ReplaceRosterKey { get; }
    public abstract KeyWords ShowBadLinesKey { get; }
    public abstract KeyWords ChooseColumnsKey { get; }
    public abstract KeyWords DropPunctuationKey { get; }
    public abstract KeyWords MeanTheSameKey { get; }
    public abstract KeyWords ExportKey { get; }
    public abstract KeyWords WriteExportKey { get; }
    public abstract KeyWords ShowHistoryKey { get; }
    public abstract KeyWords OpenSavedKey { get; }
    public abstract KeyWords NextRollCallKey { get; }
    public abstract KeyWords TryAgainKey { get; }
    public abstract KeyWords ChangeLanguageKey { get; }
    public abstract KeyWords ChangeThemeKey { get; }
    public abstract KeyWords LeaveDoorKey { get; }
    public abstract KeyWords BackKey { get; }
    public abstract KeyWords QuitKey { get; }
    public abstract KeyWords SuspendKey { get; }
    public abstract KeyWords SuspendServingKey { get; }
    public abstract KeyWords ChooseKey { get; }

    // The teacher's start screen.
    public abstract string StartTab { get; }
    public abstract string ClassPrompt { get; }
    public abstract string StartHint { get; }
    public abstract string BadClass { get; }
    public abstract string MinutesPrompt { get; }
    public abstract string MinutesHint { get; }
    public abstract string BadMinutes { get; }
    public abstract string NoClasses { get; }
    public abstract string ClassColumn { get; }
    public abstract string SituationColumn { get; }
    public abstract string PresentColumn { get; }
    public abstract string ClassOpenHere(DateTimeOffset openedAt);
    public abstract string ClassOpenElsewhere(DateTimeOffset openedAt);
    public abstract string Recovered(int lists, string folder);

    /// <summary>Lists of roll calls that are over are neither here nor at the server; it may have made files of them.</summary>
    public abstract string ListsLost(int lists, string number);

    // A roll call.
    public abstract string ClassTitle(string number);
    public abstract string Opening { get; }
    public abstract string OpenSince(DateTimeOffset openedAt);
    public abstract string OpenFor(TimeSpan running);
    public abstract string ClosedAt(DateTimeOffset? openedAt, DateTimeOffset? closedAt);
    public abstract string PhaseOpening { get; }
    public abstract string PhaseOpen { get; }
    public abstract string PhaseClosing { get; }
    public abstract string PhaseClosed { get; }
    public abstract string PhaseRefused { get; }
    public abstract string PhaseGone { get; }
    public abstract string PresentWord(int count);
    public abstract string OfExpected(int expected);
    public abstract string AbsentCount(int count);
    public abstract string OffRosterCount(int count);
    public abstract string LastArrivals { get; }
    public abstract string NobodyYet { get; }
    public abstract string ViewPresent { get; }
    public abstract string ViewAbsent { get; }
    public abstract string ViewAll { get; }
    public abstract string ViewOffRoster { get; }
    public abstract string NobodyFound { get; }
    public abstract string NobodyAbsent { get; }
    public abstract string NobodyOffRoster { get; }
    public abstract string NobodyPresent { get; }
    public abstract string SearchPrompt { get; }
    public abstract string ColumnOrder { get; }
    public abstract string ColumnStudent { get; }
    public abstract string ColumnName { get; }
    public abstract string ColumnTime { get; }
    public abstract string ColumnBy { get; }
    public abstract string ByStudent { get; }
    public abstract string ByTeacher { get; }
    public abstract string AbsentMark { get; }
    public abstract string RemovedMark { get; }
    public abstract string ColumnReason { get; }
    public abstract string OffRosterMark { get; }
    public abstract string MarkTitle { get; }
    public abstract string MarkPrompt { get; }
    public abstract string MarkNow { get; }
    public abstract string TakeOffTitle { get; }
    public abstract string TakeOffQuestion(string student, string name);
    public abstract string TakeOffReasonLabel { get; }
    public abstract string TakeOffReason { get; }
    public abstract string TakeOffNow { get; }
    public abstract string ReasonMissing { get; }
    public abstract string MarkedPresent(string student, DateTimeOffset at);
    public abstract string MarkedAlready(string student, DateTimeOffset at);
    public abstract string TakenOff(string student, DateTimeOffset at);
    public abstract string WasNotPresent(string student);
    public abstract string MarksWait(int count);
    public abstract string ClosesIn(TimeSpan left);
    public abstract string LastMinute(int seconds);
    public abstract string TimeIsOver { get; }
    public abstract string TimeIsUpAndSaved(string file);

    /// <summary>Somebody's key closed it in the teacher's place.</summary>
    public abstract string ClosedByAndSaved(string name, string file);
    public abstract string NoMoreTime { get; }
    public abstract string CloseTitle(string number);

    /// <summary>Whether to close.</summary>
    /// <param name="counts">How many are present and absent.</param>
    public abstract string CloseQuestion(string counts);
    public abstract string CloseNow { get; }
    public abstract string KeepOpen { get; }
    public abstract string CloseWaits { get; }
    public abstract string OpenElsewhere(string number);
    public abstract string ServerRefused(string detail);
    public abstract string Unavailable { get; }
    public abstract string FolderFailed(string path);
    public abstract string SavedAndReceived(string file);
    public abstract string SavedNotReceived(string file);
    public abstract string GoneAndSaved(string file);
    public abstract string GoneAndEmpty { get; }
    public abstract string RecoveredHere(int lists);
    public abstract string QuitTitle { get; }
    public abstract string QuitUnsaved(string number);
    public abstract string QuitWithMarks(string number, int count);
    public abstract string QuitAnyway { get; }
    public abstract string StillOpen(string number);

    // Class lists, export and history.
    public abstract string ExportRollTitle(string number);
    public abstract string ExportRosterTitle(string number);
    public abstract string FileLabel { get; }
    public abstract string ExportHint { get; }
    public abstract string FormatColumn { get; }
    public abstract string FormatClipboard { get; }
    public abstract string Exported(string file);
    public abstract string Copied { get; }
    public abstract string ExportExists(string file);
    public abstract string ExportFailed(string file, string cause);
    public abstract string TooLongToCopy { get; }
    public abstract string HistoryTitle(string number, int count);
    public abstract string NoHistory { get; }
    public abstract string Unreadable { get; }
    public abstract string DayColumn { get; }
    public abstract string OpenedColumn { get; }
    public abstract string ClosedColumn { get; }
    public abstract string AbsentColumn { get; }
    public abstract string RosterTitle(string number, int count);
    public abstract string RosterHint { get; }
    public abstract string RosterIsEmpty { get; }
    public abstract string NameLabel { get; }
    public abstract string LineColumn { get; }
    public abstract string ReasonColumn { get; }
    public abstract string TextColumn { get; }
    public abstract string RemoveTitle { get; }
    public abstract string RemoveQuestion(string student, string name);
    public abstract string RemoveNow { get; }
    public abstract string ImportTitle(string number);
    public abstract string ImportHint { get; }
    public abstract string ImportSummary(RosterRead read, bool showsLines);

    /// <summary>What keeps the students that were read.</summary>
    public abstract string ImportNext(bool isEmpty);

    /// <summary>Lines are left out, or there is something to say about them; a key shows which.</summary>
    public abstract string ImportBad(int leftOut, int remarks);
    public abstract string AskSheet { get; }
    public abstract string AskEncoding { get; }
    public abstract string AskNumberColumn(bool noneLooksLikeIt);
    public abstract string AskNameColumn { get; }
    public abstract string NoNames { get; }
    public abstract string SheetColumn { get; }
    public abstract string EncodingColumn { get; }
    public abstract string SampleColumn { get; }
    public abstract string HeadingColumn { get; }
    public abstract string ContentColumn { get; }
    public abstract string RosterBadLines(int count, string file, int first);
    public abstract string LooksLike(string typed, string listed, string name);
    public abstract string ReplaceTitle { get; }
    public abstract string ReplaceQuestion(int before, int after);
    public abstract string ReplaceNow { get; }

    // The student's form.
    public abstract string ClassLabel { get; }
    public abstract string StudentLabel { get; }
    public abstract string SendButton { get; }
    public abstract string StudentHint { get; }
    public abstract string BadStudent { get; }
    public abstract string Sending { get; }
    public abstract string SendingWaits { get; }

    // The answer in one or two large words; only characters that the large letters have.
    public abstract string WordRegistered { get; }
    public abstract string WordAlready { get; }
    public abstract string WordClosed { get; }

    /// <summary>Nobody was found, or reached, to whom a registration could be sent.</summary>
    public abstract string WordNotSent { get; }

    public abstract string WordRefused { get; }

    // The answer in a sentence, and what to do now.
    public abstract string SentenceRegistered(string student, string number, DateTimeOffset at);
    public abstract string SentenceAlready(string student, string number, DateTimeOffset at);
    public abstract string SentenceClosed(string student, string number, DateTimeOffset at);
    public abstract string SentenceRefused(string student, string number, string detail);
    public abstract string AdviceRegistered { get; }
    public abstract string AdviceAlready { get; }
    public abstract string AdviceClosed { get; }
    public abstract string AdviceRefused { get; }

    // The door.
    public abstract string DoorTitle { get; }
    public abstract string DoorSetCode { get; }
    public abstract string DoorCodeTooShort { get; }
    public abstract string DoorAskCode { get; }
    public abstract string DoorWrongCode { get; }
    public abstract string DoorPrompt { get; }
    public abstract string DoorWaiting(int count);
    public abstract string DoorDelivered(int registered, int refused);
    public abstract string WordKept { get; }
    public abstract string SentenceKept(string student, string number, DateTimeOffset at);
    public abstract string AdviceKept { get; }

    public abstract string KeyDoesNothing(string key);
    public abstract string QuitHint { get; }
    public abstract string NothingFailed { get; }
    public abstract string ChooseClassFirst { get; }
    public abstract string ChooseStudentFirst { get; }
    public abstract string NoRollCallOnScreen { get; }
    public abstract string NoOtherRollCall { get; }
    public abstract string NotOpenYet { get; }
    public abstract string ClosingAlready { get; }
    public abstract string ClosedAlready { get; }
    public abstract string NothingIsOpen { get; }
    public abstract string NobodyToTakeOff { get; }
    public abstract string NoLimitToExtend { get; }
    public abstract string ExtendNeedsConnection { get; }
    public abstract string ExtendingAlready { get; }
    public abstract string NothingToExport { get; }
    public abstract string ReadFileFirst { get; }
    public abstract string AnswerFirst { get; }
    public abstract string NoColumns { get; }
    public abstract string NoPunctuation { get; }
    public abstract string NobodyInFile { get; }
    public abstract string NobodyLooksAlike { get; }
    public abstract string NoBadLines { get; }
    public abstract string NoListToJoin { get; }

    public abstract string MinutesIgnored { get; }
    public abstract string MinutesIgnoredNoLimit { get; }

    public abstract string PasteDamaged { get; }
    public abstract string PasteOneLine { get; }
    public abstract string FieldIsFull(int room);
    public abstract string NoStudentNumber { get; }
    public abstract string StillWaiting(int count);

    public abstract string DoorRepeatCode { get; }
    public abstract string DoorCodesDiffer { get; }
    public abstract string DoorOlder(int count);
    public abstract string DoorOlderTitle { get; }
    public abstract string DoorOlderQuestion(string students, DateTimeOffset first, DateTimeOffset last);
    public abstract string DoorOlderSend { get; }
    public abstract string DoorOlderLeave { get; }

    public abstract string NoSuspendServing { get; }

    /// <summary>A key of the screen while a question stands over it.</summary>
    public abstract string QuestionFirst { get; }
    public abstract string NoSuspendHere { get; }
    public abstract string WelcomeTitle { get; }
    public abstract string WelcomeQuestion { get; }
    public abstract string WelcomeColumn { get; }
    public abstract string WelcomeTeacher { get; }
    public abstract string WelcomeStudent { get; }

    // The end.
    public abstract string Crashed(string what, string report);
    public abstract string CrashedWithoutReport(string what);
}
