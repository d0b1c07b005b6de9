namespace Chamada.Core.Rolls;

/// <summary>What happened to a roll call. The numbers are stored; none is ever given another meaning.</summary>
public enum RollEventKind : byte
{
    /// <summary>A roll call was opened for a class.</summary>
    Opened = 1,

    /// <summary>A student registered.</summary>
    Present = 2,

    /// <summary>The roll call was closed; its list waits for its teacher.</summary>
    Closed = 3,

    /// <summary>The list was received, or nobody fetched it in time: nothing of the roll call is kept.</summary>
    Erased = 4,

    /// <summary>The teacher marked a student present.</summary>
    Marked = 5,

    /// <summary>The teacher took a student off the list.</summary>
    Removed = 6,

    /// <summary>The teacher gave more time.</summary>
    Extended = 7,
}

/// <summary>One decision of the roll book, in the order of decisions: what a journal writes and a restart replays.</summary>
public readonly record struct RollEvent
{
    /// <summary>1 for the first decision of a journal, and one more for each that follows.</summary>
    public required long Sequence { get; init; }

    /// <summary>What happened.</summary>
    public required RollEventKind Kind { get; init; }

    /// <summary>The roll call it happened to: the sequence of its <see cref="RollEventKind.Opened"/> event.</summary>
    public required long RollId { get; init; }

    /// <summary>The class of that roll call.</summary>
    public required ClassNumber Class { get; init; }

    /// <summary>When, by the server's clock.</summary>
    public required Stamp At { get; init; }

    /// <summary>With <see cref="RollEventKind.Present"/>, <see cref="RollEventKind.Marked"/> and <see cref="RollEventKind.Removed"/>: who.</summary>
    public StudentId Student { get; init; }

    /// <summary>With <see cref="RollEventKind.Marked"/> and <see cref="RollEventKind.Removed"/>: the teacher's reason; null when none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// With <see cref="RollEventKind.Opened"/> and <see cref="RollEventKind.Extended"/>: when the roll call closes by itself, in
    /// milliseconds since 1970-01-01T00:00:00Z; 0 when it does not.
    /// </summary>
    public long ClosesAt { get; init; }

    /// <summary>With <see cref="RollEventKind.Opened"/>: the hash of the owner's token, null when the roll call belongs to nobody.</summary>
    public TokenHash? Owner { get; init; }
}
