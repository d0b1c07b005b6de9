using Chamada.Core.Hosting;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Rolls;
using Chamada.Tests.Log;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Hosting;

/// <summary>Which classes are open is told when it is durable, and never otherwise.</summary>
public sealed class OpenClassesTests
{
    private readonly List<string> _told = [];

    [Fact]
    public void What_is_open_already_is_told_first_and_then_what_changes()
    {
        RollBook book = new(new MemoryLog());
        Ask(book, RollVerb.OpenOrClose, 3030);
        Ask(book, RollVerb.OpenOrClose, 4040);
        Ask(book, RollVerb.OpenOrClose, 4040);
        OpenClasses.Listen(book, book.Feed, Tell);
        Assert.Equal(["+3030"], _told);
        Ask(book, RollVerb.Present, 3030);
        Ask(book, RollVerb.OpenOrClose, 5050);
        Ask(book, RollVerb.OpenOrClose, 3030);
        Assert.Equal(["+3030", "+5050", "-3030"], _told);
    }

    [Fact]
    public void What_a_log_held_before_is_told()
    {
        ScriptedLog log = new();
        Ask(new RollBook(log), RollVerb.OpenOrClose, 3030);
        RollBook book = new(log.Reopen());
        OpenClasses.Listen(book, book.Feed, Tell);
        Assert.Equal(["+3030"], _told);
        Ask(book, RollVerb.OpenOrClose, 3030);
        Assert.Equal(["+3030", "-3030"], _told);
    }

    [Fact]
    public void Nobody_hears_of_what_is_not_on_disk_and_never_of_what_will_not_be()
    {
        ScriptedLog slow = new() { IsSlow = true };
        RollBook book = new(slow);
        OpenClasses.Listen(book, book.Feed, Tell);
        Ask(book, RollVerb.OpenOrClose, 3030, waits: true);
        Assert.Empty(_told);
        slow.Settle();
        Assert.Equal(["+3030"], _told);
        Ask(book, RollVerb.OpenOrClose, 4040, waits: true);
        slow.Fail();
        Assert.Equal(["+3030"], _told);
    }

    [Fact]
    public void What_happens_between_asking_what_is_open_and_the_answer_counts()
    {
        ScriptedLog slow = new() { IsSlow = true };
        RollBook book = new(slow);
        Ask(book, RollVerb.OpenOrClose, 3030, waits: true);
        slow.Settle();
        Ask(book, RollVerb.Present, 3030, waits: true);
        OpenClasses.Listen(book, book.Feed, Tell);
        Ask(book, RollVerb.OpenOrClose, 3030, waits: true);
        Assert.Empty(_told);
        slow.Settle();
        Assert.Equal(["-3030"], _told);
    }

    private void Tell(ClassNumber number, bool isOpen) => _told.Add($"{(isOpen ? "+" : "-")}{number}");

    private static void Ask(RollBook book, RollVerb verb, long number, bool waits = false)
    {
        RollBatch batch = new(new NoOwner()) { Caller = RollAsk.Here };
        Assert.True(StudentId.TryParse("10", out StudentId student));
        batch.Add(RollAsk.For(verb, ClassNumber.From(number), student));
        Assert.Equal(!waits, book.Submit(batch));
    }

    private sealed class NoOwner : IRollBatchOwner
    {
        public void BatchDecided()
        {
        }
    }
}
