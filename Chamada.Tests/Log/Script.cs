using System.Text;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

/// <summary>A few roll calls with everything that can happen to one, in groups that each become durable with one commit.</summary>
internal static class Script
{
    private static readonly (long Class, string Token)[] Rolls = [(1, "a"), (2, "b"), (1, "c"), (4, "d")];

    private static readonly (long Class, string Token)[] Received = [(1, "a"), (2, "b")];

    private static readonly RollRequest[][] Groups =
    [
        [Open(1, "a")],
        [.. Present(1, "s", 5)],
        [Open(2, "b"), .. Present(2, "x", 1), .. Present(1, "y", 1), .. Present(1, "s", 2), .. Present(9, "nobody", 1)],
        [JournaledBook.Request(RollVerb.OpenOrClose, 3), .. Present(3, "z", 2)],
        [.. Present(2, "many-", 150)],
        [JournaledBook.Request(RollVerb.Close, 1, token: "a")],
        [Open(1, "c"), .. Present(1, "s", 3)],
        [JournaledBook.Request(RollVerb.Received, 1, token: "a")],
        [.. Present(2, "more-", 40)],
        [JournaledBook.Request(RollVerb.Close, 2, token: "b"), JournaledBook.Request(RollVerb.Received, 2, token: "b"),
            .. Present(1, "w", 2)],
        [Open(4, "d"), JournaledBook.Request(RollVerb.OpenOrClose, 3)],
        [.. Present(4, "last", 3)],
    ];

    /// <summary>What the book holds before the first change and after each one.</summary>
    public static readonly IReadOnlyList<string> States = MakeStates();

    /// <summary>Sends the groups one after the other.</summary>
    /// <param name="book">To whom.</param>
    /// <param name="allMustSucceed">Whether a refusal is a failure of the test.</param>
    /// <param name="told">Called with the number of changes acknowledged, at the moment when that may be told.</param>
    /// <returns>How many changes were acknowledged.</returns>
    public static async Task<int> RunAsync(JournaledBook book, bool allMustSucceed, Action<int>? told = null)
    {
        int answered = 0, changes = 0;
        foreach (RollRequest[] group in Groups)
        {
            changes += Changes(group);
            int after = changes;
            JournaledBook.Answer answer = book.Begin(group, () => told?.Invoke(after));
            await answer.Told.WaitAsync(JournaledBook.Patience);
            RollOutcome[] outcomes = answer.Batch.Outcomes.ToArray();
            if (outcomes.All(static outcome => outcome.Word != RollWord.Unavailable))
            {
                Assert.True(answered == changes - Changes(group), "acknowledged after a change that was not");
                answered = changes;
            }
            else
            {
                Assert.False(allMustSucceed, "a request was refused");
                Assert.DoesNotContain(outcomes,
                    static outcome => outcome.Word is RollWord.Registered or RollWord.Opened or RollWord.Closed or RollWord.Erased);
            }
        }

        return answered;
    }

    /// <summary>Everything that can be asked of a book about the roll calls of the script, as text.</summary>
    public static async Task<string> DescribeAsync(JournaledBook book)
    {
        StringBuilder text = new();
        foreach ((long number, string token) in Rolls)
        {
            text.AppendLine(await book.DescribeRoll(number, token));
        }

        RollOutcome open = await book.Ask(RollVerb.Rolls, 1);
        return text.AppendJoin(' ', open.Open!).ToString();
    }

    /// <summary>After a failure every list holds at least what was acknowledged, but for what was received since.</summary>
    public static async Task CheckListsAfterFailureAsync(JournaledBook book, int answered)
    {
        string[] expected = States[answered].Split('\n');
        for (int i = 0; i < Rolls.Length; i++)
        {
            string state = await book.Describe(RollVerb.List, Rolls[i].Class, Rolls[i].Token);
            if (state.StartsWith("Listed", StringComparison.Ordinal))
            {
                // The first few of a refused group may have been written before the rest failed.
                Assert.StartsWith(Students(expected[i]), Students(state), StringComparison.Ordinal);
            }
            else
            {
                bool received = Received.Contains(Rolls[i]);
                Assert.True(received || Students(expected[i]).Length == 0, $"the list of {Rolls[i]} cannot be read");
            }
        }

        static string Students(string state) =>
            string.Join(' ', state.Split(' ').Where(static word => word.Contains('@', StringComparison.Ordinal)));
    }

    private static List<string> MakeStates()
    {
        // The same requests one by one on a book without a disk: a crash may fall between any two changes that one commit holds.
        List<string> states = [];
        RollRequest[] all = [.. Groups.SelectMany(static group => group)];
        for (int count = 0; count <= all.Length; count++)
        {
            JournaledBook book = JournaledBook.InMemory();
            int changes = 0;
            Stamp start = book.Now;
            int group = 0, inGroup = 0;
            for (int i = 0; i < count; i++)
            {
                // All of a group carry one time stamp.
                book.Now = start with { UnixMilliseconds = start.UnixMilliseconds + group };
                RollWord word = book.Begin([all[i]]).Batch.Outcomes[0].Word;
                changes += IsChange(word) ? 1 : 0;
                if (++inGroup == Groups[group].Length)
                {
                    (group, inGroup) = (group + 1, 0);
                }
            }

            if (changes == states.Count)
            {
                states.Add(DescribeAsync(book).GetAwaiter().GetResult());
            }
        }

        return states;
    }

    private static bool IsChange(RollWord word) => word is RollWord.Registered or RollWord.Opened or RollWord.Closed or RollWord.Erased;

    private static int Changes(RollRequest[] group) => group.Length - (ReferenceEquals(group, Groups[2]) ? 3 : 0);

    private static RollRequest Open(long number, string token) => JournaledBook.Request(RollVerb.Open, number, token: token);

    private static IEnumerable<RollRequest> Present(long number, string prefix, int count) =>
        Enumerable.Range(1, count).Select(i => JournaledBook.Request(RollVerb.Present, number, $"{prefix}{i}"));
}
