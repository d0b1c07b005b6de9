using System.Globalization;
using System.Text;

namespace Chamada.Core.Journal;

/// <summary>
/// Keeps a data folder for one server. The operating system holds the lock, so a server that is killed leaves none behind; the
/// file's text says who has it.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>The lock's file in the data folder.</summary>
    public const string FileName = "chamada.lock";

    private readonly FileStream _file;

    private FolderLock(FileStream file)
    {
        _file = file;
        Announce("");
    }

    /// <summary>Takes the lock.</summary>
    /// <returns>The lock, or null and who has it.</returns>
    /// <exception cref="IOException">The file cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write it.</exception>
    public static FolderLock? TryTake(string directory, out FolderHolder holder)
    {
        holder = new FolderHolder(0, "", "");
        string path = Path.Combine(directory, FileName);
        try
        {
            FileStreamOptions options = new()
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,

                // On Unix this is flock, which leaves others free to read the text. On Windows it would shut them out.
                Share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None,
                BufferSize = 0,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new FolderLock(new FileStream(path, options));
        }
        catch (IOException error) when (IsHeldByAnother(error))
        {
            holder = Read(path);
            return null;
        }
    }

    /// <summary>Writes down who has the folder and where that server can be reached.</summary>
    public void Announce(string address)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{Environment.MachineName}\n{address}\n"));
        _file.SetLength(0);
        _file.Position = 0;
        _file.Write(text);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _file.SetLength(0);
        }
        catch (IOException)
        {
            // The text is of no importance without the lock.
        }

        _file.Dispose();
    }

    private static bool IsHeldByAnother(IOException error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xffff) is 32 or 33 // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
        : error.HResult is 11 or 35;           // EWOULDBLOCK on Linux, and on macOS

    private static FolderHolder Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(file, Encoding.UTF8);
            _ = int.TryParse(reader.ReadLine(), NumberStyles.None, CultureInfo.InvariantCulture, out int process);
            return new FolderHolder(process, reader.ReadLine() ?? "", reader.ReadLine() ?? "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new FolderHolder(0, "", "");
        }
    }
}
