using System.Buffers.Binary;

namespace Chamada.Core.Discovery.Dns;

/// <summary>
/// Builds one message that fits into one packet. What does not fit any more is refused whole and leaves no trace, so that
/// the caller can go on in the next packet.
/// </summary>
internal sealed class DnsWriter
{
    /// <summary>
    /// The most bytes of a message that is sent: the 1280 that every IPv6 link carries in one piece (RFC 8200 §5), less the headers of IPv6
    /// and UDP. RFC 6762 §17 wants no packet in fragments: over Wi-Fi the loss of one is the loss of all.
    /// </summary>
    public const int DefaultLimit = 1280 - 40 - 8;

    private readonly byte[] _buffer;
    private readonly bool _compress;
    private readonly List<(int Offset, ReadOnlyMemory<byte> Suffix)> _written = [];
    private readonly int[] _counts = new int[4];
    private int _length = DnsMessage.HeaderLength;

    /// <summary>Begins a message.</summary>
    /// <param name="isResponse">A response (authoritative, as all in multicast DNS are) or a query.</param>
    /// <param name="id">0 but in answers to unicast queriers.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="compress">Whether a name may point to an earlier one.</param>
    public DnsWriter(bool isResponse, ushort id = 0, int limit = DefaultLimit, bool compress = true)
    {
        _buffer = new byte[limit];
        _compress = compress;
        BinaryPrimitives.WriteUInt16BigEndian(_buffer, id);
        _buffer[2] = isResponse ? (byte)0x84 : (byte)0;
    }

    /// <summary>Which part of the message a record goes to. Parts are written in this order.</summary>
    public enum Part
    {
        /// <summary>Behind the questions.</summary>
        Answer = 1,

        /// <summary>In a probe: what is claimed.</summary>
        Authority = 2,

        /// <summary>What is given along.</summary>
        Additional = 3,
    }

    /// <summary>Whether neither question nor record has been written.</summary>
    public bool IsEmpty => _length == DnsMessage.HeaderLength;

    /// <summary>Marks a query whose known answers go on in another packet.</summary>
    public void MarkTruncated() => _buffer[2] |= 0x02;

    /// <summary>Appends a question.</summary>
    public bool TryAdd(DnsQuestion question)
    {
        int start = _length;
        return Keep(
            start,
            0,
            TryName(question.Name) && TryUInt16((ushort)question.Type) && TryUInt16((ushort)(question.UnicastWanted ? 0x8001 : 0x0001)));
    }

    /// <summary>Appends a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="part">Where it goes.</param>
    /// <param name="ttl">Another time to live than its own.</param>
    /// <param name="flush">False leaves the cache-flush bit out, which unicast queriers would not understand.</param>
    public bool TryAdd(DnsRecord record, Part part, uint? ttl = null, bool flush = true)
    {
        int start = _length;
        bool fits = TryName(record.Name) && TryUInt16((ushort)record.Type) && TryUInt16((ushort)(flush && record.Unique ? 0x8001 : 0x0001))
            && TryUInt32(ttl ?? record.Ttl) && TryUInt16(0);
        int data = _length;
        fits = fits && record.Data.TryWrite(this);
        if (fits)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(data - 2), (ushort)(_length - data));
        }

        return Keep(start, (int)part, fits);
    }

    /// <summary>The finished message.</summary>
    public byte[] ToArray()
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(4 + (2 * i)), (ushort)_counts[i]);
        }

        return _buffer.AsSpan(0, _length).ToArray();
    }

    /// <summary>The bytes of a record's data, uncompressed: what RFC 6762 §8.2 compares.</summary>
    public static byte[] Bare(RecordData data)
    {
        var writer = new DnsWriter(isResponse: false, limit: DnsMessage.MaxLength, compress: false);
        return data.TryWrite(writer) ? writer._buffer.AsSpan(DnsMessage.HeaderLength..writer._length).ToArray() : [];
    }

    /// <summary>Appends a name, its end as a pointer where that end stands earlier in the message.</summary>
    internal bool TryName(DnsName name)
    {
        ReadOnlySpan<byte> wire = name.Wire;
        int own = 0;
        int? earlier = null;
        while (wire[own] != 0 && (earlier = _compress ? FindSuffix(wire[own..]) : null) is null)
        {
            own += wire[own] + 1;
        }

        int at = _length;
        bool fits = earlier is int offset ? TryBytes(wire[..own]) && TryUInt16((ushort)(0xC000 | offset)) : TryBytes(wire);
        Remember(name, own, at);
        return fits;
    }

    /// <summary>Appends a name without a pointer in it. Later names may point to it.</summary>
    internal bool TryPlainName(DnsName name)
    {
        int at = _length;
        bool fits = TryBytes(name.Wire);
        Remember(name, name.Wire.Length - 1, at);
        return fits;
    }

    internal bool TryByte(byte value) => TryBytes([value]);

    internal bool TryUInt16(ushort value) => TryBytes([(byte)(value >> 8), (byte)value]);

    internal bool TryBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _length)
        {
            return false;
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
        return true;
    }

    private bool TryUInt32(uint value) => TryUInt16((ushort)(value >> 16)) && TryUInt16((ushort)value);

    private void Remember(DnsName name, int end, int at)
    {
        byte[] copy = name.Wire.ToArray();
        for (int i = 0; i < end && at + i < 0x4000; i += copy[i] + 1)
        {
            _written.Add((at + i, copy.AsMemory(i)));
        }
    }

    private int? FindSuffix(ReadOnlySpan<byte> suffix)
    {
        foreach ((int offset, ReadOnlyMemory<byte> written) in _written)
        {
            if (DnsName.SameBytes(written.Span, suffix))
            {
                return offset;
            }
        }

        return null;
    }

    private bool Keep(int start, int part, bool fits)
    {
        if (fits)
        {
            _counts[part]++;
            return true;
        }

        _length = start;
        _written.RemoveAll(entry => entry.Offset >= start);
        return false;
    }
}
