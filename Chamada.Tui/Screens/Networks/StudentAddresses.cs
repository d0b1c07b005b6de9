using System.Net;
using System.Net.Sockets;
using Chamada.Core.Client;

namespace Chamada.Tui.Screens.Networks;

/// <summary>Which of this machine's addresses students can type.</summary>
internal static class StudentAddresses
{
    /// <summary>
    /// The likeliest first: of the links in their order, those of containers and virtual machines at the end. Of each link IPv4, which
    /// everybody can type; where it has none, IPv6; and addresses that mean something on their own link alone only where there is nothing
    /// else.
    /// </summary>
    /// <param name="links">The links, the one of the default route first.</param>
    public static IReadOnlyList<IPAddress> Of(IEnumerable<(bool IsLoopback, bool IsVirtual, IReadOnlyList<IPAddress> Addresses)> links)
    {
        IPAddress[] all =
        [
            .. links.Where(static link => !link.IsLoopback)
                .OrderBy(static link => link.IsVirtual)
                .SelectMany(static link => Best([.. link.Addresses.Where(static own => !IPAddress.IsLoopback(own))]))
                .Distinct(),
        ];
        return [.. all.Where(static address => !address.IsIPv6LinkLocal).DefaultIfEmpty(all.FirstOrDefault()).OfType<IPAddress>()];
    }

    /// <summary>
    /// An address as a student types it. Which link an address of its own link is on (<c>%eth0</c>) is another matter on each machine, so
    /// that is left out.
    /// </summary>
    public static string Shown(ServerAddress server) => (server with { Host = server.Host.Split('%')[0] }).ToString();

    private static IPAddress[] Best(IPAddress[] addresses)
    {
        IPAddress[] found = Array.FindAll(addresses, static address => address.AddressFamily == AddressFamily.InterNetwork);
        return found.Length > 0 ? found : addresses;
    }
}
