namespace Chamada.Core.Rolls.Commands;

/// <summary>Add numbers to the class's list that a roll call holds, empty it, or ask how many it holds.</summary>
/// <param name="token">The hash of the token that came with it.</param>
/// <param name="added">Numbers to add; those that it holds already change nothing.</param>
/// <param name="isClearing">Whether to empty it instead.</param>
public sealed class RosterCommand(TokenHash token, IReadOnlyList<StudentId> added, bool isClearing = false) : RollCommand
{
    /// <summary>The most numbers of one request.</summary>
    public const int MostAdded = 250;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.Refusal(request.Class, token, out RollCall roll) is { } refusal)
        {
            return refusal;
        }

        HashSet<StudentId>? before = roll.Roster;
        StudentId[] fresh = [.. added.Distinct().Where(student => before is null || !before.Contains(student))];
        RosterChange? change = isClearing
            ? before is null ? null : new RosterChange([]) { Before = before }
            : fresh.Length == 0 ? null : new RosterChange(fresh);
        if (change is not null)
        {
            rolls.Happen(rolls.EventOf(roll, RollEventKind.Roster, roll.NotBefore(rolls.Now.At)) with { Roster = change });
        }

        return new RollOutcome(RollWord.RosterHeld, roll.Class, rolls.Now.At, new RosterOutcome(roll.Roster?.Count ?? 0));
    }
}
