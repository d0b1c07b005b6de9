using System.Net.Sockets;
using System.Threading.Channels;
using Chamada.Core.Transport;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Transport;

/// <summary>How long a peer may take. The tests move the listener's clock by hand.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_request_that_comes_a_byte_a_second_times_out_all_the_same()
    {
        FakeTimeProvider clock = new();
        (SocketListener listener, ChannelReader<ProbeHandler> accepted) =
            ProbeHandler.Listen(clock, change: static options => options with { RequestTimeout = TimeSpan.FromSeconds(5) });
        using (listener)
        {
            using Socket peer = await ProbeHandler.ConnectAsync(listener);
            ProbeHandler handler = await accepted.ReadAsync(TestContext.Current.CancellationToken);
            int sent = 0;
            while (!handler.Broken.Task.IsCompleted && sent < 20)
            {
                await peer.SendAsync(new byte[1]);
                await Task.WhenAny(handler.SeesAsync(++sent), handler.Broken.Task).WaitAsync(Patience);
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            await handler.Broken.Task.WaitAsync(Patience);
            Assert.InRange(sent, 6, 8); // Five seconds, the one that was running, and the one in which it was found out.
            await handler.Ended.Task.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task No_time_is_over_before_it_is()
    {
        FakeTimeProvider clock = new();
        (SocketListener listener, ChannelReader<ProbeHandler> accepted) =
            ProbeHandler.Listen(clock, change: static options => options with { RequestTimeout = TimeSpan.FromSeconds(2) });
        using (listener)
        {
            using Socket peer = await ProbeHandler.ConnectAsync(listener);
            ProbeHandler handler = await accepted.ReadAsync(TestContext.Current.CancellationToken);
            clock.Advance(TimeSpan.FromSeconds(0.9));
            await peer.SendAsync(new byte[1]);
            await handler.SeesAsync(1);
            clock.Advance(TimeSpan.FromSeconds(1.9)); // 2.8 s since the start, 1.9 s since the byte.
            await peer.SendAsync(new byte[1]);
            await handler.SeesAsync(2); // Whatever the clock has brought about has happened before this.
            Assert.False(handler.Broken.Task.IsCompleted);

            // More than once, should the connection have read the clock for the first byte only after it was put forward.
            await Poll.AgainAsync(handler.Broken.Task, () => clock.Advance(TimeSpan.FromSeconds(1.2)));
        }
    }

    [Fact]
    public async Task The_time_in_which_the_handler_takes_nothing_is_not_the_peers()
    {
        FakeTimeProvider clock = new();
        (SocketListener listener, ChannelReader<ProbeHandler> accepted) =
            ProbeHandler.Listen(clock, change: static options => options with
            {
                RequestTimeout = TimeSpan.FromSeconds(2),
                IdleTimeout = TimeSpan.FromSeconds(1)
            });
        using (listener)
        {
            using Socket peer = await ProbeHandler.ConnectAsync(listener);
            ProbeHandler handler = await accepted.ReadAsync(TestContext.Current.CancellationToken);
            handler.Consume = static bytes => bytes > 2 ? bytes : 0;
            await peer.SendAsync(new byte[1]);
            await handler.SeesAsync(1);

            // A whole request comes, and its decision takes a minute. Then the peer has its two seconds for the next one.
            handler.Consume = bytes =>
            {
                handler.WantsInput = false;
                return bytes - 1;
            };
            await peer.SendAsync(new byte[2]);
            await handler.SeesAsync(3);
            clock.Advance(TimeSpan.FromMinutes(1));
            handler.Consume = static _ => 0;
            handler.WantsInput = true;
            handler.Connection.Wake();
            await handler.SeesAsync(1);
            clock.Advance(TimeSpan.FromSeconds(1));
            await peer.SendAsync(new byte[1]);
            await handler.SeesAsync(2);
            Assert.False(handler.Broken.Task.IsCompleted);
            Assert.False(handler.Ended.Task.IsCompleted);
        }
    }
}
