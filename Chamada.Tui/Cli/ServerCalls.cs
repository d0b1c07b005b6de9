using Chamada.Core.Client;

namespace Chamada.Tui.Cli;

/// <summary>
/// Requests to one server that may be repeated without harm, which all of Chamada's may. A request whose answer did not come is
/// sent again on a new connection until the time is up; where nothing answered from the start, there is nothing to wait for.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="timeout">How long a request may take with all its repetitions.</param>
/// <param name="clock">Measures.</param>
internal sealed class ServerCalls(ServerAddress server, TimeSpan timeout, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private RollClient? _client;

    /// <summary>The server.</summary>
    public ServerAddress Server => server;

    /// <summary>How long a request may take.</summary>
    public TimeSpan Timeout => timeout;

    /// <summary>Whether the server was reached at least once, so that a request may have got there.</summary>
    public bool EverConnected { get; private set; }

    /// <summary>Makes a request, again and again until there is an answer or the time is up.</summary>
    /// <param name="request">Asks a connected client.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="long">
    /// Whether the answer may take all the time there is, as a long list may. Otherwise a connection gets half of what is left:
    /// when it is dead without saying so, there is time for another.
    /// </param>
    public Task<ClientResult<T>> CallAsync<T>(
        Func<RollClient, CancellationToken, Task<ClientResult<T>>> request, CancellationToken cancellation, bool @long = false)
        where T : class =>
        RepeatAsync(
            clock.GetTimestamp(),
            async limit => (await ConnectAsync(limit).ConfigureAwait(false)).Try(out RollClient? client, out ClientError? error)
                ? await request(client, limit).ConfigureAwait(false)
                : error,
            @long,
            cancellation);

    /// <summary>A connection, newly made if need be, again and again until there is one or the time is up.</summary>
    /// <param name="start">When the time began, as a timestamp of the clock.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public Task<ClientResult<RollClient>> ConnectSinceAsync(long start, CancellationToken cancellation) =>
        RepeatAsync(start, ConnectAsync, @long: false, cancellation);

    /// <summary>Gives a connection up.</summary>
    public async Task DisconnectAsync()
    {
        if (_client is { } client)
        {
            _client = null;
            await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await DisconnectAsync().ConfigureAwait(false);

    private async Task<ClientResult<T>> RepeatAsync<T>(
        long start, Func<CancellationToken, Task<ClientResult<T>>> attempt, bool @long, CancellationToken cancellation)
        where T : class
    {
        for (TimeSpan pause = FirstPause; ; pause = Longer(pause))
        {
            TimeSpan share = @long || Remaining(start) < TimeSpan.FromSeconds(2) ? Remaining(start) : Remaining(start) / 2;
            using CancellationTokenSource timer = new(share, clock);
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
            ClientResult<T> answer = await attempt(limit.Token).ConfigureAwait(false);
            if (answer.Try(out _, out ClientError? error) || (error.Fault == ClientFault.Refused && _client is not null))
            {
                return answer;
            }

            await DisconnectAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (timer.IsCancellationRequested)
            {
                error = new ClientError(ClientFault.TimedOut, "no answer in time");
            }

            bool inVain = error.Fault == ClientFault.NotChamada || (error.Fault == ClientFault.Unreachable && !EverConnected);
            if (inVain || Remaining(start) <= pause)
            {
                return error;
            }

            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<ClientResult<RollClient>> ConnectAsync(CancellationToken cancellation)
    {
        if (_client is { IsConnected: true } standing)
        {
            return standing;
        }

        await DisconnectAsync().ConfigureAwait(false);
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(
            server, new RollClientOptions { Timeout = timeout, Clock = clock }, cancellation).ConfigureAwait(false);
        _client = connected.Value;
        EverConnected |= _client is not null;
        return connected;
    }

    private TimeSpan Remaining(long start) =>
        timeout - clock.GetElapsedTime(start) is var left && left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
