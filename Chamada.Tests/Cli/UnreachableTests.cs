using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chamada.Core.Hosting;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Cli;

/// <summary>Where there is no server, or something else, a scripted call ends with 3 and a line that says what is the matter.</summary>
public sealed class UnreachableTests
{
    private const string WebServer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private const string OldRedis = "-ERR unknown command `HELLO`\r\n";
    private const string LockedRedis = "-NOAUTH HELLO must be called with the client already authenticated\r\n";
    private const string OtherRedis = "%2\r\n$6\r\nserver\r\n$5\r\nredis\r\n$5\r\nproto\r\n:3\r\n";
    private const string BrokenOff = "%2\r\n$6\r\nserver\r\n$7\r\ncham";

    public static TheoryData<string[]> Calls => new()
    {
        { ["student", "--class", "3030", "--student", "1"] },
        { ["student", "--class", "3030", "--batch", "/dev/null"] },
        { ["teacher", "--open", "3030"] },
        { ["teacher", "--rolls"] },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Nothing_listens_there(string[] call)
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        string address = free.LocalEndpoint.ToString()!;
        free.Stop();
        long start = Stopwatch.GetTimestamp();

        ProcessOutcome english = await RunAsync(address, "en", call);
        ProcessOutcome portuguese = await RunAsync(address, "pt-BR", call);

        Assert.Equal((3, ""), (english.ExitCode, english.Output));
        Assert.Equal($"chamada: no server at {address} (nothing listens there).\n", english.Error);
        Assert.Equal($"chamada: nenhum servidor em {address} (nada atende nessa porta).\n", portuguese.Error);
        Assert.Single(english.Error.TrimEnd('\n').Split('\n'));

        // Where nothing answers at once, waiting for --timeout would help nobody.
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task A_host_that_does_not_exist()
    {
        ProcessOutcome outcome = await RunAsync("no-such-host.invalid:5050", "en", "teacher", "--rolls");

        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("chamada: no server at no-such-host.invalid:5050 (", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WebServer, true)]
    [InlineData(WebServer, false)]
    [InlineData(OtherRedis, false)]
    [InlineData(OldRedis, false)]
    [InlineData(LockedRedis, false)]
    public async Task Something_else_answers(string answer, bool thenCloses)
    {
        await using StubbornPeer peer = new(answer, thenCloses);

        ProcessOutcome english = await RunAsync(peer.Address, "en", "student", "--class", "3030", "--student", "1");
        ProcessOutcome portuguese = await RunAsync(peer.Address, "pt-BR", "teacher", "--rolls");

        Assert.Equal((3, "", $"chamada: what answers at {peer.Address} is not a Chamada server. Is the port right?\n"),
            (english.ExitCode, english.Output, english.Error));
        Assert.Equal((3, "", $"chamada: quem responde em {peer.Address} não é um servidor Chamada. A porta está certa?\n"),
            (portuguese.ExitCode, portuguese.Output, portuguese.Error));
    }

    [Theory]
    [InlineData(null, false, "no answer from")]
    [InlineData(null, true, "broke off")]
    [InlineData(BrokenOff, true, "broke off")]
    public async Task A_server_that_never_answers_well_is_given_up_when_the_time_is_up(string? answer, bool thenCloses, string expected)
    {
        await using StubbornPeer peer = new(answer, thenCloses);

        ProcessOutcome outcome = await RunAsync(peer.Address, "en", "student", "--class", "3030", "--student", "1", "--timeout", "0.5");

        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_server_that_is_full_says_so()
    {
        await using TestServer server = new(new ServerOptions { MaxConnections = 1 });
        using RawPeer first = await server.ConnectAsync();

        ProcessOutcome outcome = await RunAsync(server.Address.ToString(), "en", "teacher", "--rolls", "--timeout", "0.3");

        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("max number of clients", outcome.Error, StringComparison.Ordinal);
    }

    private static async Task<ProcessOutcome> RunAsync(string server, string language, params string[] args)
    {
        using TemporaryFolder folder = new();
        return await CommandLine.RunAsync([.. args, "--server", server], ("XDG_DATA_HOME", folder.Path), ("CHAMADA_LANG", language));
    }
}
