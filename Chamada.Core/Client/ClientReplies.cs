using Chamada.Core.Rolls;
using Chamada.Core.Unicode;

namespace Chamada.Core.Client;

/// <summary>The answer to <c>OPEN</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When, by the server's clock.</param>
/// <param name="Token">What lists, watches and closes this roll call.</param>
public sealed record OpenReply(ClassNumber Class, DateTimeOffset OpenedAt, string Token);

/// <summary>The answer to <c>PRESENT</c> and <c>MARK</c>.</summary>
/// <param name="Class">The class, or <see cref="ClassNumber.Refused"/>.</param>
/// <param name="At">When the student registered (the first time), or was refused.</param>
/// <param name="Word">The server's word in upper case: <c>REGISTERED</c>, <c>ALREADY</c>, <c>CLOSED</c>, <c>REMOVED</c>, <c>BADCODE</c>,
/// <c>WAIT</c>, <c>DEVICE</c>, <c>NETWORK</c>, <c>UNLISTED</c>, or a refusal that this client does not know.</param>
public sealed record PresenceReply(ClassNumber Class, DateTimeOffset At, string Word)
{
    /// <summary>With the word <c>WAIT</c>: for how long no code of this student is looked at.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>The receipt, where one was asked for and the student is present; null from a server that knows of none.</summary>
    public ChainHead? Receipt { get; init; }

    /// <summary>Registered now or before.</summary>
    public bool IsPresent => Class != ClassNumber.Refused;
}

/// <summary>The answer to <c>CHECK</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Word">The server's word in upper case: <c>HERE</c>, <c>MISSING</c>, <c>HEADS</c>, or <c>ABSENT</c> for a student who is not
/// on the list: then nothing stands in the record.</param>
public sealed record CheckReply(ClassNumber Class, DateTimeOffset At, string Word);

/// <summary>One student of a list.</summary>
/// <param name="Student">Who.</param>
/// <param name="At">When, by the server's clock.</param>
public sealed record PresentStudent(StudentId Student, DateTimeOffset At);

/// <summary>One line of a roll call's record, which tells everything in the order in which it happened.</summary>
/// <param name="Student">Who; the default where it is about nobody (<see cref="Presence.HasStudent"/>).</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Mark">What it says of the student.</param>
/// <param name="Reason">The teacher's reason; empty when there is none. With a flag what is known, with a count of heads the number,
/// with a closing in the owner's place whose key it was.
/// Whoever wrote it: what nobody sees is taken off.</param>
public sealed record RecordEntry(StudentId Student, DateTimeOffset At, Mark Mark, string Reason = "")
{
    /// <summary>The teacher's reason; empty when there is none.</summary>
    public string Reason { get; } = HiddenCharacters.TakeOff(Reason);
}

/// <summary>The answer to <c>LIST</c> and <c>WATCH</c>: an open roll call.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="Students">Who is present, in order of arrival.</param>
public sealed record ListReply(ClassNumber Class, DateTimeOffset OpenedAt, IReadOnlyList<PresentStudent> Students)
{
    /// <summary>When it closes by itself; null when it does not.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Everything that happened, those taken off the list included.</summary>
    public IReadOnlyList<RecordEntry> Record { get; init; } = [];
}

/// <summary>The answer to <c>EXTEND</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="ClosesAt">When the roll call closes by itself now.</param>
public sealed record ExtendReply(ClassNumber Class, DateTimeOffset ClosesAt);

/// <summary>The answer to <c>CODE</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="Code">The code of now; null when none is asked for.</param>
/// <param name="Left">For how long it still stands; zero without a code.</param>
/// <param name="Period">How long each stands; zero without a code.</param>
public sealed record CodeReply(ClassNumber Class, CodeDigits? Code, TimeSpan Left, TimeSpan Period);

/// <summary>The answer to <c>ROSTER</c>.</summary>
/// <param name="Count">How many numbers of the class's list the server holds for the roll call.</param>
public sealed record RosterReply(int Count);

/// <summary>A line of the answer to <c>REFUSALS</c>: how often students were refused with one word.</summary>
/// <param name="Word">The word in lower case: <c>badcode</c>, <c>wait</c>, <c>device</c>, <c>network</c>, <c>unlisted</c>, <c>removed</c>,
/// or one that this client does not know.</param>
/// <param name="Count">How often, 1 or more.</param>
/// <param name="Last">When for the last time, by the server's clock.</param>
public sealed record RefusedLine(string Word, long Count, DateTimeOffset Last)
{
    private const int LongestWord = 32;

    /// <summary>Whether a text can be such a word: 1 to 32 lower-case letters.</summary>
    public static bool IsWord(string? text) => text is { Length: >= 1 and <= LongestWord } && text.All(char.IsAsciiLetterLower);
}

/// <summary>The answer to <c>CLOSE</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Students">Who was present, in order of arrival.</param>
public sealed record CloseReply(ClassNumber Class, DateTimeOffset ClosedAt, IReadOnlyList<StudentId> Students)
{
    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Whether <see cref="Record"/> is all that the server told: a later one may tell more than this client knows.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Everything that happened, those taken off the list included.</summary>
    public IReadOnlyList<RecordEntry> Record { get; init; } = [];

    /// <summary>How often students were refused, by the word; null where the server does not say.</summary>
    public IReadOnlyList<RefusedLine>? Refused { get; init; }
}

/// <summary>One line of <c>ROLLS</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When its roll call was opened.</param>
/// <param name="Count">How many are present.</param>
public sealed record RollsLine(ClassNumber Class, DateTimeOffset OpenedAt, int Count);

/// <summary>What a watched roll call tells.</summary>
/// <param name="Class">The class.</param>
/// <param name="At">The time that it is about, by the server's clock; with a code, which carries none, the earliest that there is.</param>
public abstract record RollCallNews(ClassNumber Class, DateTimeOffset At);

/// <summary>A student registered or was flagged, or the teacher marked one by hand, looked for one or counted heads: the record is one
/// entry longer.</summary>
/// <param name="Class">The class.</param>
/// <param name="Entry">Who, when, how and why.</param>
public sealed record EntryAdded(ClassNumber Class, RecordEntry Entry) : RollCallNews(Class, Entry.At);

/// <summary>Another code stands from now on, or none is asked for any more.</summary>
/// <param name="Code">The code, and how long it stands.</param>
public sealed record CodeTurned(CodeReply Code) : RollCallNews(Code.Class, DateTimeOffset.MinValue);

/// <summary>The roll call closes later.</summary>
/// <param name="Class">The class.</param>
/// <param name="At">When it closes by itself now.</param>
public sealed record LimitExtended(ClassNumber Class, DateTimeOffset At) : RollCallNews(Class, At);

/// <summary>The roll call was closed; nothing follows.</summary>
public sealed record RollCallEnded(ClassNumber Class, DateTimeOffset At) : RollCallNews(Class, At);
