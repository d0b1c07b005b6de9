namespace Chamada.Core.Rolls;

/// <summary>One entry of a roll call's list: 48 bytes, since there may be millions.</summary>
public readonly struct Attendance
{
    /// <summary>The largest <see cref="Sequence"/>: at a million decisions a second it is reached after nine years.</summary>
    public const long MaxSequence = (1L << SequenceBits) - 1;

    private const int SequenceBits = 48;
    private const int OffsetBits = 11;
    private const int OffsetBias = 1 << (OffsetBits - 1);

    private readonly long _milliseconds;

    // From below: the sequence, the offset from UTC in minutes plus 1,024, the mark.
    private readonly ulong _packed;

    /// <summary>Makes an entry.</summary>
    /// <param name="student">Who.</param>
    /// <param name="at">When, by the server's clock.</param>
    /// <param name="sequence">The number of the decision, 0 to <see cref="MaxSequence"/>.</param>
    /// <param name="mark">What it says.</param>
    public Attendance(StudentId student, Stamp at, long sequence, Mark mark = Mark.Present)
    {
        Student = student;
        _milliseconds = at.UnixMilliseconds;
        _packed = (ulong)sequence | ((ulong)(at.OffsetMinutes + OffsetBias) << SequenceBits) | ((ulong)mark << (SequenceBits + OffsetBits));
    }

    /// <summary>Who.</summary>
    public StudentId Student { get; }

    /// <summary>When, by the server's clock.</summary>
    public Stamp At => new(_milliseconds, (short)((int)((_packed >> SequenceBits) & ((1 << OffsetBits) - 1)) - OffsetBias));

    /// <summary>The number of the decision, to know whether it is durable.</summary>
    public long Sequence => (long)(_packed & (ulong)MaxSequence);

    /// <summary>What it says.</summary>
    public Mark Mark => (Mark)(_packed >> (SequenceBits + OffsetBits));
}

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
