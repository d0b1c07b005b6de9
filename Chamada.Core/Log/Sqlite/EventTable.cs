using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>The rows of the journal: each event is one, in the table <c>event</c>. All but reading happens inside a transaction.</summary>
internal sealed unsafe class EventTable : IDisposable
{
    // A statement for many attendances spares most of what a statement costs; more than this many gain nothing.
    private static readonly int[] RunLengths = [64, 16, 4, 1];

    // What DateTimeOffset can hold, a day within its ends for the offset.
    private static readonly long MinTime = DateTimeOffset.MinValue.AddDays(1).ToUnixTimeMilliseconds();
    private static readonly long MaxTime = DateTimeOffset.MaxValue.AddDays(-1).ToUnixTimeMilliseconds();

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement[] _insertRuns;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _deleteRoll;
    private readonly SqliteStatement _deleteOne;
    private readonly Dictionary<long, long> _closings = [];
    private readonly SqliteStatement _insertNumber;
    private readonly SqliteStatement _noteNoTraces;
    private readonly StudentId* _students = (StudentId*)NativeMemory.AllocZeroed((nuint)(RunLengths[0] * sizeof(StudentId)));
    private long _last;
    private long _erased;

    public EventTable(SqliteDatabase database)
    {
        _database = database;
        _insertRuns = [.. RunLengths.Select(length => database.Prepare(RunStatement(length)))];
        _insert = database.Prepare(
            "INSERT INTO event (sequence, kind, roll, at, utc_offset, student, class, owner, reason, closes_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
        _deleteRoll = database.Prepare("DELETE FROM event WHERE sequence BETWEEN ?1 AND ?2 AND roll = ?1");
        _insertNumber = database.Prepare(string.Create(
            CultureInfo.InvariantCulture, $"INSERT INTO event (sequence, kind, roll) VALUES (?1, {(int)RollEventKind.Erased}, ?2)"));
        _noteNoTraces = database.Prepare("UPDATE event SET roll = NULL WHERE sequence = ?1");
        _deleteOne = database.Prepare("DELETE FROM event WHERE sequence = ?1");
    }

    /// <summary>Tells a reader every event, in order.</summary>
    /// <returns>How many events there are.</returns>
    /// <exception cref="InvalidDataException">They contradict each other.</exception>
    public long ReadInto(IRollReader reader)
    {
        Dictionary<long, ClassNumber> classes = [];
        using SqliteStatement rows = _database.Prepare(
            "SELECT sequence, kind, roll, at, utc_offset, student, class, owner, reason, closes_at FROM event ORDER BY sequence");
        long count = 0;
        for (; rows.Step(); count++)
        {
            _last = rows.Int64(0);
            RollEventKind kind = (RollEventKind)Math.Clamp(rows.Int64(1), byte.MinValue, byte.MaxValue);
            if (kind == RollEventKind.Erased)
            {
                _erased = _last;
                HasTraces = !rows.IsNull(2);
                continue;
            }

            RollEvent rollEvent = Read(rows, kind, classes);
            reader.Apply(in rollEvent);
            if (kind == RollEventKind.Closed)
            {
                _closings[rollEvent.RollId] = _last;
            }
        }

        reader.ContinueAfter(_last);
        return count;
    }

    /// <summary>Whether something was erased whose traces may still be in the file.</summary>
    public bool HasTraces { get; private set; }

    /// <summary>Writes down that there are no traces any more.</summary>
    public void NoteNoTraces()
    {
        _noteNoTraces.Bind(1, _erased);
        _noteNoTraces.Run();
        HasTraces = false;
    }

    /// <summary>The highest sequence ever given to an event of this table, erased ones included.</summary>
    public long LastSequence => _last;

    /// <summary>Adds events. An erasure adds none: it takes the roll call's rows away and leaves its own number.</summary>
    /// <returns>Whether anything was erased.</returns>
    public bool Write(ReadOnlySpan<RollEvent> events)
    {
        bool erased = false;
        int position = 0;
        while (position < events.Length)
        {
            ref readonly RollEvent first = ref events[position];
            if (first.Kind == RollEventKind.Present && first.Sequence == _last + 1)
            {
                int length = RunAt(events, position);
                InsertRun(events.Slice(position, length));
                position += length;
                continue;
            }

            if (first.Kind == RollEventKind.Erased)
            {
                Erase(in first);
                erased = true;
            }
            else
            {
                Insert(in first);
            }

            position++;
        }

        return erased;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteStatement statement in _insertRuns)
        {
            statement.Dispose();
        }

        _insert.Dispose();
        _deleteRoll.Dispose();
        _deleteOne.Dispose();
        _insertNumber.Dispose();
        _noteNoTraces.Dispose();
        NativeMemory.Free(_students);
    }

    /// <summary>
    /// Rows that differ in nothing but student and number. SQLite gives each row the number after the last, which costs less
    /// than to be told and look whether it is free.
    /// </summary>
    private static string RunStatement(int length)
    {
        StringBuilder sql = new("INSERT INTO event (kind, roll, at, utc_offset, student) SELECT ");
        sql.Append(CultureInfo.InvariantCulture, $"{(int)RollEventKind.Present}, ?1, ?2, ?3, column1 FROM (VALUES (?4)");
        for (int i = 1; i < length; i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $", (?{4 + i})");
        }

        return sql.Append(')').ToString();
    }

    private static int RunAt(ReadOnlySpan<RollEvent> events, int position)
    {
        ref readonly RollEvent first = ref events[position];
        int end = position + 1;
        while (end < events.Length
            && events[end].Kind == RollEventKind.Present
            && events[end].RollId == first.RollId
            && events[end].At == first.At
            && events[end].Sequence == first.Sequence + (end - position))
        {
            end++;
        }

        return end - position;
    }

    private void InsertRun(ReadOnlySpan<RollEvent> run)
    {
        long expected = _last + run.Length;
        for (int size = 0; size < RunLengths.Length; size++)
        {
            SqliteStatement statement = _insertRuns[size];
            while (run.Length >= RunLengths[size])
            {
                InsertRun(statement, run[..RunLengths[size]]);
                run = run[RunLengths[size]..];
            }
        }

        _last = _database.LastInsertRowId;
        if (_last != expected)
        {
            throw new InvalidDataException($"event {expected} was given the row {_last}");
        }
    }

    private void InsertRun(SqliteStatement statement, ReadOnlySpan<RollEvent> run)
    {
        ref readonly RollEvent first = ref run[0];
        statement.Bind(1, first.RollId);
        statement.Bind(2, first.At.UnixMilliseconds);
        statement.Bind(3, first.At.OffsetMinutes);
        for (int i = 0; i < run.Length; i++)
        {
            _students[i] = run[i].Student;
            statement.BindText(4 + i, (byte*)&_students[i], _students[i].Length);
        }

        statement.Run();
    }

    private void Insert(in RollEvent rollEvent)
    {
        _students[0] = rollEvent.Student;
        _insert.Bind(1, rollEvent.Sequence);
        _insert.Bind(2, (long)rollEvent.Kind);
        _insert.Bind(3, rollEvent.RollId);
        _insert.Bind(4, rollEvent.At.UnixMilliseconds);
        _insert.Bind(5, rollEvent.At.OffsetMinutes);
        _insert.BindNull(6);
        _insert.BindNull(7);
        _insert.BindNull(8);
        _insert.BindNull(9);
        _insert.BindNull(10);
        if (ClosesAt(in rollEvent) is { } closesAt)
        {
            _insert.Bind(10, closesAt);
        }

        fixed (byte* owner = rollEvent.Opening?.Owner is { } hash ? hash.Bytes : default)
        fixed (byte* reason = rollEvent.Reason is null ? null : Encoding.UTF8.GetBytes(rollEvent.Reason))
        {
            switch (rollEvent.Kind)
            {
                case RollEventKind.Present:
                    _insert.BindText(6, (byte*)_students, _students[0].Length);
                    break;
                case RollEventKind.Marked or RollEventKind.Removed:
                    _insert.BindText(6, (byte*)_students, _students[0].Length);
                    if (reason is not null)
                    {
                        _insert.BindText(9, reason, Encoding.UTF8.GetByteCount(rollEvent.Reason!));
                    }

                    break;
                case RollEventKind.Extended:
                    break;
                case RollEventKind.Opened:
                    _insert.Bind(7, rollEvent.Class.Value);
                    if (owner is not null)
                    {
                        _insert.BindBlob(8, owner, TokenHash.Size);
                    }

                    break;
                case RollEventKind.Closed:
                    _closings[rollEvent.RollId] = rollEvent.Sequence;
                    break;
                default:
                    throw new InvalidDataException($"event {rollEvent.Sequence} is of kind {rollEvent.Kind}, which the journal cannot write");
            }

            _insert.Run();
        }

        _last = rollEvent.Sequence;
    }

    private void Erase(in RollEvent erasure)
    {
        _deleteRoll.Bind(1, erasure.RollId);
        _deleteRoll.Bind(2, _closings.Remove(erasure.RollId, out long closing) ? closing : erasure.Sequence);
        _deleteRoll.Run();

        // The number of the newest event must be found again after a restart, and only that one.
        _deleteOne.Bind(1, _erased);
        _deleteOne.Run();
        _insertNumber.Bind(1, erasure.Sequence);
        _insertNumber.Bind(2, erasure.RollId);
        _insertNumber.Run();
        HasTraces = true;
        _last = _erased = erasure.Sequence;
    }

    private static long? ClosesAt(in RollEvent rollEvent) =>
        rollEvent.Opening?.Rules.Limit is { } limit ? rollEvent.At.UnixMilliseconds + (long)limit.TotalMilliseconds : rollEvent.Extension?.ClosesAt;

    private static RollRules Rules(Stamp openedAt, long closesAt) =>
        closesAt == 0 ? RollRules.None : new RollRules(TimeSpan.FromMilliseconds(closesAt - openedAt.UnixMilliseconds));

    private static RollEvent Read(SqliteStatement row, RollEventKind kind, Dictionary<long, ClassNumber> classes)
    {
        long sequence = row.Int64(0), roll = row.Int64(2);
        Stamp at = new(row.Int64(3), (short)row.Int64(4));
        ClassNumber number;
        StudentId student = default;
        if (kind == RollEventKind.Opened)
        {
            long value = row.Int64(6);
            number = value is >= 1 and <= ClassNumber.MaxValue ? ClassNumber.From(value) : throw Bad("opens no class");
            classes.Add(roll == sequence ? roll : throw Bad("opens a roll call with another number"), number);
        }
        else if (!classes.TryGetValue(roll, out number))
        {
            throw Bad($"is of roll call {roll}, which nobody opened");
        }

        if (kind is RollEventKind.Present or RollEventKind.Marked or RollEventKind.Removed && !StudentId.TryParse(row.Bytes(5), out student))
        {
            throw Bad("registers nobody");
        }

        if (at.OffsetMinutes is < -840 or > 840 || at.OffsetMinutes != row.Int64(4) || at.UnixMilliseconds < MinTime || at.UnixMilliseconds > MaxTime)
        {
            throw Bad("has no time");
        }

        if (row.Int64(9) < 0 || row.Int64(9) > MaxTime)
        {
            throw Bad("closes at no time");
        }

        ReadOnlySpan<byte> owner = kind == RollEventKind.Opened ? row.Bytes(7) : default;
        return new RollEvent
        {
            Sequence = sequence,
            Kind = kind,
            RollId = roll,
            Class = number,
            At = at,
            Student = student,
            Reason = row.Bytes(8) is { IsEmpty: false } reason ? Encoding.UTF8.GetString(reason) : null,
            Opening = kind == RollEventKind.Opened ? new RollOpening(Owner(owner), Rules(at, row.Int64(9))) : null,
            Extension = kind == RollEventKind.Extended && row.Int64(9) > 0 ? new RollExtension(row.Int64(9)) : null,
        };

        TokenHash? Owner(ReadOnlySpan<byte> hash) =>
            hash.Length switch { 0 => null, TokenHash.Size => TokenHash.FromBytes(hash), _ => throw Bad("has no proper owner") };

        InvalidDataException Bad(string what) => new(string.Create(CultureInfo.InvariantCulture, $"event {sequence} {what}"));
    }
}
