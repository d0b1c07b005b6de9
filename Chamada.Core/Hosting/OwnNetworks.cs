using System.Net;
using System.Net.NetworkInformation;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Rolls;

namespace Chamada.Core.Hosting;

/// <summary>
/// The networks that this machine's addresses are in. To read them takes the system a millisecond or more, so that is done when a roll call
/// asks for the first time, and again when the system says that they have changed.
/// </summary>
internal sealed class OwnNetworks : IOwnNetworks
{
    /// <summary>Those of the system: one for all servers of this process.</summary>
    public static readonly OwnNetworks System = new(Read);

    private readonly Func<IReadOnlyList<LinkAddress>> _read;
    private volatile IReadOnlyList<LinkAddress>? _addresses;
    private int _watching;

    /// <summary>Those that a function reads.</summary>
    public OwnNetworks(Func<IReadOnlyList<LinkAddress>> read) => _read = read;

    /// <inheritdoc/>
    public bool Contain(IPAddress address)
    {
        if (Interlocked.Exchange(ref _watching, 1) == 0)
        {
            // First, so that no change falls between.
            NetworkChange.NetworkAddressChanged += (_, _) => Renew();
            NetworkChange.NetworkAvailabilityChanged += (_, _) => Renew();
        }

        foreach (LinkAddress own in _addresses ??= _read())
        {
            if (own.Covers(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The networks may be others now.</summary>
    public void Renew() => _addresses = _read();

    private static IReadOnlyList<LinkAddress> Read()
    {
        try
        {
            return
            [
                .. SystemInterfaces.All()
                    .Where(static link => link.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                    .SelectMany(static link => link.GetIPProperties().UnicastAddresses)
                    .Select(static own => new LinkAddress(own.Address, own.PrefixLength)),
            ];
        }
        catch (Exception e) when (e is NetworkInformationException or ArgumentException)
        {
            return []; // A machine whose links cannot be read has no networks.
        }
    }
}
