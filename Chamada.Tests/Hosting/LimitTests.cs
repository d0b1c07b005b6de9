using System.Globalization;
using System.Net;
using Chamada.Core.Hosting;
using Chamada.Core.Transport;

namespace Chamada.Tests.Hosting;

/// <summary>What one address may cost, and that a class behind one address never meets it.</summary>
public sealed class LimitTests
{
    private static readonly string Token = new('a', 32);

    [Fact]
    public async Task Of_one_address_only_so_many_connections_are_taken_and_a_place_that_is_left_is_free()
    {
        await using TestServer server = new(Limited(connections: 2));
        using RawPeer first = await server.ConnectAsync();
        await AskedAsync(first);
        using (RawPeer second = await server.ConnectAsync())
        {
            await AskedAsync(second);
            using RawPeer third = await server.ConnectAsync();
            Assert.Equal("-ERR max number of clients reached for your address\r\n", await third.ReadToEndAsync());
        }

        string said;
        do
        {
            using RawPeer again = await server.ConnectAsync(); // The server learns a moment later that the second is gone.
            await again.SendAsync("PING\r\nQUIT\r\n");
            said = await again.ReadToEndAsync();
        }
        while (!said.StartsWith("+PONG", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_beyond_the_rate_are_told_so_in_each_protocol_and_the_connection_stays()
    {
        await using TestServer server = new(Limited(rate: 1));
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(string.Concat(Enumerable.Repeat("PING\r\n", 200)));
        string[] answers =
            [.. (await peer.ReadToAsync("RATE too many requests from your address: ask again in a moment\r\n")).Split("\r\n")];
        Assert.InRange(answers.Count(static answer => answer == "+PONG"), 4, 100); // Four seconds' worth may come at once.
        using RawPeer text = await server.ConnectAsync();
        await text.SendAsync(string.Concat(Enumerable.Repeat("1/3030,student", 20)));
        await text.ReadToAsync("Pedidos demais vindos do seu endereço de rede. Espere um instante e tente de novo.");
        string said;
        do
        {
            using RawPeer http = await server.ConnectAsync();
            await http.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            said = await http.ReadToEndAsync();
        }
        while (!said.StartsWith("HTTP/1.1 429 ", StringComparison.Ordinal));
        Assert.Contains("Retry-After: 1\r\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_command_spoils_the_transaction_that_it_was_meant_for()
    {
        await using TestServer server = new(Limited(rate: 1));
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync("MULTI\r\n" + string.Concat(Enumerable.Repeat("PING\r\n", 100)));
        await peer.ReadToAsync("RATE too many");
        string said = "";
        while (!said.Contains("EXECABORT", StringComparison.Ordinal))
        {
            await peer.SendAsync("EXEC\r\n");
            said = await peer.ReadToAsync("\r\n");
            Assert.DoesNotContain("*", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_class_of_300_behind_one_address_that_all_come_in_the_same_moment_meets_no_limit()
    {
        await using TestServer server = new(new ServerOptions { Addresses = new AddressLimitOptions { LimitsLoopback = true } });
        using RawPeer teacher = await server.ConnectAsync();
        await teacher.SendAsync($"OPEN 3030 TOKEN {Token}\r\n");
        await teacher.ReadToAsync(Token);
        await Task.WhenAll(Enumerable.Range(1, 300).Select(async i =>
        {
            using RawPeer phone = await server.ConnectAsync();
            string number = i.ToString(CultureInfo.InvariantCulture);
            foreach (string request in (string[])["GET / HTTP/1.1", "GET /3030 HTTP/1.1", "GET /favicon.ico HTTP/1.1"])
            {
                await phone.SendAsync($"{request}\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
                Assert.DoesNotContain(" 429 ", await phone.ReadToAsync("\r\n\r\n"), StringComparison.Ordinal);
            }

            using RawPeer form = await server.ConnectAsync();
            await form.SendAsync("POST /3030 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + $"Content-Length: {8 + number.Length}\r\n\r\nstudent={number}");
            Assert.StartsWith("HTTP/1.1 200 ", await form.ReadToAsync("\r\n\r\n"), StringComparison.Ordinal);
        }));
    }

    [Fact]
    public async Task So_many_roll_calls_and_students_and_no_more_but_what_is_there_stays()
    {
        await using TestServer server = new(Limited() with { MaxOpen = 2, MaxStudents = 2 });
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync($"OPEN 1 TOKEN {Token}\r\nOPEN 2 TOKEN {Token}\r\n");
        await peer.ReadToAsync(Token);
        await peer.ReadToAsync(Token + "\r\n");
        await peer.SendAsync("OPEN 3\r\n");
        await peer.ExpectAsync("-LIMIT as many roll calls are open as may be: close one first\r\n");
        await peer.SendAsync($"OPEN 1 TOKEN {Token}\r\n"); // What was answered before is answered again.
        await peer.ReadToAsync(Token + "\r\n");
        await peer.SendAsync("PRESENT 1 a\r\nPRESENT 1 b\r\nPRESENT 1 c\r\nPRESENT 1 c CONFIRM\r\nPRESENT 1 a\r\n");
        await peer.ReadToAsync("+REGISTERED\r\n");
        await peer.ReadToAsync("+REGISTERED\r\n");
        Assert.StartsWith("*3\r\n:0\r\n", await peer.ReadToAsync("+FULL\r\n"), StringComparison.Ordinal);
        await peer.ReadToAsync("+FULL\r\n");
        await peer.ReadToAsync("+ALREADY\r\n");
        using RawPeer text = await server.ConnectAsync();
        await text.SendAsync("3,teacher");
        await text.ExpectAsync("Há chamadas abertas demais neste servidor. Encerre uma delas, ou fale com o responsável.");
        await peer.SendAsync($"CLOSE 2 {Token}\r\nRECEIVED 2 {Token}\r\nOPEN 3 TOKEN {Token}\r\n");
        await peer.ReadToAsync(Token + "\r\n");
    }

    [Fact]
    public async Task This_machine_itself_is_exempt_unless_asked()
    {
        await using TestServer server = new(new ServerOptions
        {
            Addresses = new AddressLimitOptions { Connections = 1, RequestsPerSecond = 1 },
            MaxOpen = 1,
            MaxStudents = 1,
        });
        using RawPeer first = await server.ConnectAsync();
        using RawPeer second = await server.ConnectAsync();
        string pings = string.Concat(Enumerable.Repeat("PING\r\n", 500));
        await second.SendAsync($"OPEN 1\r\nOPEN 2\r\nPRESENT 1 a\r\nPRESENT 1 b\r\n{pings}QUIT\r\n");
        string said = await second.ReadToEndAsync();
        Assert.DoesNotContain("-", said.Replace("-03:00", "",
            StringComparison.Ordinal).Split("\r\n").Where(static line => line.StartsWith('-')));
        Assert.EndsWith("+OK\r\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_of_one_IPv6_network_are_one_and_mapped_ones_are_IPv4()
    {
        AddressLimits limits = new(new AddressLimitOptions { Connections = 1 });
        Assert.True(limits.TryEnter(End("2001:db8:1:2::1")));
        Assert.False(limits.TryEnter(End("2001:db8:1:2:ffff::9")));
        Assert.True(limits.TryEnter(End("2001:db8:1:3::1")));
        Assert.True(limits.TryEnter(End("10.0.0.1")));
        Assert.False(limits.TryEnter(End("::ffff:10.0.0.1")));
        Assert.Equal(2, limits.RefusedConnections);
        limits.Leave(End("10.0.0.1"));
        Assert.True(limits.TryEnter(End("::ffff:10.0.0.1")));

        static IPEndPoint End(string address) => new(IPAddress.Parse(address), 1234);
    }

    private static ServerOptions Limited(int connections = 100, int rate = 1_000) => new()
    {
        Addresses = new AddressLimitOptions { Connections = connections, RequestsPerSecond = rate, LimitsLoopback = true },
    };

    private static async Task AskedAsync(RawPeer peer)
    {
        await peer.AskAsync("PING");
        await peer.ExpectAsync("+PONG\r\n");
    }
}
