using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Protocols;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Transport;

namespace Chamada.Tests.Transport;

/// <summary>The protocols see a connection, not a socket: another handler, or nothing but memory, may stand under them.</summary>
public sealed class StackedHandlerTests
{
    private static readonly string Token = new('a', 32);

    [Fact]
    public async Task A_protocol_speaks_through_a_handler_that_deciphers()
    {
        ProtocolServices services = Services();
        using SocketListener listener = new(
            Options(), connection =>
                new Flipped(connection, inner => new ProtocolSwitch(inner, services)), TimeProvider.System, new SilentLog());
        using Socket peer = new(SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(listener.EndPoint, TestContext.Current.CancellationToken);
        string open = $"OPEN 3030 TOKEN {Token}\r\nWATCH 3030 {Token}\r\n";

        // Cut inside a request, so that what is left of it goes through the handler again.
        await SendAsync(open[..30]);
        await SendAsync(open[30..] + "PRESENT 3030 10\r\n");
        string answers = await ReadToAsync("$7\r\npresent\r\n:3030\r\n$2\r\n10\r\n"); // The push comes after the answer.
        Assert.Contains("+REGISTERED\r\n", answers, StringComparison.Ordinal);
        await listener.StopAsync();

        Task SendAsync(string text) => peer.SendAsync(Flipped.Flip(Encoding.ASCII.GetBytes(text)));

        async Task<string> ReadToAsync(string end)
        {
            StringBuilder all = new();
            byte[] buffer = new byte[1024];
            while (!all.ToString().Contains(end, StringComparison.Ordinal))
            {
                int count = await peer.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(30));
                Assert.NotEqual(0, count);
                all.Append(Encoding.ASCII.GetString(Flipped.Flip(buffer.AsSpan(0, count))));
            }

            return all.ToString();
        }
    }

    [Fact]
    public void A_protocol_needs_no_socket()
    {
        MemoryConnection connection =
            new(new IPEndPoint(IPAddress.Parse("192.168.7.7"), 40000), inner => new ProtocolSwitch(inner, Services(guestsMayOpen: false)));

        // Whose address it is counts, not where the bytes come from.
        Assert.Equal("-DENIED roll calls are opened on this server's own machine only (--guests lets others)\r\n",
            connection.Exchange("OPEN 3030\r\n"));
        Assert.Equal("+PONG\r\n", connection.Exchange("PING\r\n"));
        connection.End();

        MemoryConnection here =
            new(new IPEndPoint(IPAddress.IPv6Loopback, 40000), inner => new ProtocolSwitch(inner, Services(guestsMayOpen: false)));
        Assert.StartsWith("A chamada da turma 3030 foi ativada", here.Exchange("3030,teacher"), StringComparison.Ordinal);
    }

    private static ProtocolServices Services(bool guestsMayOpen = true) =>
        new(new RollBook(new MemoryLog()), new SessionIds(), guestsMayOpen,
            null)
        { RespFormat = new RespReplyFormat(" (--guests lets others)") };

    private static ListenerOptions Options() => new()
    {
        EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
        MaxConnections = 10,
        FullMessage = default,
        IdleTimeout = TimeSpan.Zero,
        RequestTimeout = TimeSpan.FromMinutes(1),
        SendTimeout = TimeSpan.FromMinutes(1),
        StopTimeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>Turns over the bits of every byte, both ways: as little as a handler around a handler can do.</summary>
    private sealed class Flipped : IConnectionHandler, IConnection
    {
        private readonly IConnection _outer;
        private readonly IConnectionHandler _inner;

        public Flipped(IConnection outer, Func<IConnection, IConnectionHandler> inner)
        {
            _outer = outer;
            _inner = inner(this);
        }

        public EndPoint? Peer => _outer.Peer;

        public bool WantsInput => _inner.WantsInput;

        public bool IsFinished => _inner.IsFinished;

        public bool IsBusy => _inner.IsBusy;

        public bool MayBeSilent => _inner.MayBeSilent;

        public static byte[] Flip(ReadOnlySpan<byte> bytes)
        {
            byte[] flipped = bytes.ToArray();
            foreach (ref byte b in flipped.AsSpan())
            {
                b = (byte)~b;
            }

            return flipped;
        }

        public void Wake() => _outer.Wake();

        public void WakeLater() => _outer.WakeLater();

        public void Begin() => _inner.Begin();

        public int Receive(ReadOnlySpan<byte> bytes) => _inner.Receive(Flip(bytes));

        public int Fill(Span<byte> destination)
        {
            int written = _inner.Fill(destination);
            Flip(destination[..written]).CopyTo(destination);
            return written;
        }

        public void InputBroken() => _inner.InputBroken();

        public void End(CloseReason reason) => _inner.End(reason);
    }
}
