using Chamada.Core.Client;

namespace Chamada.Tui.Drill;

/// <summary>
/// Asks the way the real clients do: on a socket of its own, and again when there is no answer, until there is one. All requests
/// of the drill may be repeated without harm.
/// </summary>
internal sealed class PersistentCaller(Func<ServerAddress> server, TimeProvider clock, Random random, CancellationToken cancellation) : IDisposable
{
    // Far more than a restart takes. The cap on connections keeps the drill within the usual number of open files.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim _connections = new(400);

    /// <summary>Asks until there is an answer.</summary>
    /// <returns>The answer, a refusal of the server, or the last failure when the time is up.</returns>
    /// <exception cref="OperationCanceledException">The drill is to end.</exception>
    public async Task<ClientResult<T>> AskAsync<T>(Func<RollClient, Task<ClientResult<T>>> ask)
        where T : class
    {
        long began = clock.GetTimestamp();
        while (true)
        {
            ClientResult<T> answer = await TryAsync(ask).ConfigureAwait(false);
            bool final = answer.Value is not null || answer.Error is { Fault: ClientFault.Refused, Code: not "UNAVAILABLE" };
            if (final || clock.GetElapsedTime(began) > Patience)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20 + random.Next(60)), clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private async Task<ClientResult<T>> TryAsync<T>(Func<RollClient, Task<ClientResult<T>>> ask)
        where T : class
    {
        await _connections.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            ClientResult<RollClient> connected = await RollClient.ConnectAsync(server(), cancellation: cancellation).ConfigureAwait(false);
            if (!connected.Try(out RollClient? client, out ClientError? error))
            {
                return error with { Fault = ClientFault.Unreachable };
            }

            await using (client.ConfigureAwait(false))
            {
                return await ask(client).ConfigureAwait(false);
            }
        }
        finally
        {
            _connections.Release();
        }
    }
}
