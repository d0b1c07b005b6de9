using Chamada.Core.Archive;
using Chamada.Core.Client;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>
/// What became of the last thing that the teacher did. For a while it is what the line above the keys says, whatever else stands there: who
/// does something looks there for the answer.
/// </summary>
internal abstract record TeacherAnswer
{
    /// <summary>How long it stands before everything else: long enough to look up from the class and read it.</summary>
    public static readonly TimeSpan Stands = TimeSpan.FromSeconds(8);

    /// <summary>When it came, as a timestamp of the models' clock.</summary>
    public long Since { get; init; }

    /// <summary>Whether it still stands before everything else.</summary>
    public bool IsNew(TimeProvider clock) => clock.GetElapsedTime(Since) < Stands;
}

/// <summary>What the server answered to a mark by hand.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Word">The server's word: <c>REGISTERED</c>, <c>ALREADY</c>, <c>REMOVED</c>, <c>ABSENT</c>.</param>
/// <param name="At">The time that counts, by the server's clock.</param>
internal sealed record MarkAnswer(HandMark Mark, string Word, DateTimeOffset At) : TeacherAnswer;

/// <summary>A count of heads is on the record.</summary>
/// <param name="Count">The count, beside what was on the list.</param>
internal sealed record HeadsAnswer(HeadCount Count) : TeacherAnswer;

/// <summary>The server refused what was asked.</summary>
/// <param name="Error">Why.</param>
internal sealed record RefusedAnswer(ClientError Error) : TeacherAnswer;

/// <summary>The class was open already, so the minutes that were asked for do not count.</summary>
internal sealed record MinutesAnswer : TeacherAnswer;
