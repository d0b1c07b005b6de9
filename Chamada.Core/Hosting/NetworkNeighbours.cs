using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;

namespace Chamada.Core.Hosting;

/// <summary>
/// The other servers as discovery sees them: a table of classes that is made anew whenever a host or a class comes or goes, and only read
/// when a student is refused.
/// </summary>
public sealed class NetworkNeighbours : INeighbours, IAsyncDisposable
{
    /// <summary>
    /// Looking at the interfaces costs milliseconds; whoever makes hosts come and go all the time must not make the server do it as often.
    /// </summary>
    private static readonly TimeSpan LinksStay = TimeSpan.FromSeconds(1);

    private const int FirstUnprivilegedPort = 1024;

    private readonly INetwork _network;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private volatile FrozenDictionary<long, Peer> _hosts = FrozenDictionary<long, Peer>.Empty;
    private volatile IReadOnlyList<NetworkLink> _links = [];
    private PeerBrowser? _browser;
    private IPEndPoint? _own;
    private long _linksAt;

    /// <summary>Knows nobody until it is started.</summary>
    /// <param name="network">The network, which also says on which links anything may be sent.</param>
    /// <param name="clock">Measures all intervals.</param>
    public NetworkNeighbours(INetwork network, TimeProvider clock)
    {
        _network = network;
        _clock = clock;
    }

    /// <summary>Begins to look. Called once.</summary>
    /// <param name="own">Where this server itself listens: what is announced for there is no neighbour.</param>
    public void Start(IPEndPoint own)
    {
        _own = own;
        PeerBrowser browser = _browser = PeerBrowser.Start(new BrowserOptions
        {
            Network = _network,
            Clock = _clock,
            IsBackground = true,
            OwnPort = own.Port,
            Family = own.AddressFamily == AddressFamily.InterNetwork ? AddressFamily.InterNetwork : null, // Students come by that one.
        });
        browser.Changed += Update;
        Update();
    }

    /// <summary>How many hosts are known, those to whom nobody is sent and this server itself included.</summary>
    internal int Known => _browser?.Peers.Count ?? 0;

    /// <inheritdoc/>
    public IPEndPoint? Find(ClassNumber number, IPAddress asker)
    {
        ArgumentNullException.ThrowIfNull(asker);
        return _hosts.TryGetValue(number.Value, out Peer? peer) ? Choose(peer, asker) : null;
    }

    /// <inheritdoc/>
    public void Doubt(ClassNumber number)
    {
        if (_hosts.TryGetValue(number.Value, out Peer? peer))
        {
            _browser?.Doubt(peer);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _browser?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Update()
    {
        lock (_gate)
        {
            if (_links.Count == 0 || _clock.GetElapsedTime(_linksAt) > LinksStay)
            {
                _links = _network.Links();
                _linksAt = _clock.GetTimestamp();
            }

            Dictionary<long, Peer> hosts = [];
            HashSet<long> disputed = [];
            foreach (Peer peer in _browser!.Peers.Where(peer => !peer.EndPoints.Any(IsOwn) && IsUsable(peer.EndPoints[0].Port)))
            {
                foreach (long number in peer.Classes)
                {
                    if (!hosts.TryAdd(number, peer))
                    {
                        disputed.Add(number); // Which of them the student means, only the student knows.
                    }
                }
            }

            _hosts = hosts.Where(host => !disputed.Contains(host.Key)).ToFrozenDictionary();
        }
    }

    private bool IsOwn(IPEndPoint endPoint) => endPoint.Port == _own!.Port
        && (IPAddress.IsLoopback(endPoint.Address) || _links.Any(link => link.Addresses.Any(own => own.Address.Equals(endPoint.Address))));

    /// <summary>
    /// Below 1024 are the services of a machine, from mail to remote login. A stranger who announces them makes nobody knock there; a
    /// server that itself has such a port, because its school has settled on it, takes it for the others', too.
    /// </summary>
    private bool IsUsable(int port) => port >= FirstUnprivilegedPort || port == _own!.Port;

    /// <summary>
    /// An address on the asker's own link if there is one; never one that means another machine there than here. Only those from which the
    /// host itself spoke: who announces another's address sends nobody there. By IPv6, where a host speaks from an address that only its
    /// link knows, also those that it names, if they are of a network of ours on a link over which it was heard.
    /// </summary>
    private IPEndPoint? Choose(Peer peer, IPAddress asker)
    {
        asker = asker.IsIPv4MappedToIPv6 ? asker.MapToIPv4() : asker;
        bool isHere = IPAddress.IsLoopback(asker);
        IPEndPoint? other = null;
        foreach (IPEndPoint candidate in peer.EndPoints)
        {
            bool isSpeakers = peer.OwnEndPoints.Contains(candidate);
            if (isHere && isSpeakers)
            {
                return candidate;
            }

            bool isNamed = (asker.AddressFamily, candidate.AddressFamily) is (AddressFamily.InterNetworkV6, AddressFamily.InterNetworkV6);
            if (candidate.Address.IsIPv6LinkLocal || IPAddress.IsLoopback(candidate.Address) || !(isSpeakers || isNamed) || isHere)
            {
                continue;
            }

            List<NetworkLink> links = [.. _links.Where(link => peer.Links.Contains(link.Name) && link.Reaches(candidate.Address))];
            if (links.Exists(link => link.Reaches(asker)))
            {
                return candidate;
            }

            other ??= links.Count > 0 ? candidate : null;
        }

        return other;
    }
}
