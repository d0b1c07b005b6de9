using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Client;

/// <summary>Looks up the addresses of a name.</summary>
public delegate Task<IPAddress[]> ResolveName(string name, CancellationToken cancellation);

/// <summary>
/// Connects to one of several servers that share one truth, whether they were named one by one or by a name with several addresses. The one
/// that answered stays the first choice until a connection to it has ended; then it is the last. What does not greet within a moment is
/// not waited for: the next is tried beside it, and the first to greet counts. So a server that is silent costs a moment, not the time
/// there is.
/// </summary>
/// <param name="servers">The servers.</param>
/// <param name="options">How each is connected to. Where there are others, an answer may take half of the time.</param>
/// <param name="resolve">Looks up names. Default: the system's way.</param>
public sealed class ServerFailover(ServerList servers, RollClientOptions? options = null, ResolveName? resolve = null)
{
    /// <summary>How long a server may take to greet before the next is tried beside it.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    private readonly RollClientOptions _options = options ?? new RollClientOptions();
    private readonly ResolveName _resolve = resolve ?? Dns.GetHostAddressesAsync;
    private readonly Lock _gate = new();
    private readonly Dictionary<ServerAddress, int> _behindNames = [];
    private readonly Dictionary<ServerAddress, long> _endings = [];
    private readonly List<(ServerAddress Place, IRollClient Client)> _given = [];
    private ServerAddress? _chosen;
    private long _lastEnding;

    /// <summary>
    /// How many servers there are, 1 or more, as far as is known: those behind a name once it was looked up. A server with an address of
    /// each family is one.
    /// </summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return servers.Servers.Sum(server => _behindNames.GetValueOrDefault(server, 1));
            }
        }
    }

    /// <summary>Connects to whichever server greets; as <see cref="ConnectToServer"/>, whose server is one of these and counts for
    /// nothing.</summary>
    /// <param name="server">Not looked at.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The connection; or why there is none: of several failures the one that tells most, with its server.</returns>
    public async Task<ClientResult<IRollClient>> ConnectAsync(ServerAddress server, CancellationToken cancellation)
    {
        LinkedList<ServerAddress> next = new(Order());
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task<Attempt>> trying = [];
        ClientError failure = new(ClientFault.Unreachable, "connecting was cancelled");
        try
        {
            do
            {
                if (cancellation.IsCancellationRequested)
                {
                    next.Clear();
                }
                else if (next.First is { } first)
                {
                    next.RemoveFirst();
                    trying.Add(TryAsync(first.Value, over.Token));
                }

                await FirstOrNextAsync(trying, next.Count > 0, over.Token).ConfigureAwait(false);
                foreach (Task<Attempt> done in trying.Where(static attempt => attempt.IsCompleted).ToArray())
                {
                    trying.Remove(done);
                    Attempt attempt = await done.ConfigureAwait(false);
                    if (attempt.Client is { } client)
                    {
                        Choose(attempt.Place, client);
                        return ClientResult.Of(client);
                    }

                    failure = attempt.Error is { } error && Tells(error) >= Tells(failure) ? error : failure;
                    foreach (ServerAddress found in attempt.Found.Reverse())
                    {
                        next.AddFirst(found);
                    }
                }
            }
            while (next.Count > 0 || trying.Count > 0);
            return failure;
        }
        finally
        {
            if (trying.Count > 0)
            {
                await over.CancelAsync().ConfigureAwait(false);
                trying.ForEach(static late => _ = DisposeAsync(late));
            }
        }
    }

    /// <summary>A name may stand for several addresses; this machine's own names, and everything else, are one place.</summary>
    private static bool IsPlace(ServerAddress server) =>
        server.Address is not null || server.IsHere || IPAddress.TryParse(server.Host, out _);

    /// <summary>Of several failures the one of the server that came furthest.</summary>
    private static int Tells(ClientError error) => error.Fault switch
    {
        ClientFault.Refused => 5,
        ClientFault.Untrusted => 4,
        ClientFault.NoTls or ClientFault.TlsOnly => 3,
        ClientFault.NotChamada => 2,
        ClientFault.TimedOut or ClientFault.Disconnected => 1,
        _ => 0,
    };

    /// <summary>Waits until one of them is done, or the next has its turn.</summary>
    private async Task FirstOrNextAsync(List<Task<Attempt>> trying, bool hasNext, CancellationToken cancellation)
    {
        if (trying.Count == 0 || trying.Exists(static attempt => attempt.IsCompleted))
        {
            return;
        }

        if (!hasNext)
        {
            await Task.WhenAny(trying).ConfigureAwait(false);
            return;
        }

        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny([.. trying, Task.Delay(HeadStart, _options.Clock, enough.Token)]).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Looks a name up, or tries a place.</summary>
    private async Task<Attempt> TryAsync(ServerAddress server, CancellationToken cancellation)
    {
        if (!IsPlace(server))
        {
            return await LookUpAsync(server, cancellation).ConfigureAwait(false);
        }

        bool hasOthers = Count > 1;
        ClientResult<RollClient> result = await RollClient.ConnectAsync(
            server, hasOthers ? _options with { Timeout = _options.Timeout / 2, LeavesUnavailable = true } : _options, cancellation)
            .ConfigureAwait(false);
        if (result.Try(out RollClient? client, out ClientError? error))
        {
            return new Attempt(server, client, null, []);
        }

        if (!cancellation.IsCancellationRequested)
        {
            End(server); // Otherwise another was faster, which says little about this one.
        }

        return new Attempt(server, null, hasOthers ? error with { Server = server with { Address = null } } : error, []);
    }

    private async Task<Attempt> LookUpAsync(ServerAddress server, CancellationToken cancellation)
    {
        try
        {
            IPAddress[] addresses = await _resolve(server.Host, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            lock (_gate)
            {
                _behindNames[server] = addresses.GroupBy(static address => address.AddressFamily)
                    .Select(static family => family.Count()).DefaultIfEmpty(1).Max();
                ServerAddress[] found = [.. addresses.Distinct().Select(address => server with { Address = address })];
                return new Attempt(server, null, null, [.. found.OrderBy(Ending)]);
            }
        }
        catch (SocketException exception)
        {
            ClientError error = new(ClientFault.Unreachable, exception.Message) { Socket = exception.SocketErrorCode };
            return new Attempt(server, null, servers.IsOne ? error : error with { Server = server }, []);
        }
        catch (OperationCanceledException)
        {
            return new Attempt(server, null, new ClientError(ClientFault.Unreachable, "the name was looked up for too long")
            {
                Socket = SocketError.TimedOut,
            }, []);
        }
    }

    /// <summary>Where to begin: where a connection stood last and has not ended, then where none has, then where it is longest
    /// ago.</summary>
    private ServerAddress[] Order()
    {
        lock (_gate)
        {
            foreach ((ServerAddress place, _) in _given.Where(static given => !given.Client.IsConnected))
            {
                _endings[place] = ++_lastEnding;
                _chosen = _chosen == place ? null : _chosen;
            }

            _given.RemoveAll(static given => !given.Client.IsConnected);
            ServerAddress[] order = [.. servers.Servers.OrderBy(Ending)];
            return _chosen is { } chosen ? [chosen, .. order.Where(server => server != chosen)] : order;
        }
    }

    /// <summary>When, counted in such ends, the last connection there ended or came to nothing; 0 for never.</summary>
    private long Ending(ServerAddress place) => _endings.GetValueOrDefault(place);

    private void End(ServerAddress place)
    {
        lock (_gate)
        {
            _endings[place] = ++_lastEnding;
        }
    }

    private void Choose(ServerAddress place, IRollClient client)
    {
        lock (_gate)
        {
            _chosen = place;
            _endings.Remove(place);
            _given.Add((place, client));
        }
    }

    private static async Task DisposeAsync(Task<Attempt> late)
    {
        if ((await late.ConfigureAwait(false)).Client is { } client)
        {
            await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What came of one attempt: a connection, an error, or the addresses behind a name.</summary>
    private sealed record Attempt(ServerAddress Place, IRollClient? Client, ClientError? Error, IReadOnlyList<ServerAddress> Found);
}
