using System.Diagnostics;
using Chamada.Core.Log;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;
using Chamada.Tests.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Log;

/// <summary>What others may do to a data folder while a server uses it, and before.</summary>
public sealed class DisturbanceTests
{
    [Theory]
    [InlineData("database removed")]
    [InlineData("log removed")]
    [InlineData("database replaced")]
    [InlineData("folder removed")]
    [InlineData("folder renamed")]
    public async Task What_is_written_to_a_file_that_is_no_longer_there_is_not_acknowledged(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let go of a file that is open");
        using JournalFolder parent = new();
        string data = Path.Combine(parent.Path, "data"), database = Path.Combine(data, "chamada.db");
        await using JournaledBook book = JournaledBook.Open(data);
        await book.Ask(RollVerb.Open, 1, token: "a");
        Assert.Equal(RollWord.Registered, (await book.Ask(RollVerb.Present, 1, "before")).Word);
        Remove(what, data, database);

        Assert.Equal(RollWord.Unavailable, (await book.Ask(RollVerb.Present, 1, "after")).Word);
        JournalFault fault = await book.Journal.Failed.WaitAsync(JournaledBook.Patience);
        Assert.Equal(JournalFaultKind.Removed, fault.Kind);
        Assert.StartsWith(database, fault.Path, StringComparison.Ordinal);
        Assert.Equal(1, (await book.Ask(RollVerb.List, 1, token: "a")).List!.Count);
    }

    [Fact]
    public async Task A_removed_database_is_noticed_within_a_minute_when_nobody_asks()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let go of a file that is open");
        using JournalFolder parent = new();
        FakeTimeProvider clock = new();
        string data = Path.Combine(parent.Path, "data");
        await using JournaledBook book = JournaledBook.Open(data, new JournalOptions { Clock = clock });
        Directory.Delete(data, recursive: true);
        while (!book.Journal.Failed.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
            Assert.True(clock.GetUtcNow() < new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }

        Assert.Equal(JournalFaultKind.Removed, (await book.Journal.Failed).Kind);
    }

    [Fact]
    public async Task A_removed_database_is_noticed_at_the_first_question_after_a_rest_and_every_second_from_then_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let go of a file that is open");
        using JournalFolder parent = new();
        RunningTimers clock = new();
        string data = Path.Combine(parent.Path, "data"), database = Path.Combine(data, "chamada.db");
        await using JournaledBook book = JournaledBook.Open(data, new JournalOptions { Clock = clock, ReserveLog = false });
        await UntilNextLookAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));

        // Asked, it is looked at once, and again after a second; then it rests anew.
        await book.Ask(RollVerb.List, 1, token: "a");
        await UntilNextLookAsync(TimeSpan.FromSeconds(1), TimeSpan.Zero);
        await UntilNextLookAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));

        File.Move(database, database + "-elsewhere");
        await book.Ask(RollVerb.List, 1, token: "a");
        Assert.Equal(JournalFaultKind.Removed, (await book.Journal.Failed.WaitAsync(JournaledBook.Patience)).Kind);

        async Task UntilNextLookAsync(TimeSpan expected, TimeSpan step)
        {
            // The writer's own thread tells nobody what it does next.
            await Poll.UntilAsync(() => clock.DueTimes.SequenceEqual([expected]), () => clock.Advance(step), $"it looks after {expected}");
        }
    }

    [Fact]
    public async Task The_holder_of_a_folder_that_took_the_place_of_the_old_one_is_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let go of a file that is open");
        using JournalFolder parent = new();
        string data = Path.Combine(parent.Path, "data");
        await using (JournaledBook book = JournaledBook.Open(data))
        {
            Directory.Move(data, data + "-old");
            await using JournaledBook second = JournaledBook.Open(data);
            second.Journal.Announce("second:5050");
            await book.DisposeAsync();
            Assert.Equal("second:5050", JournaledBook.TryOpen(data).Fault!.Holder!.Address);
        }
    }

    [Fact]
    public async Task Another_program_that_locks_the_database_between_two_commits_makes_everybody_wait_and_nobody_is_refused()
    {
        using JournalFolder folder = new();
        using LogLines log = new();
        FakeTimeProvider clock = new();
        JournalOptions options = new() { Log = log, Clock = clock, LogFrames = 8, ReserveLog = false };
        await using JournaledBook book = JournaledBook.Open(folder.Path, options);
        await book.Ask(RollVerb.Open, 1, token: "a");
        using SqliteDatabase other = SqliteDatabase.Open(folder.Database, null);
        JournaledBook.Answer waiting = await LockBetweenCommitsAsync(book, other);
        await log.WaitForAsync("another program holds the database locked");
        Advance(clock, TimeSpan.FromSeconds(50));
        Assert.False(waiting.Told.IsCompleted);
        Assert.False(book.Journal.HasFailed);

        other.Execute("COMMIT");
        while (!waiting.Told.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }

        Assert.Equal(RollWord.Registered, waiting.Batch.Outcomes[0].Word);
        await log.WaitForAsync("has let go");
        Assert.Equal(RollWord.Registered, (await book.Ask(RollVerb.Present, 1, "goes-on")).Word);
    }

    [Fact]
    public async Task Waiting_for_another_program_has_an_end()
    {
        using JournalFolder folder = new();
        FakeTimeProvider clock = new();
        JournalOptions options = new() { Clock = clock, LogFrames = 8, ReserveLog = false, WriteLockPatience = TimeSpan.FromSeconds(10) };
        await using JournaledBook book = JournaledBook.Open(folder.Path, options);
        await book.Ask(RollVerb.Open, 1, token: "a");
        using SqliteDatabase other = SqliteDatabase.Open(folder.Database, null);
        JournaledBook.Answer waiting = await LockBetweenCommitsAsync(book, other);
        while (!waiting.Told.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(RollWord.Unavailable, waiting.Batch.Outcomes[0].Word);
        JournalFault fault = await book.Journal.Failed.WaitAsync(JournaledBook.Patience);
        Assert.Equal((JournalFaultKind.Locked, folder.Database), (fault.Kind, fault.Path));
    }

    [Theory]
    [InlineData(10 | (4 << 8), JournalFaultKind.InputOutput)] // SQLITE_IOERR_FSYNC
    [InlineData(13, null)] // SQLITE_FULL: the log has everything, and that it cannot be carried over now is no failure.
    public async Task What_fails_after_the_commit_is_not_told_as_if_nothing_had_been_changed(int code, JournalFaultKind? final)
    {
        using JournalFolder folder = JournalFolder.Quick();
        using WatchedFiles files = new(folder.Path) { FailWith = code };
        using LogLines log = new();
        FakeTimeProvider clock = new();
        JournalOptions options = new()
        {
            Vfs = WatchedFiles.Vfs,
            ReserveLog = false,
            Clock = clock,
            Log = log,
            EraseAtLatest = TimeSpan.FromHours(1),
        };
        await using (JournaledBook book = JournaledBook.Open(folder.Path, options))
        {
            await book.Ask(RollVerb.Open, 1, token: "a");
            await book.Ask(RollVerb.Open, 2, token: "b");
            await book.Ask(RollVerb.Close, 1, token: "a");
            Assert.Equal(RollWord.Erased, (await book.Ask(RollVerb.Received, 1, token: "a")).Word);
            files.FailFrom = files.Count;
            while (!files.HasFailed)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            if (final is { } kind)
            {
                Assert.Equal(kind, (await book.Journal.Failed.WaitAsync(JournaledBook.Patience)).Kind);
            }

            files.FailFrom = int.MaxValue;
            Assert.Equal(final is null ? RollWord.Registered : RollWord.Unavailable, (await book.Ask(RollVerb.Present, 2, "later")).Word);
        }

        await using JournaledBook again = JournaledBook.Open(folder.Path);
        Assert.Equal(RollWord.NotOpen, (await again.Ask(RollVerb.Close, 1, token: "a")).Word);
    }

    [Fact]
    public async Task A_folder_and_files_that_others_may_write_are_tightened()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes");
            return;
        }

        const UnixFileMode Everybody = (UnixFileMode)0b111_111_111, Write = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        using JournalFolder folder = new();
        using LogLines log = new();
        await using (JournaledBook.Open(folder.Path))
        {
        }

        File.SetUnixFileMode(folder.Path, Everybody);
        File.SetUnixFileMode(folder.Database, Everybody);
        await using JournaledBook again = JournaledBook.Open(folder.Path, new JournalOptions { Log = log });
        Assert.Equal(Everybody & ~Write, File.GetUnixFileMode(folder.Path));
        foreach (string file in Directory.GetFiles(folder.Path))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Write);
        }

        await log.WaitForAsync($"{folder.Path}: others could write there");
        await log.WaitForAsync($"{folder.Database}: others could write there");
    }

    [Theory]
    [InlineData("chamada.holder")]
    [InlineData("chamada.holder.new")]
    public async Task A_link_in_the_place_of_the_holder_is_replaced_and_its_target_left_alone(string name)
    {
        using JournalFolder folder = new();
        using JournalFolder elsewhere = new();
        string target = elsewhere.File("target");
        File.WriteAllText(target, "precious");
        File.CreateSymbolicLink(folder.File(name), target);
        await using JournaledBook book = JournaledBook.Open(folder.Path);
        book.Journal.Announce("here:5050");
        Assert.Equal("precious", File.ReadAllText(target));
        Assert.Null(new FileInfo(folder.File("chamada.holder")).LinkTarget);
        Assert.Equal("here:5050", JournaledBook.TryOpen(folder.Path).Fault!.Holder!.Address);
    }

    [Theory]
    [InlineData("chamada.db")]
    [InlineData("chamada.db-wal")]
    [InlineData("chamada.lock")]
    [InlineData("chamada.mark")]
    public void A_link_in_the_place_of_any_other_file_is_refused_and_its_target_left_alone(string name)
    {
        using JournalFolder folder = new();
        using JournalFolder elsewhere = new();
        string target = elsewhere.File("target");
        File.WriteAllText(target, "");
        File.CreateSymbolicLink(folder.File(name), target);
        (JournaledBook? book, JournalFault? fault) = JournaledBook.TryOpen(folder.Path);
        Assert.Null(book);
        Assert.Equal((JournalFaultKind.Exposed, folder.File(name)), (fault!.Kind, fault.Path));
        Assert.Equal(0, new FileInfo(target).Length);
    }

    [Fact]
    public async Task Nothing_of_a_group_stays_in_memory_after_it_was_written()
    {
        GroupWithStudent group = new();
        GroupCommit commits = new(new Store(), new Settlements(NullLogger.Instance), new RollFeed(), durable: 0);
        group.Append(commits);
        await commits.StopAsync().WaitAsync(JournaledBook.Patience);
        for (int i = 0; i < 10 && group.Detail.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(group.Detail.IsAlive, "an event that was written is still held");
        GC.KeepAlive(commits);
    }

    private static void Remove(string what, string data, string database)
    {
        switch (what)
        {
            case "database removed":
                File.Delete(database);
                break;
            case "log removed":
                File.Delete(database + "-wal");
                break;
            case "database replaced":
                File.Copy(database, database + "2");
                File.Move(database + "2", database, overwrite: true);
                break;
            case "folder removed":
                Directory.Delete(data, recursive: true);
                break;
            default:
                Directory.Move(data, data + "-elsewhere");
                break;
        }
    }

    /// <summary>
    /// Registers students until the journal lets go of the lock for a moment, to carry its log over, and somebody else takes it.
    /// </summary>
    private static async Task<JournaledBook.Answer> LockBetweenCommitsAsync(JournaledBook book, SqliteDatabase other)
    {
        Task<bool> locking = Task.Run(() =>
        {
            long began = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(began) < JournaledBook.Patience)
            {
                try
                {
                    other.Execute("BEGIN IMMEDIATE");
                    return true;
                }
                catch (SqliteException)
                {
                    // The journal has it.
                }
            }

            return false;
        });
        for (int i = 0; ; i++)
        {
            JournaledBook.Answer answer = book.Begin(RollVerb.Present, 1, $"student-{i}");
            if (await Task.WhenAny(answer.Told, locking) == locking)
            {
                Assert.True(await locking, "the lock was never free");
                return book.Begin(RollVerb.Present, 1, "waits-for-the-lock");
            }
        }
    }

    private static void Advance(FakeTimeProvider clock, TimeSpan time)
    {
        for (TimeSpan gone = TimeSpan.Zero; gone < time; gone += TimeSpan.FromMilliseconds(500))
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
        }
    }

    /// <summary>An event that refers to something whose life can be observed.</summary>
    private sealed class GroupWithStudent
    {
        public WeakReference Detail { get; private set; } = new(null);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        public void Append(GroupCommit commits)
        {
            string reason = new('x', 20);
            Detail = new WeakReference(reason);
            RollEvent[] events =
            [
                new() { Sequence = 1, Kind = RollEventKind.Marked, RollId = 1, Class = ClassNumber.From(1), At = default, Reason = reason },
            ];
            commits.Append(events, new Nobody());
        }
    }

    private sealed class Nobody : IDurabilityWaiter
    {
        public void Settled(Durability outcome)
        {
            // Nobody asked.
        }
    }

    private sealed class Store : IEventStore
    {
        public TimeSpan? Prepare() => null;

        public TimeSpan Write(ReadOnlySpan<RollEvent> events) => TimeSpan.Zero; // As if.

        public bool TryHold() => true;

        public TimeSpan Tend(bool idle, bool isAsked) => Timeout.InfiniteTimeSpan;

        public void Close(bool failed)
        {
            // As if.
        }
    }
}
