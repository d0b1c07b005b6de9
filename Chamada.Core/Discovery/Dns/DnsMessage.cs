using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Chamada.Core.Discovery.Dns;

/// <summary>
/// A DNS message that was received, read whole. What is malformed in any place, or larger than any honest multicast DNS
/// message, is not a message at all: <see cref="TryParse"/> says so and never throws.
/// </summary>
internal sealed class DnsMessage
{
    /// <summary>The most bytes of a message, headers of IP and UDP included (RFC 6762 §17).</summary>
    public const int MaxLength = 9000;

    /// <summary>The most questions and records together. A full 9000-byte packet of pointers has fewer than 300.</summary>
    public const int MaxEntries = 320;

    /// <summary>The length of the header.</summary>
    public const int HeaderLength = 12;

    private const ushort ResponseFlag = 0x8000, OpcodeMask = 0x7800, TruncatedFlag = 0x0200, ResultMask = 0x000F;

    private DnsMessage(ushort id, ushort flags, List<DnsQuestion> questions, List<DnsRecord> answers, List<DnsRecord> authorities,
        List<DnsRecord> additionals)
    {
        Id = id;
        IsResponse = (flags & ResponseFlag) != 0;
        IsTruncated = (flags & TruncatedFlag) != 0;
        Questions = questions;
        Answers = answers;
        Authorities = authorities;
        Additionals = additionals;
    }

    /// <summary>The asker's number, to be repeated towards a unicast querier; 0 otherwise.</summary>
    public ushort Id { get; }

    /// <summary>A response, not a query.</summary>
    public bool IsResponse { get; }

    /// <summary>In a query: more known answers follow in another packet (RFC 6762 §7.2).</summary>
    public bool IsTruncated { get; }

    /// <summary>What is asked.</summary>
    public IReadOnlyList<DnsQuestion> Questions { get; }

    /// <summary>In a response the answers, in a query those that the asker knows already.</summary>
    public IReadOnlyList<DnsRecord> Answers { get; }

    /// <summary>In a probe: the records that the asker means to have (RFC 6762 §8.2).</summary>
    public IReadOnlyList<DnsRecord> Authorities { get; }

    /// <summary>What will be asked next, given along.</summary>
    public IReadOnlyList<DnsRecord> Additionals { get; }

    /// <summary>Reads a packet.</summary>
    /// <returns>False for whatever is not one whole, standard message with at most <see cref="MaxEntries"/> entries.</returns>
    public static bool TryParse(ReadOnlySpan<byte> packet, [NotNullWhen(true)] out DnsMessage? message)
    {
        message = null;
        if (packet.Length is < HeaderLength or > MaxLength)
        {
            return false;
        }

        ushort flags = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        int questionCount = BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        int answerCount = BinaryPrimitives.ReadUInt16BigEndian(packet[6..]);
        int authorityCount = BinaryPrimitives.ReadUInt16BigEndian(packet[8..]);
        int additionalCount = BinaryPrimitives.ReadUInt16BigEndian(packet[10..]);
        if ((flags & (OpcodeMask | ResultMask)) != 0 || questionCount + answerCount + authorityCount + additionalCount > MaxEntries)
        {
            return false; // RFC 6762 §18.3 and §18.11: other operations and results are ignored in silence.
        }

        var reader = new DnsReader(packet, HeaderLength);
        if (!TryQuestions(ref reader, questionCount, out List<DnsQuestion> questions)
            || !TryRecords(ref reader, answerCount, out List<DnsRecord> answers)
            || !TryRecords(ref reader, authorityCount, out List<DnsRecord> authorities)
            || !TryRecords(ref reader, additionalCount, out List<DnsRecord> additionals))
        {
            return false;
        }

        message = new DnsMessage(BinaryPrimitives.ReadUInt16BigEndian(packet), flags, questions, answers, authorities, additionals);
        return true;
    }

    private static bool TryQuestions(ref DnsReader reader, int count, out List<DnsQuestion> questions)
    {
        questions = [];
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryQuestion(out DnsQuestion? question))
            {
                return false;
            }

            if (question is not null)
            {
                questions.Add(question);
            }
        }

        return true;
    }

    private static bool TryRecords(ref DnsReader reader, int count, out List<DnsRecord> records)
    {
        records = [];
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryRecord(out DnsRecord? record))
            {
                return false;
            }

            if (record is not null)
            {
                records.Add(record);
            }
        }

        return true;
    }
}
