using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Chamada.Core.Transport;

namespace Chamada.Bench.Beside;

/// <summary>
/// The floor: answers each request with as many bytes as a registration's answer has, on Chamada's own transport, and does nothing else.
/// </summary>
internal static class EchoServer
{
    /// <summary>Serves until it is killed.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [string text] || !int.TryParse(text, CultureInfo.InvariantCulture, out int port))
        {
            Console.Error.WriteLine("echo PORT");
            return 2;
        }

        // As `serve` does it.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
        ListenerOptions options = new()
        {
            EndPoint = new IPEndPoint(IPAddress.Loopback, port),
            MaxConnections = 20_000,
            FullMessage = default,
            IdleTimeout = TimeSpan.Zero,
            RequestTimeout = TimeSpan.FromMinutes(1),
            SendTimeout = TimeSpan.FromMinutes(1),
            StopTimeout = TimeSpan.FromSeconds(1),
        };
        using SocketListener listener = new(options, static _ => new Echo(), TimeProvider.System, new Silence());
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private sealed class Echo : IConnectionHandler
    {
        private int _owed;

        private static ReadOnlySpan<byte> Answer => "*3\r\n:3030\r\n$29\r\n2026-11-22T16:39:02.123-03:00\r\n+REGISTERED\r\n"u8;

        public bool WantsInput => _owed == 0;

        public bool IsFinished => false;

        public bool IsBusy => false;

        public bool MayBeSilent => true;

        public void Begin() => _owed = 0;

        /// <summary>A star stands nowhere but at the beginning of a request.</summary>
        public int Receive(ReadOnlySpan<byte> bytes)
        {
            _owed += bytes.Count((byte)'*');
            return bytes.Length;
        }

        public int Fill(Span<byte> destination)
        {
            int written = 0;
            for (; _owed > 0 && destination.Length - written >= Answer.Length; _owed--)
            {
                Answer.CopyTo(destination[written..]);
                written += Answer.Length;
            }

            return written;
        }

        public void InputBroken()
        {
        }

        public void End(CloseReason reason) => _owed = 0;
    }

    private sealed class Silence : IListenerLog
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

        public void HandlerFailed(Exception exception) => Console.Error.WriteLine(exception);
    }
}
