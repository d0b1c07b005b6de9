using System.Net;

namespace Chamada.Core.Discovery.Dns;

/// <summary>What a record says. Equal when it says the same.</summary>
internal abstract record RecordData
{
    /// <summary>Appends the data, without its length. False when it does not fit.</summary>
    public abstract bool TryWrite(DnsWriter writer);
}

/// <summary>PTR: another name.</summary>
internal sealed record PointerData(DnsName Target) : RecordData
{
    public override bool TryWrite(DnsWriter writer) => writer.TryName(Target);
}

/// <summary>SRV: where an instance is. Priority and weight choose among several hosts of one instance, which Chamada never has.</summary>
internal sealed record ServiceData(ushort Priority, ushort Weight, ushort Port, DnsName Target) : RecordData
{
    // The target is never compressed: RFC 6762 §18.14 forbids it towards unicast queriers, and RFC 2782 everywhere else.
    public override bool TryWrite(DnsWriter writer) =>
        writer.TryUInt16(Priority) && writer.TryUInt16(Weight) && writer.TryUInt16(Port) && writer.TryPlainName(Target);
}

/// <summary>TXT: character strings, each behind its length of one byte.</summary>
internal sealed record TextData(ReadOnlyMemory<byte> Strings) : RecordData
{
    public override bool TryWrite(DnsWriter writer) => writer.TryBytes(Strings.Span);

    public bool Equals(TextData? other) => other is not null && Strings.Span.SequenceEqual(other.Strings.Span);

    public override int GetHashCode() => RecordBytes.Hash(Strings.Span);
}

/// <summary>A or AAAA: an address. An IPv6 address has no scope here: the link that the record came by is its scope.</summary>
internal sealed record AddressData(IPAddress Address) : RecordData
{
    public override bool TryWrite(DnsWriter writer) => writer.TryBytes(Address.GetAddressBytes());
}

/// <summary>
/// NSEC in the restricted form of RFC 6762 §6.1: the types, all below 256, that exist at the name itself.
/// </summary>
internal sealed record ExistingTypesData(DnsName Name, ReadOnlyMemory<byte> Bitmap) : RecordData
{
    /// <summary>The data that names these types as the only ones.</summary>
    public static ExistingTypesData Of(DnsName name, params ReadOnlySpan<DnsType> types)
    {
        byte[] bitmap = new byte[32];
        int length = 0;
        foreach (DnsType type in types)
        {
            bitmap[(int)type >> 3] |= (byte)(0x80 >> ((int)type & 7));
            length = Math.Max(length, ((int)type >> 3) + 1);
        }

        return new ExistingTypesData(name, bitmap.AsMemory(0, length));
    }

    public override bool TryWrite(DnsWriter writer) =>
        writer.TryName(Name) && writer.TryByte(0) && writer.TryByte((byte)Bitmap.Length) && writer.TryBytes(Bitmap.Span);

    public bool Equals(ExistingTypesData? other) =>
        other is not null && Name.Equals(other.Name) && Bitmap.Span.SequenceEqual(other.Bitmap.Span);

    public override int GetHashCode() => HashCode.Combine(Name, RecordBytes.Hash(Bitmap.Span));
}

/// <summary>The data of a type that this program does not read.</summary>
internal sealed record OpaqueData(ReadOnlyMemory<byte> Bytes) : RecordData
{
    public override bool TryWrite(DnsWriter writer) => writer.TryBytes(Bytes.Span);

    public bool Equals(OpaqueData? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode() => RecordBytes.Hash(Bytes.Span);
}

file static class RecordBytes
{
    public static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
