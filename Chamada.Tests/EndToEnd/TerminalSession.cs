using System.Diagnostics;
using System.Globalization;

namespace Chamada.Tests.EndToEnd;

/// <summary>
/// The executable in a real terminal: tmux with a server of its own, which ends with the session. Nothing here waits for a time:
/// it looks until the screen shows what is waited for.
/// </summary>
internal sealed class TerminalSession : IAsyncDisposable
{
    private static readonly TimeSpan Limit = ChamadaProcess.Limit;

    /// <summary>tmux tells nobody that a screen has changed: it can only be asked again, and each time is a process.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryFolder _sockets = new();
    private int _disposed;

    private TerminalSession()
    {
    }

    /// <summary>Starts the executable in a terminal of some size.</summary>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="rows">The terminal's height.</param>
    /// <param name="environment">Variables to set; as for <see cref="ChamadaProcess.Start"/>.</param>
    /// <param name="args">The command line.</param>
    public static async Task<TerminalSession> StartAsync(
        int columns, int rows, IReadOnlyDictionary<string, string?> environment, params string[] args) =>
        await StartAsync([], columns, rows, environment, args);

    /// <summary>As above, by a command that becomes the executable, such as one that enters a network namespace first.</summary>
    public static async Task<TerminalSession> StartAsync(
        IReadOnlyList<string> launcher, int columns, int rows, IReadOnlyDictionary<string, string?> environment, params string[] args)
    {
        TerminalSession session = new();

        // Without a word about links nothing may be sent into the network of the machine that runs the test.
        string links = environment.ContainsKey("CHAMADA_LINKS") ? "" : "CHAMADA_LINKS=none ";
        string settings = links + string.Join(' ',
            environment.Where(static pair => pair.Value is not null).Select(static pair => Quote($"{pair.Key}={pair.Value}")));
        string command = string.Join(' ', launcher.Concat(ChamadaProcess.CommandLine).Concat(args).Select(Quote));

        // The shell stays after the program, so that what it leaves on the screen and its exit code can be seen.
        try
        {
            await session.TmuxAsync(
                "new-session", "-d", "-x", N(columns), "-y", N(rows),
                $"env -u NO_COLOR -u DisableRealDriverIO -u LANG -u LC_ALL -u CHAMADA_LANG {settings} {command}; echo \"[exit code $?]\"; "
                    + "exec cat");
        }
        catch
        {
            session._sockets.Dispose();
            throw;
        }

        return session;
    }

    /// <summary>The screen as text.</summary>
    public Task<string> CaptureAsync() => TmuxAsync("capture-pane", "-p");

    /// <summary>
    /// The screen as text with its colours as escape sequences, spaces at the ends of lines included: they may have a colour.
    /// </summary>
    public Task<string> CaptureColoursAsync() => TmuxAsync("capture-pane", "-e", "-p", "-N");

    /// <summary>Waits until the screen shows a text, and answers the screen.</summary>
    public Task<string> WaitForAsync(string text) => WaitForAsync(screen => screen.Contains(text, StringComparison.Ordinal), $"“{text}”");

    /// <summary>Waits until the screen is as it should be, and answers the screen.</summary>
    public async Task<string> WaitForAsync(Func<string, bool> isThere, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            string screen = await CaptureAsync();
            if (isThere(screen))
            {
                return screen;
            }

            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, $"The screen did not show {what}:\n{screen}");

            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits until something is so that is not to be seen in the text.</summary>
    public async Task WaitForAsync(Func<Task<bool>> isSo, string what)
    {
        for (long start = Stopwatch.GetTimestamp(); !await isSo(); await Task.Delay(Pause))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, $"The screen did not show {what}:\n{await CaptureAsync()}");
        }
    }

    /// <summary>Presses keys by tmux's names: <c>Enter</c>, <c>F8</c>, <c>C-q</c>, <c>Escape</c>.</summary>
    public Task PressAsync(params string[] keys) => TmuxAsync(["send-keys", .. keys]);

    /// <summary>Types text.</summary>
    public Task TypeAsync(string text) => TmuxAsync("send-keys", "-l", text);

    /// <summary>Clicks the left button of the mouse.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="row">From 0.</param>
    public async Task ClickAsync(int column, int row)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"\e[<0;{column + 1};{row + 1}");
        await TypeAsync(place + "M");
        await TypeAsync(place + "m");
    }

    /// <summary>Clicks the first place where a text stands on the screen.</summary>
    public async Task ClickAsync(string text)
    {
        string[] lines = (await WaitForAsync(text)).Split('\n');
        int row = Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal));
        await ClickAsync(lines[row].IndexOf(text, StringComparison.Ordinal), row);
    }

    /// <summary>Gives the terminal another size.</summary>
    public Task ResizeAsync(int columns, int rows) => TmuxAsync("resize-window", "-x", N(columns), "-y", N(rows));

    /// <summary>Whether the terminal is as the program found it: no alternate screen, no mouse.</summary>
    public async Task<bool> IsRestoredAsync() =>
        (await TmuxAsync("display-message", "-p", "#{alternate_on}#{mouse_any_flag}")).Trim() == "00";

    /// <summary>The process in the terminal that is a <c>chamada</c>.</summary>
    public async Task<int> ProcessIdAsync()
    {
        int shell = int.Parse(await TmuxAsync("display-message", "-p", "#{pane_pid}"), CultureInfo.InvariantCulture);
        string children = await File.ReadAllTextAsync($"/proc/{shell}/task/{shell}/children");
        return int.Parse(children.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Ends the terminal and what runs in it. Doing it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await TmuxAsync("kill-server");
        _sockets.Dispose();
    }

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private async Task<string> TmuxAsync(params string[] args)
    {
        ProcessStartInfo info = InstalledProgram.StartInfo("tmux", ["-S", Path.Combine(_sockets.Path, "tmux"), "-f", "/dev/null", .. args]);

        // tmux writes UTF-8 to clients that it believes to understand it.
        info.Environment["LC_ALL"] = "C.UTF-8";
        info.Environment["TERM"] = "xterm-256color";
        using Process tmux = Process.Start(info)!;
        Task<string> error = tmux.StandardError.ReadToEndAsync();
        string output = await tmux.StandardOutput.ReadToEndAsync();
        using CancellationTokenSource limit = new(Limit);
        await tmux.WaitForExitAsync(limit.Token);
        Assert.True(tmux.ExitCode == 0, $"tmux {args[0]}: {await error}");
        return output;
    }
}
