using Chamada.Core.Hosting;
using Chamada.Core.Log.Memory;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Hosting;

/// <summary>Which classes are open is told when it is durable, and never otherwise.</summary>
public sealed class OpenClassesTests
{
    private readonly List<string> _told = [];

    [Fact]
    public void What_is_open_already_is_told_first_and_then_what_changes()
    {
        OpenClasses open = new(new MemoryJournal());
        RollBook book = new(open);
        Ask(book, RollVerb.OpenOrClose, 3030);
        Ask(book, RollVerb.OpenOrClose, 4040);
        Ask(book, RollVerb.OpenOrClose, 4040);
        open.Listen(book, TimeProvider.System, Tell);
        Assert.Equal(["+3030"], _told);
        Ask(book, RollVerb.Present, 3030);
        Ask(book, RollVerb.OpenOrClose, 5050);
        Ask(book, RollVerb.OpenOrClose, 3030);
        Assert.Equal(["+3030", "+5050", "-3030"], _told);
    }

    [Fact]
    public void What_a_journal_was_restored_with_is_told()
    {
        OpenClasses open = new(new MemoryJournal());
        RollBook book = new(open);
        book.Restore(new RollEvent
        {
            Sequence = 1,
            Kind = RollEventKind.Opened,
            RollId = 1,
            Class = ClassNumber.From(3030),
            At = Stamp.Now(TimeProvider.System),
        });
        open.Listen(book, TimeProvider.System, Tell);
        Assert.Equal(["+3030"], _told);
        Ask(book, RollVerb.OpenOrClose, 3030);
        Assert.Equal(["+3030", "-3030"], _told);
    }

    [Fact]
    public void Nobody_hears_of_what_is_not_on_disk_and_never_of_what_will_not_be()
    {
        SlowJournal slow = new();
        OpenClasses open = new(slow);
        RollBook book = new(open);
        open.Listen(book, TimeProvider.System, Tell);
        Ask(book, RollVerb.OpenOrClose, 3030, waits: true);
        Assert.Empty(_told);
        slow.Settle(durable: true);
        Assert.Equal(["+3030"], _told);
        Ask(book, RollVerb.OpenOrClose, 4040, waits: true);
        slow.Settle(durable: false);
        Assert.Equal(["+3030"], _told);
    }

    [Fact]
    public void Of_two_changes_that_settle_in_the_wrong_order_the_later_decision_counts()
    {
        SlowJournal slow = new();
        OpenClasses open = new(slow);
        RollBook book = new(open);
        open.Listen(book, TimeProvider.System, Tell);
        Ask(book, RollVerb.OpenOrClose, 3030, waits: true);
        Ask(book, RollVerb.OpenOrClose, 3030, waits: true);
        slow.Settle(durable: true, newestFirst: true);
        Assert.Equal(["-3030"], _told);
    }

    private void Tell(ClassNumber number, bool isOpen) => _told.Add($"{(isOpen ? "+" : "-")}{number}");

    private static void Ask(RollBook book, RollVerb verb, long number, bool waits = false)
    {
        RollBatch batch = new(new NoOwner()) { Now = Stamp.Now(TimeProvider.System) };
        Assert.True(StudentId.TryParse("10", out StudentId student));
        batch.Add(new RollRequest(verb, ClassNumber.From(number), student));
        Assert.Equal(!waits, book.Submit(batch));
    }

    private sealed class NoOwner : IRollBatchOwner
    {
        public void BatchDecided()
        {
        }
    }

    /// <summary>A journal whose disk is as slow as the test wants.</summary>
    private sealed class SlowJournal : IRollJournal
    {
        private readonly List<IDurabilityWaiter> _waiting = [];
        private long _last;

        public long DurableSequence { get; private set; }

        public bool HasFailed => false;

        public void Append(in RollEvent rollEvent) => _last = rollEvent.Sequence;

        public bool IsDurable(long sequence, IDurabilityWaiter waiter)
        {
            if (sequence <= DurableSequence)
            {
                return true;
            }

            _waiting.Add(waiter);
            return false;
        }

        public void Settle(bool durable, bool newestFirst = false)
        {
            DurableSequence = durable ? _last : DurableSequence;
            IDurabilityWaiter[] waiting = [.. newestFirst ? _waiting.AsEnumerable().Reverse() : _waiting];
            _waiting.Clear();
            foreach (IDurabilityWaiter waiter in waiting)
            {
                waiter.Settled(durable);
            }
        }
    }
}
