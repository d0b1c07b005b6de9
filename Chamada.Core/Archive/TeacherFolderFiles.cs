using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Chamada.Core.Archive;

/// <summary>
/// Writes files that are either there as a whole or not at all, and still there after a power cut. What it throws is
/// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>; the folder's other parts turn that into a value.
/// </summary>
public static class TeacherFolderFiles
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(10);

    /// <summary>How the JSON files are written: for people too, and with the '+' of a time's offset as it is.</summary>
    public static JsonWriterOptions Json => new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Makes a folder that only its owner can enter. One that exists is left as it is.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
        {
            CreateFolder(parent);
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnFolder);
            }

            FileNames.Flush(parent);
        }
    }

    /// <summary>
    /// Makes sure that a folder for secrets is there and that nobody but its owner can enter it: one that others could enter is closed to
    /// them.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void CloseToOthers(string folder)
    {
        CreateFolder(folder);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & ~OwnFolder) != 0)
        {
            File.SetUnixFileMode(folder, OwnFolder);
        }
    }

    /// <summary>Refuses a folder that is a symbolic link: whoever set it could point it elsewhere.</summary>
    /// <exception cref="IOException">It is one.</exception>
    public static void RefuseLink(string folder)
    {
        if (new DirectoryInfo(folder) is { LinkTarget: { } target })
        {
            throw new IOException($"it is a symbolic link to {target}");
        }
    }

    /// <summary>Puts a file in place that only its owner can read, instead of one that may be there.</summary>
    public static void Replace(string file, ReadOnlySpan<byte> content) =>
        Put(file, content, OwnFile, static (temporary, name) => File.Move(temporary, name, overwrite: true));

    /// <summary>
    /// Like <see cref="Replace"/>, for what may be lost in a power cut: nobody waits for the disk. Whoever reads it has to look whether it
    /// is whole.
    /// </summary>
    public static void ReplaceAtLeisure(string file, ReadOnlySpan<byte> content) =>
        Put(file, content, OwnFile, static (temporary, name) => File.Move(temporary, name, overwrite: true), lasts: false);

    /// <summary>Like <see cref="Replace"/>, but leaves a file alone that has the name.</summary>
    /// <returns>False when the name is taken.</returns>
    public static bool TryCreate(string file, ReadOnlySpan<byte> content) => TryCreate(file, content, OwnFile);

    /// <summary>
    /// Writes a file for others to read, as the account's own settings allow it: beside its name first, so that the name is never that of
    /// half a file.
    /// </summary>
    /// <returns>False when the name is taken.</returns>
    public static bool TryExport(string file, ReadOnlySpan<byte> content) => TryCreate(file, content, mode: null);

    /// <summary>
    /// Writes several such files into a folder, which is made where there is none. None is written where one of the names is taken: half a
    /// set would look like a whole one.
    /// </summary>
    /// <returns>The file whose name is taken; null when all are written.</returns>
    public static string? TryExport(string folder, IEnumerable<(string Name, byte[] Content)> files)
    {
        (string Path, byte[] Content)[] targets = [.. files.Select(file => (Path.Combine(folder, file.Name), file.Content))];
        Directory.CreateDirectory(folder);
        return Array.Find(targets, static file => Path.Exists(file.Path)) is { Path: { } taken } ? taken
            : Array.Find(targets, static file => !TryExport(file.Path, file.Content)).Path;
    }

    /// <summary>Reads a whole file as it is now. Null when there is none.</summary>
    public static byte[]? TryRead(string file)
    {
        using SafeFileHandle? handle = FileNames.OpenToRead(file);
        if (handle is null)
        {
            return null;
        }

        byte[] content = new byte[RandomAccess.GetLength(handle)];
        int read = 0, count;
        while (read < content.Length && (count = RandomAccess.Read(handle, content.AsSpan(read), read)) > 0)
        {
            read += count;
        }

        return read == content.Length ? content : content[..read];
    }

    /// <summary>
    /// Opens a file for this program alone, and makes it if it is not there. Waits while another program has it open: nothing tells when a
    /// file is free again, so it is asked for every hundredth of a second.
    /// </summary>
    /// <param name="file">The file; only its owner can read one that is made.</param>
    /// <param name="patience">How long the other program may take.</param>
    /// <param name="clock">Measures that.</param>
    /// <exception cref="IOException">The other program took longer; or the file cannot be opened or made.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not.</exception>
    public static FileStream OpenAlone(string file, TimeSpan patience, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        FileStreamOptions options =
            new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        for (long began = clock.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(file, options);
            }
            catch (IOException) when (File.Exists(file) && clock.GetElapsedTime(began) < patience)
            {
                using ManualResetEventSlim again = new();
                using ITimer timer = clock.CreateTimer(
                    static state => ((ManualResetEventSlim)state!).Set(), again, AskAgain, System.Threading.Timeout.InfiniteTimeSpan);
                again.Wait();
            }
        }
    }

    /// <summary>
    /// Removes the files that a program was writing when it was killed, in a folder and those in it. What is younger than an hour may be in
    /// the making.
    /// </summary>
    public static void DeleteLeftovers(string folder, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        DateTime settled = clock.GetUtcNow().UtcDateTime - TimeSpan.FromHours(1);
        foreach (string file in Directory.Exists(folder)
            ? Directory.GetFiles(folder, ".*.tmp",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, MaxRecursionDepth = 1 })
            : [])
        {
            if (File.GetLastWriteTimeUtc(file) < settled)
            {
                Delete(file);
            }
        }
    }

    /// <summary>Removes a file for good. One that is not there is as good as removed.</summary>
    public static void Delete(string file)
    {
        File.Delete(file);
        if (Path.GetDirectoryName(file) is { } folder && Directory.Exists(folder))
        {
            FileNames.Flush(folder);
        }
    }

    private static bool TryCreate(string file, ReadOnlySpan<byte> content, UnixFileMode? mode)
    {
        try
        {
            if (File.Exists(file))
            {
                return false;
            }

            Put(file, content, mode, FileNames.MoveToFree);
            return true;
        }
        catch (NameTakenException)
        {
            return false;
        }
    }

    private static void Put(
        string file, ReadOnlySpan<byte> content, UnixFileMode? mode, Action<string, string> move, bool lasts = true)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (mode is not null)
        {
            CreateFolder(folder);
        }

        string temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is not null)
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            using (FileStream stream = new(temporary, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: lasts);
            }

            move(temporary, file);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        if (lasts)
        {
            FileNames.Flush(folder);
        }
    }
}
