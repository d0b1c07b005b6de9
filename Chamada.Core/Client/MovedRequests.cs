using Chamada.Core.Rolls;

namespace Chamada.Core.Client;

/// <summary>
/// Registers students with the server that another one named (<c>-MOVED 3030 192.168.0.12:5050</c>, as in Redis Cluster). One step: the server
/// named is not asked where else to go, so there is no loop, whatever servers say.
/// </summary>
/// <param name="origin">The server that names others.</param>
/// <param name="options">As for the connection to it.</param>
internal sealed class MovedRequests(ServerAddress origin, RollClientOptions options) : IAsyncDisposable
{
    /// <summary>A server that names more others than this is not believed any further.</summary>
    private const int MostServers = 8;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<ServerAddress, RollClient> _clients = [];
    private bool _disposed;

    /// <summary>Registers a student where the error says. Sent once more when the answer is lost, which is harmless.</summary>
    public async Task<ClientResult<PresenceReply>> PresentAsync(
        ClientError moved, ClassNumber number, StudentId student, CancellationToken cancellation)
    {
        if (AddressIn(moved.Detail, number) is not { } address || address == origin)
        {
            return moved;
        }

        ClientError? error = null;
        for (int attempt = 0; attempt < 2 && !cancellation.IsCancellationRequested; attempt++)
        {
            ClientResult<RollClient> connected = await ConnectAsync(address, cancellation).ConfigureAwait(false);
            if (!connected.Try(out RollClient? client, out error))
            {
                break;
            }

            ClientResult<PresenceReply> answer = await client.PresentAsync(number, student, cancellation).ConfigureAwait(false);
            error = answer.Error;
            if (error is null or { Fault: ClientFault.Refused })
            {
                return answer;
            }
        }

        return cancellation.IsCancellationRequested
            ? new ClientError(ClientFault.Disconnected, "following to another server was cancelled")
            : new ClientError(ClientFault.Refused, $"{address}: {error?.Detail}", "UNANSWERED");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        _disposed = true;
        foreach (RollClient client in _clients.Values)
        {
            await client.DisposeAsync().ConfigureAwait(false);
        }

        _clients.Clear();
        _gate.Release();
    }

    /// <summary>The address in <c>3030 192.168.0.12:5050</c>; null when the text is not of that form, or about another class.</summary>
    private static ServerAddress? AddressIn(string detail, ClassNumber number) =>
        detail.Split(' ') is [string named, string address] && named == number.ToString() ? ServerAddress.Parse(address) : null;

    private async Task<ClientResult<RollClient>> ConnectAsync(ServerAddress address, CancellationToken cancellation)
    {
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_clients.TryGetValue(address, out RollClient? standing) && standing.IsConnected)
            {
                return standing;
            }

            if (_disposed || (standing is null && _clients.Count == MostServers))
            {
                return new ClientError(ClientFault.Unreachable, "no further server is asked");
            }

            ClientResult<RollClient> connected = await RollClient.ConnectAsync(
                address, options with { FollowsMoved = false }, cancellation).ConfigureAwait(false);
            if (connected.Try(out RollClient? client, out _))
            {
                _clients[address] = client;
            }

            return connected;
        }
        finally
        {
            _gate.Release();
        }
    }
}
