namespace Chamada.Tui.Keys;

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

    /// <summary>Go to the next roll call.</summary>
    NextRollCall,

    /// <summary>Reach the server now instead of later.</summary>
    ConnectNow,

    /// <summary>Change the language.</summary>
    ChangeLanguage,

    /// <summary>Change the colours.</summary>
    ChangeTheme,

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

    /// <summary>Every screen.</summary>
    Everywhere = Start | RollCall | Student,
}
