using Chamada.Core.Discovery.Finding;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery;

/// <summary>Settings of a <see cref="PeerFinder"/>.</summary>
public sealed record FinderOptions
{
    /// <summary>Longer than anybody waits before answering in the group (RFC 6762 §6).</summary>
    private static readonly TimeSpan GroupWait = TimeSpan.FromMilliseconds(150);

    /// <summary>The network, which also says on which links anything may be sent. Default: the machine's.</summary>
    public INetwork Network { get; init; } = new SystemNetwork();

    /// <summary>How long to look at most. Default 3 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long <see cref="PeerFinder.FindAsync"/> goes on after the first peer at least, for the case that there is a second. Default
    /// 30 ms: on a local network all answer the same question at the same time.
    /// </summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>
    /// How long to go on after a first answer that took so long: where the first was slow, others are too. At most 1 s more than
    /// <see cref="Settling"/>. What is asked in the group only, behind a firewall, is asked later and answered after a random wait of its
    /// own.
    /// </summary>
    public TimeSpan SettlingAfter(TimeSpan firstAnswer)
    {
        bool inGroup = firstAnswer >= Search.GroupAfter;
        TimeSpan twice = (inGroup ? firstAnswer - Search.GroupAfter : firstAnswer) * 2;
        TimeSpan least = inGroup ? Settling + GroupWait : Settling, most = Settling + TimeSpan.FromSeconds(1);
        return twice < least ? least : twice < most ? twice : most;
    }

    /// <summary>The clock that measures all intervals.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The chance that all numbers and waits are left to; fixed in a test.</summary>
    public Random Random { get; init; } = Random.Shared;
}

/// <summary>What a search gave.</summary>
/// <param name="Peers">Who was found; empty when nobody answered in time.</param>
/// <param name="Links">The links that were asked on, by name; empty when this machine is on no network.</param>
/// <param name="Problems">Links that could not be used, and why, in the system's words.</param>
/// <param name="Heard">
/// Of <paramref name="Links"/> those on which another machine was heard, whatever it said: there the network carries such packets.
/// </param>
public sealed record FindResult(
    IReadOnlyList<Peer> Peers, IReadOnlyList<string> Links, IReadOnlyList<string> Problems, IReadOnlyList<string> Heard);
