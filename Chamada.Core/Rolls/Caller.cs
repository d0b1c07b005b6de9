using System.Net;

namespace Chamada.Core.Rolls;

/// <summary>
/// Who asks: made once for a connection, or for a request where each may come from somebody else, and never changed. Whatever depends on
/// the asker asks this.
/// </summary>
/// <param name="Address">
/// From where; an IPv4 address that came mapped into IPv6 stands here as IPv4. <see cref="IPAddress.None"/> when it is not known.
/// </param>
/// <param name="MayOpen">Whether roll calls may be opened, and those that belong to nobody closed.</param>
public sealed record Caller(IPAddress Address, bool MayOpen)
{
    /// <summary>Nobody of whom anything is known. May open nothing.</summary>
    public static readonly Caller Unknown = new(IPAddress.None, MayOpen: false);

    /// <summary>Whether the request comes from this machine itself.</summary>
    public bool IsLoopback { get; } = IPAddress.IsLoopback(Address);

    /// <summary>The caller at the other end of a connection.</summary>
    /// <param name="peer">That end; null when it is not known.</param>
    /// <param name="guestsMayOpen">Whether others than this machine may open roll calls.</param>
    /// <param name="own">The one address at which the server listens: nobody else can come from there. Null where it is another.</param>
    public static Caller Of(EndPoint? peer, bool guestsMayOpen, IPAddress? own = null)
    {
        IPAddress address = (peer as IPEndPoint)?.Address ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return new Caller(address, guestsMayOpen || IPAddress.IsLoopback(address) || (own is not null && Same(address, own)));
    }

    /// <summary>Whatever the scope: a machine's address on one link is its own on every other.</summary>
    private static bool Same(IPAddress left, IPAddress right) =>
        !right.Equals(IPAddress.Any) && !right.Equals(IPAddress.IPv6Any)
        && left.GetAddressBytes().AsSpan().SequenceEqual(right.GetAddressBytes());
}
