using System.Net;

namespace Chamada.Core.Discovery.Peers;

/// <summary>
/// Somebody on the local network who says that he hosts roll calls. Nothing of it is proven: anybody on the network can say it. What may be
/// shown is fit to be shown: bounded, and without control characters.
/// </summary>
public sealed record Peer
{
    /// <summary>The instance's name, which is the same as long as the host announces itself.</summary>
    public required string Instance { get; init; }

    /// <summary>The name to show; the instance's when the host gives no other. At most 64 characters.</summary>
    public required string DisplayName { get; init; }

    /// <summary>
    /// Where it listens, at least one, the one to try first in front: on this machine, then IPv4, then IPv6. Only addresses of
    /// the network by which the host was heard; at the end those of another network on the same cable, from which the host itself spoke.
    /// </summary>
    public required IReadOnlyList<IPEndPoint> EndPoints { get; init; }

    /// <summary>
    /// Those of <see cref="EndPoints"/> from which the host itself spoke, in this machine's own networks; may be empty. The others it only
    /// names, and they may be somebody else's.
    /// </summary>
    public IReadOnlyList<IPEndPoint> OwnEndPoints { get; init; } = [];

    /// <summary>Open classes, in rising order; not all where there are very many.</summary>
    public required IReadOnlyList<long> Classes { get; init; }

    /// <summary>How many classes are open.</summary>
    public required int OpenCount { get; init; }

    /// <summary>The version of the protocol that it speaks; 0 when it does not say.</summary>
    public required int ProtocolVersion { get; init; }

    /// <summary>The fingerprint under which it says that it speaks TLS, 64 hexadecimal digits in lower case; null where it says
    /// nothing of TLS.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The links over which it was heard, by name.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>Whether it says the same as another, the order of endpoints included.</summary>
    public bool Equals(Peer? other) =>
        other is not null && Instance == other.Instance && DisplayName == other.DisplayName && OpenCount == other.OpenCount
        && ProtocolVersion == other.ProtocolVersion && Fingerprint == other.Fingerprint && EndPoints.SequenceEqual(other.EndPoints)
        && OwnEndPoints.SequenceEqual(other.OwnEndPoints)
        && Classes.SequenceEqual(other.Classes) && Links.SequenceEqual(other.Links);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Instance, DisplayName, OpenCount);
}
