using System.Net;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;

namespace Chamada.Tests.Rolls;

/// <summary>What a test may ask of a roll book, to choose among by chance.</summary>
internal enum RollVerb
{
    Present,
    Open,
    OpenOrClose,
    List,
    Watch,
    Close,
    Received,
    Rolls,
    MarkPresent,
    MarkAbsent,
    Extend,
    PresentWith,
    Code,
    RosterAdd,
    RosterClear,
    Check,
    Heads,
    CloseAny,
}

/// <summary>Makes requests.</summary>
internal static class RollAsk
{
    /// <summary>Somebody on this machine, who may do everything.</summary>
    public static readonly Caller Here = new(IPAddress.Loopback, MayOpen: true) { Key = new TeacherKey("root", mayCloseAny: true) };

    /// <summary>What codes are made from in every roll call of the tests.</summary>
    public static readonly CodeSecret Secret =
        CodeSecret.FromBytes(Enumerable.Range(0, CodeSecret.Size).Select(static i => (byte)i).ToArray());

    public static RollRequest Open(ClassNumber number, TokenHash token, RollRules rules) => new(number, new OpenCommand(token, rules));

    public static RollRequest Present(ClassNumber number, StudentId student, PresenceProof proof, TokenHash? token = null) =>
        new(number, student, new PresentCommand(proof, token));

    public static RollRequest Code(ClassNumber number, TokenHash token, int? seconds = null) =>
        new(number, new CodeCommand(token, seconds, Secret));

    public static RollRequest Roster(ClassNumber number, TokenHash token, params StudentId[] added) =>
        new(number, new RosterCommand(token, added));

    public static RollRequest Check(ClassNumber number, TokenHash token, StudentId student, bool isHere) =>
        new(number, student, new CheckCommand(token, isHere));

    public static RollRequest Heads(ClassNumber number, TokenHash token, int count) => new(number, new HeadsCommand(token, count));

    public static RollRequest CloseAny(ClassNumber number) => new(number, new CloseAnyCommand());

    public static RollRequest ClearRoster(ClassNumber number, TokenHash token) =>
        new(number, new RosterCommand(token, [], isClearing: true));

    public static RollRequest For(
        RollVerb verb, ClassNumber number, StudentId student =
            default, TokenHash? token = null, int seconds = 0, string? reason = null, bool withLog = false) =>
        verb switch
        {
            RollVerb.Present => new RollRequest(number, student),
            RollVerb.Open =>
                new RollRequest(number, new OpenCommand(token!, seconds == 0
                    ? RollRules.None
                    : new RollRules(TimeSpan.FromSeconds(seconds)))),
            RollVerb.OpenOrClose => new RollRequest(number, OpenOrCloseCommand.Instance),
            RollVerb.List => new RollRequest(number, new ListCommand(token!, withLog)),
            RollVerb.Watch => new RollRequest(number, new ListCommand(token!, withLog, watching: true)),
            RollVerb.Close => new RollRequest(number, new CloseCommand(token!, withLog)),
            RollVerb.Received => new RollRequest(number, new ReceivedCommand(token!)),
            RollVerb.Rolls => new RollRequest(ClassNumber.Refused, RollsCommand.Instance),
            RollVerb.MarkPresent => new RollRequest(number, student, new MarkCommand(token!, Mark.Marked, reason)),
            RollVerb.MarkAbsent => new RollRequest(number, student, new MarkCommand(token!, Mark.Removed, reason)),
            RollVerb.Extend => new RollRequest(number, new ExtendCommand(token!, seconds)),
            _ => throw new ArgumentOutOfRangeException(nameof(verb)),
        };
}
