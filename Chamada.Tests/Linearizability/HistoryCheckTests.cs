using System.Globalization;

namespace Chamada.Tests.Linearizability;

/// <summary>That the check accepts what can have happened, and nothing else.</summary>
public sealed class HistoryCheckTests
{
    public static TheoryData<string, string> Good => new()
    {
        { "nothing", "" },
        { "one after the other", "open 0 1-2 OPENED; present 1 3-4 REGISTERED 7; present 1 5-6 ALREADY 7; close 0 7-8 LIST 1@7" },
        { "two at once, in either order", "open 0 1-2 OPENED; present 1 3-6 REGISTERED 8; present 2 4-5 REGISTERED 7; "
            + "list 0 7-8 LIST 2@7 1@8" },
        { "a list during a registration may miss it", "open 0 1-2 OPENED; present 1 3-9 REGISTERED 7; list 0 4-5 LIST; "
            + "list 0 6-7 LIST 1@7" },
        { "one student from two places at once", "open 0 1-2 OPENED; present 1 3-6 ALREADY 7; present 1 4-5 REGISTERED 7" },
        { "what had no answer may have happened", "open 0 1-2 OPENED; present 1 3-? ?; list 0 4-5 LIST; present 1 6-7 ALREADY 9" },
        { "or never", "open 0 1-2 OPENED; present 1 3-? ?; close 0 4-5 LIST; present 1 6-7 CLOSED" },
        { "an opening without an answer", "open 0 1-? ?; present 1 2-3 CLOSED; present 1 4-5 REGISTERED 5; open 0 6-7 OPENED" },
        { "opened again under another token", "open 0 1-2 OPENED; close 0 3-4 LIST; open 0 5-6 DENIED; open 1 7-8 OPENED; "
            + "close 0 9-10 LIST" },
        { "taken off, and put on again at the end", "open 0 1-2 OPENED; present 1 3-4 REGISTERED 1; present 2 5-6 REGISTERED 2; "
            + "absent 0 1 7-8 REMOVED; present 1 9-10 REMOVED; mark 0 1 11-12 REGISTERED 9; list 0 13-14 LIST 2@2 1@9" },
        { "refused for another token", "open 0 1-2 OPENED; close 1 3-4 DENIED; list 1 5-6 DENIED; mark 1 1 7-8 DENIED; close 0 9-10 LIST; "
            + "list 0 11-12 NOTOPEN; open 1 13-14 OPENED; open 2 15-16 EXISTS" },
        { "closed while somebody registers", "open 0 1-2 OPENED; present 1 3-8 CLOSED; close 0 4-7 LIST" },
    };

    public static TheoryData<string, string> Bad => new()
    {
        { "a lost registration", "open 0 1-2 OPENED; present 1 3-4 REGISTERED 7; list 0 5-6 LIST" },
        { "lost at the close", "open 0 1-2 OPENED; present 1 3-4 REGISTERED 7; close 0 5-6 LIST" },
        { "registered twice", "open 0 1-2 OPENED; present 1 3-4 REGISTERED 7; present 1 5-6 REGISTERED 8" },
        { "registered twice at once", "open 0 1-2 OPENED; present 1 3-6 REGISTERED 7; present 1 4-5 REGISTERED 7" },
        { "on the list twice", "open 0 1-2 OPENED; present 1 3-4 REGISTERED 7; list 0 5-6 LIST 1@7 1@7" },
        { "already before anybody came", "open 0 1-2 OPENED; present 1 3-4 ALREADY 7; present 1 5-6 REGISTERED 7" },
        { "another time", "open 0 1-2 OPENED; present 1 3-4 REGISTERED 7; present 1 5-6 ALREADY 8" },
        { "another time on the list", "open 0 1-2 OPENED; present 1 3-4 REGISTERED 7; list 0 5-6 LIST 1@8" },
        { "registered after the close", "open 0 1-2 OPENED; close 0 3-4 LIST; present 1 5-6 REGISTERED 7" },
        { "registered after the close, and not on its list", "open 0 1-2 OPENED; present 1 3-9 REGISTERED 7; close 0 4-5 LIST; "
            + "list 0 6-7 NOTOPEN" },
        { "two lists of one close", "open 0 1-2 OPENED; present 1 3-? ?; close 0 4-5 LIST; close 0 6-7 LIST 1@7" },
        { "a list that goes back", "open 0 1-2 OPENED; present 1 3-9 REGISTERED 7; list 0 4-5 LIST 1@7; list 0 6-7 LIST" },
        { "an order that turns", "open 0 1-2 OPENED; present 1 3-9 REGISTERED 7; present 2 3-9 REGISTERED 8; list 0 4-5 LIST 1@7 2@8; "
            + "list 0 6-7 LIST 2@8 1@7" },
        { "two servers that know nothing of each other", "open 0 1-2 OPENED; open 1 3-4 OPENED" },
        { "closed on one and open on the other", "open 0 1-2 OPENED; close 0 3-4 LIST; list 0 5-6 LIST" },
        { "opened anew with the old list", "open 0 1-2 OPENED; present 1 3-4 REGISTERED 7; close 0 5-6 LIST 1@7; open 1 7-8 OPENED; "
            + "list 1 9-10 LIST 1@7" },
        { "no effect at all", "open 0 1-2 OPENED; present 1 3-4 CLOSED" },
        { "taken off and still there", "open 0 1-2 OPENED; present 1 3-4 REGISTERED 7; absent 0 1 5-6 REMOVED; list 0 7-8 LIST 1@7" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void What_can_have_happened_is_explained(string name, string history)
    {
        Operation[] operations = Read(history);
        IReadOnlyList<Operation>? order = HistoryCheck.Explain(operations);
        Assert.True(order is not null, name);
        Assert.Empty(operations.Where(static operation => operation.IsAnswered).Except(order));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_cannot_have_happened_is_not(string name, string history) =>
        Assert.True(HistoryCheck.Explain(Read(history)) is null, name);

    /// <summary>Every order of every choice, for histories small enough: the search must come to the same.</summary>
    [Fact]
    public void It_agrees_with_trying_every_order()
    {
        Random random = new(20261127);
        int explained = 0;
        for (int i = 0; i < 20_000; i++)
        {
            Operation[] history = Make(random);
            bool expected = AnyOrder(history, ClassState.Empty, 0);
            Assert.True(expected == HistoryCheck.Explain(history) is not null, string.Join("; ", history.AsEnumerable()));
            explained += expected ? 1 : 0;
        }

        Assert.InRange(explained, 2_000, 18_000); // Otherwise it was asked about one kind only.
    }

    private static bool AnyOrder(Operation[] history, ClassState state, int done)
    {
        if (!history.Where((operation, i) => operation.IsAnswered && (done & (1 << i)) == 0).Any())
        {
            return true;
        }

        for (int i = 0; i < history.Length; i++)
        {
            bool isNext = (done & (1 << i)) == 0 && !history.Where((other, j) =>
                j != i && (done & (1 << j)) == 0 && other.IsAnswered && other.Responded < history[i].Invoked).Any();
            if (isNext && state.After(history[i]) is { } next && AnyOrder(history, next, done | (1 << i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A run of the model itself, with times around each step that overlap, now and then with an answer changed or lost.</summary>
    private static Operation[] Make(Random random)
    {
        string[] answers =
        [
            "OPENED", "EXISTS", "DENIED", "NOTOPEN", "CLOSED", "ABSENT", "REMOVED", "REGISTERED 1", "REGISTERED 2", "ALREADY 1",
            "ALREADY 2",
            "LIST",
            .. from order in (string[])["0@{0}", "1@{0}", "0@{0} 1@{1}", "1@{0} 0@{1}"]
               from first in (int[])[1, 2]
               from second in (int[])[1, 2]
               select "LIST " + string.Format(CultureInfo.InvariantCulture, order, first, second),
        ];
        ClassState state = ClassState.Empty;
        List<Operation> history = [];
        for (int i = 0; i < 6; i++)
        {
            Operation asked = new((Verb)random.Next(6), random.Next(2), random.Next(2), (i * 10) - random.Next(25),
                (i * 10) + random.Next(25), null);
            Operation answered = answers.Select(answer => asked with { Answer = answer }).First(right => state.After(right) is not null);
            state = state.After(answered)!;
            history.Add(random.Next(12) switch
            {
                0 => answered with { Answer = answers[random.Next(answers.Length)] },
                1 => asked with { Responded = long.MaxValue },
                _ => answered,
            });
        }

        return [.. history];
    }

    private static Operation[] Read(string history) =>
    [
        .. history.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(static line =>
        {
            string[] words = line.Split(' ');
            Verb verb = words[0] switch
            {
                "open" => Verb.Open,
                "present" => Verb.Present,
                "mark" => Verb.MarkPresent,
                "absent" => Verb.MarkAbsent,
                "list" => Verb.List,
                _ => Verb.Close,
            };
            bool isMark = verb is Verb.MarkPresent or Verb.MarkAbsent;
            int first = Number(words[1]), at = isMark ? 3 : 2;
            string[] times = words[at].Split('-');
            string answer = string.Join(' ', words.Skip(at + 1));
            return new Operation(verb, verb == Verb.Present ? -1 : first, isMark ? Number(words[2]) : first, Number(times[0]),
                times[1] == "?" ? long.MaxValue : Number(times[1]), answer == "?" ? null : answer);
        }),
    ];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
