using System.Diagnostics;
using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Bench;

/// <summary>Measures the full-screen programs as their users feel them: time to the first picture, from a key to its effect, processor time
/// at rest, memory.</summary>
internal static class ScreensBenchmark
{
    private const int Columns = 80, Rows = 24;
    private const string LastWordOfAFrame = "Quit";
    private const string NobodyAbsent = "Nobody is absent";
    private static readonly ClassNumber Class = ClassNumber.From(3030);

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [string chamada])
        {
            Console.Error.WriteLine("screens EXECUTABLE");
            return 2;
        }

        chamada = Path.GetFullPath(chamada);
        string folder = Directory.CreateTempSubdirectory("chamada-bench-").FullName;
        ProcessStartInfo info = new(chamada) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string arg in (string[])["serve", "--bind", "127.0.0.1", "--port", "0", "--memory", "--no-announce"])
        {
            info.ArgumentList.Add(arg);
        }

        using Process server = Process.Start(info)!;
        try
        {
            string address = (await server.StandardOutput.ReadLineAsync())!.Split(' ')[^1];
            await MeasureAsync(chamada, address, folder);
            return 0;
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string chamada, string address, string folder)
    {
        string[] teacher = [chamada, "teacher", "--server", address, "--lang", "en"];
        Print("first frame, teacher", await FirstFramesAsync(folder, teacher));
        Print("first frame, student", await FirstFramesAsync(folder, [chamada, "student", "--server", address, "--lang", "en"]));

        using Screen screen = Screen.Start(Columns, Rows, folder, [.. teacher, "--class", "3030"]);
        await screen.WaitForAsync("Nobody has registered", 0);
        int process = screen.ProcessId;
        Console.WriteLine(Invariant($"processor, roll call open, nobody arrives: {await ProcessorAsync(process):0.0} % of a core"));

        await using RollClient client = await ConnectAsync(address);
        Dictionary<string, long> answered = [];
        using CancellationTokenSource stop = new();
        Task<int> arriving = ArriveAsync(client, answered, stop.Token);
        Print("key to its effect, 100 students a second arriving", await KeysAsync(screen, 60));
        await stop.CancelAsync();
        int next = await arriving;
        await screen.WaitForAsync(Student(next - 1).ToString(), 0);
        Print("answer to the student, to its line on the screen", [.. answered
            .Select(pair => (Came: screen.FirstTime(pair.Key), Answered: pair.Value))
            .Where(static times => times.Came is not null)
            .Select(static times => Stopwatch.GetElapsedTime(times.Answered, times.Came!.Value).TotalMilliseconds)]);

        while (next < 10_000)
        {
            await client.PresentAsync(Class, Student(next++));
        }

        await screen.WaitForAsync(Student(next - 1).ToString(), 0);
        Print("key to its effect, 10,000 rows", await KeysAsync(screen, 30));
        Console.WriteLine(Invariant($"processor, 10,000 rows, nobody arrives: {await ProcessorAsync(process):0.0} % of a core"));
        string memory = (await File.ReadAllLinesAsync($"/proc/{process}/status"))
            .First(static line => line.StartsWith("VmRSS", StringComparison.Ordinal));
        Console.WriteLine(Invariant(
            $"memory with 10,000 rows: {int.Parse(memory.Split(' ')[^2], CultureInfo.InvariantCulture) / 1024} MiB"));
    }

    private static async Task<List<double>> FirstFramesAsync(string folder, string[] command)
    {
        List<double> times = [];
        for (int i = 0; i < 20; i++)
        {
            using Screen screen = Screen.Start(Columns, Rows, folder, command);
            long painted = await screen.WaitForAsync(LastWordOfAFrame, 0);
            times.Add(Stopwatch.GetElapsedTime(screen.StartedAt, painted).TotalMilliseconds);
        }

        return times;
    }

    /// <summary>Changes from those who are present to those who are absent, which are none, and back.</summary>
    private static async Task<List<double>> KeysAsync(Screen screen, int count)
    {
        List<double> times = [];
        for (int i = 0; i < count; i++)
        {
            int before = screen.Position;
            long pressed = screen.Press("2");
            times.Add(Stopwatch.GetElapsedTime(pressed, await screen.WaitForAsync(NobodyAbsent, before)).TotalMilliseconds);
            before = screen.Position;
            screen.Press("1");
            await screen.WaitForAsync("student", before);
        }

        return times;
    }

    private static async Task<int> ArriveAsync(RollClient client, Dictionary<string, long> answered, CancellationToken stop)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(10));
        int next = 0;
        while (!stop.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            await client.PresentAsync(Class, Student(next), CancellationToken.None);
            answered[Student(next++).ToString()] = Stopwatch.GetTimestamp();
        }

        return next;
    }

    private static async Task<double> ProcessorAsync(int process)
    {
        TimeSpan span = TimeSpan.FromSeconds(20);
        await Task.Delay(TimeSpan.FromSeconds(2)); // Until it has noticed that nothing happens.
        using Process measured = Process.GetProcessById(process);
        TimeSpan before = measured.TotalProcessorTime;
        long began = Stopwatch.GetTimestamp();
        await Task.Delay(span);
        measured.Refresh();
        return 100 * (measured.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(began);
    }

    private static async Task<RollClient> ConnectAsync(string address)
    {
        ClientResult<RollClient> result = await RollClient.ConnectAsync(ServerAddress.Parse(address)!);
        return result.Value ?? throw new InvalidOperationException($"No connection to {address}.");
    }

    private static StudentId Student(int number) =>
        StudentId.TryParse(Invariant($"04219{number:00000}"), out StudentId student)
            ? student
            : throw new ArgumentOutOfRangeException(nameof(number));

    private static void Print(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: median {milliseconds[milliseconds.Count / 2]:0} ms, p95 {milliseconds[milliseconds.Count * 95 / 100]:0} ms, at most "
                + $"{milliseconds[^1]:0} ms ({milliseconds.Count} times)"));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
