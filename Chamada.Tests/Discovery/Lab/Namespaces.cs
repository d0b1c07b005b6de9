using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chamada.Tests.Discovery.Lab;

/// <summary>Network namespaces of Linux, by the <c>ip</c> command and by setns(2).</summary>
internal static class Namespaces
{
    private const int NewNetwork = 0x40000000, ReadOnlyCloseOnExec = 0x80000;

    private static readonly Lazy<string?> Obstacle = new(FindObstacle);
    private static int _count;

    /// <summary>Skips the test where no namespace can be made; fails it where they must be there (CI=true).</summary>
    public static void Require()
    {
        if (Obstacle.Value is string obstacle)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", obstacle);
            Assert.Skip("No network namespaces here: " + obstacle);
        }
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
        try
        {
            using Process ip = Process.Start(new ProcessStartInfo("ip", ["-force", "-batch", "-"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
            ip.StandardInput.Write(string.Join('\n', lines) + "\n");
            ip.StandardInput.Close();
            string error = ip.StandardError.ReadToEnd();
            ip.WaitForExit();
            return ip.ExitCode == 0 ? null : error.Trim();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return "the command ip (iproute2) cannot be run: " + e.Message;
        }
    }

    /// <summary>Runs a program to its end. Null when it succeeded, otherwise what it said.</summary>
    public static string? TryRun(string program, string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{program}: {error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
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
        if (!OperatingSystem.IsLinux())
        {
            return "this is not Linux";
        }

        string name = NewName("try");
        string? error = TryIp($"netns add {name}");
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

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static extern int SetNamespace(int file, int type);
}
