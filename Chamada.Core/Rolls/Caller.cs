using System.Net;

namespace Chamada.Core.Rolls;

/// <summary>Knows the networks that the server's own addresses are in.</summary>
public interface IOwnNetworks
{
    /// <summary>Whether an address is in one of them now. On any thread.</summary>
    bool Contain(IPAddress address);
}

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

    /// <summary>Whether a teacher's key has to be shown before roll calls are opened, or those that belong to nobody closed.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>What the key stands for that was shown; null for none.</summary>
    public TeacherKey? Key { get; init; }

    /// <summary>Whether a key is still to be shown.</summary>
    public bool LacksKey => NeedsKey && StandingKey is null;

    /// <summary>The key that counts now; null where none was shown, or the server has forgotten it since.</summary>
    public TeacherKey? StandingKey => Key is { IsRevoked: false } key ? key : null;

    /// <summary>Whether it is known from where.</summary>
    public bool IsKnown => !Address.Equals(IPAddress.None);

    /// <summary>Whether one of the server's own networks has that address now, as far as is known.</summary>
    public bool IsOnOwnNetwork => OwnNetworks?.Contain(Address) == true;

    /// <summary>How much this caller may open and fill; null where he may without end.</summary>
    internal RollLimits? Limits { get; init; }

    /// <summary>Knows the server's own networks; null where nobody does.</summary>
    internal IOwnNetworks? OwnNetworks { get; init; }

    /// <summary>Whether the request comes from this machine itself.</summary>
    public bool IsLoopback { get; } = IPAddress.IsLoopback(Address);

    /// <summary>The caller at the other end of a connection.</summary>
    /// <param name="peer">That end; null when it is not known.</param>
    /// <param name="guestsMayOpen">Whether others than this machine may open roll calls.</param>
    /// <param name="own">The one address at which the server listens: nobody else can come from there. Null where it is another.</param>
    /// <param name="networks">Knows the server's own networks; null where nobody does.</param>
    /// <param name="limits">How much may be opened and filled; null for without end.</param>
    public static Caller Of(EndPoint? peer, bool guestsMayOpen, IPAddress? own = null, IOwnNetworks? networks = null,
        RollLimits? limits = null)
    {
        IPAddress address = (peer as IPEndPoint)?.Address ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        bool mayOpen = guestsMayOpen || IPAddress.IsLoopback(address) || (own is not null && Same(address, own));
        return new Caller(address, mayOpen)
        {
            OwnNetworks = networks,
            Limits = limits is { LimitsLoopback: false } && IPAddress.IsLoopback(address) ? null : limits,
        };
    }

    /// <summary>Whatever the scope: a machine's address on one link is its own on every other.</summary>
    private static bool Same(IPAddress left, IPAddress right) =>
        !right.Equals(IPAddress.Any) && !right.Equals(IPAddress.IPv6Any)
        && left.GetAddressBytes().AsSpan().SequenceEqual(right.GetAddressBytes());
}
