using System.Diagnostics;
using System.Text;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Interop;

/// <summary>
/// A program that somebody else wrote, such as redis-cli, as a process. Where it is not installed the test that wants it is skipped.
/// </summary>
internal sealed class ForeignProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly CapturedStream _output;
    private readonly CapturedStream _error;

    private ForeignProgram(Process process)
    {
        _process = process;
        _output = new CapturedStream(process.StandardOutput.BaseStream);
        _error = new CapturedStream(process.StandardError.BaseStream);
    }

    /// <summary>Starts it; its stdin stays open.</summary>
    public static ForeignProgram Start(string program, params IEnumerable<string> args)
    {
        ProcessStartInfo info = InstalledProgram.StartInfo(program, args);
        info.RedirectStandardInput = true;

        // The same bytes whatever the locale of the account is.
        info.Environment["LC_ALL"] = "C.UTF-8";
        return new ForeignProgram(Process.Start(info)!);
    }

    /// <summary>Runs it to its end with a text on stdin. Fails the test when it does not end with 0 or writes to stderr.</summary>
    /// <returns>What it wrote to stdout.</returns>
    public static async Task<string> RunAsync(string program, IEnumerable<string> args, string input = "")
    {
        await using ForeignProgram started = Start(program, args);
        await started.WriteAsync(input);
        ProcessOutcome outcome = await started.EndInputAsync();
        Assert.True(outcome is { ExitCode: 0, Error: "" }, $"{program} ended with {outcome.ExitCode}:\n{outcome.Output}{outcome.Error}");
        return outcome.Output;
    }

    /// <summary>Writes to its stdin.</summary>
    public async Task WriteAsync(string text)
    {
        await _process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask().WaitAsync(TestServer.Patience);
        await _process.StandardInput.BaseStream.FlushAsync();
    }

    /// <summary>Reads its stdout up to and including a text. Fails the test when it ends before.</summary>
    public async Task<string> ReadToAsync(string end)
    {
        string? text;
        try
        {
            text = await _output.ReadToAsync(end).WaitAsync(TestServer.Patience);
        }
        catch (TimeoutException)
        {
            text = null;
        }

        Assert.True(text is not null, $"'{end}' did not come; the program wrote:\n{_output.Text}{_error.Text}");
        return text;
    }

    /// <summary>Ends its stdin and waits for its end.</summary>
    public async Task<ProcessOutcome> EndInputAsync()
    {
        _process.StandardInput.Close();
        return await WaitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<ProcessOutcome> WaitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TestServer.Patience);
        await Task.WhenAll(_output.Ended, _error.Ended).WaitAsync(TestServer.Patience);
        return new ProcessOutcome(_process.ExitCode, _output.Text, _error.Text);
    }

    /// <summary>Ends it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(TestServer.Patience);
        }

        _process.Dispose();
    }
}
