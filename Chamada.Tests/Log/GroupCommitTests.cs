using System.Collections.Concurrent;
using Chamada.Core.Log;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chamada.Tests.Log;

/// <summary>Many events a write, waiters told once and truly; with a store that does what the test wants.</summary>
public sealed class GroupCommitTests
{
    [Fact]
    public async Task What_gathers_during_a_write_is_one_group()
    {
        using Store store = new();
        GroupCommit commits = new(store, new Settlements(NullLogger.Instance), new RollFeed(), durable: 0);
        Waiter first = new(), second = new();
        Assert.False(commits.Append([Event(1)], first));
        await store.BegunAsync(1);

        for (int i = 2; i < 1000; i++)
        {
            Assert.False(commits.Append([Event(i)], new Waiter()));
        }

        Assert.False(commits.Append([Event(1000)], second));
        Assert.Equal((0, 0L), (first.Count, commits.DurableSequence));
        store.Go();
        Assert.True(await first.Told.WaitAsync(JournaledBook.Patience));
        await store.BegunAsync(2);
        Assert.Equal((0, 1L), (second.Count, commits.DurableSequence));
        store.Go();
        Assert.True(await second.Told.WaitAsync(JournaledBook.Patience));
        Assert.True(commits.Append([], first));
        Assert.Equal([1, 999], store.Groups.Select(static group => group.Length));
        Assert.Equal(Enumerable.Range(1, 1000).Select(static i => (long)i), store.Groups.SelectMany(static group => group));
        await commits.StopAsync().WaitAsync(JournaledBook.Patience);
        Assert.Equal((1, 1), (first.Count, second.Count));
    }

    [Fact]
    public async Task Who_waits_for_what_is_being_written_is_told_with_it_and_not_with_the_next_group()
    {
        using Store store = new();
        GroupCommit commits = new(store, new Settlements(NullLogger.Instance), new RollFeed(), durable: 0);
        Waiter writer = new(), reader = new(), later = new();
        commits.Append([Event(1)], writer);
        await store.BegunAsync(1);
        Assert.False(commits.Append([], reader));
        commits.Append([Event(2)], later);
        store.Go();
        Assert.True(await reader.Told.WaitAsync(JournaledBook.Patience));
        Assert.Equal(0, later.Count);
        store.Go();
        Assert.True(await later.Told.WaitAsync(JournaledBook.Patience));
        await commits.StopAsync().WaitAsync(JournaledBook.Patience);
    }

    [Fact]
    public async Task After_a_failed_write_everybody_is_told_no_and_nothing_more_is_written()
    {
        using Store store = new() { FailAt = 2 };
        GroupCommit commits = new(store, new Settlements(NullLogger.Instance), new RollFeed(), durable: 0);
        Waiter written = new(), failed = new(), gathered = new(), late = new();
        commits.Append([Event(1)], written);
        await store.BegunAsync(1);
        commits.Append([Event(2)], failed);
        store.Go();
        Assert.True(await written.Told.WaitAsync(JournaledBook.Patience));
        await store.BegunAsync(2);
        commits.Append([Event(3)], gathered);
        store.Go();

        Assert.False(await failed.Told.WaitAsync(JournaledBook.Patience));
        Assert.False(await gathered.Told.WaitAsync(JournaledBook.Patience));
        Assert.Equal("the disk is gone", (await commits.Failed.WaitAsync(JournaledBook.Patience)).Message);
        Assert.True(commits.IsRefusing);
        Assert.Equal(1, commits.DurableSequence);
        Assert.False(commits.Append([Event(4)], late));
        Assert.False(await late.Told.WaitAsync(JournaledBook.Patience));
        await commits.StopAsync().WaitAsync(JournaledBook.Patience);
        Assert.Equal(true, store.ClosedAsFailed);
        Assert.Equal([1L], store.Groups.SelectMany(static group => group));
        Assert.All([written, failed, gathered, late], static waiter => Assert.Equal(1, waiter.Count));
    }

    [Fact]
    public async Task A_stop_writes_what_has_gathered()
    {
        using Store store = new();
        GroupCommit commits = new(store, new Settlements(NullLogger.Instance), new RollFeed(), durable: 0);
        Waiter last = new();
        commits.Append([Event(1)], last);
        store.Go();
        await commits.StopAsync().WaitAsync(JournaledBook.Patience);
        Assert.Equal([1L], store.Groups.SelectMany(static group => group));
        Assert.Equal(false, store.ClosedAsFailed);
        Waiter late = new();
        Assert.True(await last.Told.WaitAsync(JournaledBook.Patience));
        Assert.False(commits.Append([Event(2)], late));
        Assert.False(await late.Told.WaitAsync(JournaledBook.Patience));
    }

    [Fact]
    public async Task The_feed_hears_every_event_once_in_order_and_before_those_who_wait()
    {
        using Store store = new() { Free = true };
        RollFeed feed = new();
        Heard heard = new();
        feed.Subscribe(heard);
        GroupCommit commits = new(store, new Settlements(NullLogger.Instance), feed, durable: 0);
        for (int i = 1; i <= 100; i++)
        {
            int mine = i;
            Waiter waiter = new() { Check = () => Assert.Contains(mine, heard.Sequences) };
            commits.Append([Event(mine)], waiter);
            Assert.True(await waiter.Told.WaitAsync(JournaledBook.Patience));
        }

        await commits.StopAsync().WaitAsync(JournaledBook.Patience);
        Assert.Equal(Enumerable.Range(1, 100).Select(static i => (long)i), heard.Sequences);
    }

    [Fact]
    public async Task A_waiter_that_throws_does_not_keep_the_others_waiting()
    {
        using LogLines log = new();
        using Store store = new();
        GroupCommit commits = new(store, new Settlements(log), new RollFeed(), durable: 0);
        Waiter bad = new() { Throws = true }, good = new();
        commits.Append([Event(1)], bad);
        await store.BegunAsync(1);
        commits.Append([], good);
        store.Go();
        Assert.True(await good.Told.WaitAsync(JournaledBook.Patience));
        await log.WaitForAsync("a request that waited for the journal failed");
        await commits.StopAsync().WaitAsync(JournaledBook.Patience);
    }

    [Fact]
    public async Task Many_threads_at_once_are_each_told_once_and_only_what_is_durable()
    {
        using Store store = new() { Free = true };
        GroupCommit commits = new(store, new Settlements(NullLogger.Instance), new RollFeed(), durable: 0);
        Lock book = new();
        long sequence = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 2000; i++)
            {
                long mine = 0;
                Waiter waiter = new() { Check = () => Assert.True(commits.DurableSequence >= Volatile.Read(ref mine)) };
                lock (book)
                {
                    Volatile.Write(ref mine, ++sequence);
                    Assert.False(commits.Append([Event(mine)], waiter));
                }

                Assert.True(await waiter.Told.WaitAsync(JournaledBook.Patience));
                Assert.Equal(1, waiter.Count);
            }
        })));
        await commits.StopAsync().WaitAsync(JournaledBook.Patience);
        Assert.Equal(16_000, commits.DurableSequence);
        Assert.Equal(Enumerable.Range(1, 16_000).Select(static i => (long)i), store.Groups.SelectMany(static group => group));
    }

    private static RollEvent Event(long sequence) => new()
    {
        Sequence = sequence,
        Kind = RollEventKind.Present,
        RollId = 1,
        Class = ClassNumber.From(1),
        At = default,
    };

    private sealed class Store : IEventStore, IDisposable
    {
        private readonly SemaphoreSlim _begun = new(0), _go = new(0), _tended = new(0);

        public List<long[]> Groups { get; } = [];

        public int FailAt { get; init; } = int.MaxValue;

        public bool Free { get; init; }

        public TimeSpan Pace { get; set; }

        public bool IsHeld { get; set; } = true;

        public bool? ClosedAsFailed { get; private set; }

        private int Writes { get; set; }

        public TimeSpan? Prepare() => null;

        public TimeSpan Write(ReadOnlySpan<RollEvent> events)
        {
            Writes++;
            long[] sequences = new long[events.Length];
            for (int i = 0; i < events.Length; i++)
            {
                sequences[i] = events[i].Sequence;
            }

            _begun.Release();
            if (!Free)
            {
                Assert.True(_go.Wait(JournaledBook.Patience));
            }

            if (Writes >= FailAt)
            {
                throw new IOException("the disk is gone");
            }

            Groups.Add(sequences);
            return Pace;
        }

        public bool TryHold() => IsHeld;

        public TimeSpan Tend(bool idle, bool isAsked)
        {
            _tended.Release();
            return Timeout.InfiniteTimeSpan;
        }

        public void Close(bool failed) => ClosedAsFailed = failed;

        public void Dispose()
        {
            _begun.Dispose();
            _go.Dispose();
            _tended.Dispose();
        }

        public void Go() => _go.Release();

        public async Task BegunAsync(int write)
        {
            Assert.True(await _begun.WaitAsync(JournaledBook.Patience), $"write {write} did not begin");
            Assert.Equal(write, Writes);
        }

        public async Task TendedAsync() => Assert.True(await _tended.WaitAsync(JournaledBook.Patience));
    }

    private sealed class Heard : IRollFeedReader
    {
        public ConcurrentQueue<long> Sequences { get; } = [];

        public void Durable(ReadOnlySpan<RollEvent> events)
        {
            foreach (RollEvent rollEvent in events)
            {
                Sequences.Enqueue(rollEvent.Sequence);
            }
        }
    }

    private sealed class Waiter : IDurabilityWaiter
    {
        private readonly TaskCompletionSource<bool> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public bool Throws { get; init; }

        public Action? Check { get; init; }

        public int Count => Volatile.Read(ref _count);

        public Task<bool> Told => _told.Task;

        public void Settled(Durability outcome)
        {
            Interlocked.Increment(ref _count);
            Check?.Invoke();
            _told.TrySetResult(outcome == Durability.Durable);
            if (Throws)
            {
                throw new InvalidOperationException("this waiter is broken");
            }
        }
    }
}
