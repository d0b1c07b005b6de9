using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>Inserts registrations, which are nearly all events, many with one statement.</summary>
internal sealed unsafe class AttendanceRows : IDisposable
{
    // A statement for many spares most of what a statement costs; more than this many gain nothing.
    private static readonly int[] Lengths = [64, 16, 4, 1];

    private readonly SqliteStatement[] _inserts;
    private readonly SqliteStatement _seal;
    private readonly StudentId* _students = (StudentId*)NativeMemory.AllocZeroed((nuint)(Lengths[0] * sizeof(StudentId)));

    public AttendanceRows(SqliteDatabase database)
    {
        _inserts = [.. Lengths.Select(length => database.Prepare(Statement(length)))];
        _seal = database.Prepare("UPDATE event SET chain = ?1, total = ?2 WHERE sequence = last_insert_rowid()");
    }

    /// <summary>Inserts registrations that differ in nothing but student and number, each with the number after the last row's.</summary>
    /// <param name="run">The registrations, of one roll call.</param>
    /// <param name="chain">The roll call's checksum up to the last of them.</param>
    /// <param name="total">With the last of a commit: the sum of all.</param>
    public void Insert(ReadOnlySpan<RollEvent> run, ulong chain, ulong? total)
    {
        int longest = Math.Min(run.Length, Lengths[0]);
        for (int size = 0; size < Lengths.Length; size++)
        {
            SqliteStatement statement = _inserts[size];
            while (run.Length >= Lengths[size])
            {
                if (Lengths[size] == 1)
                {
                    BindSeal(statement, 5, run.Length == 1 ? chain : null, run.Length == 1 ? total : null);
                }

                Insert(statement, run[..Lengths[size]]);
                run = run[Lengths[size]..];
                if (run.IsEmpty && Lengths[size] > 1)
                {
                    BindSeal(_seal, 1, chain, total);
                    _seal.Run();
                }
            }
        }

        NativeMemory.Clear(_students, (nuint)(longest * sizeof(StudentId)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteStatement statement in _inserts)
        {
            statement.Dispose();
        }

        _seal.Dispose();
        NativeMemory.Free(_students);
    }

    /// <summary>SQLite gives each row the number after the last, which costs less than to be told and look whether it is free.</summary>
    private static string Statement(int length)
    {
        string constant = $"{(int)RollEventKind.Present}, ?1, ?2, ?3";
        if (length == 1)
        {
            return $"INSERT INTO event (kind, roll, at, utc_offset, student, chain, total) VALUES ({constant}, ?4, ?5, ?6)";
        }

        StringBuilder sql = new($"INSERT INTO event (kind, roll, at, utc_offset, student) SELECT {constant}, column1 FROM (VALUES (?4)");
        for (int i = 1; i < length; i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $", (?{4 + i})");
        }

        return sql.Append(')').ToString();
    }

    private static void BindSeal(SqliteStatement statement, int first, ulong? chain, ulong? total)
    {
        Bind(first, chain);
        Bind(first + 1, total);

        void Bind(int parameter, ulong? value)
        {
            if (value is { } number)
            {
                statement.Bind(parameter, (long)number);
            }
            else
            {
                statement.BindNull(parameter);
            }
        }
    }

    private void Insert(SqliteStatement statement, ReadOnlySpan<RollEvent> run)
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
}
