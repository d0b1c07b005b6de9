using System.Globalization;
using System.Net.Sockets;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;

namespace Chamada.Tests.Hosting;

/// <summary>What a peer can make the server hold. Measured on the whole process, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private static readonly string Token = new('a', 32);

    [Fact]
    public async Task A_burst_of_short_requests_leaves_next_to_nothing()
    {
        await using TestServer server = new();
        List<RawPeer> peers = [];
        string burst = string.Concat(Enumerable.Repeat("PRESENT 1 1\r\n", 4_800)) + "PING\r\n";
        for (int i = 0; i < 100; i++)
        {
            peers.Add(await server.ConnectAsync()); // What the test's own side of a connection holds is none of the server's.
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (RawPeer peer in peers)
        {
            await peer.SendAsync(burst);
            await peer.ReadToAsync("+PONG\r\n");
        }

        // It was 907 KB for each.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 30 << 20);
        peers.ForEach(static peer => peer.Dispose());
    }

    [Fact]
    public async Task A_connection_at_rest_holds_little()
    {
        const int count = 1000;
        await using TestServer server = new();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Socket[] peers = [.. Enumerable.Range(0, count).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp))];
        byte[] answer = new byte[64];
        foreach (Socket peer in peers)
        {
            peer.Connect(server.EndPoint);
            peer.Send("PING\r\n"u8);
            Assert.Equal(7, peer.Receive(answer));
        }

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        Array.ForEach(peers, static peer => peer.Dispose());

        // More than 1,000 bytes of it are the test's own end of the connection. With a buffer for several requests it was 9,600.
        TestContext.Current.SendDiagnosticMessage($"{each} bytes for both ends of a connection");
        Assert.InRange(each, 0, 6_000);
    }

    [Fact]
    public void A_list_of_all_open_classes_takes_no_memory_and_no_time_of_the_book()
    {
        RollBook book = Filled(10_000);
        RollBatch batch = new(new NoOwner());
        Ask(); // The tree of that moment.
        long before = GC.GetAllocatedBytesForCurrentThread();
        Ask();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500);
        Assert.Equal(10_000, batch.Outcomes[0].Open!.Count);

        void Ask()
        {
            batch.Clear();
            batch.Add(new RollRequest(ClassNumber.Refused, RollsCommand.Instance));
            Assert.True(book.Submit(batch));
        }
    }

    [Fact]
    public void A_list_of_open_classes_is_that_of_the_moment_however_late_it_is_read()
    {
        RollBook book = Filled(3);
        RollSummaries rolls = Outcome(book, new RollRequest(ClassNumber.Refused, RollsCommand.Instance)).Open!;
        TokenHash token = TokenHash.Of("t"u8);
        Outcome(book, new RollRequest(ClassNumber.From(2), StudentId.From("late")));
        Outcome(book, new RollRequest(ClassNumber.From(1), StudentId.From("1"), new MarkCommand(token, Mark.Removed)));
        Outcome(book, new RollRequest(ClassNumber.From(3), new CloseCommand(token)));
        Outcome(book, new RollRequest(ClassNumber.From(4), new OpenCommand(token, RollRules.None)));
        Assert.Equal([(1L, 1), (2, 1), (3, 1)], rolls.Select(static roll => (roll.Class.Value, roll.Count)));
        RollSummaries now = Outcome(book, new RollRequest(ClassNumber.Refused, RollsCommand.Instance)).Open!;
        Assert.Equal([(1L, 0), (2, 2), (4, 0)], now.Select(static roll => (roll.Class.Value, roll.Count)));
    }

    [Fact]
    public async Task Whoever_reads_all_open_classes_and_does_not_read_holds_a_buffer_and_no_more()
    {
        await using TestServer server = new();
        using RawPeer opening = await server.ConnectAsync();
        await opening.SendAsync(string.Concat(Enumerable.Range(1, 20_000).Select(static i =>
            string.Create(CultureInfo.InvariantCulture, $"OPEN {i} TOKEN {Token}\r\n"))) + "PING\r\n");
        await opening.ReadToAsync("+PONG\r\n");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        List<RawPeer> peers = [];
        for (int i = 0; i < 40; i++)
        {
            RawPeer peer = await server.ConnectAsync();
            peer.Socket.ReceiveBufferSize = 4096;
            peers.Add(peer);
            await peer.SendAsync("ROLLS\r\n");
            await peer.ReadToAsync("*20000\r\n");
        }

        // Each list was 800 KB beside what was sent of it.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 20 << 20);
        peers.ForEach(static peer => peer.Dispose());
    }

    private static RollBook Filled(int classes)
    {
        RollBook book = new(new MemoryLog());
        TokenHash token = TokenHash.Of("t"u8);
        for (int i = 1; i <= classes; i++)
        {
            Outcome(book, new RollRequest(ClassNumber.From(i), new OpenCommand(token, RollRules.None)));
            Outcome(book, new RollRequest(ClassNumber.From(i), StudentId.From("1")));
        }

        return book;
    }

    private static RollOutcome Outcome(RollBook book, RollRequest request)
    {
        RollBatch batch = new(new NoOwner()) { Caller = new Caller(System.Net.IPAddress.Loopback, MayOpen: true) };
        batch.Add(in request);
        Assert.True(book.Submit(batch));
        return batch.Outcomes[0];
    }

    private sealed class NoOwner : IRollBatchOwner
    {
        public void BatchDecided() => Assert.Fail("Nothing here waits for a disk.");
    }
}
