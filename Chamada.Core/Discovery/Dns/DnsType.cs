namespace Chamada.Core.Discovery.Dns;

/// <summary>The types of records and questions that this program knows (RFC 1035, 2782, 3596, 4034, 6891).</summary>
internal enum DnsType : ushort
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>A pointer to another name: here from a service type to an instance of it.</summary>
    Ptr = 12,

    /// <summary>What an instance says about itself, as <c>key=value</c>.</summary>
    Txt = 16,

    /// <summary>An IPv6 address.</summary>
    Aaaa = 28,

    /// <summary>The host and port of an instance.</summary>
    Srv = 33,

    /// <summary>Which types exist at a name, which says that the others do not (RFC 6762 §6.1).</summary>
    Nsec = 47,

    /// <summary>In a question: every type.</summary>
    Any = 255,
}
