using System.Net;
using Chamada.Core.Discovery.Dns;

namespace Chamada.Core.Discovery.Links;

/// <summary>A message that came in over a link that discovery uses, from a neighbour on it.</summary>
/// <param name="Link">Where it came in.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="ToGroup">Whether it was sent to everybody, not to this machine alone.</param>
/// <param name="FromHere">Whether this machine sent it: one's own packets come back from the group.</param>
/// <param name="Message">What it says.</param>
internal sealed record LinkPacket(LinkKey Link, IPEndPoint Source, bool ToGroup, bool FromHere, DnsMessage Message);

/// <summary>A packet to send.</summary>
/// <param name="Link">By which link.</param>
/// <param name="Destination">To whom; null for everybody in the group.</param>
/// <param name="Payload">A DNS message.</param>
internal sealed record Datagram(LinkKey Link, IPEndPoint? Destination, byte[] Payload);
