using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite.Repair;

/// <summary>A row of the table <c>event</c> as its bytes say, with no word on whether they are right.</summary>
internal sealed record FoundRow(long Sequence, long KindNumber, long Roll, long At, long OffsetMinutes, long Class, long ClosesAt)
{
    private const int ColumnsAtFirst = 8, ColumnsAtMost = 14, LastKind = (int)RollEvent.LastKind;

    public byte[] Student { get; init; } = [];

    public byte[] Owner { get; init; } = [];

    public byte[] Reason { get; init; } = [];

    public byte[] Detail { get; init; } = [];

    public byte[] Secret { get; init; } = [];

    public ulong? Chain { get; init; }

    public ulong? Total { get; init; }

    public RollEventKind Kind => (RollEventKind)Math.Clamp(KindNumber, byte.MinValue, byte.MaxValue);

    /// <summary>Reads a record of SQLite's; null when it cannot be one of the table.</summary>
    /// <param name="sequence">The row's number.</param>
    /// <param name="record">The record: how long its head is, the columns' types, their values.</param>
    public static FoundRow? Parse(long sequence, ReadOnlySpan<byte> record)
    {
        int headAt = 0;
        if (sequence < 1
            || !SqliteVarint.TryRead(record, ref headAt, out long headLength)
            || headLength < headAt || headLength > record.Length)
        {
            return null;
        }

        Span<long> numbers = stackalloc long[ColumnsAtMost];
        bool[] isNull = new bool[ColumnsAtMost];
        byte[][] bytes = [.. Enumerable.Repeat(Array.Empty<byte>(), ColumnsAtMost)];
        int column = 0, at = (int)headLength;
        while (headAt < headLength)
        {
            if (column == ColumnsAtMost || !SqliteVarint.TryRead(record, ref headAt, out long type) || !TryValue(record, ref at, type))
            {
                return null;
            }

            column++;

            bool TryValue(ReadOnlySpan<byte> record, ref int at, long type)
            {
                long length = type switch { 0 or 8 or 9 => 0, <= 4 => type, 5 => 6, 6 => 8, >= 12 => (type - 12) / 2, _ => -1 };
                if (length < 0 || length > record.Length - at)
                {
                    return false;
                }

                isNull[column] = type == 0;
                if (type >= 12)
                {
                    bytes[column] = record.Slice(at, (int)length).ToArray();
                }

                at += (int)length;
                return true;
            }
        }

        return column < ColumnsAtFirst || !Numbers(record, numbers) || numbers[1] is < 1 or > LastKind
            ? null
            : new FoundRow(sequence, numbers[1], numbers[2], numbers[3], numbers[4], numbers[6], numbers[9])
            {
                Student = bytes[5],
                Owner = bytes[7],
                Reason = bytes[8],
                Chain = column > 10 && !isNull[10] ? (ulong)numbers[10] : null,
                Total = column > 11 && !isNull[11] ? (ulong)numbers[11] : null,
                Detail = bytes[12],
                Secret = bytes[13],
            };
    }

    /// <summary>The row for those who read the table through SQLite.</summary>
    public EventRow ToRow() => new()
    {
        Sequence = Sequence,
        KindNumber = KindNumber,
        Roll = Roll,
        At = At,
        OffsetMinutes = OffsetMinutes,
        Class = Class,
        ClosesAt = ClosesAt,
        Student = Student,
        Owner = Owner,
        Reason = Reason,
        Detail = Detail,
        Secret = Secret,
        Chain = Chain,
        Total = Total,
    };

    /// <summary>Every row that differs from this one in a single bit of what it says, as far as that can be true.</summary>
    public IEnumerable<FoundRow> WithOneBitFlipped()
    {
        for (int bit = 0; bit < 60; bit++)
        {
            long mask = 1L << bit;
            yield return this with { At = At ^ mask };
            if (Kind is RollEventKind.Opened)
            {
                yield return this with { Class = Class ^ mask };
            }

            if (Kind is RollEventKind.Opened or RollEventKind.Extended)
            {
                yield return this with { ClosesAt = ClosesAt ^ mask };
            }

            if (bit < 11)
            {
                yield return this with { OffsetMinutes = OffsetMinutes ^ mask };
            }

            if (bit < 4 && (KindNumber ^ mask) is >= 1 and <= LastKind)
            {
                yield return this with { KindNumber = KindNumber ^ mask };
            }
        }

        foreach (byte[] student in Flipped(Student).Where(static bytes => StudentId.TryParse(bytes, out _)))
        {
            yield return this with { Student = student };
        }

        foreach (byte[] owner in Flipped(Owner))
        {
            yield return this with { Owner = owner };
        }

        foreach (byte[] reason in Flipped(Reason))
        {
            yield return this with { Reason = reason };
        }

        foreach (byte[] detail in Flipped(Detail))
        {
            yield return this with { Detail = detail };
        }

        foreach (byte[] secret in Flipped(Secret))
        {
            yield return this with { Secret = secret };
        }
    }

    /// <summary>Whether they say the same. The sum of all, which moves on to each new row, does not count.</summary>
    public bool Equals(FoundRow? other) => other is not null
        && (Sequence, KindNumber, Roll, At, OffsetMinutes, Class, ClosesAt, Chain)
            == (other.Sequence, other.KindNumber, other.Roll, other.At, other.OffsetMinutes, other.Class, other.ClosesAt, other.Chain)
        && Student.AsSpan().SequenceEqual(other.Student)
        && Owner.AsSpan().SequenceEqual(other.Owner)
        && Reason.AsSpan().SequenceEqual(other.Reason)
        && Detail.AsSpan().SequenceEqual(other.Detail)
        && Secret.AsSpan().SequenceEqual(other.Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sequence, Roll, At, Chain);

    private static IEnumerable<byte[]> Flipped(byte[] bytes)
    {
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return flipped;
        }
    }

    private static bool Numbers(ReadOnlySpan<byte> record, Span<long> numbers)
    {
        int headAt = 0;
        SqliteVarint.TryRead(record, ref headAt, out long headLength);
        int at = (int)headLength;
        for (int column = 0; headAt < headLength; column++)
        {
            SqliteVarint.TryRead(record, ref headAt, out long type);
            int length = type switch { 0 or 8 or 9 => 0, <= 4 => (int)type, 5 => 6, 6 => 8, _ => (int)((type - 12) / 2) };
            bool isText = column is 5 or 7 or 8 or 12 or 13;
            if (type >= 12 != isText && type != 0)
            {
                return false; // Something else stands where a number or a text belongs.
            }

            if (!isText)
            {
                numbers[column] = type == 9 ? 1 : SqliteVarint.BigEndian(record.Slice(at, length));
            }

            at += length;
        }

        return true;
    }
}

/// <summary>Numbers as SQLite's file format writes them.</summary>
internal static class SqliteVarint
{
    /// <summary>Reads a number of 1 to 9 bytes. False when the bytes end before.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out long value)
    {
        value = 0;
        for (int i = 0; i < 9 && at < bytes.Length; i++)
        {
            byte next = bytes[at++];
            if (i == 8)
            {
                value = (value << 8) | next;
                return true;
            }

            value = (value << 7) | (uint)(next & 0x7f);
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A number of 0 to 8 bytes with a sign.</summary>
    public static long BigEndian(ReadOnlySpan<byte> bytes)
    {
        long value = bytes.IsEmpty ? 0 : (sbyte)bytes[0];
        for (int i = 1; i < bytes.Length; i++)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }
}
