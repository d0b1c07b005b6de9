namespace Chamada.Tui.Resources.Texts;

/// <summary>
/// What the teacher's screens say about how far a list is to be believed: what is to be settled of those who registered. Lines above the
/// keys
/// leave room for two student numbers; names are cut where there is none.
/// </summary>
internal abstract class CheckText
{
    public abstract KeyWords ShowToSettleKey { get; }

    public abstract KeyWords KeepKey { get; }

    public abstract string ViewToSettle { get; }

    /// <summary>The views' names where there is little room; so the next three.</summary>
    public abstract string ShortPresent { get; }

    public abstract string ShortAbsent { get; }

    public abstract string ShortOffRoster { get; }

    public abstract string ShortToSettle { get; }

    public abstract string ColumnToSettle { get; }

    public abstract string NobodyToSettle { get; }

    /// <summary>On the board, where names would be read by everybody.</summary>
    public abstract string ToSettleBehindBoard(int count);

    /// <summary>The teacher keeps somebody who was flagged.</summary>
    public abstract string KeptByYou(string student);

    /// <summary>Somebody registered where another one had, and what settles it.</summary>
    public abstract string SameSource(string name, string other, string otherName, bool isAddress, string student);

    /// <summary>Somebody registered where another one had: for a column beside his own number.</summary>
    public abstract string SourceOf(string other, string otherName, bool isAddress);

    /// <summary>A number that is like one of the list: for a column beside it.</summary>
    public abstract string LooksLike(string listed, string name);

    /// <summary>A number that is not on the list, and what settles it.</summary>
    public abstract string NotOnList(string student);

    /// <summary>Flagged by a server that knows more than this program.</summary>
    public abstract string OtherFlag(string student);

    /// <summary>That in two words.</summary>
    public abstract string Flagged { get; }

    /// <summary>Words with one space between them, of those that are there.</summary>
    protected static string Words(params string[] words) => string.Join(' ', words.Where(static word => word.Length > 0));
}
