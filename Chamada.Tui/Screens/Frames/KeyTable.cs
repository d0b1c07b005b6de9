using Chamada.Tui.Resources.Texts;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.Frames;

/// <summary>A row of the key table.</summary>
/// <param name="Action">What the key does.</param>
/// <param name="Scope">Where.</param>
/// <param name="Keys">The keys; the first one is shown.</param>
/// <param name="Name">The first key as it is shown.</param>
/// <param name="Words">What it does, in words.</param>
/// <param name="Rank">Where the bottom line is too short, the highest ranks go first.</param>
internal sealed record KeyRow(ScreenAction Action, KeyScope Scope, Key[] Keys, string Name, Func<ScreenStrings, KeyWords> Words, int Rank)
{
    /// <summary>Whether the key is a character that a text field would take.</summary>
    public bool IsCharacter { get; init; }

    /// <summary>Whether a text field that has the focus sees the key first, and the row only explains it.</summary>
    public bool IsExplanation { get; init; }
}

/// <summary>Every key of every screen. The bottom line, the help and the handling of keys are all made from it.</summary>
internal static class KeyTable
{
    /// <summary>The rows, in the order of the bottom line.</summary>
    public static readonly IReadOnlyList<KeyRow> Rows =
    [
        new(ScreenAction.Help, KeyScope.Everywhere, [Key.F1], "F1", static s => s.HelpKey, 0),
        new(ScreenAction.OpenRollCall, KeyScope.Start, [Key.Enter], "Enter", static s => s.OpenRollCallKey, 0) { IsExplanation = true },
        new(ScreenAction.Send, KeyScope.Student | KeyScope.Door, [Key.Enter], "Enter", static s => s.SendKey, 0) { IsExplanation = true },
        new(ScreenAction.PutStudent, KeyScope.Roster, [Key.Enter], "Enter", static s => s.PutStudentKey, 0) { IsExplanation = true },
        new(ScreenAction.ReadFile, KeyScope.Import, [Key.Enter], "Enter", static s => s.ReadFileKey, 0) { IsExplanation = true },
        new(ScreenAction.WriteExport, KeyScope.Export, [Key.Enter], "Enter", static s => s.WriteExportKey, 0) { IsExplanation = true },
        new(ScreenAction.OpenSaved, KeyScope.History, [Key.Enter], "Enter", static s => s.OpenSavedKey, 0) { IsExplanation = true },
        new(ScreenAction.Clear, KeyScope.Student | KeyScope.Door, [Key.Esc], "Esc", static s => s.ClearKey, 1),
        new(ScreenAction.Back, KeyScope.Inner, [Key.Esc], "Esc", static s => s.BackKey, 1),
        new(ScreenAction.CloseRollCall, KeyScope.RollCall, [Key.F8], "F8", static s => s.CloseRollCallKey, 0),
        new(ScreenAction.MarkPresent, KeyScope.RollCall, [new Key('+'), Key.InsertChar], "+", static s => s.MarkPresentKey, 1) { IsCharacter = true },
        new(ScreenAction.TakeOff, KeyScope.RollCall, [new Key('-'), Key.Delete], "-", static s => s.TakeOffKey, 1) { IsCharacter = true },
        new(ScreenAction.Extend, KeyScope.RollCall, [new Key('t')], "t", static s => s.ExtendKey, 1) { IsCharacter = true },
        new(ScreenAction.Retry, KeyScope.RollCall, [Key.F5], "F5", static s => s.RetryKey, 0),
        new(ScreenAction.ConnectNow, KeyScope.Start | KeyScope.Student | KeyScope.Door | KeyScope.RollCall, [Key.F5], "F5", static s => s.ConnectNowKey, 1),
        new(ScreenAction.RemoveStudent, KeyScope.Roster, [Key.Delete], "Del", static s => s.RemoveStudentKey, 2) { IsCharacter = true },
        new(ScreenAction.ImportRoster, KeyScope.Roster, [Key.O.WithCtrl], "Ctrl+O", static s => s.ImportRosterKey, 1),
        new(ScreenAction.ShowBadLines, KeyScope.Import, [Key.F6], "F6", static s => s.ShowBadLinesKey, 2),
        new(ScreenAction.JoinRoster, KeyScope.Import, [Key.F7], "F7", static s => s.JoinRosterKey, 1),
        new(ScreenAction.ReplaceRoster, KeyScope.Import, [Key.F8], "F8", static s => s.ReplaceRosterKey, 1),
        new(ScreenAction.EditRoster, KeyScope.Start | KeyScope.RollCall, [Key.F4], "F4", static s => s.EditRosterKey, 3),
        new(ScreenAction.Export, KeyScope.Tables | KeyScope.Roster, [Key.F9], "F9", static s => s.ExportKey, 3),
        new(ScreenAction.Search, KeyScope.Tables, [new Key('/'), Key.F.WithCtrl], "/", static s => s.SearchKey, 2) { IsCharacter = true },
        new(ScreenAction.NextRollCall, KeyScope.Start | KeyScope.RollCall, [Key.F6], "F6", static s => s.NextRollCallKey, 3),
        new(ScreenAction.ShowPresent, KeyScope.Tables, [new Key('1')], "1", static s => s.ShowPresentKey, 9) { IsCharacter = true },
        new(ScreenAction.ShowAbsent, KeyScope.Tables, [new Key('2')], "2", static s => s.ShowAbsentKey, 9) { IsCharacter = true },
        new(ScreenAction.ShowAll, KeyScope.Tables, [new Key('3')], "3", static s => s.ShowAllKey, 9) { IsCharacter = true },
        new(ScreenAction.ShowOffRoster, KeyScope.Tables, [new Key('4')], "4", static s => s.ShowOffRosterKey, 9) { IsCharacter = true },
        new(ScreenAction.SortNext, KeyScope.Tables, [Key.F7], "F7", static s => s.SortNextKey, 4),
        new(ScreenAction.SortReverse, KeyScope.Tables, [new Key('r'), Key.F7.WithShift], "r", static s => s.SortReverseKey, 8) { IsCharacter = true },
        new(ScreenAction.ShowHistory, KeyScope.Start | KeyScope.RollCall, [Key.F10, Key.Y.WithCtrl], "F10", static s => s.ShowHistoryKey, 4),
        new(ScreenAction.CheckAgain, KeyScope.Network, [Key.F5], "F5", static s => s.Host.CheckAgainKey, 1),
        new(ScreenAction.CheckNetwork, KeyScope.Start | KeyScope.RollCall, [Key.F12, Key.N.WithCtrl], "F12", static s => s.Host.CheckNetworkKey, 4),
        new(ScreenAction.ChangeLanguage, KeyScope.Everywhere, [Key.F2], "F2", static s => s.ChangeLanguageKey, 5),
        new(ScreenAction.ChangeTheme, KeyScope.Everywhere, [Key.F3], "F3", static s => s.ChangeThemeKey, 6),
        new(ScreenAction.LeaveDoor, KeyScope.Door, [Key.Q.WithCtrl], "Ctrl+Q", static s => s.LeaveDoorKey, 1),
        new(ScreenAction.Quit, KeyScope.Start | KeyScope.Student | KeyScope.Inner, [Key.Q.WithCtrl], "Ctrl+Q", static s => s.QuitKey, 1),
    ];

    /// <summary>The rows of a screen.</summary>
    public static IEnumerable<KeyRow> For(KeyScope scope) => Rows.Where(row => (row.Scope & scope) != 0);

    /// <summary>The rows that a key belongs to on a screen; one key may do one thing now and another one later.</summary>
    /// <param name="scope">The screen.</param>
    /// <param name="key">The key.</param>
    /// <param name="typing">Whether a text field has the focus: characters are then its own.</param>
    public static IEnumerable<KeyRow> Find(KeyScope scope, Key key, bool typing) => For(scope).Where(row =>
        !row.IsExplanation && !(typing && row.IsCharacter && IsPlain(key)) && row.Keys.Any(candidate => candidate == key));

    private static bool IsPlain(Key key) => !key.IsCtrl && !key.IsAlt;
}
