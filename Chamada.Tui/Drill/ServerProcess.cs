using System.Diagnostics;
using System.Globalization;
using Chamada.Core.Client;

namespace Chamada.Tui.Drill;

/// <summary>A server as a process of its own, from the same executable.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int RememberedLines = 5;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Queue<string> _lastErrors = new();
    private bool _isGone;

    private ServerProcess(Process process) => _process = process;

    /// <summary>Where it can be reached.</summary>
    public ServerAddress Address { get; private set; } = new("127.0.0.1", ServerAddress.DefaultPort);

    /// <summary>Starts a server and waits until it can be connected to.</summary>
    /// <param name="data">The options that say where its data is.</param>
    /// <param name="port">Its port; 0 for a free one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The server, or null and what it said.</returns>
    public static async Task<(ServerProcess? Server, string Failure)> StartAsync(
        string[] data, int port, CancellationToken cancellation)
    {
        ProcessStartInfo info = new(Environment.ProcessPath ?? "chamada")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(info.FileName) == "dotnet")
        {
            info.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        string[] serve = ["serve", "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), .. data, "--lang", "en"];
        foreach (string argument in serve)
        {
            info.ArgumentList.Add(argument);
        }

        // The drill says where its data is: never the database of the servers that other people use.
        info.Environment.Remove("CHAMADA_STORE");
        ServerProcess server = new(Process.Start(info)!);
        server._process.ErrorDataReceived += (_, line) => server.Remember(line.Data);
        server._process.BeginErrorReadLine();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);
        try
        {
            string? line = await server._process.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false);
            if (line is not null && ServerAddress.Parse(line[(line.LastIndexOf(' ') + 1)..]) is { } address)
            {
                server.Address = address;
                return (server, "");
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            server.Remember($"it did not start within {StartLimit.TotalSeconds} s");
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await server.DisposeAsync().ConfigureAwait(false);
        return (null, server.LastErrors);
    }

    /// <summary>Ends it as a power cut would, at once, and waits until it is gone. Doing it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isGone, true))
        {
            return;
        }

        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _process.Dispose();
    }

    private string LastErrors
    {
        get
        {
            lock (_lastErrors)
            {
                return string.Join(Environment.NewLine, _lastErrors);
            }
        }
    }

    private void Remember(string? line)
    {
        lock (_lastErrors)
        {
            if (line is not null)
            {
                _lastErrors.Enqueue(line);
            }

            if (_lastErrors.Count > RememberedLines)
            {
                _lastErrors.Dequeue();
            }
        }
    }
}
