using Chamada.Core.Client;
using Chamada.Core.Rolls;
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

    /// <summary>Whether a code was given.</summary>
    public bool HadCode { get; init; }

    /// <summary>Whether the student stood by the number.</summary>
    public bool WasConfirmed { get; init; }

    /// <summary>How long no code is looked at, from <see cref="HeardAt"/> on; null when nothing is to be waited for.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>When the answer came, as a time stamp of the clock.</summary>
    public long HeardAt { get; init; }

    /// <summary>For how many seconds no code is looked at from now on; 0 when the time is over.</summary>
    public int LeftToWait(TimeProvider clock) =>
        (int)Math.Max(0, Math.Ceiling(((Wait ?? TimeSpan.Zero) - clock.GetElapsedTime(HeardAt)).TotalSeconds));

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
        return new StudentAnswer(outcome, number, student, reply.At, reply.Word) { Wait = reply.Wait };
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

    /// <summary>The code is not six digits.</summary>
    Code,
}

/// <summary>What a student asks for.</summary>
/// <param name="Class">In which class.</param>
/// <param name="Student">Who.</param>
/// <param name="Code">The code that was typed; null for none.</param>
/// <param name="IsConfirmed">Whether the student stands by a number that is not on the list.</param>
internal readonly record struct StudentRequest(ClassNumber Class, StudentId Student, CodeDigits? Code = null, bool IsConfirmed = false);
