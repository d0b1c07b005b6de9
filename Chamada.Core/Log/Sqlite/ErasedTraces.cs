using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Removes what deleted rows leave behind in the files. SQLite overwrites a deleted row (<c>secure_delete</c>), but two copies of it may
/// be elsewhere: in the write-ahead log, and in the unused part of a page from which the row was moved to another when
/// pages were merged. So the database is built anew without its gaps (<c>VACUUM</c>) and the log is cut to nothing.
/// </summary>
/// <remarks>
/// A small database is done with before anyone is told that the roll call is erased. A large one, which takes a second for a million
/// rows, waits for a moment when nobody waits for a commit. Until then the database itself remembers that it is to be done.
/// </remarks>
internal sealed class ErasedTraces(string path, SqliteDatabase database, EventTable events, JournalOptions options)
{
    private bool _inPages, _inLog, _reported;
    private long _tried;

    /// <summary>Whether traces may be left.</summary>
    public bool Any => _inPages || _inLog;

    /// <summary>After a start: a server that was killed may have left some.</summary>
    public void Suspect()
    {
        _inLog = true;
        _inPages = events.HasTraces;
        Remove(evenIfLong: true);
    }

    /// <summary>After the commit of an erasure.</summary>
    public void Add()
    {
        if (!Any)
        {
            _tried = options.Clock.GetTimestamp();
        }

        _inPages = _inLog = true;
        Remove(evenIfLong: false);
    }

    /// <summary>Tries again what could not be done, or would have kept others waiting.</summary>
    /// <param name="quiet">Whether nobody waits, and nobody has for some time.</param>
    public void Tend(bool quiet)
    {
        if (Any && (quiet || options.Clock.GetElapsedTime(_tried) > options.EraseAtLatest))
        {
            _tried = options.Clock.GetTimestamp();
            Remove(evenIfLong: true);
        }
    }

    private void Remove(bool evenIfLong)
    {
        database.WaitForLocks(TimeSpan.Zero);
        bool isBlocked = false;
        if (_inPages && (evenIfLong || database.QueryInt64("PRAGMA page_count") <= options.EraseAtOncePages))
        {
            isBlocked = !TryRebuild();
            _inPages = isBlocked;
        }

        _inLog = !database.TryTruncateLog();
        isBlocked |= _inLog;
        database.WaitForLocks(options.LockPatience);
        if (isBlocked && !_reported)
        {
            JournalLog.EraseDelayed(options.Log, path);
            _reported = true;
        }
        else if (!Any && _reported)
        {
            JournalLog.EraseCompleted(options.Log, path);
            _reported = false;
        }
    }

    private bool TryRebuild()
    {
        try
        {
            database.Execute("VACUUM");
            events.NoteNoTraces();
            return true;
        }
        catch (SqliteException error) when (error.Code is NativeSqlite.Busy or NativeSqlite.Full)
        {
            return false; // Nothing has changed; the database is as whole as before.
        }
    }
}
