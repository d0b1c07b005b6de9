using System.Globalization;

namespace Chamada.Tests.Simulation;

/// <summary>
/// The whole server but its sockets, its disk and its clock, which a seed moves: pieces of every length, resets, peers that do not read,
/// time-outs, stops and power failures, beside a ledger of all that anybody was told.
/// </summary>
public sealed class SimulationTests
{
    /// <summary>Which seeds: one, or from…to. Of those that anybody names all are tried, and the first that fails ends it.</summary>
    private const string Named = "CHAMADA_SEEDS";

    [Fact]
    public void Whatever_happens_what_was_acknowledged_stays_and_everybody_is_answered()
    {
        (int from, int to) = Seeds();
        long told = 0, closed = 0, restarts = 0;
        for (int seed = from; seed <= to; seed++)
        {
            SimulatedLife? life = null;
            Exception? found = Record.Exception(() => life = SimulatedWorld.Run(seed));
            Assert.True(life is not null, string.Create(
                CultureInfo.InvariantCulture,
                $"seed {seed}, alone with {Named}={seed} ./test --filter-class '*SimulationTests': {found}"));
            (told, closed, restarts) = (told + life.Told, closed + life.Closed, restarts + life.Restarts);
        }

        string all = $"{to - from + 1} seeds: {told} registrations, {closed} roll calls, {restarts} restarts";
        TestContext.Current.SendDiagnosticMessage(all);
        Assert.True(to - from < 100 || (told > to - from && closed > to - from && restarts > (to - from) / 10), all);
    }

    [Fact]
    public void The_same_seed_tells_everybody_the_same()
    {
        foreach (int seed in (int[])[1, 17, 4711])
        {
            Assert.Equal(SimulatedWorld.Run(seed), SimulatedWorld.Run(seed));
        }
    }

    private static (int From, int To) Seeds()
    {
        if (Environment.GetEnvironmentVariable(Named) is not { Length: > 0 } named)
        {
            return (1, 1_000);
        }

        int[] seeds = [.. named.Split("..").Select(static seed => int.Parse(seed, CultureInfo.InvariantCulture))];
        return (seeds[0], seeds[^1]);
    }
}
