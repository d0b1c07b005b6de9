using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Chamada.Bench;

/// <summary>
/// A full-screen program in a pseudo-terminal of util-linux' <c>script</c>, read as the bytes that it sends, each with its time. What is
/// painted is found in them as text, which a terminal program sends in one piece as long as its colours do not change in between.
/// </summary>
internal sealed class Screen : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _script;
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly List<(int End, long At)> _pieces = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Screen(Process script) => _script = script;

    /// <summary>When the program was started.</summary>
    public long StartedAt { get; private init; }

    /// <summary>How much has come so far.</summary>
    public int Position
    {
        get
        {
            lock (_gate)
            {
                return _text.Length;
            }
        }
    }

    /// <summary>Starts a program in a terminal.</summary>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="rows">The terminal's height.</param>
    /// <param name="dataHome">Where the program keeps its files.</param>
    /// <param name="command">The program and its arguments; none with an apostrophe.</param>
    public static Screen Start(int columns, int rows, string dataHome, params string[] command)
    {
        string line =
            string.Create(CultureInfo.InvariantCulture,
                $"stty cols {columns} rows {rows}; exec {string.Join(' ', command.Select(static word => $"'{word}'"))}");
        ProcessStartInfo info = new("script") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string arg in (string[])["-qfc", line, "/dev/null"])
        {
            info.ArgumentList.Add(arg);
        }

        info.Environment["XDG_DATA_HOME"] = dataHome;
        info.Environment["CHAMADA_LINKS"] = "none";
        info.Environment["TERM"] = "xterm-256color";
        info.Environment["SHELL"] = "/bin/sh";
        info.Environment.Remove("NO_COLOR");
        long now = Stopwatch.GetTimestamp();
        Screen screen = new(Process.Start(info)!) { StartedAt = now };
        new Thread(screen.Read) { IsBackground = true }.Start();
        return screen;
    }

    /// <summary>The program's process, below <c>script</c>.</summary>
    public int ProcessId => int.Parse(
        File.ReadAllText($"/proc/{_script.Id}/task/{_script.Id}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);

    /// <summary>Presses keys, as the bytes that a terminal sends for them.</summary>
    /// <returns>When.</returns>
    public long Press(string keys)
    {
        long now = Stopwatch.GetTimestamp();
        _script.StandardInput.Write(keys);
        _script.StandardInput.Flush();
        return now;
    }

    /// <summary>Waits for a text after a position.</summary>
    /// <returns>When it had come.</returns>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public async Task<long> WaitForAsync(string text, int from)
    {
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            Task more;
            lock (_gate)
            {
                int found = _text.Length > from ? _text.ToString(from, _text.Length - from).IndexOf(text, StringComparison.Ordinal) : -1;
                if (found >= 0)
                {
                    return TimeOf(from + found + text.Length);
                }

                more = _more.Task;
            }

            if (Stopwatch.GetElapsedTime(began) > Patience || await Task.WhenAny(more, Task.Delay(Patience)) != more)
            {
                throw new TimeoutException($"'{text}' did not appear.");
            }
        }
    }

    /// <summary>When a text came first; null when it has not.</summary>
    public long? FirstTime(string text)
    {
        lock (_gate)
        {
            int found = _text.ToString().IndexOf(text, StringComparison.Ordinal);
            return found < 0 ? null : TimeOf(found + text.Length);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_script.HasExited)
        {
            Process.GetProcessById(ProcessId).Kill();
            _script.WaitForExit();
        }

        _script.Dispose();
    }

    private long TimeOf(int end)
    {
        int index = _pieces.FindIndex(piece => piece.End >= end);
        return _pieces[index].At;
    }

    private void Read()
    {
        byte[] buffer = new byte[64 * 1024];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        char[] chars = new char[buffer.Length + 1];
        Stream output = _script.StandardOutput.BaseStream;
        for (int count = output.Read(buffer); count > 0; count = output.Read(buffer))
        {
            long now = Stopwatch.GetTimestamp();
            TaskCompletionSource more;
            lock (_gate)
            {
                _text.Append(chars.AsSpan(0, decoder.GetChars(buffer.AsSpan(0, count), chars, flush: false)));
                _pieces.Add((_text.Length, now));
                more = _more;
                _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            more.SetResult();
        }
    }
}
