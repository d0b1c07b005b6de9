using System.Diagnostics;
using Chamada.Tests.EndToEnd;

[assembly: AssemblyFixture(typeof(Leftovers))]

namespace Chamada.Tests.EndToEnd;

/// <summary>
/// Sees to it that no process outlives the tests. All that they start, and what those start, inherits a variable and is known by it. At the
/// end of the run whatever still has it is ended and fails the run. Where the run itself is killed, a shell that was waiting for that ends
/// them.
/// </summary>
public sealed class Leftovers : IDisposable
{
    private const string Variable = "CHAMADA_TEST_RUN";
    private const int Seconds = 10; // For what is on its way out already, such as the server of tmux.

    private readonly Process? _watch;

    /// <summary>Marks what is started from now on. Without Linux's <c>/proc</c> nothing can be known by a mark.</summary>
    public Leftovers()
    {
        if (!Directory.Exists("/proc/self"))
        {
            return;
        }

        string mark = Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(Variable, mark);
        Mark = $"{Variable}={mark}";

        // Its stdin ends with this process, in whatever way this ends. Signals of the terminal are for the tests.
        ProcessStartInfo info = StartInfo("trap '' INT TERM HUP; read -r done || exec sh \"$0\" \"$1\" 0", Script, Mark);
        info.RedirectStandardInput = true;
        _watch = Process.Start(info);
    }

    /// <summary>The variable and its value, as in an environment; empty where there is no mark.</summary>
    public string Mark { get; } = "";

    private static string Script => Path.Combine(AppContext.BaseDirectory, "EndToEnd", "end-marked.sh");

    /// <summary>Ends what has this mark in its environment, and answers what that was: a line each, with id and command line.</summary>
    public static string End(string mark, int seconds = Seconds)
    {
        using Process process =
            Process.Start(StartInfo("exec sh \"$0\" \"$1\" \"$2\"", Script, mark,
                seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)))!;
        string left = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return left;
    }

    /// <summary>Ends what is left, and fails if that was anything.</summary>
    public void Dispose()
    {
        if (_watch is null)
        {
            return;
        }

        string left = End(Mark);
        _watch.StandardInput.WriteLine("done");
        _watch.WaitForExit();
        _watch.Dispose();
        Assert.True(left.Length == 0, $"Left running by the tests, now ended:\n{left}");
    }

    private static ProcessStartInfo StartInfo(string script, params IEnumerable<string> args)
    {
        ProcessStartInfo info = InstalledProgram.StartInfo("sh", ["-c", script, .. args]);
        info.Environment.Remove(Variable);
        return info;
    }
}
