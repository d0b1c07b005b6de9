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

    /// <summary>The code that is asked for: it begins, is changed, ends, or a new one was shown.</summary>
    Code = 8,

    /// <summary>Numbers were added to the class's list for this roll call, or it was emptied.</summary>
    Roster = 9,

    /// <summary>Something is known of a registration that the teacher may want to look at.</summary>
    Flagged = 10,

    /// <summary>The teacher looked for a student who is on the list and found that student in the room.</summary>
    Here = 11,

    /// <summary>The teacher looked for a student who is on the list and did not find that student.</summary>
    Missing = 12,

    /// <summary>The teacher counted how many are in the room.</summary>
    Heads = 13,

    /// <summary>So many more students were refused than stand in the events before.</summary>
    Refused = 14,

    /// <summary>Somebody whose key has that right closed the roll call in its owner's place; <see cref="Closed"/> follows.</summary>
    ClosedBy = 15,
}

/// <summary>What kinds of events have in common.</summary>
internal static class RollEventKinds
{
    /// <summary>Whether such an event adds an entry to the list.</summary>
    public static bool IsEntry(this RollEventKind kind) =>
        kind is RollEventKind.Present or RollEventKind.Marked or RollEventKind.Removed
            or RollEventKind.Flagged or RollEventKind.Here or RollEventKind.Missing or RollEventKind.Heads
            or RollEventKind.ClosedBy;
}

/// <summary>One decision about a roll call, in the order of decisions: what a log keeps, and what alone changes a roll call.</summary>
public readonly record struct RollEvent
{
    /// <summary>The last of the kinds that there are.</summary>
    internal const RollEventKind LastKind = RollEventKind.ClosedBy;

    private readonly object? _detail;

    /// <summary>1 for the first decision of a log, and one more for each that follows.</summary>
    public required long Sequence { get; init; }

    /// <summary>What happened.</summary>
    public required RollEventKind Kind { get; init; }

    /// <summary>The roll call it happened to: the sequence of its <see cref="RollEventKind.Opened"/> event.</summary>
    public required long RollId { get; init; }

    /// <summary>The class of that roll call.</summary>
    public required ClassNumber Class { get; init; }

    /// <summary>When, by the server's clock.</summary>
    public required Stamp At { get; init; }

    /// <summary>With an entry of the list (<see cref="IsEntry"/>): who; the default where it is about nobody
    /// (<see cref="RollEventKind.Heads"/>, <see cref="RollEventKind.ClosedBy"/>).</summary>
    public StudentId Student { get; init; }

    /// <summary>Whether it adds an entry to the list; <see cref="Mark"/> says which then.</summary>
    public bool IsEntry => Kind.IsEntry();

    /// <summary>What the entry says. Only where <see cref="IsEntry"/>.</summary>
    public Mark Mark => (Mark)Kind;

    /// <summary>Whether it refers to anything.</summary>
    internal bool HasDetail => _detail is not null;

    /// <summary>With a mark by hand: the teacher's reason; null when none was given. With a flag: what is known. With a
    /// count of heads: the number. With a closing in the owner's place: whose key it was.</summary>
    public string? Reason
    {
        get => _detail as string;
        init => _detail = value ?? _detail;
    }

    /// <summary>With <see cref="RollEventKind.Opened"/>: for whom and by which rules. Not null then.</summary>
    public RollOpening? Opening
    {
        get => _detail as RollOpening;
        init => _detail = value ?? _detail;
    }

    /// <summary>With <see cref="RollEventKind.Extended"/>: until when. Not null then.</summary>
    public RollExtension? Extension
    {
        get => _detail as RollExtension;
        init => _detail = value ?? _detail;
    }

    /// <summary>With <see cref="RollEventKind.Present"/>: from which device; null where nobody looks at it.</summary>
    public DeviceHash? Device
    {
        get => _detail as DeviceHash;
        init => _detail = value ?? _detail;
    }

    /// <summary>With <see cref="RollEventKind.Code"/>: what becomes of the code. Not null then.</summary>
    public CodeChange? Code
    {
        get => _detail as CodeChange;
        init => _detail = value ?? _detail;
    }

    /// <summary>With <see cref="RollEventKind.Roster"/>: what becomes of the class's list. Not null then.</summary>
    public RosterChange? Roster
    {
        get => _detail as RosterChange;
        init => _detail = value ?? _detail;
    }

    /// <summary>With <see cref="RollEventKind.Refused"/>: how many more. Not null then.</summary>
    public RefusalCounts? Refusals
    {
        get => _detail as RefusalCounts;
        init => _detail = value ?? _detail;
    }

    /// <summary>With <see cref="RollEventKind.Erased"/> as it was decided here: what was erased, so that it can be taken back.</summary>
    internal RollCall? Erased
    {
        get => _detail as RollCall;
        init => _detail = value ?? _detail;
    }
}

/// <summary>How a roll call was opened.</summary>
/// <param name="Owner">The hash of the owner's token; null when it belongs to nobody.</param>
/// <param name="Rules">What holds for it, to its end.</param>
public sealed record RollOpening(TokenHash? Owner, RollRules Rules);

/// <summary>More time for a roll call.</summary>
/// <param name="ClosesAt">When it closes by itself from now on, in milliseconds since 1970-01-01T00:00:00Z.</param>
public sealed record RollExtension(long ClosesAt)
{
    /// <summary>The limit before, where this was decided here.</summary>
    internal RollLimit? Before { get; init; }
}
