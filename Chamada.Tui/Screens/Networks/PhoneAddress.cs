using System.Net;
using System.Net.Sockets;

namespace Chamada.Tui.Screens.Networks;

/// <summary>What an address means for phones.</summary>
internal enum AddressReach
{
    /// <summary>Only devices on the same network reach it.</summary>
    Private,

    /// <summary>The machine gave it to itself, because the network gave it none.</summary>
    SelfAssigned,

    /// <summary>Devices anywhere may reach it.</summary>
    Public,
}

/// <summary>Tells what an address means for phones.</summary>
internal static class PhoneAddress
{
    /// <summary>
    /// By the blocks that are set aside: RFC 1918 and 6598, RFC 4193 for IPv6; RFC 3927 and 4291 for addresses of a link.
    /// </summary>
    public static AddressReach ReachOf(IPAddress address)
    {
        byte[] b = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? b switch
            {
                [169, 254, ..] => AddressReach.SelfAssigned,
                [10, ..] or [192, 168, ..] or [127, ..] or [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..] =>
                    AddressReach.Private,
                _ => AddressReach.Public,
            }
            : address.IsIPv6LinkLocal ? AddressReach.SelfAssigned
            : (b[0] & 0xFE) == 0xFC || IPAddress.IsLoopback(address) ? AddressReach.Private
            : AddressReach.Public;
    }
}

/// <summary>Somebody has opened the start page in a browser.</summary>
/// <param name="Address">From where.</param>
/// <param name="At">When.</param>
/// <param name="IsOwn">Whether that is this machine itself, which says nothing about phones.</param>
internal sealed record PhoneVisit(IPAddress Address, DateTimeOffset At, bool IsOwn);
