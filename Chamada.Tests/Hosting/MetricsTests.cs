using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Chamada.Core.Hosting;
using Chamada.Core.Hosting.Metrics;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Hosting;

/// <summary>What Prometheus reads at a server's second port.</summary>
public sealed partial class MetricsTests : IDisposable
{
    private static readonly string Token = new('a', 32);
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Requests_refusals_commits_and_the_runtime_are_measured()
    {
        await using TestServer server = new(new ServerOptions { Metrics = AnyPort, DataFolder = _folder.Path });
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync($"OPEN 3030 TOKEN {Token}\r\nPRESENT 3030 042191010\r\nPRESENT 3030 042191011\r\nPRESENT 3030 042191010\r\n"
            + "PRESENT 3031 042191010\r\nNONSENSE\r\nPING end\r\n");
        await peer.ReadToAsync("end\r\n");
        Dictionary<string, double> now = Parse(await ReadAsync(server));

        Assert.Equal(1, now["chamada_requests_total{protocol=\"resp\",command=\"open\",outcome=\"ok\"}"]);
        Assert.Equal(2, now["chamada_requests_total{protocol=\"resp\",command=\"present\",outcome=\"registered\"}"]);
        Assert.Equal(1, now["chamada_requests_total{protocol=\"resp\",command=\"present\",outcome=\"already\"}"]);
        Assert.Equal(1, now["chamada_requests_total{protocol=\"resp\",command=\"present\",outcome=\"closed\"}"]);
        Assert.Equal(1, now["chamada_requests_total{protocol=\"resp\",command=\"none\",outcome=\"error\"}"]);
        Assert.Equal(1, now["chamada_refusals_total{reason=\"closed\"}"]);
        Assert.Equal(0, now["chamada_refusals_total{reason=\"rate\"}"]);
        Assert.Equal(1, now["chamada_connections_active"]);
        Assert.Equal(1, now["chamada_connections_received_total"]);
        Assert.Equal(1, now["chamada_roll_calls_open"]);
        Assert.Equal(0, now["chamada_journal_failed"]);
        Assert.Equal(0, now["chamada_journal_pending"]);

        double commits = now["chamada_journal_commit_duration_seconds_count"];
        Assert.InRange(commits, 1, 4);
        Assert.Equal(commits, now["chamada_journal_commit_duration_seconds_bucket{le=\"+Inf\"}"]);
        Assert.True(now["chamada_journal_commit_duration_seconds_sum"] > 0);
        Assert.Equal(commits, now["chamada_journal_commit_size_count"]);
        Assert.Equal(now["chamada_journal_sequence"], now["chamada_journal_commit_size_sum"]);
        Assert.True(now["chamada_journal_sequence"] >= 3); // Opened, and two students; a refusal may be one more.

        Assert.True(now["dotnet_process_memory_working_set_bytes"] > 1 << 20);
        Assert.True(now.ContainsKey("dotnet_gc_collections_total{gc_heap_generation=\"gen0\"}"));
        Assert.True(now["dotnet_gc_heap_total_allocated_bytes_total"] > 0);
        Assert.DoesNotContain(now.Keys, static name => name.Contains("0421910", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counters_only_grow_and_two_servers_of_a_process_count_apart()
    {
        await using TestServer busy = new(new ServerOptions { Metrics = AnyPort }), quiet = new(new ServerOptions { Metrics = AnyPort });
        using RawPeer peer = await busy.ConnectAsync();
        const string pings = "chamada_requests_total{protocol=\"resp\",command=\"ping\",outcome=\"ok\"}";
        for (int asked = 1; asked <= 3; asked++)
        {
            await peer.SendAsync("PING\r\n");
            await peer.ReadToAsync("PONG\r\n");
            Assert.Equal(asked, Parse(await ReadAsync(busy))[pings]);
        }

        Dictionary<string, double> other = Parse(await ReadAsync(quiet));
        Assert.DoesNotContain(pings, other.Keys);
        Assert.Equal(0, other["chamada_connections_received_total"]);
    }

    [Fact]
    public async Task Only_metrics_are_there_and_only_at_their_own_port()
    {
        await using TestServer server = new(new ServerOptions { Metrics = AnyPort });
        using HttpClient http = new();
        string metrics = $"http://{server.Server.Metrics}", own = $"http://{server.EndPoint}";
        using HttpResponseMessage good = await GetAsync(http, metrics + "/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", good.Content.Headers.ContentType!.ToString());
        using HttpResponseMessage root = await GetAsync(http, metrics + "/"), page = await GetAsync(http, metrics + "/3030");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (root.StatusCode, page.StatusCode));
        using HttpResponseMessage elsewhere = await GetAsync(http, own + "/metrics");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        using HttpResponseMessage posted = await http.PostAsync(
            new Uri(metrics + "/metrics"), new StringContent("x"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        Assert.Equal(["GET", "HEAD"], posted.Content.Headers.Allow);
    }

    [Fact]
    public async Task Without_the_option_there_is_no_second_port()
    {
        await using TestServer server = new();
        Assert.Null(server.Server.Metrics);
    }

    [Fact]
    public async Task Where_the_second_port_is_taken_nothing_starts_and_it_is_said_which()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        ServerStart start = await RollServer.StartAsync(new ServerOptions
        {
            Address = IPAddress.Loopback,
            Port = 0,
            Metrics = (IPEndPoint)taken.LocalEndpoint,
            DataFolder = _folder.Path,
        });
        Assert.False(start.Try(out _, out StartFault? fault));
        ListenFault listen = Assert.IsType<ListenFault>(fault);
        Assert.Equal(((IPEndPoint)taken.LocalEndpoint, SocketError.AddressAlreadyInUse), (listen.Wanted, listen.Error));

        // Nothing is left of the attempt: the folder is free.
        await using TestServer again = new(new ServerOptions { DataFolder = _folder.Path });
    }

    [Theory]
    [InlineData("chamada.roll_calls.open", "{roll_call}", "chamada_roll_calls_open")]
    [InlineData("a.time", "s", "a_time_seconds")]
    [InlineData("a.seconds", "s", "a_seconds")]
    [InlineData("memory", "By", "memory_bytes")]
    [InlineData("share", "1", "share_ratio")]
    [InlineData("strange name-ü", null, "strange_name__")]
    public void A_name_follows_the_conventions(string name, string? unit, string expected)
    {
        using Meter meter = new("test");
        Assert.Equal(expected, MetricFamily.Of(meter.CreateGauge<long>(name, unit)).Name);
        Assert.Equal(
            expected.Replace("_ratio", "", StringComparison.Ordinal) + "_total",
            MetricFamily.Of(meter.CreateCounter<long>(name, unit)).Name);
    }

    [Fact]
    public void Labels_are_escaped_and_buckets_add_up()
    {
        using Meter meter = new("test");
        MetricFamily family = MetricFamily.Of(meter.CreateHistogram(
            "h", "s", "Two\nlines.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2.5] }));
        foreach (double value in (double[])[0.5, 1, 2, 3, 4])
        {
            family.Take(value, [new("a.b", "q\"\\\n")]);
        }

        StringBuilder text = new();
        family.Write(text);
        const string label = "a_b=\"q\\\"\\\\\\n\"";
        Assert.Equal(
            $"# HELP h_seconds Two lines.\n# TYPE h_seconds histogram\nh_seconds_bucket{{{label},le=\"1\"}} 2\n"
            + $"h_seconds_bucket{{{label},le=\"2.5\"}} 3\nh_seconds_bucket{{{label},le=\"+Inf\"}} 5\n"
            + $"h_seconds_sum{{{label}}} 10.5\nh_seconds_count{{{label}}} 5\n",
            text.ToString());
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient http, string address) =>
        http.GetAsync(new Uri(address), TestContext.Current.CancellationToken).WaitAsync(TestServer.Patience);

    private static async Task<string> ReadAsync(TestServer server)
    {
        using HttpClient http = new();
        using HttpResponseMessage answer = await GetAsync(http, $"http://{server.Server.Metrics}/metrics");
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reads the text format as strictly as Prometheus does: each family told once, with its help and type before its lines, each
    /// line once, names in their alphabet, counters by their ending.</summary>
    private static Dictionary<string, double> Parse(string text)
    {
        Dictionary<string, double> values = [];
        Dictionary<string, string> types = [];
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                string[] words = line.Split(' ');
                types.Add(words[2], words[3]);
                Assert.Equal(words[3] == "counter", words[2].EndsWith("_total", StringComparison.Ordinal));
            }
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                Match match = Sample().Match(line);
                Assert.True(match.Success, line);
                string name = match.Groups["name"].Value;
                Assert.True(types.ContainsKey(name) || types.ContainsKey(Ending().Replace(name, "")), line);
                values.Add(name + match.Groups["labels"].Value, double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));
            }
        }

        return values;
    }

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{[a-zA-Z_]\w*="[^"\\]*"(,[a-zA-Z_]\w*="[^"\\]*")*\})? """
        + "(?<value>[-+.eE0-9]+)$")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Ending();
}
