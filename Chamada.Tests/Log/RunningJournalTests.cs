using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

/// <summary>What may happen to a journal while it runs.</summary>
public sealed class RunningJournalTests
{
    [Fact]
    public async Task A_disk_that_fills_up_ends_the_acknowledgements_and_loses_none()
    {
        using MountedFolder mount = MountedFolder.Of(4 << 20);
        using LogLines log = new();
        string data = Path.Combine(mount.Path, "data");
        int acknowledged = 0;
        await using (JournaledBook book = JournaledBook.Open(data, new JournalOptions { Log = log }))
        {
            await book.Ask(RollVerb.Open, 1, token: "a");
            RollWord word;
            while ((word = (await book.Ask(RollVerb.Present, 1, $"student-{acknowledged:D8}")).Word) == RollWord.Registered)
            {
                acknowledged++;
                if (acknowledged == 100)
                {
                    mount.Fill();
                }

                Assert.True(acknowledged < 100_000, "the disk never filled up");
            }

            Assert.Equal(RollWord.Unavailable, word);
            JournalFault fault = await book.Journal.Failed.WaitAsync(JournaledBook.Patience);
            Assert.Equal((JournalFaultKind.DiskFull, Path.Combine(data, "chamada.db")), (fault.Kind, fault.Path));
            Assert.StartsWith("Critical", await log.WaitForAsync("writing failed"), StringComparison.Ordinal);

            // Room again does not help: memory was ahead of the disk. But what is on disk can be read.
            mount.MakeRoom();
            Assert.Equal(RollWord.Unavailable, (await book.Ask(RollVerb.Present, 1, "later")).Word);
            Assert.Equal(RollWord.Unavailable, (await book.Ask(RollVerb.Close, 1, token: "a")).Word);
            RollOutcome list = await book.Ask(RollVerb.List, 1, token: "a");
            Assert.Equal((RollWord.Listed, acknowledged), (list.Word, list.List!.Count));
            Assert.Equal(RollWord.Already, (await book.Ask(RollVerb.Present, 1, "student-00000000")).Word);
        }

        Assert.True(acknowledged >= 100);
        await using JournaledBook again = JournaledBook.Open(data);
        RollOutcome restored = await again.Ask(RollVerb.List, 1, token: "a");
        Assert.True(restored.List!.Count >= acknowledged, $"{acknowledged} were acknowledged, {restored.List.Count} are there");
        Assert.Equal(RollWord.Registered, (await again.Ask(RollVerb.Present, 1, "later")).Word);
    }

    [Fact]
    public async Task Other_programs_can_read_and_copy_but_never_lock()
    {
        using JournalFolder folder = new();
        using JournalFolder backup = new();
        await using JournaledBook book = JournaledBook.Open(folder.Path);
        await book.Ask(RollVerb.Open, 1, token: "a");
        int registered = 0;
        using (SqliteDatabase other = SqliteDatabase.Open(folder.Database, null))
        {
            Assert.Equal(1, other.QueryInt64("SELECT count(*) FROM event WHERE kind = 1"));
            foreach (string locking in (string[])["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "DELETE FROM event",
                "PRAGMA journal_mode = DELETE"])
            {
                await RegisterUntilLocked();
                Assert.Equal(NativeSqlite.Busy, Assert.Throws<SqliteException>(() => other.Execute(locking)).Code);
            }

            await RegisterUntilLocked();

            // The journal takes its lock again soon after it has told what is durable, not before.
            async Task RegisterUntilLocked()
            {
                do
                {
                    Assert.Equal(RollWord.Registered, (await book.Ask(RollVerb.Present, 1, $"student-{registered++}")).Word);
                }
                while (!IsLocked(other));
            }

            other.Execute($"VACUUM INTO '{backup.Database}'");
        }

        Assert.Equal(registered, (await book.Ask(RollVerb.List, 1, token: "a")).List!.Count);
        await using JournaledBook copy = JournaledBook.Open(backup.Path);
        Assert.Equal(registered, (await copy.Ask(RollVerb.List, 1, token: "a")).List!.Count);
    }

    private static bool IsLocked(SqliteDatabase database)
    {
        try
        {
            database.Execute("BEGIN IMMEDIATE");
            database.Execute("ROLLBACK");
            return false;
        }
        catch (SqliteException error) when (error.Code == NativeSqlite.Busy)
        {
            return true;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_that_a_reader_pins_grows_and_begins_anew_when_it_lets_go(bool isInTurns)
    {
        using JournalFolder folder = new();
        await using JournaledBook book = OpenWithShortLog(folder, isInTurns);
        await book.Ask(RollVerb.Open, 1, token: "a");
        FileInfo log = new(folder.File("chamada.db-wal"));
        using (SqliteDatabase reader = SqliteDatabase.Open(folder.Database, null))
        {
            reader.Execute("BEGIN");
            reader.QueryInt64("SELECT count(*) FROM event");
            await RegisterAsync("pinned", 100);
            log.Refresh();
            Assert.True(log.Length > 60 * 4096, $"the log has only {log.Length} bytes");
        }

        long pinned = log.Length;
        await RegisterAsync("free", 300);
        log.Refresh();
        Assert.True(log.Length <= pinned + (60 * 4096), $"the log goes on growing: {log.Length} bytes after {pinned}");

        async Task RegisterAsync(string prefix, int count)
        {
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(RollWord.Registered, (await book.Ask(RollVerb.Present, 1, $"{prefix}-{i}")).Word);
            }
        }
    }

    private static JournaledBook OpenWithShortLog(JournalFolder folder, bool isInTurns)
    {
        JournalOptions options = new() { LogFrames = 20, FramesBeside = isInTurns ? 5 : 100, ReserveLog = false };
        return JournaledBook.Open(folder.Path, isInTurns ? PoolTurns.Commits(options) : options);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_that_nobody_reads_stays_short(bool isInTurns)
    {
        using JournalFolder folder = JournalFolder.Quick();
        await using JournaledBook book = OpenWithShortLog(folder, isInTurns);
        await book.Ask(RollVerb.Open, 1, token: "a");
        for (int i = 0; i < 300; i++)
        {
            await book.Ask(RollVerb.Present, 1, $"student-{i}");
        }

        long length = new FileInfo(folder.File("chamada.db-wal")).Length;
        Assert.True(length < 60 * 4096, $"the log has {length} bytes");
    }
}
