using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Looks whether the database and its log are still the files at their paths. A program goes on writing to a file that was removed, and
/// all of it is gone when the file is closed: so it is looked before anybody is told, and once in a while when nobody asks.
/// </summary>
internal sealed class JournalPlace(string database) : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    private readonly WatchedPath _database = new(database), _log = new(database + JournalFile.LogSuffix);

    /// <summary>Looks.</summary>
    /// <exception cref="JournalFaultException">Something else, or nothing, is in a file's place.</exception>
    public void Check()
    {
        Check(_database);
        Check(_log);
    }

    /// <summary>When to look again at the latest: Windows keeps a file that is open where it is.</summary>
    public static TimeSpan NextCheck(TimeSpan otherwise) =>
        OperatingSystem.IsWindows() || (otherwise != Timeout.InfiniteTimeSpan && otherwise < Often) ? otherwise : Often;

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
