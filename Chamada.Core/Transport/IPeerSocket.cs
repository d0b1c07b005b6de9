using System.Net.Sockets;

namespace Chamada.Core.Transport;

/// <summary>
/// What a connection sends and receives through: a socket, or what a simulation puts in its place. One send and one receive at a time.
/// </summary>
internal interface IPeerSocket : IDisposable
{
    /// <summary>Begins to send what is in the transfer's buffer.</summary>
    /// <returns>Whether it is under way: then it completes later, on any thread. False when it is done.</returns>
    bool Send(Transfer transfer);

    /// <summary>Begins to receive into the transfer's buffer, at least one byte; into an empty one nothing, as soon as something is
    /// there.</summary>
    /// <returns>As with <see cref="Send"/>.</returns>
    bool Receive(Transfer transfer);

    /// <summary>Ends one direction, or both.</summary>
    /// <exception cref="SocketException">The peer was faster.</exception>
    void Shutdown(SocketShutdown how);
}

/// <summary>A send or a receive, used again for each.</summary>
internal sealed class Transfer() : SocketAsyncEventArgs(true)
{
    private int _told = -1;

    /// <summary>How many bytes were sent or received.</summary>
    public int Transferred => _told < 0 ? BytesTransferred : _told;

    /// <summary>It is done, without a socket of the system's.</summary>
    /// <param name="error">What came of it.</param>
    /// <param name="count">How many bytes were sent or received.</param>
    public void Note(SocketError error, int count)
    {
        SocketError = error;
        _told = count;
    }

    /// <summary>Tells that it is done: only where it was under way.</summary>
    public void Complete() => OnCompleted(this);
}

/// <summary>A socket of the system's.</summary>
internal sealed class SystemSocket(Socket socket) : IPeerSocket
{
    /// <inheritdoc/>
    public bool Send(Transfer transfer) => socket.SendAsync(transfer);

    /// <inheritdoc/>
    public bool Receive(Transfer transfer) => socket.ReceiveAsync(transfer);

    /// <inheritdoc/>
    public void Shutdown(SocketShutdown how) => socket.Shutdown(how);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}
