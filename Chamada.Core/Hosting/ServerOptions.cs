using System.Net;

namespace Chamada.Core.Hosting;

/// <summary>Settings of a <see cref="RollServer"/>.</summary>
public sealed record ServerOptions
{
    /// <summary>The address to listen on. Default: every IPv4 address of the machine.</summary>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <summary>The TCP port, 0 to 65535; 0 lets the system choose a free one. Default 5050.</summary>
    public int Port { get; init; } = 5050;

    /// <summary>
    /// Whether roll calls may be opened from other machines, too. Where not, only connections from loopback open them, and the text
    /// protocol closes them only from there. Default: yes.
    /// </summary>
    public bool GuestsMayOpen { get; init; } = true;

    /// <summary>How many connections at once; one more is told so and closed. Default 20,000.</summary>
    public int MaxConnections { get; init; } = 20_000;

    /// <summary>How long a connection may say nothing before it is closed; zero for ever. Watchers may be silent. Default 10 min.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a request may stay half sent before its connection is closed. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a peer may leave its answers unread before its connection is closed. Default 30 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an orderly stop waits for answers to leave before it breaks connections off. Default 3 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a closed list that nobody received is kept. Default 30 days.</summary>
    public TimeSpan KeepClosed { get; init; } = TimeSpan.FromDays(30);
}
