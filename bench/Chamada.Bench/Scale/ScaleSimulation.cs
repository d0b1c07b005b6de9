using System.Globalization;

namespace Chamada.Bench.Scale;

/// <summary>
/// Many schools' day against capacities that were measured elsewhere: how full each database and each server gets, and how long students
/// wait. A database takes its registrations in order at a fixed rate, which is what a log with group commit comes to; a student's
/// connection stays for a while after the answer. Nothing is measured here.
/// </summary>
internal static class ScaleSimulation
{
    private static readonly int[] Databases = [1, 2, 4, 8];

    /// <summary>Runs it, and prints a table.</summary>
    public static int Run(string[] args)
    {
        int schools = Number(args, "--schools", 10_000), seed = Number(args, "--seed", 1);
        int rate = Number(args, "--rate", 20_000), commit = Number(args, "--commit", 2);
        int stays = Number(args, "--stays", 30), connections = Number(args, "--connections", 20_000);
        bool isAtOnce = args.Contains("--at-once");
        SchoolDay day = new SchoolDay(schools, seed, isAtOnce).Draw();
        int[] total = Sum(day.ByLane);
        int[] seconds = PerSecond(total);
        int busiest = Array.IndexOf(seconds, seconds.Max());
        (int held, int heldAt) = MostHeld(total, stays);
        Write($"{schools:N0} schools, {day.Students:N0} students, {day.RollCalls:N0} roll calls, {day.Registrations:N0} registrations");
        Write($"busiest second {Clock(busiest)}: {seconds[busiest]:N0} registrations; mean of the 600 seconds around it "
            + $"{seconds.Skip(Math.Max(0, busiest - 300)).Take(600).Average():N0}; mean of the day {day.Registrations / 86_400:N0}");
        Write($"most connections at once, each kept {stays} s: {held:N0} at {Clock(heldAt)}, "
            + $"so {(held + connections - 1) / connections} servers of {connections:N0}");
        Write("");
        Write("| databases | busiest second of one | of its rate | longest wait | waited over 50 ms | p99.9 |");
        Write("|---|---|---|---|---|---|");
        foreach (int databases in Databases)
        {
            Write(Line(day, databases, rate, commit));
        }

        return 0;
    }

    private static string Line(SchoolDay day, int databases, int rate, int commit)
    {
        int busiest = 0;
        Dictionary<int, long> waits = [];
        for (int database = 0; database < databases; database++)
        {
            int[] arrivals = Sum([.. day.ByLane.Where((_, lane) => lane % databases == database)]);
            busiest = Math.Max(busiest, PerSecond(arrivals).Max());
            double backlog = 0;
            foreach (int came in arrivals)
            {
                backlog = Math.Max(0, backlog + came - ((double)rate / SchoolDay.TicksPerSecond));
                if (came > 0)
                {
                    int wait = commit + (int)Math.Round(1000 * backlog / rate);
                    waits[wait] = waits.GetValueOrDefault(wait) + came;
                }
            }
        }

        long all = waits.Values.Sum(), over = waits.Where(static wait => wait.Key > 50).Sum(static wait => wait.Value), seen = 0;
        int p999 = waits.OrderBy(static wait => wait.Key).First(wait => (seen += wait.Value) >= all * 0.999).Key;
        return $"| {databases} | {busiest:N0} | {100.0 * busiest / rate:0} % | {Time(waits.Keys.Max())} | {100.0 * over / all:0.###} % "
            + $"| {Time(p999)} |";
    }

    private static string Time(int milliseconds) => milliseconds < 1000 ? $"{milliseconds} ms" : $"{milliseconds / 1000.0:0.0} s";

    private static string Clock(int second) => $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}";

    private static int[] Sum(ushort[][] lanes)
    {
        int[] total = new int[SchoolDay.Ticks];
        foreach (ushort[] lane in lanes)
        {
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += lane[i];
            }
        }

        return total;
    }

    private static int[] PerSecond(int[] ticks) => [.. ticks.Chunk(SchoolDay.TicksPerSecond).Select(static second => second.Sum())];

    private static (int Held, int Second) MostHeld(int[] ticks, int stays)
    {
        int held = 0, most = 0, at = 0;
        for (int i = 0; i < ticks.Length; i++)
        {
            held += ticks[i] - (i >= stays * SchoolDay.TicksPerSecond ? ticks[i - (stays * SchoolDay.TicksPerSecond)] : 0);
            (most, at) = held > most ? (held, i) : (most, at);
        }

        return (most, at / SchoolDay.TicksPerSecond);
    }

    private static int Number(string[] args, string name, int absent) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length
            ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
            : absent;

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Write(string line) => Console.WriteLine(line);
}
