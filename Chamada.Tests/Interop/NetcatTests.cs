using System.Globalization;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Interop;

/// <summary>netcat: both protocols by hand. <c>-N</c> closes its side when its input ends and goes on reading: a half-closed
/// connection.</summary>
public sealed class NetcatTests
{
    private const string Token = "00112233445566778899aabbccddeeff";

    private static readonly DateTimeOffset Time = new(2021, 10, 21, 13, 17, 0, TimeSpan.FromHours(-3));

    [Fact]
    public async Task Inline_commands_typed_by_hand()
    {
        await using TestServer server = new(clock: new SetClock(Time));
        await using ForeignProgram nc = Start(server);
        await nc.WriteAsync("PING\n");
        Assert.Equal("+PONG\r\n", await nc.ReadToAsync("\n"));
        await nc.WriteAsync($"open 3030 token {Token}\n");
        Assert.Equal($"*3\r\n:3030\r\n$29\r\n2021-10-21T13:17:00.000-03:00\r\n$32\r\n{Token}\r\n", await nc.ReadToAsync(Token + "\r\n"));
        await nc.WriteAsync("PRESENT 3030 042191010\r\n");
        Assert.Equal("*3\r\n:3030\r\n$29\r\n2021-10-21T13:17:00.000-03:00\r\n+REGISTERED\r\n", await nc.ReadToAsync("REGISTERED\r\n"));
        await nc.WriteAsync("QUIT\r\n");
        Assert.Equal("+OK\r\n", await nc.ReadToAsync("OK\r\n"));
        Assert.Equal(0, (await nc.EndInputAsync()).ExitCode);
    }

    [Fact]
    public async Task What_was_sent_before_half_closing_is_all_answered()
    {
        await using TestServer server = new(clock: new SetClock(Time));
        string requests = "*4\r\n$4\r\nOPEN\r\n$4\r\n3030\r\n$5\r\nTOKEN\r\n$32\r\n" + Token + "\r\n"
            + string.Concat(Enumerable.Range(0, 5000).Select(_ => "PRESENT 3030 10\r\n"))
            + $"CLOSE 3030 {Token}\r\n";
        string at = "$29\r\n2021-10-21T13:17:00.000-03:00\r\n";
        Assert.Equal(
            $"*3\r\n:3030\r\n{at}$32\r\n{Token}\r\n*3\r\n:3030\r\n{at}+REGISTERED\r\n"
            + string.Concat(Enumerable.Range(0, 4999).Select(_ => $"*3\r\n:3030\r\n{at}+ALREADY\r\n"))
            + $"*3\r\n:3030\r\n{at}*1\r\n$2\r\n10\r\n",
            await RunAsync(server, requests));
    }

    [Fact]
    public async Task The_text_protocol_typed_by_hand()
    {
        await using TestServer server = new(clock: new SetClock(Time));
        Assert.Equal("A chamada da turma 3030 foi ativada em 21/10/2021 às 13:17!", await RunAsync(server, "3030,teacher\n"));
        Assert.Equal("Presença registrada com sucesso na turma 3030 em 21/10/2021 às 13:17!",
            await RunAsync(server, "042191010/3030,student"));
        Assert.Equal(
            "A chamada da turma 3030 foi encerrada em 21/10/2021 às 13:17! Os seguintes alunos registraram presença: ['042191010']",
            await RunAsync(server, "3030,teacher\n"));
    }

    [Fact]
    public async Task Half_a_request_is_told_so()
    {
        await using TestServer server = new();
        Assert.Equal("-ERR Protocol error: the request was not completed\r\n", await RunAsync(server, "*2\r\n$4\r\nPING\r\n"));
        Assert.Equal(
            "+PONG\r\n-ERR Protocol error: expected '$', got ':'\r\n", await RunAsync(server, "PING\r\n*1\r\n:1\r\nPING\r\n"));
        Assert.Equal("-ERR Protocol error: invalid bulk length\r\n", await RunAsync(server, "*1\r\n$1000000000\r\n"));
    }

    private static string[] Address(TestServer server) => ["127.0.0.1", server.Address.Port.ToString(CultureInfo.InvariantCulture)];

    private static ForeignProgram Start(TestServer server) => ForeignProgram.Start("nc.openbsd", Address(server));

    private static Task<string> RunAsync(TestServer server, string input) =>
        ForeignProgram.RunAsync("nc.openbsd", ["-N", .. Address(server)], input);
}
