using System.Globalization;
using System.Text;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>The rows of the journal: each event is one, in the table <c>event</c>. All but reading happens inside a transaction.</summary>
internal sealed unsafe class EventTable : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly AttendanceRows _attendances;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _deleteRoll;
    private readonly SqliteStatement _deleteOne;
    private readonly Dictionary<long, long> _closings = [];
    private readonly SqliteStatement _insertNumber;
    private readonly SqliteStatement _noteNoTraces;
    private readonly SqliteStatement _clearTotal;
    private readonly EventChains _chains = new();
    private long _last;
    private long _erased;
    private long _totalAt;

    public EventTable(SqliteDatabase database)
    {
        _database = database;
        _attendances = new AttendanceRows(database);
        _insert = database.Prepare(
            $"INSERT INTO event ({EventRow.Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
        _deleteRoll = database.Prepare("DELETE FROM event WHERE sequence BETWEEN ?1 AND ?2 AND roll = ?1");
        _insertNumber = database.Prepare(string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO event (sequence, kind, roll, total) VALUES (?1, {(int)RollEventKind.Erased}, ?2, ?3)"));
        _noteNoTraces = database.Prepare("UPDATE event SET roll = NULL WHERE sequence = ?1");
        _deleteOne = database.Prepare("DELETE FROM event WHERE sequence = ?1");
        _clearTotal = database.Prepare("UPDATE event SET total = NULL WHERE sequence = ?1");
    }

    /// <summary>Tells a reader every event, in order, and compares all checksums.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="hasChecksums">Whether a program wrote the table that knew of checksums.</param>
    /// <returns>How many events there are.</returns>
    /// <exception cref="InvalidDataException">They contradict each other, or are not what was written.</exception>
    public long ReadInto(IRollReader reader, bool hasChecksums)
    {
        Dictionary<long, ClassNumber> classes = [];
        using SqliteStatement rows = _database.Prepare($"SELECT {EventRow.Columns} FROM event ORDER BY sequence");
        ulong? total = null;
        long count = 0;
        for (; rows.Step(); count++)
        {
            EventRow row = EventRow.Of(rows);
            _last = row.Sequence;
            total = row.Total;
            if (row.Kind == RollEventKind.Erased)
            {
                _erased = _last;
                _chains.SetErased(_last);
                HasTraces = !rows.IsNull(2);
                continue;
            }

            RollEvent rollEvent = row.ToEvent(classes);
            ulong chain = _chains.Add(new ReadOnlySpan<RollEvent>(in rollEvent));
            if (row.Chain is { } written && written != chain)
            {
                throw new InvalidDataException($"event {_last}, or one before it in its roll call, is not what was written");
            }

            reader.Apply(in rollEvent);
            if (rollEvent.Kind == RollEventKind.Closed)
            {
                _closings[rollEvent.RollId] = _last;
            }
        }

        if (hasChecksums && count > 0 && total != _chains.Total)
        {
            throw new InvalidDataException("not all events are there that were written");
        }

        _totalAt = total is null ? 0 : _last;
        reader.ContinueAfter(_last);
        return count;
    }

    /// <summary>Vouches for what stands in a table that was written before there were checksums.</summary>
    public void BeginChecksums()
    {
        _database.Execute(string.Create(
            CultureInfo.InvariantCulture, $"UPDATE event SET total = {(long)_chains.Total} WHERE sequence = {_last}"));
        _totalAt = _last;
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
        // The sum of all checksums stands in the newest row alone: the difference of two would say something of what was erased between.
        _clearTotal.Bind(1, _totalAt);
        _clearTotal.Run();

        bool erased = false;
        int position = 0;
        while (position < events.Length)
        {
            ref readonly RollEvent first = ref events[position];
            if (IsPlain(in first) && first.Sequence == _last + 1)
            {
                int length = RunAt(events, position);
                InsertRun(events.Slice(position, length), isLast: position + length == events.Length);
                position += length;
                continue;
            }

            if (first.Kind == RollEventKind.Erased)
            {
                Erase(in first, isLast: position + 1 == events.Length);
                erased = true;
            }
            else
            {
                Insert(in first, isLast: position + 1 == events.Length);
            }

            position++;
        }

        _totalAt = _last;
        return erased;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _attendances.Dispose();
        _insert.Dispose();
        _deleteRoll.Dispose();
        _deleteOne.Dispose();
        _insertNumber.Dispose();
        _noteNoTraces.Dispose();
        _clearTotal.Dispose();
    }

    /// <summary>Whether it is a registration of which nothing is to be written but who and when: nearly all are.</summary>
    private static bool IsPlain(in RollEvent rollEvent) => rollEvent.Kind == RollEventKind.Present && !rollEvent.HasDetail;

    private static int RunAt(ReadOnlySpan<RollEvent> events, int position)
    {
        ref readonly RollEvent first = ref events[position];
        int end = position + 1;
        while (end < events.Length
            && IsPlain(in events[end])
            && events[end].RollId == first.RollId
            && events[end].At == first.At
            && events[end].Sequence == first.Sequence + (end - position))
        {
            end++;
        }

        return end - position;
    }

    private void InsertRun(ReadOnlySpan<RollEvent> run, bool isLast)
    {
        long expected = _last + run.Length;
        ulong chain = _chains.Add(run);
        _attendances.Insert(run, chain, isLast ? _chains.Total : null);
        _last = _database.LastInsertRowId;
        if (_last != expected)
        {
            throw new InvalidDataException($"event {expected} was given the row {_last}");
        }
    }

    private void Insert(in RollEvent rollEvent, bool isLast)
    {
        StudentId student = rollEvent.Student;
        byte[]? reasonText = Utf8(rollEvent.Reason), detailText = Utf8(EventDetail.TextOf(in rollEvent));
        BindNumbers(in rollEvent);
        _insert.Bind(11, (long)_chains.Add(new ReadOnlySpan<RollEvent>(in rollEvent)));
        _insert.BindNull(12);
        if (isLast)
        {
            _insert.Bind(12, (long)_chains.Total);
        }

        fixed (byte* owner = rollEvent.Opening?.Owner is { } hash ? hash.Bytes : default)
        fixed (byte* reason = reasonText, detail = detailText)
        fixed (byte* secret = EventDetail.SecretOf(in rollEvent) is { } key ? key.Bytes : default)
        {
            if (rollEvent.IsEntry && rollEvent.Mark.HasStudent())
            {
                _insert.BindText(6, (byte*)&student, student.Length);
            }

            if (owner is not null)
            {
                _insert.BindBlob(8, owner, TokenHash.Size);
            }

            if (reason is not null)
            {
                _insert.BindText(9, reason, reasonText!.Length);
            }

            if (detail is not null)
            {
                _insert.BindText(13, detail, detailText!.Length);
            }

            if (secret is not null)
            {
                _insert.BindBlob(14, secret, CodeSecret.Size);
            }

            _insert.Run();
        }

        _last = rollEvent.Sequence;

        static byte[]? Utf8(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Binds what is a number, and to every other column that there is nothing.</summary>
    private void BindNumbers(in RollEvent rollEvent)
    {
        _insert.Bind(1, rollEvent.Sequence);
        _insert.Bind(2, (long)rollEvent.Kind);
        _insert.Bind(3, rollEvent.RollId);
        _insert.Bind(4, rollEvent.At.UnixMilliseconds);
        _insert.Bind(5, rollEvent.At.OffsetMinutes);
        for (int column = 6; column <= 14; column++)
        {
            _insert.BindNull(column);
        }

        switch (rollEvent.Kind)
        {
            case RollEventKind.Opened:
                _insert.Bind(7, rollEvent.Class.Value);
                break;
            case RollEventKind.Closed:
                _closings[rollEvent.RollId] = rollEvent.Sequence;
                break;
            case RollEventKind.Erased or > RollEvent.LastKind:
                throw new InvalidDataException($"event {rollEvent.Sequence} is of kind {rollEvent.Kind}, which the journal cannot write");
        }

        if (EventRow.ClosesAtOf(in rollEvent) is { } closesAt)
        {
            _insert.Bind(10, closesAt);
        }
    }

    private void Erase(in RollEvent erasure, bool isLast)
    {
        _deleteRoll.Bind(1, erasure.RollId);
        _deleteRoll.Bind(2, _closings.Remove(erasure.RollId, out long closing) ? closing : erasure.Sequence);
        _deleteRoll.Run();

        // The number of the newest event must be found again after a restart, and only that one.
        _deleteOne.Bind(1, _erased);
        _deleteOne.Run();
        _chains.Remove(erasure.RollId);
        _chains.SetErased(erasure.Sequence);
        _insertNumber.Bind(1, erasure.Sequence);
        _insertNumber.Bind(2, erasure.RollId);
        _insertNumber.BindNull(3);
        if (isLast)
        {
            _insertNumber.Bind(3, (long)_chains.Total);
        }

        _insertNumber.Run();
        HasTraces = true;
        _last = _erased = erasure.Sequence;
    }
}
