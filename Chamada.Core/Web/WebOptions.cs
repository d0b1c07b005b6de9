using System.Net;
using Chamada.Core.Rolls;

namespace Chamada.Core.Web;

/// <summary>What the pages rest on.</summary>
/// <param name="Book">The roll calls.</param>
internal sealed record WebOptions(IRollBook Book)
{
    /// <summary>Who is at the other end of a connection.</summary>
    public Func<EndPoint?, Caller> CallerOf { get; init; } = static peer => Caller.Of(peer, guestsMayOpen: false);

    /// <summary>Whether a peer's address may make one more request; null where each may.</summary>
    public Func<EndPoint?, bool>? Allows { get; init; }

    /// <summary>Is told what was asked of the roll book, and what came of it.</summary>
    public Action<RollRequest, RollWord> Counted { get; init; } = static (_, _) => { };

    /// <summary>Whether registrations can be recorded now.</summary>
    public Func<bool> IsReady { get; init; } = static () => true;

    /// <summary>Is told from where the start page, or a class's, was opened.</summary>
    public Action<IPAddress> Visited { get; init; } = static _ => { };

    /// <summary>Names of this server in the domain name system, besides those that only a local network gives.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];
}
