using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery.Announcing;

/// <summary>What is the same on every link: who the host is, where it listens and which classes are open.</summary>
internal sealed class HostState
{
    private readonly Random _random;
    private readonly string _displayName;
    private readonly string? _fingerprint;

    public HostState(string displayName, int port, Random random, string? fingerprint)
    {
        _random = random;
        _displayName = displayName;
        _fingerprint = fingerprint;
        Port = (ushort)port;
        Identity = HostIdentity.Create(displayName, random);
        Text = PeerText.Write(displayName, Classes, fingerprint);
    }

    /// <summary>The names now.</summary>
    public HostIdentity Identity { get; private set; }

    /// <summary>The TCP port.</summary>
    public ushort Port { get; }

    /// <summary>The open classes. Change them through <see cref="Open"/> and <see cref="Close"/>.</summary>
    public SortedSet<long> Classes { get; } = [];

    /// <summary>What the host says about itself.</summary>
    public TextData Text { get; private set; }

    /// <summary>Adds a class. False when it is there.</summary>
    public bool Open(long classNumber) => Classes.Add(classNumber) && Rewrite();

    /// <summary>Takes a class out. False when it is not there.</summary>
    public bool Close(long classNumber) => Classes.Remove(classNumber) && Rewrite();

    /// <summary>Takes other names.</summary>
    public void Rename() => Identity = HostIdentity.Create(_displayName, _random);

    private bool Rewrite()
    {
        Text = PeerText.Write(_displayName, Classes, _fingerprint);
        return true;
    }
}
