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

    /// <summary>
    /// Takes memory out of what all connections may hold together. Whoever is not given it does without, or refuses the peer and calls <see
    /// cref="MemoryRefused"/>. What is not given back is, at the end of the connection.
    /// </summary>
    /// <param name="bytes">How many, 0 or more.</param>
    /// <returns>Whether there are as many.</returns>
    bool TryTakeMemory(int bytes) => true;

    /// <summary>Gives memory back that was taken.</summary>
    void ReturnMemory(int bytes)
    {
    }

    /// <summary>The peer was refused something because there was no memory for it: that is counted.</summary>
    void MemoryRefused()
    {
    }

    /// <summary>The handler has news: it wants to send, or can take input again. Its work may be done on this thread.</summary>
    void Wake();

    /// <summary>As <see cref="Wake"/>, but the work is never done on this thread: for callers that hold a lock.</summary>
    void WakeLater();
}
