using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery.Announcing;

/// <summary>Puts records into as few packets as they fit into.</summary>
internal static class ResponsePackets
{
    /// <summary>
    /// Packets for the group. What is given along goes into the last one, as far as it fits; which of it did, is told.
    /// </summary>
    public static List<byte[]> ForGroup(IReadOnlyList<DnsRecord> answers, IReadOnlyList<DnsRecord> beside, Action<DnsRecord> sent)
    {
        var packets = new List<byte[]>();
        var writer = new DnsWriter(isResponse: true);
        foreach (DnsRecord answer in answers)
        {
            if (!writer.TryAdd(answer, DnsWriter.Part.Answer))
            {
                packets.Add(writer.ToArray());
                writer = new DnsWriter(isResponse: true);
                writer.TryAdd(answer, DnsWriter.Part.Answer);
            }
        }

        foreach (DnsRecord record in beside)
        {
            if (writer.TryAdd(record, DnsWriter.Part.Additional))
            {
                sent(record);
            }
        }

        packets.Add(writer.ToArray());
        return packets;
    }

    /// <summary>
    /// The answer to one asker who speaks multicast DNS, on port 5353.
    /// </summary>
    public static byte[] ForOne(IReadOnlyList<DnsRecord> answers, IReadOnlyList<DnsRecord> beside)
    {
        var writer = new DnsWriter(isResponse: true);
        foreach (DnsRecord answer in answers)
        {
            writer.TryAdd(answer, DnsWriter.Part.Answer);
        }

        foreach (DnsRecord record in beside)
        {
            writer.TryAdd(record, DnsWriter.Part.Additional);
        }

        return writer.ToArray();
    }

    /// <summary>
    /// The answer to one asker on another port, as an ordinary resolver expects it (RFC 6762 §6.7): its number and its question
    /// repeated, short times to live, no cache-flush bit.
    /// </summary>
    public static byte[] ForLegacy(DnsMessage query, IReadOnlyList<DnsRecord> answers, IReadOnlyList<DnsRecord> beside)
    {
        var writer = new DnsWriter(isResponse: true, query.Id);
        foreach (DnsQuestion question in query.Questions)
        {
            writer.TryAdd(question with { UnicastWanted = false });
        }

        foreach (DnsRecord answer in answers)
        {
            if (!writer.TryAdd(answer, DnsWriter.Part.Answer, Math.Min(answer.Ttl, ServiceRecords.UnicastTtl), flush: false))
            {
                writer.MarkTruncated();
                break;
            }
        }

        foreach (DnsRecord record in beside)
        {
            writer.TryAdd(record, DnsWriter.Part.Additional, Math.Min(record.Ttl, ServiceRecords.UnicastTtl), flush: false);
        }

        return writer.ToArray();
    }
}
