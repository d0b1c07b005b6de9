using System.Net;

namespace Chamada.Core.Transport;

/// <summary>
/// What a handler sees of the connection that it serves. Under it stands a socket, another handler that gives this one what it has
/// deciphered, or a test.
/// </summary>
public interface IConnection
{
    /// <summary>The peer's address; null when it is not known, or gone already.</summary>
    EndPoint? Peer { get; }

    /// <summary>Whether what is sent and received is enciphered on the network.</summary>
    bool IsEncrypted => false;

    /// <summary>The handler has news: it wants to send, or can take input again. Its work may be done on this thread.</summary>
    void Wake();

    /// <summary>As <see cref="Wake"/>, but the work is never done on this thread: for callers that hold a lock.</summary>
    void WakeLater();
}
