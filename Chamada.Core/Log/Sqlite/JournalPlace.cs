using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Looks whether the database and its log are still the files at their paths. A program goes on writing to a file that was removed, and
/// all of it is gone when the file is closed: so it is looked before anybody is told, every second while anything is asked, and once in a
/// while when nothing is.
/// </summary>
internal sealed class JournalPlace(string database) : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1), Seldom = TimeSpan.FromMinutes(1);

    private readonly WatchedPath _database = new(database), _log = new(database + JournalFile.LogSuffix);

    /// <summary>Looks.</summary>
    /// <exception cref="JournalFaultException">Something else, or nothing, is in a file's place.</exception>
    public void Check()
    {
        Check(_database);
        Check(_log);
    }

    /// <summary>When to look again at the latest: Windows keeps a file that is open where it is.</summary>
    /// <param name="otherwise">When there is something else to do.</param>
    /// <param name="isAsked">Whether anything was asked since the last look. Else no machine is to be kept awake for this.</param>
    public static TimeSpan NextCheck(TimeSpan otherwise, bool isAsked)
    {
        TimeSpan next = isAsked ? Often : Seldom;
        return OperatingSystem.IsWindows() || (otherwise != Timeout.InfiniteTimeSpan && otherwise < next) ? otherwise : next;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _database.Dispose();
        _log.Dispose();
    }

    private static void Check(WatchedPath path)
    {
        if (!path.IsSame)
        {
            throw new JournalFaultException(
                JournalFaultKind.Removed, path.Path, "it was removed or replaced while the server was running");
        }
    }
}
