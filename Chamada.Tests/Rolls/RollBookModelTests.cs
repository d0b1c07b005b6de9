using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Tests.Log;
using CsCheck;

namespace Chamada.Tests.Rolls;

/// <summary>Rules of the roll book, one by one; all of them together, on every log, are in <see cref="RollLogContract"/>.</summary>
public sealed class RollBookModelTests
{
    [Fact]
    public void Requests_in_one_batch_are_answered_as_one_after_the_other() =>
        RollModel.Steps.Array[1, 60].Sample(steps =>
        {
            HandClock clock = new();
            RollBook together = new(new MemoryLog(), clock), apart = new(new MemoryLog(), clock);
            string[] expected = [.. steps.Select(step => RollModel.Describe(Submit(apart, step.Request)[0]))];
            Assert.Equal(expected, Submit(together, [.. steps.Select(step => step.Request)]).Select(RollModel.Describe));
        });

    [Fact]
    public void A_book_made_of_its_events_answers_like_the_one_that_made_them() =>
        Gen.Select(RollModel.Steps.Where(static step => step.Guess is null).Array[1, 60], RollModel.Steps.Array[1, 20])
            .Sample((before, after) =>
        {
            // How many wrong codes somebody has tried stands in no event, so nobody tries any before.
            HandClock clock = new();
            ScriptedLog log = new();
            RollBook first = new(log, clock);
            Submit(first, [.. before.Select(step => step.Request)]);
            RollBook second = new(log.Reopen(), clock);
            clock.Pass(TimeSpan.FromMilliseconds(1));
            RollRequest[] requests = [.. after.Select(step => step.Request)];
            Assert.Equal(Submit(first, requests).Select(RollModel.Describe), Submit(second, requests).Select(RollModel.Describe));
        });

    [Fact]
    public void Events_are_numbered_without_a_gap_in_the_order_of_decisions() =>
        RollModel.Steps.Array[1, 60].Sample(steps =>
        {
            ScriptedLog log = new();
            Submit(new RollBook(log), [.. steps.Select(step => step.Request)]);
            Assert.Equal(Enumerable.Range(1, log.Kept.Count).Select(i => (long)i), log.Kept.Select(e => e.Sequence));
        });

    [Fact]
    public void A_student_whom_the_teacher_has_taken_off_is_put_back_by_the_teacher_alone()
    {
        RollBook book = new(new MemoryLog());
        ClassNumber number = ClassNumber.From(3030);
        RollRequest present = RollAsk.For(RollVerb.Present, number, RollModel.Student(7));
        RollWord[] words =
        [
            .. Submit(
                book,
                RollAsk.For(RollVerb.Open, number, token: RollModel.Tokens[0]),
                present,
                RollAsk.For(RollVerb.MarkAbsent, number, RollModel.Student(7), RollModel.Tokens[1], reason: "não estava"),
                RollAsk.For(RollVerb.MarkAbsent, number, RollModel.Student(7), RollModel.Tokens[0], reason: "não estava"),
                RollAsk.For(RollVerb.MarkAbsent, number, RollModel.Student(7), RollModel.Tokens[0], reason: "não estava"),
                present,
                RollAsk.For(RollVerb.MarkPresent, number, RollModel.Student(7), RollModel.Tokens[0]),
                present).Select(outcome => outcome.Word),
        ];
        Assert.Equal(
            [
                RollWord.Opened, RollWord.Registered, RollWord.Denied, RollWord.Removed, RollWord.NotPresent, RollWord.Removed,
                RollWord.Registered, RollWord.Already,
            ],
            words);
    }

    [Fact]
    public void A_roll_call_with_a_limit_closes_at_its_time_whenever_that_is_found_out()
    {
        HandClock clock = new() { Shown = new Stamp(0, 0) };
        RollBook book = new(new MemoryLog(), clock);
        ClassNumber number = ClassNumber.From(3030);
        RollRequest present =
            RollAsk.For(RollVerb.Present, number, RollModel.Student(7)), close =
                RollAsk.For(RollVerb.Close, number, token: RollModel.Tokens[0]);
        Submit(book, RollAsk.For(RollVerb.Open, number, token: RollModel.Tokens[0], seconds: 10));
        clock.Pass(TimeSpan.FromMilliseconds(9_999));
        Assert.Equal(new Stamp(15_000, 0),
            Submit(book, RollAsk.For(RollVerb.Extend, number, token: RollModel.Tokens[0], seconds: 5))[0].At);
        clock.Pass(TimeSpan.FromMilliseconds(5_000));
        Assert.Equal(RollWord.Registered, Submit(book, present)[0].Word);
        book.PassTime();
        Assert.Equal(RollWord.Already, Submit(book, present)[0].Word);
        clock.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal(RollWord.NoRollCall, Submit(book, present)[0].Word);
        clock.Pass(TimeSpan.FromMilliseconds(45_000));
        RollOutcome closed = Submit(book, close)[0];
        Assert.Equal((RollWord.Closed, new Stamp(15_000, 0), 1), (closed.Word, closed.At, closed.List!.Count));
    }

    [Fact]
    public void A_closed_roll_call_that_nobody_received_can_be_discarded_and_no_other()
    {
        RollBook book = new(new MemoryLog());
        ClassNumber number = ClassNumber.From(1);
        Submit(book, RollAsk.For(RollVerb.Open, number, token: RollModel.Tokens[0]),
            RollAsk.For(RollVerb.Close, number, token: RollModel.Tokens[0]), RollAsk.For(RollVerb.Open, number,
            token: RollModel.Tokens[1]));
        RollOutcome unreceived = Submit(book, new RollRequest(ClassNumber.Refused, UnreceivedCommand.Instance))[0];
        IRollRecord roll = Assert.Single(Assert.IsType<UnreceivedLists>(unreceived.Detail)).Record;
        Assert.Equal(RollWord.NotOpen, Submit(book, new RollRequest(number, new DiscardCommand(roll.Id + 1)))[0].Word);
        Assert.Equal(RollWord.Erased, Submit(book, new RollRequest(number, new DiscardCommand(roll.Id)))[0].Word);
        Assert.Equal(RollWord.Denied, Submit(book, RollAsk.For(RollVerb.Close, number, token: RollModel.Tokens[0]))[0].Word);
        Assert.Equal(RollWord.Listed, Submit(book, RollAsk.For(RollVerb.List, number, token: RollModel.Tokens[1]))[0].Word);
    }

    private static RollOutcome[] Submit(RollBook book, params RollRequest[] requests)
    {
        RollBatch batch = new(new Owner()) { Caller = RollAsk.Here };
        foreach (RollRequest request in requests)
        {
            batch.Add(in request);
        }

        Assert.True(book.Submit(batch));
        return batch.Outcomes.ToArray();
    }

    private sealed class Owner : IRollBatchOwner
    {
        public void BatchDecided() => Assert.Fail("A log in memory makes nobody wait.");
    }
}
