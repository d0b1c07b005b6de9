using Chamada.Core.Transport;

namespace Chamada.Tests.Transport;

/// <summary>A buffer is as large as what its peer sends, and what was received stays as it came.</summary>
public sealed class ReceiveBufferTests
{
    private const int Small = 512;

    private readonly BufferPool _large = new(BufferPool.LargeSize);
    private readonly BufferPool _middle = new(BufferPool.MiddleSize);
    private readonly PeerMemory _memory = new(MemoryBudget.Unbounded);

    [Fact]
    public void A_peer_that_sends_one_request_at_a_time_needs_a_small_buffer()
    {
        ReceiveBuffer buffer = new(_large, _middle, _memory);
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(Small, Receive(buffer, 46));
            buffer.Consume(46);
        }

        Assert.Equal((0, 0), (_large.Rented, _middle.Rented));
    }

    [Fact]
    public void A_peer_that_sends_many_at_a_time_gets_room_for_all_of_them_from_its_second_batch_on()
    {
        ReceiveBuffer buffer = new(_large, _middle, _memory);
        Receive(buffer, Small);
        buffer.Consume(506);
        Receive(buffer, 224);
        buffer.Consume(230);
        for (int i = 0; i < 100; i++)
        {
            Assert.False(buffer.WaitsEmpty);
            Assert.Equal(BufferPool.MiddleSize, Receive(buffer, 736));
            buffer.Consume(736);
            Receive(buffer, 46); // Now and then it sends little in between.
            buffer.Consume(46);
        }

        Assert.Equal((0, 1), (_large.Rented, _middle.Rented));
    }

    [Fact]
    public void A_peer_that_sends_little_again_gives_the_room_back()
    {
        ReceiveBuffer buffer = new(_large, _middle, _memory);
        Receive(buffer, Small);
        for (int i = 0; i < 10; i++)
        {
            buffer.Consume(buffer.Bytes.Length);
            Receive(buffer, 46);
        }

        Assert.Equal((0, 0), (_large.Rented, _middle.Rented));
        Assert.Equal(46, buffer.Bytes.Length);
    }

    [Fact]
    public void A_peer_that_is_gone_leaves_nothing()
    {
        ReceiveBuffer buffer = new(_large, _middle, _memory);
        Receive(buffer, Small);
        Receive(buffer, BufferPool.MiddleSize - Small);
        Receive(buffer, 1);
        Assert.Equal((1, 1), (_large.Rented, _middle.Rented));

        buffer.Clear();

        Assert.Equal((0, 0), (_large.Rented, _middle.Rented));
        Assert.True(buffer.IsEmpty);
    }

    [Fact]
    public void Whatever_comes_in_whatever_pieces_is_consumed_as_it_came()
    {
        Random random = new(512);
        for (int run = 0; run < 50; run++)
        {
            ReceiveBuffer buffer = new(_large, _middle, _memory);
            int most = 1 << random.Next(1, 17);
            int sent = 0, consumed = 0;
            while (consumed < 300_000)
            {
                if (buffer.WaitsEmpty)
                {
                    Assert.Equal(0, buffer.WaitEmpty().Count);
                }

                (byte[] array, int offset, int room) = buffer.MakeRoom();
                int count = Math.Min(room, random.Next(1, most + 1));
                for (int i = 0; i < count; i++)
                {
                    array[offset + i] = At(sent++);
                }

                buffer.Add(count);
                int taken = random.Next(3) == 0 && buffer.Bytes.Length < 16_000 ? random.Next(buffer.Bytes.Length) : buffer.Bytes.Length;
                foreach (byte one in buffer.Bytes[..taken])
                {
                    Assert.Equal(At(consumed++), one);
                }

                buffer.Consume(taken);
            }

            buffer.Clear();
        }

        Assert.Equal((0, 0), (_large.Rented, _middle.Rented));
    }

    private static byte At(int position) => (byte)(position * 31 / 7);

    /// <summary>Receives bytes as a connection does.</summary>
    /// <returns>How many there was room for, with the rest that was there.</returns>
    private static int Receive(ReceiveBuffer buffer, int count)
    {
        (_, int offset, int room) = buffer.MakeRoom();
        Assert.InRange(count, 1, room);
        buffer.Add(count);
        return offset + room;
    }
}
