namespace Chamada.Tests.Postgres;

/// <summary>A cluster for all tests of a class, started when the first one asks for it.</summary>
public sealed class SharedPatroni : IAsyncDisposable
{
    private PatroniCluster? _cluster;

    /// <summary>The cluster, with a primary and its synchronous standby. Skips the test where something is not installed.</summary>
    internal async Task<PatroniCluster> ClusterAsync()
    {
        _cluster ??= await PatroniCluster.StartAsync();
        foreach (PatroniNode node in _cluster.Nodes)
        {
            node.Start(); // A test that failed may have left one as it was.
        }

        await _cluster.UntilWholeAsync();
        return _cluster;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
