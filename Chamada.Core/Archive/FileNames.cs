using System.Runtime.InteropServices;
using System.Text;

namespace Chamada.Core.Archive;

/// <summary>What .NET does not offer for the names of files: to take one only if it is free, and to make names outlast a power cut.</summary>
public static class FileNames
{
    private const int FileExists = 17;
    private const int InvalidArgument = 22;

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
}

/// <summary>A name that was to be taken is taken already. It never leaves the teacher's folder.</summary>
public sealed class NameTakenException : IOException;
