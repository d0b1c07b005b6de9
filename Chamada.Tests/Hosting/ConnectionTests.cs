using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Chamada.Core.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Hosting;

/// <summary>What a connection may do to the server, and what it may not do to others.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task Requests_in_one_segment_are_all_answered_in_order()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        const int count = 20_000;
        Task sending =
            peer.SendAsync(string.Concat(Enumerable.Range(0,
                count).Select(i => RawPeer.Resp("ECHO", i.ToString(CultureInfo.InvariantCulture)))));
        await peer.ExpectAsync(string.Concat(Enumerable.Range(0, count).Select(i =>
        {
            string number = i.ToString(CultureInfo.InvariantCulture);
            return $"${number.Length}\r\n{number}\r\n";
        })));
        await sending;
    }

    [Fact]
    public async Task A_request_may_come_byte_by_byte()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        foreach (char c in RawPeer.Resp("PING") + "PING hello\r\n")
        {
            await peer.SendAsync(c.ToString());
        }

        await peer.ExpectAsync("+PONG\r\n$5\r\nhello\r\n");
    }

    [Fact]
    public async Task A_half_closed_peer_still_gets_its_answers()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(RawPeer.Resp("PING") + RawPeer.Resp("ECHO", "last"));
        peer.Socket.Shutdown(SocketShutdown.Send);
        Assert.Equal("+PONG\r\n$4\r\nlast\r\n", await peer.ReadToEndAsync());
    }

    [Theory]
    [InlineData("*1\r\n$1000000000\r\n", "-ERR Protocol error: invalid bulk length\r\n")]
    [InlineData("*1\r\nPING\r\n", "-ERR Protocol error: expected '$', got 'P'\r\n")]
    [InlineData("*1000000000\r\n", "-ERR Protocol error: invalid multibulk length\r\n")]
    public async Task A_broken_frame_is_answered_after_what_came_before_and_ends_only_its_own_connection(string broken, string answer)
    {
        await using TestServer server = new();
        using RawPeer other = await server.ConnectAsync();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(RawPeer.Resp("PING") + broken);
        Assert.Equal("+PONG\r\n" + answer, await peer.ReadToEndAsync());
        await other.AskAsync("PING");
        await other.ExpectAsync("+PONG\r\n");
    }

    [Theory]
    [InlineData("FLY", "-ERR unknown command 'FLY'\r\n")]
    [InlineData("A\u0007B", "-ERR unknown command 'A\\x07B'\r\n")]
    [InlineData("PRESENT 3030", "-ERR wrong number of arguments for 'PRESENT': 1 given, 2 or more expected\r\n")]
    [InlineData("PRESENT 0 1", "-BADCLASS '0' is not a class number: expected 1 to 999999999999999999\r\n")]
    [InlineData("PRESENT -1 1", "-BADCLASS '-1' is not a class number: expected 1 to 999999999999999999\r\n")]
    [InlineData("PRESENT 1234567890123456789 1",
        "-BADCLASS '1234567890123456789' is not a class number: expected 1 to 999999999999999999\r\n")]
    [InlineData("OPEN abc", "-BADCLASS 'abc' is not a class number: expected 1 to 999999999999999999\r\n")]
    [InlineData("PRESENT 3030 joão",
        "-BADSTUDENT 'joão' (4 characters) is not a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -\r\n")]
    [InlineData("PRESENT 3030 123456789012345678901234567890123", "-BADSTUDENT '123456789012345678901234567890123' (33 characters) is not "
        + "a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -\r\n")]
    [InlineData("PRESENT 3030 \"\"", "-BADSTUDENT '' (0 characters) is not a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -\r\n")]
    [InlineData("PRESENT 3030 1 NOW", "-ERR syntax error: unknown option 'NOW'\r\n")]
    [InlineData("OPEN 3030 TOKEN 12", "-ERR TOKEN takes 32 hexadecimal digits\r\n")]
    [InlineData("LIST 3030 x", "-NOTOPEN class 3030 has no open roll call\r\n")]
    [InlineData("HELLO 4", "-NOPROTO unsupported protocol version '4': 2 and 3 are spoken here\r\n")]
    [InlineData("SELECT 1", "-ERR DB index is out of range: only 0 exists\r\n")]
    public async Task A_bad_request_gets_an_error_that_names_what_was_wrong_and_the_connection_goes_on(string line, string answer)
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(line + "\r\nPING\r\n");
        await peer.ExpectAsync(answer + "+PONG\r\n");
    }

    /// <summary>Any page on the web can make a browser on the teacher's own machine send these.</summary>
    [Theory]
    [InlineData("POST /x,student HTTP/1.1\r\nHost: 127.0.0.1:5050\r\nContent-Length: 12\r\n\r\n8080,teacher")]
    [InlineData("POST / HTTP/1.1\r\nReferer: http://a.example/8080,teacher\r\n\r\n8080,teacher")]
    [InlineData("POST / HTTP/1.1\r\nHost: 127.0.0.1:5050\r\n\r\nOPEN 8080\r\n")]
    [InlineData("GET /8080,teacher HTTP/1.1\r\nHost: 127.0.0.1:5050\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nCookie: a=b\r\nOPEN 8080\r\n\r\n")]
    [InlineData("OPTIONS /x,student HTTP/1.1\r\nAccess-Control-Request-Headers: 8080,teacher\r\n\r\n")]
    [InlineData("PUT /1/2,student HTTP/1.1\r\n\r\n8080,teacher")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nOPEN 8080\r\n8080,teacher")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\r\nOPEN 8080\r\n8080,teacher")]
    [InlineData("\0\u0001\0\u0010!\u0012\n8080,teacher\r\nOPEN 8080\r\n")]
    public async Task Nothing_that_a_browser_was_talked_into_is_carried_out(string sent)
    {
        foreach (bool servesPages in (bool[])[true, false])
        {
            await CarriesOutNothingAsync(sent, servesPages);
        }
    }

    private static async Task CarriesOutNothingAsync(string sent, bool servesPages)
    {
        await using TestServer server = new(new ServerOptions { ServesPages = servesPages });
        using RawPeer whole = await server.ConnectAsync(), cut = await server.ConnectAsync();
        await whole.SendAsync(sent);
        whole.Socket.Shutdown(SocketShutdown.Send);
        string answer = await whole.ReadToEndAsync();
        Assert.DoesNotContain("ativada", answer, StringComparison.Ordinal);
        try
        {
            foreach (char c in sent)
            {
                await cut.SendAsync(c.ToString());
            }

            cut.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It is closed long before the end.
        }

        await cut.ReadToEndAsync();
        using RawPeer other = await server.ConnectAsync();
        await other.AskAsync("ROLLS");
        await other.ExpectAsync("*0\r\n");
    }

    [Fact]
    public async Task Where_no_pages_are_served_a_web_browser_is_told_so()
    {
        await using TestServer server = new(new ServerOptions { ServesPages = false });
        using RawPeer browser = await server.ConnectAsync();
        await browser.SendAsync("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 501 Not Implemented\r\n", await browser.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_sent_request_times_out()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(new ServerOptions { RequestTimeout = TimeSpan.FromSeconds(5) }, clock);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(RawPeer.Resp("PING") + "*1\r\n$4\r\nPI");
        await peer.ExpectAsync("+PONG\r\n");
        Task<string> rest = peer.ReadToEndAsync();
        await AdvanceUntil(clock, rest);
        Assert.Equal("-ERR Protocol error: the request was not completed\r\n", await rest);
    }

    [Fact]
    public async Task A_silent_connection_times_out_but_a_watching_one_does_not()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(new ServerOptions { IdleTimeout = TimeSpan.FromSeconds(20) }, clock);
        using RawPeer silent = await server.ConnectAsync();
        using RawPeer watching = await server.ConnectAsync();
        string token = new('a', 32);
        await watching.SendAsync(RawPeer.Resp("OPEN", "1", "TOKEN", token) + RawPeer.Resp("WATCH", "1", token) + RawPeer.Resp("PING"));
        await watching.ReadToAsync("+PONG\r\n");
        await silent.AskAsync("PING");
        await silent.ExpectAsync("+PONG\r\n");
        Task<string> rest = silent.ReadToEndAsync();
        await AdvanceUntil(clock, rest);
        Assert.Equal("", await rest);
        await watching.AskAsync("PING");
        await watching.ExpectAsync("+PONG\r\n");
    }

    [Fact]
    public async Task A_watcher_that_is_gone_without_a_word_loses_its_place()
    {
        await using TestServer server = new(new ServerOptions { KeepAlive = TimeSpan.FromSeconds(1) });
        RawPeer watching = await server.ConnectAsync();
        string token = new('a', 32);
        await watching.SendAsync(RawPeer.Resp("OPEN", "1", "TOKEN", token) + RawPeer.Resp("WATCH", "1", token) + RawPeer.Resp("PING"));
        await watching.ReadToAsync("+PONG\r\n");
        Vanish(watching.Socket);
        await WaitUntilOnlyAsync(server, 0).WaitAsync(TestServer.Patience);
    }

    /// <summary>Ends a connection as a laptop does that is shut: nothing is sent.</summary>
    private static void Vanish(Socket socket)
    {
        const int tcpRepair = 19;
        try
        {
            socket.SetRawSocketOption((int)ProtocolType.Tcp, tcpRepair, BitConverter.GetBytes(1));
        }
        catch (SocketException refused)
        {
            Assert.Skip($"only root can let a connection vanish: {refused.Message}");
        }

        socket.Dispose();
    }

    [Fact]
    public async Task One_connection_too_many_is_told_so_and_a_place_that_is_free_again_is_given()
    {
        await using TestServer server = new(new ServerOptions { MaxConnections = 2 });
        using RawPeer first = await server.ConnectAsync();
        RawPeer second = await server.ConnectAsync();
        foreach (RawPeer peer in new[] { first, second })
        {
            await peer.AskAsync("PING");
            await peer.ExpectAsync("+PONG\r\n");
        }

        using (RawPeer third = await server.ConnectAsync())
        {
            Assert.Equal("-ERR max number of clients reached\r\n", await third.ReadToEndAsync());
        }

        second.Socket.Shutdown(SocketShutdown.Send);
        Assert.Equal("", await second.ReadToEndAsync());
        second.Dispose();
        while (true)
        {
            // The server closes its side before it counts the place as free: ask until it is.
            using RawPeer next = await server.ConnectAsync();
            await next.AskAsync("QUIT");
            string answer = await next.ReadToEndAsync();
            if (answer == "+OK\r\n")
            {
                break;
            }

            Assert.Contains(answer, new[] { "-ERR max number of clients reached\r\n", "" });
        }
    }

    [Fact]
    public async Task A_peer_that_does_not_read_costs_bounded_memory_and_is_closed()
    {
        FakeTimeProvider clock = new();
        await using TestServer server =
            new(new ServerOptions { SendTimeout = TimeSpan.FromSeconds(10), IdleTimeout = TimeSpan.Zero }, clock);
        string token = new('a', 32);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(RawPeer.Resp("OPEN", "1", "TOKEN", token)
            + string.Concat(Enumerable.Range(0, 5_000).Select(i => RawPeer.Resp("PRESENT", "1", i.ToString(CultureInfo.InvariantCulture))))
            + RawPeer.Resp("PING"));
        await peer.ReadToAsync("+PONG\r\n");

        // 5,000 lists of 5,000 students would be more than a gigabyte. The peer reads none of it.
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Task sending = peer.SendAsync(string.Concat(Enumerable.Repeat(RawPeer.Resp("LIST", "1", token), 5_000)));
        using RawPeer other = await server.ConnectAsync();
        for (int i = 0; i < 100; i++)
        {
            await other.AskAsync("PING");
            await other.ExpectAsync("+PONG\r\n");
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);
        Task<string> gone = WaitUntilOnlyAsync(server, 1);
        await AdvanceUntil(clock, gone);
        await gone;
        await other.AskAsync("PING");
        await other.ExpectAsync("+PONG\r\n");
        await Task.WhenAny(sending);
    }

    [Fact]
    public async Task A_watcher_that_does_not_read_for_a_while_misses_nothing()
    {
        await using TestServer server = new();
        string token = new('a', 32);
        using RawPeer watcher = await server.ConnectAsync();
        await watcher.SendAsync(RawPeer.Resp("OPEN", "1", "TOKEN", token) + RawPeer.Resp("WATCH", "1", token));
        await watcher.ReadToAsync("*0\r\n");

        using RawPeer students = await server.ConnectAsync();
        const int count = 50_000;
        for (int i = 0; i < count; i += 1_000)
        {
            await students.SendAsync(string.Concat(Enumerable.Range(i, 1_000).Select(n => RawPeer.Resp("PRESENT", "1", $"s{n}")))
                + RawPeer.Resp("PING"));
            await students.ReadToAsync("+PONG\r\n");
        }

        await students.AskAsync("CLOSE", "1", token);
        string news = await watcher.ReadToAsync("closed\r\n");
        string[] seen = [.. news.Split("\r\n").Where(line => line.StartsWith('s'))];
        Assert.Equal(Enumerable.Range(0, count).Select(n => $"s{n}"), seen);
    }

    [Fact]
    public async Task Stopping_answers_what_was_received_and_closes()
    {
        TestServer server = new();
        List<RawPeer> peers = [];
        for (int i = 0; i < 20; i++)
        {
            RawPeer peer = await server.ConnectAsync();
            await peer.AskAsync("PING");
            await peer.ExpectAsync("+PONG\r\n");
            peers.Add(peer);
        }

        foreach (RawPeer peer in peers)
        {
            await peer.AskAsync("ECHO", "last");
        }

        await server.DisposeAsync();
        foreach (RawPeer peer in peers)
        {
            Assert.Equal("$4\r\nlast\r\n", await peer.ReadToEndAsync());
            peer.Dispose();
        }

        await Assert.ThrowsAnyAsync<SocketException>(server.ConnectAsync);
    }

    [Fact]
    public async Task Stopping_breaks_off_who_does_not_read()
    {
        TestServer server = new(new ServerOptions { StopTimeout = TimeSpan.FromMilliseconds(200) });
        string token = new('a', 32);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(RawPeer.Resp("OPEN", "1", "TOKEN", token)
            + string.Concat(Enumerable.Range(0, 5_000).Select(i => RawPeer.Resp("PRESENT", "1", i.ToString(CultureInfo.InvariantCulture))))
            + RawPeer.Resp("PING"));
        await peer.ReadToAsync("+PONG\r\n");
        Task sending = peer.SendAsync(string.Concat(Enumerable.Repeat(RawPeer.Resp("LIST", "1", token), 2_000)));
        await server.DisposeAsync().AsTask().WaitAsync(TestServer.Patience);
        Assert.Equal(0, server.Server.Connections);
        await Task.WhenAny(sending);
    }

    [Fact]
    public async Task Two_hundred_teachers_and_their_students_do_not_disturb_each_other()
    {
        await using TestServer server = new();
        await Task.WhenAll(Enumerable.Range(1, 200).Select(async number =>
        {
            using RawPeer peer = await server.ConnectAsync();
            string token = number.ToString("x32", CultureInfo.InvariantCulture);
            StringBuilder requests = new(RawPeer.Resp("OPEN", $"{number}", "TOKEN", token));
            for (int student = 0; student < 50; student++)
            {
                requests.Append(RawPeer.Resp("PRESENT", $"{number}", $"{number}-{student}"));
            }

            await peer.SendAsync(requests.ToString() + RawPeer.Resp("CLOSE", $"{number}", token) + RawPeer.Resp("PING"));
            string answers = await peer.ReadToAsync("+PONG\r\n");
            Assert.Equal(50, answers.Split("+REGISTERED\r\n").Length - 1);
            for (int student = 0; student < 50; student++)
            {
                Assert.Contains($"\r\n{number}-{student}\r\n", answers, StringComparison.Ordinal);
            }
        }));
    }

    /// <summary>Lets the server's clock run, second by second, until something has happened.</summary>
    private static async Task AdvanceUntil(FakeTimeProvider clock, Task happened)
    {
        await Poll.AgainAsync(happened, () => clock.Advance(TimeSpan.FromSeconds(1)));
    }

    private static async Task<string> WaitUntilOnlyAsync(TestServer server, int connections)
    {
        await Poll.UntilAsync(() => server.Server.Connections <= connections);
        return "";
    }
}
