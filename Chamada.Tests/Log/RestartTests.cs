using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

public sealed class RestartTests
{
    [Fact]
    public async Task An_open_roll_call_is_there_again_with_order_times_offset_and_owner()
    {
        using JournalFolder folder = new();
        string before;
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 3030, token: "t");
            await book.Ask(RollVerb.Present, 3030, "b");
            book.Now = new Stamp(1_600_000_000_123, 345); // The clock jumps back and to another time zone.
            await book.Ask(RollVerb.Present, 3030, "042191010");
            await book.Ask(RollVerb.Present, 3030, "a.very-long_name.of.32.letters.0");
            before = await book.Describe(RollVerb.List, 3030, "t");
        }

        await using JournaledBook again = JournaledBook.Open(folder.Path);
        Assert.Equal(before, await again.Describe(RollVerb.List, 3030, "t"));
        Assert.Contains(" 042191010@", before, StringComparison.Ordinal);
        Assert.Equal(RollWord.Denied, (await again.Ask(RollVerb.List, 3030, token: "other")).Word);
        Assert.Equal(RollWord.Already, (await again.Ask(RollVerb.Present, 3030, "b")).Word);
        Assert.Equal(RollWord.Registered, (await again.Ask(RollVerb.Present, 3030, "B")).Word);
    }

    [Fact]
    public async Task A_closed_list_is_there_until_it_is_received_and_not_after()
    {
        using JournalFolder folder = new();
        string closed;
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 1, token: "first");
            await book.Ask(RollVerb.Present, 1, "x");
            closed = await book.Describe(RollVerb.Close, 1, "first");
            await book.Ask(RollVerb.Open, 1, token: "second");
            await book.Ask(RollVerb.Present, 1, "y");
        }

        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            Assert.Equal(closed, await book.Describe(RollVerb.Close, 1, "first"));
            Assert.Equal(RollWord.Erased, (await book.Ask(RollVerb.Received, 1, token: "first")).Word);
        }

        await using JournaledBook again = JournaledBook.Open(folder.Path);
        Assert.Equal(RollWord.Denied, (await again.Ask(RollVerb.Close, 1, token: "first")).Word);
        Assert.Equal(1, (await again.Ask(RollVerb.List, 1, token: "second")).List!.Count);
    }

    [Fact]
    public async Task A_roll_call_without_owner_is_closed_after_a_restart_by_whoever_opened_it()
    {
        using JournalFolder folder = new();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.OpenOrClose, 7);
            await book.Ask(RollVerb.Present, 7, "x");
        }

        await using JournaledBook again = JournaledBook.Open(folder.Path);
        RollOutcome closed = await again.Ask(RollVerb.OpenOrClose, 7);
        Assert.Equal((RollWord.Closed, 1), (closed.Word, closed.List!.Count));
    }

    [Fact]
    public async Task Numbers_of_erased_events_are_never_used_again()
    {
        using JournalFolder folder = new();
        long erasedId;
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 1, token: "a");
            erasedId = (await book.Ask(RollVerb.Close, 1, token: "a")).List!.Record.Id;
            await book.Ask(RollVerb.Received, 1, token: "a");
        }

        for (int restart = 0; restart < 2; restart++)
        {
            await using JournaledBook again = JournaledBook.Open(folder.Path);
            Assert.True(again.Book.DurableSequence >= erasedId + 2, $"the number {again.Book.DurableSequence} comes again");
        }

        await using JournaledBook last = JournaledBook.Open(folder.Path);
        await last.Ask(RollVerb.Open, 1, token: "b");
        Assert.Equal(erasedId + 3, (await last.Ask(RollVerb.List, 1, token: "b")).List!.Record.Id);
    }

    [Fact]
    public async Task What_nobody_fetched_goes_also_from_the_journal()
    {
        using JournalFolder folder = new();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 1, token: "a");
            await book.Ask(RollVerb.Close, 1, token: "a");
            Assert.Equal(RollWord.Erased, (await book.DiscardUnreceivedAsync()).Word);
        }

        await using JournaledBook again = JournaledBook.Open(folder.Path);
        Assert.Equal(RollWord.NotOpen, (await again.Ask(RollVerb.Close, 1, token: "a")).Word);
    }

    [Fact]
    public async Task A_clean_stop_leaves_one_file_that_holds_everything()
    {
        using JournalFolder folder = new();
        JournaledBook book = JournaledBook.Open(folder.Path);
        await book.Ask(RollVerb.Open, 1, token: "a");
        JournaledBook.Answer last = book.Begin(RollVerb.Present, 1, "x");
        await book.DisposeAsync();
        await last.Told.WaitAsync(JournaledBook.Patience);
        Assert.Equal(RollWord.Registered, last.Batch.Outcomes[0].Word);
        Assert.Equal(["chamada.db", "chamada.lock", "chamada.mark"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.True(book.Journal.HasFailed, "a stopped journal takes nothing more");
        Assert.Equal(RollWord.Unavailable, (await book.Ask(RollVerb.Present, 1, "y")).Word);
    }
}
