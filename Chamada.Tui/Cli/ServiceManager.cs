using System.Net.Sockets;
using System.Text;

namespace Chamada.Tui.Cli;

/// <summary>
/// Tells the service manager how the server is (<c>sd_notify(3)</c>): a datagram to the socket that the variable <c>NOTIFY_SOCKET</c>
/// names. Where there is no such variable nothing is told.
/// </summary>
/// <param name="environment">Looks up an environment variable.</param>
internal sealed class ServiceManager(Func<string, string?> environment)
{
    private readonly string? _socket = environment("NOTIFY_SOCKET");

    /// <summary>The server can be connected to.</summary>
    public void Ready(string status) => Tell($"READY=1\nSTATUS={status}");

    /// <summary>The server stops.</summary>
    public void Stopping() => Tell("STOPPING=1");

    private void Tell(string state)
    {
        if (_socket is not { Length: > 1 } path || path[0] is not ('/' or '@'))
        {
            return;
        }

        try
        {
            // A name that begins with @ is one of Linux's own kind, without a file, and begins with a zero there.
            UnixDomainSocketEndPoint manager = new(path[0] == '@' ? '\0' + path[1..] : path);
            using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(state), manager);
        }
        catch (SocketException)
        {
            // The manager is gone, or never was: the server serves all the same.
        }
    }
}
