using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Chamada.Bench.Beside;

/// <summary>The Python programs' requests, which have no pipeline: one is sent, and its answer waited for.</summary>
internal static class TextLoad
{
    private const int Connections = 50, EachConnection = 100;

    /// <summary>Measures the Python program's server beside Chamada's, both by the text protocol.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="python">Its command line with <c>{port}</c>.</param>
    public static IEnumerable<Row> Compare(BesideOptions options, string python)
    {
        string[] words = python.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Contestant[] both =
        [
            Contestant.Chamada(options.Chamada, durable: false) with { Name = "Chamada, text", Opening = "3030,teacher" },
            new("Python, text", words[0], words[1..], [], "3030,teacher"),
        ];
        ServerProcess[] servers = [.. both.Select(ServerProcess.Start)];
        try
        {
            List<LoadResult>[] results = [[], []];
            for (int round = 0; round < options.Rounds * 2; round++)
            {
                results[round % 2].Add(Run(servers[round % 2], round));
            }

            double[] ratios = [.. results[0].Zip(results[1], static (own, other) => own.Rate / other.Rate)];
            return
            [
                new Row(false, Connections, 1, both[0].Name, Row.Median(results[0]), servers[0].PeakMegabytes),
                new Row(false, Connections, 1, both[1].Name, Row.Median(results[1]), servers[1].PeakMegabytes)
                {
                    Ratio = Row.Median(ratios),
                    Lowest = ratios.Min(),
                    Highest = ratios.Max(),
                },
            ];
        }
        finally
        {
            foreach (ServerProcess server in servers)
            {
                server.Dispose();
            }
        }
    }

    private static LoadResult Run(ServerProcess server, int round)
    {
        double before = server.ProcessorSeconds;
        double[][] times = new double[Connections][];
        long begun = Stopwatch.GetTimestamp();
        Thread[] clients =
            [.. Enumerable.Range(0, Connections).Select(client => new Thread(() => times[client] = Client(server.Port, client, round)))];
        foreach (Thread client in clients)
        {
            client.Start();
        }

        foreach (Thread client in clients)
        {
            client.Join();
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        double[] all = [.. times.SelectMany(static one => one).Order()];
        return new LoadResult(all.Length / seconds, At(all, 0.5), At(all, 0.99), At(all, 0.999), all[^1])
        {
            Processor = (server.ProcessorSeconds - before) * 1e6 / all.Length,
        };
    }

    private static double[] Client(int port, int client, int round)
    {
        double[] times = new double[EachConnection];
        byte[] answer = new byte[4096];
        for (int i = 0; i < EachConnection; i++)
        {
            // A connection for each request, as student.py makes it; the server closes it, or this end does.
            byte[] request = Encoding.ASCII.GetBytes($"{round:D3}{client:D3}{i:D3}/3030,student");
            long begun = Stopwatch.GetTimestamp();
            using TcpClient connection = new("127.0.0.1", port);
            connection.GetStream().Write(request);
            if (connection.GetStream().Read(answer) == 0)
            {
                throw new InvalidOperationException("no answer to a student");
            }

            times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        return times;
    }

    private static double At(double[] sorted, double part) => sorted[(int)(part * (sorted.Length - 1))];
}
