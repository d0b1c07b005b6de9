using System.Runtime.ExceptionServices;
using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Carries SQLite's log over into the database. Most of it while the writer goes on, on a connection of its own; and when the log has its
/// full length, what is left, on the writer's: only then can the next commit begin at the log's start.
/// </summary>
/// <remarks>Used by whoever has the store.</remarks>
/// <param name="path">The database.</param>
/// <param name="writer">The writer's connection.</param>
/// <param name="options">The log's length.</param>
/// <param name="before">Is done before anything is carried over, on the thread that does it.</param>
internal sealed class Checkpoints(string path, SqliteDatabase writer, JournalOptions options, Action before)
    : IThreadPoolWorkItem, IDisposable
{
    private readonly object _gate = new();
    private SqliteDatabase? _beside;
    private bool _isRunning;
    private Exception? _failure;
    private int _begun, _carriedOver, _seen;

    /// <summary>
    /// Whether it is time to carry over what is left, on the writer's connection and outside its transaction: at half the length when there
    /// is nothing else to do. What is being carried over beside is not waited for before the log has twice its length.
    /// </summary>
    public bool IsTime(bool idle)
    {
        int fresh = CountFrames() - _carriedOver;
        return fresh >= (idle ? options.LogFrames / 2 : options.LogFrames)
            && (fresh >= 2 * options.LogFrames || !Volatile.Read(ref _isRunning));
    }

    /// <summary>Begins to carry over what there is, if that is enough, beside the writer.</summary>
    /// <exception cref="Exception">The last time it could not be done.</exception>
    public void BeginBeside()
    {
        if (CountFrames() - _begun < options.FramesBeside || Volatile.Read(ref _isRunning))
        {
            return;
        }

        Wait();
        _begun = writer.FramesInLog;
        _isRunning = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Carries over what is left.</summary>
    /// <exception cref="Exception">It cannot be done, or could not beside the writer.</exception>
    public void CarryOver()
    {
        Wait();
        _begun = _carriedOver = writer.FramesInLog;
        before();
        writer.CheckpointPassively();
    }

    /// <summary>Waits until nothing is carried over beside the writer.</summary>
    /// <exception cref="Exception">It could not be done.</exception>
    public void Wait()
    {
        if (Settle() is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Settle(); // What is on disk is whole without it.
        _beside?.Dispose();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Exception? failure = null;
        try
        {
            _beside ??= Open();
            before();
            _beside.CheckpointPassively();
        }
#pragma warning disable CA1031 // Whatever it is, the writer is to be told, which ends the journal in order.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
        }

        lock (_gate)
        {
            _failure = failure;
            Volatile.Write(ref _isRunning, false);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until nothing is carried over beside the writer.</summary>
    /// <returns>Why it could not be done; null when it was.</returns>
    private Exception? Settle()
    {
        lock (_gate)
        {
            while (_isRunning)
            {
                Monitor.Wait(_gate);
            }

            Exception? failure = _failure;
            _failure = null;
            return failure;
        }
    }

    /// <summary>
    /// How many frames there are now. After all of them were carried over, on whichever connection, the log begins anew, and all that it
    /// holds then is new. A program that reads may keep it from that: then it grows, and is carried over in parts.
    /// </summary>
    private int CountFrames()
    {
        int frames = writer.FramesInLog;
        if (frames < _seen)
        {
            _begun = _carriedOver = 0;
        }

        return _seen = frames;
    }

    private SqliteDatabase Open()
    {
        SqliteDatabase database = SqliteDatabase.Open(path, options.Vfs);
        try
        {
            database.CheckpointOnClose(false);
            database.Execute("PRAGMA synchronous = FULL");

            // A connection that has read nothing does not know of the log, and would carry over nothing.
            _ = database.QueryInt64("SELECT count(*) FROM sqlite_schema");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
