using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Chamada.Core.Archive;

/// <summary>
/// What .NET does not offer for files: to take a name only if it is free, to make names outlast a power cut, and to read without a lock.
/// </summary>
public static class FileNames
{
    private const int NoEntry = 2;
    private const int AccessDenied = 13;
    private const int FileExists = 17;
    private const int NotDirectory = 20;
    private const int InvalidArgument = 22;

    /// <summary>O_CLOEXEC and O_NONBLOCK: what is opened here is no child's, and a pipe in a file's place is not waited for.</summary>
    private static readonly int ReadFlags = OperatingSystem.IsMacOS() ? 0x1000004 : 0x80800;

    /// <summary>
    /// Moves a file to a name that nobody has. <see cref="File.Move(string, string)"/> looks first and then moves: another program
    /// that takes the name in between would lose its file.
    /// </summary>
    /// <exception cref="NameTakenException">The name is taken. The file is where it was.</exception>
    public static void MoveToFree(string file, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            MoveOnWindows(file, name);
        }
        else if (Link(Path(file), Path(name)) == 0)
        {
            File.Delete(file);
        }
        else if (Marshal.GetLastPInvokeError() == FileExists)
        {
            throw new NameTakenException();
        }
        else
        {
            MoveToClaimed(file, name);
        }
    }

    /// <summary>A file's name is in its folder: without this, a power cut may take the name although the content is on disk.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS journals names; there is nothing to ask for.
        }

        int descriptor = Open(Path(folder), flags: 0);
        if (descriptor < 0)
        {
            throw new IOException($"{folder}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }

        int result = Fsync(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (result != 0 && error != InvalidArgument)
        {
            // EINVAL: this file system cannot flush a folder, so it has no more to give.
            throw new IOException($"{folder}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    /// <summary>
    /// Opens a file to read it as it is now. On Unix .NET asks for a shared lock on whatever it opens, and so could not read what another
    /// program holds; files here are replaced whole or only grow, so a reader needs none.
    /// </summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle? OpenToRead(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.Exists(file) ? File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        }

        int descriptor = Open(Path(file), ReadFlags);
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        int error = Marshal.GetLastPInvokeError();
        return error switch
        {
            NoEntry or NotDirectory => null,
            AccessDenied => throw new UnauthorizedAccessException(Marshal.GetPInvokeErrorMessage(error)),
            _ => throw new IOException(Marshal.GetPInvokeErrorMessage(error), error),
        };
    }

    /// <summary>The bytes of what <see cref="TryReadStatus"/> reads.</summary>
    internal const int StatusSize = 256;

    /// <summary>Reads what Linux knows of a file, as <c>struct statx</c>: .NET does not tell when a file's status changed.</summary>
    /// <returns>False where there is none, or this is not Linux.</returns>
    internal static bool TryReadStatus(string file, Span<byte> status)
    {
        const int currentFolder = -100, basicStatus = 0x7FF;
        if (!OperatingSystem.IsLinux() || !BitConverter.IsLittleEndian)
        {
            return false;
        }

        byte[] read = new byte[StatusSize];
        try
        {
            bool isRead = Statx(currentFolder, Path(file), 0, basicStatus, read) == 0;
            read.CopyTo(status);
            return isRead;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // A C library from before 2018.
        }
    }

    private static void MoveOnWindows(string file, string name)
    {
        try
        {
            File.Move(file, name);
        }
        catch (IOException) when (File.Exists(name))
        {
            throw new NameTakenException();
        }
    }

    /// <summary>For file systems without hard links: an empty file claims the name.</summary>
    private static void MoveToClaimed(string file, string name)
    {
        try
        {
            new FileStream(name, FileMode.CreateNew).Dispose();
        }
        catch (IOException) when (File.Exists(name))
        {
            throw new NameTakenException();
        }

        File.Move(file, name, overwrite: true);
    }

    private static byte[] Path(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] file, byte[] name);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);
}

/// <summary>A name that was to be taken is taken already. It never leaves the teacher's folder.</summary>
public sealed class NameTakenException : IOException;
