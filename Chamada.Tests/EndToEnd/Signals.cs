using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Chamada.Tests.EndToEnd;

/// <summary>Signals of the operating system.</summary>
internal static partial class Signals
{
    public const int Hangup = 1, Interrupt = 2, Kill = 9, Terminate = 15, Continue = 18, Stop = 19;

    /// <summary>Sends one.</summary>
    /// <exception cref="Win32Exception">There is no such process, or it is somebody else's.</exception>
    public static void Send(int process, int signal)
    {
        if (SendCore(process, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendCore(int process, int signal);
}
