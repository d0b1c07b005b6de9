using System.Net;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Protocols.Counting;
using Chamada.Core.Rolls;
using Chamada.Core.Transport;

namespace Chamada.Core.Protocols;

/// <summary>What the handlers of all connections of a server share.</summary>
/// <param name="Book">The roll calls.</param>
/// <param name="Ids">Numbers of sessions, and tokens.</param>
/// <param name="GuestsMayOpen">Whether others than this machine may open roll calls.</param>
/// <param name="Redirection">Sends students on to other servers; null when nobody is.</param>
internal sealed record ProtocolServices(IRollBook Book, SessionIds Ids, bool GuestsMayOpen, Redirection? Redirection)
{
    /// <summary>The address at which the server listens; null when it is not known.</summary>
    public IPAddress? Own { get; init; }

    /// <summary>The networks that the server's own addresses are in; null where nobody looks after them.</summary>
    public IOwnNetworks? OwnNetworks { get; init; }

    /// <summary>Knows the keys of the teachers; null where nobody is asked for one.</summary>
    public ITeacherKeys? Keys { get; init; }

    /// <summary>What each address may ask; null for whatever it likes.</summary>
    public AddressLimits? Addresses { get; init; }

    /// <summary>What may be opened and filled; null for whatever anybody likes.</summary>
    public RollLimits? RollLimits { get; init; }

    /// <summary>Where there must be room for what stands between MULTI and EXEC.</summary>
    public TransactionRoom Room { get; } = new();

    /// <summary>Whether a transaction may be about both of two classes. Made once, for all connections.</summary>
    public Func<ClassNumber, ClassNumber, bool> DecidesAsOne { get; } = Book.DecidesAsOne;

    /// <summary>Counts what is asked.</summary>
    public RequestCounts Counts { get; init; } = new(CommandNumber.Names);

    /// <summary>What INFO tells; null for a server that knows nothing of itself.</summary>
    public IServerFigures? Figures { get; init; }

    /// <summary>How outcomes are written in RESP.</summary>
    public RespReplyFormat RespFormat { get; init; } = RespReplyFormat.Instance;

    /// <summary>Makes the handler of a connection that speaks TLS, around a handler of what is deciphered; null where TLS is not
    /// spoken.</summary>
    public Func<IConnection, Func<IConnection, IConnectionHandler>, IConnectionHandler>? Tls { get; init; }

    /// <summary>Whether what is not enciphered is refused.</summary>
    public bool IsTlsOnly { get; init; }

    /// <summary>Makes the handler of a connection that speaks HTTP; null where no pages are served.</summary>
    public Func<IConnection, IConnectionHandler>? Pages { get; init; }
}
