using Chamada.Tui.Resources.Texts;
using static System.FormattableString;

namespace Chamada.Tui.Resources.English;

/// <summary>How far the list is to be believed, in English.</summary>
internal sealed class CheckTextEnglish : CheckText
{
    public override KeyWords ShowToSettleKey => new("To settle", "Shows what is to be settled of who is present");

    public override KeyWords KeepKey => new("Keep", "Settles it: keeps the chosen one; again: asks");

    public override string ViewToSettle => "To settle";

    public override string ShortPresent => "Pres.";

    public override string ShortAbsent => "Abs.";

    public override string ShortOffRoster => "Off list";

    public override string ShortToSettle => "Settle";

    public override string ColumnToSettle => "To settle";

    public override string NobodyToSettle => "There is nothing to settle.";

    public override string ToSettleBehindBoard(int count) =>
        Invariant($"{count} to settle: 5 shows {(count == 1 ? "it" : "them")}, and takes the board down.");

    public override string KeptByYou(string student) => $"{student}: kept by you; k asks again.";

    public override string SameSource(string name, string other, string otherName, bool isAddress, string student) =>
        $"{Words(student, name)}: {(isAddress ? "address" : "device")} of {Words(other, otherName)}; k keeps, - takes off.";

    public override string SourceOf(string other, string otherName, bool isAddress) =>
        $"{(isAddress ? "address" : "device")} of {Words(other, otherName)}";

    public override string LooksLike(string listed, string name) => $"like {Words(listed, name)}";

    public override string NotOnList(string student) => $"{student}: not on the list; k keeps, - takes off.";

    public override string OtherFlag(string student) => $"{student}: flagged; k keeps, - takes off.";

    public override string Flagged => "flagged by the server";

    public override KeyWords ShowOnceKey => new("Once only", "Shows who answered in one of two rounds only");

    public override KeyWords AskAgainKey => new("Ask again", "A second round: everybody answers once more");

    public override string ViewOnce => "Once only";

    public override string ShortOnce => "Once";

    public override string NobodyOnce => "Everybody who answered did so in both rounds.";

    public override string OneRound => "There was one round only; g asks the class again.";

    public override string OnlyEarlier => "1st only";

    public override string OnlyNow => "2nd only";

    public override string NobodyToAskAgain => "Nobody has answered yet: there is nobody to ask again.";

    public override string AskAgainTitle(string number) => $"Ask class {number} again?";

    public override string AskAgainQuestion(int present) => Invariant(
        $"This round is closed and its list saved ({present} present). Then the class is opened again with a new code, ")
        + "and everybody answers once more. Who answers only once is shown apart, under 6.";

    public override string AskAgainNow => "Ask again";

    public override string AskingAgain => "The first round is being closed and saved; then the class is opened again.";

    public override KeyWords HeadsKey => new("Heads", "Writes down how many you count in the room");

    public override string HeadsTitle => "How many are in the room?";

    public override string HeadsQuestion(int present) =>
        Invariant($"{present} are on the list. Count the students in the room; the number goes into the record.");

    public override string HeadsLabel => "In the room:";

    public override string HeadsNow => "Write down";

    public override string BadHeads => "A number from 0 to 999999.";

    public override string Heads(int inRoom, int onList, DateTimeOffset at) =>
        Invariant($"{inRoom} in the room, {onList} on the list, counted at {ScreenStrings.Clock(at)}.");

    public override KeyWords SpotCheckKey => new("Spot check", "Draws some by lot, to look for them in the room");

    public override KeyWords HereKey => new("Here", "Found in the room: goes into the record");

    public override KeyWords MissingKey => new("Missing", "Not found: into the record, and off if you say so");

    public override KeyWords BeforeKey => new("Before", "Calls the one before once more");

    public override string SpotCheckTitle => "Spot check";

    public override string SpotCheckQuestion(int present) => Invariant(
        $"So many of the {present} on the list are drawn by lot and called one by one: you say who is in the room.");

    public override string SpotCheckLabel => "How many:";

    public override string SpotCheckNow => "Draw";

    public override string BadCount(int most) => Invariant($"A number from 1 to {most}.");

    public override string NobodyToDraw => "Nobody is present: there is nobody to draw.";

    public override string FlaggedTitle => "Those to settle first?";

    public override string FlaggedQuestion(int flagged) => Invariant(
        $"{flagged} of those present {(flagged == 1 ? "is" : "are")} to be settled. They can be called first, ")
        + "in a round of their own that does not count for the figure.";

    public override string FlaggedYes => "First these";

    public override string FlaggedNo => "Only by lot";

    public override string Round(int place, int count, bool isDrawn) =>
        isDrawn ? Invariant($"{place} of {count}, drawn by lot") : Invariant($"{place} of {count}, to settle");

    public override string IsHere => "In the room?";

    public override string NobodyBefore => "This is the first of the round.";

    public override string EverybodyLookedFor => "All of them have been called.";

    public override string MissingReason => "not in the room at the spot check";

    public override string Proves(int found, int drawn, int atLeast, int listed) => Invariant(
        $"{found} of {drawn} {(found == 1 ? "was" : "were")} here: ") + Invariant(
        $"at least {atLeast} of the {listed} on the list {(atLeast == 1 ? "was" : "were")} in the room.");

    public override string WhatItMeans =>
        "With 95 % confidence: a list with fewer in the room gives so good a result at most one time in twenty. "
        + "It is in the record and in the saved list.";
}
