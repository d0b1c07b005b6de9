using Chamada.Core.Discovery.Dns;

namespace Chamada.Core.Discovery.Peers;

/// <summary>Chamada's names in multicast DNS (RFC 6763 §4 and §7.1), and for how long what is said under them may be believed.</summary>
internal static class ServiceRecords
{
    /// <summary>
    /// For how many seconds Chamada's records may be believed. RFC 6762 §10 proposes 120 for records with a host's name in them and
    /// 75 minutes for the others; a laptop that is closed without a goodbye should leave the students' lists sooner than that.
    /// </summary>
    public const uint Ttl = 120;

    /// <summary>The most that a querier outside port 5353 is told: it hears no goodbye, so it must forget soon (RFC 6762 §6.7).</summary>
    public const uint UnicastTtl = 10;

    /// <summary><c>_chamada._tcp.local</c>: everyone who hosts a roll call.</summary>
    public static readonly DnsName Service = DnsName.Of("_chamada", "_tcp", "local");

    /// <summary><c>_services._dns-sd._udp.local</c>: which types of service there are (RFC 6763 §9).</summary>
    public static readonly DnsName ServiceTypes = DnsName.Of("_services", "_dns-sd", "_udp", "local");

    private static readonly DnsName Subtypes = Service.Under("_sub");
    private static readonly DnsName Local = DnsName.Of("local");

    /// <summary><c>_t3030._sub._chamada._tcp.local</c>: everyone who hosts class 3030.</summary>
    public static DnsName ServiceOf(long classNumber) => Subtypes.Under(string.Create(null, $"_t{classNumber}"));

    /// <summary>Reads <see cref="ServiceOf"/> back.</summary>
    public static bool TryClass(DnsName name, out long classNumber)
    {
        classNumber = 0;
        ReadOnlySpan<byte> label = name.FirstLabel;
        return label.Length is > 2 and <= 20 && label[0] == '_' && (label[1] | 0x20) == 't' && label[2] != '0'
            && PeerText.TryDigits(label[2..], out classNumber) && name.IsChildOf(Subtypes);
    }

    /// <summary>A host's name: <c>chamada-k7f3q9x2.local</c>.</summary>
    public static DnsName Host(string label) => Local.Under(label);
}
