using System.Globalization;
using System.Net;
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
    /// <summary>The descriptor of the first socket that is handed over (<c>SD_LISTEN_FDS_START</c>).</summary>
    private const int FirstSocket = 3;

    private readonly string? _socket = environment("NOTIFY_SOCKET");

    /// <summary>The server can be connected to.</summary>
    public void Ready(string status) => Tell($"READY=1\nSTATUS={status}");

    /// <summary>
    /// Takes the socket that the manager listens on for this process (<c>sd_listen_fds(3)</c>), which is how no connection is refused while
    /// the server is started anew.
    /// </summary>
    /// <param name="socket">It; null where none was handed over.</param>
    /// <returns>False where what was handed over is of no use: more than one, or none that listens for TCP.</returns>
    public bool TryTakeSocket(out Socket? socket)
    {
        socket = null;
        if (environment("LISTEN_PID") != Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
            || environment("LISTEN_FDS") is null or "" or "0")
        {
            return true;
        }

        if (environment("LISTEN_FDS") != "1")
        {
            return false;
        }

        try
        {
            socket = new Socket(new SafeSocketHandle(FirstSocket, ownsHandle: true));
            bool listens = socket is { SocketType: SocketType.Stream, LocalEndPoint: IPEndPoint }
                && (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.AcceptConnection)! != 0;
            if (!listens)
            {
                socket.Dispose();
                socket = null;
            }

            return listens;
        }
        catch (SocketException)
        {
            return false;
        }
    }

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
