namespace Chamada.Core.Rolls;

/// <summary>
/// A roll call as it can be read from anywhere, at any pace and without a lock, while students go on registering: its entries are only ever
/// added to.
/// </summary>
public interface IRollRecord
{
    /// <summary>The sequence of the event that opened it; never used for another roll call of the same log.</summary>
    long Id { get; }

    /// <summary>The class it was opened for.</summary>
    ClassNumber Class { get; }

    /// <summary>When it was opened.</summary>
    Stamp OpenedAt { get; }

    /// <summary>
    /// When it was closed; null while it is open. Whoever reads it before the entries has all that there ever will be of them.
    /// </summary>
    RollClosing? Closing { get; }

    /// <summary>When it closes by itself; null when it does not.</summary>
    RollLimit? Limit { get; }

    /// <summary>The code that it asks for; null when it never did.</summary>
    RollCode? Code { get; }

    /// <summary>How often students were refused. It is all of them once it is closed; until then it is to be read under the roll book's
    /// lock.</summary>
    RefusalCounts Refusals { get; }

    /// <summary>What the chain over its entries begins with.</summary>
    RecordSalt Salt { get; }

    /// <summary>How many entries are durable when everything up to a sequence is.</summary>
    int DurableCount(long durableSequence);

    /// <summary>An entry.</summary>
    /// <param name="position">From 0, below a length or count that was told.</param>
    ref readonly Attendance EntryAt(int position);

    /// <summary>The teacher's reason for an entry; empty when there is none.</summary>
    string ReasonAt(int position);
}

/// <summary>A roll call's list as it stood when it was asked for, whatever has been added to the roll call since.</summary>
public sealed class RollList : OutcomeDetail
{
    private readonly RollCall _roll;

    internal RollList(RollCall roll, int length, int count)
    {
        _roll = roll;
        Length = length;
        Count = count;
        Limit = roll.Limit;
        Code = roll.Code;
    }

    /// <summary>The roll call.</summary>
    public IRollRecord Record => _roll;

    /// <summary>How many entries it has, of those who were taken off, too.</summary>
    public int Length { get; }

    /// <summary>How many students were present.</summary>
    public int Count { get; }

    /// <summary>The time limit in force; null when there was none.</summary>
    public RollLimit? Limit { get; }

    /// <summary>The code as it was; null when there never was one.</summary>
    public RollCode? Code { get; }

    /// <summary>Whether everything that happened was asked for, not only who is present.</summary>
    public bool WithLog { get; internal init; }

    /// <summary>Those who were present, in order of arrival.</summary>
    public IEnumerable<Attendance> Attendances
    {
        get
        {
            for (int i = 0; i < Length; i++)
            {
                if (IsPresent(i))
                {
                    yield return _roll.EntryAt(i);
                }
            }
        }
    }

    /// <summary>An entry.</summary>
    /// <param name="position">0 to <see cref="Length"/> − 1.</param>
    public ref readonly Attendance EntryAt(int position) => ref _roll.EntryAt(position);

    /// <summary>The teacher's reason for an entry; empty when there is none.</summary>
    public string ReasonAt(int position) => _roll.ReasonAt(position);

    /// <summary>Whether an entry, 0 to <see cref="Length"/> − 1, stands for a student who was present.</summary>
    public bool IsPresent(int position) => _roll.IsPresent(position, Length);
}
