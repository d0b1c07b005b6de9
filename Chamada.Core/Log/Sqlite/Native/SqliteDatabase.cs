using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chamada.Core.Log.Sqlite.Native;

/// <summary>One connection to one SQLite file. Used by one thread at a time; SQLite's own locking is switched off for it.</summary>
internal sealed unsafe class SqliteDatabase : IDisposable
{
    private nint _handle;
    private int* _framesInLog;

    private SqliteDatabase(nint handle) => _handle = handle;

    /// <summary>How many frames the write-ahead log held after the last commit.</summary>
    public int FramesInLog => *_framesInLog;

    /// <summary>Opens a file, making it when it is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="vfs">The name of the file layer to go through; null for the operating system's.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteDatabase Open(string path, string? vfs)
    {
        int code = NativeSqlite.Open(
            path, out nint handle,
                NativeSqlite.OpenReadWrite | NativeSqlite.OpenCreate | NativeSqlite.OpenNoMutex | NativeSqlite.OpenExtendedCodes, vfs);
        SqliteDatabase database = new(handle);
        try
        {
            database.Check(code);
            database._framesInLog = (int*)NativeMemory.AllocZeroed(sizeof(int));
            _ = NativeSqlite.WalHook(handle, &NoteFramesInLog, (nint)database._framesInLog);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Whether only reading is possible, although writing was asked for.</summary>
    public bool IsReadOnly => NativeSqlite.IsReadOnly(_handle, "main") == 1;

    /// <summary>The row id that the last insertion was given.</summary>
    public long LastInsertRowId => NativeSqlite.LastInsertRowId(_handle);

    /// <summary>Runs statements that give no rows, or whose rows do not matter.</summary>
    public void Execute(string sql) => Check(NativeSqlite.Execute(_handle, sql, 0, 0, 0));

    /// <summary>Prepares one statement.</summary>
    public SqliteStatement Prepare(string sql) => new(this, _handle, sql);

    /// <summary>The integer in the first column of the first row; 0 when there is no row.</summary>
    public long QueryInt64(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>The text in the first column of the first row; empty when there is none.</summary>
    public string QueryText(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? System.Text.Encoding.UTF8.GetString(statement.Bytes(0)) : "";
    }

    /// <summary>How long to wait for a lock that another program holds.</summary>
    public void WaitForLocks(TimeSpan patience) =>
        Check(NativeSqlite.BusyTimeout(_handle, (int)Math.Min(patience.TotalMilliseconds, int.MaxValue)));

    /// <summary>Whether the last connection that closes carries the write-ahead log over into the file.</summary>
    public void CheckpointOnClose(bool value) =>
        Check(NativeSqlite.Configure(_handle, NativeSqlite.ConfigNoCheckpointOnClose, value ? 0 : 1));

    /// <summary>
    /// Carries over what it can of the write-ahead log. The next write begins at the log's start when that was all of it.
    /// </summary>
    public void CheckpointPassively()
    {
        int code = NativeSqlite.Checkpoint(_handle, null, NativeSqlite.CheckpointPassive, out _, out _);
        if ((code & 0xff) != NativeSqlite.Busy)
        {
            Check(code);
        }
    }

    /// <summary>Carries the whole write-ahead log over and cuts it to nothing.</summary>
    /// <returns>False when another program that reads the log is in the way.</returns>
    public bool TryTruncateLog()
    {
        int code = NativeSqlite.Checkpoint(_handle, null, NativeSqlite.CheckpointTruncate, out _, out _);
        if ((code & 0xff) is NativeSqlite.Busy or NativeSqlite.Locked)
        {
            return false;
        }

        Check(code);
        *_framesInLog = 0;
        return true;
    }

    /// <summary>Becomes a copy of another database as it is at one moment, whoever uses that one meanwhile.</summary>
    public void CopyFrom(SqliteDatabase source)
    {
        nint backup = NativeSqlite.BeginBackup(_handle, "main", source._handle, "main");
        if (backup == 0)
        {
            Throw(NativeSqlite.Error);
        }

        // All at once, in one transaction of reading: in pieces it would begin anew whenever the server has written.
        int stepped = NativeSqlite.StepBackup(backup, -1);
        int finished = NativeSqlite.FinishBackup(backup);
        Check(finished);
        Check(stepped);
    }

    /// <summary>Throws what SQLite says about a result code that is not a success.</summary>
    public void Check(int code)
    {
        if (code is not (NativeSqlite.Ok or NativeSqlite.Row or NativeSqlite.Done))
        {
            Throw(code);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle != 0)
        {
            _ = NativeSqlite.Close(_handle);
            _handle = 0;
        }

        NativeMemory.Free(_framesInLog);
        _framesInLog = null;
    }

    private void Throw(int code)
    {
        string message = _handle == 0 ? "out of memory" : Marshal.PtrToStringUTF8((nint)NativeSqlite.ErrorMessage(_handle)) ?? "";
        int systemError = _handle == 0 ? 0 : NativeSqlite.SystemError(_handle);
        throw new SqliteException(code, systemError,
            string.Create(CultureInfo.InvariantCulture, $"{message} (SQLite {code}, system {systemError})"));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int NoteFramesInLog(nint argument, nint database, byte* name, int frames)
    {
        *(int*)argument = frames;
        return NativeSqlite.Ok;
    }
}
