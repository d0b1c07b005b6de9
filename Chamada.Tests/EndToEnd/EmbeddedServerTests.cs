using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Chamada.Tests.Log;

namespace Chamada.Tests.EndToEnd;

/// <summary>The teacher's program as the server, in a real terminal.</summary>
public sealed class EmbeddedServerTests : IDisposable
{
    private readonly TemporaryFolder _teacher = new();
    private readonly TemporaryFolder _other = new();

    public void Dispose()
    {
        _teacher.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Without_a_server_the_program_is_it_and_the_roll_call_outlives_the_program()
    {
        string port = FreePort(), address = $"127.0.0.1:{port}";
        await using (TerminalSession teacher = await StartAsync("--port", port, "--class", "3030"))
        {
            await teacher.WaitForAsync("open since");
            Assert.Equal(0, (await StudentAsync(address, "10")).ExitCode);
            await teacher.WaitForAsync("3030: 1");

            // Leaving asks first, and no means no.
            await teacher.PressAsync("C-q");
            await teacher.WaitForAsync("Leave and stop the server?");
            await teacher.PressAsync("Escape");
            await teacher.WaitForAsync(static screen => !screen.Contains("Leave and stop", StringComparison.Ordinal), "the question gone");
            Assert.Equal(0, (await StudentAsync(address, "11")).ExitCode);
            await teacher.PressAsync("C-q");
            await teacher.WaitForAsync("Leave and stop the server?");
            await teacher.PressAsync("Tab");
            await teacher.PressAsync("Enter");
            await teacher.WaitForAsync("The roll call of class 3030 is kept and goes on when you start again");
            await teacher.WaitForAsync("[exit code 0]");
            Assert.True(await teacher.IsRestoredAsync());
        }

        Assert.Equal(3, (await StudentAsync(address, "12")).ExitCode);
        await using TerminalSession again = await StartAsync("--port", port);
        await again.WaitForAsync("This program is the server.");
        await again.WaitForAsync("OPEN since");
        await again.PressAsync("Enter");
        await again.WaitForAsync("3030: 2");
        Assert.Equal(0, (await StudentAsync(address, "12")).ExitCode);
        await again.WaitForAsync("3030: 3");
    }

    /// <summary>
    /// The screen begins when it is known that no server runs here, and whoever found that out may be the thread that reports sockets'
    /// events. With one such thread in all it always is.
    /// </summary>
    [Fact]
    public async Task The_screen_leaves_the_server_the_threads_that_it_needs()
    {
        Dictionary<string, string?> environment = _teacher.Environment();
        environment["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1";
        environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        string port = FreePort();
        await using TerminalSession teacher =
            await TerminalSession.StartAsync(100, 24, environment, ["teacher", "--port", port, "--class", "3030"]);
        await teacher.WaitForAsync("open since");
        Assert.Equal(0, (await StudentAsync($"127.0.0.1:{port}", "10")).ExitCode);
    }

    [Fact]
    public async Task A_server_that_runs_on_this_machine_is_used_unless_it_is_not_to_be()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        string port = server.Port.ToString(CultureInfo.InvariantCulture);
        await using (TerminalSession teacher = await StartAsync("--port", port))
        {
            await teacher.WaitForAsync("This machine's server was running already.");
            await teacher.WaitForAsync($"connected to {server.Address}");
            Assert.False(Directory.Exists(Path.Combine(_teacher.Path, "chamada", "server")));
        }

        await using TerminalSession own = await StartAsync("--port", port, "--embed");
        string screen = await own.WaitForAsync($"Port {port} is taken: this server is at ");
        Assert.DoesNotContain($"connected to {server.Address}", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_programs_that_start_at_once_one_is_the_server_of_both()
    {
        string port = FreePort();
        Task<TerminalSession> starting = StartAsync("--port", port), another = StartAsync("--port", port);
        await using TerminalSession one = await starting, two = await another;
        string[] screens =
            [await one.WaitForAsync($"connected to 127.0.0.1:{port}"), await two.WaitForAsync($"connected to 127.0.0.1:{port}")];
        Assert.Single(screens, static screen => screen.Contains("This program is the server.", StringComparison.Ordinal));
        Assert.Single(screens, static screen => screen.Contains("was running already.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_left_alone()
    {
        using Socket redis = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        redis.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        redis.Listen();
        string port = ((IPEndPoint)redis.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        Task answering = Task.Run(async () =>
        {
            using Socket client = await redis.AcceptAsync();
            await client.ReceiveAsync(new byte[1000]);
            await client.SendAsync("*4\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n7.0.15\r\n"u8.ToArray());
            client.Shutdown(SocketShutdown.Send);
        });
        await using TerminalSession teacher = await StartAsync("--port", port);
        await teacher.WaitForAsync($"Port {port} is taken: this server is at ");
        await teacher.WaitForAsync("connected to 127.0.0.1:");
        await answering.WaitAsync(ChamadaProcess.Limit);
    }

    [Fact]
    public async Task A_roll_call_of_another_port_is_taken_up_there()
    {
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen(); // It takes connections and says nothing.
        string port = ((IPEndPoint)other.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        string served;
        await using (TerminalSession teacher = await StartAsync("--port", port))
        {
            served = Regex.Match(await teacher.WaitForAsync($"Port {port} is taken: this server is at "), "server is at ([0-9]+)").Groups[1]
                .Value;
            await teacher.TypeAsync("3030");
            await teacher.PressAsync("Enter");
            await teacher.WaitForAsync("open since");
            await teacher.PressAsync("C-q");
            await teacher.WaitForAsync("Leave and stop the server?");
            await teacher.PressAsync("Tab");
            await teacher.PressAsync("Enter");
            await teacher.WaitForAsync("[exit code 0]");
        }

        other.Dispose();
        await using TerminalSession again = await StartAsync("--port", port);
        string screen = await again.WaitForAsync("OPEN since");
        Assert.Contains($"connected to 127.0.0.1:{served}", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("is taken", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_the_server_means_never()
    {
        string port = FreePort();
        await using TerminalSession teacher = await StartAsync("--port", port, "--no-embed");
        await teacher.WaitForAsync($"127.0.0.1:{port}");
        await teacher.WaitForAsync("again in");
        Assert.Equal(3, (await StudentAsync($"127.0.0.1:{port}", "1")).ExitCode);
    }

    [Theory]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Hangup)]
    public async Task A_signal_stops_the_server_in_order(int signal)
    {
        string port = FreePort();
        await using TerminalSession teacher = await StartAsync("--port", port, "--class", "3030");
        await teacher.WaitForAsync("open since");
        Assert.Equal(0, (await StudentAsync($"127.0.0.1:{port}", "10")).ExitCode);
        using Process program = Process.GetProcessById(await teacher.ProcessIdAsync());
        Task<string> ended = teacher.WaitForAsync("[exit code 130]");
        Signals.Send(program.Id, signal);

        await program.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(ChamadaProcess.Limit, TestContext.Current.CancellationToken);
        await ended;
        AssertStoppedInOrder();
    }

    [Fact]
    public async Task A_terminal_that_is_closed_stops_the_server_in_order()
    {
        string port = FreePort();
        Process program;
        await using (TerminalSession teacher = await StartAsync("--port", port, "--class", "3030"))
        {
            await teacher.WaitForAsync("open since");
            program = Process.GetProcessById(await teacher.ProcessIdAsync());
        }

        using (program)
        {
            await program.WaitForExitAsync(TestContext.Current.CancellationToken)
                .WaitAsync(ChamadaProcess.Limit, TestContext.Current.CancellationToken);
        }

        AssertStoppedInOrder();
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_used_is_told_before_a_screen_is_drawn()
    {
        string data = Path.Combine(_teacher.Path, "chamada", "server");
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, JournalFileName), "this is no database, but it is long enough to be taken for one",
            TestContext.Current.CancellationToken);
        await using (TerminalSession damaged = await StartAsync("--port", FreePort()))
        {
            string screen = await damaged.WaitForAsync("[exit code 3]");
            Assert.Contains("is not a database of Chamada's", screen, StringComparison.Ordinal);
        }

        await using ChamadaProcess holder = await ChamadaProcess.StartServerAsync(["--data", _other.Path]);
        await using TerminalSession second = await StartAsync("--port", FreePort(), "--data", _other.Path);
        string inUse = await second.WaitForAsync("[exit code 3]");
        Assert.Contains("another Chamada server (process ", inUse, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_logs_is_in_a_file_and_not_on_the_screen()
    {
        await using TerminalSession teacher = await StartAsync("--port", FreePort());
        string screen = await teacher.WaitForAsync("This program is the server.");
        Assert.DoesNotContain("Listening", screen, StringComparison.Ordinal);
        Assert.Contains($"Listening on {(System.Net.Sockets.Socket.OSSupportsIPv6 ? "[::]" : "0.0.0.0")}:",
            await File.ReadAllTextAsync(LogFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_fails_is_told_on_the_screen_and_by_the_exit_code()
    {
        using MountedFolder disk = MountedFolder.Of(4 << 20);
        string port = FreePort();
        await using TerminalSession teacher =
            await StartAsync("--port", port, "--data", Path.Combine(disk.Path, "data"), "--class", "3030");
        await teacher.WaitForAsync("open since");
        disk.Fill();
        ProcessOutcome batch = await ChamadaProcess.RunAsync(
            ["student", "--server", $"127.0.0.1:{port}", "--class", "3030", "--batch", "-", "--json"],
            input: string.Concat(Enumerable.Range(0, 60_000).Select(static i => $"student-{i:D12}\n")));
        Assert.Equal(3, batch.ExitCode);
        await teacher.WaitForAsync("NOTHING IS RECORDED ANY MORE: ");
        await teacher.PressAsync("C-q");
        await teacher.WaitForAsync("Leave and stop the server?");
        await teacher.PressAsync("Tab");
        await teacher.PressAsync("Enter");
        await teacher.WaitForAsync("[exit code 3]");
    }

    private const string JournalFileName = "chamada.db";

    private string LogFile => Path.Combine(_teacher.Path, "chamada", "server", "server.log");

    /// <summary>The server said so, and the journal was closed: SQLite then takes its log away.</summary>
    private void AssertStoppedInOrder()
    {
        Assert.Contains("Stopping: ", File.ReadAllText(LogFile), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(LogFile)!, JournalFileName + "-wal")));
    }

    private Task<TerminalSession> StartAsync(params string[] args) =>
        TerminalSession.StartAsync(100, 24, _teacher.Environment(), ["teacher", .. args]);

    private static Task<ProcessOutcome> StudentAsync(string server, string student) =>
        ChamadaProcess.RunAsync(["student", "--server", server, "--class", "3030", "--student", student, "--timeout", "5"]);

    private static string FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
    }
}
