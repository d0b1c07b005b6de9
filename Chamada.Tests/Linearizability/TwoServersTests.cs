using System.Globalization;
using Chamada.Core.Client;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Postgres;

namespace Chamada.Tests.Linearizability;

/// <summary>Histories of three clients on two servers that share one PostgreSQL.</summary>
public sealed class TwoServersTests
{
    /// <summary>How many histories are checked; CHAMADA_HISTORIES asks for more.</summary>
    private static readonly int Histories =
        int.TryParse(Environment.GetEnvironmentVariable("CHAMADA_HISTORIES"), CultureInfo.InvariantCulture, out int wanted) ? wanted : 1000;

    [Fact]
    public async Task Every_history_of_three_clients_on_two_servers_can_be_explained()
    {
        await using PostgresServer database = await PostgresServer.StartAsync();
        using TemporaryFolder one = new(), other = new();
        string uri = await database.NewDatabaseAsync();
        await using ChamadaProcess first = await ChamadaProcess.StartServerAsync(["--store", uri, "--data", one.Path]);
        await using ChamadaProcess second = await ChamadaProcess.StartServerAsync(["--store", uri, "--data", other.Path]);

        (int answered, int overlapping) = await HistoryCampaign.RunAsync(
            [new ServerAddress("127.0.0.1", first.Port), new ServerAddress("127.0.0.1", second.Port)], Histories);

        Assert.True(answered > Histories * HistoryClients.Count * 7, $"only {answered} requests were answered");
        Assert.True(overlapping > answered / 4, $"only {overlapping} of {answered} requests had another beside them");
    }
}
