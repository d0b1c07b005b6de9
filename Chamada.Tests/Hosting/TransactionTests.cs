using System.Globalization;
using System.Net;
using Chamada.Core.Hosting;
using Chamada.Core.Protocols.Commands;
using Chamada.Tests.EndToEnd;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Hosting;

/// <summary>MULTI … EXEC: the whole, or nothing.</summary>
public sealed class TransactionTests
{
    private static readonly string Token = new('a', 32);

    [Fact]
    public async Task What_is_between_is_carried_out_by_exec_and_answered_in_one_array()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync(), other = await server.ConnectAsync();
        await peer.SendAsync($"MULTI\r\nOPEN 3030 TOKEN {Token}\r\nPRESENT 3030 10\r\nPING\r\nPRESENT 3030 10\r\nPRESENT 3031 1\r\n");
        await peer.ExpectAsync("+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n");
        await other.AskAsync("ROLLS");
        await other.ExpectAsync("*0\r\n"); // Nothing has happened yet.

        await peer.SendAsync("EXEC\r\nPING\r\n");
        await peer.ExpectAsync("*5\r\n*3\r\n:3030\r\n$29\r\n");
        string rest = await peer.ReadToAsync("+PONG\r\n*3\r\n");
        Assert.Contains("+REGISTERED\r\n", rest, StringComparison.Ordinal);
        rest = await peer.ReadToAsync("+PONG\r\n");
        Assert.Contains("+ALREADY\r\n*3\r\n:0\r\n", rest, StringComparison.Ordinal);
        Assert.EndsWith("+CLOSED\r\n+PONG\r\n", rest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FLY")]
    [InlineData("PRESENT 3030")]
    [InlineData("PRESENT 3030 joão")]
    [InlineData("OPEN 3031 FOR never")]
    [InlineData("HELLO 3")]
    public async Task When_one_of_them_is_wrong_nothing_of_it_is_carried_out(string wrong)
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync($"MULTI\r\nOPEN 3030 TOKEN {Token}\r\n{wrong}\r\nPRESENT 3030 10\r\nEXEC\r\n");
        await peer.ExpectAsync("+OK\r\n+QUEUED\r\n-");
        await peer.ReadToAsync("\r\n");
        await peer.ExpectAsync("+QUEUED\r\n-EXECABORT nothing of this transaction was carried out, because of the errors before\r\n");
        await peer.SendAsync("ROLLS\r\nEXEC\r\n");
        await peer.ExpectAsync("*0\r\n-ERR EXEC without MULTI\r\n");
    }

    [Fact]
    public async Task What_is_discarded_or_left_is_nothing()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync("DISCARD\r\nMULTI\r\nMULTI\r\nOPEN 3030\r\nDISCARD\r\nROLLS\r\nMULTI\r\nOPEN 3030\r\nRESET\r\nROLLS\r\n");
        await peer.ExpectAsync(
            "-ERR DISCARD without MULTI\r\n+OK\r\n-ERR MULTI calls can not be "
                + "nested\r\n+QUEUED\r\n+OK\r\n*0\r\n+OK\r\n+QUEUED\r\n+RESET\r\n*0\r\n");
        using (RawPeer leaving = await server.ConnectAsync())
        {
            await leaving.SendAsync("MULTI\r\nOPEN 3030\r\nQUIT\r\n");
            Assert.Equal("+OK\r\n+QUEUED\r\n+OK\r\n", await leaving.ReadToEndAsync());
        }

        await peer.AskAsync("ROLLS");
        await peer.ExpectAsync("*0\r\n");
    }

    [Fact]
    public async Task What_waits_is_bounded_in_number_and_time()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(new ServerOptions { RequestTimeout = TimeSpan.FromSeconds(5) }, clock);
        using RawPeer peer = await server.ConnectAsync();
        string many = string.Concat(Enumerable.Range(0, Transaction.Most + 1).Select(static i => $"PRESENT 3030 {i}\r\n"));
        await peer.SendAsync("MULTI\r\n" + many + "EXEC\r\n");
        await peer.ReadToAsync("-ERR too many commands between MULTI and EXEC");
        await peer.ReadToAsync("-EXECABORT ");
        await peer.ReadToAsync("\r\n");

        // A transaction is a request that wants its end.
        await peer.SendAsync("MULTI\r\nPING\r\n");
        await peer.ExpectAsync("+OK\r\n+QUEUED\r\n");
        Task<string> rest = peer.ReadToEndAsync();
        await Poll.AgainAsync(rest, () => clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal("-ERR Protocol error: the request was not completed\r\n", await rest.WaitAsync(TestServer.Patience));

        // And what it took of the room that all share is free again: sixteen times, and once more.
        for (int i = 0; i <= TransactionRoom.Most / Transaction.Most; i++)
        {
            using RawPeer next = await server.ConnectAsync();
            await next.SendAsync("MULTI\r\n" + many[..many.LastIndexOf("PRESENT", StringComparison.Ordinal)] + "DISCARD\r\nPING\r\n");
            Assert.DoesNotContain("-ERR", await next.ReadToAsync("+PONG\r\n"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_restart_finds_the_whole()
    {
        using TemporaryFolder folder = new();
        ServerOptions options = new() { Address = IPAddress.Loopback, Port = 0, DataFolder = folder.Path };
        await using (RollServer server = (await RollServer.StartAsync(options)).Server!)
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server.EndPoint);
            await peer.SendAsync($"MULTI\r\nOPEN 3030 TOKEN {Token}\r\n"
                + string.Concat(Enumerable.Range(0,
                    500).Select(static i => string.Create(CultureInfo.InvariantCulture, $"PRESENT 3030 {i}\r\n"))) + "EXEC\r\nPING\r\n");
            await peer.ReadToAsync("+PONG\r\n");
        }

        await using RollServer again = (await RollServer.StartAsync(options)).Server!;
        using RawPeer asking = await RawPeer.ConnectAsync(again.EndPoint);
        await asking.AskAsync("ROLLS");
        await asking.ReadToAsync(":500\r\n");
    }
}
