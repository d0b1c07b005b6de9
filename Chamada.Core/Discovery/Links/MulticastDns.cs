using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Discovery.Links;

/// <summary>Where multicast DNS is spoken (RFC 6762 §3).</summary>
internal static class MulticastDns
{
    /// <summary>The UDP port of every responder.</summary>
    public const int Port = 5353;

    /// <summary>The IPv4 group. Routers never forward it.</summary>
    public static readonly IPAddress GroupV4 = IPAddress.Parse("224.0.0.251");

    /// <summary>The IPv6 group, of link-local scope.</summary>
    public static readonly IPAddress GroupV6 = IPAddress.Parse("ff02::fb");

    /// <summary>The group of a family on a link, to send to.</summary>
    public static IPEndPoint Group(LinkKey link) => link.Family == AddressFamily.InterNetwork
        ? new IPEndPoint(GroupV4, Port)
        : new IPEndPoint(new IPAddress(GroupV6.GetAddressBytes(), link.Index), Port);
}
