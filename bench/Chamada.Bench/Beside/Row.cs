namespace Chamada.Bench.Beside;

/// <summary>The medians of one server in one kind of load.</summary>
/// <param name="Durable">Whether each answer was on disk before it was given.</param>
/// <param name="Connections">How many connections.</param>
/// <param name="Pipeline">How many requests were under way on each.</param>
/// <param name="Server">Which server.</param>
/// <param name="Result">The medians.</param>
/// <param name="PeakMegabytes">The most memory that it has held by the end of this load, in MiB.</param>
internal sealed record Row(bool Durable, int Connections, int Pipeline, string Server, LoadResult Result, double PeakMegabytes)
{
    /// <summary>The median of the rounds' ratios: Chamada's rate by this server's.</summary>
    public double Ratio { get; init; } = 1;

    /// <summary>The lowest of them.</summary>
    public double Lowest { get; init; } = 1;

    /// <summary>The highest.</summary>
    public double Highest { get; init; } = 1;

    /// <summary>What is in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The medians of several runs.</summary>
    public static LoadResult Median(IReadOnlyList<LoadResult> runs) => new(
        Median(runs.Select(static run => run.Rate)), Median(runs.Select(static run => run.P50)), Median(runs.Select(static run => run.P99)),
        Median(runs.Select(static run => run.P999)), Median(runs.Select(static run => run.Max)))
    {
        Processor = Median(runs.Select(static run => run.Processor)),
    };
}
