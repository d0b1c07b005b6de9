using System.Diagnostics;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// The database file of a data folder: opened with every doubt about it, then filled group by group. Nothing in it is
/// changed before all of it has been read and found in order.
/// </summary>
/// <remarks>
/// Between two groups a write transaction is always open. It changes nothing, but it keeps other programs from taking the write lock, so
/// that a running server cannot be stopped by one; reading and copying the database stays possible for them. And it is begun
/// while nobody waits.
/// </remarks>
internal sealed class JournalFile : IEventStore, IDisposable
{
    /// <summary>The database's file in the data folder.</summary>
    public const string FileName = "chamada.db";

    private readonly SqliteDatabase _database;
    private readonly FolderLock _folder;
    private readonly JournalOptions _options;
    private EventTable? _events;
    private ErasedTraces? _traces;
    private SqliteStatement? _begin, _commit;
    private bool _inTransaction, _hasWritten, _hasTraces, _logIsShort;
    private int _carriedOver;

    private JournalFile(string path, SqliteDatabase database, FolderLock folder, JournalOptions options)
    {
        Path = path;
        _database = database;
        _folder = folder;
        _options = options;
    }

    /// <summary>The database's file.</summary>
    public string Path { get; }

    /// <summary>Whether erased events may have left traces in the file or its log.</summary>
    public bool HasTraces => Volatile.Read(ref _hasTraces);

    /// <summary>Opens or makes the file, and begins the transaction in which it is read.</summary>
    /// <exception cref="JournalFaultException">It cannot be used. Nothing was changed in it.</exception>
    public static JournalFile Open(string path, FolderLock folder, JournalOptions options)
    {
        SqliteDatabase database = SqliteDatabase.Open(path, options.Vfs);
        try
        {
            database.CheckpointOnClose(false);
            database.WaitForLocks(options.LockPatience);
            int version = CheckContent(path, database, options.Schema);

            // EXTRA: the journal of this one change must not come back when the power fails, it would take back what came after.
            database.Execute("PRAGMA synchronous = EXTRA");
            if (database.QueryText("PRAGMA journal_mode = WAL") != "wal")
            {
                throw new JournalFaultException(new JournalFault(JournalFaultKind.InputOutput, path, "the file system cannot share memory between processes, which SQLite's WAL mode needs"));
            }

            // secure_delete: what is erased is overwritten. Checkpoints are ours to time, since the database has a hook of its own for the log.
            database.Execute("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; BEGIN IMMEDIATE;");
            options.Schema.Migrate(database, version);
            if (version > 0 && version < options.Schema.Version)
            {
                JournalLog.Migrated(options.Log, path, version, options.Schema.Version);
            }

            return new JournalFile(path, database, folder, options) { _inTransaction = true };
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Tells a reader every event. Only then is the file written to, if only to know that it can be.</summary>
    /// <returns>The highest sequence that was ever given to an event.</returns>
    public long Start(IRollReader reader)
    {
        long began = Stopwatch.GetTimestamp();
        _events = new EventTable(_database);
        long count = _events.ReadInto(reader);
        _database.Execute($"PRAGMA user_version = {_options.Schema.Version}; COMMIT;");
        _inTransaction = false;
        _begin = _database.Prepare("BEGIN IMMEDIATE");
        _commit = _database.Prepare("COMMIT");
        _database.CheckpointOnClose(true);

        _traces = new ErasedTraces(Path, _database, _events, _options);
        _traces.Suspect();
        NoteTraces();
        Begin();
        _logIsShort = _options.ReserveLog; // In the first quiet moment: whoever starts a server waits for it.
        JournalLog.Replayed(_options.Log, Path, count, _events.LastSequence, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return _events.LastSequence;
    }

    /// <summary>Tells other servers where the one that has this folder can be reached.</summary>
    public void Announce(string address) => _folder.Announce(address);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<RollEvent> events)
    {
        _hasWritten = true;
        Begin();
        bool erased = _events!.Write(events);
        _commit!.Run();
        _inTransaction = false;
        if (erased)
        {
            _traces!.Add();
            NoteTraces();
            _logIsShort = _options.ReserveLog;
        }
    }

    /// <inheritdoc/>
    public TimeSpan Tend(bool idle)
    {
        bool quiet = idle && !_hasWritten;
        _hasWritten = false;
        if (_traces!.Any)
        {
            EndTransaction();
            _traces.Tend(quiet);
            NoteTraces();
        }

        // As the log begins anew after a checkpoint, fewer frames than at the last one are all new. A program that reads may keep
        // it from that: then it grows, and is carried over in parts.
        int frames = _database.FramesInLog;
        int fresh = frames < _carriedOver ? frames : frames - _carriedOver;
        if (fresh >= (idle ? _options.LogFrames / 2 : _options.LogFrames))
        {
            EndTransaction();
            _database.CheckpointPassively();
            _carriedOver = frames;
        }

        Begin();
        if (quiet && _logIsShort)
        {
            MakeRoom();
        }

        return _traces.Any || _logIsShort ? _options.QuietTime : Timeout.InfiniteTimeSpan;
    }

    /// <inheritdoc/>
    public void Close(bool failed)
    {
        try
        {
            if (failed)
            {
                _database.CheckpointOnClose(false);
            }

            EndTransaction();
            if (!failed)
            {
                _traces!.Tend(quiet: true);
            }
        }
        catch (SqliteException)
        {
            // What is on disk is whole without it.
        }
        finally
        {
            _events?.Dispose();
            _begin?.Dispose();
            _commit?.Dispose();
            _database.Dispose();
            _folder.Dispose();
        }
    }

    /// <summary>Ends the use of a file that was never started.</summary>
    public void Dispose() => Close(failed: true);

    private static int CheckContent(string path, SqliteDatabase database, JournalSchema schema)
    {
        if (database.IsReadOnly)
        {
            throw new JournalFaultException(new JournalFault(JournalFaultKind.ReadOnly, path, "the file can only be read"));
        }

        long version = database.QueryInt64("PRAGMA user_version");
        long application = database.QueryInt64("PRAGMA application_id");
        long objects = database.QueryInt64("SELECT count(*) FROM sqlite_schema");
        if (version == 0 && application == 0 && objects == 0)
        {
            return 0;
        }

        if (application != JournalSchema.ApplicationId || version < 1)
        {
            throw new JournalFaultException(new JournalFault(JournalFaultKind.NotAJournal, path, "the file is a database of another program"));
        }

        if (version > schema.Version)
        {
            throw new JournalFaultException(new JournalFault(
                JournalFaultKind.NewerVersion, path, $"the file has version {version}, this program knows versions up to {schema.Version}"));
        }

        string verdict = database.QueryText("PRAGMA quick_check(1)");
        return verdict == "ok"
            ? (int)version
            : throw new JournalFaultException(new JournalFault(JournalFaultKind.Damaged, path, verdict));
    }

    private void NoteTraces() => Volatile.Write(ref _hasTraces, _traces!.Any);

    private void MakeRoom()
    {
        _logIsShort = false;
        LogRoom.Make(Path, _options.LogFrames);
    }

    private void Begin()
    {
        if (!_inTransaction)
        {
            _begin!.Run();
            _inTransaction = true;
        }
    }

    private void EndTransaction()
    {
        if (_inTransaction)
        {
            _inTransaction = false;
            _database.Execute("ROLLBACK");
        }
    }
}
