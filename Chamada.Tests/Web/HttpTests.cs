using System.Net;
using System.Net.Sockets;
using Chamada.Tests.Hosting;

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
        { "OPTIONS /3030 HTTP/1.1\r\nHost: x\r\nOrigin: http://a.example\r\nAccess-Control-Request-Method: POST\r\n\r\n",
            "405 GET, HEAD, POST" },
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
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nstudent=9\r\n0\r\n\r\n",
            "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", "400" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Transfer-Encoding: chunked\r\n\r\n2000\r\n{new string('a', 0x2000)}\r\n0\r\n\r\n",
            "413" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 4097\r\n\r\n{new string('a', 4097)}", "413" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 3000000\r\n\r\n{new string('a', 3_000_000)}", "413" },
        { $"POST /3030 HTTP/1.1\r\nHost: x\r\n{Form}Content-Length: 300\r\n\r\n{string.Concat(Enumerable.Repeat("student=1&", 30))}",
            "400" },
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

    /// <summary>It knows frames, not lines: the last one that it gets is GOAWAY with HTTP_1_1_REQUIRED (RFC 9113 §6.8, §7).</summary>
    [Fact]
    public async Task Whoever_begins_in_HTTP_2_is_told_in_its_own_way_to_come_with_HTTP_1_and_nothing_more_is_read()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using RawPeer peer = await server.ConnectAsync();
        await SendAsync(peer, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nPRESENT 3030 forger\r\n3030,teacher");
        string answer = await peer.ReadToEndAsync();
        Assert.EndsWith("\0\0\u0008\u0007\0\0\0\0\0\0\0\0\0\0\0\0\r", answer, StringComparison.Ordinal);

        using Phone honest = new(server);
        Assert.Equal(HttpStatusCode.OK, (await honest.PostAsync("/3030", "honest")).StatusCode);
        Assert.Equal("honest", await server.ListAsync(3030));
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
}
