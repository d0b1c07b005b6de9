using System.Globalization;
using Chamada.Core.Hosting;
using Chamada.Core.Transport;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Interop;

/// <summary>INFO, as redis-cli and what monitors Redis read it.</summary>
public sealed class InfoTests
{
    private const string Token = "00112233445566778899aabbccddeeff";

    [Fact]
    public async Task Requests_are_counted_by_command_and_what_came_of_them()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(
            $"OPEN 3030 TOKEN {Token}\r\nPRESENT 3030 1\r\nPRESENT 3030 1\r\nPRESENT 3031 1\r\nPRESENT 3031 2\r\n"
            + $"LIST 3030 {new string('f', 32)}\r\nFLUSHALL\r\nOPEN x\r\n");
        await peer.ReadToAsync("BADCLASS");
        Dictionary<string, string> info = Read(await RunAsync(server, ["INFO", "ALL"]));

        Assert.Equal("8", info["total_commands_processed"]);
        Assert.Equal("2", info["total_error_replies"]);
        Assert.Equal("calls=4,usec=0,usec_per_call=0.00,rejected_calls=0,failed_calls=2", info["cmdstat_present"]);
        Assert.Equal("calls=2,usec=0,usec_per_call=0.00,rejected_calls=1,failed_calls=0", info["cmdstat_open"]);
        Assert.Equal("calls=1,usec=0,usec_per_call=0.00,rejected_calls=0,failed_calls=1", info["cmdstat_list"]);
        Assert.Equal("2", info["refused_closed"]);
        Assert.Equal("1", info["refused_denied"]);
        Assert.Equal("keys=1,expires=0,avg_ttl=0", info["db0"]);
        Assert.Equal("1", info["roll_calls_open"]);
        Assert.Equal("2", info["connected_clients"]);
        Assert.Equal("2", info["total_connections_received"]);
        Assert.Equal(server.EndPoint.Port.ToString(CultureInfo.InvariantCulture), info["tcp_port"]);
    }

    [Fact]
    public async Task What_monitoring_reads_is_there()
    {
        await using TestServer server = new();
        Dictionary<string, string> info = Read(await RunAsync(server, ["INFO"]));
        string[] numbers =
        [
            "process_id", "uptime_in_seconds", "uptime_in_days", "connected_clients", "blocked_clients", "maxclients", "used_memory",
            "used_memory_rss", "total_system_memory", "maxmemory", "loading", "rdb_bgsave_in_progress", "aof_enabled",
            "total_connections_received", "total_commands_processed", "instantaneous_ops_per_sec", "rejected_connections",
            "connected_slaves", "used_cpu_sys", "used_cpu_user", "cluster_enabled",
        ];
        Assert.All(numbers, name => Assert.True(
            double.TryParse(info.GetValueOrDefault(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _), name));
        Assert.Equal("7.0.0", info["redis_version"]);
        Assert.Equal("standalone", info["redis_mode"]);
        Assert.Equal("master", info["role"]);
        Assert.Equal("ok", info["aof_last_write_status"]);
        Assert.Matches("^[0-9a-f]{40}$", info["run_id"]);
        Assert.True(long.Parse(info["used_memory_rss"], CultureInfo.InvariantCulture) > 1 << 20);
    }

    [Theory]
    [InlineData("", "Server Clients Memory Persistence Stats Replication CPU Cluster Keyspace Chamada")]
    [InlineData("default", "Server Clients Memory Persistence Stats Replication CPU Cluster Keyspace Chamada")]
    [InlineData("all", "Server Clients Memory Persistence Stats Replication CPU Commandstats Cluster Keyspace Chamada")]
    [InlineData("everything", "Server Clients Memory Persistence Stats Replication CPU Commandstats Cluster Keyspace Chamada")]
    [InlineData("STATS", "Stats")]
    [InlineData("stats server", "Server Stats")]
    [InlineData("commandstats clients nonsense", "Clients Commandstats")]
    [InlineData("nonsense", "")]
    public async Task Sections_are_told_that_were_asked_for(string asked, string sections)
    {
        await using TestServer server = new();
        string answer = await RunAsync(server, ["INFO", .. asked.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(sections, string.Join(' ', answer.Split('\n').Where(static line => line.StartsWith('#')).Select(static line =>
            line.Trim('#', ' ', '\r'))));
    }

    [Theory]
    [InlineData("-2")]
    [InlineData("-3")]
    public async Task Redis_cli_shows_the_server_at_work(string version)
    {
        await using TestServer server = new();
        await RunAsync(server, [], "PING\nPING\nPING\n");
        await using ForeignProgram stat = ForeignProgram.Start("redis-cli", [.. Port(server), version, "--stat", "-i", "0.01"]);
        await stat.ReadToAsync("connections");
        string first = await stat.ReadToAsync(")");
        string[] columns = first[(first.LastIndexOf('\n') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("0", columns[0]); // Keys, memory, clients, blocked clients, requests since the start.
        Assert.Equal("1", columns[2]);
        Assert.Equal("0", columns[3]);
        Assert.True(int.Parse(columns[4], CultureInfo.InvariantCulture) >= 3, first);
    }

    [Fact]
    public async Task Pipelines_and_transactions_are_counted_request_by_request()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync($"OPEN 3030 TOKEN {Token}\r\n" + string.Concat(Enumerable.Range(1, 5_000).Select(static i =>
            RawPeer.Resp("PRESENT", "3030", $"{i % 4_000}"))) + "MULTI\r\nPRESENT 3030 x\r\nROLLS\r\nEXEC\r\nPING end\r\n");
        await peer.ReadToAsync("end\r\n");

        Dictionary<string, string> info = Read(await RunAsync(server, ["INFO", "everything"]));
        Assert.Equal("calls=5001,usec=0,usec_per_call=0.00,rejected_calls=0,failed_calls=0", info["cmdstat_present"]);
        Assert.Equal("calls=1,usec=0,usec_per_call=0.00,rejected_calls=0,failed_calls=0", info["cmdstat_rolls"]);
        Assert.Equal("calls=1,usec=0,usec_per_call=0.00,rejected_calls=0,failed_calls=0", info["cmdstat_multi"]);
        Assert.StartsWith("calls=1,", info["cmdstat_exec"], StringComparison.Ordinal);
        Assert.Equal("5006", info["total_commands_processed"]);
    }

    [Fact]
    public async Task Both_other_protocols_are_counted_and_so_is_who_comes_too_often()
    {
        await using TestServer server = new(new ServerOptions
        {
            Addresses = new AddressLimitOptions { Connections = 2, RequestsPerSecond = 1_000, LimitsLoopback = true },
            MaxConnections = 100,
        });
        using RawPeer text = await server.ConnectAsync();
        await text.SendAsync("3030,teacher");
        await text.ReadToAsync("!");
        await text.SendAsync("042191010/3030,student");
        await text.ReadToAsync("!");
        await text.SendAsync("nonsense,student");
        await text.ReadToAsync("nonsense");

        const string form = "student=042191011&code=";
        using RawPeer browser = await server.ConnectAsync();
        await browser.SendAsync("POST /3030 HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}");
        await browser.ReadToAsync("registered");

        using (RawPeer third = await server.ConnectAsync())
        {
            Assert.StartsWith("-ERR max number of clients reached", await third.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Dictionary<string, string> info = await AskOnceThereIsRoomAsync(server, browser);
        Assert.Equal("calls=3,usec=0,usec_per_call=0.00,rejected_calls=1,failed_calls=0", info["cmdstat_present"]);
        Assert.Equal("calls=1,usec=0,usec_per_call=0.00,rejected_calls=0,failed_calls=0", info["cmdstat_open_or_close"]);
        Assert.True(int.Parse(info["refused_connections_of_address"], CultureInfo.InvariantCulture) >= 1);
        Assert.True(int.Parse(info["rejected_connections"], CultureInfo.InvariantCulture) >= 1);
    }

    /// <summary>The server learns a moment later that one of its two clients is gone; until then it refuses.</summary>
    private static async Task<Dictionary<string, string>> AskOnceThereIsRoomAsync(TestServer server, RawPeer leaves)
    {
        leaves.Dispose();
        string said;
        do
        {
            using RawPeer asks = await server.ConnectAsync();
            await asks.SendAsync("INFO ALL\r\nQUIT\r\n");
            said = await asks.ReadToEndAsync();
        }
        while (!said.StartsWith('$'));
        return Read(said);
    }

    private static Dictionary<string, string> Read(string info) => info[info.IndexOf("# ", StringComparison.Ordinal)..].Split('\n')
        .Select(static line => line.TrimEnd('\r').Split(':', 2))
        .Where(static pair => pair.Length == 2)
        .ToDictionary(static pair => pair[0], static pair => pair[1]);

    private static string[] Port(TestServer server) => ["-p", server.Address.Port.ToString(CultureInfo.InvariantCulture)];

    private static Task<string> RunAsync(TestServer server, string[] args, string input = "") =>
        ForeignProgram.RunAsync("redis-cli", [.. Port(server), .. args], input);
}
