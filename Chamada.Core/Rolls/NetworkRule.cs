using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Rolls;

/// <summary>From which networks students may register. This machine itself always may.</summary>
/// <param name="Networks">These; an IPv4 network that was written as mapped into IPv6 stands here as IPv4.</param>
/// <param name="IncludesOwn">Also the networks that the server's own addresses are in, as they are at the time.</param>
public sealed record NetworkRule(IReadOnlyList<IPNetwork> Networks, bool IncludesOwn)
{
    /// <summary>The most networks of one rule.</summary>
    public const int MostNetworks = 32;

    /// <summary>The word for the server's own networks.</summary>
    public const string Own = "local";

    private const int MappedBits = 96;

    /// <summary>Whether a student may register from where the request comes.</summary>
    public bool Admits(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.IsLoopback || (IncludesOwn && caller.IsOnOwnNetwork))
        {
            return true;
        }

        foreach (IPNetwork network in Networks)
        {
            if (network.Contains(caller.Address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Reads networks in CIDR notation with commas between them, <c>local</c> among them or alone. Bits behind the prefix do not count:
    /// <c>192.168.0.23/24</c> is <c>192.168.0.0/24</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="rule">What it says; null when it says nothing.</param>
    /// <param name="wrong">The first part that is no network; empty where there are too many, or none.</param>
    public static bool TryParse(string text, out NetworkRule? rule, out string wrong)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<IPNetwork> networks = [];
        bool own = false;
        (rule, wrong) = (null, "");
        string[] parts = text.Split(',');
        if (parts.Length > MostNetworks)
        {
            return false;
        }

        foreach (string part in parts)
        {
            if (string.Equals(part, Own, StringComparison.OrdinalIgnoreCase))
            {
                own = true;
            }
            else if (TryNetwork(part, out IPNetwork network))
            {
                networks.Add(network);
            }
            else
            {
                wrong = part;
                return false;
            }
        }

        rule = new NetworkRule(networks, own);
        return true;
    }

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public override string ToString() =>
        string.Join(',', Networks.Select(static network => network.ToString()).Concat(IncludesOwn ? [Own] : []));

    /// <inheritdoc/>
    public bool Equals(NetworkRule? other) =>
        other is not null && IncludesOwn == other.IncludesOwn && Networks.SequenceEqual(other.Networks);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IncludesOwn, Networks.Count);

    private static bool TryNetwork(string text, out IPNetwork network)
    {
        network = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int prefix)
            || !TryAddress(text[..slash], out IPAddress address))
        {
            return false;
        }

        if (address.IsIPv4MappedToIPv6 && prefix is >= MappedBits and <= 128)
        {
            (address, prefix) = (address.MapToIPv4(), prefix - MappedBits);
        }

        byte[] bytes = address.GetAddressBytes();
        if (prefix > bytes.Length * 8)
        {
            return false;
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] &= (byte)(0xff00 >> Math.Clamp(prefix - (i * 8), 0, 8));
        }

        network = new IPNetwork(new IPAddress(bytes), prefix);
        return true;
    }

    /// <summary>An address in full: .NET also takes <c>1</c> for 0.0.0.1, and <c>010</c> for 8.</summary>
    private static bool TryAddress(string text, out IPAddress address)
    {
        bool isAddress = IPAddress.TryParse(text, out IPAddress? read) && !text.Contains('%', StringComparison.Ordinal)
            && !text.Contains('[', StringComparison.Ordinal)
            && (read.AddressFamily == AddressFamily.InterNetworkV6 || read.ToString() == text);
        address = read ?? IPAddress.None;
        return isAddress;
    }
}
