using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary>
/// <c>student --class … --batch …</c>: registers every student of a file, one a line. Requests are pipelined in a window, and
/// answers come in the order of the lines.
/// </summary>
/// <param name="call">The server, and how to report.</param>
/// <param name="number">The class.</param>
/// <param name="wantsReceipts">Whether each student is to get a receipt.</param>
internal sealed class RegisterBatch(ScriptedCall call, ClassNumber number, bool wantsReceipts)
{
    /// <summary>How many requests are on their way at once: enough to hide a network's delay, little enough to repeat.</summary>
    private const int Window = 2048;

    private static readonly TimeSpan ProgressAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProgressEach = TimeSpan.FromMilliseconds(250);

    private readonly PresentOptions _options = wantsReceipts ? new PresentOptions { WantsReceipt = true } : PresentOptions.None;
    private readonly Queue<Request> _onTheWay = new(Window);
    private readonly ValueReader _reader = new(call.Context.Text.Usage);
    private readonly long _began = call.Context.Clock.GetTimestamp();
    private long _lastProgress;
    private long _badLines;
    private long _answered;
    private int _failures;
    private bool _anyRefused;
    private bool _progressShown;

    /// <summary>Registers and reports. A line that is no student number is reported and passed over.</summary>
    /// <param name="file">The file's name, for reports.</param>
    /// <param name="lines">The file, which is closed at the end.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<int> RunAsync(string file, BatchLines lines, CancellationToken cancellation)
    {
        using (lines)
        await using (RepeatedRequests requests = call.Connect(pipelines: true))
        {
            try
            {
                ClientError? error = await RegisterAsync(requests, lines, cancellation).ConfigureAwait(false);
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

    private async Task<ClientError?> RegisterAsync(RepeatedRequests requests, BatchLines lines, CancellationToken cancellation)
    {
        ClientResult<IRollClient> connected = await requests.ConnectSinceAsync(_began, cancellation).ConfigureAwait(false);
        if (!connected.Try(out IRollClient? client, out ClientError? error))
        {
            return error;
        }

        Task<BatchLine?> next = lines.NextAsync(cancellation);
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
                next = more ? lines.NextAsync(cancellation) : next;
                continue;
            }

            if ((await oldest!.ConfigureAwait(false)).Try(out PresenceReply? reply, out error))
            {
                _failures = 0;
                Take(_onTheWay.Dequeue(), reply);
            }
            else if (error.Fault == ClientFault.Refused)
            {
                return error;
            }
            else
            {
                // The rest of the window shares the fate of its first. All of it is sent once more: that is idempotent.
                await requests.DisconnectAsync().ConfigureAwait(false);
                await Task.Delay(Backoff.Impatient.After(++_failures, Random.Shared), call.Context.Clock, cancellation)
                    .ConfigureAwait(false);
                connected = await requests.ConnectSinceAsync(_onTheWay.Peek().FirstSent, cancellation).ConfigureAwait(false);
                if (!connected.Try(out client, out ClientError? lost))
                {
                    return lost.Fault == ClientFault.Unreachable ? error : lost;
                }

                for (int i = _onTheWay.Count; i > 0; i--)
                {
                    Request request = _onTheWay.Dequeue();
                    _onTheWay.Enqueue(request with { Answer = client.PresentAsync(number, request.Student, _options, cancellation) });
                }
            }
        }

        return null;
    }

    private bool Send(IRollClient client, BatchLine line, CancellationToken cancellation)
    {
        string text = line.Text.Trim('\uFEFF', ' ', '\t', '\r');
        if (line.LeftOut is { } leftOut)
        {
            BadLine(call.Context.Text.Rosters.Line(leftOut));
        }
        else if (text.Length > 0 && StudentOf(text, line.Line) is { } student)
        {
            _onTheWay.Enqueue(new Request(student, call.Context.Clock.GetTimestamp(),
                client.PresentAsync(number, student, _options, cancellation)));
        }

        return true;
    }

    /// <summary>The number of a line, without what a spreadsheet or another program has put around it.</summary>
    private StudentId? StudentOf(string text, long line) => StudentId.TryParse(RosterReader.NumberOf(text), out StudentId student)
        ? student
        : _reader.Student(text, error => BadLine(call.Context.Text.Usage.BatchLine(line, error)));

    private void BadLine(string error)
    {
        EndProgress();
        _badLines++;
        call.Output.Error(error);
    }

    private void Take(Request request, PresenceReply reply)
    {
        _anyRefused |= RegisterStudent.Print(call, number, request.Student, reply, wantsReceipts) != ExitCode.Done;
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
