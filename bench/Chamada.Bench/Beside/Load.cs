using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Chamada.Bench.Beside;

/// <summary>What one run of a load gave.</summary>
/// <param name="Rate">Requests a second.</param>
/// <param name="P50">Milliseconds within which half of the requests were answered.</param>
/// <param name="P99">99 of 100.</param>
/// <param name="P999">999 of 1,000.</param>
/// <param name="Max">All.</param>
internal sealed record LoadResult(double Rate, double P50, double P99, double P999, double Max)
{
    /// <summary>Microseconds of processor that the server used for a request.</summary>
    public double Processor { get; init; }
}

/// <summary>redis-benchmark, which asks the same of everybody.</summary>
internal static partial class Load
{
    /// <summary>Runs it against a server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="request">The command.</param>
    /// <param name="connections">How many connections.</param>
    /// <param name="pipeline">How many requests are under way on each.</param>
    /// <param name="count">How many requests in all.</param>
    /// <param name="keys">From how many numbers those in the requests are drawn.</param>
    public static LoadResult Run(
        ServerProcess server, IReadOnlyList<string> request, int connections, int pipeline, int count, long keys = 1_000_000_000)
    {
        // Thousands of connections need as many files.
        ProcessStartInfo start = new("sh") { RedirectStandardOutput = true };
        string[] arguments =
        [
            "-c", "ulimit -n \"$(ulimit -Hn)\"; exec redis-benchmark \"$@\"", "sh",
            "-p", Text(server.Port), "-c", Text(connections), "-P", Text(pipeline), "-n", Text(count), "-r", Text(keys), .. request,
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        double before = server.ProcessorSeconds;
        using Process benchmark = Process.Start(start)!;
        string output = benchmark.StandardOutput.ReadToEnd();
        benchmark.WaitForExit();
        if (Throughput().Match(output) is not { Success: true } rate || Summary().Match(output) is not { Success: true } summary)
        {
            throw new InvalidOperationException($"redis-benchmark gave no figures for {string.Join(' ', request)}: {output}");
        }

        // The last line is that of 100 %.
        Match p999 = Percentile().Matches(output).First(static match => Number(match.Groups[1]) >= 99.9);
        GroupCollection times = summary.Groups;
        return new LoadResult(Number(rate.Groups[1]), Number(times[3]), Number(times[5]), Number(p999.Groups[2]), Number(times[6]))
        {
            Processor = (server.ProcessorSeconds - before) * 1e6 / count,
        };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"throughput summary: ([0-9.]+) requests")]
    private static partial Regex Throughput();

    [GeneratedRegex(@"avg\s+min\s+p50\s+p95\s+p99\s+max\s+([0-9.]+)\s+([0-9.]+)\s+([0-9.]+)\s+([0-9.]+)\s+([0-9.]+)\s+([0-9.]+)")]
    private static partial Regex Summary();

    [GeneratedRegex(@"([0-9.]+)% <= ([0-9.]+) milliseconds \(cumulative")]
    private static partial Regex Percentile();
}
