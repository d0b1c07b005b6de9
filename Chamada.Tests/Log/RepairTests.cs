using System.Text;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Log.Sqlite.Repair;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Log;

/// <summary>What is whole in a damaged folder is saved, and what is not is named.</summary>
public sealed class RepairTests
{
    private const int Rolls = 4;

    [Fact]
    public async Task A_folder_in_order_is_left_alone()
    {
        using JournalFolder folder = JournalFolder.Quick();
        string all = await LeaveAsync(folder, killed: true);
        RepairReport report = await RepairAsync(folder);
        Assert.Null(report.Damage);
        Assert.Null(report.KeptIn);
        Assert.True(report.IsWhole);
        Assert.Equal(Rolls, report.Rolls.Count);
        Assert.Equal(all, await DescribeAsync(folder));
    }

    [Theory]
    [InlineData("chamada.db-wal", true, 400)]
    [InlineData("chamada.db", true, 100)]
    [InlineData("chamada.db", false, 300)]
    public async Task A_single_flipped_bit_costs_at_most_what_is_named(string file, bool killed, int times)
    {
        using JournalFolder folder = JournalFolder.Quick();
        string all = await LeaveAsync(folder, killed);
        long length = new FileInfo(folder.File(file)).Length;
        Random random = new(7);
        int refused = 0, whole = 0;
        for (int i = 0; i < times; i++)
        {
            using JournalFolder damaged = JournalFolder.Quick();
            folder.CopyTo(damaged);
            long at = random.NextInt64(length);
            byte mask = (byte)(1 << random.Next(8));
            JournalFolder.Flip(damaged.File(file), at, mask);
            (JournaledBook? book, JournalFault? fault) = JournaledBook.TryOpen(damaged.Path);
            if (book is not null)
            {
                await book.DisposeAsync();
                continue;
            }

            refused++;
            if (!(await JournalRepair.RunAsync(damaged.Path)).Try(out RepairReport? report, out JournalFault? cannot))
            {
                Assert.Fail($"bit {mask} of byte {at}: {fault} is not repaired: {cannot}");
            }

            string found = await DescribeAsync(damaged);
            Assert.True(found == all || !report.IsWhole, $"bit {mask} of byte {at}: {report} is not whole:\n{found}\ninstead of\n{all}");
            Assert.True(
                Entries(found) >= Entries(all) - 2, $"bit {mask} of byte {at}: only {Entries(found)} of {Entries(all)} are left; {report}");
            whole += found == all ? 1 : 0;
            Assert.NotNull(report.KeptIn);
            Assert.True(Directory.Exists(report.KeptIn));
        }

        Assert.True(refused > times / 10, $"only {refused} damages were noticed");
        Assert.True(whole >= refused / 2, $"only {whole} of {refused} were saved whole");
    }

    [Fact]
    public async Task A_database_that_SQLite_calls_malformed_is_read_all_the_same()
    {
        using JournalFolder folder = JournalFolder.Quick();
        string all = await LeaveAsync(folder, killed: false);
        byte[] bytes = await File.ReadAllBytesAsync(folder.Database);
        Assert.True(bytes.Length > 5 * 4096);

        // The first page with the schema, and the root of the table, are overwritten with noise.
        new Random(1).NextBytes(bytes.AsSpan(100, 2 * 4096 - 100));
        await File.WriteAllBytesAsync(folder.Database, bytes);
        Assert.Equal(JournalFaultKind.Damaged, JournaledBook.TryOpen(folder.Path).Fault!.Kind);
        RepairReport report = await RepairAsync(folder);
        Assert.True(report.IsWhole, report.ToString());
        Assert.Equal(all, await DescribeAsync(folder));
    }

    [Fact]
    public async Task What_a_lost_page_held_is_missing_and_that_is_said()
    {
        using JournalFolder folder = JournalFolder.Quick();
        string all = await LeaveAsync(folder, killed: false);
        byte[] bytes = await File.ReadAllBytesAsync(folder.Database);
        bytes.AsSpan(bytes.AsSpan().IndexOf("s0045-"u8) / 4096 * 4096, 4096).Clear();
        await File.WriteAllBytesAsync(folder.Database, bytes);
        RepairReport report = await RepairAsync(folder);
        Assert.False(report.IsWhole, report.ToString());
        Assert.False(report.IsComplete);
        Assert.NotEmpty(report.Uncertain);
        string left = await DescribeAsync(folder);
        Assert.InRange(Entries(left), Entries(all) / 2, Entries(all) - 20);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(report.KeptIn!, "chamada.db")));
        Assert.Equal(all.Split('\n').Select(static line => line.Split(' ')[0]), left.Split('\n').Select(static line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Numbers_of_what_is_lost_are_never_used_again_and_a_missing_database_can_be_begun_anew()
    {
        using JournalFolder folder = JournalFolder.Quick();
        await LeaveAsync(folder, killed: false);
        long last;
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            last = book.Book.DurableSequence;
        }

        File.Delete(folder.Database);
        RepairReport report = await RepairAsync(folder);
        Assert.Equal((0, last, null), (report.Rolls.Count, report.LastAcknowledged, report.KeptIn));
        Assert.False(report.IsWhole);
        await using JournaledBook again = JournaledBook.Open(folder.Path);
        Assert.Equal(last, again.Book.DurableSequence);
        Assert.Equal(RollWord.Opened, (await again.Ask(RollVerb.Open, 1, token: "new")).Word);
    }

    /// <summary>A whole class that registers at once is one commit, and so is a batch of a file.</summary>
    [Theory]
    [InlineData(65)]
    [InlineData(500)]
    [InlineData(2000)]
    public async Task One_flipped_bit_among_many_registrations_of_one_commit_is_put_right(int students)
    {
        using JournalFolder folder = JournalFolder.Quick();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 1, token: "t1");
            await book.Begin(Enumerable.Range(0, students).Select(static i => JournaledBook.Request(RollVerb.Present, 1, $"2026-{i:D5}")))
                .Told.WaitAsync(JournaledBook.Patience);
        }

        string all = await DescribeAsync(folder);
        foreach (int damaged in students == 2000 ? [students / 2] : (int[])[0, students / 2, students - 1])
        {
            foreach ((int at, byte mask) in ((int, byte)[])[(7, 1), (4, 64), (4, 1)])
            {
                using JournalFolder copy = JournalFolder.Quick();
                folder.CopyTo(copy);
                byte[] bytes = await File.ReadAllBytesAsync(copy.Database), student = Encoding.ASCII.GetBytes($"2026-{damaged:D5}");
                JournalFolder.Flip(copy.Database, bytes.AsSpan().IndexOf(student) + at, mask);
                Assert.Equal(JournalFaultKind.Damaged, JournaledBook.TryOpen(copy.Path).Fault!.Kind);
                RepairReport report = await RepairAsync(copy);
                Assert.True(report.IsWhole, report.ToString());
                Assert.Equal(all, await DescribeAsync(copy));
            }
        }
    }

    [Fact]
    public async Task Two_flipped_bits_in_one_commit_are_beyond_repair_and_that_is_said()
    {
        using JournalFolder folder = JournalFolder.Quick();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 1, token: "t1");
            await book.Begin(Enumerable.Range(0, 100).Select(static i => JournaledBook.Request(RollVerb.Present, 1, $"2026-{i:D5}")))
                .Told.WaitAsync(JournaledBook.Patience);
        }

        byte[] bytes = await File.ReadAllBytesAsync(folder.Database);
        foreach (string student in (string[])["2026-00010", "2026-00090"])
        {
            JournalFolder.Flip(folder.Database, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(student)) + 7, 1);
        }

        RepairReport report = await RepairAsync(folder);
        Assert.False(report.IsWhole);
        Assert.Equal(100, report.Uncertain.Count);
    }

    [Fact]
    public async Task What_was_erased_does_not_come_back()
    {
        using JournalFolder folder = JournalFolder.Quick();
        JournalOptions options = new() { ReserveLog = false, QuietTime = Timeout.InfiniteTimeSpan };
        using (JournalFolder running = JournalFolder.Quick())
        {
            await using JournaledBook book = JournaledBook.Open(running.Path, options);
            await book.Ask(RollVerb.Open, 1, token: "gone");
            await book.Ask(RollVerb.Open, 2, token: "stays");
            await book.Ask(RollVerb.Present, 1, "erase-me");
            await book.Ask(RollVerb.Present, 2, "keep-me");
            await book.Ask(RollVerb.Close, 1, token: "gone");
            await book.Ask(RollVerb.Received, 1, token: "gone");
            running.CopyTo(folder); // The log still has every older version of the page.
        }

        JournalFolder.Flip(folder.File("chamada.db-wal"), 32 + 24 + 10, 1);
        RepairReport report = await RepairAsync(folder);
        Assert.Equal([ClassNumber.From(2)], report.Rolls.Select(static roll => roll.Class));
        await using JournaledBook again = JournaledBook.Open(folder.Path);
        Assert.Equal(RollWord.NotOpen, (await again.Ask(RollVerb.Close, 1, token: "gone")).Word);
        Assert.Equal(1, (await again.Ask(RollVerb.List, 2, token: "stays")).List!.Count);
    }

    [Fact]
    public async Task A_closing_that_is_lost_is_made_up_where_the_class_was_opened_again()
    {
        using JournalFolder folder = JournalFolder.Quick();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 1, token: "first");
            await book.Ask(RollVerb.Present, 1, "x");
            await book.Ask(RollVerb.Close, 1, token: "first");
            await book.Ask(RollVerb.Open, 1, token: "second");
        }

        using (SqliteDatabase database = SqliteDatabase.Open(folder.Database, null))
        {
            database.Execute("DELETE FROM event WHERE kind = 3");
        }

        RepairReport report = await RepairAsync(folder);
        Assert.False(report.IsWhole);
        await using JournaledBook again = JournaledBook.Open(folder.Path);
        Assert.Equal(1, (await again.Ask(RollVerb.Close, 1, token: "first")).List!.Count);
        Assert.Equal(RollWord.Listed, (await again.Ask(RollVerb.List, 1, token: "second")).Word);
    }

    [Fact]
    public async Task A_repair_that_was_killed_at_its_end_is_finished_by_the_next()
    {
        using JournalFolder folder = JournalFolder.Quick();
        string all = await LeaveAsync(folder, killed: true);
        using JournalFolder repaired = JournalFolder.Quick();
        folder.CopyTo(repaired);
        await using (JournaledBook.Open(repaired.Path))
        {
        }

        File.Copy(repaired.Database, folder.File("chamada.repaired"));
        File.Delete(folder.Database);
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        Assert.True((await JournalRepair.RunAsync(folder.Path, clock)).Try(out _, out _));
        Assert.Equal(all, await DescribeAsync(folder));
        Assert.True(File.Exists(folder.File(Path.Combine("damaged-20261122-100000", "chamada.db-wal"))));
    }

    [Fact]
    public async Task What_is_no_damage_is_no_business_of_a_repair()
    {
        using JournalFolder folder = new();
        Assert.False((await JournalRepair.RunAsync(folder.File("nowhere"))).Try(out _, out JournalFault? fault));
        Assert.Equal(JournalFaultKind.NoAccess, fault.Kind);

        await using (JournaledBook.Open(folder.Path))
        {
            Assert.False((await JournalRepair.RunAsync(folder.Path)).Try(out _, out fault));
            Assert.Equal(JournalFaultKind.InUse, fault.Kind);
        }

        await File.WriteAllTextAsync(folder.Database, "not a database at all");
        Assert.False((await JournalRepair.RunAsync(folder.Path)).Try(out _, out fault));
        Assert.Equal(JournalFaultKind.NotAJournal, fault.Kind);
        Assert.Equal("not a database at all", await File.ReadAllTextAsync(folder.Database));
    }

    private static async Task<RepairReport> RepairAsync(JournalFolder folder)
    {
        Assert.True((await JournalRepair.RunAsync(folder.Path)).Try(out RepairReport? report, out JournalFault? fault), $"{fault}");
        return report;
    }

    /// <summary>Several roll calls, some closed, one erased, in groups of various size.</summary>
    private static async Task<string> LeaveAsync(JournalFolder left, bool killed)
    {
        using JournalFolder folder = JournalFolder.Quick();
        JournalOptions options = new() { ReserveLog = false, LogFrames = 150, QuietTime = Timeout.InfiniteTimeSpan };
        JournaledBook book = JournaledBook.Open(folder.Path, options);
        string all;
        await using (book)
        {
            await book.Ask(RollVerb.Open, 99, token: "erased");
            for (int roll = 1; roll <= Rolls; roll++)
            {
                await book.Ask(RollVerb.Open, roll, token: $"t{roll}");
            }

            for (int batch = 0; batch < 90; batch++)
            {
                int number = batch;
                await book.Begin(Enumerable.Range(0, 1 + (batch * 7 % 13)).Select(i =>
                    JournaledBook.Request(RollVerb.Present, 1 + ((number + i) % Rolls), $"s{number:D4}-{i:D4}")))
                    .Told.WaitAsync(JournaledBook.Patience);
            }

            await book.Ask(RollVerb.Close, 99, token: "erased");
            await book.Ask(RollVerb.Received, 99, token: "erased");
            await book.Ask(RollVerb.Close, Rolls, token: $"t{Rolls}");
            await book.Ask(RollVerb.Present, 1, "the-last");
            all = await DescribeAsync(book);
            if (killed)
            {
                folder.CopyTo(left);
            }
        }

        if (!killed)
        {
            folder.CopyTo(left);
        }

        return all;
    }

    private static int Entries(string state) => state.Count(static letter => letter == '@');

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
            rolls.Add(await book.DescribeRoll(roll, $"t{roll}"));
        }

        return string.Join('\n', rolls);
    }
}
