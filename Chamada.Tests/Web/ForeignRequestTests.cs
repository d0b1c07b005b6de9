using Chamada.Core.Hosting;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Web;

/// <summary>What other sites can make a browser do, and what of it is carried out here.</summary>
public sealed class ForeignRequestTests
{
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";

    [Fact]
    public async Task Every_page_is_locked_up()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using Phone phone = new(server);
        foreach (HttpResponseMessage answer in (HttpResponseMessage[])[
            await phone.GetAsync("/"), await phone.GetAsync("/3030"), await phone.PostAsync("/3030", "1"),
            await phone.PostAsync("/3030", "ã"),
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
        await peer.SendAsync("GET /?class=3030 HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\r\nGET /3030 "
            + "HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        string all = await peer.ReadToEndAsync();
        Assert.Contains("\r\nLocation: /3030\r\n", all, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", all, StringComparison.OrdinalIgnoreCase);
    }
}
