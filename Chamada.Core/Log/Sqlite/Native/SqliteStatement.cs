using System.Runtime.CompilerServices;
using System.Text;

namespace Chamada.Core.Log.Sqlite.Native;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite.</summary>
internal sealed unsafe class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase _database;
    private nint _handle;

    public SqliteStatement(SqliteDatabase database, nint connection, string sql)
    {
        _database = database;
        byte[] utf8 = Encoding.UTF8.GetBytes(sql);
        fixed (byte* text = utf8)
        {
            database.Check(NativeSqlite.Prepare(connection, text, utf8.Length, NativeSqlite.PreparePersistent, out _handle, 0));
        }
    }

    /// <summary>Binds an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Bind(int parameter, long value) => _database.Check(NativeSqlite.BindInt64(_handle, parameter, value));

    /// <summary>Binds text that must stay where it is until the statement has been run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BindText(int parameter, byte* utf8, int length) =>
        _database.Check(NativeSqlite.BindText(_handle, parameter, utf8, length, 0));

    /// <summary>Binds bytes that must stay where they are until the statement has been run.</summary>
    public void BindBlob(int parameter, byte* bytes, int length) =>
        _database.Check(NativeSqlite.BindBlob(_handle, parameter, bytes, length, 0));

    /// <summary>Binds no value.</summary>
    public void BindNull(int parameter) => _database.Check(NativeSqlite.BindNull(_handle, parameter));

    /// <summary>Goes to the next row. False when there is none.</summary>
    public bool Step()
    {
        int code = NativeSqlite.Step(_handle);
        _database.Check(code);
        return code == NativeSqlite.Row;
    }

    /// <summary>Runs a statement that gives no rows, and makes it ready to run again.</summary>
    public void Run()
    {
        int code = NativeSqlite.Step(_handle);
        if (code is not (NativeSqlite.Done or NativeSqlite.Row))
        {
            // The message is read before the reset, which would replace it.
            try
            {
                _database.Check(code);
            }
            finally
            {
                _ = NativeSqlite.Reset(_handle);
            }
        }

        _database.Check(NativeSqlite.Reset(_handle));
    }

    /// <summary>Whether a column of the current row has no value.</summary>
    public bool IsNull(int column) => NativeSqlite.ColumnType(_handle, column) == 5;

    /// <summary>An integer of the current row; 0 when it has no value.</summary>
    public long Int64(int column) => NativeSqlite.ColumnInt64(_handle, column);

    /// <summary>The bytes of text or of a blob in the current row. They stand until the next <see cref="Step"/>.</summary>
    public ReadOnlySpan<byte> Bytes(int column)
    {
        byte* bytes = NativeSqlite.ColumnBlob(_handle, column);
        return new ReadOnlySpan<byte>(bytes, bytes is null ? 0 : NativeSqlite.ColumnBytes(_handle, column));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle != 0)
        {
            _ = NativeSqlite.FinalizeStatement(_handle);
            _handle = 0;
        }
    }
}
