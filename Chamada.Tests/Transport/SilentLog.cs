using System.Net;
using System.Net.Sockets;
using Chamada.Core.Transport;

namespace Chamada.Tests.Transport;

/// <summary>A log in which nothing is to stand but how connections end.</summary>
internal sealed class SilentLog : IListenerLog
{
    public void ConnectionClosed(EndPoint? peer, CloseReason reason)
    {
    }

    public void ConnectionRefused(int most)
    {
    }

    public void AcceptFailed(SocketError error)
    {
    }

    public void StillBusy(int connections)
    {
    }

    public void HandlerFailed(Exception exception) => Assert.Fail(exception.ToString());
}
