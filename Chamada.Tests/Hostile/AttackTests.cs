using System.Globalization;
using System.Net;
using Chamada.Bench.Hostile;
using Chamada.Core.Hosting;
using Chamada.Core.Tls;
using Chamada.Core.Transport;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Hostile;

/// <summary>
/// Somebody attacks from one address, on real sockets; whoever comes from another is answered, nothing that was answered is lost, and what
/// the attack holds is bounded. How fast that is, bench measures.
/// </summary>
public sealed class AttackTests
{
    private const int Visits = 25, Connections = 100;
    private const long Memory = 4 << 20;

    private static readonly string Token = new('a', 32);
    private static readonly IPAddress Hostile = IPAddress.Parse("127.0.0.2"), Honest = IPAddress.Parse("127.0.0.3");

    public static TheoryData<string> Names => [.. Attack.All.Select(static attack => attack.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_honest_student_is_answered_and_the_attack_holds_no_more_than_there_is(string name)
    {
        await using TestServer server = new(new ServerOptions
        {
            Tls = new TlsOptions(),
            BufferMemory = Memory,
            Addresses = new AddressLimitOptions { LimitsLoopback = true },
        });
        using RawPeer teacher = await RawPeer.ConnectAsync(server.EndPoint, Honest);
        await teacher.SendAsync($"OPEN {Attack.Class} TOKEN {Token}\r\nOPEN {Attack.CodedClass} TOKEN {Token} CODE 15\r\nPING\r\n");
        await teacher.ReadToAsync("+PONG\r\n");
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<long> attack = Attack.All.First(one => one.Name == name).RunAsync(server.EndPoint, Hostile, Connections, stop.Token);
        try
        {
            await BegunAsync(teacher);
            for (int i = 0; i < Visits; i++)
            {
                using RawPeer student = await RawPeer.ConnectAsync(server.EndPoint, Honest);
                await student.AskAsync("PRESENT", $"{Attack.Class}", string.Create(CultureInfo.InvariantCulture, $"honest-{i}"));
                await student.ReadToAsync("+REGISTERED\r\n");
            }

            Assert.InRange(await FigureAsync(teacher, "buffer_bytes"), 0, Memory + ((Connections + 2) * 2L * BufferPool.MiddleSize));
        }
        finally
        {
            await stop.CancelAsync();
            Assert.True(await attack > 0);
        }

        await teacher.SendAsync($"LIST {Attack.Class} {Token}\r\nPING\r\n");
        string list = await teacher.ReadToAsync("+PONG\r\n");
        Assert.All(Enumerable.Range(0, Visits), i => Assert.Contains($"honest-{i}\r\n", list, StringComparison.Ordinal));
        while (await FigureAsync(teacher, "connected_clients") > 1)
        {
            await Task.Yield(); // All that the attack held goes with it.
        }

        Assert.InRange(await FigureAsync(teacher, "buffer_bytes"), 0, 2 * BufferPool.LargeSize);
    }

    /// <summary>Waits until the server has seen the attack.</summary>
    private static async Task BegunAsync(RawPeer teacher)
    {
        while (await FigureAsync(teacher, "total_connections_received") < 9)
        {
            await Task.Yield();
        }
    }

    private static async Task<long> FigureAsync(RawPeer peer, string name)
    {
        await peer.SendAsync("INFO all\r\nECHO told\r\n");
        string told = await peer.ReadToAsync("told\r\n");
        string line = told.Split("\r\n").First(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture);
    }
}
