using System.Net;
using Chamada.Core.Discovery.Links;
using Microsoft.Extensions.Logging;

namespace Chamada.Core.Discovery;

/// <summary>Settings of a <see cref="PeerAnnouncer"/>.</summary>
public sealed record AnnouncerOptions
{
    /// <summary>
    /// Where the server listens. Its port is announced; its address decides which addresses are: all of the machine's IPv4 addresses for
    /// <see cref="IPAddress.Any"/>, those of both families for <see cref="IPAddress.IPv6Any"/>, one alone, on its own link, for a
    /// certain address. A server on 127.0.0.1 is announced to this machine only.
    /// </summary>
    public required IPEndPoint Server { get; init; }

    /// <summary>
    /// The name that people see, usually the teacher's. Everybody on the network can read it. Control characters are taken out; an empty
    /// one becomes <c>Chamada</c>.
    /// </summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The server's fingerprint, 64 hexadecimal digits in lower case, where it speaks TLS; null, the default, where it does
    /// not.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The network, which also says on which links anything may be sent. Default: the machine's.</summary>
    public INetwork Network { get; init; } = new SystemNetwork();

    /// <summary>
    /// How often to look whether links or addresses have changed, for the case that the system did not tell. Default 5 s.
    /// </summary>
    public TimeSpan LinkInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock that measures all intervals.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>For the random part of the names and for random waits.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Diagnostics; none unless told otherwise.</summary>
    public ILogger? Log { get; init; }
}
