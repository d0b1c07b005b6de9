using System.Net.Sockets;

namespace Chamada.Core.Transport;

/// <summary>
/// Has the system find out which silent peers are gone: a laptop that was shut says nothing, and a connection that may be silent for ever,
/// a watcher's, would keep its place for ever.
/// </summary>
internal static class KeepAlive
{
    private const int Probes = 3;
    private const int LinuxTcpUserTimeout = 18;

    /// <summary>Asks for it.</summary>
    /// <param name="socket">A connected socket.</param>
    /// <param name="silence">How long a peer is silent before it is asked; whole seconds, 1 or more. It counts as gone after half as long
    /// again, at least 3 s.</param>
    /// <exception cref="SocketException">The socket knows no such option.</exception>
    public static void Set(Socket socket, TimeSpan silence)
    {
        int seconds = Math.Max(1, (int)silence.TotalSeconds), interval = Math.Max(1, seconds / (2 * Probes));
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, seconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, interval);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        if (OperatingSystem.IsLinux())
        {
            // While something is under way the system does not ask, it repeats that, for a quarter of an hour; with this no longer than it
            // would ask.
            socket.SetRawSocketOption((int)ProtocolType.Tcp, LinuxTcpUserTimeout,
                BitConverter.GetBytes((seconds + (Probes * interval)) * 1000));
        }
    }
}
