using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chamada.Bench.Beside;

/// <summary>A server under measurement: started on a port and with a folder of its own, and killed at the end.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The unit in which /proc counts processor time, whatever the kernel's own: USER_HZ.</summary>
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        Port = port;
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Seconds of processor that it has used, user and system.</summary>
    public double ProcessorSeconds
    {
        get
        {
            string stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
        }
    }

    /// <summary>The most memory that it has held, in MiB.</summary>
    public double PeakMegabytes => Number(File.ReadLines($"/proc/{_process.Id}/status")
        .First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal))["VmHWM:".Length..^"kB".Length]) / 1024;

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static ServerProcess Start(Contestant contestant)
    {
        string root = Environment.GetEnvironmentVariable("TMPDIR") is { Length: > 0 } named ? named : "/var/tmp";
        string folder = Directory.CreateDirectory(Path.Combine(root, "chamada-bench-" + Path.GetRandomFileName())).FullName;
        int port = FreePort();
        ProcessStartInfo start = new(contestant.Program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (string argument in contestant.ArgumentsFor(port, folder))
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        StringBuilder said = new();
        process.OutputDataReceived += (_, line) => Note(said, line.Data);
        process.ErrorDataReceived += (_, line) => Note(said, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        ServerProcess server = new(process, folder, port);
        long begun = Stopwatch.GetTimestamp();
        while (!server.Answers(contestant.Opening))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(begun) > Patience)
            {
                server.Dispose();
                throw new InvalidOperationException($"{contestant.Name} did not start: {said}");
            }

            Thread.Sleep(20);
        }

        return server;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static double Number(string text) => double.Parse(text.Trim(), CultureInfo.InvariantCulture);

    private static void Note(StringBuilder said, string? line)
    {
        lock (said)
        {
            if (said.Length < 4096)
            {
                said.AppendLine(line);
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether it takes a connection, and answers the opening when there is one.</summary>
    private bool Answers(string? opening)
    {
        try
        {
            using TcpClient client = new("127.0.0.1", Port) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
            if (opening is null)
            {
                return true;
            }

            client.GetStream().Write(Encoding.ASCII.GetBytes(opening));
            return client.GetStream().ReadByte() >= 0;
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
    }
}
