using Chamada.Core.Client;

namespace Chamada.Tui.Drill;

/// <summary>
/// Asks the way the real clients do: on a connection of its own, and again when there is no answer, until there is one. All requests
/// of the drill may be repeated without harm.
/// </summary>
internal sealed class DrillRequests(Func<ServerList> servers, TimeProvider clock, Random random,
    CancellationToken cancellation) : IDisposable
{
    // Far more than a restart takes. The cap on connections keeps the drill within the usual number of open files.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim _connections = new(400);

    /// <summary>Asks until there is an answer.</summary>
    /// <returns>The answer, a refusal of the server, or the last failure when the time is up.</returns>
    /// <exception cref="OperationCanceledException">The drill is to end.</exception>
    public async Task<ClientResult<T>> AskAsync<T>(Func<IRollClient, CancellationToken, Task<ClientResult<T>>> ask)
        where T : class
    {
        await _connections.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ConnectToServer overTcp = RollClient.Connector();
            ServerList now = servers();
            RepeatedRequests requests = new(now, new RepeatOptions
            {
                Patience = Patience,
                Pauses = new Backoff(TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(80), Spread: 0.75),
                AwaitsServer = true,
                Clock = clock,
                Random = random,
                Connect = now.IsOne ? (_, limit) => overTcp(servers().First, limit) : null, // One alone comes back at another port.
            });
            await using (requests.ConfigureAwait(false))
            {
                return await requests.AskAsync(ask, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _connections.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();
}
