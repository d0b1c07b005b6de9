namespace Chamada.Tui.Resources.Texts;

/// <summary>Every word of the wall of names, and of the calling of those who are missing.</summary>
internal abstract class WallText
{
    public abstract KeyWords WallKey { get; }

    public abstract KeyWords HereKey { get; }

    public abstract KeyWords UndoKey { get; }

    public abstract KeyWords CallKey { get; }

    public abstract KeyWords ChooseKey { get; }

    public abstract KeyWords PageKey { get; }

    public abstract KeyWords NextNameKey { get; }

    public abstract KeyWords PreviousNameKey { get; }

    /// <summary>Somebody's state, in a short word; so the next two.</summary>
    public abstract string Here { get; }

    public abstract string Absent { get; }

    public abstract string TakenOff { get; }

    public abstract string Counts(int here, int missing);

    public abstract string PageOf(int page, int pages);

    public abstract string Nobody { get; }

    public abstract string NotHere { get; }

    public abstract string NobodyMissing { get; }

    public abstract string IsHereAlready(string student);

    public abstract string NothingToUndo { get; }

    /// <summary>The reason in the record for a mark that was undone.</summary>
    public abstract string UndoReason { get; }

    public abstract string StillMissing(int missing, int left);

    public abstract string EverybodyCalled { get; }
}
