using Chamada.Core.Discovery.Links;

namespace Chamada.Core.Discovery;

/// <summary>Settings of a <see cref="PeerFinder"/>.</summary>
public sealed record FinderOptions
{
    /// <summary>The network, which also says on which links anything may be sent. Default: the machine's.</summary>
    public INetwork Network { get; init; } = new SystemNetwork();

    /// <summary>How long to look at most. Default 3 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long <see cref="PeerFinder.FindAsync"/> goes on after the first peer, for the case that there is a second. Default 30 ms: on a
    /// local network all answer the same question at the same time.
    /// </summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>The clock that measures all intervals.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>What a search gave.</summary>
/// <param name="Peers">Who was found; empty when nobody answered in time.</param>
/// <param name="Links">The links that were asked on, by name; empty when this machine is on no network.</param>
/// <param name="Problems">Links that could not be used, and why, in the system's words.</param>
public sealed record FindResult(IReadOnlyList<Peer> Peers, IReadOnlyList<string> Links, IReadOnlyList<string> Problems);
