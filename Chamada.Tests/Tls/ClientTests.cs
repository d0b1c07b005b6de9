using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Chamada.Core.Hosting;
using Chamada.Core.Tls;
using Chamada.Tests.Cli;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;
using Chamada.Tests.Web;

namespace Chamada.Tests.Tls;

/// <summary>By what the program's own clients believe a server, and what they do when they do not.</summary>
public sealed class ClientTests : IDisposable
{
    private static readonly ServerOptions Options = new() { Tls = new TlsOptions() };
    private readonly TemporaryFolder _folder = new();

    private string Known => Path.Combine(_folder.Path, "chamada", "known-servers");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_server_shows_first_is_kept_and_another_key_is_refused_loudly_and_told_nothing()
    {
        int port;
        Fingerprint first;
        await using (TestServer server = new(Options))
        {
            await server.OpenAsync(3030);
            port = server.EndPoint.Port;
            first = server.Server.Fingerprint!.Value;
            Assert.Equal((0, ""), Ended(await StudentAsync(port, "10", "--tls")));
            Assert.Equal($"localhost:{port} {first}\n", await File.ReadAllTextAsync(Known, TestContext.Current.CancellationToken));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Known));
            }

            Assert.Equal((0, ""), Ended(await StudentAsync(port, "11", "--tls")));
            Assert.Equal("10,11", await server.ListAsync(3030));
        }

        ServerStart start = await RollServer.StartAsync(Options with { Address = IPAddress.Loopback, Port = port });
        Assert.True(start.Try(out RollServer? other, out _));
        await using (other)
        {
            foreach ((string language, string words) in ((string, string)[])
                [("en", "IS NOT THE SERVER THAT IT WAS. Nothing was sent to it."),
                    ("pt-BR", "NÃO É O SERVIDOR QUE ERA. Nada foi enviado a ele.")])
            {
                ProcessOutcome refused = await StudentAsync(port, "12", "--tls", "--lang", language);
                Assert.Equal((3, ""), (refused.ExitCode, refused.Output));
                Assert.Contains(words, refused.Error, StringComparison.Ordinal);
                Assert.Contains(first.ToString(), refused.Error, StringComparison.Ordinal);
                Assert.Contains(other.Fingerprint!.Value.ToString(), refused.Error, StringComparison.Ordinal);
                Assert.Contains(Known, refused.Error, StringComparison.Ordinal);
            }

            // Who takes the line out believes the other one.
            File.Delete(Known);
            Assert.Equal(1, (await StudentAsync(port, "12", "--tls")).ExitCode); // It has no such class.
        }
    }

    [Fact]
    public async Task A_fingerprint_that_is_named_fits_or_nothing_is_sent()
    {
        await using TestServer server = new(Options);
        await server.OpenAsync(3030);
        int port = server.EndPoint.Port;
        string key = server.Server.Fingerprint!.Value.ToString(), certificate;
        await using (TlsPeer peer = await TlsPeer.ConnectAsync(server.EndPoint))
        {
            certificate =
                string.Join(':', Convert.ToHexString(SHA256.HashData(peer.Shown.RawData)).Chunk(2).Select(static two => new string(two)));
        }

        Assert.Equal((0, ""), Ended(await StudentAsync(port, "10", "--fingerprint", key)));
        Assert.Equal((0, ""), Ended(await StudentAsync(port, "11", "--tls", "--fingerprint", certificate)));
        ProcessOutcome wrong = await StudentAsync(port, "12", "--fingerprint", new string('0', 64));
        Assert.Equal((3, ""), (wrong.ExitCode, wrong.Output));
        Assert.Equal(2, (await StudentAsync(port, "12", "--fingerprint", "abc")).ExitCode);
        Assert.Equal("10,11", await server.ListAsync(3030));
        Assert.False(File.Exists(Known));
    }

    [Fact]
    public async Task Where_one_side_speaks_only_TLS_and_the_other_only_without_both_say_so()
    {
        await using TestServer plain = new();
        ProcessOutcome none = await StudentAsync(plain.EndPoint.Port, "10", "--tls");
        Assert.Equal(3, none.ExitCode);
        Assert.Contains("does not speak TLS", none.Error, StringComparison.Ordinal);

        await using TestServer only = new(new ServerOptions { Tls = new TlsOptions { IsOnly = true } });
        ProcessOutcome asked = await StudentAsync(only.EndPoint.Port, "10");
        Assert.Equal(3, asked.ExitCode);
        Assert.Contains("speaks only TLS: ask again with --tls", asked.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_authority_the_system_trusts_is_believed_by_its_name_and_nothing_is_kept()
    {
        TestRoot root = new();
        (string certificate, string key) = root.Issue(_folder.Path, "localhost");
        await using TestServer server = new(
            new ServerOptions { Tls = new TlsOptions { CertificateFile = certificate, KeyFile = key, IsOnly = true } });
        await server.OpenAsync(3030);
        Dictionary<string, string?> environment = _folder.Environment();
        environment["SSL_CERT_FILE"] = root.Write(_folder.Path); // The system's roots, as far as OpenSSL is asked for them.
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(
            ["student", "--class", "3030", "--student", "10", "--tls", "--server", Server("localhost", server.EndPoint.Port)], environment);
        Assert.Equal((0, ""), Ended(outcome));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "known-servers", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_teacher_runs_a_roll_call_by_TLS_and_the_QR_code_leads_to_HTTPS()
    {
        await using TestServer server = new(new ServerOptions { Tls = new TlsOptions { IsOnly = true } });
        string[] where = ["--server", Server("127.0.0.1", server.EndPoint.Port), "--tls", "--lang", "en"];
        ProcessOutcome opened = await RunAsync(["teacher", "--open", "3030", "--qr", .. where]);
        Assert.Equal(0, opened.ExitCode);
        Assert.Matches($"\nhttps://[0-9.]+:{server.EndPoint.Port}/3030\n", opened.Output);
        Assert.Equal((0, ""), Ended(await StudentAsync(server.EndPoint.Port, "10", "--tls")));
        ProcessOutcome closed = await RunAsync(["teacher", "--close", "3030", "--json", .. where]);
        Assert.Contains("\"students\":[\"10\"]", closed.Output, StringComparison.Ordinal);
    }

    private static (int, string) Ended(ProcessOutcome outcome) => (outcome.ExitCode, outcome.Error);

    private static string Server(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    private Task<ProcessOutcome> StudentAsync(int port, string student, params string[] more) => RunAsync(
        ["student", "--class", "3030", "--student", student, "--server", Server("127.0.0.1", port), .. more.Contains("--lang")
            ? more
            : ["--lang", "en", .. more]]);

    private Task<ProcessOutcome> RunAsync(string[] args) =>
        CommandLine.RunAsync(args, ("XDG_DATA_HOME", _folder.Path), ("CHAMADA_LINKS", "none"));
}
