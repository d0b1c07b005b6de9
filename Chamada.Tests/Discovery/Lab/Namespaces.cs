using System.Diagnostics;
using System.Runtime.InteropServices;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Discovery.Lab;

/// <summary>Network namespaces of Linux, by the <c>ip</c> command and by setns(2).</summary>
internal static class Namespaces
{
    private const int NewNetwork = 0x40000000, ReadOnlyCloseOnExec = 0x80000;

    private static readonly Lazy<string?> Obstacle = new(FindObstacle);
    private static int _count;

    /// <summary>Skips the test where no namespace can be made.</summary>
    public static void Require()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Network namespaces are Linux's");
        InstalledProgram.Require("ip");
        Assert.SkipWhen(Obstacle.Value is not null, $"No network namespaces here, which take the rights of root: {Obstacle.Value}");
    }

    /// <summary>A name that no other process and no other test uses.</summary>
    public static string NewName(string role) => $"ch{Environment.ProcessId}-{Interlocked.Increment(ref _count)}-{role}";

    /// <summary>Runs lines of the <c>ip</c> command, all or none of them expected to succeed.</summary>
    public static void Ip(params string[] lines)
    {
        string? error = TryIp(lines);
        Assert.True(error is null, error);
    }

    public static string? TryIp(params string[] lines)
    {
        ProcessStartInfo info = InstalledProgram.StartInfo("ip", "-force", "-batch", "-");
        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = false;
        using Process ip = Process.Start(info)!;
        ip.StandardInput.Write(string.Join('\n', lines) + "\n");
        ip.StandardInput.Close();
        string error = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        return ip.ExitCode == 0 ? null : error.Trim();
    }

    /// <summary>Moves the calling thread into a namespace, for good. Sockets that it makes from then on belong there.</summary>
    public static void Enter(string name)
    {
        int file = Open("/run/netns/" + name, ReadOnlyCloseOnExec);
        if (file < 0 || SetNamespace(file, NewNetwork) != 0)
        {
            throw new InvalidOperationException($"Cannot enter {name}: error {Marshal.GetLastPInvokeError()}");
        }

        _ = Close(file);
    }

    private static string? FindObstacle()
    {
        string name = NewName("try");
        string? error = TryIp($"netns add {name}", $"netns exec {name} ip link set lo up");
        if (error is null)
        {
            var thread = new Thread(() =>
            {
                try
                {
                    Enter(name);
                }
                catch (InvalidOperationException e)
                {
                    error = e.Message;
                }
            });
            thread.Start();
            thread.Join();
            TryIp($"netns del {name}");
        }

        return error;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static extern int SetNamespace(int file, int type);
}
