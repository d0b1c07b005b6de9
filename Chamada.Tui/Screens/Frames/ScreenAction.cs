namespace Chamada.Tui.Screens.Frames;

/// <summary>What a key can do on a screen.</summary>
internal enum ScreenAction
{
    /// <summary>Explain the keys.</summary>
    Help,

    /// <summary>Open the chosen class, or show its roll call.</summary>
    OpenRollCall,

    /// <summary>Send the student's form.</summary>
    Send,

    /// <summary>Empty the student's form.</summary>
    Clear,

    /// <summary>Close the roll call.</summary>
    CloseRollCall,

    /// <summary>Mark a student present by hand.</summary>
    MarkPresent,

    /// <summary>Take a student off the list.</summary>
    TakeOff,

    /// <summary>Give the roll call more time.</summary>
    Extend,

    /// <summary>Try again what failed on this machine.</summary>
    Retry,

    /// <summary>Search in the table.</summary>
    Search,

    /// <summary>Show who is present.</summary>
    ShowPresent,

    /// <summary>Show who is absent.</summary>
    ShowAbsent,

    /// <summary>Show everybody.</summary>
    ShowAll,

    /// <summary>Show who is not on the class list.</summary>
    ShowOffRoster,

    /// <summary>Sort by the next column.</summary>
    SortNext,

    /// <summary>Turn the order round.</summary>
    SortReverse,

    /// <summary>Look at the class list and change it.</summary>
    EditRoster,

    /// <summary>Keep what was typed on the class list.</summary>
    PutStudent,

    /// <summary>Take a student off the class list.</summary>
    RemoveStudent,

    /// <summary>Read a class list from a file.</summary>
    ImportRoster,

    /// <summary>Read the file that was named.</summary>
    ReadFile,

    /// <summary>Add the file's students to the class list.</summary>
    JoinRoster,

    /// <summary>Take the file's list instead of the class list.</summary>
    ReplaceRoster,

    /// <summary>Show the good lines, or the bad ones.</summary>
    ShowBadLines,

    /// <summary>Write the list to a file or to the clipboard.</summary>
    Export,

    /// <summary>Write it now.</summary>
    WriteExport,

    /// <summary>Look at past roll calls.</summary>
    ShowHistory,

    /// <summary>Look at one of them.</summary>
    OpenSaved,

    /// <summary>Go to the next roll call.</summary>
    NextRollCall,

    /// <summary>Look how this machine stands in the network.</summary>
    CheckNetwork,

    /// <summary>Look again.</summary>
    CheckAgain,

    /// <summary>Reach the server now instead of later.</summary>
    ConnectNow,

    /// <summary>Change the language.</summary>
    ChangeLanguage,

    /// <summary>Change the colours.</summary>
    ChangeTheme,

    /// <summary>Ask for the code that opens the way out of the door.</summary>
    LeaveDoor,

    /// <summary>Go back.</summary>
    Back,

    /// <summary>End the program.</summary>
    Quit,
}

/// <summary>The screens, as far as their keys are concerned.</summary>
[Flags]
internal enum KeyScope
{
    /// <summary>The teacher's start screen.</summary>
    Start = 1,

    /// <summary>A roll call, open or closed.</summary>
    RollCall = 2,

    /// <summary>The student's form.</summary>
    Student = 4,

    /// <summary>The list of a class.</summary>
    Roster = 8,

    /// <summary>Reading such a list from a file.</summary>
    Import = 16,

    /// <summary>Writing a list to a file.</summary>
    Export = 32,

    /// <summary>The past roll calls of a class.</summary>
    History = 64,

    /// <summary>A past roll call.</summary>
    Saved = 128,

    /// <summary>A shared machine at the door.</summary>
    Door = 256,

    /// <summary>The check of the network.</summary>
    Network = 512,

    /// <summary>The screens with a table of students.</summary>
    Tables = RollCall | Saved,

    /// <summary>The screens that one comes back from.</summary>
    Inner = RollCall | Roster | Import | Export | History | Saved | Network,

    /// <summary>Every screen.</summary>
    Everywhere = Start | Student | Door | Inner,
}
