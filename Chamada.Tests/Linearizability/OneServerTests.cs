using Chamada.Core.Client;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Linearizability;

/// <summary>Histories of three clients on a server of its own: the ground for those on several.</summary>
public sealed class OneServerTests
{
    [Fact]
    public async Task Every_history_of_three_clients_on_one_server_can_be_explained()
    {
        await using TestServer server = new();

        (int answered, int overlapping) = await HistoryCampaign.RunAsync([server.Address], histories: 200);

        Assert.Equal(200 * HistoryClients.Count * 8, answered);
        Assert.True(overlapping > answered / 10, $"only {overlapping} of {answered} requests had another beside them");
    }

    [Fact]
    public async Task Two_servers_that_know_nothing_of_each_other_are_found_out()
    {
        await using TestServer one = new(), other = new();
        IReadOnlyList<ServerAddress> servers = [one.Address, other.Address];
        await Assert.ThrowsAsync<Xunit.Sdk.FailException>(() => HistoryCampaign.RunAsync(servers, histories: 50));
    }
}
