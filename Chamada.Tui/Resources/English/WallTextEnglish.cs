using Chamada.Tui.Resources.Texts;
using static System.FormattableString;

namespace Chamada.Tui.Resources.English;

/// <summary>The wall in English.</summary>
internal sealed class WallTextEnglish : WallText
{
    public override KeyWords WallKey => new("Wall", "All names at a glance, to mark while calling");

    public override KeyWords HereKey => new("Here", "Marks the name present and goes to the next");

    public override KeyWords UndoKey => new("Undo", "Undoes the last mark; the record keeps both");

    public override KeyWords CallKey => new("Call", "Calls missing names in large letters, in turn");

    public override KeyWords ChooseKey => new("Choose", "Chooses a name; → and ← go to the next column");

    public override KeyWords PageKey => new("Page", "Goes to the next page and back");

    public override KeyWords NextNameKey => new("Next name", "Leaves the name absent and calls the next");

    public override KeyWords PreviousNameKey => new("Name before", "Calls the missing name before");

    public override string Here => "here";

    public override string Absent => "absent";

    public override string TakenOff => "off";

    public override string Counts(int here, int missing) => Invariant($"{here} here, {missing} missing");

    public override string PageOf(int page, int pages) => Invariant($"page {page} of {pages}");

    public override string Nobody => "No names: the class list (F4) gives them, or students who register.";

    public override string NotHere => "Only who is present can be taken off.";

    public override string NobodyMissing => "Nobody of the class list is missing.";

    public override string IsHereAlready(string student) => $"{student} is here already; - takes off.";

    public override string NothingToUndo => "There is no mark of yours to undo.";

    public override string UndoReason => "mark undone";

    public override string StillMissing(int missing, int left) => Invariant($"{missing} missing, {left} still to call");

    public override string EverybodyCalled => "All missing names have been called; ↑ goes back.";
}
