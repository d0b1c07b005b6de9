namespace Chamada.Core.Rolls;

/// <summary>What is asked of the roll book.</summary>
public enum RollVerb : byte
{
    /// <summary>Register a student's presence.</summary>
    Present,

    /// <summary>Open a roll call that belongs to the holder of a token.</summary>
    Open,

    /// <summary>Open a roll call that belongs to nobody, or close such a one when it is open.</summary>
    OpenOrClose,

    /// <summary>Read the list of an open roll call.</summary>
    List,

    /// <summary>Close a roll call, or read again the list of one that this token closed.</summary>
    Close,

    /// <summary>Erase a closed roll call: its teacher holds the list.</summary>
    Received,

    /// <summary>Read which roll calls are open.</summary>
    Rolls,

    /// <summary>Read the list of an open roll call and be told of what follows.</summary>
    Watch,

    /// <summary>Mark a student present by hand.</summary>
    MarkPresent,

    /// <summary>Take a student off the list by hand.</summary>
    MarkAbsent,

    /// <summary>Give a roll call with a time limit more time.</summary>
    Extend,
}

/// <summary>One request to the roll book.</summary>
/// <param name="Verb">What is asked.</param>
/// <param name="Class">Of which class; ignored by <see cref="RollVerb.Rolls"/>.</param>
/// <param name="Student">Who registers, with <see cref="RollVerb.Present"/>.</param>
/// <param name="Token">The hash of the token that the request came with; for <see cref="RollVerb.Open"/> of the one that will own the roll call.</param>
/// <param name="Watcher">Who is to be told, with <see cref="RollVerb.Watch"/>.</param>
/// <param name="Reason">Why, with a mark by hand; null when none was given.</param>
/// <param name="Seconds">
/// With <see cref="RollVerb.Open"/> after how many seconds the roll call closes by itself, 0 for never; with <see cref="RollVerb.Extend"/> how many more it gets.
/// </param>
/// <param name="WithLog">With lists: whether the answer tells everything that happened, not only who is present.</param>
public readonly record struct RollRequest(
    RollVerb Verb,
    ClassNumber Class,
    StudentId Student = default,
    TokenHash? Token = null,
    IRollWatcher? Watcher = null,
    string? Reason = null,
    int Seconds = 0,
    bool WithLog = false)
{
    /// <summary>The longest time limit, and the most that can be left after an extension: a day.</summary>
    public const int MaxSeconds = 24 * 60 * 60;

    /// <summary>The most characters of a reason.</summary>
    public const int MaxReasonLength = 200;
}

/// <summary>What the roll book decided. A refusal is a value like any other.</summary>
public enum RollWord : byte
{
    /// <summary>The student is registered by this request.</summary>
    Registered,

    /// <summary>The student was registered before; nothing was added.</summary>
    Already,

    /// <summary>Refused to a student: the class has no open roll call.</summary>
    NoRollCall,

    /// <summary>
    /// The teacher has taken the student off the list: the answer to that mark, and the refusal to a student who registers after it.
    /// </summary>
    Removed,

    /// <summary>The student to be taken off the list was not on it; nothing was changed.</summary>
    NotPresent,

    /// <summary>The roll call closes later than it would have.</summary>
    Extended,

    /// <summary>The roll call is open, and the token of the request owns it.</summary>
    Opened,

    /// <summary>The roll call is closed; its list goes with the outcome.</summary>
    Closed,

    /// <summary>The list of a roll call.</summary>
    Listed,

    /// <summary>The list of a roll call, which is watched from here on.</summary>
    Watching,

    /// <summary>The roll call is erased.</summary>
    Erased,

    /// <summary>The open roll calls.</summary>
    Rolls,

    /// <summary>Refused: the class has an open roll call already.</summary>
    Exists,

    /// <summary>Refused to a teacher: the class has no roll call that could be meant.</summary>
    NotOpen,

    /// <summary>Refused: the token is not the one of this roll call, or the roll call has an owner and no token was given.</summary>
    Denied,

    /// <summary>Refused: an open roll call cannot be erased.</summary>
    StillOpen,

    /// <summary>Refused: the roll call has no time limit that could be extended, or a day is left already.</summary>
    NoLimit,

    /// <summary>Refused: the journal cannot write.</summary>
    Unavailable,
}

/// <summary>The answer to one <see cref="RollRequest"/>.</summary>
/// <param name="Word">The decision.</param>
/// <param name="Class">The class; <see cref="ClassNumber.Refused"/> when a student was refused.</param>
/// <param name="At">The time of what the word tells: of the first registration with <see cref="RollWord.Already"/>, of the refusal with a refusal.</param>
/// <param name="List">With lists: which part of which roll call.</param>
/// <param name="Open">With <see cref="RollWord.Rolls"/>: the open roll calls by class.</param>
public readonly record struct RollOutcome(
    RollWord Word, ClassNumber Class, Stamp At, RollList? List = null, IReadOnlyList<RollSummary>? Open = null);

/// <summary>A line of the list of open roll calls.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When its roll call was opened.</param>
/// <param name="Count">How many have registered.</param>
public readonly record struct RollSummary(ClassNumber Class, Stamp OpenedAt, int Count);
