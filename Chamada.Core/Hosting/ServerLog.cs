using System.Net;
using System.Net.Sockets;
using Chamada.Core.Transport;
using Microsoft.Extensions.Logging;

namespace Chamada.Core.Hosting;

/// <summary>What the server writes to its log. Nothing in it names a student or holds a token.</summary>
internal sealed partial class ServerLog(ILogger log) : IListenerLog
{
    [LoggerMessage(1, LogLevel.Information, "Listening on {EndPoint}")]
    public partial void Listening(IPEndPoint endPoint);

    [LoggerMessage(2, LogLevel.Information, "Stopping: {Connections} connections")]
    public partial void Stopping(int connections);

    [LoggerMessage(3, LogLevel.Debug, "Connection of {Peer} closed: {Reason}")]
    public partial void ConnectionClosed(EndPoint? peer, CloseReason reason);

    [LoggerMessage(4, LogLevel.Warning, "A connection was refused: there are {Most} already, as many as may be")]
    public partial void ConnectionRefused(int most);

    [LoggerMessage(5, LogLevel.Warning, "A connection could not be accepted: {Error}")]
    public partial void AcceptFailed(SocketError error);

    [LoggerMessage(6, LogLevel.Error, "A connection was closed by a bug in its handling")]
    public partial void HandlerFailed(Exception exception);

    [LoggerMessage(8, LogLevel.Warning, "Stopped, although what {Connections} connections asked for was still being recorded")]
    public partial void StillBusy(int connections);

    [LoggerMessage(7, LogLevel.Information, "{Count} closed roll calls that nobody received in {Days} days are erased")]
    public partial void Expired(int count, double days);
}
