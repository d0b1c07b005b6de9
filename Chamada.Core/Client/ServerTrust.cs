using System.Collections.Concurrent;
using Chamada.Core.Tls;

namespace Chamada.Core.Client;

/// <summary>
/// Whether a client speaks TLS to a server, and by what it knows the server. One for a whole program: what is learned about a server by one
/// connection counts for the next.
/// </summary>
public sealed class ServerTrust
{
    private readonly ConcurrentDictionary<ServerAddress, Fingerprint> _announced = new();

    /// <summary>Whether TLS is spoken to every server; otherwise only to those that announce it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The fingerprint that the user named: no other server is believed, whoever vouches for it. Null for none.</summary>
    public Fingerprint? Named { get; init; }

    /// <summary>Where fingerprints are kept that were seen first; null where none is, and then only the system's roots count.</summary>
    public KnownServers? Known { get; init; }

    /// <summary>Whether the user has asked for TLS.</summary>
    public bool IsAsked => IsRequired || Named is not null;

    /// <summary>Notes that a server on the local network says that it speaks TLS, under this fingerprint.</summary>
    public void Announce(ServerAddress server, Fingerprint fingerprint) => _announced[server] = fingerprint;

    /// <summary>The fingerprint that a server must have; null when none is known of it.</summary>
    internal Fingerprint? Expected(ServerAddress server) =>
        Named ?? (_announced.TryGetValue(server, out Fingerprint announced) ? announced : null);

    /// <summary>Whether TLS is spoken to a server.</summary>
    internal bool Enciphers(ServerAddress server) => IsAsked || _announced.ContainsKey(server);
}

/// <summary>That a server shows another key than the one by which it is known.</summary>
/// <param name="Shown">The fingerprint of the key that it shows.</param>
/// <param name="Expected">By what it is known.</param>
/// <param name="File">The file that remembers it; null where the user named it, or the network.</param>
public sealed record OtherKey(Fingerprint Shown, Fingerprint Expected, string? File);
