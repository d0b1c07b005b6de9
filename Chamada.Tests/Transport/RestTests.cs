using System.Net.Sockets;
using System.Threading.Channels;
using Chamada.Core.Transport;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Transport;

/// <summary>A connection at rest holds its small buffers and nothing else, whatever it did before.</summary>
public sealed class RestTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Who_has_sent_much_waits_without_a_large_buffer()
    {
        (SocketListener listener, ChannelReader<ProbeHandler> accepted) = ProbeHandler.Listen(TimeProvider.System);
        using (listener)
        {
            using Socket peer = await ProbeHandler.ConnectAsync(listener);
            ProbeHandler handler = await accepted.ReadAsync(TestContext.Current.CancellationToken);
            int received = 0;
            TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
            const int burst = 1 << 20;
            int wanted = burst;
            handler.Consume = bytes =>
            {
                received += bytes;
                if (received == wanted)
                {
                    all.TrySetResult();
                }

                return bytes;
            };
            await SendAsync(burst);
            await all.Task.WaitAsync(Patience);
            await UntilAsync(() => listener.Buffers.Rented == 0);

            // And it goes on as before, also byte by byte.
            wanted = burst + 1;
            all = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await SendAsync(1);
            await all.Task.WaitAsync(Patience);
            wanted = (2 * burst) + 1;
            all = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await SendAsync(burst);
            await all.Task.WaitAsync(Patience);
            await UntilAsync(() => listener.Buffers.Rented == 0);

            // The end of a peer that is waited for so is seen, too.
            peer.Shutdown(SocketShutdown.Send);
            Assert.Equal(CloseReason.Peer, await handler.Ended.Task.WaitAsync(Patience));

            async Task SendAsync(int bytes)
            {
                ReadOnlyMemory<byte> rest = new byte[bytes];
                while (!rest.IsEmpty)
                {
                    rest = rest[await peer.SendAsync(rest).AsTask().WaitAsync(Patience)..];
                }
            }
        }
    }

    [Fact]
    public void What_nobody_has_needed_for_a_while_is_let_go()
    {
        BufferPool pool = new(BufferPool.LargeSize);
        byte[][] crowd = [.. Enumerable.Range(0, 100).Select(_ => pool.Rent())];
        Array.ForEach(crowd, pool.Return);
        Assert.Equal(0, pool.Trim()); // All of them were needed since the last time.
        byte[] one = pool.Rent();
        Assert.Equal(99, pool.Trim());
        pool.Return(one);
        Assert.Equal((0, 1), (pool.Trim(), pool.Free));
        Assert.Equal((1, 0), (pool.Trim(), pool.Free));
    }

    [Fact]
    public async Task The_connections_of_a_crowd_that_has_gone_are_let_go()
    {
        FakeTimeProvider clock = new();
        List<WeakReference> handlers = [];
        (SocketListener listener, ChannelReader<ProbeHandler> accepted) = ProbeHandler.Listen(clock);
        using (listener)
        {
            for (int i = 0; i < 5; i++)
            {
                handlers.Add(await ComeAndGoAsync(listener, accepted));
            }

            Assert.Single(handlers.Select(static handler => handler.Target).Distinct()); // One after the other, they had the same.
            await UntilAsync(() => listener.Count == 0);
            for (int i = 0; i < 30; i++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            await UntilAsync(() =>
            {
                GC.Collect();
                return handlers.TrueForAll(static handler => !handler.IsAlive);
            });
        }
    }

    private static async Task<WeakReference> ComeAndGoAsync(SocketListener listener, ChannelReader<ProbeHandler> accepted)
    {
        using Socket peer = await ProbeHandler.ConnectAsync(listener);
        ProbeHandler handler = await accepted.ReadAsync(TestContext.Current.CancellationToken);
        peer.Shutdown(SocketShutdown.Both);
        peer.Close();
        await UntilAsync(() => listener.Count == 0);
        return new WeakReference(handler);
    }

    /// <summary>Looks until it is so: neither a listener's count nor the collector tells anybody of itself.</summary>
    private static Task UntilAsync(Func<bool> condition) => Poll.UntilAsync(condition);
}
