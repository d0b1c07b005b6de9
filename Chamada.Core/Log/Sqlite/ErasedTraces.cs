using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Removes what deleted rows leave behind in the files. SQLite overwrites a deleted row (<c>secure_delete</c>), but two copies of it may
/// be elsewhere: in the write-ahead log, and in the unused part of a page from which the row was moved to another when
/// pages were merged. So the database is built anew without its gaps (<c>VACUUM</c>) and the log is cut to nothing.
/// </summary>
/// <remarks>
/// It is done in a moment when nobody waits for a commit, and at the latest some time after the erasure: a large database takes a second
/// for a million rows. Until then the database itself remembers that it is to be done.
/// </remarks>
internal sealed class ErasedTraces(string path, SqliteDatabase database, EventTable events, JournalOptions options)
{
    private bool _inPages, _inLog, _reported;
    private long _since;

    /// <summary>Whether traces may be left.</summary>
    public bool Any => _inPages || _inLog;

    /// <summary>After a start: a server that was killed may have left some.</summary>
    public void Suspect()
    {
        _inLog = true;
        _inPages = events.HasTraces;
        Remove();
    }

    /// <summary>After the commit of an erasure.</summary>
    public void Add()
    {
        if (!Any)
        {
            _since = options.Clock.GetTimestamp();
        }

        _inPages = _inLog = true;
    }

    /// <summary>Whether they are to be removed now.</summary>
    /// <param name="quiet">Whether nobody waits, and nobody has for some time.</param>
    public bool IsTime(bool quiet) => Any && (quiet || options.Clock.GetElapsedTime(_since) > options.EraseAtLatest);

    /// <summary>Removes them, if there are any and nothing is in the way.</summary>
    public void Remove()
    {
        if (!Any)
        {
            return;
        }

        _since = options.Clock.GetTimestamp();
        bool isBlocked = _inPages && !TryRebuild();
        _inPages = isBlocked;
        _inLog = !database.TryTruncateLog();
        isBlocked |= _inLog;
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
