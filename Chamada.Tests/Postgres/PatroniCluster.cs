using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Postgres;

/// <summary>
/// A PostgreSQL of two nodes under Patroni, one the primary and the other its synchronous standby, with an etcd that elects: as they come
/// from Debian's packages, on free ports of this machine, as an account without rights. All of it ends with the test. Where a program is
/// not installed, the test that wants it is skipped.
/// </summary>
internal sealed class PatroniCluster : IAsyncDisposable
{
    private const string Account = "postgres";

    private readonly string _folder;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly int[] _ports;
    private Process? _etcd;

    private PatroniCluster()
    {
        _folder = Directory.CreateTempSubdirectory("chamada-test-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The account that everything runs as makes its folders here.
            File.SetUnixFileMode(_folder, (UnixFileMode)0x1FF);
        }

        _ports = FreePorts(6);
        Nodes =
        [
            .. Enumerable.Range(0, 2).Select(index => new PatroniNode(
                $"n{index + 1}", _ports[2 + index], _ports[4 + index],
                Directory.CreateDirectory(Path.Combine(_folder, $"n{index + 1}")).FullName)),
        ];
    }

    /// <summary>Both nodes.</summary>
    public IReadOnlyList<PatroniNode> Nodes { get; }

    private string Etcd => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_ports[0]}");

    /// <summary>Starts it, and waits for a primary with its synchronous standby.</summary>
    public static async Task<PatroniCluster> StartAsync()
    {
        InstalledProgram.Require("etcd", "patroni", "setpriv");
        InstalledProgram.Require("/usr/lib/postgresql/15/bin/postgres");
        PatroniCluster cluster = new();
        try
        {
            cluster.StartEtcd();
            foreach (PatroniNode node in cluster.Nodes)
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(Path.Combine(cluster._folder, node.Name), (UnixFileMode)0x1FF);
                }

                node.Configure(cluster.Etcd);
                node.Start();
            }

            await cluster.UntilWholeAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where to find a database, on whichever node is the primary.</summary>
    public string Uri(string database = "postgres") =>
        $"postgresql://{PostgresServer.Admin}@{string.Join(',', Nodes.Select(static node => $"127.0.0.1:{node.Port}"))}/{database}";

    /// <summary>Waits for a primary.</summary>
    /// <param name="than">Another one than this; null for any.</param>
    public Task<PatroniNode> PrimaryAsync(PatroniNode? than = null) => Poll.ForAsync(
        async () =>
        {
            foreach (PatroniNode node in Nodes.Where(node => node != than))
            {
                if (await IsPrimaryAsync(node))
                {
                    return node;
                }
            }

            return null;
        },
        "a primary");

    /// <summary>Waits for a primary whose synchronous standby follows it.</summary>
    public async Task<(PatroniNode Primary, PatroniNode Standby)> UntilWholeAsync()
    {
        PatroniNode[] roles = await Poll.ForAsync(
            async () =>
            {
                foreach (PatroniNode node in Nodes)
                {
                    Dictionary<string, string> roles = await RolesAsync(node);
                    if (roles.GetValueOrDefault("leader") is { } leader && roles.GetValueOrDefault("sync_standby") is { } standby)
                    {
                        return new[] { Nodes.Single(node => node.Name == leader), Nodes.Single(node => node.Name == standby) };
                    }
                }

                return null;
            },
            "a primary with its synchronous standby");
        return (roles[0], roles[1]);
    }

    /// <summary>Lets the standby become the primary, in order, and waits until it is.</summary>
    public async Task SwitchOverAsync()
    {
        (PatroniNode primary, PatroniNode standby) = await UntilWholeAsync();
        using HttpResponseMessage answer = await _http.PostAsync(
            new Uri($"http://127.0.0.1:{primary.ApiPort}/switchover"),
            new StringContent($$"""{"leader":"{{primary.Name}}","candidate":"{{standby.Name}}"}"""));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await PrimaryAsync(than: primary);
    }

    /// <summary>Asks the primary.</summary>
    /// <returns>What psql writes: a row a line, columns parted by <c>|</c>, without the last line's end.</returns>
    public async Task<string> AskAsync(string sql)
    {
        PatroniNode primary = await PrimaryAsync();
        string uri = string.Create(CultureInfo.InvariantCulture, $"postgresql://{PostgresServer.Admin}@127.0.0.1:{primary.Port}/postgres");
        return (await PostgresServer.RunAsync("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", uri, "-c", sql)).TrimEnd('\n');
    }

    /// <summary>Ends everything, and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (PatroniNode node in Nodes)
        {
            await node.KillAsync();
        }

        if (_etcd is { HasExited: false } etcd)
        {
            etcd.Kill();
            await etcd.WaitForExitAsync().WaitAsync(ChamadaProcess.Limit);
        }

        _etcd?.Dispose();

        // Those whose postmaster was killed notice it within a moment, and may write until then.
        await Poll.UntilAsync(TryDelete);
    }

    /// <summary>How to start a program as the account without rights, with its output for the test.</summary>
    public static ProcessStartInfo StartInfo(string program, params IEnumerable<string> args)
    {
        string path = InstalledProgram.Require(program);
        ProcessStartInfo info = Environment.IsPrivilegedProcess
            ? InstalledProgram.StartInfo("setpriv", [$"--reuid={Account}", $"--regid={Account}", "--clear-groups", path, .. args])
            : InstalledProgram.StartInfo(program, args);
        info.WorkingDirectory = Path.GetTempPath();
        info.Environment["LC_ALL"] = "C.UTF-8";
        return info;
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] probes = [.. Enumerable.Range(0, count).Select(static _ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(probes, static probe => probe.Start());
        int[] ports = [.. probes.Select(static probe => ((IPEndPoint)probe.LocalEndpoint).Port)];
        Array.ForEach(probes, static probe => probe.Stop());
        return ports;
    }

    private void StartEtcd()
    {
        string peer = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[1]}");
        _etcd = Process.Start(StartInfo(
            "etcd", "--name", "e", "--data-dir", Path.Combine(_folder, "etcd"), "--unsafe-no-fsync",
            "--listen-client-urls", $"http://{Etcd}", "--advertise-client-urls", $"http://{Etcd}",
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", $"e={peer}"))!;
        _ = new CapturedStream(_etcd.StandardError.BaseStream);
        _ = new CapturedStream(_etcd.StandardOutput.BaseStream);
    }

    private async Task<bool> IsPrimaryAsync(PatroniNode node)
    {
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{node.ApiPort}/primary"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Which running node has which role, as one of them tells; nothing where that one does not answer.</summary>
    private async Task<Dictionary<string, string>> RolesAsync(PatroniNode node)
    {
        try
        {
            JsonElement cluster = await _http.GetFromJsonAsync<JsonElement>(new Uri($"http://127.0.0.1:{node.ApiPort}/cluster"));
            return cluster.GetProperty("members").EnumerateArray()
                .Where(static member => member.GetProperty("state").GetString() is "running" or "streaming")
                .DistinctBy(static member => member.GetProperty("role").GetString())
                .ToDictionary(static member => member.GetProperty("role").GetString()!, static member =>
                    member.GetProperty("name").GetString()!);
        }
        catch (Exception exception) when (exception
            is HttpRequestException or OperationCanceledException or JsonException or KeyNotFoundException)
        {
            return [];
        }
    }

    private bool TryDelete()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
