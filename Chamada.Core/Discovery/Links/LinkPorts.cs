using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery.Dns;

namespace Chamada.Core.Discovery.Links;

/// <summary>What is different since the links were last looked at.</summary>
/// <param name="Up">New, or up again.</param>
/// <param name="Readdressed">Still there, with other addresses.</param>
/// <param name="Down">Gone.</param>
internal sealed record LinkChanges(IReadOnlyList<LinkKey> Up, IReadOnlyList<LinkKey> Readdressed, IReadOnlyList<LinkKey> Down);

/// <summary>A link that is not used.</summary>
/// <param name="Link">Its name.</param>
/// <param name="Reason">Why, mostly in the system's words.</param>
internal readonly record struct LinkProblem(string Link, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Link}: {Reason}";
}

/// <summary>
/// The sockets on all links that discovery uses, kept in step with the links as they come and go. Packets that are no DNS
/// message, or whose sender is not on the link, go no further than here.
/// </summary>
internal sealed class LinkPorts : IDisposable
{
    /// <summary>
    /// The most links beside loopback, the first ones of the network's order: a machine with hundreds of virtual ones does not need a
    /// socket on each.
    /// </summary>
    public const int MaxLinks = 32;

    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    private readonly INetwork _network;
    private readonly bool _listening;
    private readonly Func<NetworkLink, AddressFamily, bool> _wanted;
    private readonly Action<LinkPacket> _received;
    private readonly Lock _reconciling = new();
    private volatile FrozenDictionary<LinkKey, LinkPort> _ports = FrozenDictionary<LinkKey, LinkPort>.Empty;
    private volatile FrozenSet<IPAddress> _own = FrozenSet<IPAddress>.Empty;
    private volatile IReadOnlyList<LinkProblem> _problems = [];
    private bool _closed;

    /// <summary>Prepares; <see cref="Reconcile"/> opens.</summary>
    /// <param name="network">The machine's network.</param>
    /// <param name="listening">On port 5353 in the group, or on ports of their own.</param>
    /// <param name="received">Gets the packets, from several threads at once.</param>
    /// <param name="wanted">Which links and families to use, of those that can be; all unless told otherwise.</param>
    public LinkPorts(INetwork network, bool listening, Action<LinkPacket> received, Func<NetworkLink, AddressFamily, bool>? wanted = null)
    {
        _network = network;
        _listening = listening;
        _received = received;
        _wanted = wanted ?? (static (_, _) => true);
    }

    /// <summary>The open sockets' links.</summary>
    public IEnumerable<LinkKey> Keys => _ports.Keys;

    /// <summary>The links in use, by name.</summary>
    public IReadOnlyList<string> Names => [.. _ports.Values.Select(static port => port.Link.Name).Distinct()];

    /// <summary>What is not used since the last look, and why.</summary>
    public IReadOnlyList<LinkProblem> Problems => _problems;

    /// <summary>The link behind a key; null when it is gone.</summary>
    public NetworkLink? Find(LinkKey key) => _ports.GetValueOrDefault(key)?.Link;

    /// <summary>Looks at the links, opens sockets on new ones and closes those of links that are gone.</summary>
    public LinkChanges Reconcile()
    {
        lock (_reconciling)
        {
            List<LinkKey> up = [], readdressed = [], down = [];
            if (_closed)
            {
                return new LinkChanges(up, readdressed, down);
            }

            List<LinkProblem> problems = [];
            var ports = new Dictionary<LinkKey, LinkPort>(_ports);
            Dictionary<LinkKey, NetworkLink> wanted = Wanted(problems);
            _own = wanted.Values.SelectMany(static link => link.Addresses).Select(static own => Bare(own.Address)).ToFrozenSet();
            foreach (LinkKey key in ports.Keys.Except(wanted.Keys).ToList())
            {
                ports.Remove(key, out LinkPort? gone);
                gone?.Dispose();
                down.Add(key);
            }

            foreach ((LinkKey key, NetworkLink link) in wanted)
            {
                if (!ports.TryGetValue(key, out LinkPort? port))
                {
                    if (TryOpen(link, key.Family, problems) is LinkPort opened)
                    {
                        ports.Add(key, opened);
                        up.Add(key);
                    }
                }
                else if (!port.Link.Equals(link))
                {
                    port.Link = link;
                    readdressed.Add(key);
                }
            }

            _ports = ports.ToFrozenDictionary();
            _problems = problems;
            foreach (LinkKey key in up)
            {
                _ = ports[key].ReceiveAsync(OnReceived);
            }

            return new LinkChanges(up, readdressed, down);
        }
    }

    /// <summary>Sends a packet. False when its link is gone or cannot send now.</summary>
    public bool TrySend(Datagram datagram) =>
        _ports.TryGetValue(datagram.Link, out LinkPort? port) && port.TrySend(datagram.Payload, datagram.Destination);

    /// <summary>Closes all sockets.</summary>
    public void Dispose()
    {
        lock (_reconciling)
        {
            _closed = true;
            foreach (LinkPort port in _ports.Values)
            {
                port.Dispose();
            }

            _ports = FrozenDictionary<LinkKey, LinkPort>.Empty;
        }
    }

    private Dictionary<LinkKey, NetworkLink> Wanted(List<LinkProblem> problems)
    {
        var wanted = new Dictionary<LinkKey, NetworkLink>();
        int count = 0;
        foreach (NetworkLink link in _network.Links())
        {
            AddressFamily[] families = [.. Families.Where(family => link.Speaks(family) && _wanted(link, family))];
            if (families.Length > 0 && !link.IsLoopback && ++count > MaxLinks)
            {
                problems.Add(new LinkProblem(link.Name, string.Create(null, $"only the first {MaxLinks} interfaces are used")));
                continue;
            }

            foreach (AddressFamily family in families)
            {
                wanted[new LinkKey(link.Index, family)] = link;
            }
        }

        return wanted;
    }

    private LinkPort? TryOpen(NetworkLink link, AddressFamily family, List<LinkProblem> problems)
    {
        try
        {
            return LinkPort.Open(_network, link, family, _listening);
        }
        catch (SocketException e)
        {
            problems.Add(new LinkProblem(link.Name, e.Message));
            return null;
        }
    }

    private void OnReceived(LinkPort port, IPEndPoint source, IPPacketInformation way, ReadOnlySpan<byte> payload)
    {
        bool toGroup = way.Address.IsIPv6Multicast || way.Address.Equals(MulticastDns.GroupV4);
        if (Attribute(port, source.Address, way.Interface, toGroup) is LinkPort link
            && DnsMessage.TryParse(payload, out DnsMessage? message))
        {
            bool fromHere = _own.Contains(Bare(source.Address));
            _received(new LinkPacket(link.Key, source, toGroup, fromHere, message) { IsNeighbour = link.Link.Reaches(source.Address) });
        }
    }

    /// <summary>
    /// Whose packet it is; null for nobody's. Every socket on port 5353 hears the group on every link, so only the one on the packet's own
    /// link takes it, whoever sent it: no router forwards such packets (RFC 6762 §11). A packet to this machine alone reaches any one of
    /// the sockets and must come from a neighbour; one from this machine to itself comes by loopback, whatever address it carries.
    /// </summary>
    private LinkPort? Attribute(LinkPort port, IPAddress source, int index, bool toGroup)
    {
        if (toGroup)
        {
            return index == port.Key.Index ? port : null;
        }

        if (index == port.Key.Index || (_own.Contains(Bare(source)) && port.Link.Reaches(source)))
        {
            return port.Link.Reaches(source) ? port : null;
        }

        return _ports.TryGetValue(new LinkKey(index, port.Key.Family), out LinkPort? other) && other.Link.Reaches(source) ? other : null;
    }

    private static IPAddress Bare(IPAddress address) => address.ScopeId() == 0 ? address : new IPAddress(address.GetAddressBytes());
}

file static class Scope
{
    public static long ScopeId(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
}
