using Chamada.Core.Rolls;

namespace Chamada.Core.Protocols;

/// <summary>What the handlers of all connections of a server share.</summary>
/// <param name="Book">The roll calls.</param>
/// <param name="Clock">The server's clock.</param>
/// <param name="Ids">Numbers of sessions, and tokens.</param>
/// <param name="GuestsMayOpen">Whether others than this machine may open roll calls.</param>
/// <param name="Redirection">Sends students on to other servers; null when nobody is.</param>
internal sealed record ProtocolServices(IRollBook Book, TimeProvider Clock, SessionIds Ids, bool GuestsMayOpen, Redirection? Redirection)
{
    /// <summary>What is added to the refusal to open: how others may be let. Empty, or begins with a space.</summary>
    public string GuestsHint { get; init; } = "";
}
