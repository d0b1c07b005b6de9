using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Tests.Log;

namespace Chamada.Tests.Rolls;

/// <summary>How often students were refused: counted in events, of which there are few, however many are refused.</summary>
public sealed class RefusalTests
{
    private static readonly RollRules Asking = new()
    {
        Code = new CodeRule(TimeSpan.FromSeconds(60), RollAsk.Secret),
        Device = DeviceRule.Refuse,
        Listed = ListedRule.Ask,
    };

    private static readonly PresenceProof Wrong = new(RollAsk.Secret.CodeOf(-7));

    [Fact]
    public void Each_word_is_counted_for_itself_with_the_time_of_the_last()
    {
        AskedBook book = new AskedBook().Open(Asking);
        Assert.Equal("", Refused(book));
        book.Roster(1, 2);
        Assert.Equal(RollWord.BadCode, book.Present(1));
        PresenceProof right = new(book.Code().Digits, new DeviceNumber(7));
        Assert.Equal(RollWord.Registered, book.Present(1, right));
        Assert.Equal(RollWord.Already, book.Present(1));
        Assert.Equal(RollWord.DeviceUsed, book.Present(2, right));
        Assert.Equal(RollWord.Unlisted, book.Present(3, right with { Device = null }));
        book.Clock.Pass(TimeSpan.FromSeconds(5));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(RollWord.BadCode, book.Present(2, Wrong));
        }

        Assert.Equal(RollWord.Wait, book.Present(2, Wrong));
        book.Ask(RollAsk.For(RollVerb.MarkAbsent, AskedBook.Class, RollModel.Student(1), AskedBook.Token));
        Assert.Equal(RollWord.Removed, book.Present(1, right));
        Assert.Equal(RollWord.Removed, book.Present(1));
        Assert.Equal("badcode 4, wait 1, device 1, unlisted 1, removed 2", Refused(book));
        RefusalCounts counts = Counts(book);
        Assert.Equal(5000, counts[0].Last.UnixMilliseconds - counts[2].Last.UnixMilliseconds);
    }

    [Fact]
    public void Who_asks_where_nothing_is_open_or_with_another_token_is_told_so()
    {
        AskedBook book = new AskedBook().Open(RollRules.None);
        Assert.Equal(RollWord.NoRollCall, book.Ask(new RollRequest(ClassNumber.From(1), RollModel.Student(1))).Word);
        Assert.Equal(RollWord.NotOpen, book.Ask(new RollRequest(ClassNumber.From(1), new RefusalsCommand(AskedBook.Token))).Word);
        Assert.Equal(RollWord.Denied, book.Ask(new RollRequest(AskedBook.Class, new RefusalsCommand(RollModel.Tokens[1]))).Word);
        Assert.Equal("", Refused(book));
    }

    [Fact]
    public void A_hundred_thousand_are_some_twenty_events_and_a_restart_forgets_the_smaller_half_at_most()
    {
        AskedBook book = new AskedBook().Open(Asking);
        book.Code(); // So that no code is numbered later.
        int before = book.Log.Kept.Count;
        for (int i = 0; i < 1000; i++)
        {
            book.AskAll([.. Enumerable.Range(i * 100, 100).Select(static n => RollAsk.Present(
                AskedBook.Class, RollModel.Student(n), Wrong with { Device = new DeviceNumber((UInt128)n) }))]);
        }

        Assert.Equal("badcode 100000", Refused(book));
        Assert.InRange(book.Log.Kept.Count - before, 10, 20);
        AskedBook again = book.Restart();
        long kept = Assert.Single(Counts(again)).Count;
        Assert.InRange(kept, 50_000, 100_000);

        // What is counted anew is added, and the end has all of it.
        Assert.Equal(RollWord.BadCode, again.Present(0, Wrong));
        again.Ask(RollAsk.For(RollVerb.Close, AskedBook.Class, token: AskedBook.Token));
        Assert.Equal($"badcode {kept + 1}", Refused(again));
        Assert.Equal($"badcode {kept + 1}", Refused(again.Restart()));
        Assert.Equal([RollEventKind.Refused, RollEventKind.Closed], again.Log.Kept.TakeLast(2).Select(static e => e.Kind));
    }

    [Fact]
    public void A_roll_call_in_which_nobody_is_refused_has_no_such_event()
    {
        AskedBook book = new AskedBook().Open(RollRules.None);
        book.Present(1);
        book.Present(1);
        book.Ask(RollAsk.For(RollVerb.Close, AskedBook.Class, token: AskedBook.Token));
        Assert.Equal(
            [RollEventKind.Opened, RollEventKind.Present, RollEventKind.Closed], book.Log.Kept.Select(static e => e.Kind));
        Assert.Equal("", Refused(book));
    }

    [Fact]
    public void What_is_decided_again_or_finds_no_room_counts_once()
    {
        ScriptedLog log = new();
        AskedBook book = new AskedBook(log: log).Open(Asking);
        book.Code();
        int rivals = 0;
        log.Rival = _ =>
        {
            if (rivals-- <= 0)
            {
                return null;
            }

            // Another server refuses somebody else in the same roll call meanwhile.
            ScriptedLog theirs = log.Reopen();
            AskedBook rival = new(book.Clock, theirs);
            for (int i = 0; i < 8; i++)
            {
                rival.Present(100 + i, Wrong);
            }

            return [.. theirs.Kept.Skip(log.Kept.Count)];
        };
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(RollWord.BadCode, book.Present(2 + i, Wrong));
        }

        Assert.Equal("badcode 3", Refused(book));
        PresenceProof right = new(book.Code().Digits);
        rivals = 2;
        RollBatch batch = new RollLogContract.Asked(
        [
            RollAsk.Present(AskedBook.Class, RollModel.Student(20), Wrong),
            RollAsk.Present(AskedBook.Class, RollModel.Student(21), right),
        ]).Batch;
        Assert.False(book.Book.Submit(batch));
        while (log.TellLosers())
        {
            // Who decides again may lose again.
        }

        Assert.Equal([RollWord.BadCode, RollWord.Registered], batch.Outcomes.ToArray().Select(static outcome => outcome.Word));
        Assert.Equal("badcode 18", Refused(book)); // Four here; there six and eight of sixteen were in events by then.

        bool hasRoom = false;
        log.HasRoom = () => hasRoom;
        Assert.Equal([RollWord.Unavailable, RollWord.Unavailable], book.AskAll(
            RollAsk.Present(AskedBook.Class, RollModel.Student(30), Wrong),
            RollAsk.Present(AskedBook.Class, RollModel.Student(31), right)).Select(static outcome => outcome.Word));
        hasRoom = true;
        Assert.Equal("badcode 18", Refused(book));
        book.Ask(RollAsk.For(RollVerb.Close, AskedBook.Class, token: AskedBook.Token));
        Assert.Equal("badcode 18", Refused(book.Restart()));
    }

    private static RefusalCounts Counts(AskedBook book)
    {
        RollOutcome outcome = book.Ask(new RollRequest(AskedBook.Class, new RefusalsCommand(AskedBook.Token)));
        Assert.Equal(RollWord.Refusals, outcome.Word);
        return Assert.IsType<RefusalCounts>(outcome.Detail);
    }

    private static string Refused(AskedBook book) =>
        string.Join(", ", Counts(book).Select(static count => $"{count.Word} {count.Count}"));
}
