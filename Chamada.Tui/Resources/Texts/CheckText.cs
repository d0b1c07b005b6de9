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

    // A second round.
    public abstract KeyWords ShowOnceKey { get; }

    public abstract KeyWords AskAgainKey { get; }

    public abstract string ViewOnce { get; }

    public abstract string ShortOnce { get; }

    public abstract string NobodyOnce { get; }

    public abstract string OneRound { get; }

    /// <summary>In which of two rounds somebody answered, in a column of nine; so the next.</summary>
    public abstract string OnlyEarlier { get; }

    public abstract string OnlyNow { get; }

    public abstract string NobodyToAskAgain { get; }

    public abstract string AskAgainTitle(string number);

    public abstract string AskAgainQuestion(int present);

    public abstract string AskAgainNow { get; }

    public abstract string AskingAgain { get; }

    // A count of heads.
    public abstract KeyWords HeadsKey { get; }

    public abstract string HeadsTitle { get; }

    public abstract string HeadsQuestion(int present);

    public abstract string HeadsLabel { get; }

    public abstract string HeadsNow { get; }

    public abstract string BadHeads { get; }

    /// <summary>How many were in the room, and how many on the list then.</summary>
    public abstract string Heads(int inRoom, int onList, DateTimeOffset at);

    // A spot check.
    public abstract KeyWords SpotCheckKey { get; }

    public abstract KeyWords HereKey { get; }

    public abstract KeyWords MissingKey { get; }

    public abstract KeyWords BeforeKey { get; }

    public abstract string SpotCheckTitle { get; }

    public abstract string SpotCheckQuestion(int present);

    public abstract string SpotCheckLabel { get; }

    public abstract string SpotCheckNow { get; }

    public abstract string BadCount(int most);

    public abstract string NobodyToDraw { get; }

    public abstract string FlaggedTitle { get; }

    public abstract string FlaggedQuestion(int flagged);

    public abstract string FlaggedYes { get; }

    public abstract string FlaggedNo { get; }

    /// <summary>Who is called of how many, and whether by lot.</summary>
    public abstract string Round(int place, int count, bool isDrawn);

    public abstract string IsHere { get; }

    public abstract string NobodyBefore { get; }

    public abstract string EverybodyLookedFor { get; }

    /// <summary>The reason in the record for taking off who was not found.</summary>
    public abstract string MissingReason { get; }

    /// <summary>What a spot check proves.</summary>
    public abstract string Proves(int found, int drawn, int atLeast, int listed);

    /// <summary>How that is to be understood.</summary>
    public abstract string WhatItMeans { get; }

    /// <summary>Words with one space between them, of those that are there.</summary>
    protected static string Words(params string[] words) => string.Join(' ', words.Where(static word => word.Length > 0));
}
