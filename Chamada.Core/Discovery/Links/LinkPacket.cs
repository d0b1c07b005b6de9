using System.Net;
using Chamada.Core.Discovery.Dns;

namespace Chamada.Core.Discovery.Links;

/// <summary>A message that came in over a link that discovery uses, from somebody on it.</summary>
/// <param name="Link">Where it came in.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="ToGroup">Whether it was sent to everybody, not to this machine alone.</param>
/// <param name="FromHere">Whether this machine sent it: one's own packets come back from the group.</param>
/// <param name="Message">What it says.</param>
internal sealed record LinkPacket(LinkKey Link, IPEndPoint Source, bool ToGroup, bool FromHere, DnsMessage Message)
{
    /// <summary>
    /// Whether the sender is in one of this machine's networks on the link. Where two networks share a cable it need not be: what was sent
    /// to the group is local all the same, but nothing is sent to such a sender alone, since its address may be forged.
    /// </summary>
    public bool IsNeighbour { get; init; } = true;
}

/// <summary>A packet to send.</summary>
/// <param name="Link">By which link.</param>
/// <param name="Destination">To whom; null for everybody in the group.</param>
/// <param name="Payload">A DNS message.</param>
internal sealed record Datagram(LinkKey Link, IPEndPoint? Destination, byte[] Payload);
