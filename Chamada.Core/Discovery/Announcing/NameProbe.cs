using Chamada.Core.Discovery.Dns;

namespace Chamada.Core.Discovery.Announcing;

/// <summary>
/// Asks three times, a quarter of a second apart, whether somebody has the names already, before they are used
/// (RFC 6762 §8.1), and settles it when two ask at the same time (§8.2).
/// </summary>
internal sealed class NameProbe
{
    private const int Probes = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Deference = TimeSpan.FromSeconds(1);
    private int _sent;

    /// <summary>Begins after a short random time, so that machines that start together do not speak together.</summary>
    public NameProbe(TimeSpan now, Random random) => Due = now + (Interval * random.NextDouble());

    /// <summary>When <see cref="Next"/> is to be called.</summary>
    public TimeSpan Due { get; private set; }

    /// <summary>Begins again a second later: the other one won.</summary>
    public void Defer(TimeSpan now)
    {
        _sent = 0;
        Due = now + Deference;
    }

    /// <summary>The next probe; null when the names are free.</summary>
    public byte[]? Next(HostRecords records, TimeSpan now)
    {
        if (_sent == Probes)
        {
            return null;
        }

        _sent++;
        Due = now + Interval;

        // No QU bits: with several responders on one machine, an answer to this machine alone may reach another than the asker.
        var writer = new DnsWriter(isResponse: false);
        writer.TryAdd(new DnsQuestion(records.Identity.Instance, DnsType.Any));
        writer.TryAdd(new DnsQuestion(records.Identity.Host, DnsType.Any));
        foreach (DnsRecord record in records.Unique)
        {
            writer.TryAdd(record, DnsWriter.Part.Authority, flush: false);
        }

        return writer.ToArray();
    }

    /// <summary>
    /// Whether another's probe for one of our names takes precedence: of the two sets of records, sorted, the one that is
    /// greater at the first difference.
    /// </summary>
    public static bool Yields(HostRecords records, IReadOnlyList<DnsRecord> theirs) =>
        Yields(records, theirs, records.Identity.Instance) || Yields(records, theirs, records.Identity.Host);

    private static bool Yields(HostRecords records, IReadOnlyList<DnsRecord> theirs, DnsName name)
    {
        List<byte[]> their = Sorted(theirs.Where(record => record.Name.Equals(name)));
        if (their.Count == 0)
        {
            return false;
        }

        List<byte[]> ours = Sorted(records.Unique.Where(record => record.Name.Equals(name)));
        for (int i = 0; i < ours.Count && i < their.Count; i++)
        {
            int order = Compare(ours[i], their[i]);
            if (order != 0)
            {
                return order < 0;
            }
        }

        return ours.Count < their.Count;
    }

    private static List<byte[]> Sorted(IEnumerable<DnsRecord> records)
    {
        List<byte[]> sorted =
            [.. records.Select(static record => (byte[])[(byte)((int)record.Type >> 8), (byte)record.Type,
                .. DnsWriter.Bare(record.Data)])];
        sorted.Sort(Compare);
        return sorted;
    }

    private static int Compare(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right);
}
