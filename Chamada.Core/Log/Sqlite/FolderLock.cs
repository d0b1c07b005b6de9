using System.Globalization;
using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Keeps a data folder for one server. The operating system holds the lock on one file, so a server that is killed leaves none behind;
/// another file, which can be read meanwhile, says who has it.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>The file that says who has the folder.</summary>
    public const string HolderName = "chamada.holder";

    private const string FileName = "chamada.lock";
    private const int LargestHolder = 4096;

    private readonly string _directory;
    private readonly FileStream _lock;
    private readonly WatchedPath _path;

    private FolderLock(string directory, FileStream file)
    {
        _directory = directory;
        _lock = file;
        _path = new WatchedPath(file.Name);
    }

    /// <summary>Takes the lock.</summary>
    /// <returns>The lock, or null and who has it.</returns>
    /// <exception cref="JournalFaultException">A link stands in the place of a file.</exception>
    /// <exception cref="IOException">A file cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write it.</exception>
    public static FolderLock? TryTake(string directory, out FolderHolder holder)
    {
        holder = new FolderHolder(0, "", "");
        FolderLock taken;
        try
        {
            taken = new FolderLock(directory, OwnFile.Open(Path.Combine(directory, FileName), FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException error) when (IsHeldByAnother(error))
        {
            holder = ReadHolder(directory);
            return null;
        }

        try
        {
            taken.Announce("");
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Writes down who has the folder and where that server can be reached.</summary>
    public void Announce(string address)
    {
        OwnFile.Replace(
            Path.Combine(_directory, HolderName),
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{Environment.MachineName}\n{address}\n"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_path.IsSame)
            {
                // Else the folder is another one by now, perhaps with a server of its own.
                File.Delete(Path.Combine(_directory, HolderName));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What it says is of no importance without the lock.
        }

        _path.Dispose();
        _lock.Dispose();
    }

    private static bool IsHeldByAnother(IOException error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xffff) is 32 or 33 // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
        : error.HResult is 11 or 35;           // EWOULDBLOCK on Linux, and on macOS

    /// <summary>Who has a folder, or had it last: a server that was killed has not taken back what it wrote.</summary>
    internal static FolderHolder ReadHolder(string directory)
    {
        try
        {
            FileInfo file = new(Path.Combine(directory, HolderName));
            string[] lines = file.LinkTarget is null && file.Length < LargestHolder ? File.ReadAllLines(file.FullName) : [];
            return lines is [string process, string machine, string address]
                && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                ? new FolderHolder(id, machine, address)
                : new FolderHolder(0, "", "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new FolderHolder(0, "", "");
        }
    }
}
