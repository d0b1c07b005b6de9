namespace Chamada.Core.Rolls;

/// <summary>
/// One request to the roll book. Most by far are of students who register: those are this value and nothing else. All others carry what
/// they are in a <see cref="RollCommand"/>.
/// </summary>
/// <param name="Class">Of which class; <see cref="ClassNumber.Refused"/> where none is meant.</param>
/// <param name="Student">Who registers, or whom it is about.</param>
/// <param name="Command">What is asked; null for a student's registration that brings nothing along but the number.</param>
public readonly record struct RollRequest(ClassNumber Class, StudentId Student = default, RollCommand? Command = null)
{
    /// <summary>A request that is about no student.</summary>
    public RollRequest(ClassNumber number, RollCommand command)
        : this(number, default, command)
    {
    }
}

/// <summary>
/// What may be asked of the roll book besides registering: each with what it needs, and the rule by which it is decided. A request is
/// decided by making events of it; only those change anything.
/// </summary>
public abstract class RollCommand
{
    private protected RollCommand()
    {
    }

    /// <summary>Whether the answer may be so long that it should be on its way before more is asked.</summary>
    public virtual bool HasLongAnswer => false;

    /// <summary>
    /// Whether deciding it may add to what is kept: it is answered by <see cref="Read"/> for as long as room is short. What closes, erases
    /// or reads is not, so that room comes back.
    /// </summary>
    internal virtual bool Adds(RollState rolls, in RollRequest request) => true;

    /// <summary>Decides the request at <see cref="RollState.Now"/>.</summary>
    internal abstract RollOutcome Decide(RollState rolls, in RollRequest request);

    /// <summary>
    /// The answer when nothing can be recorded any more: reads tell no more than what is durable, changes are refused.
    /// </summary>
    internal virtual RollOutcome Read(RollState rolls, in RollRequest request, long durable) => rolls.Unavailable();
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

    /// <summary>Refused to a student: the code that this roll call asks for is missing or wrong.</summary>
    BadCode,

    /// <summary>Refused to a student: too many wrong codes; the outcome says for how long.</summary>
    Wait,

    /// <summary>Refused to a student: another one has registered from the same device.</summary>
    DeviceUsed,

    /// <summary>Refused to a student: not from a network from which one may register.</summary>
    OtherNetwork,

    /// <summary>As many students are on the list as may be.</summary>
    Full,

    /// <summary>As many roll calls are open as may be.</summary>
    TooManyOpen,

    /// <summary>Refused to a student: the number is not on the class's list.</summary>
    Unlisted,

    /// <summary>The student to be taken off the list, or looked for in the room, was not on it; nothing was changed.</summary>
    NotPresent,

    /// <summary>It stands in the record that the teacher found the student in the room.</summary>
    Here,

    /// <summary>It stands in the record that the teacher did not find the student in the room.</summary>
    Missing,

    /// <summary>It stands in the record how many the teacher counted in the room.</summary>
    Heads,

    /// <summary>The roll call closes later than it would have.</summary>
    Extended,

    /// <summary>The code of now goes with the outcome.</summary>
    CodeShown,

    /// <summary>How often students were refused goes with the outcome.</summary>
    Refusals,

    /// <summary>How many numbers the roll call holds of the class's list goes with the outcome.</summary>
    RosterHeld,

    /// <summary>The roll call is open, and the token of the request owns it.</summary>
    Opened,

    /// <summary>The roll call is closed; its list goes with the outcome.</summary>
    Closed,

    /// <summary>The list of a roll call.</summary>
    Listed,

    /// <summary>The list of a roll call, whose news is asked for from here on.</summary>
    Watching,

    /// <summary>The roll call is erased.</summary>
    Erased,

    /// <summary>The open roll calls.</summary>
    Rolls,

    /// <summary>Refused: the class has an open roll call already.</summary>
    Exists,

    /// <summary>Refused: the token has closed a roll call of the class already, whose list waits under it.</summary>
    TokenUsed,

    /// <summary>Refused to a teacher: the class has no roll call that could be meant.</summary>
    NotOpen,

    /// <summary>Refused: the token is not the one of this roll call, or the roll call has an owner and no token was given.</summary>
    Denied,

    /// <summary>Refused: an open roll call cannot be erased.</summary>
    StillOpen,

    /// <summary>Refused: the roll call has no time limit that could be extended, or a day is left already.</summary>
    NoLimit,

    /// <summary>Refused: from where the request comes, roll calls may not be opened.</summary>
    NotHere,

    /// <summary>Refused: roll calls are opened with a teacher's key only, and none was shown.</summary>
    KeyNeeded,

    /// <summary>Refused: only a key with that right closes a roll call without its token, and none was shown.</summary>
    RightNeeded,

    /// <summary>Refused: the key that was shown has not the right to close what others opened.</summary>
    NoRight,

    /// <summary>Refused: nothing can be recorded.</summary>
    Unavailable,
}

/// <summary>The answer to one <see cref="RollRequest"/>.</summary>
/// <param name="Word">The decision.</param>
/// <param name="Class">The class; <see cref="ClassNumber.Refused"/> when a student was refused.</param>
/// <param name="At">
/// The time of what the word tells: of the first registration with <see cref="RollWord.Already"/>, of the refusal with a refusal.
/// </param>
/// <param name="Detail">With lists: the list; with some other words what they say they come with.</param>
public readonly record struct RollOutcome(RollWord Word, ClassNumber Class, Stamp At, OutcomeDetail? Detail = null)
{
    /// <summary>With the list of one roll call: that list.</summary>
    public RollList? List => Detail as RollList;

    /// <summary>With <see cref="RollWord.Rolls"/>: the open roll calls by class.</summary>
    public RollSummaries? Open => Detail as RollSummaries;
}
