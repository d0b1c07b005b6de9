using Chamada.Core.Log;
using Chamada.Core.Rolls;
using Chamada.Tests.Log;
using CsCheck;

namespace Chamada.Tests.Rolls;

/// <summary>Where there is no room for what was decided, nothing was decided.</summary>
public sealed class NoRoomTests
{
    [Fact]
    public void A_batch_without_room_is_refused_as_a_whole_and_changes_nothing() =>
        Gen.Select(RollModel.Steps.Array[1, 6], Gen.Long[0, 900], Gen.Bool).Array[1, 40].Sample(batches =>
        {
            HandClock clock = new();
            ScriptedLog log = new();
            RollBook book = new(log, clock);
            RollModel model = new();
            foreach ((Step[] steps, long passed, bool hasRoom) in batches)
            {
                clock.Pass(TimeSpan.FromMilliseconds(passed));
                log.HasRoom = () => hasRoom;
                RollBatch batch = new RollLogContract.Asked(steps.Select(static step => step.Request)).Batch;
                Assert.True(book.Submit(batch));
                if (hasRoom)
                {
                    Assert.Equal(steps.Select(step => model.Answer(step, clock)), batch.Outcomes.ToArray().Select(RollModel.Describe));
                }
                else
                {
                    Assert.All(batch.Outcomes.ToArray(), outcome =>
                        Assert.Equal((RollWord.Unavailable, ClassNumber.Refused, clock.Shown), (outcome.Word, outcome.Class, outcome.At)));
                }

                Assert.Equal(Enumerable.Range(1, log.Kept.Count).Select(static i => (long)i), log.Kept.Select(static e => e.Sequence));
            }
        });

    [Fact]
    public void A_mark_that_did_not_happen_leaves_no_reason_to_the_entry_that_takes_its_place()
    {
        ScriptedLog log = new();
        RollBook book = new(log);
        Step open = new(RollVerb.Open, 1, 0, 0, 1);
        Assert.True(book.Submit(new RollLogContract.Asked([open.Request]).Batch));
        log.HasRoom = static () => false;
        Assert.True(book.Submit(new RollLogContract.Asked([(open with { Verb = RollVerb.MarkPresent }).Request]).Batch));
        log.HasRoom = null;
        RollBatch list =
            new RollLogContract.Asked([(open with { Verb = RollVerb.Present }).Request, (open with { Verb = RollVerb.List }).Request])
                .Batch;
        Assert.True(book.Submit(list));
        Assert.Equal("", list.Outcomes[1].List!.ReasonAt(0));
    }

    [Fact]
    public void Those_who_watch_hear_nothing_of_a_closing_that_did_not_happen()
    {
        ScriptedLog log = new();
        RollBook book = new(log);
        Step open = new(RollVerb.Open, 1, 0, 0, 0);
        RollBatch watch = new RollLogContract.Asked([open.Request, (open with { Verb = RollVerb.Watch }).Request]).Batch;
        Assert.True(book.Submit(watch));
        IRollRecord roll = watch.Outcomes[1].List!.Record;
        log.HasRoom = static () => false;
        Assert.True(book.Submit(new RollLogContract.Asked([(open with { Verb = RollVerb.Close }).Request]).Batch));
        Assert.Null(roll.Closing);
    }

    [Fact]
    public void While_room_is_short_nothing_is_added_and_what_makes_room_is_done()
    {
        HandClock clock = new();
        RollBook book = new(new ScriptedLog(), clock, new MemoryReserve());
        Step open =
            new(RollVerb.Open, 1, 0, 0, 0), first = new(RollVerb.Present, 1, 1, 0, 0), other = new(RollVerb.OpenOrClose, 2, 0, 0, 0);
        Assert.Equal([RollWord.Opened, RollWord.Registered, RollWord.Opened], Ask(open, first, other));
        book.YieldRoom();
        Step second = first with { StudentIndex = 2 };
        Assert.Equal(
            [RollWord.Already, RollWord.Unavailable, RollWord.Unavailable, RollWord.Unavailable, RollWord.Listed, RollWord.Rolls],
            Ask(first, second, open with { Class = 3 }, other with { Class = 3 }, open with { Verb = RollVerb.List },
                open with { Verb = RollVerb.Rolls }));
        Assert.Equal([RollWord.Closed, RollWord.Erased, RollWord.Closed],
            Ask(open with { Verb = RollVerb.Close }, open with { Verb = RollVerb.Received }, other));

        // It is set aside again as soon as there is room for it.
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([RollWord.Opened, RollWord.Registered], Ask(open, second));

        RollWord[] Ask(params Step[] steps)
        {
            RollBatch batch = new RollLogContract.Asked(steps.Select(static step => step.Request)).Batch;
            Assert.True(book.Submit(batch));
            return [.. batch.Outcomes.ToArray().Select(static outcome => outcome.Word)];
        }
    }
}
