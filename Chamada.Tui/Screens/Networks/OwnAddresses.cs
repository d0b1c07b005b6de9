using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;

namespace Chamada.Tui.Screens.Networks;

/// <summary>The addresses of this machine at which a server on it answers.</summary>
/// <param name="network">The machine's links.</param>
/// <param name="port">The server's port.</param>
/// <param name="clock">Measures how long an answer may take.</param>
internal sealed class OwnAddresses(INetwork network, int port, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private IReadOnlyList<ServerAddress> _answered = [];

    /// <summary>Looks; the likeliest to be of use to students first. Not to be called twice at a time.</summary>
    public async Task<IReadOnlyList<ServerAddress>> FindAsync(CancellationToken cancellation)
    {
        ServerAddress[] candidates =
        [
            .. StudentAddresses.Of(network.Links().Select(static link => (
                    link.IsLoopback, link.IsVirtual, (IReadOnlyList<IPAddress>)[.. link.Addresses.Select(static own => own.Address)])))
                .Select(address => new ServerAddress(address.ToString(), port)),
        ];

        // What answered once need not be asked again: the connections would fill the server's log.
        bool[] answers = await Task.WhenAll(candidates.Select(async candidate =>
            _answered.Contains(candidate) || await AnswersAsync(candidate, cancellation).ConfigureAwait(false))).ConfigureAwait(false);
        return _answered = [.. candidates.Where((_, i) => answers[i])];
    }

    private async Task<bool> AnswersAsync(ServerAddress candidate, CancellationToken cancellation)
    {
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(
            candidate, new RollClientOptions { Timeout = Patience, Clock = clock }, cancellation).ConfigureAwait(false);
        if (!connected.Try(out RollClient? client, out _))
        {
            return false;
        }

        await client.DisposeAsync().ConfigureAwait(false);
        return true;
    }
}
