using System.Net.Sockets;

namespace Chamada.Core.Client;

/// <summary>How long, how often and how a request is repeated whose answer did not come.</summary>
public sealed record RepeatOptions
{
    /// <summary>How long a request may take with all its repetitions. Default 10 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many attempts at most. Default: as many as fit into the time.</summary>
    public int Attempts { get; init; } = int.MaxValue;

    /// <summary>The pauses between them.</summary>
    public Backoff Pauses { get; init; } = Backoff.Impatient;

    /// <summary>
    /// Whether a server that nobody has reached yet is waited for, and one that cannot record for the moment. Default: no, where nothing
    /// answers from the start there is nothing to wait for.
    /// </summary>
    public bool AwaitsServer { get; init; }

    /// <summary>Measures, and ends pauses.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Spreads the pauses.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>How long the thread that asks waits itself: <see cref="RollClientOptions.OnThread"/>. Default: not at all.</summary>
    public TimeSpan OnThread { get; init; }

    /// <summary>The teacher's key that is shown to the server; null for none.</summary>
    public ClientKey? Key { get; init; }

    /// <summary>Makes the connections. Default: over TCP, with this clock, patience, thread and key, and this <see
    /// cref="Trust"/>.</summary>
    public ConnectToServer? Connect { get; init; }

    /// <summary>Whether TLS is spoken to the server, and by what it is known. Null, the default, for never.</summary>
    public ServerTrust? Trust { get; init; }
}

/// <summary>
/// Requests to a server, or to any of several that share one truth, that may be repeated without harm, which all of Chamada's but
/// <c>EXTEND</c> may. A request whose answer did not come is sent again on a new connection, to the next server where there are several. It
/// may be used from several threads; they share one connection.
/// </summary>
public sealed class RepeatedRequests : IRequests, IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>With less than this an answer over a bad network has no chance.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Within this a server that works has answered, or has said that it cannot record, however much time there is.</summary>
    private static readonly TimeSpan LongShare = TimeSpan.FromSeconds(5);

    private readonly RepeatOptions _options;
    private readonly ConnectToServer _connect;
    private readonly ServerFailover? _failover;
    private readonly SemaphoreSlim _connecting = new(1);
    private readonly Lock _gate = new();
    private IRollClient? _client;
    private bool _disposed;

    /// <summary>Makes no connection yet.</summary>
    public RepeatedRequests(ServerList servers, RepeatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(servers);
        Server = servers.First;
        _options = options ?? new RepeatOptions();
        RollClientOptions overTcp = new()
        {
            Timeout = _options.Patience,
            Clock = _options.Clock,
            OnThread = _options.OnThread,
            Trust = _options.Trust,
            Key = _options.Key,
        };
        _failover = _options.Connect is null ? new ServerFailover(servers, overTcp) : null;
        _connect = _options.Connect ?? _failover!.ConnectAsync;
    }

    /// <summary>The server; of several the first.</summary>
    public ServerAddress Server { get; }

    /// <inheritdoc/>
    public bool EverConnected { get; private set; }

    /// <summary>Makes a request, again and again until there is an answer, or neither time nor attempts are left.</summary>
    /// <param name="request">Asks a connected client.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="isLong">
    /// Whether the answer may take all the time there is, as a long list may. Otherwise a connection gets half of what is left:
    /// when it is dead without saying so, there is time for another. Of several servers each gets its share, and a long answer half.
    /// </param>
    /// <returns>The answer, a refusal of the server, or the last failure.</returns>
    public Task<ClientResult<T>> AskAsync<T>(
        Func<IRollClient, CancellationToken, Task<ClientResult<T>>> request, CancellationToken cancellation, bool isLong = false)
        where T : class =>
        RepeatAsync(_options.Clock.GetTimestamp(), request, isLong, cancellation);

    /// <summary>A connection, newly made if need be, again and again until there is one or the time is up.</summary>
    /// <param name="start">When the time began, as a timestamp of the clock.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public Task<ClientResult<IRollClient>> ConnectSinceAsync(long start, CancellationToken cancellation) =>
        RepeatAsync(start, static (client, _) => Task.FromResult(ClientResult.Of(client)), isLong: false, cancellation);

    /// <summary>Gives the connection up, if there is one.</summary>
    public Task DisconnectAsync() => _client is { } client ? DropAsync(client) : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        await DisconnectAsync().ConfigureAwait(false);
    }

    private async Task<ClientResult<T>> RepeatAsync<T>(
        long start, Func<IRollClient, CancellationToken, Task<ClientResult<T>>> request, bool isLong, CancellationToken cancellation)
        where T : class
    {
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan left = Remaining(start);
            using CancellationTokenSource timer = new(Timeout.InfiniteTimeSpan, _options.Clock);
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
            Task<(ClientResult<T> Answer, bool Asked)> trying = TryAsync(request, limit.Token);
            if (!trying.IsCompleted)
            {
                timer.CancelAfter(Share(left, isLong)); // The first timer starts a thread.
            }

            (ClientResult<T> answer, bool asked) = await trying.ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (answer.Try(out _, out ClientError? error))
            {
                return answer;
            }

            bool isLate = timer.IsCancellationRequested;
            if (isLate && error.Fault == ClientFault.Unreachable)
            {
                error = error with { Socket = SocketError.TimedOut };
            }

            // Of several silent servers one may yet be reached: what is over is one attempt's share, not the time.
            if (IsFinal(error, asked) && !(isLate && _failover is { Count: > 1 }))
            {
                return error;
            }

            if (isLate && error.Fault != ClientFault.Unreachable)
            {
                error = new ClientError(ClientFault.TimedOut, "no answer in time");
            }

            TimeSpan pause = _options.Pauses.After(attempt, _options.Random);
            if (attempt == _options.Attempts || Remaining(start) <= pause || Remaining(start) == Shortest)
            {
                return error;
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, _options.Clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How much of the time that is left one attempt may take.</summary>
    private TimeSpan Share(TimeSpan left, bool isLong)
    {
        int servers = _failover?.Count ?? 1;
        TimeSpan share = servers > 1 ? left / (isLong ? 2 : servers + 1) : isLong ? left : left / 2;
        TimeSpan most = servers > 1 && !isLong ? LongShare : left;
        return left < Moment * 2 ? left : share < Moment ? Moment : share < most ? share : most;
    }

    /// <summary>A server that is full refuses the greeting: that passes, like a server that is not there for a moment.</summary>
    private bool IsFinal(ClientError error, bool asked) => error.Fault switch
    {
        ClientFault.Refused when error.IsWrongKey => true,
        ClientFault.Refused => asked && error.Code is not ("RATE" or "OOM") && !(_options.AwaitsServer && error.IsUnavailable),
        ClientFault.NotChamada => !_options.AwaitsServer,
        // Who is not believed now is not believed in a second, either.
        ClientFault.Untrusted or ClientFault.NoTls or ClientFault.TlsOnly => true,
        ClientFault.Unreachable => !_options.AwaitsServer && !EverConnected,
        _ => false,
    };

    private async Task<(ClientResult<T> Answer, bool Asked)> TryAsync<T>(
        Func<IRollClient, CancellationToken, Task<ClientResult<T>>> request, CancellationToken cancellation)
        where T : class
    {
        ClientResult<IRollClient> connected = await ConnectAsync(cancellation).ConfigureAwait(false);
        if (!connected.Try(out IRollClient? client, out ClientError? error))
        {
            return (error, false);
        }

        ClientResult<T> answer = await request(client, cancellation).ConfigureAwait(false);
        if (answer.Error is { Fault: not ClientFault.Refused })
        {
            await DropAsync(client).ConfigureAwait(false);
        }

        return (answer, true);
    }

    private async Task<ClientResult<IRollClient>> ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            await _connecting.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new ClientError(ClientFault.Unreachable, "connecting took too long");
        }

        try
        {
            if (_client is { IsConnected: true } standing)
            {
                return ClientResult.Of(standing);
            }

            await DisconnectAsync().ConfigureAwait(false);
            ClientResult<IRollClient> connected = await _connect(Server, cancellation).ConfigureAwait(false);
            if (!connected.Try(out IRollClient? client, out _))
            {
                return connected;
            }

            lock (_gate)
            {
                if (!_disposed)
                {
                    _client = client;
                    EverConnected = true;
                    return connected;
                }
            }

            await client.DisposeAsync().ConfigureAwait(false);
            return new ClientError(ClientFault.Disconnected, "closed by this program");
        }
        finally
        {
            _connecting.Release();
        }
    }

    private async Task DropAsync(IRollClient client)
    {
        lock (_gate)
        {
            // Another request may have replaced it already.
            _client = ReferenceEquals(_client, client) ? null : _client;
        }

        await client.DisposeAsync().ConfigureAwait(false);
    }

    private TimeSpan Remaining(long start) =>
        _options.Patience - _options.Clock.GetElapsedTime(start) is var left && left > Shortest ? left : Shortest;
}
