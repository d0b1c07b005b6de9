using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite;

/// <summary>The write transaction of a running journal, which is its lock against other programs.</summary>
internal sealed class WriteLock(string path, SqliteDatabase database, JournalOptions options) : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(20);

    private readonly SqliteStatement _begin = database.Prepare("BEGIN IMMEDIATE"), _commit = database.Prepare("COMMIT");
    private long? _waitingSince;

    /// <summary>Whether the transaction is open.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Begins the transaction unless it is open, or another program is in the way.</summary>
    public bool TryTake()
    {
        if (IsHeld)
        {
            return true;
        }

        try
        {
            _begin.Run();
            return IsHeld = true;
        }
        catch (SqliteException error) when (error.Code == NativeSqlite.Busy)
        {
            return false; // Nothing was changed; it can be tried again.
        }
    }

    /// <inheritdoc cref="IEventStore.Prepare"/>
    public TimeSpan? Prepare()
    {
        if (TryTake())
        {
            if (_waitingSince is not null)
            {
                JournalLog.WaitingEnded(options.Log, path);
                _waitingSince = null;
            }

            return null;
        }

        if (_waitingSince is not { } since)
        {
            JournalLog.Waiting(options.Log, path);
            _waitingSince = options.Clock.GetTimestamp();
        }
        else if (options.Clock.GetElapsedTime(since) > options.WriteLockPatience)
        {
            throw new JournalFaultException(
                JournalFaultKind.Locked, path, "another program holds the database locked");
        }

        return RetryAfter;
    }

    /// <summary>Makes durable what the transaction has changed.</summary>
    public void Commit()
    {
        _commit.Run();
        IsHeld = false;
    }

    /// <summary>Ends a transaction that has changed nothing.</summary>
    public void Release()
    {
        if (IsHeld)
        {
            IsHeld = false;
            database.Execute("ROLLBACK");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
    }
}
