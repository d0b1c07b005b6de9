using System.Net;
using System.Net.Sockets;
using Chamada.Core.Rolls;
using Chamada.Core.Tls;
using Chamada.Core.Transport;
using Microsoft.Extensions.Logging;

namespace Chamada.Core.Hosting;

/// <summary>What the server writes to its log. Nothing in it names a student or holds a token.</summary>
internal sealed partial class ServerLog(ILogger log) : IListenerLog, ITlsLog
{
    /// <summary>Called when a connection found no memory: gives some up for those who come.</summary>
    public Action? YieldRoom { get; init; }

    [LoggerMessage(1, LogLevel.Information, "Listening on {EndPoint}")]
    public partial void Listening(IPEndPoint endPoint);

    [LoggerMessage(20, LogLevel.Information, "Metrics are at http://{EndPoint}/metrics")]
    public partial void MetricsListening(IPEndPoint endPoint);

    [LoggerMessage(2, LogLevel.Information, "Stopping: {Connections} connections")]
    public partial void Stopping(int connections);

    [LoggerMessage(3, LogLevel.Debug, "Connection of {Peer} closed: {Reason}")]
    public partial void ConnectionClosed(EndPoint? peer, CloseReason reason);

    [LoggerMessage(4, LogLevel.Warning, "A connection was refused: there are {Most} already, as many as may be")]
    public partial void ConnectionRefused(int most);

    [LoggerMessage(5, LogLevel.Warning, "A connection could not be accepted: {Error}")]
    public partial void AcceptFailed(SocketError error);

    /// <inheritdoc/>
    public void HandlerFailed(Exception exception)
    {
        if (exception is not OutOfMemoryException)
        {
            HandlerThrew(exception);
            return;
        }

        YieldRoom?.Invoke();
        try
        {
            NoRoom();
        }
        catch (OutOfMemoryException)
        {
            // There is none for the line, either; and who tells of it has others to serve.
        }
    }

    [LoggerMessage(6, LogLevel.Error, "A connection was closed by a bug in its handling")]
    private partial void HandlerThrew(Exception exception);

    [LoggerMessage(16, LogLevel.Error, "There was no memory left for a connection")]
    private partial void NoRoom();

    [LoggerMessage(17, LogLevel.Information, "The teacher's key of {Name} was shown from {Address}")]
    public partial void TeacherCame(string name, IPAddress address);

    [LoggerMessage(18, LogLevel.Warning, "A wrong teacher's key was shown from {Address}")]
    public partial void WrongKey(IPAddress address);

    [LoggerMessage(19, LogLevel.Warning, "A connection from {Address} was refused: that is in none of the networks that are served")]
    public partial void NotAdmitted(IPAddress address);

    [LoggerMessage(8, LogLevel.Warning, "Stopped, although what {Connections} connections asked for was still being recorded")]
    public partial void StillBusy(int connections);

    [LoggerMessage(
        20,
        LogLevel.Error,
        "{Path}: stopped, although the disk has not answered for {Seconds} s; what nobody was told of may be missing at the next start")]
    public partial void DiskSilent(string path, int seconds);

    [LoggerMessage(
        7,
        LogLevel.Warning,
        "Nobody has received the list of class {Class}, closed at {ClosedAt}, {Students} present: when the server has run for another "
        + "{Days} days it leaves the database for the folder 'unfetched'")]
    public partial void ListWaits(ClassNumber @class, string closedAt, int students, double days);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "The list of class {Class}, closed at {ClosedAt}, {Students} present, which nobody received while the server ran for "
        + "{Days} days, is a file in the folder 'unfetched' now, and no more in the database")]
    public partial void ListMoved(ClassNumber @class, string closedAt, int students, double days);

    [LoggerMessage(10, LogLevel.Error, "{Path}: a list that nobody received could not be written ({Cause}), so it stays in the database")]
    public partial void ListNotMoved(string path, string cause);

    [LoggerMessage(12, LogLevel.Information, "TLS: fingerprint {Fingerprint}, the certificate is good until {Until}")]
    public partial void CertificateShown(string fingerprint, string until);

    [LoggerMessage(13, LogLevel.Information,
        "TLS: the certificate was made anew for the same key, so the fingerprint stays; good until {Until}")]
    public partial void CertificateRenewed(string until);

    [LoggerMessage(14, LogLevel.Information, "TLS: the certificate's files were read again: fingerprint {Fingerprint}, good until {Until}")]
    public partial void CertificateRead(string fingerprint, string until);

    [LoggerMessage(15, LogLevel.Error, "TLS: {Path}: the certificate could not be renewed ({Detail}); the one before still counts")]
    public partial void CertificateKept(string path, string detail);

    [LoggerMessage(11, LogLevel.Error, "The lists that nobody received could not be looked at")]
    public partial void WaitingFailed(Exception exception);
}
