using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tui.Screens.Students;

/// <summary>The form where no server was named.</summary>
internal sealed partial class StudentModel
{
    private Action? _giveUp;

    /// <summary>Makes a form that finds the host of each class by itself.</summary>
    public StudentModel(StudentSearch search, ModelThread thread, TimeProvider clock)
    {
        _clock = clock;
        Search = search;
        _thread = thread;
        search.Nearby.Changed += () => Changed?.Invoke();
    }

    /// <summary>How hosts are found; null when a server was named.</summary>
    public StudentSearch? Search { get; }

    /// <summary>Those among whom the student must choose; null when nothing is to be chosen.</summary>
    public IReadOnlyList<ClassHost>? Choices { get; private set; }

    /// <summary>Takes the host that was chosen and goes on, or with null gives up.</summary>
    public void Choose(ClassHost? host)
    {
        Choices = null;
        if (host is null)
        {
            Clear();
        }
        else if (_pending is [var request, ..])
        {
            Search!.Choose(request.Class, host);
            Advance();
        }
    }

    private async Task SearchAsync(StudentSearch search)
    {
        _running = true;
        try
        {
            while (_pending is [var request, ..] && Choices is null)
            {
                using CancellationTokenSource looking = new();
                _giveUp = looking.Cancel;
                SearchAnswer answer;
                try
                {
                    answer = await search.PresentAsync(request.Class, request.Student, await BringsAsync(request), looking.Token);
                }
                catch (OperationCanceledException)
                {
                    continue; // Given up.
                }
                finally
                {
                    _giveUp = null;
                }

                if (_pending is [var next, ..] && next == request)
                {
                    Take(request, answer);
                }
            }
        }
        finally
        {
            _running = false;
            Changed?.Invoke();
        }
    }

    private void Take(StudentRequest request, SearchAnswer answer)
    {
        if (answer.Search is { Hosts: { Count: > 1 } hosts })
        {
            Choices = hosts;
        }
        else if (answer.Reply is not { } result)
        {
            Answered(request, new StudentAnswer(StudentOutcome.NoHost, request.Class, request.Student,
                At: null)
            { Search = answer.Search });
        }
        else if (result.Try(out PresenceReply? reply, out ClientError? error))
        {
            Answered(request, StudentAnswer.Of(reply, request.Class, request.Student));
        }
        else
        {
            Answered(request, StudentAnswer.Of(error, request.Class, request.Student, answer.Server!));
        }
    }
}
