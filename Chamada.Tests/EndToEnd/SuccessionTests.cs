using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chamada.Tests.EndToEnd;

/// <summary>Teacher's programs whose server, another teacher's program on the same machine, ends or is killed.</summary>
public sealed class SuccessionTests : IDisposable
{
    private readonly TemporaryFolder _teacher = new();
    private readonly TemporaryFolder _other = new();
    private readonly string _port = FreePort();

    public void Dispose()
    {
        _teacher.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Of_two_screens_the_one_that_is_left_becomes_the_server_and_the_roll_call_goes_on()
    {
        await using TerminalSession one = await StartAsync();
        await one.WaitForAsync("This program is the server.");
        await using TerminalSession two = await StartAsync("--class", "3030");
        await two.WaitForAsync("open since");
        Assert.Equal(0, (await StudentAsync("10")).ExitCode);
        await two.WaitForAsync("3030: 1");
        Signals.Send(await one.ProcessIdAsync(), Signals.Kill);

        await UntilRegisteredAsync("11");
        await two.WaitForAsync("3030: 2");
        await two.PressAsync("Escape");
        await two.WaitForAsync("This program is the server.");
    }

    [Fact]
    public async Task A_terminal_that_is_closed_and_a_program_that_is_started_again_at_once_lose_nothing()
    {
        TerminalSession closed = await StartAsync("--class", "3030");
        await using (closed)
        {
            await closed.WaitForAsync("open since");
            Assert.Equal(0, (await StudentAsync("10")).ExitCode);
        }

        // The first one is still about to end.
        await using TerminalSession again = await StartAsync("--class", "3030");
        await again.WaitForAsync("3030: 1");
        await UntilRegisteredAsync("11");
        await again.WaitForAsync("3030: 2");
        await again.PressAsync("Escape");
        await again.WaitForAsync("This program is the server.");
    }

    [Fact]
    public async Task A_server_of_another_folder_where_this_account_has_a_roll_call_is_waited_for()
    {
        await using ChamadaProcess server = await ServeAsync();
        await using TerminalSession teacher = await StartAsync("--class", "3030");
        await teacher.WaitForAsync("open since");
        Assert.Equal(0, (await StudentAsync("10")).ExitCode);
        await server.DisposeAsync();
        await teacher.WaitForAsync("again in");
        await using ChamadaProcess back = await ServeAsync();
        await UntilRegisteredAsync("11");
        await teacher.WaitForAsync("3030: 2");
    }

    private async Task<ChamadaProcess> ServeAsync()
    {
        ChamadaProcess server = ChamadaProcess.Start(["serve", "--bind", "127.0.0.1", "--port", _port, "--data", _other.Path]);
        Assert.EndsWith($":{_port}", await server.ReadLineAsync(), StringComparison.Ordinal);
        return server;
    }

    private async Task UntilRegisteredAsync(string student)
    {
        for (long began = Stopwatch.GetTimestamp(); (await StudentAsync(student)).ExitCode != 0;)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < ChamadaProcess.Limit, "nobody can register any more");
        }
    }

    /// <summary>A screen that only this machine reaches: where others do, the board for their phones would stand over it.</summary>
    private Task<TerminalSession> StartAsync(params string[] args) =>
        TerminalSession.StartAsync(100, 24, _teacher.Environment(), ["teacher", "--bind", "127.0.0.1", "--port", _port, .. args]);

    private Task<ProcessOutcome> StudentAsync(string student) =>
        ChamadaProcess.RunAsync(["student", "--server", $"127.0.0.1:{_port}", "--class", "3030", "--student", student, "--timeout", "5"]);

    private static string FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
    }
}
