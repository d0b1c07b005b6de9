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
/// while nobody waits. Where another program gets in between all the same, the next write waits until it lets go.
/// </remarks>
internal sealed class JournalFile : IEventStore, IDisposable
{
    /// <summary>The database's file in the data folder.</summary>
    public const string FileName = "chamada.db";

    /// <summary>What SQLite adds to the database's name for its log.</summary>
    public const string LogSuffix = "-wal";

    private readonly SqliteDatabase _database;
    private readonly FolderLock _folder;
    private readonly JournalOptions _options;
    private EventTable? _events;
    private ErasedTraces? _traces;
    private JournalPlace? _place;
    private DurableMark? _mark;
    private WriteLock? _lock;
    private Checkpoints? _checkpoints;
    private Action? _beginBeside;
    private bool _hasTraces, _logIsShort, _hasPutOff;
    private int _version;
    private long _lastWrite;

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
        JournalChecks.CheckLog(path + LogSuffix);
        SqliteDatabase database = SqliteDatabase.Open(path, options.Vfs);
        try
        {
            database.CheckpointOnClose(false);
            database.WaitForLocks(options.LockPatience);
            int version = JournalChecks.CheckContent(path, database, options.Schema);

            // EXTRA: the journal of this one change must not come back when the power fails, it would take back what came after.
            database.Execute("PRAGMA synchronous = EXTRA");
            if (database.QueryText("PRAGMA journal_mode = WAL") != "wal")
            {
                throw new JournalFaultException(
                    JournalFaultKind.InputOutput,
                    path,
                    "the file system cannot share memory between processes, which SQLite's WAL mode needs");
            }

            // secure_delete: what is erased is overwritten. Checkpoints are ours to time, since the database has a hook of its own for the
            // log.
            database.Execute(
                "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;"
                + "BEGIN IMMEDIATE;");
            options.Schema.Migrate(database, version);
            if (version > 0 && version < options.Schema.Version)
            {
                JournalLog.Migrated(options.Log, path, version, options.Schema.Version);
            }

            return new JournalFile(path, database, folder, options) { _version = version };
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
        long count = _events.ReadInto(reader, _version is 0 or >= JournalSchema.ChecksumVersion);
        if (_version < JournalSchema.ChecksumVersion)
        {
            _events.BeginChecksums();
        }

        string directory = System.IO.Path.GetDirectoryName(Path)!;
        JournalChecks.CheckMark(Path, DurableMark.Read(directory), _events.LastSequence);
        _database.Execute($"PRAGMA user_version = {_options.Schema.Version}; COMMIT;");
        _lock = new WriteLock(Path, _database, _options);
        _checkpoints = new Checkpoints(Path, _database, _options, FlushMark);
        _beginBeside = _checkpoints.BeginBeside; // Made once: it is called with each commit.
        _database.CheckpointOnClose(true);

        _mark = DurableMark.Open(directory);
        _mark.Set(_events.LastSequence);
        _mark.Flush();
        _place = new JournalPlace(Path);
        _lastWrite = _options.Clock.GetTimestamp();

        // From here on nobody waits inside SQLite, but where the writer's thread can be told to stop.
        _database.WaitForLocks(TimeSpan.Zero);
        _traces = new ErasedTraces(Path, _database, _events, _options);
        _traces.Suspect();
        NoteTraces();
        _lock.TryTake();
        _logIsShort = _options.ReserveLog; // In the first quiet moment: whoever starts a server waits for it.
        JournalLog.Replayed(_options.Log, Path, count, _events.LastSequence, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return _events.LastSequence;
    }

    /// <summary>Tells other servers where the one that has this folder can be reached.</summary>
    public void Announce(string address) => _folder.Announce(address);

    /// <inheritdoc/>
    public TimeSpan? Prepare() => _lock!.Prepare();

    /// <inheritdoc/>
    public TimeSpan Write(ReadOnlySpan<RollEvent> events)
    {
        bool erased = _events!.Write(events);
        long began = _options.Clock.GetTimestamp();
        _lock!.Commit();
        TimeSpan took = _options.Clock.GetElapsedTime(began);
        Vouch(events[^1].Sequence);
        _lastWrite = _options.Clock.GetTimestamp();
        _place!.Check();
        if (erased)
        {
            _traces!.Add();
            NoteTraces();
        }

        return took;
    }

    /// <inheritdoc/>
    public bool TryHold()
    {
        PutOffWhenFull(_beginBeside!);
        return !_checkpoints!.IsTime(idle: false) && _lock!.TryTake();
    }

    /// <inheritdoc/>
    public TimeSpan Tend(bool idle, bool isAsked)
    {
        bool quiet = idle && _options.QuietTime >= TimeSpan.Zero && _options.Clock.GetElapsedTime(_lastWrite) >= _options.QuietTime;
        if (idle)
        {
            _place!.Check();
        }

        bool isTimeForTraces = _traces!.IsTime(quiet);
        if (isTimeForTraces || _checkpoints!.IsTime(idle))
        {
            _lock!.Release();
            PutOffWhenFull(isTimeForTraces ? RemoveTraces : _checkpoints!.CarryOver);
        }
        else
        {
            PutOffWhenFull(_beginBeside!);
        }

        bool isHeld = _lock!.TryTake();
        if (quiet)
        {
            FlushMark();
            if (_logIsShort && isHeld)
            {
                MakeRoom();
            }
        }

        bool isSettled = quiet && isHeld && !_traces.Any && !_logIsShort;
        return JournalPlace.NextCheck(isSettled ? Timeout.InfiniteTimeSpan : _options.QuietTime, isAsked);
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

            _lock?.Release();
            if (!failed)
            {
                RemoveTraces();
                FlushMark();
            }
        }
#pragma warning disable CA1031 // What is on disk is whole without it, whatever it is.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The next start does what was left.
        }
        finally
        {
            _checkpoints?.Dispose();
            _events?.Dispose();
            _lock?.Dispose();
            _database.Dispose();
            _mark?.Dispose();
            _place?.Dispose();
            _folder.Dispose();
        }
    }

    /// <summary>Ends the use of a file that was never started.</summary>
    public void Dispose() => Close(failed: true);

    private void Vouch(long sequence)
    {
        try
        {
            _mark!.Set(sequence);
        }
        catch (IOException error)
        {
            // The events are on disk all the same.
            ReportPutOff(error.Message);
        }
    }

    private void FlushMark()
    {
        try
        {
            _mark!.Flush();
        }
        catch (IOException error)
        {
            ReportPutOff(error.Message);
        }
    }

    private void NoteTraces() => Volatile.Write(ref _hasTraces, _traces!.Any);

    private void RemoveTraces()
    {
        _checkpoints!.Wait();
        FlushMark();
        _traces!.Remove();
        NoteTraces();
        _logIsShort = _options.ReserveLog;
    }

    /// <summary>A full disk keeps the log from being carried over, but the log has everything.</summary>
    private void PutOffWhenFull(Action action)
    {
        try
        {
            action();
            _hasPutOff = false;
        }
        catch (SqliteException error) when (error.Code == NativeSqlite.Full)
        {
            ReportPutOff(error.Message);
        }
    }

    private void ReportPutOff(string cause)
    {
        if (!_hasPutOff)
        {
            JournalLog.PutOff(_options.Log, Path, cause);
            _hasPutOff = true;
        }
    }

    private void MakeRoom()
    {
        _logIsShort = false;
        LogRoom.Make(Path, _options.LogFrames);
    }
}
