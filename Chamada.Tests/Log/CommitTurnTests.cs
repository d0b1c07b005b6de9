using Chamada.Core.Log;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chamada.Tests.Log;

/// <summary>Who commits: the journal's thread, or turns of a thread with other work; and how it changes from one to the other.</summary>
public sealed class CommitTurnTests : IDisposable
{
    private static readonly TimeSpan Quick = TimeSpan.FromMicroseconds(200), Slow = TimeSpan.FromSeconds(5);

    private readonly CommitTurns _turns = new();
    private readonly PacedStore _store = new();
    private readonly GroupCommit _commits;
    private long _last;

    public CommitTurnTests() =>
        _commits = new GroupCommit(_store, new Settlements(NullLogger.Instance), new RollFeed(), durable: 0, turns: _turns);

    public void Dispose()
    {
        Assert.True(_commits.StopAsync().Wait(JournaledBook.Patience));
        _turns.Dispose();
    }

    [Fact]
    public async Task A_disk_that_was_fast_many_times_in_a_row_is_written_to_in_turns()
    {
        for (int i = 1; i < new DiskPace().Proof; i++)
        {
            await CommitByThreadAsync(Quick);
        }

        await CommitByThreadAsync(Quick);
        await ReachTurnsAsync();
        Told first = Append(), second = Append();
        Assert.Equal((1, false, false), (_turns.Asked, first.IsTold, second.IsTold));
        await _turns.TakeAsync();
        Assert.Equal((true, true), (first.IsDurable, second.IsDurable));
        Assert.Equal(2, _store.Groups[^1]);
        Assert.True(_store.WasOnThread(Environment.CurrentManagedThreadId));
    }

    [Fact]
    public async Task One_slow_commit_in_a_turn_is_the_last_until_the_disk_has_proved_itself_again()
    {
        await ReachTurnsAsync();
        _store.Pace = Slow;
        Told slow = Append();
        await _turns.TakeAsync();
        Assert.True(slow.IsDurable);
        for (int i = 0; i < new DiskPace().Proof; i++)
        {
            await CommitByThreadAsync(Quick);
        }

        await ReachTurnsAsync();
    }

    [Fact]
    public async Task Neither_fast_nor_slow_is_no_proof_and_takes_none_away()
    {
        await ReachTurnsAsync();
        _store.Pace = TimeSpan.FromMilliseconds(1.5);
        for (int i = 0; i < 10; i++)
        {
            Told told = Append();
            await _turns.TakeAsync();
            Assert.True(told.IsDurable);
        }
    }

    [Fact]
    public async Task A_turn_that_finds_another_program_in_the_way_leaves_the_wait_to_the_journals_thread()
    {
        await ReachTurnsAsync();
        _store.Locked = TimeSpan.FromMilliseconds(1);
        Told told = Append();
        await _turns.TakeAsync();
        Assert.False(told.IsTold);
        _store.Locked = null;
        Assert.True(await told.Task.WaitAsync(JournaledBook.Patience));
        Assert.False(_store.WasOnThread(Environment.CurrentManagedThreadId));
    }

    [Fact]
    public async Task What_may_last_is_done_by_the_journals_thread_and_then_the_turns_go_on()
    {
        await ReachTurnsAsync();
        int tended = _store.Tended;
        _store.HasMoreToDo = true;
        Told told = Append();
        await _turns.TakeAsync();
        Assert.True(told.IsDurable);
        await Poll.UntilAsync(() => _store.Tended > tended);
        await ReachTurnsAsync();
    }

    [Fact]
    public async Task A_turn_that_fails_fails_the_journal()
    {
        await ReachTurnsAsync();
        _store.Failure = new IOException("the disk is gone");
        Told lost = Append(), too = Append();
        await _turns.TakeAsync();
        Assert.False(await lost.Task.WaitAsync(JournaledBook.Patience));
        Assert.False(await too.Task.WaitAsync(JournaledBook.Patience));
        Assert.Equal("the disk is gone", (await _commits.Failed.WaitAsync(JournaledBook.Patience)).Message);
        Assert.False(await Append().Task.WaitAsync(JournaledBook.Patience));
        Assert.Equal(0, _turns.Asked);
    }

    [Fact]
    public async Task A_stop_writes_what_waits_for_a_turn_that_never_comes()
    {
        await ReachTurnsAsync();
        Told told = Append();
        await _commits.StopAsync().WaitAsync(JournaledBook.Patience);
        Assert.True(await told.Task.WaitAsync(JournaledBook.Patience));
        await _turns.TakeAsync(); // Too late, and to no effect.
    }

    [Fact]
    public async Task A_stop_waits_for_the_turn_under_way()
    {
        await ReachTurnsAsync();
        using ManualResetEventSlim go = new();
        _store.Gate = go;
        Told told = Append();
        Task turn = Task.Run(_turns.TakeAsync);
        await _store.Begun.WaitAsync(JournaledBook.Patience);
        Task stop = _commits.StopAsync();
        Assert.False(stop.IsCompleted);
        go.Set();
        await turn.WaitAsync(JournaledBook.Patience);
        await stop.WaitAsync(JournaledBook.Patience);
        Assert.True(told.IsDurable);
        Assert.Equal(_last, _store.Written);
    }

    [Fact]
    public async Task What_is_asked_while_a_turn_lasts_gets_another()
    {
        await ReachTurnsAsync();
        using ManualResetEventSlim go = new();
        _store.Gate = go;
        Told first = Append();
        Task turn = Task.Run(_turns.TakeAsync);
        await _store.Begun.WaitAsync(JournaledBook.Patience);
        Told second = Append();
        await _turns.TakeAsync(); // At the same time, on another thread: nothing is written twice or by two.
        Assert.False(second.IsTold);
        go.Set();
        await turn.WaitAsync(JournaledBook.Patience);
        Assert.True(first.IsDurable);
        _store.Gate = null;
        if (!second.IsTold)
        {
            await _turns.TakeAsync();
        }

        Assert.True(await second.Task.WaitAsync(JournaledBook.Patience));
    }

    /// <summary>Commits until the turns have it, and once there.</summary>
    private async Task ReachTurnsAsync()
    {
        _store.Pace = Quick;
        bool isThere = false;
        while (!isThere)
        {
            Told told = Append();
            await Poll.UntilAsync(() => told.IsTold || _turns.Asked > 0);
            isThere = _turns.Asked > 0;
            if (isThere)
            {
                await _turns.TakeAsync();
            }

            Assert.True(await told.Task.WaitAsync(JournaledBook.Patience));
        }
    }

    private async Task CommitByThreadAsync(TimeSpan pace)
    {
        _store.Pace = pace;
        Assert.True(await Append().Task.WaitAsync(JournaledBook.Patience));
        Assert.Equal(0, _turns.Asked);
    }

    private Told Append()
    {
        Told told = new();
        ClassNumber number = ClassNumber.From(1);
        _commits.Append(
            [new RollEvent { Sequence = ++_last, Kind = RollEventKind.Present, RollId = 1, Class = number, At = default }], told);
        return told;
    }

    private sealed class Told : IDurabilityWaiter
    {
        private readonly TaskCompletionSource<bool> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> Task => _told.Task;

        public bool IsTold => _told.Task.IsCompleted;

        public bool IsDurable => _told.Task is { IsCompletedSuccessfully: true, Result: true };

        public void Settled(Durability outcome) => _told.SetResult(outcome == Durability.Durable);
    }

    /// <summary>A store whose disk is as fast as the test says.</summary>
    private sealed class PacedStore : IEventStore
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _users, _thread, _tended;
        private bool _hasMoreToDo;

        public List<int> Groups { get; } = [];

        public TimeSpan Pace { get; set; }

        public TimeSpan? Locked { get; set; }

        public Exception? Failure { get; set; }

        public ManualResetEventSlim? Gate { get; set; }

        public bool HasMoreToDo
        {
            set => Volatile.Write(ref _hasMoreToDo, value);
        }

        public long Written { get; private set; }

        public int Tended => Volatile.Read(ref _tended);

        /// <summary>Completes with the first write that has to wait at the gate.</summary>
        public Task Begun => _begun.Task;

        public bool WasOnThread(int id) => Volatile.Read(ref _thread) == id;

        public TimeSpan? Prepare() => Locked;

        public TimeSpan Write(ReadOnlySpan<RollEvent> events)
        {
            Assert.Equal(1, Interlocked.Increment(ref _users));
            Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
            if (Gate is { } gate)
            {
                _begun.TrySetResult();
                Assert.True(gate.Wait(JournaledBook.Patience));
            }

            if (Failure is not null)
            {
                throw Failure;
            }

            foreach (RollEvent rollEvent in events)
            {
                Assert.Equal(++Written, rollEvent.Sequence);
            }

            Groups.Add(events.Length);
            Interlocked.Decrement(ref _users);
            return Pace;
        }

        public bool TryHold() => !Volatile.Read(ref _hasMoreToDo);

        public TimeSpan Tend(bool idle, bool isAsked)
        {
            Assert.Equal(1, Interlocked.Increment(ref _users));
            HasMoreToDo = false;
            Interlocked.Increment(ref _tended);
            Interlocked.Decrement(ref _users);
            return Timeout.InfiniteTimeSpan;
        }

        public void Close(bool failed)
        {
            // As if.
        }
    }
}
