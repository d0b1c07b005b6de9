using System.Runtime.InteropServices;

namespace Chamada.Core.Log.Sqlite.Native;

/// <summary>Which file a path leads to, as its file system numbers it; the default value stands for none.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Number">The file in it.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Number);

/// <summary>
/// A path whose file is asked for again and again. An open file can be removed or replaced behind a program's back, and whatever is
/// written to it then is gone when it is closed. Windows does not let that happen.
/// </summary>
internal sealed unsafe partial class WatchedPath : IDisposable
{
    private const int CurrentFolder = -100, NoFollow = 0x100, InodeNumber = 0x100, StatSize = 256;

    private readonly byte* _path;
    private readonly FileIdentity _first;

    /// <summary>Takes note of the file that is there now.</summary>
    public WatchedPath(string path)
    {
        Path = path;
        _path = (byte*)Marshal.StringToCoTaskMemUTF8(path);
        _first = Identify();
    }

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>Whether the path still leads to the file of the beginning.</summary>
    public bool IsSame => Identify() == _first;

    /// <inheritdoc/>
    public void Dispose() => Marshal.FreeCoTaskMem((nint)_path);

    private FileIdentity Identify()
    {
        try
        {
            return Ask();
        }
        catch (EntryPointNotFoundException)
        {
            return default; // A C library without the function: then this is not noticed.
        }
    }

    private FileIdentity Ask()
    {
        ulong* buffer = stackalloc ulong[StatSize / sizeof(ulong)];
        byte* bytes = (byte*)buffer;
        if (OperatingSystem.IsLinux())
        {
            // struct statx is the same on every architecture: the number at 32, the device's two halves at 136.
            return Statx(CurrentFolder, _path, NoFollow, InodeNumber, bytes) == 0 ? new FileIdentity(buffer[17], buffer[4]) : default;
        }

        if (OperatingSystem.IsMacOS())
        {
            int result = RuntimeInformation.ProcessArchitecture == Architecture.Arm64
                ? Lstat(_path, bytes)
                : LstatWithLongNumbers(_path, bytes);
            return result == 0 ? new FileIdentity(*(uint*)bytes, buffer[1]) : default;
        }

        return default;
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, byte* path, int flags, uint mask, byte* result);

    [LibraryImport("libc", EntryPoint = "lstat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Lstat(byte* path, byte* result);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LstatWithLongNumbers(byte* path, byte* result);
}
