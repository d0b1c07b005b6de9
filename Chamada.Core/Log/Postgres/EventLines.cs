using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Postgres;

/// <summary>
/// The events of one roll call in one append as lines of text, which a person can read and the view <c>history</c> takes apart. A line has
/// columns, parted by tabs: kind, sequence, roll call, time in milliseconds since 1970-01-01T00:00:00Z, minutes from UTC, student, class,
/// owner, reason, closes at, detail, secret; empty ones at its end are left out. A line without a tab is a student who registered with the
/// next number in the same millisecond as the one before: nearly all are. It is stored, so none of it is ever written in another way.
/// </summary>
internal sealed class EventLines
{
    private const byte Tab = (byte)'\t', End = (byte)'\n', Escape = (byte)'\\';
    private const int Columns = 12, Room = 256;

    private readonly ArrayBufferWriter<byte> _text = new(Room);
    private RollEvent _last;

    /// <summary>The roll call.</summary>
    public long RollId { get; private set; }

    /// <summary>The lines.</summary>
    public byte[] ToArray() => _text.WrittenSpan.ToArray();

    /// <summary>Begins anew, for a roll call.</summary>
    public void Begin(long rollId)
    {
        RollId = rollId;
        _text.ResetWrittenCount();
        _last = default;
    }

    /// <summary>Adds the next event.</summary>
    public void Add(in RollEvent next)
    {
        bool isPlain = next.Kind == RollEventKind.Present && !next.HasDetail;
        if (isPlain && next.Sequence == _last.Sequence + 1 && next.At == _last.At && _last.Kind == RollEventKind.Present)
        {
            StudentId student = next.Student;
            Span<byte> line = _text.GetSpan(StudentId.MaxLength + 1);
            int length = student.CopyTo(line);
            line[length] = End;
            _text.Advance(length + 1);
        }
        else
        {
            WriteLine(in next);
        }

        _last = next;
    }

    /// <summary>Reads the events of lines.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="classes">The class of each roll call so far; an opening adds its own, an erasure takes its own away.</param>
    /// <param name="into">Gets the events, in order.</param>
    /// <exception cref="InvalidDataException">They say what nobody understands.</exception>
    public static void Read(ReadOnlySpan<byte> text, Dictionary<long, ClassNumber> classes, List<RollEvent> into)
    {
        RollEvent last = default;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf(End);
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (line.Contains(Tab))
            {
                if (TryReadLine(line, classes, out last))
                {
                    into.Add(last);
                }

                continue;
            }

            if (last.Kind != RollEventKind.Present || !StudentId.TryParse(line, out StudentId student))
            {
                throw new InvalidDataException($"after event {last.Sequence} stands what nobody understands");
            }

            last = new RollEvent
            {
                Sequence = last.Sequence + 1,
                Kind = RollEventKind.Present,
                RollId = last.RollId,
                Class = last.Class,
                At = last.At,
                Student = student,
            };
            into.Add(last);
        }
    }

    /// <summary>False for the erasure of a roll call that is not known any more.</summary>
    private static bool TryReadLine(ReadOnlySpan<byte> line, Dictionary<long, ClassNumber> classes, out RollEvent read)
    {
        Span<Range> columns = stackalloc Range[Columns];
        int count = Split(line, columns);
        EventRow row = new()
        {
            KindNumber = Number(line, columns, count, 0),
            Sequence = Number(line, columns, count, 1),
            Roll = Number(line, columns, count, 2),
            At = Number(line, columns, count, 3),
            OffsetMinutes = Number(line, columns, count, 4),
            Student = Column(line, columns, count, 5),
            Class = Number(line, columns, count, 6),
            Owner = Bytes(Column(line, columns, count, 7)),
            Reason = Unescape(Column(line, columns, count, 8)),
            ClosesAt = Number(line, columns, count, 9),
            Detail = Column(line, columns, count, 10),
            Secret = Bytes(Column(line, columns, count, 11)),
        };
        if (row.Kind != RollEventKind.Erased)
        {
            read = row.ToEvent(classes);
            return true;
        }

        bool isKnown = classes.Remove(row.Roll, out ClassNumber number);
        read = new RollEvent
        {
            Sequence = row.Sequence,
            Kind = RollEventKind.Erased,
            RollId = row.Roll,
            Class = number,
            At = new Stamp(row.At, (short)row.OffsetMinutes),
        };
        return isKnown;
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> columns)
    {
        int count = 0;
        foreach (Range column in line.Split(Tab))
        {
            if (count == columns.Length)
            {
                throw new InvalidDataException("an event has more columns than there are");
            }

            columns[count++] = column;
        }

        return count;
    }

    private static ReadOnlySpan<byte> Column(ReadOnlySpan<byte> line, ReadOnlySpan<Range> columns, int count, int index) =>
        index < count ? line[columns[index]] : default;

    private static long Number(ReadOnlySpan<byte> line, ReadOnlySpan<Range> columns, int count, int index)
    {
        ReadOnlySpan<byte> column = Column(line, columns, count, index);
        return column.IsEmpty ? 0
            : Utf8Parser.TryParse(column, out long number, out int used) && used == column.Length ? number
            : throw new InvalidDataException("an event has a number that is none");
    }

    private static byte[] Bytes(ReadOnlySpan<byte> hex) => hex.IsEmpty ? [] : Convert.FromHexString(Encoding.ASCII.GetString(hex));

    private static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return [];
        }

        byte[] plain = new byte[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool isEscape = text[i] == Escape && i + 1 < text.Length;
            plain[length++] = !isEscape ? text[i] : text[++i] switch
            {
                (byte)'t' => Tab,
                (byte)'n' => End,
                byte other => other,
            };
        }

        return plain[..length];
    }

    private static string Escaped(string? text) =>
        text is null ? "" : text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\t", @"\t", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal);

    private void WriteLine(in RollEvent next)
    {
        bool isOpening = next.Kind == RollEventKind.Opened;
        if (next.Kind is 0 or > RollEvent.LastKind)
        {
            throw new InvalidDataException($"event {next.Sequence} is of kind {next.Kind}, which cannot be written");
        }

        string line = string.Join(
            '\t',
            Text((int)next.Kind), Text(next.Sequence), Text(next.RollId), Text(next.At.UnixMilliseconds), Text(next.At.OffsetMinutes),
            next.IsEntry && next.Mark.HasStudent() ? next.Student.ToString() : "",
            isOpening ? Text(next.Class.Value) : "",
            next.Opening?.Owner is { } owner ? Convert.ToHexStringLower(owner.Bytes) : "",
            Escaped(next.Reason),
            EventRow.ClosesAtOf(in next) is { } closesAt ? Text(closesAt) : "",
            EventDetail.TextOf(in next),
            EventDetail.SecretOf(in next) is { } secret ? Convert.ToHexStringLower(secret.Bytes) : "").TrimEnd('\t');
        _text.Write(Encoding.UTF8.GetBytes(line));
        _text.Write([End]);

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
