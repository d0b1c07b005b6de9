using System.Globalization;
using Chamada.Core.Hosting;
using Chamada.Core.Tls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;
using Chamada.Tests.Interop;
using Chamada.Tests.Web;

namespace Chamada.Tests.Tls;

/// <summary>TLS with programs that others wrote: openssl, redis-cli, curl, a browser, each trusting an authority of the test's
/// own.</summary>
public sealed class ForeignClientTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServerOptions _options;
    private readonly string _root;

    public ForeignClientTests()
    {
        TestRoot root = new();
        _root = root.Write(_folder.Path);
        (string certificate, string key) = root.Issue(_folder.Path, "localhost", Chromium.LocalName, "127.0.0.1");
        _options = new ServerOptions { Tls = new TlsOptions { CertificateFile = certificate, KeyFile = key } };
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task Openssl_agrees_and_takes_a_session_up_again(string version)
    {
        await using TestServer server = new(_options);
        string session = Path.Combine(_folder.Path, "session");
        string first = await OpensslAsync(server, version, "-sess_out", session);
        Assert.Contains("Verify return code: 0 (ok)", first, StringComparison.Ordinal);
        Assert.Contains("New, TLSv1.", first, StringComparison.Ordinal);
        string again = await OpensslAsync(server, version, "-sess_in", session);
        Assert.Contains("Reused, TLSv1.", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Openssl_may_not_negotiate_a_second_time_but_may_change_its_keys()
    {
        await using TestServer server = new(_options);
        await using (ForeignProgram old = Openssl(server, "-tls1_2"))
        {
            await old.WriteAsync("PING one\r\n");
            await old.ReadToAsync("one\r\n");
            await old.WriteAsync("R\n");
            Assert.NotEqual(0, (await old.WaitAsync()).ExitCode);
        }

        await using ForeignProgram now = Openssl(server, "-tls1_3");
        await now.WriteAsync("PING one\r\n");
        await now.ReadToAsync("one\r\n");
        await now.WriteAsync("K\n");
        Task<string> answered = now.ReadToAsync("two\r\n");
        await Poll.AgainAsync(answered, () => now.WriteAsync("PING two\r\n")); // What it reads together with the K is lost.
    }

    [Fact]
    public async Task Redis_cli_speaks_it()
    {
        await using TestServer server = new(_options);
        await server.OpenAsync(3030);
        string[] tls = ["-h", "localhost", "-p", Port(server), "--tls", "--cacert", _root, "--no-raw"];
        string answer = await ForeignProgram.RunAsync("redis-cli", [.. tls, "PRESENT", "3030", "042191010"]);
        Assert.EndsWith("3) REGISTERED\n", answer, StringComparison.Ordinal);
        string many = string.Concat(Enumerable.Range(1, 5_000).Select(static i =>
            RawPeer.Resp("PRESENT", "3030", i.ToString("D9", CultureInfo.InvariantCulture))));
        Assert.EndsWith("errors: 0, replies: 5000\n", await ForeignProgram.RunAsync("redis-cli", [.. tls, "--pipe"], many),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Curl_checks_in_and_gets_a_cookie_that_only_HTTPS_carries()
    {
        await using TestServer server = new(_options);
        await server.OpenAsync(3030);
        string address = $"https://localhost:{Port(server)}/3030";
        string page = await ForeignProgram.RunAsync("curl", ["-sS", "-i", "--cacert", _root, address]);
        Assert.StartsWith("HTTP/1.1 200 OK", page, StringComparison.Ordinal);
        Assert.Matches("Set-Cookie: chamada-device=[0-9a-f]{32};.*secure", page);
        string answer = await ForeignProgram.RunAsync(
            "curl", ["-sS", "--cacert", _root, "-H", "Accept: application/json", "-H", $"Origin: https://localhost:{Port(server)}",
                "-d", "student=042191010", address]);
        Assert.Contains("\"result\":\"registered\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_trusts_the_schools_authority_shows_the_page_without_a_warning()
    {
        string root = _root;
        await using Chromium phone = await Chromium.StartAsync(root);
        await using TestServer server = new(_options);
        await server.OpenAsync(3030);
        await phone.BecomeAsync(390, 844);
        await phone.OpenAsync($"https://{Chromium.LocalName}:{Port(server)}/3030");
        Assert.Equal("true", await phone.EvaluateAsync("isSecureContext"), ignoreCase: true);
        await phone.TypeAsync("042191010");
        await phone.TapAsync("button");
        Assert.StartsWith("Presença registrada ", await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Equal("042191010", await server.ListAsync(3030));
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task A_browser_that_trusts_nobody_warns()
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new(_options);
        await server.OpenAsync(3030);
        await phone.BecomeAsync(390, 844);
        await phone.OpenAsync($"https://{Chromium.LocalName}:{Port(server)}/3030");
        Assert.DoesNotContain("3030", await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Contains("ERR_CERT_AUTHORITY_INVALID", await phone.EvaluateAsync("document.body.textContent"), StringComparison.Ordinal);
    }

    private static string Port(TestServer server) => server.EndPoint.Port.ToString(CultureInfo.InvariantCulture);

    private ForeignProgram Openssl(TestServer server, params string[] more) =>
        ForeignProgram.Start("openssl", ["s_client", "-connect", $"localhost:{Port(server)}", "-CAfile", _root, .. more]);

    /// <summary>Asks something, so that what comes after the handshake has been read, too, and closes.</summary>
    private async Task<string> OpensslAsync(TestServer server, params string[] more)
    {
        await using ForeignProgram openssl = Openssl(server, more);
        await openssl.WriteAsync("PING ready\r\n");
        string told = await openssl.ReadToAsync("ready\r\n");
        ProcessOutcome outcome = await openssl.EndInputAsync();
        Assert.Equal(0, outcome.ExitCode);
        return told + outcome.Output;
    }
}
