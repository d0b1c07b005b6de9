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
}
