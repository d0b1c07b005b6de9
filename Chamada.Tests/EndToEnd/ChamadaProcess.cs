using System.Diagnostics;
using System.Text;

namespace Chamada.Tests.EndToEnd;

/// <summary>How a run of the executable ended.</summary>
internal sealed record ProcessOutcome(int ExitCode, string Output, string Error);

/// <summary>
/// The executable <c>chamada</c> as a process: the published one that <c>CHAMADA_EXE</c> names, else the one built beside the
/// tests. Every wait ends after <see cref="Limit"/>. It sees no language, locale or data folder but what a test gives it.
/// </summary>
internal sealed class ChamadaProcess : IAsyncDisposable
{
    /// <summary>How long anything may take on a loaded machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly CapturedStream _output;
    private readonly CapturedStream _error;

    private ChamadaProcess(Process process)
    {
        _process = process;
        _output = new CapturedStream(process.StandardOutput.BaseStream);
        _error = new CapturedStream(process.StandardError.BaseStream);
    }

    /// <summary>The process id, to look at or to signal.</summary>
    public int Id => _process.Id;

    /// <summary>After <see cref="StartServerAsync"/>: where it listens, such as <c>127.0.0.1:40123</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>After <see cref="StartServerAsync"/>: the port it listens on.</summary>
    public int Port => int.Parse(Address.AsSpan(Address.LastIndexOf(':') + 1), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What it has written to stdout so far.</summary>
    public string Output => _output.Text;

    /// <summary>What it has written to stderr so far.</summary>
    public string Error => _error.Text;

    /// <summary>The command that starts the executable, and its leading arguments: for tests that start it in their own way, such as in a
    /// terminal.</summary>
    public static string[] CommandLine => Environment.GetEnvironmentVariable("CHAMADA_EXE") is { Length: > 0 } published
        ? [Path.GetFullPath(published)]
        : [DotnetHost, Path.Combine(AppContext.BaseDirectory, "chamada.dll")];

    /// <summary>Starts the executable. Its stdin is at its end unless <paramref name="keepInputOpen"/>.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="environment">Variables to set, or to unset with null. Without <c>XDG_DATA_HOME</c> there is a data folder that cannot
    /// be used.</param>
    /// <param name="input">What it finds on stdin.</param>
    /// <param name="keepInputOpen">Leave stdin open for <see cref="WriteInputAsync"/>.</param>
    /// <param name="launcher">A command that becomes the executable, such as one that enters a network namespace first.</param>
    public static ChamadaProcess Start(
        IEnumerable<string> args, IReadOnlyDictionary<string, string?>? environment = null, string input = "", bool keepInputOpen = false,
        IReadOnlyList<string>? launcher = null)
    {
        string[] command = [.. launcher ?? [], .. CommandLine];
        ProcessStartInfo info = new(launcher is null ? command[0] : InstalledProgram.Require(command[0]))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string arg in command.Skip(1).Concat(args))
        {
            info.ArgumentList.Add(arg);
        }

        foreach (string variable in (string[])["CHAMADA_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"])
        {
            info.Environment.Remove(variable);
        }

        // A test that forgets to say where the data goes must not write into the account that runs it.
        info.Environment["XDG_DATA_HOME"] = "/dev/null/no-data-folder";

        // Nor may it send anything into the network of the machine that runs it.
        info.Environment["CHAMADA_LINKS"] = "none";
        info.Environment["TERM"] = "dumb";
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            info.Environment[name] = value;
        }

        ChamadaProcess started = new(Process.Start(info)!);
        if (!keepInputOpen || input.Length > 0)
        {
            started._inputWritten = started.WriteInputAsync(input, close: !keepInputOpen);
        }

        return started;
    }

    /// <summary>Runs the executable to its end.</summary>
    public static async Task<ProcessOutcome> RunAsync(
        IEnumerable<string> args, IReadOnlyDictionary<string, string?>? environment = null, string input = "")
    {
        await using ChamadaProcess process = Start(args, environment, input);
        return await process.WaitAsync();
    }

    /// <summary>Starts <c>serve</c> on a free port of the loopback interface and waits until it can be connected to.</summary>
    /// <param name="args">What follows <c>serve --bind 127.0.0.1 --port 0</c>; <c>--memory</c> when there is nothing.</param>
    /// <param name="environment">As for <see cref="Start"/>.</param>
    public static async Task<ChamadaProcess> StartServerAsync(
        IEnumerable<string>? args = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        ChamadaProcess server = Start(["serve", "--bind", "127.0.0.1", "--port", "0", .. args ?? ["--memory"]], environment);
        try
        {
            string line = await server.ReadLineAsync();
            server.Address = line[(line.LastIndexOf(' ') + 1)..];
            Assert.Matches(@"^127\.0\.0\.1:[0-9]+$", server.Address);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next line of stdout, without its end. Fails the test when the process ends before it, or takes too long.</summary>
    public async Task<string> ReadLineAsync()
    {
        string? line = await _output.ReadLineAsync().WaitAsync(Limit);
        if (line is null)
        {
            ProcessOutcome outcome = await WaitAsync();
            Assert.Fail($"chamada ended with {outcome.ExitCode} before its next line:\n{outcome.Output}{outcome.Error}");
        }

        return line;
    }

    /// <summary>Writes to stdin.</summary>
    public async Task WriteInputAsync(string text, bool close = false)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(text));
            await _process.StandardInput.BaseStream.FlushAsync();
            if (close)
            {
                _process.StandardInput.Close();
            }
        }
        catch (IOException)
        {
            // It ended without reading: what it answered is what a test looks at.
        }
    }

    /// <summary>Asks it to end, as a service manager does, and waits.</summary>
    public Task<ProcessOutcome> TerminateAsync() => SignalAndWaitAsync(Signals.Terminate);

    /// <summary>Ctrl+C, and waits.</summary>
    public Task<ProcessOutcome> InterruptAsync() => SignalAndWaitAsync(Signals.Interrupt);

    /// <summary>Ends it at once, as a power cut does, and waits.</summary>
    public Task<ProcessOutcome> KillAsync() => SignalAndWaitAsync(Signals.Kill);

    /// <summary>Sends a signal of the operating system.</summary>
    public void Signal(int number)
    {
        if (!_process.HasExited)
        {
            Signals.Send(_process.Id, number);
        }
    }

    /// <summary>Stops it until it is told to continue. The signal is on its way when it was sent; this waits until no thread runs.
    /// </summary>
    public async Task PauseAsync()
    {
        Signal(Signals.Stop);
        await Poll.UntilAsync(() => Directory.EnumerateDirectories($"/proc/{_process.Id}/task").All(IsStopped));

        // proc(5): the state follows the name, which is in parentheses.
        static bool IsStopped(string thread)
        {
            string stat = File.ReadAllText(Path.Combine(thread, "stat"));
            return stat[stat.LastIndexOf(')') + 2] == 'T';
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<ProcessOutcome> WaitAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw new TimeoutException($"chamada did not end in {Limit.TotalSeconds} s; it wrote:\n{Output}{Error}");
        }

        await Task.WhenAll(_output.Ended, _error.Ended, _inputWritten).WaitAsync(Limit);
        return new ProcessOutcome(_process.ExitCode, Output, Error);
    }

    /// <summary>Ends it if it still runs. Doing it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().WaitAsync(Limit);
        }

        _process.Dispose();
    }

    private Task _inputWritten = Task.CompletedTask;
    private int _disposed;

    private static string DotnetHost => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
        ? path
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private async Task<ProcessOutcome> SignalAndWaitAsync(int signal)
    {
        Signal(signal);
        return await WaitAsync();
    }
}
