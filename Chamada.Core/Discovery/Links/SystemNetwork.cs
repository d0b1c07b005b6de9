using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Chamada.Core.Discovery.Links;

/// <summary>
/// This machine's network. Used are interfaces that are up and lead to a local network: Ethernet and what looks like it, Wi-Fi,
/// and loopback. Tunnels and dial-up lines are left out, since who is at their other end is not the classroom.
/// </summary>
public sealed class SystemNetwork : INetwork
{
    private readonly string[]? _only;

    /// <summary>Every suitable interface.</summary>
    public SystemNetwork()
    {
    }

    /// <summary>Only the interfaces of these names, whatever their kind. An empty list: none, discovery is silent.</summary>
    public SystemNetwork(IEnumerable<string> only) => _only = [.. only];

    /// <inheritdoc/>
    public IReadOnlyList<NetworkLink> Links() => Enumerate(_only);

    /// <inheritdoc/>
    public Socket CreateSocket(AddressFamily family) => new(family, SocketType.Dgram, ProtocolType.Udp);

    /// <inheritdoc/>
    public IDisposable Watch(Action changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        return _only is [] ? new NoSubscription() : new Subscription(changed);
    }

    /// <summary>The suitable links of the calling thread's network, in the order of <see cref="NetworkLink.InOrder"/>.</summary>
    internal static IReadOnlyList<NetworkLink> Enumerate(string[]? only)
    {
        var links = new List<NetworkLink>();
        if (only is [])
        {
            return links; // To ask the system costs milliseconds, and it is asked every few seconds.
        }

        IReadOnlyDictionary<string, int>? routes = DefaultRoutes.Read();
        foreach (NetworkInterface candidate in SystemInterfaces.All())
        {
            bool wanted = only?.Contains(candidate.Name, StringComparer.Ordinal) ?? IsLocal(candidate);
            if (wanted && candidate.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
                && TryDescribe(candidate, routes) is NetworkLink link)
            {
                links.Add(link);
            }
        }

        return NetworkLink.InOrder(links);
    }

    private static bool IsLocal(NetworkInterface candidate) => candidate.NetworkInterfaceType switch
    {
        NetworkInterfaceType.Loopback => true,
        NetworkInterfaceType.Ethernet or NetworkInterfaceType.Wireless80211 or NetworkInterfaceType.GigabitEthernet
            or NetworkInterfaceType.FastEthernetT or NetworkInterfaceType.FastEthernetFx => candidate.SupportsMulticast,
        _ => false,
    };

    private static NetworkLink? TryDescribe(NetworkInterface candidate, IReadOnlyDictionary<string, int>? routes)
    {
        try
        {
            IPInterfaceProperties properties = candidate.GetIPProperties();
            LinkAddress[] addresses = [.. properties.UnicastAddresses.Select(static own => new LinkAddress(own.Address, own.PrefixLength))];
            int index = candidate.Supports(NetworkInterfaceComponent.IPv4) ? properties.GetIPv4Properties().Index
                : candidate.Supports(NetworkInterfaceComponent.IPv6) ? properties.GetIPv6Properties().Index : 0;
            bool loopback = candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback;
            return index > 0 && addresses.Length > 0
                ? new NetworkLink(index, candidate.Name, loopback, addresses)
                {
                    DefaultRoute = DefaultRoutes.Of(candidate, routes),
                    IsVirtual = VirtualLinks.Match(candidate.Name, candidate.Description),
                }
                : null;
        }
        catch (Exception e) when (e is NetworkInformationException or ArgumentException)
        {
            return null; // It went away while it was looked at.
        }
    }

    private sealed class NoSubscription : IDisposable
    {
        public void Dispose()
        {
        }
    }

    /// <summary>
    /// Both events are needed: on Linux the first comes with IPv4 addresses alone, the second with links and IPv6 routes.
    /// </summary>
    private sealed class Subscription : IDisposable
    {
        private readonly Action _changed;

        public Subscription(Action changed)
        {
            _changed = changed;
            NetworkChange.NetworkAddressChanged += OnAddress;
            NetworkChange.NetworkAvailabilityChanged += OnAvailability;
        }

        public void Dispose()
        {
            NetworkChange.NetworkAddressChanged -= OnAddress;
            NetworkChange.NetworkAvailabilityChanged -= OnAvailability;
        }

        private void OnAddress(object? sender, EventArgs e) => _changed();

        private void OnAvailability(object? sender, NetworkAvailabilityEventArgs e) => _changed();
    }
}
