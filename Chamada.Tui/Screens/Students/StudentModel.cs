using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tui.Screens.Students;

/// <summary>What became of a student's request.</summary>
internal enum StudentOutcome
{
    /// <summary>Registered by this request.</summary>
    Registered,

    /// <summary>Registered before; the time is the first one's.</summary>
    Already,

    /// <summary>Refused: the class has no open roll call.</summary>
    Closed,

    /// <summary>Refused for a reason that the server named.</summary>
    Refused,

    /// <summary>Nobody on the network hosts the class, or nobody who answers.</summary>
    NoHost,

    /// <summary>Kept on this machine until the server is back.</summary>
    Kept,
}

/// <summary>The answer on the student's screen.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Class">For which class.</param>
/// <param name="Student">For whom.</param>
/// <param name="At">The server's time, or this machine's for what is kept; null where there is none.</param>
/// <param name="Detail">With <see cref="StudentOutcome.Refused"/>: the server's word. With <see cref="StudentOutcome.NoHost"/> without a
/// search: where nobody answered.</param>
internal sealed record StudentAnswer(StudentOutcome Outcome, ClassNumber Class, StudentId Student, DateTimeOffset? At, string Detail = "")
{
    /// <summary>With <see cref="StudentOutcome.NoHost"/>: what was tried.</summary>
    public HostSearchResult? Search { get; init; }

    /// <summary>With <see cref="StudentOutcome.Refused"/>: the server's error, where it was one.</summary>
    public ClientError? Error { get; init; }

    /// <summary>An error as an answer.</summary>
    /// <param name="error">Which; where another server was named and is of no use (<see cref="RollClient.PresentAsync"/>), the answer names
    /// it.</param>
    /// <param name="number">The class.</param>
    /// <param name="student">Who.</param>
    /// <param name="server">Who was asked.</param>
    public static StudentAnswer Of(ClientError error, ClassNumber number, StudentId student, ServerAddress server) => error switch
    {
        { Fault: not ClientFault.Refused } => new StudentAnswer(StudentOutcome.NoHost, number, student, At: null, server.ToString()),
        { Code: "UNANSWERED" } => new StudentAnswer(StudentOutcome.NoHost, number, student, At: null, error.Detail.Split(": ")[0]),
        { Code: "MOVED" } => new StudentAnswer(StudentOutcome.NoHost, number, student, At: null, error.Detail.Split(' ')[^1]),
        _ => new StudentAnswer(StudentOutcome.Refused, number, student, At: null, error.Detail) { Error = error },
    };

    /// <summary>A server's reply as an answer.</summary>
    public static StudentAnswer Of(PresenceReply reply, ClassNumber number, StudentId student)
    {
        StudentOutcome outcome = reply.Word switch
        {
            "REGISTERED" => StudentOutcome.Registered,
            "ALREADY" => StudentOutcome.Already,
            "CLOSED" => StudentOutcome.Closed,
            _ => reply.IsPresent ? StudentOutcome.Registered : StudentOutcome.Refused,
        };
        return new StudentAnswer(outcome, number, student, reply.At, reply.Word);
    }
}

/// <summary>What is wrong with what was typed.</summary>
internal enum StudentFieldError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The class is missing or no number of 1 to 18 digits other than 0.</summary>
    Class,

    /// <summary>The student number is missing or holds what none may hold.</summary>
    Student,
}

/// <summary>
/// The student's form: class and student number in, an answer out. What comes in while an answer is on its way waits its turn. A request
/// that gets no answer is made again as soon as the server can be reached; asking twice is harmless, and the answer then tells the time of
/// the first registration.
/// </summary>
internal sealed partial class StudentModel
{
    /// <summary>What comes after a pause this long has nothing to do with what came before.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ModelThread _thread;
    private readonly TimeProvider _clock;
    private readonly List<(ClassNumber Class, StudentId Student)> _pending = [];
    private long _answeredAt;
    private bool _running;

    /// <summary>Makes the form.</summary>
    public StudentModel(ServerLink link, ModelThread thread)
    {
        Link = link;
        _thread = thread;
        _clock = link.Clock;
        link.Connected += _ => Advance();
        link.Changed += () => Changed?.Invoke();
    }

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>The connection; null where no server was named and each class's host is found for itself.</summary>
    public ServerLink? Link { get; }

    /// <summary>Whether a request waits for its answer.</summary>
    public bool IsSending => _pending.Count > 0;

    /// <summary>How many requests wait for their answers.</summary>
    public int Waiting => _pending.Count;

    /// <summary>For which class; null when none waits.</summary>
    public ClassNumber? SendingFor => _pending is [var next, ..] ? next.Class : null;

    /// <summary>What came of the last numbers, the one that is shown among them.</summary>
    public AnswerLog Log { get; } = new();

    /// <summary>The last answer; null before the first, and while a request waits.</summary>
    public StudentAnswer? Answer { get; private set; }

    /// <summary>What is wrong with what was typed.</summary>
    public StudentFieldError FieldError { get; private set; }

    /// <summary>Sends what was typed, or says which field is wrong.</summary>
    /// <returns>Whether it is being sent.</returns>
    public bool Submit(string classText, string studentText)
    {
        bool classIsGood = ClassNumber.TryParse(classText.Trim(), out ClassNumber number);
        bool studentIsGood = StudentId.TryParse(studentText.Trim(), out StudentId student);
        FieldError = !classIsGood ? StudentFieldError.Class : !studentIsGood ? StudentFieldError.Student : StudentFieldError.None;
        if (FieldError == StudentFieldError.None && _pending is [.., var last] && last == (number, student))
        {
            return true; // A key that was pressed twice.
        }

        if (!IsSending && _clock.GetElapsedTime(_answeredAt) > Pause)
        {
            Log.Clear();
        }

        Answer = null;
        if (FieldError == StudentFieldError.None)
        {
            Enter(number, student);
        }
        else if (FieldError == StudentFieldError.Student)
        {
            Log.Add(studentText.Trim(), answer: null);
        }

        Changed?.Invoke();
        return FieldError == StudentFieldError.None;
    }

    /// <summary>Something was typed that the field does not take, or that it does.</summary>
    public void Explain(StudentFieldError error) => FieldError = error;

    /// <summary>Clears the answer, and gives up a request that waits.</summary>
    public void Clear()
    {
        _pending.Clear();
        Log.Clear();
        _giveUp?.Invoke();
        Answer = null;
        FieldError = StudentFieldError.None;
        Changed?.Invoke();
    }

    /// <summary>The same student for another class puts a class right that was wrong; whoever else comes waits his turn.</summary>
    private void Enter(ClassNumber number, StudentId student)
    {
        bool isAsked = _pending is [var next, ..] && next.Student == student && next.Class != number;
        _pending.RemoveAll(other => other.Student == student && other.Class != number);
        _pending.Add((number, student));
        if (isAsked)
        {
            _giveUp?.Invoke();
        }

        Advance();
    }

    private void Advance()
    {
        if (!_running)
        {
            _thread.Run(Search is { } search ? () => SearchAsync(search) : () => SendAsync(Link!));
        }
    }

    private async Task SendAsync(ServerLink link)
    {
        _running = true;
        try
        {
            while (_pending is [var request, ..] && link.Connection is { } connection)
            {
                ClientResult<PresenceReply> result = await connection.PresentAsync(request.Class, request.Student);
                if (result.Try(out PresenceReply? reply, out ClientError? error))
                {
                    Answered(request, StudentAnswer.Of(reply, request.Class, request.Student));
                }
                else if (error.Fault == ClientFault.Refused)
                {
                    Answered(request, StudentAnswer.Of(error, request.Class, request.Student, link.Server));
                }
                else
                {
                    link.Drop(connection, error);
                    if (link.Connection == connection)
                    {
                        return; // It goes on when a new connection stands.
                    }
                }
            }
        }
        finally
        {
            _running = false;
            Changed?.Invoke();
        }
    }

    private void Answered((ClassNumber Class, StudentId Student) request, StudentAnswer answer)
    {
        // It may have been given up while it was on its way.
        if (_pending is [var next, ..] && next == request)
        {
            _pending.RemoveAt(0);
            _answeredAt = _clock.GetTimestamp();
            Answer = answer;
            Log.Add(request.Student.ToString(), answer);
            Changed?.Invoke();
        }
    }
}
