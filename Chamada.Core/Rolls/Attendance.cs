namespace Chamada.Core.Rolls;

/// <summary>How an entry came into a roll call's log.</summary>
public enum AttendanceKind : byte
{
    /// <summary>The student registered.</summary>
    Self,

    /// <summary>The teacher marked the student present.</summary>
    Marked,

    /// <summary>The teacher took the student off the list.</summary>
    Removed,
}

/// <summary>One entry of a roll call's log.</summary>
/// <param name="Student">Who.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Sequence">The number of the decision, to know whether it is durable.</param>
/// <param name="Kind">How.</param>
public readonly record struct Attendance(StudentId Student, Stamp At, long Sequence, AttendanceKind Kind = AttendanceKind.Self);

/// <summary>The end of a roll call.</summary>
/// <param name="At">When it was closed.</param>
/// <param name="Sequence">The number of that decision.</param>
public sealed record RollClosing(Stamp At, long Sequence);

/// <summary>When a roll call closes by itself.</summary>
/// <param name="At">The time by the server's clock.</param>
/// <param name="Sequence">The number of the decision that set it.</param>
public sealed record RollLimit(Stamp At, long Sequence);

/// <summary>Wants to know of changes to a roll call.</summary>
public interface IRollWatcher
{
    /// <summary>
    /// Something of the roll call has become durable since the last call; the roll call's log says what. Called on any thread; it must not block.
    /// </summary>
    void RollChanged();
}
