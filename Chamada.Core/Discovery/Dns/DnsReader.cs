using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Chamada.Core.Discovery.Dns;

/// <summary>
/// Walks through a message once, front to back. Memory that it takes is bounded by the packet: a count in the packet reserves
/// nothing, and a name is at most 255 bytes however it is compressed.
/// </summary>
internal ref struct DnsReader(ReadOnlySpan<byte> packet, int position)
{
    /// <summary>
    /// How often one name may jump. Each jump goes backwards, so that none can turn in a circle; the limit keeps a packet full
    /// of pointers to pointers cheap. Real names jump two or three times.
    /// </summary>
    private const int MaxJumps = 16;

    private const ushort InternetClass = 1, AnyClass = 255, TopBit = 0x8000;

    private readonly ReadOnlySpan<byte> _packet = packet;
    private int _position = position;

    /// <summary>Reads a question. It is null when well formed but not of the Internet class.</summary>
    public bool TryQuestion(out DnsQuestion? question)
    {
        question = null;
        if (!TryName(out DnsName? name) || !TryUInt16(out ushort type) || !TryUInt16(out ushort classAndBit))
        {
            return false;
        }

        if ((classAndBit & ~TopBit) is InternetClass or AnyClass)
        {
            question = new DnsQuestion(name, (DnsType)type, (classAndBit & TopBit) != 0);
        }

        return true;
    }

    /// <summary>Reads a record. It is null when well formed but not of the Internet class (the OPT record of RFC 6891, for one).</summary>
    public bool TryRecord(out DnsRecord? record)
    {
        record = null;
        if (!TryName(out DnsName? name) || !TryUInt16(out ushort type) || !TryUInt16(out ushort classAndBit)
            || !TryUInt32(out uint ttl) || !TryUInt16(out ushort length) || length > _packet.Length - _position)
        {
            return false;
        }

        int end = _position + length;
        if ((classAndBit & ~TopBit) != InternetClass)
        {
            _position = end;
            return true;
        }

        if (!TryData((DnsType)type, end, out RecordData? data))
        {
            return false;
        }

        _position = end;
        record = new DnsRecord(name, (DnsType)type, ttl, (classAndBit & TopBit) != 0, data);
        return true;
    }

    private bool TryData(DnsType type, int end, [NotNullWhen(true)] out RecordData? data)
    {
        data = null;
        ReadOnlySpan<byte> bytes = _packet[_position..end];
        DnsName? target;
        switch (type)
        {
            case DnsType.A when bytes.Length == 4:
            case DnsType.Aaaa when bytes.Length == 16:
                data = new AddressData(new IPAddress(bytes));
                break;
            case DnsType.A or DnsType.Aaaa:
                return false;
            case DnsType.Ptr:
                if (!TryName(out target) || _position != end)
                {
                    return false;
                }

                data = new PointerData(target);
                break;
            case DnsType.Srv:
                if (!TryUInt16(out ushort priority) || !TryUInt16(out ushort weight) || !TryUInt16(out ushort port)
                    || !TryName(out target) || _position != end)
                {
                    return false;
                }

                data = new ServiceData(priority, weight, port, target);
                break;
            case DnsType.Txt:
                if (!AreStrings(bytes))
                {
                    return false;
                }

                data = new TextData(bytes.ToArray());
                break;
            case DnsType.Nsec:
                data = TryExistingTypes(end, out ExistingTypesData? types) ? types : new OpaqueData(bytes.ToArray());
                break;
            default:
                data = new OpaqueData(bytes.ToArray());
                break;
        }

        return true;
    }

    /// <summary>Reads a name, compressed or not, and moves behind it.</summary>
    public bool TryName([NotNullWhen(true)] out DnsName? name)
    {
        name = null;
        Span<byte> wire = stackalloc byte[DnsName.MaxLength];
        int length = 0, at = _position, limit = _position, jumps = 0;
        int? behind = null;
        while (at < _packet.Length)
        {
            int size = _packet[at];
            if (size == 0)
            {
                wire[length++] = 0;
                _position = behind ?? (at + 1);
                name = DnsName.OfWire(wire[..length]);
                return true;
            }

            if ((size & 0xC0) == 0xC0)
            {
                if (at + 1 >= _packet.Length)
                {
                    return false;
                }

                // Strictly in front of where the name, or the last jump's target, begins: so the chain ends.
                int target = ((size & 0x3F) << 8) | _packet[at + 1];
                if (target >= limit || target < DnsMessage.HeaderLength || ++jumps > MaxJumps)
                {
                    return false;
                }

                behind ??= at + 2;
                at = limit = target;
                continue;
            }

            // One byte stays free for the root's zero.
            if ((size & 0xC0) != 0 || at + 1 + size > _packet.Length || length + 1 + size + 1 > DnsName.MaxLength)
            {
                return false;
            }

            _packet.Slice(at, size + 1).CopyTo(wire[length..]);
            length += size + 1;
            at += size + 1;
        }

        return false;
    }

    private bool TryExistingTypes(int end, [NotNullWhen(true)] out ExistingTypesData? types)
    {
        types = null;
        if (!TryName(out DnsName? next) || end - _position is < 3 or > 34 || _position > end)
        {
            return false;
        }

        ReadOnlySpan<byte> window = _packet[_position..end];
        if (window[0] != 0 || window[1] != window.Length - 2)
        {
            return false;
        }

        types = new ExistingTypesData(next, window[2..].ToArray());
        return true;
    }

    private static bool AreStrings(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (bytes[0] >= bytes.Length)
            {
                return false;
            }

            bytes = bytes[(bytes[0] + 1)..];
        }

        return true;
    }

    private bool TryUInt16(out ushort value)
    {
        bool fits = _packet.Length - _position >= 2;
        value = fits ? BinaryPrimitives.ReadUInt16BigEndian(_packet[_position..]) : (ushort)0;
        _position += fits ? 2 : 0;
        return fits;
    }

    private bool TryUInt32(out uint value)
    {
        bool fits = _packet.Length - _position >= 4;
        value = fits ? BinaryPrimitives.ReadUInt32BigEndian(_packet[_position..]) : 0;
        _position += fits ? 4 : 0;
        return fits;
    }
}
