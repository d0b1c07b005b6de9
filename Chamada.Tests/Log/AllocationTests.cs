using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

/// <summary>Counts what the whole process allocates, so no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    [Fact]
    public async Task Nothing_is_allocated_for_an_event_once_the_journal_is_warm()
    {
        using JournalFolder folder = JournalFolder.Quick();
        await using JournaledBook book = JournaledBook.Open(folder.Path);
        using BlockingWaiter waiter = new();
        StudentId student = JournaledBook.Student("042191010");
        RollOutcome opened = await book.Ask(RollVerb.Open, 1, token: "a");
        long sequence = 1;
        RollEvent[] events = new RollEvent[100];
        for (int i = 0; i < 2000; i++)
        {
            Group();
        }

        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < 2000; i++)
        {
            Group();
        }

        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        // Less than one object for ten groups: the thread pool makes some of its own.
        Assert.True(allocated < 5000, $"{allocated} bytes for 2,000 groups of 100 events");

        void Group()
        {
            for (int i = 0; i < events.Length; i++)
            {
                events[i] = new RollEvent
                {
                    Sequence = ++sequence,
                    Kind = RollEventKind.Present,
                    RollId = 1,
                    Class = opened.Class,
                    At = opened.At,
                    Student = student,
                };
            }

            waiter.Wait(book.Journal, events);
        }
    }

    private sealed class BlockingWaiter : IDurabilityWaiter, IDisposable
    {
        private readonly ManualResetEventSlim _told = new();

        public void Wait(SqliteJournal journal, RollEvent[] events)
        {
            _told.Reset();
            Assert.True(journal.Append(events, this) || _told.Wait(JournaledBook.Patience));
        }

        public void Settled(Durability outcome) => _told.Set();

        public void Dispose() => _told.Dispose();
    }
}
