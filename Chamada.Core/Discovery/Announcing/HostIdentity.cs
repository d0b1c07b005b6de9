using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery.Announcing;

/// <summary>
/// The two names that a host claims for itself: its instance of the service, which people see, and its host name. Both end in
/// the same random suffix, so that two teachers of one name, or two laptops of one make, never meet.
/// </summary>
/// <param name="Instance"><c>Ana Souza (k7f3q9x2)._chamada._tcp.local</c></param>
/// <param name="Host"><c>chamada-k7f3q9x2.local</c></param>
internal sealed record HostIdentity(DnsName Instance, DnsName Host)
{
    /// <summary>How many characters of <see cref="Alphabet"/> a suffix has: 40 bits.</summary>
    public const int SuffixLength = 8;

    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789"; // 32 letters and digits that are not mistaken for each other.

    /// <summary>Names for a host under a fresh suffix.</summary>
    public static HostIdentity Create(string displayName, Random random)
    {
        string suffix = random.GetString(Alphabet, SuffixLength);
        string label = PeerText.Shorten(displayName, DnsName.MaxLabel - SuffixLength - 3);
        return new HostIdentity(ServiceRecords.Service.Under($"{label} ({suffix})"), ServiceRecords.Host($"chamada-{suffix}"));
    }
}
