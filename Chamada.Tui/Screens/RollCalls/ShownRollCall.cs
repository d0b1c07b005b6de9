using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>How far a roll call has come.</summary>
internal enum RollCallPhase
{
    /// <summary>The server is asked to open it, or to take up again one that this account opened.</summary>
    Opening,

    /// <summary>Students register.</summary>
    Open,

    /// <summary>The server is asked to close it.</summary>
    Closing,

    /// <summary>It is over, and the list is here.</summary>
    Closed,

    /// <summary>The server refused to open it.</summary>
    Refused,

    /// <summary>The server no longer has it, and the list is what had arrived on this screen.</summary>
    Gone,
}

/// <summary>A roll call as it can be shown and exported: one that is going on, or one of long ago.</summary>
internal abstract class ShownRollCall
{
    /// <summary>Makes a roll call of nobody.</summary>
    protected ShownRollCall(ClassNumber number)
    {
        Class = number;
        Table = new AttendanceTable(Sheet);
    }

    /// <summary>The class.</summary>
    public ClassNumber Class { get; }

    /// <summary>How far it has come.</summary>
    public RollCallPhase Phase { get; protected set; }

    /// <summary>When it was opened, by the server's clock; null while that is not known.</summary>
    public DateTimeOffset? OpenedAt { get; protected set; }

    /// <summary>When it was closed, by the server's clock; null before.</summary>
    public DateTimeOffset? ClosedAt { get; protected set; }

    /// <summary>When the server closes it by itself, by the server's clock; null when it does not.</summary>
    public DateTimeOffset? ClosesAt { get; protected set; }

    /// <summary>How far the server's clock is ahead of this machine's, as far as is known: times left and times gone by are measured by the
    /// server's.</summary>
    public TimeSpan ServerAhead { get; protected set; }

    /// <summary>Who is present.</summary>
    public AttendanceSheet Sheet { get; } = new();

    /// <summary>The table that shows it.</summary>
    public AttendanceTable Table { get; }
}

/// <summary>A roll call from the teacher's folder.</summary>
internal sealed class PastRollCall : ShownRollCall
{
    /// <summary>Takes up a saved list.</summary>
    /// <param name="roll">The list.</param>
    /// <param name="names">The class list of today, for a list of the first edition: those hold no names.</param>
    public PastRollCall(SavedList roll, Roster names)
        : base(roll.Class)
    {
        Phase = RollCallPhase.Closed;
        OpenedAt = roll.OpenedAt;
        ClosedAt = roll.ClosedAt;
        Sheet.Roster = roll.ToRoster(names);
        Sheet.Reset(roll);
        Sheet.Kept = [.. roll.Notes.Settled.Select(static settled => settled.Student)];
        Sheet.Earlier = roll.Notes.Earlier?.Students;
    }
}
