using Chamada.Core.Log.Sqlite;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

/// <summary>Bits flip in what a killed server has left: then everything that was acknowledged is there, or the start is refused.</summary>
public sealed class DamageTests
{
    private const int Rolls = 4, Batches = 90;

    [Fact]
    public async Task A_flipped_bit_anywhere_in_the_log_is_never_less_than_was_acknowledged() =>
        await FlipEverywhereAsync("chamada.db-wal", every: 701);

    [Fact]
    public async Task A_flipped_bit_anywhere_in_the_database_is_never_less_than_was_acknowledged() =>
        await FlipEverywhereAsync("chamada.db", every: 499);

    [Fact]
    public async Task A_log_that_is_cut_off_within_what_was_acknowledged_is_damage_and_behind_it_is_not()
    {
        using JournalFolder folder = JournalFolder.Quick();
        string all = await LeaveAsync(folder);
        long length = LengthInUse(folder);
        using (JournalFolder whole = JournalFolder.Quick())
        {
            folder.CopyTo(whole);
            using (FileStream log = new(whole.File("chamada.db-wal"), FileMode.Open))
            {
                log.Position = length;
                log.Write(new byte[3000]); // The beginning of a commit that nobody was told of.
            }

            Assert.Equal(all, await DescribeAsync(whole));
        }

        for (long cut = length - 1; cut > 0; cut -= length / 23)
        {
            using JournalFolder torn = JournalFolder.Quick();
            folder.CopyTo(torn);
            using (FileStream log = new(torn.File("chamada.db-wal"), FileMode.Open))
            {
                log.SetLength(cut);
            }

            JournalFault fault = Fault(torn);
            Assert.Equal((JournalFaultKind.Damaged, torn.Database), (fault.Kind, fault.Path));
            Assert.Contains("acknowledged", fault.Cause, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_a_power_failure_the_log_itself_shows_what_was_acknowledged_although_the_mark_is_older()
    {
        using JournalFolder folder = JournalFolder.Quick();
        string all = await LeaveAsync(folder);
        File.Delete(folder.File("chamada.mark"));
        LogScan scan = LogScan.Read(folder.File("chamada.db-wal"));
        int refused = 0, last = LastCommit(scan, scan.Frames.Count);
        for (long at = 32; at < 32 + (last * 4120L); at += 4007)
        {
            using JournalFolder damaged = JournalFolder.Quick();
            folder.CopyTo(damaged);
            JournalFolder.Flip(damaged.File("chamada.db-wal"), at, 0x10);
            JournalFault fault = Fault(damaged);
            Assert.Equal((JournalFaultKind.Damaged, damaged.File("chamada.db-wal")), (fault.Kind, fault.Path));
            refused++;
        }

        Assert.True(refused > 20, $"only {refused} places were tried");
        Assert.Equal(all, await DescribeAsync(folder));
    }

    [Fact]
    public async Task A_commit_that_was_torn_by_a_power_failure_in_any_order_is_only_the_end()
    {
        using JournalFolder folder = JournalFolder.Quick();
        await LeaveAsync(folder);
        File.Delete(folder.File("chamada.mark"));
        LogScan scan = LogScan.Read(folder.File("chamada.db-wal"));
        for (int frame = LastCommit(scan, scan.Frames.Count); frame < scan.Frames.Count; frame++)
        {
            using JournalFolder torn = JournalFolder.Quick();
            folder.CopyTo(torn);
            JournalFolder.Flip(torn.File("chamada.db-wal"), 32 + (frame * 4120L) + 2000, 0xff);
            await DescribeAsync(torn);
        }
    }

    [Fact]
    public async Task A_database_that_is_missing_or_older_than_what_was_acknowledged_is_damage()
    {
        using JournalFolder folder = new();
        using JournalFolder backup = new();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 1, token: "a");
        }

        File.Copy(folder.Database, backup.Database);
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Present, 1, "x");
        }

        File.Delete(folder.Database);
        Assert.Equal((JournalFaultKind.Damaged, folder.Database), (Fault(folder).Kind, Fault(folder).Path));
        Assert.False(File.Exists(folder.Database));
        File.Copy(backup.Database, folder.Database);
        Assert.Equal((JournalFaultKind.Damaged, folder.Database), (Fault(folder).Kind, Fault(folder).Path));

        // In a folder of its own a backup is all that there is.
        await using JournaledBook elsewhere = JournaledBook.Open(backup.Path);
        Assert.Equal(0, (await elsewhere.Ask(RollVerb.List, 1, token: "a")).List!.Count);
    }

    [Fact]
    public async Task A_mark_that_cannot_be_read_says_nothing()
    {
        using JournalFolder folder = JournalFolder.Quick();
        string all = await LeaveAsync(folder);
        long length = new FileInfo(folder.File("chamada.mark")).Length;
        for (long at = 0; at < length; at++)
        {
            using JournalFolder damaged = JournalFolder.Quick();
            folder.CopyTo(damaged);
            JournalFolder.Flip(damaged.File("chamada.mark"), at, 1);
            Assert.Equal(all, await DescribeAsync(damaged));
        }
    }

    /// <summary>What a server leaves that is killed in the middle of several roll calls, its log half carried over.</summary>
    private static async Task<string> LeaveAsync(JournalFolder killed)
    {
        using JournalFolder folder = JournalFolder.Quick();
        JournalOptions options = new() { ReserveLog = false, LogFrames = 150, QuietTime = Timeout.InfiniteTimeSpan };
        await using JournaledBook book = JournaledBook.Open(folder.Path, options);
        for (int roll = 1; roll <= Rolls; roll++)
        {
            await book.Ask(RollVerb.Open, roll, token: $"t{roll}");
        }

        for (int batch = 0; batch < Batches; batch++)
        {
            int number = batch;
            await book.Begin(Enumerable.Range(0, 1 + (batch * 7 % 13)).Select(i =>
                JournaledBook.Request(RollVerb.Present, 1 + ((number + i) % Rolls), $"s{number:D4}-{i:D4}")))
                .Told.WaitAsync(JournaledBook.Patience);
        }

        string all = await DescribeAsync(book);
        folder.CopyTo(killed);
        LogScan scan = LogScan.Read(killed.File("chamada.db-wal"));
        Assert.True(scan.Readable > 30, $"the log has only {scan.Readable} frames");
        Assert.True(new FileInfo(killed.Database).Length > 3 * 4096, "the log was never carried over");
        return all;
    }

    private static async Task FlipEverywhereAsync(string file, int every)
    {
        using JournalFolder folder = JournalFolder.Quick();
        string all = await LeaveAsync(folder);
        long length = new FileInfo(folder.File(file)).Length;
        Random random = new(29);
        int refused = 0, whole = 0;
        for (long at = random.Next(every); at < length; at += 1 + random.Next(every))
        {
            using JournalFolder damaged = JournalFolder.Quick();
            folder.CopyTo(damaged);
            byte mask = (byte)(1 << random.Next(8));
            JournalFolder.Flip(damaged.File(file), at, mask);
            (JournaledBook? book, JournalFault? fault) = JournaledBook.TryOpen(damaged.Path);
            if (book is null)
            {
                Assert.NotEqual("", fault!.Cause);
                refused++;
                continue;
            }

            await using (book)
            {
                string found = await DescribeAsync(book);
                Assert.True(all == found, $"bit {mask} of byte {at} was flipped, and there is\n{found}\ninstead of\n{all}");
                whole++;
            }
        }

        Assert.True(refused > 10, $"only {refused} damages were noticed, {whole} did no harm");
    }

    /// <summary>The first frame, counted from 0, of the last commit within so many frames.</summary>
    private static int LastCommit(LogScan scan, int frames) =>
        Enumerable.Range(0, frames - 1).Last(i => scan.Frames[i].EndsCommit) + 1;

    private static long LengthInUse(JournalFolder folder) => 32 + (LogScan.Read(folder.File("chamada.db-wal")).Readable * 4120L);

    private static JournalFault Fault(JournalFolder folder)
    {
        (JournaledBook? book, JournalFault? fault) = JournaledBook.TryOpen(folder.Path);
        Assert.Null(book);
        return fault!;
    }

    private static async Task<string> DescribeAsync(JournalFolder folder)
    {
        await using JournaledBook book = JournaledBook.Open(folder.Path);
        return await DescribeAsync(book);
    }

    private static async Task<string> DescribeAsync(JournaledBook book)
    {
        List<string> rolls = [];
        for (int roll = 1; roll <= Rolls; roll++)
        {
            rolls.Add(await book.Describe(RollVerb.List, roll, $"t{roll}"));
        }

        return string.Join('\n', rolls);
    }
}
