using System.Diagnostics;
using System.Globalization;
using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Bench;

/// <summary>
/// A class that points its phones at the QR code in the same moment: each opens a connection, gets the page of the class, and sends the
/// form. What was answered is then looked for on the disk, after a kill.
/// </summary>
internal static class PhonesBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [string chamada, .. string[] rest] || rest.Length > 2
            || !int.TryParse(rest.ElementAtOrDefault(0) ?? "300", CultureInfo.InvariantCulture, out int phones)
            || !int.TryParse(rest.ElementAtOrDefault(1) ?? "5", CultureInfo.InvariantCulture, out int rounds))
        {
            Console.Error.WriteLine("phones EXECUTABLE [PHONES [ROUNDS]]");
            return 2;
        }

        string folder = Directory.CreateTempSubdirectory("chamada-bench-").FullName;
        try
        {
            return await MeasureAsync(Path.GetFullPath(chamada), folder, phones, rounds) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> MeasureAsync(string chamada, string folder, int phones, int rounds)
    {
        List<string> tokens = [];
        int missing = 0;
        using (Process server = Start(chamada, folder))
        {
            try
            {
                string address = await AddressAsync(server);
                await using RollClient teacher = await ConnectAsync(address);
                for (int round = 0; round <= rounds; round++)
                {
                    tokens.Add(RollClient.NewToken());
                    ClientResult<OpenReply> opened = await teacher.OpenAsync(ClassNumber.From(round + 1), tokens[round]);
                    if (!opened.Try(out _, out ClientError? error))
                    {
                        throw new InvalidOperationException(error.ToString());
                    }

                    await CrowdAsync(new Uri($"http://{address}/{round + 1}"), round, phones);
                }
            }
            finally
            {
                server.Kill();
                await server.WaitForExitAsync();
            }
        }

        using Process again = Start(chamada, folder);
        try
        {
            await using RollClient teacher = await ConnectAsync(await AddressAsync(again));
            for (int round = 0; round <= rounds; round++)
            {
                ClientResult<ListReply> list = await teacher.ListAsync(ClassNumber.From(round + 1), tokens[round]);
                missing += phones - list.Value!.Students.Count;
            }
        }
        finally
        {
            again.Kill();
            await again.WaitForExitAsync();
        }

        Console.WriteLine($"answered, and not on the disk after kill -9: {missing}");
        return missing == 0;
    }

    /// <summary>One round. The first, with which the web server starts, is told apart.</summary>
    private static async Task CrowdAsync(Uri page, int round, int phones)
    {
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<(double Page, double Form)>[] all =
            [.. Enumerable.Range(0, phones).Select(phone => PhoneAsync(page, $"{phone:D9}", go.Task))];
        long begun = Stopwatch.GetTimestamp();
        go.SetResult();
        (double Page, double Form)[] times = await Task.WhenAll(all);
        double whole = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        string name = round == 0 ? "first" : round.ToString(CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"round {name}: {phones} phones in {whole:0} ms; page {Spread(times.Select(static time => time.Page))}, "
            + $"registration {Spread(times.Select(static time => time.Form))}"));
    }

    private static async Task<(double Page, double Form)> PhoneAsync(Uri page, string student, Task go)
    {
        using SocketsHttpHandler handler = new() { UseProxy = false };
        using HttpClient client = new(handler, disposeHandler: false);
        using FormUrlEncodedContent form = new([new("student", student)]);
        await go;
        long begun = Stopwatch.GetTimestamp();
        string shown = await client.GetStringAsync(page);
        double pageTime = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        begun = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await client.PostAsync(page, form);
        double formTime = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return answer.StatusCode == HttpStatusCode.OK && shown.Contains("name=\"student\"", StringComparison.Ordinal)
            ? (pageTime, formTime)
            : throw new InvalidOperationException($"{student}: {answer.StatusCode}");
    }

    private static string Spread(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {sorted[sorted.Length / 2]:0} p99 {sorted[sorted.Length * 99 / 100]:0} max {sorted[^1]:0} ms");
    }

    private static Process Start(string chamada, string folder)
    {
        ProcessStartInfo info = new(chamada) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string arg in (string[])["serve", "--bind", "127.0.0.1", "--port", "0", "--no-announce", "--data", folder])
        {
            info.ArgumentList.Add(arg);
        }

        return Process.Start(info)!;
    }

    private static async Task<string> AddressAsync(Process server)
    {
        string address = (await server.StandardOutput.ReadLineAsync())!.Split(' ')[^1];
        _ = server.StandardError.ReadToEndAsync();
        return address;
    }

    private static async Task<RollClient> ConnectAsync(string address)
    {
        ClientResult<RollClient> result = await RollClient.ConnectAsync(ServerAddress.Parse(address)!);
        return result.Try(out RollClient? client, out ClientError? error) ? client : throw new InvalidOperationException(error.ToString());
    }
}
