using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Postgres;

/// <summary>
/// Two servers on a PostgreSQL of two nodes, with classes going on all the time, and everything that can be taken away: nothing that was
/// acknowledged is lost, nothing stands twice, and it goes on by itself.
/// </summary>
public sealed class FailureTests(SharedPatroni patroni) : IClassFixture<SharedPatroni>, IAsyncDisposable
{
    private readonly List<ChamadaProcess> _servers = [];
    private readonly List<TemporaryFolder> _folders = [];

    public async ValueTask DisposeAsync()
    {
        foreach (ChamadaProcess server in _servers)
        {
            await server.DisposeAsync();
        }

        _folders.ForEach(static folder => folder.Dispose());
    }

    [Fact]
    public async Task The_primary_hands_over_to_the_standby() =>
        await UnderLoadAsync(static async (cluster, load) =>
        {
            await cluster.SwitchOverAsync();
            await load.GoesOnAsync();
        });

    [Fact]
    public async Task The_primary_crashes() =>
        await UnderLoadAsync(static async (cluster, load) =>
        {
            PatroniNode primary = await cluster.PrimaryAsync();
            primary.KillPostmaster();
            await cluster.PrimaryAsync(than: primary);
            await load.GoesOnAsync();
        });

    [Fact]
    public async Task The_primarys_machine_is_gone_and_comes_back() =>
        await UnderLoadAsync(static async (cluster, load) =>
        {
            PatroniNode primary = await cluster.PrimaryAsync();
            await primary.KillAsync();
            await cluster.PrimaryAsync(than: primary);
            primary.Start();
            await load.GoesOnAsync();
        });

    [Fact]
    public async Task The_standbys_machine_is_gone_and_comes_back() =>
        await UnderLoadAsync(static async (cluster, load) =>
        {
            (_, PatroniNode standby) = await cluster.UntilWholeAsync();
            await standby.KillAsync();
            standby.Start();
            await cluster.UntilWholeAsync();
            await load.GoesOnAsync();
        });

    [Fact]
    public async Task The_network_between_a_server_and_the_primary_is_cut()
    {
        PatroniCluster cluster = await patroni.ClusterAsync();
        CutableWire[] wires = [.. cluster.Nodes.Select(static node => new CutableWire(node.Port))];
        try
        {
            string name = await NewDatabaseAsync(cluster);
            string uri = $"postgresql://{PostgresServer.Admin}@{string.Join(',', wires.Select(static wire => wire.Address))}/{name}";
            ChamadaProcess cut = await StartAsync(uri), other = await StartAsync(cluster.Uri(name));
            await using StoreLoad load = new([Address(cut), Address(other)]);
            await load.GoesOnAsync();

            Array.ForEach(wires, static wire => wire.Cut());
            await SaysUnavailableAsync(Address(cut));
            await load.GoesOnAsync(); // By the other server.
            Array.ForEach(wires, static wire => wire.Mend());
            await SaysClosedAsync(Address(cut)); // By itself, with no restart.
            await load.GoesOnAsync();
            await load.EndAsync();
        }
        finally
        {
            foreach (CutableWire wire in wires)
            {
                await wire.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_server_is_killed_and_started_again() =>
        await WithServersAsync(async (uri, load) =>
        {
            string port = _servers[0].Port.ToString(CultureInfo.InvariantCulture);
            await _servers[0].KillAsync();
            await load.GoesOnAsync();
            ChamadaProcess again = ChamadaProcess.Start(
                ["serve", "--bind", "127.0.0.1", "--port", port, "--store", uri, "--data", _folders[0].Path]);
            _servers.Add(again);
            await again.ReadLineAsync();
            await load.GoesOnAsync();
        });

    [Fact]
    public async Task A_server_is_stopped_past_every_time_out_and_goes_on() =>
        await WithServersAsync(async (_, load) =>
        {
            long stopped = TimeProvider.System.GetTimestamp();
            await _servers[0].PauseAsync();
            await load.GoesOnAsync();
            await Poll.UntilAsync(() => TimeProvider.System.GetElapsedTime(stopped) > TimeSpan.FromSeconds(12));
            await load.GoesOnAsync();
            _servers[0].Signal(Signals.Continue);
            await SaysClosedAsync(Address(_servers[0]));
            await load.GoesOnAsync();
        });

    private async Task UnderLoadAsync(Func<PatroniCluster, StoreLoad, Task> disturb)
    {
        PatroniCluster cluster = await patroni.ClusterAsync();
        await WithServersAsync((_, load) => disturb(cluster, load));
    }

    private async Task WithServersAsync(Func<string, StoreLoad, Task> disturb)
    {
        PatroniCluster cluster = await patroni.ClusterAsync();
        string uri = cluster.Uri(await NewDatabaseAsync(cluster));
        ChamadaProcess one = await StartAsync(uri), other = await StartAsync(uri);
        await using StoreLoad load = new([Address(one), Address(other)]);
        await load.GoesOnAsync();
        await disturb(uri, load);
        await load.EndAsync();
        TestContext.Current.SendDiagnosticMessage(
            $"{TestContext.Current.TestMethod?.MethodName}: {load.Acknowledged} acknowledged, gap {load.LongestGap.TotalSeconds:0.00} s");
    }

    private async Task<ChamadaProcess> StartAsync(string uri)
    {
        TemporaryFolder folder = new();
        _folders.Add(folder);
        ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--store", uri, "--data", folder.Path]);
        _servers.Add(server);
        return server;
    }

    private static async Task<string> NewDatabaseAsync(PatroniCluster cluster)
    {
        string name = "test_" + Guid.NewGuid().ToString("N");
        await cluster.AskAsync($"create database {name}");
        return name;
    }

    private static ServerAddress Address(ChamadaProcess server) => new("127.0.0.1", server.Port);

    private static Task SaysUnavailableAsync(ServerAddress server) =>
        SaysAsync(server, static answer => answer.Error?.IsUnavailable == true);

    /// <summary>For a class that nobody opens: then the server can look again.</summary>
    private static Task SaysClosedAsync(ServerAddress server) => SaysAsync(server, static answer => answer.Value?.Word == "CLOSED");

    private static Task SaysAsync(ServerAddress server, Func<ClientResult<PresenceReply>, bool> isSo) => Poll.ForAsync<object>(
        async () =>
        {
            ClientResult<RollClient> connected = await RollClient.ConnectAsync(server);
            if (!connected.Try(out RollClient? client, out _))
            {
                return null;
            }

            await using (client)
            {
                return isSo(await client.PresentAsync(ClassNumber.From(999_999), Tui.Drill.Lesson.Student(1))) ? server : null;
            }
        },
        $"{server} answers what it should");
}
