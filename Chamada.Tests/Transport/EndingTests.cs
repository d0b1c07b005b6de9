using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Chamada.Core.Transport;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Transport;

/// <summary>However a connection ends, its place is free again; however connections are, a stop comes to its end.</summary>
public sealed class EndingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_handler_that_never_comes_to_rest_does_not_keep_a_stop_waiting()
    {
        FakeTimeProvider clock = new();
        (SocketListener listener, ChannelReader<ProbeHandler> accepted) =
            ProbeHandler.Listen(clock, change: static options => options with { StopTimeout = TimeSpan.FromSeconds(3) });
        using Socket peer = await ProbeHandler.ConnectAsync(listener);
        ProbeHandler handler = await accepted.ReadAsync(TestContext.Current.CancellationToken);
        handler.IsBusy = true;
        handler.WantsInput = false;
        Task stopped = listener.StopAsync();
        await Poll.AgainAsync(stopped, () => clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(0, await peer.ReceiveAsync(new byte[1]).WaitAsync(Patience)); // The peer is let go in any case.
    }

    [Fact]
    public async Task A_handler_that_throws_in_the_middle_of_its_work_loses_its_connection_and_nothing_else()
    {
        FaultLog log = new();
        (SocketListener listener, ChannelReader<ProbeHandler> accepted) = ProbeHandler.Listen(TimeProvider.System, log);
        using (listener)
        {
            using Socket peer = await ProbeHandler.ConnectAsync(listener);
            ProbeHandler handler = await accepted.ReadAsync(TestContext.Current.CancellationToken);
            handler.Consume = _ =>
            {
                handler.IsBusy = true; // As a session whose batch nobody will ever decide.
                throw new InvalidOperationException("thrown by the test");
            };
            await peer.SendAsync(new byte[1]);
            Assert.Equal("thrown by the test", (await log.Failed.Task.WaitAsync(Patience)).Message);
            Assert.Equal(CloseReason.Fault, await handler.Ended.Task.WaitAsync(Patience));
            await UntilAsync(() => listener.Count == 0);

            // Who comes next gets another handler: nobody knows what state that one is in.
            using Socket next = await ProbeHandler.ConnectAsync(listener);
            Assert.NotSame(handler, await accepted.ReadAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_stop_that_comes_between_accepting_and_beginning_is_not_lost()
    {
        Channel<ProbeHandler> begun = Channel.CreateUnbounded<ProbeHandler>();
        FakeTimeProvider clock = new();
        using ConnectionTable table = new(Options(), connection => new ProbeHandler(connection, begun.Writer), clock, new SilentLog());
        using TcpListener accepting = new(IPAddress.Loopback, 0);
        accepting.Start();
        using Socket peer = new(SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(accepting.LocalEndpoint, TestContext.Current.CancellationToken);
        Socket accepted = await accepting.AcceptSocketAsync(TestContext.Current.CancellationToken);

        Connection connection = table.Take()!;
        Task stopped = table.StopAsync(TimeSpan.FromHours(1), clock);
        for (int i = 0; i < 100; i++)
        {
            await Task.Run(Thread.Yield); // The signal to stop is dealt with meanwhile: there is nobody to be stopped yet.
        }

        connection.Start(new SystemSocket(accepted), peer: null);
        await stopped.WaitAsync(Patience); // Its clock stands: nobody is broken off.
        Assert.Equal(0, await peer.ReceiveAsync(new byte[1]).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_socket_whose_options_cannot_be_set_ends_nothing_but_itself()
    {
        (SocketListener listener, ChannelReader<ProbeHandler> accepted) = ProbeHandler.Listen(TimeProvider.System);
        Socket odd = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp); // It knows no option of TCP.
        Assert.Throws<SocketException>(() => odd.NoDelay = true);
        listener.Take(odd);
        await accepted.ReadAsync(TestContext.Current.CancellationToken);
        using Socket peer = await ProbeHandler.ConnectAsync(listener);
        await accepted.ReadAsync(TestContext.Current.CancellationToken);
        await listener.StopAsync().WaitAsync(Patience);
        Assert.Equal(0, listener.Count);
    }

    /// <summary>When the log has heard that there is no room, somebody may have made some; where nobody has, the peer is told.</summary>
    [Fact]
    public async Task Whom_there_is_no_room_for_is_tried_once_more_and_then_told()
    {
        Channel<ProbeHandler> accepted = Channel.CreateUnbounded<ProbeHandler>();
        FaultLog log = new();
        int without = 1;
        using SocketListener listener = new(
            Options() with { FullMessage = "full"u8.ToArray() },
            connection => without-- > 0 ? throw new InsufficientMemoryException() : new ProbeHandler(connection, accepted.Writer),
            TimeProvider.System,
            log);
        using Socket first = await ProbeHandler.ConnectAsync(listener);
        await accepted.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.IsType<InsufficientMemoryException>(await log.Failed.Task.WaitAsync(Patience));

        without = 2;
        using Socket second = await ProbeHandler.ConnectAsync(listener);
        byte[] told = new byte[8];
        Assert.Equal(4, await second.ReceiveAsync(told).WaitAsync(Patience));
        Assert.Equal("full"u8.ToArray(), told[..4]);
        Assert.Equal(0, await second.ReceiveAsync(told).WaitAsync(Patience));
        Assert.Equal(1, listener.Count);
    }

    [Fact]
    public async Task Whom_the_listener_does_not_admit_is_closed_unread_and_takes_no_place()
    {
        Channel<ProbeHandler> accepted = Channel.CreateUnbounded<ProbeHandler>();
        List<EndPoint?> asked = [];
        using SocketListener listener = new(
            Options() with
            {
                MaxConnections = 1,
                Admits = peer =>
                {
                    asked.Add(peer);
                    return asked.Count > 1;
                },
            },
            connection => new ProbeHandler(connection, accepted.Writer),
            TimeProvider.System,
            new SilentLog());
        using Socket first = await ProbeHandler.ConnectAsync(listener);
        Assert.Equal(0, await first.ReceiveAsync(new byte[1]).WaitAsync(Patience));
        using Socket second = await ProbeHandler.ConnectAsync(listener);
        await accepted.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ((Socket[])[first, second]).Select(static peer => ((IPEndPoint)peer.LocalEndPoint!).Port),
            asked.Select(static peer => ((IPEndPoint)peer!).Port));
    }

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

    private static Task UntilAsync(Func<bool> condition) => Poll.UntilAsync(condition);

    private sealed class FaultLog : IListenerLog
    {
        public TaskCompletionSource<Exception> Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

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

        public void HandlerFailed(Exception exception) => Failed.TrySetResult(exception);
    }
}
