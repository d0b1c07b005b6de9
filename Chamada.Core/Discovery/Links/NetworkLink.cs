using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Discovery.Links;

/// <summary>An address of this machine, and which addresses are its neighbours on the same link.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">How many leading bits the neighbours share: 0 to 32 or 128.</param>
public readonly record struct LinkAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>Whether an address is in this one's network.</summary>
    public bool Covers(IPAddress other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.AddressFamily != Address.AddressFamily)
        {
            return false;
        }

        Span<byte> mine = stackalloc byte[16], theirs = stackalloc byte[16];
        Address.TryWriteBytes(mine, out int length);
        other.TryWriteBytes(theirs, out _);
        int bits = Math.Clamp(PrefixLength, 0, length * 8), whole = bits / 8;
        return mine[..whole].SequenceEqual(theirs[..whole])
            && (bits % 8 == 0 || ((mine[whole] ^ theirs[whole]) >> (8 - (bits % 8))) == 0);
    }
}

/// <summary>A network interface of this machine that is up, as discovery sees it.</summary>
/// <param name="Index">The operating system's number for it.</param>
/// <param name="Name">Its name, as in <c>eth0</c>.</param>
/// <param name="IsLoopback">Whether it leads nowhere but to this machine.</param>
/// <param name="Addresses">This machine's addresses on it; IPv6 link-local ones with their scope.</param>
public sealed record NetworkLink(int Index, string Name, bool IsLoopback, IReadOnlyList<LinkAddress> Addresses)
{
    /// <summary>
    /// Whether this machine's way to everywhere else leads over it, and how good it is: the smaller the better. Null when it does not. No
    /// part of what makes two links equal.
    /// </summary>
    public int? DefaultRoute { get; init; }

    /// <summary>Whether it looks like the inner network of containers or virtual machines. No part of what makes two links equal.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>
    /// The links in the order in which others most likely reach this machine: the one of the default route, other real ones, loopback, and
    /// at the end the inner networks of containers and virtual machines.
    /// </summary>
    public static IReadOnlyList<NetworkLink> InOrder(IEnumerable<NetworkLink> links) =>
    [
        .. links.OrderBy(static link => link.DefaultRoute is not null ? 0 : link.IsLoopback ? 2 : link.IsVirtual ? 3 : 1)
            .ThenBy(static link => link.DefaultRoute ?? 0).ThenBy(static link => link.Index),
    ];

    /// <summary>
    /// Whether an address can be reached over this link without a router: it is in the network of one of this machine's addresses
    /// here, or link-local.
    /// </summary>
    public bool Reaches(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsIPv6LinkLocal ? HasLinkLocal : Addresses.Any(own => own.Covers(address));
    }

    /// <summary>
    /// Whether an address that is in none of this machine's networks may yet be on the same cable, in a network beside them: a private one,
    /// or one that begins like one of this machine's (16 bits, 48 of an IPv6 address).
    /// </summary>
    internal bool MayShare(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        bool isPrivate = bytes.Length == 4
            ? (bytes[0], bytes[1]) is (10, _) or (172, >= 16 and < 32) or (192, 168) or (169, 254)
            : address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        return isPrivate || Addresses.Any(own => (own with { PrefixLength = bytes.Length == 4 ? 16 : 48 }).Covers(address));
    }

    /// <summary>Whether it is the same link with the same addresses.</summary>
    public bool Equals(NetworkLink? other) =>
        other is not null && Index == other.Index && Name == other.Name && IsLoopback == other.IsLoopback
            && Addresses.SequenceEqual(other.Addresses);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Name, Addresses.Count);

    /// <summary>Whether multicast DNS can run over it by this family.</summary>
    /// <remarks>Over IPv6 that takes a link-local address; the loopback interface has none, and is asked by IPv4 alone.</remarks>
    internal bool Speaks(AddressFamily family) =>
        family == AddressFamily.InterNetwork
            ? Addresses.Any(static own => own.Address.AddressFamily == AddressFamily.InterNetwork)
            : HasLinkLocal;

    private bool HasLinkLocal => Addresses.Any(static own => own.Address.IsIPv6LinkLocal);
}

/// <summary>One link and one address family: what multicast DNS calls an interface. Each has its own names, caches and limits.</summary>
/// <param name="Index">The link's number.</param>
/// <param name="Family">IPv4 or IPv6.</param>
internal readonly record struct LinkKey(int Index, AddressFamily Family);
