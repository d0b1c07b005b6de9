using System.Globalization;
using System.Net;
using System.Text;
using Chamada.Core.Hosting;
using Chamada.Core.Transport;

namespace Chamada.Tests.Hosting;

/// <summary>What all connections may hold together, and that whoever holds much keeps nobody else from an answer.</summary>
public sealed class BufferLimitTests
{
    private const int Limit = 1 << 20;

    private static readonly string Token = new('a', 32), Long = new('x', 15_000);
    private static readonly IPAddress Greedy = IPAddress.Parse("127.0.0.2");

    [Fact]
    public void An_address_may_hold_half_and_all_together_the_whole()
    {
        MemoryBudget budget = new(100);
        AddressShare one = new();
        PeerMemory first = new(budget), second = new(budget), other = new(budget);
        first.Begin(one);
        second.Begin(one);
        other.Begin(new AddressShare());
        Assert.True(first.TryTake(50));
        Assert.False(second.TryTake(1));
        Assert.True(other.TryTake(50));
        first.Return(1);
        Assert.True(second.TryTake(1));
        second.Take(10); // What everybody gets is counted, too.
        Assert.Equal(110, budget.Used);
        first.End();
        Assert.False(other.TryTake(1)); // It has its half.
        second.End();
        other.End();
        Assert.Equal(0, budget.Used);
        PeerMemory local = new(budget); // Of an address that is not limited.
        local.Begin(null);
        Assert.True(local.TryTake(100));
        Assert.False(local.TryTake(1));
    }

    [Fact]
    public async Task Who_never_reads_holds_no_more_than_there_is_and_everybody_else_is_answered()
    {
        await using TestServer server = new(Limited(Limit));
        using RawPeer teacher = await server.ConnectAsync();
        await teacher.SendAsync(string.Concat(Enumerable.Range(1, 5_000).Select(static i =>
            string.Create(CultureInfo.InvariantCulture, $"OPEN {i} TOKEN {Token}\r\n"))) + "PING\r\n");
        await teacher.ReadToAsync("+PONG\r\n");
        List<RawPeer> greedy = [];
        for (int i = 0; i < 60; i++)
        {
            RawPeer peer = await RawPeer.ConnectAsync(server.EndPoint, Greedy);
            peer.Socket.ReceiveBufferSize = 4096;
            greedy.Add(peer);
            await peer.SendAsync(string.Concat(Enumerable.Repeat("ROLLS\r\n", 40))); // 8 MB, so that the system cannot take all of it.
            await peer.ReadToAsync("*5000\r\n");
        }

        Assert.InRange(await FigureAsync(teacher, "buffer_bytes"), 1, Limit + (61 * 2 * 4096));
        using RawPeer refused = await RawPeer.ConnectAsync(server.EndPoint, Greedy);
        await refused.SendAsync(RawPeer.Resp("ECHO", Long));
        Assert.Equal("-OOM no memory for this request now: ask again in a moment\r\n", await refused.ReadToEndAsync());
        Assert.True(await FigureAsync(teacher, "refused_memory") > 0);

        using RawPeer student = await server.ConnectAsync();
        await student.AskAsync("PRESENT", "3030", "042191010");
        await student.ReadToAsync("+REGISTERED\r\n");
        await student.AskAsync("ECHO", Long);
        await student.ReadToAsync(Long);
        using RawPeer neighbour = await RawPeer.ConnectAsync(server.EndPoint, Greedy);
        await neighbour.AskAsync("PRESENT", "3030", "042191011"); // Of the same address, and in need of little.
        await neighbour.ReadToAsync("+REGISTERED\r\n");

        greedy.ForEach(static peer => peer.Dispose());
        while (await FigureAsync(teacher, "buffer_bytes") > 2 * BufferPool.LargeSize)
        {
            await Task.Yield();
        }

        await neighbour.AskAsync("ECHO", Long);
        await neighbour.ReadToAsync(Long);
    }

    [Fact]
    public async Task What_cannot_be_served_without_memory_is_refused_in_its_own_way()
    {
        await using TestServer server = new(Limited(100 * 1024) with { Tls = new Core.Tls.TlsOptions() });
        using RawPeer http = await RawPeer.ConnectAsync(server.EndPoint, Greedy);
        await http.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        string page = await http.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 503 ", page, StringComparison.Ordinal);
        Assert.Contains("Retry-After: ", page, StringComparison.Ordinal);

        using RawPeer tls = await RawPeer.ConnectAsync(server.EndPoint, Greedy);
        await tls.Socket.SendAsync(new byte[] { 22, 3, 1, 0, 1, 1 });
        Assert.Equal("\u0015\u0003\u0003\0\u0002\u0002P", await tls.ReadToEndAsync());

        using RawPeer resp = await RawPeer.ConnectAsync(server.EndPoint, Greedy);
        await resp.SendAsync(string.Concat(Enumerable.Repeat("MULTI\r\nECHO x\r\nDISCARD\r\n", 2)) + "PING\r\n");
        await resp.ReadToAsync("+PONG\r\n"); // One small transaction has room, again and again.
        await resp.SendAsync("MULTI\r\n" + string.Concat(Enumerable.Repeat($"ECHO {new string('x', 400)}\r\n", 200)) + "EXEC\r\nPING\r\n");
        string answers = await resp.ReadToAsync("+PONG\r\n");
        Assert.Contains("-OOM ", answers, StringComparison.Ordinal);
        Assert.Contains("-EXECABORT ", answers, StringComparison.Ordinal);
        Assert.True(await FigureAsync(resp, "refused_memory") >= 3);
    }

    [Fact]
    public async Task However_little_there_is_a_long_pipeline_is_answered_whole_and_in_order()
    {
        await using TestServer server = new(Limited(1024));
        using RawPeer peer = await RawPeer.ConnectAsync(server.EndPoint, Greedy);
        StringBuilder requests = new(), expected = new();
        for (int i = 0; i < 5_000; i++)
        {
            requests.Append(CultureInfo.InvariantCulture, $"ECHO {i}\r\n");
            string number = i.ToString(CultureInfo.InvariantCulture);
            expected.Append(CultureInfo.InvariantCulture, $"${number.Length}\r\n{number}\r\n");
        }

        Task sending = peer.SendAsync(requests.ToString());
        await peer.ExpectAsync(expected.ToString());
        await sending;
    }

    private static ServerOptions Limited(long bytes) => new()
    {
        BufferMemory = bytes,
        MaxOpen = 10_000,
        Addresses = new AddressLimitOptions { LimitsLoopback = true, RequestsPerSecond = 100_000 },
    };

    private static async Task<long> FigureAsync(RawPeer peer, string name)
    {
        await peer.SendAsync("INFO chamada\r\nECHO told\r\n");
        string told = await peer.ReadToAsync("told\r\n");
        string line = told.Split("\r\n").First(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture);
    }
}
