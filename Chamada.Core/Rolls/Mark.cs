namespace Chamada.Core.Rolls;

/// <summary>
/// What an entry of a roll call's list says of a student. The numbers are those of the events (<see cref="RollEventKind"/>).
/// </summary>
public enum Mark : byte
{
    /// <summary>The student registered.</summary>
    Present = RollEventKind.Present,

    /// <summary>The teacher marked the student present.</summary>
    Marked = RollEventKind.Marked,

    /// <summary>The teacher took the student off the list.</summary>
    Removed = RollEventKind.Removed,

    /// <summary>Something is known of a registration that the teacher may want to look at: the reason says what. It changes
    /// nothing.</summary>
    Flagged = RollEventKind.Flagged,

    /// <summary>The teacher found the student in the room. It changes nothing.</summary>
    Here = RollEventKind.Here,

    /// <summary>The teacher did not find the student in the room. It changes nothing.</summary>
    Missing = RollEventKind.Missing,

    /// <summary>How many the teacher counted in the room: the reason is the number, and it is about no student. It changes
    /// nothing.</summary>
    Heads = RollEventKind.Heads,

    /// <summary>The roll call was closed in its owner's place: the reason names the key, and it is about no student. It changes
    /// nothing, and is the last.</summary>
    ClosedBy = RollEventKind.ClosedBy,
}

/// <summary>Who is present, from the entries of a list: the newest of each student counts.</summary>
public static class Presence
{
    /// <summary>Whether a student whose newest entry says so is present.</summary>
    public static bool IsPresent(this Mark mark) => mark is Mark.Present or Mark.Marked;

    /// <summary>Whether an entry that says so decides about who is present; others only stand beside it.</summary>
    public static bool IsDecisive(this Mark mark) => mark is Mark.Present or Mark.Marked or Mark.Removed;

    /// <summary>Whether an entry that says so is about a student.</summary>
    public static bool HasStudent(this Mark mark) => mark is not (Mark.Heads or Mark.ClosedBy);

    /// <summary>
    /// The entries that stand for those who are present, in order of arrival: who was taken off and came back arrived then.
    /// </summary>
    /// <param name="record">Everything that happened, in order.</param>
    /// <param name="student">Whom an entry is about.</param>
    /// <param name="mark">What it says.</param>
    public static IEnumerable<T> Of<T, TStudent>(IReadOnlyList<T> record, Func<T, TStudent> student, Func<T, Mark> mark)
        where TStudent : notnull
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(mark);
        Dictionary<TStudent, int> newest = new(record.Count);
        for (int i = 0; i < record.Count; i++)
        {
            if (mark(record[i]).IsDecisive())
            {
                newest[student(record[i])] = i;
            }
        }

        return record.Where((entry, i) => mark(entry).IsPresent() && newest[student(entry)] == i);
    }
}
