using System.Globalization;
using System.Text;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;

namespace Chamada.Core.Log.Sqlite;

/// <summary>A row of the table <c>event</c> as it stands there, whatever it says. A column without a value is 0, or empty.</summary>
internal ref struct EventRow
{
    /// <summary>The columns that are read, in the order in which the table got them.</summary>
    public const string Columns =
        "sequence, kind, roll, at, utc_offset, student, class, owner, reason, closes_at, chain, total, detail, secret";

    // What DateTimeOffset can hold, a day within its ends for the offset.
    private static readonly long MinTime = DateTimeOffset.MinValue.AddDays(1).ToUnixTimeMilliseconds();
    private static readonly long MaxTime = DateTimeOffset.MaxValue.AddDays(-1).ToUnixTimeMilliseconds();

    public long Sequence, Roll, At, Class, ClosesAt;
    public long KindNumber, OffsetMinutes;
    public ulong? Chain, Total;
    public ReadOnlySpan<byte> Student, Owner, Reason, Detail, Secret;

    /// <summary>The kind of event, which may be none that there is.</summary>
    public readonly RollEventKind Kind => (RollEventKind)Math.Clamp(KindNumber, byte.MinValue, byte.MaxValue);

    /// <summary>Takes up the current row of a query for <see cref="Columns"/>. What it points to stands until the next row.</summary>
    public static EventRow Of(SqliteStatement row) => new()
    {
        Sequence = row.Int64(0),
        KindNumber = row.Int64(1),
        Roll = row.Int64(2),
        At = row.Int64(3),
        OffsetMinutes = row.Int64(4),
        Student = row.Bytes(5),
        Class = row.Int64(6),
        Owner = row.Bytes(7),
        Reason = row.Bytes(8),
        ClosesAt = row.Int64(9),
        Chain = row.IsNull(10) ? null : (ulong)row.Int64(10),
        Total = row.IsNull(11) ? null : (ulong)row.Int64(11),
        Detail = row.Bytes(12),
        Secret = row.Bytes(13),
    };

    /// <summary>The event that the row stands for.</summary>
    /// <param name="classes">The class of each roll call so far; an opening adds its own.</param>
    /// <exception cref="InvalidDataException">It stands for none.</exception>
    public readonly RollEvent ToEvent(Dictionary<long, ClassNumber> classes)
    {
        long sequence = Sequence, roll = Roll;
        ClassNumber number;
        StudentId student = default;
        if (Kind == RollEventKind.Opened)
        {
            number = Class is >= 1 and <= ClassNumber.MaxValue ? ClassNumber.From(Class) : throw Bad("opens no class");
            if (roll != sequence || !classes.TryAdd(roll, number))
            {
                throw Bad("opens a roll call with another number");
            }
        }
        else if (!classes.TryGetValue(roll, out number))
        {
            throw Bad($"is of roll call {roll}, which nobody opened");
        }

        string? fault =
            IsAboutStudent && !StudentId.TryParse(Student, out student) ? "registers nobody"
            : Kind == RollEventKind.Heads && !(Student.IsEmpty && HeadsCommand.TryParse(Reason, out _)) ? "counts nobody"
            : Kind == RollEventKind.ClosedBy && !(Student.IsEmpty && !Reason.IsEmpty) ? "is closed by nobody"
            : OffsetMinutes is < -840 or > 840 || !IsTime(At) ? "has no time"
            : Kind == RollEventKind.Opened && Owner.Length is not (0 or TokenHash.Size) ? "has no proper owner"
            : ClosesAt < 0 || ClosesAt > MaxTime ? "closes at no time"
            : null;
        if (fault is not null)
        {
            throw Bad(fault);
        }

        RollRules? rules = Kind == RollEventKind.Opened ? EventDetail.Rules(Detail, Secret, LimitOrNull()) : null;
        CodeChange? code = Kind == RollEventKind.Code ? EventDetail.Code(Detail, Secret) : null;
        RosterChange? roster = Kind == RollEventKind.Roster ? EventDetail.Roster(Detail) : null;
        RefusalCounts? refusals = Kind == RollEventKind.Refused ? EventDetail.Refusals(Detail, (short)OffsetMinutes) : null;
        DeviceHash? device = Kind == RollEventKind.Present && !Detail.IsEmpty ? EventDetail.Device(Detail) : null;
        bool isUnderstood = Kind switch
        {
            RollEventKind.Opened => rules is not null,
            RollEventKind.Code => code is not null,
            RollEventKind.Roster => roster is not null,
            RollEventKind.Refused => refusals is not null,
            _ => Detail.IsEmpty || device is not null,
        };
        if (!isUnderstood)
        {
            throw Bad("says what nobody understands");
        }

        return new RollEvent
        {
            Sequence = sequence,
            Kind = Kind,
            RollId = roll,
            Class = number,
            At = new Stamp(At, (short)OffsetMinutes),
            Student = student,
            Reason = Reason.IsEmpty ? null : Encoding.UTF8.GetString(Reason),
            Opening = rules is null ? null : new RollOpening(OwnerOrNull(), rules),
            Extension = Kind == RollEventKind.Extended && ClosesAt > 0 ? new RollExtension(ClosesAt) : null,
            Code = code,
            Roster = roster,
            Device = device,
            Refusals = refusals,
        };

        InvalidDataException Bad(string what) => new(string.Create(CultureInfo.InvariantCulture, $"event {sequence} {what}"));
    }

    /// <summary>Whether a number of milliseconds since 1970 can be a time.</summary>
    public static bool IsTime(long unixMilliseconds) => unixMilliseconds >= MinTime && unixMilliseconds <= MaxTime;

    /// <summary>What the column <c>closes_at</c> says of an event.</summary>
    public static long? ClosesAtOf(in RollEvent rollEvent) =>
        rollEvent.Opening?.Rules.Limit is { } limit
            ? rollEvent.At.UnixMilliseconds + (long)limit.TotalMilliseconds
            : rollEvent.Extension?.ClosesAt;

    private readonly bool IsAboutStudent => Kind.IsEntry() && ((Mark)Kind).HasStudent();

    private readonly TokenHash? OwnerOrNull() => Owner.Length == TokenHash.Size ? TokenHash.FromBytes(Owner) : null;

    private readonly TimeSpan? LimitOrNull() => ClosesAt == 0 ? null : TimeSpan.FromMilliseconds(ClosesAt - At);
}
