using System.Net;
using System.Net.Sockets;
using Chamada.Core.Transport;

namespace Chamada.Tests.Transport;

/// <summary>A listener that nobody talks to has no timer running: it lets the machine sleep.</summary>
public sealed class IdleTests
{
    [Fact]
    public async Task Seconds_are_counted_only_while_somebody_is_there()
    {
        RunningTimers clock = new();
        using SocketListener listener = new(
            new ListenerOptions
            {
                EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
                MaxConnections = 10,
                FullMessage = default,
                IdleTimeout = TimeSpan.FromMinutes(10),
                RequestTimeout = TimeSpan.FromSeconds(30),
                SendTimeout = TimeSpan.FromSeconds(30),
                StopTimeout = TimeSpan.FromSeconds(30),
            },
            static _ => new Listening(),
            clock,
            new SilentLog());
        Assert.Empty(clock.Periods);
        for (int time = 0; time < 2; time++)
        {
            using Socket first = new(SocketType.Stream, ProtocolType.Tcp), second = new(SocketType.Stream, ProtocolType.Tcp);
            await first.ConnectAsync(listener.EndPoint, TestContext.Current.CancellationToken);
            await second.ConnectAsync(listener.EndPoint, TestContext.Current.CancellationToken);
            await Until(() => listener.Count == 2);
            Assert.Equal([TimeSpan.FromSeconds(1)], clock.Periods);
            first.Close();
            await Until(() => listener.Count == 1);
            clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Single(clock.Periods);

            // What the crowd left is let go first.
            second.Close();
            await Until(() => listener.Count == 0);
            clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Empty(clock.Periods);
        }
    }

    /// <summary>Looks until it is so: how many connections a listener has it tells only when asked.</summary>
    private static Task Until(Func<bool> isSo) => Poll.UntilAsync(isSo);

    private sealed class Listening : IConnectionHandler
    {
        public bool WantsInput => true;

        public bool IsFinished => false;

        public bool IsBusy => false;

        public bool MayBeSilent => true;

        public void Begin()
        {
        }

        public int Receive(ReadOnlySpan<byte> bytes) => bytes.Length;

        public int Fill(Span<byte> destination) => 0;

        public void InputBroken()
        {
        }

        public void End(CloseReason reason)
        {
        }
    }

    private sealed class SilentLog : IListenerLog
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

        public void HandlerFailed(Exception exception)
        {
        }
    }
}
