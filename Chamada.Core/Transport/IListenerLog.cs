using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Transport;

/// <summary>What a listener tells about its work, for the log.</summary>
public interface IListenerLog
{
    /// <summary>A connection ended for a reason of the server's.</summary>
    void ConnectionClosed(EndPoint? peer, CloseReason reason);

    /// <summary>A connection was refused: there are as many as may be.</summary>
    void ConnectionRefused(int most);

    /// <summary>Accepting failed for now; it goes on.</summary>
    void AcceptFailed(SocketError error);

    /// <summary>The listener has stopped, and so many handlers still wait for something. Their peers are gone.</summary>
    void StillBusy(int connections);

    /// <summary>A handler threw; or there was no room for a connection (<see cref="OutOfMemoryException"/>).</summary>
    void HandlerFailed(Exception exception);
}
