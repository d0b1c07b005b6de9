using System.Text.Json;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Checks;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tests.Screens.RollCalls;

/// <summary>A spot check and a count of heads against a server with faults: what is drawn, what is written down, and what it
/// proves.</summary>
public sealed class SpotCheckTests : IDisposable
{
    private const string Phone = "00112233445566778899aabbccddeeff";

    private readonly ModelBench _bench = new ModelBench().Connected();

    [Fact]
    public void Those_who_were_found_prove_how_many_of_the_list_were_in_the_room_and_all_of_it_is_saved()
    {
        RollCallModel roll = Open(37);
        SpotCheckModel check = Begin(roll, 5);
        Assert.Equal(5, check.Count);
        while (check.Called is not null)
        {
            check.Answer(isHere: true);
        }

        SpotCheck result = check.Result!;
        Assert.Equal((37, 5, 5), (result.Listed, result.Students.Count, result.Found.Count));
        Assert.Equal(PresenceBound.AtLeast(37, 5, 5), result.AtLeast);
        Assert.Equal(5, result.Students.Distinct().Count());
        _bench.Until(() => roll.Sheet.Record.Count(static entry => entry.Mark == Mark.Here) == 5);
        roll.Close();
        _bench.Until(() => roll.Received);
        SavedList saved = SavedListFolder.Read(roll.SavedFile!).Value!;
        Assert.Equal(result.Students, Assert.Single(saved.Notes.SpotChecks).Students);
        Assert.Equal(5, saved.Record.Count(static entry => entry.Mark == Mark.Here));
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(roll.SavedFile!));
        Assert.Equal(result.AtLeast, file.RootElement.GetProperty("spotChecks")[0].GetProperty("atLeast").GetInt32());
    }

    [Fact]
    public void Each_of_those_who_are_present_is_as_likely_to_be_drawn_as_any_other()
    {
        RollCallModel roll = Open(4);
        Dictionary<string, int> drawn = [];

        // Every way in which two numbers can fall: 4 for the first, 3 for the second.
        for (int first = 0; first < 4; first++)
        {
            for (int second = 0; second < 3; second++)
            {
                Queue<int> numbers = new([first, second]);
                List<int> ranges = [];
                SpotCheckModel check = new(roll, 2, withFlagged: false, below =>
                {
                    ranges.Add(below);
                    return numbers.Dequeue();
                }, _bench.Clock);
                Assert.Equal([4, 3], ranges);
                string one = check.Called!.Value.ToString();
                check.Answer(isHere: true);
                string pair = string.Join('+', new[] { one, check.Called!.Value.ToString() }.Order());
                drawn[pair] = drawn.GetValueOrDefault(pair) + 1;
            }
        }

        Assert.Equal(6, drawn.Count);
        Assert.All(drawn.Values, static times => Assert.Equal(2, times));
    }

    [Fact]
    public void Those_who_are_flagged_are_a_round_of_their_own_that_does_not_count_for_the_others()
    {
        RollCallModel roll = Open(3);
        _bench.Server.Arrive(3030, "98", new PresentOptions { Device = Phone });
        _bench.Server.Arrive(3030, "99", new PresentOptions { Device = Phone });
        _bench.Until(() => roll.Sheet.ToSettle.Count == 1);
        SpotCheckModel check = new(roll, 5, withFlagged: true, static _ => 0, _bench.Clock);
        Assert.False(check.IsDrawn);
        Assert.Equal("99", check.Called.ToString());
        check.Answer(isHere: true);
        Assert.True(check.IsDrawn);
        Assert.Equal(5, check.Count);
        while (check.Called is { } called)
        {
            check.Answer(called.ToString() != "1");
        }

        Assert.Equal((5, 4), (check.Result!.Students.Count, check.Result.Found.Count));
        Assert.Null(roll.Notes.SpotChecks[0].AtLeast);
        Assert.Equal(4, roll.Notes.SpotChecks[1].AtLeast); // All were drawn: four are four.

        // Who was found is settled, by the record.
        _bench.Until(() => roll.Sheet.ToSettle.Count == 0);
    }

    [Fact]
    public void A_wrong_answer_is_given_again_and_the_last_one_counts()
    {
        RollCallModel roll = Open(2);
        SpotCheckModel check = Begin(roll, 2);
        check.Answer(isHere: false);
        check.Back();
        check.Answer(isHere: true);
        check.Answer(isHere: true);
        Assert.Equal(2, check.Result!.Found.Count);
        Assert.Null(check.Answer(isHere: true));
        _bench.Until(() => roll.Sheet.Record.Count(static entry => entry.Mark is Mark.Here or Mark.Missing) == 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_seen_is_written_once_whether_the_request_or_its_answer_was_lost(bool carriedOut)
    {
        RollCallModel roll = Open(2);
        TaskCompletionSource? release = null;
        if (carriedOut)
        {
            _bench.Server.LosesAnswerOf = "CHECK";
        }
        else
        {
            release = _bench.Server.HoldNext("CHECK");
        }

        roll.Check(ModelBench.Student("1"), isHere: true);
        roll.CountHeads(34);
        _bench.Until(() => _bench.Server.Log.Contains("CHECK 3030"));
        _bench.Server.Break();
        release?.SetResult();
        _bench.Until(() =>
        {
            _bench.Advance(1);
            return roll.Sheet.LastHeads is not null;
        });
        Assert.Single(roll.Sheet.Record, static entry => entry.Mark == Mark.Here);
        Assert.Single(roll.Sheet.Record, static entry => entry is { Mark: Mark.Heads, Reason: "34" });
        Assert.Equal((34, 2), (roll.Sheet.LastHeads!.InRoom, roll.Sheet.LastHeads.OnList));
    }

    [Fact]
    public void Notes_that_say_what_cannot_be_are_damaged()
    {
        const string At = "2026-11-22T16:39:02.123-03:00";
        string text = $$"""{"spotChecks":[{"at":"{{At}}","drawn":true,"listed":1,"students":["1","2"],"found":["1"]}]}""";
        Assert.Throws<InvalidDataException>(() => RollNotes.Parse(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    public void Dispose() => _bench.Dispose();

    private static SpotCheckModel Begin(RollCallModel roll, int count) =>
        new(roll, count, withFlagged: false, new Random(7).Next, TimeProvider.System);

    private RollCallModel Open(int students)
    {
        RollCallModel roll = _bench.OpenRoll(3030, Roster.Empty);
        for (int i = 1; i <= students; i++)
        {
            _bench.Server.Arrive(3030, i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        _bench.Until(() => roll.Sheet.Present == students);
        return roll;
    }
}
