namespace Chamada.Tui.Resources.Guides;

/// <summary>
/// What a section of the teacher's guide is about. In the documents a line <c>&lt;!-- topic word --&gt;</c> before a heading says which it
/// is; the word is the name here in lower case.
/// </summary>
internal enum GuideTopic
{
    /// <summary>Before the first class.</summary>
    Start,

    /// <summary>The class list.</summary>
    Roster,

    /// <summary>A class's settings.</summary>
    Settings,

    /// <summary>A roll call from its opening to its closing.</summary>
    RollCall,

    /// <summary>What to tell the students.</summary>
    Students,

    /// <summary>Codes and flags.</summary>
    Code,

    /// <summary>Spot checks and counts of heads.</summary>
    Checks,

    /// <summary>Calling the names.</summary>
    Wall,

    /// <summary>The machine at the door.</summary>
    Door,

    /// <summary>What to do when something does not work.</summary>
    Trouble,

    /// <summary>Past roll calls.</summary>
    Past,

    /// <summary>The term.</summary>
    Term,

    /// <summary>Certificates that come later.</summary>
    Certificates,

    /// <summary>Exports, and the school's diary.</summary>
    Diary,

    /// <summary>The end of the term.</summary>
    End,

    /// <summary>Another machine, another teacher.</summary>
    Moving,

    /// <summary>The students' data.</summary>
    Privacy,
}
