using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chamada.Bench.Hostile;

/// <summary>
/// A server that somebody attacks from one address, and an honest student who comes from another: how long each of the student's visits
/// takes, from connecting to the answer, which is on the disk. Server, attack and student share this machine.
/// </summary>
internal static class HostileBenchmark
{
    private const string Token = "00112233445566778899aabbccddeeff";

    private static readonly IPAddress Honest = IPAddress.Parse("127.0.0.3"), Hostile = IPAddress.Parse("127.0.0.2");

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [string chamada, .. string[] rest] || rest.Length > 2
            || !int.TryParse(rest.ElementAtOrDefault(0) ?? "500", CultureInfo.InvariantCulture, out int visits) || visits < 1)
        {
            Console.Error.WriteLine("hostile EXECUTABLE [VISITS [ATTACK]]");
            return 2;
        }

        foreach (Attack? attack in Attack.All.Prepend(null).Where(one => rest.Length < 2 || one?.Name == rest[1]))
        {
            string folder = Directory.CreateTempSubdirectory("chamada-bench-").FullName;
            using Process server = Start(Path.GetFullPath(chamada), folder);
            try
            {
                await MeasureAsync(server, attack, visits);
            }
            finally
            {
                server.Kill();
                await server.WaitForExitAsync();
                Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(Process server, Attack? attack, int visits)
    {
        IPEndPoint address = IPEndPoint.Parse((await server.StandardOutput.ReadLineAsync())!.Split(' ')[^1]);
        _ = server.StandardError.ReadToEndAsync();
        _ = await AskAsync(address, $"OPEN {Attack.Class} TOKEN {Token}\r\nOPEN {Attack.CodedClass} TOKEN {Token} CODE 15\r\n", lines: 8);
        using CancellationTokenSource stop = new();
        Task<long> attacking = attack?.RunAsync(address, Hostile, 1_500, stop.Token) ?? Task.FromResult(0L);
        await Task.Delay(2_000); // Until it is at its height.
        long begun = Stopwatch.GetTimestamp();
        double[] times = new double[visits];
        int lost = 0;
        for (int i = 0; i < visits; i++)
        {
            long asked = Stopwatch.GetTimestamp();
            string answer = await AskAsync(address, $"PRESENT {Attack.Class} {i:D9}\r\n", lines: 4);
            times[i] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            lost += answer.Contains("+REGISTERED", StringComparison.Ordinal) ? 0 : 1;
            await Task.Delay(10);
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        server.Refresh();
        long memory = server.WorkingSet64;
        await stop.CancelAsync();
        long count = await attacking;
        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{attack?.Name ?? "nobody",-20} {visits} visits in {seconds:0} s: p50 {times[visits / 2]:0.0} "
            + $"p99 {times[visits * 99 / 100]:0.0} max {times[^1]:0.0} ms, {lost} not answered; server {memory / (1 << 20)} MiB; "
            + $"attack: {count} times"));
    }

    /// <summary>A connection of the honest student's: asks, reads so many lines, and leaves.</summary>
    private static async Task<string> AskAsync(IPEndPoint server, string request, int lines)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(Honest.MapToIPv6(), 0));
        await socket.ConnectAsync(server);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        StringBuilder answer = new();
        byte[] buffer = new byte[4096];
        while (answer.ToString().Count(static c => c == '\n') < lines)
        {
            int count = await socket.ReceiveAsync(buffer);
            if (count == 0)
            {
                break;
            }

            answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return answer.ToString();
    }

    private static Process Start(string chamada, string folder)
    {
        ProcessStartInfo info = new(chamada) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string arg in (string[])["serve", "--bind", "127.0.0.1", "--port", "0", "--no-announce", "--no-redirect", "--tls",
            "--limit-loopback", "--data", folder])
        {
            info.ArgumentList.Add(arg);
        }

        return Process.Start(info)!;
    }
}
