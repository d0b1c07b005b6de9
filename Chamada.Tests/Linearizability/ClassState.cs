using System.Globalization;

namespace Chamada.Tests.Linearizability;

/// <summary>
/// One class as the contract describes it, so simple that it can be seen to be right: at most one open roll call, and the lists of those
/// that were closed. Times are only known from answers: one that no answer has told yet is bound by the first that does.
/// </summary>
/// <param name="Open">The token of the open roll call; -1 when there is none.</param>
/// <param name="Entries">Of the open roll call: the newest entry of each student, the oldest first.</param>
/// <param name="Closed">The lists of closed roll calls, by token, as text.</param>
internal sealed record ClassState(int Open, IReadOnlyList<Entry> Entries, IReadOnlyList<(int Token, IReadOnlyList<Entry> List)> Closed)
{
    public static readonly ClassState Empty = new(-1, [], []);

    /// <summary>The same for states between which no answer can tell.</summary>
    public string Key =>
        $"{Open}:{Text(Entries)}/{string.Join(';', Closed.Select(static closed => $"{closed.Token}:{Text(closed.List)}"))}";

    /// <summary>What the class is like after a request, if its answer is right for what it was like before; null if it is not.</summary>
    public ClassState? After(Operation asked) => asked.Verb switch
    {
        Verb.Open => AfterOpen(asked),
        Verb.Present => AfterPresent(asked),
        Verb.MarkPresent or Verb.MarkAbsent => AfterMark(asked),
        Verb.List => AfterList(asked),
        _ => AfterClose(asked),
    };

    private static string Text(IReadOnlyList<Entry> entries) => string.Join(',', entries);

    private ClassState? If(Operation asked, string word, ClassState? then = null) =>
        asked.Answer is null || asked.Answer == word ? then ?? this : null;

    private ClassState? AfterOpen(Operation asked)
    {
        if (Closed.Any(closed => closed.Token == asked.Token))
        {
            return If(asked, "DENIED");
        }

        return Open == asked.Token ? If(asked, "OPENED")
            : Open >= 0 ? If(asked, "EXISTS")
            : If(asked, "OPENED", this with { Open = asked.Token, Entries = [] });
    }

    private ClassState? AfterPresent(Operation asked) => Open < 0
        ? If(asked, "CLOSED")
        : Entries.FirstOrDefault(entry => entry.Student == asked.Student) switch
        {
            null => Registered(asked),
            { IsPresent: false } => If(asked, "REMOVED"),
            { } present => Already(asked, present),
        };

    private ClassState? AfterMark(Operation asked)
    {
        if (Refused(asked) is { } refusal)
        {
            return If(asked, refusal);
        }

        Entry? newest = Entries.FirstOrDefault(entry => entry.Student == asked.Student);
        bool isPresent = newest is { IsPresent: true };
        if (asked.Verb == Verb.MarkPresent)
        {
            return isPresent ? Already(asked, newest!) : Registered(asked);
        }

        return isPresent ? If(asked, "REMOVED", With(new Entry(asked.Student, false, null))) : If(asked, "ABSENT");
    }

    private ClassState? AfterList(Operation asked) => Refused(asked) is { } refusal
        ? If(asked, refusal)
        : asked.Answer is null ? this
        : Bound(Entries, asked.Answer) is { } entries ? this with { Entries = entries } : null;

    private ClassState? AfterClose(Operation asked)
    {
        for (int i = 0; i < Closed.Count; i++)
        {
            if (Closed[i].Token == asked.Token)
            {
                int at = i;
                return asked.Answer is null ? this
                    : Bound(Closed[at].List, asked.Answer) is { } same
                        ? this with { Closed = [.. Closed.Select((closed, index) => index == at ? (closed.Token, same) : closed)] }
                        : null;
            }
        }

        return Refused(asked) is { } refusal ? If(asked, refusal)
            : (asked.Answer is null ? Entries : Bound(Entries, asked.Answer)) is { } list
                ? new ClassState(-1, [], [.. Closed, (asked.Token, list)])
                : null;
    }

    private string? Refused(Operation asked) => Open < 0 ? "NOTOPEN" : Open != asked.Token ? "DENIED" : null;

    private ClassState? Registered(Operation asked) => asked.Answer is null
        ? With(new Entry(asked.Student, true, null))
        : TimeIn(asked.Answer, "REGISTERED") is { } at ? With(new Entry(asked.Student, true, at)) : null;

    private ClassState? Already(Operation asked, Entry present) => asked.Answer is null ? this
        : TimeIn(asked.Answer, "ALREADY") is not { } at || (present.At ?? at) != at ? null
        : this with { Entries = [.. Entries.Select(entry => entry == present ? present with { At = at } : entry)] };

    private ClassState With(Entry newest) =>
        this with { Entries = [.. Entries.Where(entry => entry.Student != newest.Student), newest] };

    private static long? TimeIn(string answer, string word) =>
        answer.Split(' ') is [string said, string time] && said == word ? long.Parse(time, CultureInfo.InvariantCulture) : null;

    /// <summary>The entries with the times that a list tells; null where it does not fit them.</summary>
    private static IReadOnlyList<Entry>? Bound(IReadOnlyList<Entry> entries, string list)
    {
        if (list != "LIST" && !list.StartsWith("LIST ", StringComparison.Ordinal))
        {
            return null;
        }

        Queue<string> told = new(list.Split(' ').Skip(1));
        List<Entry> bound = [];
        foreach (Entry entry in entries)
        {
            if (!entry.IsPresent)
            {
                bound.Add(entry);
                continue;
            }

            if (!told.TryDequeue(out string? line) || line.Split('@') is not [string student, string time]
                || student != entry.Student.ToString(CultureInfo.InvariantCulture)
                || long.Parse(time, CultureInfo.InvariantCulture) is var at && (entry.At ?? at) != at)
            {
                return null;
            }

            bound.Add(entry with { At = long.Parse(time, CultureInfo.InvariantCulture) });
        }

        return told.Count == 0 ? bound : null;
    }
}

/// <summary>The newest entry of a student.</summary>
/// <param name="Student">Who.</param>
/// <param name="IsPresent">Whether it makes the student present, or takes one off the list.</param>
/// <param name="At">When, in milliseconds; null while no answer has told.</param>
internal sealed record Entry(int Student, bool IsPresent, long? At)
{
    public override string ToString() => $"{Student}{(IsPresent ? '+' : '-')}{At}";
}
