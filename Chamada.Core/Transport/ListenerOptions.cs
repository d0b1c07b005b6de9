using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Transport;

/// <summary>What a peer is told before its connection is closed that nobody serves.</summary>
/// <param name="first">What it has sent; empty where nothing came within a moment.</param>
/// <param name="isStopping">Whether the server stops; otherwise there are as many connections as may be.</param>
public delegate ReadOnlyMemory<byte> Dismissal(ReadOnlyMemory<byte> first, bool isStopping);

/// <summary>Where to listen, and what a connection may cost.</summary>
public sealed record ListenerOptions
{
    /// <summary>The address and port to bind; port 0 lets the system choose.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>A socket that listens already, such as one that a service manager has made, and that is the listener's from now on;
    /// null to bind one.</summary>
    public Socket? Socket { get; init; }

    /// <summary>Whether who comes from an address is served; others are closed before anything of theirs is read. Null for
    /// everybody.</summary>
    public Func<EndPoint?, bool>? Admits { get; init; }

    /// <summary>How many connections at once.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>What one connection too many is told before it is closed, where it is not known what it speaks.</summary>
    public required ReadOnlyMemory<byte> FullMessage { get; init; }

    /// <summary>What a peer is told for which there is no room or no more time, by what it sends first; null to look at nothing.</summary>
    public Dismissal? DismissalFor { get; init; }

    /// <summary>What each address may cost; null for whatever it likes.</summary>
    internal AddressLimits? Addresses { get; init; }

    /// <summary>What all connections may hold together beyond what each has at rest.</summary>
    internal MemoryBudget Memory { get; init; } = MemoryBudget.Unbounded;

    /// <summary>What a connection too many of one address is told before it is closed.</summary>
    public ReadOnlyMemory<byte> AddressFullMessage { get; init; }

    /// <summary>How long a peer may be silent; zero for ever.</summary>
    public required TimeSpan IdleTimeout { get; init; }

    /// <summary>How long a request may stay half sent.</summary>
    public required TimeSpan RequestTimeout { get; init; }

    /// <summary>How long a peer may leave what is sent to it unread.</summary>
    public required TimeSpan SendTimeout { get; init; }

    /// <summary>How long a peer is silent before the system asks whether it is still there. Who is gone without a word is found out after
    /// half as long again.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stop waits for the last answers to leave.</summary>
    public required TimeSpan StopTimeout { get; init; }
}
