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
    /// <summary>Looking at the interfaces costs milliseconds; whoever makes hosts come and go all the time must not make the server do it as often.</summary>
    private static readonly TimeSpan LinksStay = TimeSpan.FromSeconds(1);

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
            Family = own.AddressFamily == AddressFamily.InterNetwork ? AddressFamily.InterNetwork : null, // Students come by that one.
        });
        browser.Changed += Update;
        Update();
    }

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
            foreach (Peer peer in _browser!.Peers.Where(peer => !peer.EndPoints.Any(IsOwn)))
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

    /// <summary>An address on the asker's own link if there is one; never one that means another machine there than here.</summary>
    private IPEndPoint? Choose(Peer peer, IPAddress asker)
    {
        asker = asker.IsIPv4MappedToIPv6 ? asker.MapToIPv4() : asker;
        bool isHere = IPAddress.IsLoopback(asker);
        IPEndPoint? other = null;
        foreach (IPEndPoint candidate in peer.EndPoints)
        {
            if (candidate.Address.IsIPv6LinkLocal || (IPAddress.IsLoopback(candidate.Address) && !isHere))
            {
                continue;
            }

            if (isHere || _links.Any(link => link.Reaches(asker) && link.Reaches(candidate.Address)))
            {
                return candidate;
            }

            other ??= candidate;
        }

        return other;
    }
}
