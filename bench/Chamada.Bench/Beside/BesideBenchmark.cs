using System.Globalization;

namespace Chamada.Bench.Beside;

/// <summary>Chamada's server beside others, in turns: whatever else the machine does, each meets it as often.</summary>
internal static class BesideBenchmark
{
    /// <summary>Below this part of another server's rate something is wrong, however noisy the machine.</summary>
    private const double Absurd = 0.1;

    /// <summary>Measures and reports.</summary>
    /// <returns>The exit code: 1 when the figures cannot be.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (BesideOptions.Read(args) is not { } options)
        {
            Console.Error.WriteLine("bench/run tells what it takes. There must be a published executable.");
            return 2;
        }

        try
        {
            return await MeasureAsync(options);
        }
        catch (InvalidOperationException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static async Task<int> MeasureAsync(BesideOptions options)
    {
        List<Row> rows = [];
        foreach (bool durable in (bool[])[false, true])
        {
            rows.AddRange(Compare(options, durable));
        }

        if (options.Python is { } python)
        {
            rows.AddRange(TextLoad.Compare(options, python));
        }

        List<GrowthRow> growth = options.Grows ? await Growth.MeasureAsync(options.Chamada) : [];
        Report report = new(rows, growth, options);
        Console.Write(report.Table());
        report.Save();
        Row[] wrong = [.. rows.Where(static row => row.Result.Rate <= 0 || row.Ratio < Absurd)];
        foreach (Row row in wrong)
        {
            Console.Error.WriteLine($"This cannot be: {row}");
        }

        return wrong.Length == 0 ? 0 : 1;
    }

    private static IEnumerable<Row> Compare(BesideOptions options, bool durable)
    {
        List<(Contestant Contestant, ServerProcess Server)> all = [];
        try
        {
            foreach (Contestant contestant in Contestant.All(options, durable))
            {
                all.Add((contestant, ServerProcess.Start(contestant)));
            }

            foreach (int connections in options.IsQuick ? (int[])[50] : [50, 1000])
            {
                foreach (int pipeline in (int[])[1, 16, 64])
                {
                    foreach (Row row in Compare(options, durable, all, connections, pipeline))
                    {
                        yield return row;
                    }
                }
            }
        }
        finally
        {
            foreach ((_, ServerProcess server) in all)
            {
                server.Dispose();
            }
        }
    }

    private static IEnumerable<Row> Compare(
        BesideOptions options, bool durable, List<(Contestant Contestant, ServerProcess Server)> all, int connections, int pipeline)
    {
        int count = pipeline * (durable ? 12_000 : 20_000) / (pipeline == 1 ? 1 : 3) / (options.IsQuick ? 4 : 1);
        List<LoadResult>[] results = [.. all.Select(static _ => new List<LoadResult>())];
        for (int round = 0; round < options.Rounds; round++)
        {
            for (int i = 0; i < all.Count; i++)
            {
                // Each round begins with another one, so that nobody always follows the same.
                int turn = (i + round) % all.Count;
                results[turn].Add(Load.Run(all[turn].Server, all[turn].Contestant.Request, connections, pipeline, count));
            }
        }

        string mode = durable ? "durable" : "in memory";
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{mode}, {connections} connections, pipeline {pipeline}: measured"));
        for (int i = 0; i < all.Count; i++)
        {
            double[] ratios = [.. results[0].Zip(results[i], static (own, other) => own.Rate / other.Rate)];
            (Contestant contestant, ServerProcess server) = all[i];
            yield return new Row(durable, connections, pipeline, contestant.Name, Row.Median(results[i]), server.PeakMegabytes)
            {
                Ratio = Row.Median(ratios),
                Lowest = ratios.Min(),
                Highest = ratios.Max(),
            };
        }
    }
}
