using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Core.Hosting;
using Chamada.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Web;

/// <summary>HTTP as anybody may speak it to the port, well or badly; beside each of them an honest student is answered.</summary>
public sealed class HttpTests
{
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";

    public static TheoryData<string, string> Requests => new()
    {
        { "GET /3030 HTTP/1.1\r\nHost: x\r\n\r\n", "200" },
        { "HEAD /3030 HTTP/1.1\r\nHost: x\r\n\r\n", "200" },
        { "GET /3030?c=123456 HTTP/1.0\r\n\r\n", "200" },
        { "GET http://x/3030 HTTP/1.1\r\nHost: x\r\n\r\n", "200" },
        { "GET http://y/3030 HTTP/1.1\r\nHost: x\r\n\r\n", "400" },
        { "GET /0 HTTP/1.1\r\nHost: x\r\n\r\n", "404" },
        { "GET /1234567890123456789 HTTP/1.1\r\nHost: x\r\n\r\n", "404" },
        { "GET /3030/ HTTP/1.1\r\nHost: x\r\n\r\n", "404" },
        { "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", "404" },
        { "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", "400" },
        { "GET /favicon.ico HTTP/1.1\r\nHost: x\r\n\r\n", "404" },
        { "DELETE /3030 HTTP/1.1\r\nHost: x\r\n\r\n", "405 GET, HEAD, POST" },
        { "PUT /3030 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx", "405 GET, HEAD, POST" },
        { "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", "405 GET, HEAD" },
        { "POST /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", "405 GET, HEAD" },
        { "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "405 GET, HEAD, POST" },
        { "OPTIONS /3030 HTTP/1.1\r\nHost: x\r\nOrigin: http://a.example\r\nAccess-Control-Request-Method: POST\r\n\r\n", "405 GET, HEAD, POST" },
        { "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", "405 GET, HEAD" },
        { "get / HTTP/1.1\r\nHost: x\r\n\r\n", "405 GET, HEAD" },
        { "GET / HTTP/1.1\r\n\r\n", "400" },
        { "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "400" },
        { "GET / HTTP/1.1\r\nHost: x y\r\n\r\n", "400" },
        { "GET / HTTP/9.9\r\nHost: x\r\n\r\n", "505" },
        { "GET / BLA\r\n\r\n", "400" },
        { "GET / HTTP/1.1\r\nHost: x\r\nbroken\r\n\r\n", "400" },
        { "GET / HTTP/1.1\r\nHost: x\r\n folded: 1\r\n\r\n", "400" },
        { "POST /3030 HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400" },
        { "POST /3030 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 5\r\n\r\nclass", "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nstudent=9\r\n0\r\n\r\n", "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Transfer-Encoding: chunked\r\n\r\n2000\r\n{new string('a', 0x2000)}\r\n0\r\n\r\n", "413" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 4097\r\n\r\n{new string('a', 4097)}", "413" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 3000000\r\n\r\n{new string('a', 3_000_000)}", "413" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 300\r\n\r\n{string.Concat(Enumerable.Repeat("student=1&", 30))}", "400" },
        { "POST /3030 HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nstudent=9", "415" },
        { "POST /3030 HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nstudent=9", "415" },
        { "POST /3030 HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\nabc", "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 18\r\n\r\ns\0t\0u\0d\0e\0n\0t\0=\09\0", "400" },
        { $"GET /{new string('9', 9000)} HTTP/1.1\r\nHost: x\r\n\r\n", "414" },
        { $"GET / HTTP/1.1\r\nHost: x\r\nCookie: {string.Concat(Enumerable.Repeat("a=b; ", 400_000))}\r\n\r\n", "431" },
        { $"GET / HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 5000).Select(static i => $"X-{i}: 1\r\n"))}\r\n", "431" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Each_request_gets_the_answer_that_HTTP_has_for_it_and_nobody_is_registered(string request, string answer)
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using RawPeer peer = await server.ConnectAsync();
        await SendAsync(peer, request);
        string head = await peer.ReadToAsync("\r\n\r\n");
        string[] expected = answer.Split(' ', 2);
        Assert.StartsWith($"HTTP/1.1 {expected[0]} ", head, StringComparison.Ordinal);
        if (expected.Length > 1)
        {
            Assert.Contains($"\r\nAllow: {expected[1]}\r\n", head, StringComparison.Ordinal);
        }

        using Phone honest = new(server);
        Assert.Equal(HttpStatusCode.OK, (await honest.PostAsync("/3030", "honest")).StatusCode);
        Assert.Equal("honest", await server.ListAsync(3030));
    }

    [Fact]
    public async Task Every_page_is_locked_up()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using Phone phone = new(server);
        foreach (HttpResponseMessage answer in (HttpResponseMessage[])[
            await phone.GetAsync("/"), await phone.GetAsync("/3030"), await phone.PostAsync("/3030", "1"), await phone.PostAsync("/3030", "ã"),
            await phone.GetAsync("/nothing"), await phone.PostAsync("/4", "1"), await phone.PostAsync("/3030", "1", Phone.Json)])
        {
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Theory]
    [InlineData("10.1.2.3:5050", "200")]
    [InlineData("[fd00::1]:5050", "200")]
    [InlineData("localhost:5050", "200")]
    [InlineData("sala3:5050", "200")]
    [InlineData("Turma3030.local:5050", "200")]
    [InlineData("chamada.example.org:5050", "200")]
    [InlineData("CHAMADA.example.org.", "200")]
    [InlineData("evil.example:5050", "403")]
    [InlineData("10.1.2.3.evil.example", "403")]
    [InlineData("local.evil.example", "403")]
    public async Task A_name_that_anybody_could_give_this_address_is_no_name_of_this_server(string host, string status)
    {
        await using TestServer server = new(new ServerOptions { WebNames = ["chamada.example.org"] });
        await server.OpenAsync(3030);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync($"POST /3030 HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n{Form}Content-Length: 9\r\n\r\nstudent=9");
        Assert.StartsWith($"HTTP/1.1 {status} ", await peer.ReadToAsync("</html>"), StringComparison.Ordinal);
        Assert.Equal(status == "200" ? "9" : "", await server.ListAsync(3030));
    }

    [Theory]
    [InlineData("Origin: http://10.1.2.3:5050\r\n", "200")]
    [InlineData("Origin: HTTP://10.1.2.3:5050\r\n", "200")]
    [InlineData("Sec-Fetch-Site: same-origin\r\n", "200")]
    [InlineData("Sec-Fetch-Site: none\r\n", "200")]
    [InlineData("Sec-Fetch-Site: same-origin\r\nOrigin: null\r\n", "200")]
    [InlineData("", "200")]
    [InlineData("Origin: http://evil.example\r\n", "403")]
    [InlineData("Origin: http://10.1.2.3\r\n", "403")]
    [InlineData("Origin: http://10.1.2.3:8080\r\n", "403")]
    [InlineData("Origin: https://10.1.2.3:5050\r\n", "403")]
    [InlineData("Origin: http://10.1.2.3:5050.evil.example\r\n", "403")]
    [InlineData("Origin: http://10.1.2.3:5050@evil.example\r\n", "403")]
    [InlineData("Origin: null\r\n", "403")]
    [InlineData("Origin: \r\n", "403")]
    [InlineData("Origin: x\r\n", "403")]
    [InlineData("Origin: http://10.1.2.3:5050\r\nOrigin: http://evil.example\r\n", "403")]
    [InlineData("Sec-Fetch-Site: cross-site\r\n", "403")]
    [InlineData("Sec-Fetch-Site: same-site\r\n", "403")]
    [InlineData("Sec-Fetch-Site: same-origin\r\nOrigin: http://evil.example\r\n", "403")]
    [InlineData("Sec-Fetch-Site: cross-site\r\nOrigin: http://10.1.2.3:5050\r\n", "403")]
    public async Task What_another_site_caused_changes_nothing(string headers, string status)
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync($"POST /3030 HTTP/1.1\r\nHost: 10.1.2.3:5050\r\n{headers}{Form}Content-Length: 9\r\n\r\nstudent=9");
        Assert.StartsWith($"HTTP/1.1 {status} ", await peer.ReadToAsync("</html>"), StringComparison.Ordinal);
        Assert.Equal(status == "200" ? "9" : "", await server.ListAsync(3030));
    }

    [Fact]
    public async Task No_link_leads_to_where_the_request_said_it_went()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync("GET /?class=3030 HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\r\nGET /3030 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        string all = await peer.ReadToEndAsync();
        Assert.Contains("\r\nLocation: /3030\r\n", all, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", all, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Requests_on_one_connection_are_answered_in_order_however_they_are_cut()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        string both = $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Accept: application/json\r\nContent-Length: 9\r\n\r\nstudent=1"
            + $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Accept: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nstude\r\n4\r\nnt=2\r\n0\r\n\r\n";
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
    [InlineData("POST /3030 HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\nstudent=1")]
    [InlineData("POST /3030 HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n")]
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
        for (; !rest.IsCompleted; clock.Advance(TimeSpan.FromSeconds(1)))
        {
            await Task.WhenAny(rest, Task.Delay(20, TestContext.Current.CancellationToken));
        }

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
            await peer.SendAsync($"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Accept: application/json\r\nContent-Length: 9\r\n\r\nstudent={i}");
            await peer.ReadToAsync("}\n");
            clock.Advance(TimeSpan.FromSeconds(10)); // Longer than a request may take, shorter than silence may last.
        }

        Task<string> rest = peer.ReadToEndAsync();
        for (; !rest.IsCompleted; clock.Advance(TimeSpan.FromSeconds(1)))
        {
            await Task.WhenAny(rest, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        Assert.Equal("", await rest);
    }

    [Fact]
    public async Task A_peer_that_reads_nothing_holds_up_only_itself()
    {
        await using TestServer server = new(new ServerOptions { SendTimeout = TimeSpan.FromHours(1), StopTimeout = TimeSpan.FromMilliseconds(1) });
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
        await Assert.ThrowsAsync<HttpRequestException>(() => third.GetAsync("/health/live"));
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
            Enumerable.Range(0, 300), (await server.ListAsync(3030)).Split(',').Select(static student => int.Parse(student, CultureInfo.InvariantCulture)).Order());
        Assert.Equal(300, phones.Select(static phone => phone.Device).Distinct().Count());
        foreach (Phone phone in phones)
        {
            phone.Dispose();
        }

        await NoConnectionIsLeftAsync(server);
    }

    /// <summary>Sends all, unless the server closes before.</summary>
    private static async Task SendAsync(RawPeer peer, string request)
    {
        try
        {
            await peer.SendAsync(request);
        }
        catch (SocketException)
        {
            // The answer has come all the same.
        }
    }

    private static async Task NoConnectionIsLeftAsync(TestServer server)
    {
        while (server.Server.Connections > 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
