using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Bench.Scale;

/// <summary>
/// How soon who watches at one server sees what is registered at another: registrations at a steady pace, each with its times from the
/// request and from its answer to the line that the watcher is told.
/// </summary>
internal static class WatchBenchmark
{
    private static readonly ClassNumber Class = ClassNumber.From(3030);

    /// <summary>Runs it, and prints a table.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [string registers, string watches, .. string[] rest]
            || ServerAddress.Parse(registers) is not { } one || ServerAddress.Parse(watches) is not { } other)
        {
            Console.Error.WriteLine("Usage: Chamada.Bench watch SERVER OTHER [RATE [SECONDS]]");
            return 2;
        }

        int rate = rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 1000;
        int seconds = rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 10;
        await using RollClient client = await ConnectAsync(one), watcher = await ConnectAsync(other);
        string token = RollClient.NewToken();
        Fail((await client.OpenAsync(Class, token)).Error);
        ConcurrentDictionary<StudentId, long> seen = new();
        using CountdownEvent left = new(rate * seconds);
        ClientResult<ListReply> watching = await watcher.WatchAsync(Class, token, news =>
        {
            if (news is EntryAdded added && seen.TryAdd(added.Entry.Student, Stopwatch.GetTimestamp()))
            {
                left.Signal();
            }
        });
        Fail(watching.Error);
        (StudentId Student, long Asked, long Answered)[] registered = await RegisterAsync(client, rate, rate * seconds);
        bool isWhole = left.Wait(TimeSpan.FromSeconds(30));
        Console.WriteLine("| from | p50 | p99 | at most |");
        Console.WriteLine("|---|---|---|---|");
        Print("the request", registered.Select(one => (one.Student, one.Asked)), seen);
        Print("its answer", registered.Select(one => (one.Student, one.Answered)), seen);
        Console.WriteLine($"{registered.Length} registrations at {rate} a second, {(isWhole ? "all" : $"{seen.Count}")} of them seen.");
        Fail((await client.CloseAsync(Class, token)).Error);
        Fail((await client.ReceivedAsync(Class, token)).Error);
        return isWhole ? 0 : 1;
    }

    private static async Task<(StudentId Student, long Asked, long Answered)[]> RegisterAsync(RollClient client, int rate, int count)
    {
        Task<(StudentId, long, long)>[] asked = new Task<(StudentId, long, long)>[count];
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            TimeSpan wait = TimeSpan.FromSeconds((double)i / rate) - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(wait);
            }

            asked[i] = OneAsync(client, i);
        }

        return await Task.WhenAll(asked);
    }

    private static async Task<(StudentId Student, long Asked, long Answered)> OneAsync(RollClient client, int number)
    {
        StudentId student = StudentId.TryParse(number.ToString("D9", CultureInfo.InvariantCulture), out StudentId read) ? read : default;
        long asked = Stopwatch.GetTimestamp();
        Fail((await client.PresentAsync(Class, student)).Error);
        return (student, asked, Stopwatch.GetTimestamp());
    }

    private static void Print(string from, IEnumerable<(StudentId Student, long At)> times, ConcurrentDictionary<StudentId, long> seen)
    {
        double[] sorted =
        [
            .. times.Where(time => seen.ContainsKey(time.Student))
                .Select(time => Math.Max(0, Stopwatch.GetElapsedTime(time.At, seen[time.Student]).TotalMilliseconds))
                .Order(),
        ];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {from} | {At(sorted, 0.5):0.0} ms | {At(sorted, 0.99):0.0} ms | {At(sorted, 1):0.0} ms |"));
    }

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    private static async Task<RollClient> ConnectAsync(ServerAddress server)
    {
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(server);
        Fail(connected.Error);
        return connected.Value!;
    }

    private static void Fail(ClientError? error)
    {
        if (error is not null)
        {
            throw new InvalidOperationException(error.ToString());
        }
    }
}
