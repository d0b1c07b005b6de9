using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;
using Chamada.Tests.Interop;
using Chamada.Tests.Rules;

namespace Chamada.Tests.Cli;

/// <summary>The server as a service: what it tells the manager, what it may do, and what stands in its log.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_service_manager_is_told_when_it_is_ready_and_when_it_stops()
    {
        string path = Path.Combine(_folder.Path, "notify");
        using Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(path));
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(
            ["--memory"], new Dictionary<string, string?> { ["NOTIFY_SOCKET"] = path });
        Assert.Equal($"READY=1\nSTATUS={server.Address}", await ToldAsync(manager));
        await server.TerminateAsync();
        Assert.Equal("STOPPING=1", await ToldAsync(manager));
    }

    [Fact]
    public async Task It_takes_the_socket_that_the_service_manager_listens_on()
    {
        using Socket manager = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        manager.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        manager.Listen();
        await using ChamadaProcess server = ChamadaProcess.Start(
            ["serve", "--memory", "--port", "1"], launcher: HandingOver(manager, "1"));
        Assert.EndsWith($"{manager.LocalEndPoint}", await server.ReadLineAsync(), StringComparison.Ordinal);
        using (RawPeer peer = await RawPeer.ConnectAsync((IPEndPoint)manager.LocalEndPoint!))
        {
            await peer.SendAsync("PING\r\nQUIT\r\n");
            Assert.StartsWith("+PONG\r\n", await peer.ReadToEndAsync(), StringComparison.Ordinal);
        }

        ProcessOutcome outcome = await server.TerminateAsync();
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task What_else_is_handed_over_is_refused()
    {
        using Socket unconnected = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        foreach (string count in (string[])["1", "2"])
        {
            await using ChamadaProcess server = ChamadaProcess.Start(
                ["serve", "--memory", "--lang", "en"], launcher: HandingOver(unconnected, count));
            ProcessOutcome outcome = await server.WaitAsync();
            Assert.Equal(3, outcome.ExitCode);
            Assert.Contains("LISTEN_FDS", outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_handed_over_to_another_process_is_left_alone()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(
            ["--memory"], new Dictionary<string, string?> { ["LISTEN_FDS"] = "1", ["LISTEN_PID"] = "1" });
        Assert.NotEqual(0, server.Port);
    }

    /// <summary>A shell that has the socket as descriptor 3, as a service manager hands it over, and becomes the server.</summary>
    private static string[] HandingOver(Socket socket, string count) =>
    [
        "python3", "-c",
        "import ctypes,os,sys\n"
            + "libc=ctypes.CDLL(None, use_errno=True)\n"
            + "pidfd=os.pidfd_open(os.getppid())\n"
            + "got=libc.syscall(438, pidfd, int(sys.argv[1]), 0)\n"
            + "assert got >= 0, os.strerror(ctypes.get_errno())\n"
            + "os.dup2(got, 3) if got != 3 else os.set_inheritable(3, True)\n"
            + "os.environ.update(LISTEN_FDS=sys.argv[2], LISTEN_PID=str(os.getpid()))\n"
            + "os.execvp(sys.argv[3], sys.argv[3:])",
        socket.Handle.ToString(System.Globalization.CultureInfo.InvariantCulture), count,
    ];

    [Fact]
    public async Task The_unit_lets_the_server_do_next_to_nothing_else()
    {
        string unit = Path.Combine(LayerTests.Root(), "packaging", "systemd", "chamada.service");
        string said = await ForeignProgram.RunAsync("systemd-analyze", ["security", "--offline=yes", "--threshold=20", "--no-pager", unit]);
        Assert.Contains("Overall exposure level for chamada.service: 1.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_log_each_line_is_an_object_and_none_names_a_student_a_token_or_a_code()
    {
        const string token =
            "00112233445566778899aabbccddeeff", student = "042191010", code = "918273", device = "ffeeddccbbaa99887766554433221100";
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--memory", "--log-format", "json", "--lang", "en"]);
        using (RawPeer peer = await RawPeer.ConnectAsync(System.Net.IPEndPoint.Parse(server.Address)))
        {
            await peer.SendAsync(
                $"OPEN 3030 TOKEN {token} CODE 15\r\nPRESENT 3030 {student} CODE {code} DEVICE {device}\r\n"
                + $"PRESENT 3030 {student} TOKEN {token}\r\n"
                + $"MARK 3030 {token} {student} ABSENT left\r\nLIST 3030 {code}{token}\r\nAUTH {token}\r\nFLY {student}\r\n"
                + $"CLOSE 3030 {token}\r\nRECEIVED 3030 {token}\r\n*1\r\n$9\r\n{student}x\r\n");
            await peer.ReadToEndAsync();
        }

        ProcessOutcome outcome = await server.TerminateAsync();
        string[] lines = [.. outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => !line.StartsWith("chamada: ", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(lines, static line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        Assert.All((string[])[token, student, code, device],
            secret => Assert.DoesNotContain(secret, outcome.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text")]
    public async Task Unless_somebody_asks_for_objects_the_log_is_lines_for_people(string? format)
    {
        string[] asked = format is null ? [] : ["--log-format", format];
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--memory", "--lang", "en", .. asked]);
        ProcessOutcome outcome = await server.TerminateAsync();
        Assert.Matches(@"(?m)^2[0-9]{3}-[0-9-]{5} [0-9:]{8}\.[0-9]{3} info: chamada\[1\] Listening on 127\.0\.0\.1:[0-9]+$", outcome.Error);
    }

    private static async Task<string> ToldAsync(Socket manager)
    {
        byte[] buffer = new byte[512];
        using CancellationTokenSource patience = new(TestServer.Patience);
        return Encoding.UTF8.GetString(buffer, 0, await manager.ReceiveAsync(buffer, patience.Token));
    }
}
