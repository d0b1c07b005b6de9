namespace Chamada.Core.Rolls;

/// <summary>One entry of a roll call's list.</summary>
/// <param name="Student">Who.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Sequence">The number of the decision, to know whether it is durable.</param>
/// <param name="Mark">What it says.</param>
public readonly record struct Attendance(StudentId Student, Stamp At, long Sequence, Mark Mark = Mark.Present);

/// <summary>The end of a roll call.</summary>
/// <param name="At">When it was closed.</param>
/// <param name="Sequence">The number of that decision.</param>
public sealed record RollClosing(Stamp At, long Sequence);

/// <summary>When a roll call closes by itself.</summary>
/// <param name="At">The time by the server's clock, as it was told.</param>
/// <param name="Sequence">The number of the decision that set it.</param>
public sealed record RollLimit(Stamp At, long Sequence)
{
    /// <summary>The <see cref="Moment.Elapsed"/> at which it closes.</summary>
    internal long Deadline { get; init; }
}
