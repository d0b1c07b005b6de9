using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Tui.Screens.Networks;

/// <summary>What is at the port on this machine.</summary>
internal enum PortState
{
    /// <summary>Nothing: a server can be started there.</summary>
    Free,

    /// <summary>A Chamada server.</summary>
    Chamada,

    /// <summary>Another program.</summary>
    Other,
}

/// <summary>One of this machine's addresses.</summary>
/// <param name="Address">The address.</param>
/// <param name="Reachable">Whether the server answers there, as far as this machine can tell; null when none runs.</param>
internal sealed record AddressReport(IPAddress Address, bool? Reachable);

/// <summary>One of this machine's links.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsLoopback">Whether it leads nowhere but to this machine.</param>
/// <param name="MulticastReturns">Whether discovery can work over it, as far as this machine can tell.</param>
/// <param name="Addresses">This machine's addresses on it.</param>
internal sealed record LinkState(string Name, bool IsLoopback, bool MulticastReturns, IReadOnlyList<AddressReport> Addresses)
{
    /// <summary>Why discovery does not use it; null when it does.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether another machine was heard there, whatever it said.</summary>
    public bool HeardOthers { get; init; }

    /// <summary>Whether answers to this machine alone come in; null when nobody answered at all.</summary>
    public bool? AnswersArrive { get; init; }

    /// <summary>Whether it looks like the inner network of containers or virtual machines.</summary>
    public bool IsVirtual { get; init; }
}

/// <summary>How this machine stands in the network.</summary>
/// <param name="Links">The links that discovery uses.</param>
/// <param name="Port">The port that was looked at.</param>
/// <param name="PortState">What is there.</param>
/// <param name="Peers">Who hosts roll calls on the network, this machine included.</param>
internal sealed record NetworkReport(IReadOnlyList<LinkState> Links, int Port, PortState PortState, IReadOnlyList<Peer> Peers)
{
    /// <summary>
    /// Where students of this network reach a server on this machine, the likeliest first (<see cref="StudentAddresses"/>), and not where
    /// the running server does not answer.
    /// </summary>
    public IReadOnlyList<ServerAddress> ForStudents =>
    [
        .. StudentAddresses.Of(Links.Select(static link => (
                link.IsLoopback,
                link.IsVirtual,
                (IReadOnlyList<IPAddress>)[.. link.Addresses.Where(static own => own.Reachable != false)
                    .Select(static own => own.Address)])))
            .Select(address => new ServerAddress(address.ToString().Split('%')[0], Port)),
    ];

    /// <summary>Whether a roll call on this machine can be found and reached by others, as far as this machine can tell.</summary>
    public bool IsWell =>
        PortState != PortState.Other && ForStudents.Count > 0 && Links.Any(static link => !link.IsLoopback && link.MulticastReturns);
}

/// <summary>
/// Looks how this machine stands in the network before a class begins. What lies behind the links, such as a Wi-Fi that keeps its clients
/// apart, no single machine can see.
/// </summary>
internal sealed class NetworkCheck(INetwork network, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Where answers come in the group only: what was said there just now is not said again for a second.</summary>
    private static readonly TimeSpan PatienceInGroup = TimeSpan.FromSeconds(3);

    /// <summary>Looks; takes about a second.</summary>
    /// <param name="port">The port of the server that is meant to be reached.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<NetworkReport> RunAsync(int port, CancellationToken cancellation)
    {
        Task<IReadOnlyList<LinkReport>> multicast = LinkCheck.RunAsync(network, Patience, clock, cancellation);
        Task<List<Peer>> found = PeersAsync(Patience, cancellation);
        IReadOnlyList<LinkReport> links = await multicast.ConfigureAwait(false);
        PortState state = await LookAsync(new ServerAddress("127.0.0.1", port), cancellation).ConfigureAwait(false);
        foreach (IPAddress address in links.SelectMany(static link => link.Addresses))
        {
            // A server may listen on one of the machine's addresses only.
            state = state == PortState.Free
                ? await LookAsync(new ServerAddress(address.ToString(), port), cancellation).ConfigureAwait(false)
                : state;
        }

        LinkState[] states = await Task.WhenAll(links.Select(async link => new LinkState(
            link.Name,
            link.IsLoopback,
            link.MulticastReturns,
            await Task.WhenAll(link.Addresses.Select(async address => new AddressReport(
                address,
                state != PortState.Chamada ? null : await LookAsync(new ServerAddress(address.ToString(), port), cancellation)
                    .ConfigureAwait(false) == PortState.Chamada)))
                .ConfigureAwait(false))
        {
            Problem = link.Problem,
            HeardOthers = link.HeardOthers,
            AnswersArrive = link.AnswersArrive,
            IsVirtual = link.IsVirtual,
        })).ConfigureAwait(false);
        List<Peer> peers = await found.ConfigureAwait(false);
        if (peers.Count == 0 && links.Any(static link => link.AnswersArrive is false))
        {
            peers = await PeersAsync(PatienceInGroup, cancellation).ConfigureAwait(false);
        }

        return new NetworkReport(states, port, state, peers);
    }

    private async Task<List<Peer>> PeersAsync(TimeSpan patience, CancellationToken cancellation)
    {
        List<Peer> peers = [];
        await foreach (Peer peer in PeerFinder.SearchAsync(null,
            new FinderOptions { Network = network, Patience = patience, Clock = clock }, cancellation).ConfigureAwait(false))
        {
            peers.Add(peer);
        }

        return [.. peers.OrderBy(static peer => peer.DisplayName, StringComparer.OrdinalIgnoreCase)];
    }

    private async Task<PortState> LookAsync(ServerAddress server, CancellationToken cancellation)
    {
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(
            server, new RollClientOptions { Timeout = Patience, Clock = clock }, cancellation).ConfigureAwait(false);
        if (connected.Try(out RollClient? client, out ClientError? error))
        {
            await client.DisposeAsync().ConfigureAwait(false);
            return PortState.Chamada;
        }

        return error.Fault == ClientFault.Unreachable ? PortState.Free : PortState.Other;
    }
}
