using System.Text;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary>
/// <c>student --class … --batch …</c>: registers every student of a file, one a line. Requests are pipelined in a window, and
/// answers come in the order of the lines.
/// </summary>
internal sealed class RegisterBatch(ScriptedCall call, ClassNumber number)
{
    /// <summary>How many requests are on their way at once: enough to hide a network's delay, little enough to repeat.</summary>
    private const int Window = 2048;

    private static readonly TimeSpan ProgressAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProgressEach = TimeSpan.FromMilliseconds(250);

    private readonly Queue<Request> _onTheWay = new(Window);
    private readonly ValueReader _reader = new(call.Context.Text.Usage);
    private readonly long _began = call.Context.Clock.GetTimestamp();
    private long _lastProgress;
    private long _line;
    private long _badLines;
    private long _answered;
    private bool _anyRefused;
    private bool _progressShown;

    /// <summary>Opens a file of students, before anybody is asked for anything.</summary>
    /// <param name="context">Where it is reported that the file cannot be read; null is the answer then.</param>
    /// <param name="file">The file, or <c>-</c> for stdin.</param>
    public static StreamReader? Open(CliContext context, string file)
    {
        try
        {
            Stream input = file == "-" ? Console.OpenStandardInput() : new FileStream(file, FileMode.Open, FileAccess.Read);
            return new StreamReader(input, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            context.Output.Error(context.Text.Usage.BatchUnreadable(file, context.Text.Usage.Cause(e)));
            return null;
        }
    }

    /// <summary>Registers and reports. A line that is no student number is reported and passed over.</summary>
    /// <param name="file">The file's name, for reports.</param>
    /// <param name="lines">The file, which is closed at the end.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<int> RunAsync(string file, StreamReader lines, CancellationToken cancellation)
    {
        using (lines)
        await using (ServerCalls calls = call.Connect())
        {
            try
            {
                ClientError? error = await RegisterAsync(calls, lines, cancellation).ConfigureAwait(false);
                EndProgress();
                if (error is not null)
                {
                    return call.Report(error, number);
                }
            }
            catch (IOException e)
            {
                call.Output.Error(call.Context.Text.Usage.BatchUnreadable(file, call.Context.Text.Usage.Cause(e)));
                return ExitCode.Usage;
            }
        }

        if (_badLines > 0)
        {
            call.Output.Error(call.Context.Text.Usage.BatchLinesBad(_badLines));
            return ExitCode.Usage;
        }

        return _anyRefused ? ExitCode.Refused : ExitCode.Done;
    }

    private async Task<ClientError?> RegisterAsync(ServerCalls calls, StreamReader lines, CancellationToken cancellation)
    {
        ClientResult<RollClient> connected = await calls.ConnectSinceAsync(_began, cancellation).ConfigureAwait(false);
        if (!connected.Try(out RollClient? client, out ClientError? error))
        {
            return error;
        }

        Task<string?> next = lines.ReadLineAsync(cancellation).AsTask();
        bool more = true;
        while (more || _onTheWay.Count > 0)
        {
            // Whatever comes first: a line, while there is room in the window, or the answer to the oldest request.
            Task<ClientResult<PresenceReply>>? oldest = _onTheWay.Count > 0 ? _onTheWay.Peek().Answer : null;
            bool room = more && _onTheWay.Count < Window;
            if (!(room && next.IsCompleted) && oldest is not { IsCompleted: true })
            {
                call.Output.Flush();
                await (!room ? oldest! : oldest is null ? next : (Task)Task.WhenAny(next, oldest)).ConfigureAwait(false);
            }

            if (room && next.IsCompleted)
            {
                more = await next.ConfigureAwait(false) is { } line && Send(client, line, cancellation);
                next = more ? lines.ReadLineAsync(cancellation).AsTask() : next;
                continue;
            }

            if ((await oldest!.ConfigureAwait(false)).Try(out PresenceReply? reply, out error))
            {
                Take(_onTheWay.Dequeue(), reply);
            }
            else if (error.Fault == ClientFault.Refused)
            {
                return error;
            }
            else
            {
                // The rest of the window shares the fate of its first. All of it is sent once more: that is idempotent.
                await calls.DisconnectAsync().ConfigureAwait(false);
                connected = await calls.ConnectSinceAsync(_onTheWay.Peek().FirstSent, cancellation).ConfigureAwait(false);
                if (!connected.Try(out client, out ClientError? lost))
                {
                    return lost.Fault == ClientFault.Unreachable ? error : lost;
                }

                for (int i = _onTheWay.Count; i > 0; i--)
                {
                    Request request = _onTheWay.Dequeue();
                    _onTheWay.Enqueue(request with { Answer = client.PresentAsync(number, request.Student, cancellation) });
                }
            }
        }

        return null;
    }

    private bool Send(RollClient client, string line, CancellationToken cancellation)
    {
        _line++;
        string text = (_line == 1 ? line.TrimStart('\uFEFF') : line).Trim(' ', '\t', '\r');
        if (text.Length > 0 && _reader.Student(text, BadLine) is { } student)
        {
            _onTheWay.Enqueue(new Request(student, call.Context.Clock.GetTimestamp(), client.PresentAsync(number, student, cancellation)));
        }

        return true;
    }

    private void BadLine(string error)
    {
        EndProgress();
        _badLines++;
        call.Output.Error(call.Context.Text.Usage.BatchLine(_line, error));
    }

    private void Take(Request request, PresenceReply reply)
    {
        _anyRefused |= RegisterStudent.Print(call, number, request.Student, reply) != ExitCode.Done;
        _answered++;
        ShowProgress();
    }

    /// <summary>On a terminal only, when results go elsewhere, and only if it takes long enough to wonder.</summary>
    private void ShowProgress()
    {
        if (_answered % 64 != 0 || !Console.IsOutputRedirected || Console.IsErrorRedirected)
        {
            return;
        }

        TimeProvider clock = call.Context.Clock;
        if (clock.GetElapsedTime(_began) > ProgressAfter && clock.GetElapsedTime(_lastProgress) > ProgressEach)
        {
            _lastProgress = clock.GetTimestamp();
            _progressShown = true;
            call.Output.ErrorText("\r" + call.Text.Progress(_answered));
        }
    }

    private void EndProgress()
    {
        if (_progressShown)
        {
            _progressShown = false;
            call.Output.ErrorText($"\r{call.Text.Progress(_answered)}\n");
        }
    }

    private sealed record Request(StudentId Student, long FirstSent, Task<ClientResult<PresenceReply>> Answer);
}
