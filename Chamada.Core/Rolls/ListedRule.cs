namespace Chamada.Core.Rolls;

/// <summary>What becomes of a student whose number is not on the class's list, while the roll call holds one. The numbers are
/// stored.</summary>
public enum ListedRule : byte
{
    /// <summary>Registered, and flagged in the record.</summary>
    Flag = 0,

    /// <summary>Asked to look at the number again; who confirms it is registered, and flagged.</summary>
    Ask = 1,

    /// <summary>Refused.</summary>
    Refuse = 2,
}

/// <summary>Numbers that are added to a roll call's list of the class, or that the list is emptied.</summary>
/// <param name="Added">Numbers that were not on it; none when the list is emptied.</param>
public sealed record RosterChange(IReadOnlyList<StudentId> Added)
{
    /// <summary>What was on a list that is emptied, where this was decided here.</summary>
    internal HashSet<StudentId>? Before { get; init; }

    /// <summary>Whether it empties the list.</summary>
    public bool IsClearing => Added.Count == 0;
}
