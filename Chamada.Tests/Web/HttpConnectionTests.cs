using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Core.Hosting;
using Chamada.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Web;

/// <summary>A browser's connection is a connection like any other: what it may cost, and how long it may last.</summary>
public sealed class HttpConnectionTests
{
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";

    [Fact]
    public async Task A_browser_for_which_there_is_no_room_is_told_to_come_again_and_others_in_what_they_speak()
    {
        await using TestServer server = new(new ServerOptions { MaxConnections = 1 });
        using RawPeer first = await server.ConnectAsync();
        await first.AskAsync("PING");
        await first.ExpectAsync("+PONG\r\n");
        using RawPeer browser = await server.ConnectAsync();
        await browser.SendAsync("GET /3030 HTTP/1.1\r\nHost: x\r\n\r\n");
        string answer = await browser.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nRetry-After: 5\r\n", answer, StringComparison.Ordinal);
        using RawPeer program = await server.ConnectAsync();
        await program.AskAsync("PING");
        Assert.Equal("-ERR max number of clients reached\r\n", await program.ReadToEndAsync());
        using RawPeer hello = await server.ConnectAsync();
        await hello.SendAsync("\x16\x03\x01");
        Assert.Equal("", await hello.ReadToEndAsync());
    }

    [Fact]
    public async Task As_long_as_a_stop_lasts_the_server_says_that_it_is_not_ready()
    {
        FakeTimeProvider clock = new();
        TestServer server = new(new ServerOptions { IdleTimeout = TimeSpan.Zero, SendTimeout = TimeSpan.Zero }, clock);
        string token = new('a', 32);
        using RawPeer slow = await server.ConnectAsync();
        await slow.SendAsync(RawPeer.Resp("OPEN", "1", "TOKEN", token)
            + string.Concat(Enumerable.Range(0, 2_000).Select(i => RawPeer.Resp("PRESENT", "1", i.ToString(CultureInfo.InvariantCulture))))
            + RawPeer.Resp("PING"));
        await slow.ReadToAsync("+PONG\r\n");

        // It reads nothing of what it asks for, so the stop waits for it, by a clock that stands.
        Task sending = slow.SendAsync(string.Concat(Enumerable.Repeat(RawPeer.Resp("LIST", "1", token), 2_000)));
        await slow.ReadToAsync("*"); // The first answer has begun, and what follows it fits into no buffer.
        Task stopping = server.DisposeAsync().AsTask();
        using (RawPeer probe = await server.ConnectAsync())
        {
            await probe.SendAsync("GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 503 ", await probe.ReadToEndAsync(), StringComparison.Ordinal);
        }

        slow.Dispose();
        await Task.WhenAny(sending);
        await stopping.WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Requests_on_one_connection_are_answered_in_order_however_they_are_cut()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        string both = $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Accept: application/json\r\nContent-Length: 9\r\n\r\nstudent=1"
            + $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Accept: application/json\r\nTransfer-Encoding: "
            + "chunked\r\n\r\n5\r\nstude\r\n4\r\nnt=2\r\n0\r\n\r\n";
        using RawPeer whole = await server.ConnectAsync(), cut = await server.ConnectAsync();
        await whole.SendAsync(both);
        foreach (char c in both)
        {
            await cut.SendAsync(c.ToString());
        }

        foreach (RawPeer peer in (RawPeer[])[whole, cut])
        {
            Assert.Contains("\"student\":\"1\"", await peer.ReadToAsync("}\n"), StringComparison.Ordinal);
            Assert.Contains("\"student\":\"2\"", await peer.ReadToAsync("}\n"), StringComparison.Ordinal);
        }

        Assert.Equal("1,2", await server.ListAsync(3030));
    }

    [Fact]
    public async Task A_peer_that_has_said_all_still_gets_its_answer()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync($"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Accept: application/json\r\nContent-Length: 9\r\n\r\nstudent=1");
        peer.Socket.Shutdown(SocketShutdown.Send);
        Assert.Contains("\"result\":\"registered\"", await peer.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_to_close_closes()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("\r\n\r\nok\n", await peer.ReadToEndAsync(), StringComparison.Ordinal);
        peer.Dispose();
        await NoConnectionIsLeftAsync(server);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")]
    [InlineData($"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 4000\r\n\r\nstudent=1")]
    [InlineData("POST /3030 HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: "
        + "chunked\r\n\r\nfff\r\n")]
    public async Task A_request_that_comes_a_byte_a_second_times_out_all_the_same(string begun)
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(new ServerOptions { RequestTimeout = TimeSpan.FromSeconds(5) }, clock);
        await server.OpenAsync(3030);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
        await peer.ReadToAsync("ok\n");
        await peer.SendAsync(begun);
        Task<string> rest = peer.ReadToEndAsync();
        for (int i = 0; i < 40 && !rest.IsCompleted; i++)
        {
            try
            {
                await peer.SendAsync("a");
            }
            catch (SocketException)
            {
                break; // It is closed.
            }

            clock.Advance(TimeSpan.FromSeconds(1));
        }

        // Few of the forty seconds are needed, but when the server sees a byte is its own affair.
        await Poll.AgainAsync(rest, () => clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.StartsWith("HTTP/1.1 408 Request Timeout\r\n", await rest, StringComparison.Ordinal);
        Assert.Equal("", await server.ListAsync(3030));
    }

    [Fact]
    public async Task A_connection_that_says_nothing_more_ends_and_time_for_the_next_request_is_its_own()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(
            new ServerOptions { RequestTimeout = TimeSpan.FromSeconds(3), IdleTimeout = TimeSpan.FromSeconds(20) }, clock);
        await server.OpenAsync(3030);
        using RawPeer peer = await server.ConnectAsync();
        for (int i = 0; i < 3; i++)
        {
            await peer.SendAsync(
                $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Accept: application/json\r\nContent-Length: 9\r\n\r\nstudent={i}");
            await peer.ReadToAsync("}\n");
            clock.Advance(TimeSpan.FromSeconds(10)); // Longer than a request may take, shorter than silence may last.
        }

        Task<string> rest = peer.ReadToEndAsync();
        await Poll.AgainAsync(rest, () => clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal("", await rest);
    }

    [Fact]
    public async Task A_peer_that_reads_nothing_holds_up_only_itself()
    {
        await using TestServer server =
            new(new ServerOptions { SendTimeout = TimeSpan.FromHours(1), StopTimeout = TimeSpan.FromMilliseconds(1) });
        using RawPeer greedy = await server.ConnectAsync();
        greedy.Socket.Blocking = false;
        byte[] request = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        byte[] many = [.. Enumerable.Repeat(request, 1000).SelectMany(static bytes => bytes)];
        long sent = 0;
        int stuck = 0;

        // It is not read without end: at some point nothing more is taken from it, although it would go on for ever.
        while (stuck < 50 && sent < 400_000_000)
        {
            try
            {
                sent += greedy.Socket.Send(many, SocketFlags.None, out SocketError error);
                stuck = error == SocketError.WouldBlock ? stuck + 1 : 0;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.WouldBlock)
            {
                stuck++;
            }

            if (stuck > 0)
            {
                using Phone phone = new(server);
                Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/health/live")).StatusCode);
            }
        }

        Assert.Equal(50, stuck);
    }

    [Fact]
    public async Task Browsers_count_among_the_connections()
    {
        await using TestServer server = new(new ServerOptions { MaxConnections = 2 });
        using Phone first = new(server), second = new(server), third = new(server);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await third.GetAsync("/health/live")).StatusCode);
        Assert.Equal(2, server.Server.Connections);
    }

    [Fact]
    public async Task A_stop_answers_what_was_asked_and_waits_for_no_browser()
    {
        TestServer server = new();
        using Phone phone = new(server);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/health/ready")).StatusCode);
        using RawPeer halfway = await server.ConnectAsync();
        await halfway.SendAsync("GET / HTTP/1.1\r\nHost:");
        await server.DisposeAsync().AsTask().WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("200 OK", await halfway.ReadToEndAsync(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => phone.GetAsync("/health/live"));
    }

    [Fact]
    public async Task Other_protocols_are_spoken_beside()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using Phone phone = new(server);
        using RawPeer resp = await server.ConnectAsync(), text = await server.ConnectAsync();
        await phone.PostAsync("/3030", "1");
        await resp.AskAsync("PRESENT", "3030", "1");
        Assert.EndsWith("+ALREADY\r\n", await resp.ReadToAsync("+ALREADY\r\n"), StringComparison.Ordinal);
        await text.SendAsync("1/3030,student");
        await text.ExpectAsync("Você já registrou sua presença nesta turma!");
    }

    [Fact]
    public async Task Three_hundred_phones_at_once_are_all_registered()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        Phone[] phones = [.. Enumerable.Range(0, 300).Select(_ => new Phone(server))];
        HttpResponseMessage[] answers = await Task.WhenAll(phones.Select(async (phone, i) =>
        {
            await phone.GetAsync("/3030");
            return await phone.PostAsync("/3030", i.ToString(CultureInfo.InvariantCulture));
        }));
        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(
            Enumerable.Range(0, 300), (await server.ListAsync(3030)).Split(',')
                .Select(static student => int.Parse(student, CultureInfo.InvariantCulture)).Order());
        Assert.Equal(300, phones.Select(static phone => phone.Device).Distinct().Count());
        foreach (Phone phone in phones)
        {
            phone.Dispose();
        }

        await NoConnectionIsLeftAsync(server);
    }

    private static async Task NoConnectionIsLeftAsync(TestServer server)
    {
        await Poll.UntilAsync(() => server.Server.Connections == 0);
    }
}
