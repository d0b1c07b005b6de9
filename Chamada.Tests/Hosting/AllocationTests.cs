using System.Globalization;
using System.Text;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;
using Chamada.Core.Wire.Resp;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Hosting;

/// <summary>The hot path allocates nothing per request once it is warm.</summary>
public sealed class AllocationTests
{
    private const int Requests = 1_000;

    [Fact]
    public void Reading_deciding_and_answering_allocates_nothing()
    {
        RollBook book = new(new MemoryLog());
        RequestBatch batch = new(new NoOwner()) { Rolls = { Caller = RollAsk.Here } };
        ReplyCursor replies = new(batch);
        RespFrame frame = new();
        RespSession session = new() { Id = 1, NewToken = () => [], NewSecret = () => CodeSecret.FromBytes(new byte[CodeSecret.Size]) };
        byte[] output = new byte[256 * 1024];
        byte[] open = Encoding.ASCII.GetBytes(RawPeer.Resp("OPEN", "3030", "TOKEN", new string('a', 32)));
        byte[][] receives = [.. Enumerable.Range(0, 4).Select(i => Receive(i * Requests, Requests))];
        Run(open);
        foreach (byte[] receive in receives)
        {
            Run(receive);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(receives[3]); // Students who are there already.
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        // New students are kept somewhere: now and then the roll call's log or its index grows by a step of some kilobytes. In between they
        // cost nothing either.
        int steps = 0;
        foreach (byte[] few in Enumerable.Range(0, 500).Select(i => Receive((receives.Length * Requests) + (i * 4), 4)).ToArray())
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            Run(few);
            steps += GC.GetAllocatedBytesForCurrentThread() > before ? 1 : 0;
        }

        Assert.InRange(steps, 0, 50);
        Run(receives[3]);
        Assert.Contains("ALREADY", Encoding.ASCII.GetString(output, 0, 200), StringComparison.Ordinal);

        void Run(byte[] bytes)
        {
            int consumed = 0;
            while (consumed < bytes.Length)
            {
                ReadOnlySpan<byte> rest = bytes.AsSpan(consumed);
                Assert.True(frame.Read(rest) == FrameStatus.Complete);
                CommandTable.Execute(new CommandCall(frame, rest, session, batch));
                consumed += frame.Consumed;
            }

            book.Submit(batch.Rolls);
            replies.Restart();
            while (replies.Write(output, RespReplyFormat.Instance) > 0)
            {
            }

            batch.Clear();
        }

        static byte[] Receive(int first, int count) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(first, count)
            .Select(i => RawPeer.Resp("PRESENT", "3030", i.ToString("D9", CultureInfo.InvariantCulture)))));
    }

    [Fact]
    public async Task A_connection_that_asks_again_and_again_makes_the_server_allocate_nothing()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        byte[] request =
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 100).Select(i => RawPeer.Resp("PRESENT", "3030", $"{i}"))));
        byte[] answers = new byte[64 * 1024];
        await peer.AskAsync("OPEN", "3030");
        await peer.ReadToAsync("\r\n$32\r\n");
        await peer.ReadToAsync("\r\n");
        int length = 0;
        await ExchangeAsync();
        length = await ExchangeAsync(); // From here on every student is there already: each round's answers are as long.
        for (int i = 0; i < 200; i++)
        {
            await ExchangeAsync();
        }

        // Other tests run at the same time, so the least of many rounds is what this connection costs.
        long least = long.MaxValue;
        for (int i = 0; i < 200 && least > 0; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int j = 0; j < 10; j++)
            {
                await ExchangeAsync();
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        // A thousand requests. The test's own ten round trips may cost a little.
        Assert.InRange(least, 0, 10_000);

        async ValueTask<int> ExchangeAsync()
        {
            await peer.Socket.SendAsync(request.AsMemory());
            int received = 0;
            while (length == 0 ? Count(received) < 100 : received < length)
            {
                received += await peer.Socket.ReceiveAsync(answers.AsMemory(received));
            }

            return received;
        }

        int Count(int received) => Encoding.ASCII.GetString(answers, 0, received).Split("+ALREADY\r\n").Length
            + Encoding.ASCII.GetString(answers, 0, received).Split("+REGISTERED\r\n").Length - 2;
    }

    private sealed class NoOwner : IRollBatchOwner
    {
        public void BatchDecided() => throw new InvalidOperationException("A journal in memory makes nobody wait.");
    }
}
