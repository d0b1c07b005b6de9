namespace Chamada.Core.Discovery.Dns;

/// <summary>What makes two records the same one: name, type and data, whatever their time to live (RFC 6762 §7.1).</summary>
internal readonly record struct RecordKey(DnsName Name, DnsType Type, RecordData Data);

/// <summary>A resource record of the Internet class.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Type">Its type.</param>
/// <param name="Ttl">For how many seconds it may be believed; 0 takes it back (RFC 6762 §10.1).</param>
/// <param name="Unique">
/// The cache-flush bit: this record and those beside it are all that there is of its name and type (RFC 6762 §10.2).
/// </param>
/// <param name="Data">What it says.</param>
internal sealed record DnsRecord(DnsName Name, DnsType Type, uint Ttl, bool Unique, RecordData Data)
{
    /// <summary>Its identity.</summary>
    public RecordKey Key => new(Name, Type, Data);
}

/// <summary>A question of the Internet class.</summary>
/// <param name="Name">About which name.</param>
/// <param name="Type">About which type; <see cref="DnsType.Any"/> for all.</param>
/// <param name="UnicastWanted">The QU bit: the asker would like the answer sent to it alone (RFC 6762 §5.4).</param>
internal sealed record DnsQuestion(DnsName Name, DnsType Type, bool UnicastWanted = false)
{
    /// <summary>Whether a record of this name and type answers it.</summary>
    public bool Asks(DnsName name, DnsType type) => (Type == DnsType.Any || Type == type) && Name.Equals(name);
}
