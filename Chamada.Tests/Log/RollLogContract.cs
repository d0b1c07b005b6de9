using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;
using CsCheck;

namespace Chamada.Tests.Log;

/// <summary>What holds for every log, and for a roll book on any of them.</summary>
public abstract class RollLogContract
{
    /// <summary>A log under test, and what stands around it.</summary>
    internal interface IBench : IAsyncDisposable
    {
        IRollLog Log { get; }

        /// <summary>The log as the next process finds it; null when it keeps nothing. This one is of no more use.</summary>
        Task<IBench?> ReopenAsync();

        /// <summary>Lets somebody else do something with the roll calls before the next append is done, if that can be.</summary>
        /// <param name="steps">What they ask.</param>
        /// <param name="clock">The time.</param>
        /// <returns>What they have asked by now. They may have got no chance.</returns>
        Func<IReadOnlyList<Step>> Interfere(IReadOnlyList<Step> steps, HandClock clock);

        /// <summary>Gives those whose append has lost its race their turn.</summary>
        void GoOn();
    }

    /// <summary>How many times what is tried with random input is tried.</summary>
    protected virtual int Tries => 100;

    /// <summary>Whether others may append.</summary>
    protected virtual bool IsShared => false;

    internal abstract IBench Start();

    [Fact]
    public async Task A_book_answers_as_the_model_does_whatever_the_log() =>
        await Gen.Select(
            RollModel.Steps.Array[1, 5], RollModel.Steps.Array[0, 2], Gen.Long[0, 900], Gen.Frequency((8, Gen.Const(0L)),
                (1, Gen.Long[-90_000, 90_000])))
            .Array[1, 30].SampleAsync(
            async batches =>
            {
                await using IBench bench = Start();
                HandClock clock = new() { Shown = new Stamp(1_000_000_000, -180) };
                RollBook book = new(bench.Log, clock);
                RollModel model = new();
                foreach ((Step[] steps, Step[] others, long passed, long set) in batches)
                {
                    // Time goes by; now and then somebody sets the clock. Servers that share a log have clocks that agree.
                    clock.Pass(TimeSpan.FromMilliseconds(passed));
                    clock.Shown = clock.Shown with { UnixMilliseconds = clock.Shown.UnixMilliseconds + (IsShared ? 0 : set) };
                    Func<IReadOnlyList<Step>> interfered = bench.Interfere(others, clock);
                    Asked asked = new(steps.Select(static step => step.Request));
                    RollOutcome[] outcomes = await asked.SubmitAsync(book, bench);
                    foreach (Step other in interfered())
                    {
                        model.AnswerElsewhere(other, clock);
                    }

                    Assert.Equal(steps.Select(step => model.Answer(step, clock)), outcomes.Select(RollModel.Describe));
                }
            },
            iter: Tries);

    [Fact]
    public async Task What_was_answered_is_there_after_a_restart() =>
        await Gen.Select(RollModel.Steps.Array[1, 40], RollModel.Steps.Array[1, 10]).SampleAsync(
            async (before, after) =>
            {
                HandClock clock = new();
                RollModel model = new();
                IBench? bench = Start();
                await new Asked(before.Select(static step => step.Request)).SubmitAsync(new RollBook(bench.Log, clock), bench);
                foreach (Step step in before)
                {
                    model.Answer(step, clock);
                }

                bench = await bench.ReopenAsync();
                if (bench is null)
                {
                    return; // It keeps nothing.
                }

                await using (bench)
                {
                    clock.Pass(TimeSpan.FromMilliseconds(1));
                    model.Restart();
                    RollOutcome[] outcomes =
                        await new Asked(after.Select(static step => step.Request)).SubmitAsync(new RollBook(bench.Log, clock), bench);
                    Assert.Equal(after.Select(step => model.Answer(step, clock)), outcomes.Select(RollModel.Describe));
                }
            },
            iter: Tries);

    [Fact]
    public async Task The_feed_tells_every_event_once_in_order_and_when_it_is_durable() =>
        await RollModel.Steps.Array[1, 5].Array[1, 20].SampleAsync(
            async batches =>
            {
                await using IBench bench = Start();
                Heard heard = new(bench.Log);
                HandClock clock = new();
                RollBook book = new(bench.Log, clock);
                foreach (Step[] steps in batches)
                {
                    bench.Interfere([steps[0]], clock);
                    await new Asked(steps.Select(static step => step.Request)).SubmitAsync(book, bench);
                }

                Assert.Equal(Enumerable.Range(1, heard.Sequences.Count).Select(static i => (long)i), heard.Sequences);
                Assert.Equal(book.DurableSequence, heard.Sequences.Count);
            },
            iter: Tries);

    [Fact]
    public async Task Watchers_are_woken_for_each_change_of_what_they_watch_and_see_all_of_it()
    {
        await using IBench bench = Start();
        HandClock clock = new();
        RollBook book = new(bench.Log, clock);
        Step open = new(RollVerb.Open, 1, 0, 0, 0), other = open with { Class = 2 };
        RollOutcome[] outcomes =
            await new Asked([open.Request, other.Request, (open with { Verb = RollVerb.Watch }).Request]).SubmitAsync(book, bench);
        Watcher watcher = new(book, outcomes[2].List!.Record);
        await new Asked([(other with { Verb = RollVerb.Present }).Request]).SubmitAsync(book, bench);
        Assert.Equal(0, watcher.Woken);
        for (int student = 0; student < 5; student++)
        {
            await new Asked([(open with { Verb = RollVerb.Present, StudentIndex = student }).Request]).SubmitAsync(book, bench);
            Assert.Equal((student + 1, student + 1), (watcher.Woken, watcher.Seen));
        }

        book.StopWatching(outcomes[2].List!.Record, watcher);
        await new Asked([(open with { Verb = RollVerb.Close }).Request]).SubmitAsync(book, bench);
        Assert.Equal(5, watcher.Woken);
    }

    /// <summary>A batch that is handed in and awaited.</summary>
    internal sealed class Asked : IRollBatchOwner
    {
        private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Asked(IEnumerable<RollRequest> requests)
        {
            Batch = new RollBatch(this) { Caller = RollAsk.Here };
            foreach (RollRequest request in requests)
            {
                Batch.Add(in request);
            }
        }

        public RollBatch Batch { get; }

        public async Task<RollOutcome[]> SubmitAsync(RollBook book, IBench bench)
        {
            if (!book.Submit(Batch))
            {
                bench.GoOn();
                await _decided.Task.WaitAsync(JournaledBook.Patience);
            }

            return Batch.Outcomes.ToArray();
        }

        /// <summary>Once, or this throws.</summary>
        public void BatchDecided() => _decided.SetResult();
    }

    private sealed class Heard : IRollFeedReader
    {
        private readonly IRollLog _log;

        public Heard(IRollLog log)
        {
            _log = log;
            log.Feed.Subscribe(this);
        }

        public List<long> Sequences { get; } = [];

        public void Durable(ReadOnlySpan<RollEvent> events)
        {
            foreach (RollEvent rollEvent in events)
            {
                Sequences.Add(rollEvent.Sequence <= _log.DurableSequence ? rollEvent.Sequence : -1);
            }
        }
    }

    private sealed class Watcher : IRollWatcher
    {
        private readonly RollBook _book;
        private readonly IRollRecord _roll;

        public Watcher(RollBook book, IRollRecord roll)
        {
            _book = book;
            _roll = roll;
            book.Watch(roll, this);
        }

        public int Woken { get; private set; }

        public int Seen { get; private set; }

        public void RollChanged()
        {
            Woken++;
            Seen = _roll.DurableCount(_book.DurableSequence);
        }
    }
}

/// <summary>The log in memory.</summary>
public sealed class MemoryLogTests : RollLogContract
{
    internal override IBench Start() => new Bench();

    private sealed class Bench : IBench
    {
        public IRollLog Log { get; } = new MemoryLog();

        public Task<IBench?> ReopenAsync() => Task.FromResult<IBench?>(null);

        public Func<IReadOnlyList<Step>> Interfere(IReadOnlyList<Step> steps, HandClock clock) => static () => [];

        public void GoOn() => Assert.Fail("Here nobody waits.");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>The log in SQLite.</summary>
public class SqliteLogTests : RollLogContract
{
    protected override int Tries => 20;

    internal virtual JournalOptions Options => new();

    internal override IBench Start() => new Bench(JournalFolder.Quick(), Options);

    private sealed class Bench : IBench
    {
        private readonly JournalFolder _folder;
        private readonly JournalOptions _options;
        private readonly SqliteJournal _journal;

        public Bench(JournalFolder folder, JournalOptions options)
        {
            _folder = folder;
            _options = options;
            Assert.True(SqliteJournal.Open(folder.Path, options).Try(out SqliteJournal? journal, out JournalFault? fault),
                fault?.ToString());
            _journal = journal;
        }

        public IRollLog Log => _journal;

        public async Task<IBench?> ReopenAsync()
        {
            await _journal.DisposeAsync();
            return new Bench(_folder, _options with { Turns = _options.Turns is null ? null : new PoolTurns() });
        }

        public Func<IReadOnlyList<Step>> Interfere(IReadOnlyList<Step> steps, HandClock clock) => static () => [];

        public void GoOn()
        {
        }

        public async ValueTask DisposeAsync()
        {
            await _journal.DisposeAsync();
            _folder.Dispose();
        }
    }
}

/// <summary>The log in SQLite, where commits are made in turns of other threads.</summary>
public sealed class SqliteLogInTurnsTests : SqliteLogTests
{
    internal override JournalOptions Options => PoolTurns.Commits(new JournalOptions());
}

/// <summary>A log that several servers share, so that an append may lose its race; at times more than once.</summary>
public sealed class SharedLogTests : RollLogContract
{
    protected override bool IsShared => true;

    internal override IBench Start() => new Bench(new ScriptedLog());

    private sealed class Bench(ScriptedLog log) : IBench
    {
        public IRollLog Log => log;

        public Task<IBench?> ReopenAsync() => Task.FromResult<IBench?>(new Bench(log.Reopen()));

        public Func<IReadOnlyList<Step>> Interfere(IReadOnlyList<Step> steps, HandClock clock)
        {
            List<Step> done = [];
            log.Rival = _ =>
            {
                if (done.Count == steps.Count)
                {
                    return null;
                }

                Step step = steps[done.Count];
                done.Add(step);
                ScriptedLog theirs = log.Reopen();
                Assert.True(new RollBook(theirs, clock).Submit(new Asked([step.Request]).Batch));
                return [.. theirs.Kept.Skip(log.Kept.Count)];
            };
            return () => done;
        }

        public void GoOn()
        {
            while (log.TellLosers())
            {
                // Who decides again may lose again.
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
