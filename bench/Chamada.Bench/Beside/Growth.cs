using System.Diagnostics;
using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Bench.Beside;

/// <summary>How Chamada, in memory, does with more of something.</summary>
/// <param name="What">Of what.</param>
/// <param name="Count">How many.</param>
/// <param name="Result">Under load.</param>
/// <param name="PeakMegabytes">The most memory that the server has held, in MiB.</param>
internal sealed record GrowthRow(string What, int Count, LoadResult Result, double PeakMegabytes);

/// <summary>Measures it.</summary>
internal static class Growth
{
    private const int Million = 1_000_000, Pipeline = 16, Connections = 50;

    /// <summary>redis-benchmark draws twelve digits from 0 on, which is no class; with a 1 before them they are.</summary>
    private const long FirstClass = 1_000_000_000_000;

    private static readonly string[] One = ["PRESENT", "3030", "__rand_int__"];
    private static readonly string[] Any = ["PRESENT", "1__rand_int__", "7"];

    /// <summary>All rows.</summary>
    /// <param name="chamada">The executable.</param>
    public static async Task<List<GrowthRow>> MeasureAsync(string chamada)
    {
        Contestant own = Contestant.Chamada(chamada, durable: false);
        List<GrowthRow> rows = [];
        foreach (int students in (int[])[1, 100, 10_000, Million])
        {
            using ServerProcess server = ServerProcess.Start(own);
            Fill(server, students);
            rows.Add(RowOf("students in a roll call", students, server, Load.Run(server, One, Connections, Pipeline, 500_000, students)));
        }

        foreach (int rolls in (int[])[1, 100, 10_000, 100_000])
        {
            using ServerProcess server = ServerProcess.Start(own);
            await OpenAsync(server, rolls);
            rows.Add(RowOf("open roll calls", rolls, server, Load.Run(server, Any, Connections, Pipeline, 500_000, rolls)));
        }

        foreach (int connections in (int[])[10, 100, 1000, 15_000])
        {
            using ServerProcess server = ServerProcess.Start(own);
            rows.Add(RowOf("connections", connections, server, Load.Run(server, One, connections, 1, Math.Max(20_000, connections * 4))));
        }

        rows.Add(await CloseAsync(own));
        return rows;
    }

    private static GrowthRow RowOf(string what, int count, ServerProcess server, LoadResult result)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {what}: measured"));
        return new GrowthRow(what, count, result, server.PeakMegabytes);
    }

    /// <summary>Registers about so many: numbers are drawn, and some more than once.</summary>
    private static void Fill(ServerProcess server, int students) =>
        Load.Run(server, One, Connections, 64, Math.Max(1000, students * 3), students);

    private static async Task OpenAsync(ServerProcess server, int rolls)
    {
        await using RollClient client = await ConnectAsync(server);
        foreach (int[] some in Enumerable.Range(0, rolls).Chunk(1000))
        {
            await Task.WhenAll(some.Select(number => client.OpenAsync(
                ClassNumber.From(FirstClass + number), RollClient.NewToken(), new OpenOptions())));
        }
    }

    /// <summary>A million students are closed while others register: what they notice of it is the row, with its longest answer.</summary>
    private static async Task<GrowthRow> CloseAsync(Contestant own)
    {
        using ServerProcess server = ServerProcess.Start(own);
        await using RollClient teacher = await ConnectAsync(server);
        string token = RollClient.NewToken();
        await teacher.OpenAsync(ClassNumber.From(1), token, new OpenOptions());
        Load.Run(server, ["PRESENT", "1", "__rand_int__"], Connections, 64, Million);
        Task<LoadResult> others = Task.Run(() => Load.Run(server, One, Connections, 1, 100_000));
        long begun = Stopwatch.GetTimestamp();
        ClientResult<CloseReply> closed = await teacher.CloseAsync(ClassNumber.From(1), token);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        int count = closed.Value?.Students.Count ?? 0;
        string what = string.Create(CultureInfo.InvariantCulture, $"students, with their teacher {seconds:0.0} s after CLOSE, meanwhile");
        return RowOf(what, count, server, await others);
    }

    private static async Task<RollClient> ConnectAsync(ServerProcess server)
    {
        RollClientOptions patient = new() { Timeout = TimeSpan.FromMinutes(5) };
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(new ServerAddress("127.0.0.1", server.Port), patient);
        return connected.Try(out RollClient? client, out ClientError? error)
            ? client
            : throw new InvalidOperationException(error.ToString());
    }
}
