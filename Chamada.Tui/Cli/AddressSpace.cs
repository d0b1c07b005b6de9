using System.Runtime.InteropServices;

namespace Chamada.Tui.Cli;

/// <summary>
/// How much address space the system lets this process have (<c>ulimit -v</c>). The runtime reserves what it gets at the start, and where
/// that leaves nothing for threads it ends the process at any later moment. So a server asks before.
/// </summary>
internal static class AddressSpace
{
    /// <summary>What a server needs, in bytes. It uses a small part of it: most is reserved only.</summary>
    public const long Needed = 2L << 30;

    private const int LinuxAddressSpace = 9;

    /// <summary>The limit in bytes where it is less than a server needs; null when it is not, or not known.</summary>
    public static long? TooLittle() =>
        OperatingSystem.IsLinux() && getrlimit(LinuxAddressSpace, out Limit limit) == 0 && limit.Current < (nuint)Needed
            ? (long)limit.Current
            : null;

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getrlimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly nuint Current;
        public readonly nuint Highest;
    }
}
