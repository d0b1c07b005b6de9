using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Rolls;
using Chamada.Tests.Log;

namespace Chamada.Tests.Rolls;

/// <summary>What becomes of a roll call when somebody sets the clock, or daylight saving time begins or ends.</summary>
public sealed class ClockTests
{
    private static readonly Step Class = new(RollVerb.Open, 3030, 0, 0, 0);

    [Theory]
    [InlineData(20)]
    [InlineData(-60)]
    [InlineData(2 * 365 * 24 * 60)]
    public void A_limit_lasts_as_long_as_was_said_however_the_clock_is_set(int minutes)
    {
        HandClock clock = new();
        RollBook book = new(new MemoryLog(), clock);
        Ask(book, Class with { Seconds = 600 });
        clock.Pass(TimeSpan.FromMinutes(5));
        clock.Shown = clock.Shown with { UnixMilliseconds = clock.Shown.UnixMilliseconds + (minutes * 60_000L) };
        Assert.Equal(RollWord.Registered, Ask(book, Class with { Verb = RollVerb.Present }).Word);
        clock.Pass(TimeSpan.FromMilliseconds((5 * 60_000) - 1));
        Assert.Equal(RollWord.Registered, Ask(book, Class with { Verb = RollVerb.Present, StudentIndex = 1 }).Word);
        clock.Pass(TimeSpan.FromMilliseconds(1));
        Stamp end = clock.Shown;
        clock.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(RollWord.NoRollCall, Ask(book, Class with { Verb = RollVerb.Present, StudentIndex = 2 }).Word);

        RollOutcome closed = Ask(book, Class with { Verb = RollVerb.Close });
        long[] times =
            [closed.List!.Record.OpenedAt.UnixMilliseconds, .. closed.List.Attendances.Select(static a => a.At.UnixMilliseconds),
                closed.At.UnixMilliseconds];
        Assert.Equal(times.Order(), times);
        if (minutes > 0)
        {
            Assert.Equal(end, closed.At);
        }
    }

    [Fact]
    public void More_time_is_added_to_what_is_left_however_the_clock_is_set()
    {
        HandClock clock = new();
        RollBook book = new(new MemoryLog(), clock);
        Ask(book, Class with { Seconds = 600 });
        clock.Pass(TimeSpan.FromMinutes(5));
        clock.Shown = clock.Shown with { UnixMilliseconds = clock.Shown.UnixMilliseconds + 3_600_000 };
        RollOutcome longer = Ask(book, Class with { Verb = RollVerb.Extend, Seconds = 60 });
        Assert.Equal((RollWord.Extended, clock.Shown.UnixMilliseconds + 360_000), (longer.Word, longer.At.UnixMilliseconds));
        clock.Pass(TimeSpan.FromMilliseconds(359_999));
        Assert.Equal(RollWord.Registered, Ask(book, Class with { Verb = RollVerb.Present }).Word);
        clock.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal(RollWord.NoRollCall, Ask(book, Class with { Verb = RollVerb.Present, StudentIndex = 1 }).Word);
    }

    [Fact]
    public void A_clock_that_is_set_back_lets_no_time_of_a_list_fall()
    {
        HandClock clock = new();
        RollBook book = new(new MemoryLog(), clock);
        Ask(book, Class);
        clock.Pass(TimeSpan.FromSeconds(10));
        Stamp first = Ask(book, Class with { Verb = RollVerb.Present }).At;
        clock.Shown = clock.Shown with { UnixMilliseconds = clock.Shown.UnixMilliseconds - 5_000 };
        Assert.Equal(first, Ask(book, Class with { Verb = RollVerb.Present, StudentIndex = 1 }).At);
        Assert.Equal(first, Ask(book, Class with { Verb = RollVerb.MarkAbsent, StudentIndex = 1 }).At);
        clock.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(first.UnixMilliseconds
            + 1000, Ask(book, Class with { Verb = RollVerb.Present, StudentIndex = 2 }).At.UnixMilliseconds);
        clock.Shown = clock.Shown with { UnixMilliseconds = clock.Shown.UnixMilliseconds - 50_000 };
        Assert.Equal(first.UnixMilliseconds + 1000, Ask(book, Class with { Verb = RollVerb.Close }).At.UnixMilliseconds);
    }

    [Theory]
    [InlineData("2026-03-29T01:55:00+01:00", "2026-03-29T03:05:00+02:00")] // 02:00 is 03:00.
    [InlineData("2026-10-25T02:55:00+02:00", "2026-10-25T02:05:00+01:00")] // 03:00 is 02:00.
    public void A_limit_across_a_change_of_daylight_saving_time_is_told_and_closes_as_the_clock_shows_then(string opened, string closes)
    {
        TimeZoneInfo zone =
            TimeZoneInfo.CreateCustomTimeZone("Europe", TimeSpan.FromHours(1), "", "", "",
                [TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date,
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday))]);
        HandClock clock = new() { Shown = Stamp.From(DateTimeOffset.Parse(opened, null)), Zone = zone };
        Stamp end = Stamp.From(DateTimeOffset.Parse(closes, null));
        ScriptedLog log = new();
        RollBook book = new(log, clock);
        Ask(book, Class with { Seconds = 600 });
        Assert.Equal(end, Ask(book, Class with { Verb = RollVerb.List }).List!.Limit!.At);

        // Also when the server was started again meanwhile.
        foreach (RollBook each in (RollBook[])[book, new RollBook(log.Reopen(), clock)])
        {
            Assert.Equal(end, Ask(each, Class with { Verb = RollVerb.List }).List!.Limit!.At);
        }

        RollBook restarted = new(log.Reopen(), clock);
        clock.Pass(TimeSpan.FromMinutes(9.9));
        Assert.Equal(RollWord.Registered, Ask(book, Class with { Verb = RollVerb.Present }).Word);
        clock.Pass(TimeSpan.FromMinutes(1));
        foreach (RollBook each in (RollBook[])[book, restarted])
        {
            Assert.Equal(end, Ask(each, Class with { Verb = RollVerb.Close }).At);
        }
    }

    [Fact]
    public void A_limit_that_passed_while_no_server_ran_closes_at_its_time()
    {
        HandClock clock = new();
        ScriptedLog log = new();
        Ask(new RollBook(log, clock), Class with { Seconds = 600 });
        Stamp end = clock.Shown with { UnixMilliseconds = clock.Shown.UnixMilliseconds + 600_000 };
        clock.Pass(TimeSpan.FromDays(3));
        Assert.Equal(end, Ask(new RollBook(log.Reopen(), clock), Class with { Verb = RollVerb.Close }).At);
    }

    [Fact]
    public void Whoever_holds_a_token_that_has_closed_something_is_told_so_whoever_has_the_class_open_now()
    {
        RollBook book = new(new MemoryLog());
        Ask(book, Class);
        Ask(book, Class with { Verb = RollVerb.Present });
        Ask(book, Class with { Verb = RollVerb.Close });
        Assert.Equal(RollWord.Opened, Ask(book, Class with { TokenIndex = 1 }).Word);
        Assert.Equal(RollWord.TokenUsed, Ask(book, Class).Word);
        Assert.Equal(1, Ask(book, Class with { Verb = RollVerb.Close }).List!.Count);
        Assert.Equal(RollWord.Exists, Ask(book, Class with { TokenIndex = 2 }).Word);
    }

    private static RollOutcome Ask(RollBook book, Step step)
    {
        RollBatch batch = new RollLogContract.Asked([step.Request]).Batch;
        Assert.True(book.Submit(batch));
        return batch.Outcomes[0];
    }
}
