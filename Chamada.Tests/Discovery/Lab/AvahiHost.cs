using System.Diagnostics;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Discovery.Lab;

/// <summary>
/// An Avahi of a machine's own: with a message bus of its own and, in a mount namespace, a /run/avahi-daemon and /etc/avahi of its own, so
/// that it meets no other Avahi of this computer.
/// </summary>
internal sealed class AvahiHost : IAsyncDisposable
{
    private readonly LabHost _host;
    private readonly string _folder = Directory.CreateTempSubdirectory("chamada-avahi-").FullName;
    private readonly List<Process> _processes = [];

    private AvahiHost(LabHost host) => _host = host;

    private string Bus => $"unix:path={_folder}/bus";

    public static async Task<AvahiHost> StartAsync(LabHost host)
    {
        InstalledProgram.Require("avahi-daemon", "avahi-browse", "avahi-publish", "avahi-resolve", "dbus-daemon");
        var avahi = new AvahiHost(host);
        try
        {
            await avahi.BeginAsync();
        }
        catch
        {
            await avahi.DisposeAsync();
            throw;
        }

        return avahi;
    }

    /// <summary>Starts one of Avahi's programs.</summary>
    public Process Start(string command) => Shell("exec " + command);

    /// <summary>Runs one of Avahi's programs and gives what it printed.</summary>
    public async Task<string> RunAsync(string command)
    {
        using Process process = Start(command);
        string text = await process.StandardOutput.ReadToEndAsync().WaitAsync(LabTime.Patience);
        await process.WaitForExitAsync().WaitAsync(LabTime.Patience);
        return text;
    }

    /// <summary>Runs it again and again until it prints what is expected.</summary>
    public async Task<string> UntilAsync(string command, Func<string, bool> isExpected)
    {
        long started = Stopwatch.GetTimestamp();
        string text;
        while (!isExpected(text = await RunAsync(command)))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < LabTime.Patience, $"{command} still prints: {text}");
        }

        return text;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Process process in Enumerable.Reverse(_processes))
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task BeginAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "bus.conf"), $"""
            <busconfig><type>system</type><listen>{Bus}</listen><auth>EXTERNAL</auth>
            <policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_type="signal"/>
            <allow send_type="method_return"/><allow send_type="error"/>
            <allow receive_type="method_call"/><allow receive_type="signal"/><allow receive_type="error"/><allow receive_type="method_return"/></policy>
            </busconfig>
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder, "avahi.conf"), """
            [server]
            host-name=otherhost
            use-ipv6=no
            allow-interfaces=eth0
            [publish]
            publish-hinfo=no
            publish-workstation=no
            """);
        _processes.Add(Shell($"exec dbus-daemon --config-file={_folder}/bus.conf --nofork --nopidfile"));
        await LabTime.Until(() => File.Exists(Path.Combine(_folder, "bus")), "the message bus is there");
        _processes.Add(Shell(
            "mkdir -p /run/avahi-daemon && mount -t tmpfs tmpfs /run/avahi-daemon && "
            + $"exec avahi-daemon -f {_folder}/avahi.conf --no-drop-root --no-chroot --no-rlimits"));
        await UntilAsync("avahi-resolve -4 -n otherhost.local",
            static text => text.Contains("otherhost.local\t", StringComparison.Ordinal));
    }

    private Process Shell(string script)
    {
        Process process =
            _host.Start("unshare", "-m", "sh", "-c",
                $"export DBUS_SYSTEM_BUS_ADDRESS={Bus} LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin; {script}");
        process.ErrorDataReceived += static (_, _) => { }; // Read, so that nobody waits for it.
        process.BeginErrorReadLine();
        return process;
    }
}
