using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tui.Screens.Students;

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
    private readonly List<StudentRequest> _pending = [];
    private Task<string?>? _device;
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

    /// <summary>Measures how long is left to wait.</summary>
    public TimeProvider Clock => _clock;

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

    /// <summary>
    /// Reads the number by which this device names itself, on a thread of the pool; null for a device that names none. Asked once, when it
    /// is first needed.
    /// </summary>
    public Func<string?> Device { get; init; } = static () => null;

    /// <summary>The class that has asked for a code; null while none has.</summary>
    public ClassNumber? AsksCode { get; private set; }

    /// <summary>What the number stands for that can be confirmed now: the class and the student of an answer that says to look
    /// again.</summary>
    public StudentAnswer? ToConfirm =>
        Answer is { Outcome: StudentOutcome.Refused, Detail: "UNLISTED", WasConfirmed: false } ? Answer : null;

    /// <summary>Registers a number that is not on the list, by which the student stands; nothing where that is not asked.</summary>
    /// <param name="codeText">The code that was typed; empty for none.</param>
    public void Confirm(string codeText)
    {
        if (ToConfirm is { } answer)
        {
            CodeDigits? code = CodeDigits.TryParse(codeText.Trim(), out CodeDigits digits) ? digits : null;
            Answer = null;
            Enter(new StudentRequest(answer.Class, answer.Student, code, IsConfirmed: true));
            Changed?.Invoke();
        }
    }

    /// <summary>Sends what was typed, or says which field is wrong.</summary>
    /// <param name="classText">The class.</param>
    /// <param name="studentText">The student number.</param>
    /// <param name="codeText">The code, where one is asked for; empty for none.</param>
    /// <returns>Whether it is being sent.</returns>
    public bool Submit(string classText, string studentText, string codeText = "")
    {
        bool classIsGood = ClassNumber.TryParse(classText.Trim(), out ClassNumber number);
        bool studentIsGood = StudentId.TryParse(studentText.Trim(), out StudentId student);
        CodeDigits? code = CodeDigits.TryParse(codeText.Trim(), out CodeDigits digits) ? digits : null;
        FieldError = !classIsGood ? StudentFieldError.Class
            : !studentIsGood ? StudentFieldError.Student
            : code is null && codeText.Trim().Length > 0 ? StudentFieldError.Code
            : StudentFieldError.None;

        // Who stood by a number and is asked for the code meanwhile still stands by it.
        bool isConfirmed = Answer is { WasConfirmed: true, Detail: "BADCODE" or "WAIT" } before
            && before.Class == number && before.Student == student;
        StudentRequest request = new(number, student, code, isConfirmed);
        if (FieldError == StudentFieldError.None && _pending is [.., var last] && last == request)
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
            Enter(request);
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

    /// <summary>The same student for another class, or with another code, puts right what was wrong; whoever else comes waits his
    /// turn.</summary>
    private void Enter(StudentRequest request)
    {
        bool isAsked = _pending is [var next, ..] && next.Student == request.Student && next != request;
        _pending.RemoveAll(other => other.Student == request.Student && other != request);
        _pending.Add(request);
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
                PresentOptions brings = await BringsAsync(request);
                ClientResult<PresenceReply> result = await connection.PresentAsync(request.Class, request.Student, brings);
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

    /// <summary>What the student brings along, the number of this device with it.</summary>
    private async Task<PresentOptions> BringsAsync(StudentRequest request) => new()
    {
        Code = request.Code,
        IsConfirmed = request.IsConfirmed,
        Device = await (_device ??= Task.Run(Device)),
    };

    private void Answered(StudentRequest request, StudentAnswer answer)
    {
        // It may have been given up while it was on its way.
        if (_pending is [var next, ..] && next == request)
        {
            _pending.RemoveAt(0);
            _answeredAt = _clock.GetTimestamp();
            Answer = answer = answer with
            {
                HadCode = request.Code is not null,
                WasConfirmed = request.IsConfirmed,
                HeardAt = _answeredAt,
            };
            AsksCode = answer.Detail is "BADCODE" or "WAIT" ? request.Class : AsksCode;
            Log.Add(request.Student.ToString(), answer);
            Changed?.Invoke();
        }
    }
}
