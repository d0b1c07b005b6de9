using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Chamada.Core.Hosting;
using Chamada.Core.Tls;
using Chamada.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Tls;

/// <summary>TLS on the port of all protocols, from the first byte on.</summary>
public sealed class TlsTests
{
    private static readonly ServerOptions Options = new() { Tls = new TlsOptions() };

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Each_protocol_is_spoken_inside_as_outside(SslProtocols version)
    {
        await using TestServer server = new(Options);
        await using (TlsPeer resp = await TlsPeer.ConnectAsync(server.EndPoint, version))
        {
            await resp.SendAsync(RawPeer.Resp("PING") + "PING inline\r\n" + RawPeer.Resp("QUIT"));
            Assert.Equal("+PONG\r\n$6\r\ninline\r\n+OK\r\n", await resp.ReadToEndAsync());
        }

        await using (TlsPeer text = await TlsPeer.ConnectAsync(server.EndPoint, version))
        {
            await text.SendAsync("3030,teacher");
            await text.ExpectAsync("A chamada da turma 3030 foi ativada em ");
        }

        await using TlsPeer http = await TlsPeer.ConnectAsync(server.EndPoint, version);
        await http.SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        string answer = await http.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nok\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_longer_than_a_record_and_thousands_in_a_row_are_all_answered()
    {
        await using TestServer server = new(Options);
        await using TlsPeer peer = await TlsPeer.ConnectAsync(server.EndPoint);
        const int count = 20_000;
        string word = new('x', 15_000);
        Task sending = peer.SendAsync(
            RawPeer.Resp("ECHO", word) + RawPeer.Resp("ECHO", word)
            + string.Concat(Enumerable.Range(0, count).Select(static i => RawPeer.Resp("ECHO", Number(i)))));
        await peer.ExpectAsync($"$15000\r\n{word}\r\n$15000\r\n{word}\r\n"
            + string.Concat(Enumerable.Range(0, count).Select(static i => $"${Number(i).Length}\r\n{Number(i)}\r\n")));
        await sending;

        static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task What_the_network_cuts_anywhere_is_put_together()
    {
        await using TestServer server = new(Options);
        await using TricklingProxy proxy = await TricklingProxy.StartAsync(server.EndPoint);
        await using TlsPeer peer = await TlsPeer.ConnectAsync(proxy.EndPoint);
        await peer.SendAsync(RawPeer.Resp("PING") + "PING inline\r\n");
        await peer.ExpectAsync("+PONG\r\n$6\r\ninline\r\n");
    }

    [Fact]
    public async Task Beside_it_everything_is_spoken_in_the_open_unless_only_TLS_is()
    {
        await using TestServer both = new(Options);
        using RawPeer open = await both.ConnectAsync();
        await open.AskAsync("PING");
        await open.ExpectAsync("+PONG\r\n");

        await using TestServer only = new(new ServerOptions { Tls = new TlsOptions { IsOnly = true } });
        await using TlsPeer peer = await TlsPeer.ConnectAsync(only.EndPoint);
        await peer.SendAsync("PING\r\n");
        await peer.ExpectAsync("+PONG\r\n");
        Assert.Equal("-ERR this server speaks only TLS: connect with --tls\r\n", await SaidAsync(only, RawPeer.Resp("PING")));
        Assert.Equal("-ERR this server speaks only TLS: connect with --tls\r\n", await SaidAsync(only, "OPEN 3030\r\n"));
        Assert.Equal("Este servidor atende somente por TLS. Use o programa chamada com --tls.", await SaidAsync(only, "3030,teacher"));
        Assert.StartsWith("HTTP/1.1 426 Upgrade Required\r\n", await SaidAsync(only, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_older_than_TLS_1_2_is_agreed_upon()
    {
        await using TestServer server = new(Options);
#pragma warning disable SYSLIB0039, CA5397 // That it is refused is what is tested.
        await Assert.ThrowsAnyAsync<Exception>(() => TlsPeer.ConnectAsync(server.EndPoint, SslProtocols.Tls11));
#pragma warning restore SYSLIB0039, CA5397
        await using TlsPeer peer = await TlsPeer.ConnectAsync(server.EndPoint);
        Assert.Equal(SslProtocols.Tls13, peer.Ssl.SslProtocol);
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\r\nOPEN 8080\r\n8080,teacher")]
    [InlineData("\u0016GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\0\u0005\u0001\0\0\u0001\u0007")]
    public async Task What_only_begins_as_TLS_is_never_anything_else(string sent)
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(Options with { RequestTimeout = TimeSpan.FromSeconds(1) }, clock);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(sent);
        Task<string> said = peer.ReadToEndAsync();
        await Poll.AgainAsync(said, () => clock.Advance(TimeSpan.FromSeconds(1))); // Half a handshake has as long as half a request.
        Assert.DoesNotContain("PONG", await said, StringComparison.Ordinal);
        Assert.DoesNotContain("turma", await said, StringComparison.Ordinal);
        using RawPeer other = await server.ConnectAsync();
        await other.AskAsync("ROLLS");
        await other.ExpectAsync("*0\r\n");
    }

    [Fact]
    public async Task A_peer_that_goes_in_the_middle_of_a_handshake_leaves_its_place()
    {
        await using TestServer server = new(Options);
        for (int i = 0; i < 50; i++)
        {
            using RawPeer peer = await server.ConnectAsync();
            await peer.SendAsync("\u0016\u0003\u0001\0\u00ff\u0001");
            if (i % 2 == 0)
            {
                peer.Socket.LingerState = new LingerOption(true, 0);
            }
        }

        await Poll.UntilAsync(() => server.Server.Connections == 0);
    }

    [Fact]
    public async Task Its_own_certificate_lasts_and_is_made_anew_for_the_same_key()
    {
        using EndToEnd.TemporaryFolder folder = new();
        string data = Path.Combine(folder.Path, "data"), pem = Path.Combine(data, "tls.pem");
        FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
        string first;
        Fingerprint fingerprint;
        await using (TestServer server = new(Options with { DataFolder = data }, clock))
        {
            fingerprint = server.Server.Fingerprint!.Value;
            await using TlsPeer peer = await TlsPeer.ConnectAsync(server.EndPoint);
            Assert.True(fingerprint.Fits(peer.Shown));
            Assert.Equal("1.2.840.10045.2.1", peer.Shown.PublicKey.Oid.Value); // An elliptic curve.
            first = peer.Shown.SerialNumber;
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(pem));
            }
        }

        await using TestServer again = new(Options with { DataFolder = data }, clock);
        await using (TlsPeer peer = await TlsPeer.ConnectAsync(again.EndPoint))
        {
            Assert.Equal(first, peer.Shown.SerialNumber);
        }

        clock.Advance(TimeSpan.FromDays(380)); // It stands for 397 days; while the server runs it is looked after.
        await using TlsPeer late = await TlsPeer.ConnectAsync(again.EndPoint);
        Assert.NotEqual(first, late.Shown.SerialNumber);
        Assert.True(late.Shown.NotAfter > clock.GetUtcNow().AddDays(390));
        Assert.True(fingerprint.Fits(late.Shown));
        Assert.Contains(late.Shown.ExportCertificatePem(), await File.ReadAllTextAsync(pem), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_shown_in_its_place_and_read_again_when_they_change()
    {
        using EndToEnd.TemporaryFolder folder = new();
        TestRoot root = new();
        (string certificate, string key) = root.Issue(folder.Path, "chamada.example");
        FakeTimeProvider clock = new();
        await using TestServer server = new(
            new ServerOptions { Tls = new TlsOptions { CertificateFile = certificate, KeyFile = key } }, clock);
        string first;
        await using (TlsPeer peer = await TlsPeer.ConnectAsync(server.EndPoint))
        {
            first = peer.Shown.SerialNumber;
            Assert.Contains("chamada.example", peer.Shown.Subject, StringComparison.Ordinal);
        }

        root.Issue(folder.Path, "chamada.example");
        File.SetLastWriteTimeUtc(certificate, DateTime.UtcNow.AddMinutes(1)); // Whatever the file system's grain is.
        clock.Advance(TimeSpan.FromMinutes(1));
        await using TlsPeer again = await TlsPeer.ConnectAsync(server.EndPoint);
        Assert.NotEqual(first, again.Shown.SerialNumber);

        await File.WriteAllTextAsync(certificate, "half of it", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(certificate, DateTime.UtcNow.AddMinutes(2));
        clock.Advance(TimeSpan.FromMinutes(1));
        await using TlsPeer still = await TlsPeer.ConnectAsync(server.EndPoint);
        Assert.Equal(again.Shown.SerialNumber, still.Shown.SerialNumber);
    }

    [Theory]
    [InlineData("nothing here", null)]
    [InlineData(null, null)]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", null)]
    public async Task Files_that_are_no_certificate_keep_the_server_from_starting(string? content, string? key)
    {
        using EndToEnd.TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "server.pem");
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        }

        ServerStart start = await RollServer.StartAsync(
            new ServerOptions { Port = 0, Tls = new TlsOptions { CertificateFile = path, KeyFile = key } });
        Assert.False(start.Try(out _, out StartFault? fault));
        Assert.Equal(path, Assert.IsType<CertificateFault>(fault).Path);
    }

    [Theory]
    [InlineData("c1440525e6ab1ebb09cbd87b3801dd629216909e41c75cf4944d97fa4efc05f5", true)]
    [InlineData("C1:44:05:25:E6:AB:1E:BB:09:CB:D8:7B:38:01:DD:62:92:16:90:9E:41:C7:5C:F4:94:4D:97:FA:4E:FC:05:F5", true)]
    [InlineData("C1-44-05-25-E6-AB-1E-BB-09-CB-D8-7B-38-01-DD-62-92-16-90-9E-41-C7-5C-F4-94-4D-97-FA-4E-FC-05-F5", false)]
    [InlineData("c1440525e6ab1ebb09cbd87b3801dd62", false)]
    [InlineData("g1440525e6ab1ebb09cbd87b3801dd629216909e41c75cf4944d97fa4efc05f5", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_fingerprint_is_64_hexadecimal_digits(string? text, bool isOne)
    {
        Assert.Equal(isOne, Fingerprint.TryParse(text, out Fingerprint fingerprint));
        Assert.Equal(isOne ? "c1440525e6ab1ebb09cbd87b3801dd629216909e41c75cf4944d97fa4efc05f5" : "", fingerprint.ToString());
    }

    private static async Task<string> SaidAsync(TestServer server, string request)
    {
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(request);
        return await peer.ReadToEndAsync();
    }
}
