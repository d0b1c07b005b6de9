using Chamada.Core.Rolls;
using CsCheck;

namespace Chamada.Tests.Rolls;

/// <summary>A request as it was chosen by chance.</summary>
/// <param name="More">With what asks or brings along more than a number, which of its forms.</param>
internal sealed record Step(RollVerb Verb, long Class, int StudentIndex, int TokenIndex, int Seconds, int More = 0)
{
    /// <summary>How many forms there are.</summary>
    private const int Forms = 256;

    public static readonly Gen<Step> Any =
        from verb in Gen.Enum<RollVerb>()
        from number in Gen.Long[1, 3]
        from student in Gen.Int[0, 5]
        from token in Gen.Int[0, 2]
        from seconds in Gen.Int[0, 3]
        from more in Gen.Int[0, Forms - 1]
        select new Step(verb, number, student, token, verb == RollVerb.Extend ? seconds + 1 : seconds, more);

    public StudentId Student => RollModel.Student(StudentIndex);

    public TokenHash? Token => Verb == RollVerb.OpenOrClose ? null : RollModel.Tokens[TokenIndex];

    public string Reason => Seconds == 1 ? "porque sim" : "";

    /// <summary>With an opening: for how many seconds each code stands; 0 for no code.</summary>
    public int CodeSeconds => More % 4 == 1 ? 5 : 0;

    /// <summary>With an opening.</summary>
    public DeviceRule? Device => (More / 4 % 4) switch
    {
        1 => DeviceRule.Flag,
        2 => DeviceRule.Refuse,
        3 => DeviceRule.Ignore,
        _ => null,
    };

    /// <summary>With an opening.</summary>
    public ListedRule? Listed => (More / 16 % 4) switch
    {
        1 => ListedRule.Flag,
        2 => ListedRule.Ask,
        3 => ListedRule.Refuse,
        _ => null,
    };

    /// <summary>With a student who brings more along: the number of the code; null for none.</summary>
    public int? Guess => More % 8 is var guess and < 6 ? guess : null;

    /// <summary>With a student who brings more along: the device; 0 for none.</summary>
    public int DeviceIndex => More / 8 % 3;

    /// <summary>With a student who brings more along.</summary>
    public bool IsConfirmed => More / 24 % 2 == 1;

    /// <summary>With a student who brings more along: whether the token comes with it.</summary>
    public bool IsAtDoor => Seconds == 3;

    /// <summary>With the question for the code: for how many seconds each is to stand; null to ask only.</summary>
    public int? NewSeconds => (More % 4) switch
    {
        0 => 0,
        1 => 5,
        2 => 7,
        _ => null,
    };

    /// <summary>With a look for a student: whether the student was found.</summary>
    public bool IsHere => Seconds == 1;

    public RollRequest Request => Verb switch
    {
        RollVerb.Open => RollAsk.Open(Number, Token!, new RollRules(Seconds == 0 ? null : TimeSpan.FromSeconds(Seconds))
        {
            Code = CodeSeconds == 0 ? null : new CodeRule(TimeSpan.FromSeconds(CodeSeconds), RollAsk.Secret),
            Device = Device,
            Listed = Listed,
        }),
        RollVerb.PresentWith => RollAsk.Present(
            Number,
            Student,
            new PresenceProof(
                Guess is { } guess ? RollAsk.Secret.CodeOf(guess) : null,
                DeviceIndex == 0 ? null : new DeviceNumber((UInt128)DeviceIndex),
                IsConfirmed),
            IsAtDoor ? Token : null),
        RollVerb.Code => RollAsk.Code(Number, Token!, NewSeconds),
        RollVerb.RosterAdd => RollAsk.Roster(Number, Token!, Student, RollModel.Student(StudentIndex + 1)),
        RollVerb.Check => RollAsk.Check(Number, Token!, Student, IsHere),
        RollVerb.Heads => RollAsk.Heads(Number, Token!, More),
        RollVerb.CloseAny => RollAsk.CloseAny(Number),
        RollVerb.RosterClear => RollAsk.ClearRoster(Number, Token!),
        _ => RollAsk.For(Verb, Number, Student, Token, Seconds, Reason.Length == 0 ? null : Reason),
    };

    private ClassNumber Number => ClassNumber.From(Class);
}
