namespace Chamada.Tests.Linearizability;

/// <summary>What a client asks of a roll call.</summary>
internal enum Verb
{
    Open,
    Present,
    MarkPresent,
    MarkAbsent,
    List,
    Close,
}

/// <summary>One request of a history, all of which are about one class.</summary>
/// <param name="Verb">What was asked.</param>
/// <param name="Token">By whose right, or under which a roll call is to open; not looked at with <see cref="Verb.Present"/>.</param>
/// <param name="Student">Who, with registrations and marks.</param>
/// <param name="Invoked">When it was asked, before the request left.</param>
/// <param name="Responded">When the answer had come; <see cref="long.MaxValue"/> where none did.</param>
/// <param name="Answer">
/// The answer: a word in upper case, with registrations a space and the time, with lists the students with theirs. Null where none came:
/// then the request may have had its effect at any time after it was asked, or never.
/// </param>
internal sealed record Operation(Verb Verb, int Token, int Student, long Invoked, long Responded, string? Answer)
{
    /// <summary>Whether it is known what came of it.</summary>
    public bool IsAnswered => Answer is not null;

    public override string ToString() =>
        $"{Verb} {(Verb == Verb.Present ? "" : $"t{Token} ")}{(Verb is Verb.Open or Verb.List or Verb.Close ? "" : $"s{Student} ")}"
        + $"[{Invoked}, {(IsAnswered ? $"{Responded}" : "-")}] {Answer ?? "?"}";
}
