using System.Globalization;
using System.Net.NetworkInformation;

namespace Chamada.Core.Discovery.Links;

/// <summary>Over which interfaces the machine reaches everywhere else.</summary>
internal static class DefaultRoutes
{
    /// <summary>IPv6 routes count after all IPv4 routes.</summary>
    private const int AfterIPv4 = 1 << 24;

    /// <summary>The rank of an interface's default route, smaller is better; null when it has none.</summary>
    /// <param name="candidate">The interface.</param>
    /// <param name="routes">What <see cref="Read"/> gave.</param>
    public static int? Of(NetworkInterface candidate, IReadOnlyDictionary<string, int>? routes)
    {
        if (routes is not null)
        {
            return routes.TryGetValue(candidate.Name, out int rank) ? rank : null;
        }

        // Elsewhere than on Linux the system tells gateways, but not which of several it prefers.
        return candidate.GetIPProperties().GatewayAddresses.Count > 0 ? 0 : null;
    }

    /// <summary>The kernel's tables, in which a gateway is not needed and a metric is told; null where there are none.</summary>
    public static IReadOnlyDictionary<string, int>? Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            // Of the calling thread, whose network may be another than the process's.
            return Parse(File.ReadAllLines("/proc/thread-self/net/route"), IPv6Lines());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the tables as proc(5) has them.</summary>
    /// <param name="v4">Lines of <c>/proc/net/route</c>, the headline included.</param>
    /// <param name="v6">Lines of <c>/proc/net/ipv6_route</c>.</param>
    public static IReadOnlyDictionary<string, int> Parse(IEnumerable<string> v4, IEnumerable<string> v6)
    {
        Dictionary<string, int> ranks = [];
        foreach (string[] fields in v4.Select(Fields))
        {
            if (fields is [string name, "00000000", _, _, _, _, string metric, "00000000", ..]
                && int.TryParse(metric, NumberStyles.None, CultureInfo.InvariantCulture, out int rank))
            {
                Note(name, Math.Min(rank, AfterIPv4 - 1));
            }
        }

        foreach (string[] fields in v6.Select(Fields))
        {
            // The kernel keeps a default route "nowhere" on the loopback interface.
            if (fields is [string to, "00", _, _, _, string metric, _, _, _, string name]
                && name != "lo" && to.All(static digit => digit == '0')
                && uint.TryParse(metric, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint rank))
            {
                Note(name, AfterIPv4 + (int)Math.Min(rank, AfterIPv4));
            }
        }

        return ranks;

        void Note(string name, int rank) => ranks[name] = Math.Min(rank, ranks.GetValueOrDefault(name, int.MaxValue));
    }

    private static string[] IPv6Lines()
    {
        try
        {
            return File.ReadAllLines("/proc/thread-self/net/ipv6_route");
        }
        catch (FileNotFoundException)
        {
            return []; // A kernel without IPv6.
        }
    }

    private static string[] Fields(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
