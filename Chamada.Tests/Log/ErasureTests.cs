using System.Text;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Log;

/// <summary>
/// Once nobody has waited for a moment after RECEIVED, the raw bytes of the data folder hold nothing of the roll call: not its class, nor a
/// student, nor the token's hash.
/// </summary>
public sealed class ErasureTests
{
    private const long Class = 987_654_321_012_345_678;
    private static readonly JournalOptions QuickQuiet = new() { QuietTime = TimeSpan.FromMilliseconds(5) };

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(5000)]
    public async Task Nothing_of_a_received_roll_call_is_left_in_any_file(int students)
    {
        using JournalFolder folder = new();
        await using JournaledBook book = JournaledBook.Open(folder.Path, QuickQuiet);
        await FillAsync(book, students);
        await book.Ask(RollVerb.Close, Class, token: "secret");
        Assert.True(Traces(folder).Count >= students, "the test would not see a trace");

        await book.Ask(RollVerb.Received, Class, token: "secret");
        WaitUntilErased(book);
        Assert.Empty(Traces(folder));
        Assert.Equal(students, (await book.Ask(RollVerb.List, 1, token: "other")).List!.Count);
    }

    [Fact]
    public async Task Rows_that_the_tree_has_moved_about_leave_no_copies_behind()
    {
        // Roll calls of random length, interleaved and received in random order, so that pages are split, merged and used again.
        Random random = new(3);
        using JournalFolder folder = JournalFolder.Quick();
        await using JournaledBook book = JournaledBook.Open(folder.Path, QuickQuiet with { ReserveLog = false });
        List<int> open = [];
        int next = 0;
        for (int round = 0; round < 150; round++)
        {
            while (open.Count < 6)
            {
                await book.Ask(RollVerb.Open, 1000 + next, token: $"t{next}");
                open.Add(next++);
            }

            await book.Begin(Enumerable.Range(0, random.Next(1, 120)).Select(_ =>
            {
                int roll = open[random.Next(open.Count)];
                return JournaledBook.Request(RollVerb.Present, 1000
                    + roll, $"trace-{roll}-{random.Next():x8}{new string('x', random.Next(12))}");
            })).Told.WaitAsync(JournaledBook.Patience);
            if (random.Next(2) == 0)
            {
                int roll = open[random.Next(open.Count)];
                open.Remove(roll);
                await book.Ask(RollVerb.Close, 1000 + roll, token: $"t{roll}");
                await book.Ask(RollVerb.Received, 1000 + roll, token: $"t{roll}");
                WaitUntilErased(book);
                Assert.False(Contains(folder, Encoding.ASCII.GetBytes($"trace-{roll}-")), $"round {round}: roll call {roll} left a trace");
                Assert.False(Contains(folder, JournaledBook.Token($"t{roll}").Bytes),
                    $"round {round}: roll call {roll} left its token's hash");
            }
        }
    }

    [Fact]
    public async Task Nobody_waits_for_the_removal_of_traces_which_comes_when_it_is_quiet_or_with_the_stop_or_the_next_start()
    {
        using JournalFolder folder = new();
        using JournalFolder killed = new();
        await using (JournaledBook book = JournaledBook.Open(folder.Path, QuickQuiet with { QuietTime = Timeout.InfiniteTimeSpan }))
        {
            await FillAsync(book, 300);
            await book.Ask(RollVerb.Close, Class, token: "secret");
            await book.Ask(RollVerb.Received, Class, token: "secret");
            Assert.True(book.Journal.IsEraseDelayed);
            folder.CopyTo(killed);
        }

        Assert.Empty(Traces(folder));
        await using (JournaledBook again = JournaledBook.Open(killed.Path, QuickQuiet))
        {
            Assert.False(again.Journal.IsEraseDelayed);
            Assert.Empty(Traces(killed));
            await again.Ask(RollVerb.Close, 1, token: "other");
            await again.Ask(RollVerb.Received, 1, token: "other");
            WaitUntilErased(again);
            Assert.False(Contains(killed, "keep-me"u8));
        }
    }

    [Fact]
    public async Task A_program_that_reads_delays_the_erasure_but_not_the_answer_and_that_is_known()
    {
        using JournalFolder folder = new();
        using LogLines log = new();
        await using JournaledBook book = JournaledBook.Open(folder.Path, QuickQuiet with { Log = log });
        await FillAsync(book, 10);
        await book.Ask(RollVerb.Close, Class, token: "secret");
        using (SqliteDatabase reader = SqliteDatabase.Open(folder.Database, null))
        {
            reader.Execute("BEGIN");
            Assert.Equal(22, reader.QueryInt64("SELECT count(*) FROM event WHERE kind < 3"));

            Assert.Equal(RollWord.Erased, (await book.Ask(RollVerb.Received, Class, token: "secret")).Word);
            Assert.True(book.Journal.IsEraseDelayed);
            await log.WaitForAsync("another program is using");
            Assert.Equal(RollWord.Registered, (await book.Ask(RollVerb.Present, 1, "goes-on")).Word);
            reader.Execute("COMMIT");
        }

        await log.WaitForAsync("the delayed erasure is complete");
        Assert.False(book.Journal.IsEraseDelayed);
        Assert.Empty(Traces(folder));
    }

    [Fact]
    public async Task What_a_killed_server_had_erased_is_gone_after_its_restart()
    {
        using JournalFolder folder = new();
        using JournalFolder killed = new();
        await using (JournaledBook book = JournaledBook.Open(folder.Path, QuickQuiet))
        {
            await FillAsync(book, 10);
            await book.Ask(RollVerb.Close, Class, token: "secret");
            using SqliteDatabase reader = SqliteDatabase.Open(folder.Database, null);
            reader.Execute("BEGIN");
            reader.QueryInt64("SELECT count(*) FROM event");
            await book.Ask(RollVerb.Received, Class, token: "secret");
            folder.CopyTo(killed);
        }

        Assert.NotEmpty(Traces(killed));
        await using JournaledBook again = JournaledBook.Open(killed.Path);
        Assert.Empty(Traces(killed));
        Assert.Equal(10, (await again.Ask(RollVerb.List, 1, token: "other")).List!.Count);
    }

    [Fact]
    public async Task What_nobody_received_in_time_leaves_nothing_either()
    {
        using JournalFolder folder = new();
        await using JournaledBook book = JournaledBook.Open(folder.Path, QuickQuiet);
        await FillAsync(book, 10);
        await book.Ask(RollVerb.Close, Class, token: "secret");
        await book.DiscardUnreceivedAsync();
        await book.Ask(RollVerb.Rolls, 1); // Its answer waits for all that was decided before.
        WaitUntilErased(book);
        Assert.Empty(Traces(folder));
    }

    [Fact]
    public async Task A_server_that_is_never_quiet_removes_traces_all_the_same_after_some_time()
    {
        using JournalFolder folder = new();
        FakeTimeProvider clock = new();
        JournalOptions options = new() { Clock = clock, EraseAtLatest = TimeSpan.FromMinutes(1) };
        await using JournaledBook book = JournaledBook.Open(folder.Path, options);
        await FillAsync(book, 10);
        await book.Ask(RollVerb.Close, Class, token: "secret");
        await book.Ask(RollVerb.Received, Class, token: "secret");
        await book.Ask(RollVerb.Present, 1, "a");
        Assert.True(book.Journal.IsEraseDelayed);
        for (int second = 0; second < 62; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromMilliseconds(1));
            await book.Ask(RollVerb.Present, 1, $"student-{second}");
        }

        WaitUntilErased(book);
        Assert.Empty(Traces(folder));
    }

    private static void WaitUntilErased(JournaledBook book) =>
        Assert.True(SpinWait.SpinUntil(() => !book.Journal.IsEraseDelayed, JournaledBook.Patience), "traces are left");

    /// <summary>Two roll calls side by side, one to be erased and one to stay.</summary>
    private static async Task FillAsync(JournaledBook book, int students)
    {
        await book.Ask(RollVerb.Open, 1, token: "other");
        await book.Ask(RollVerb.Open, Class, token: "secret");
        for (int i = 0; i < students; i++)
        {
            JournaledBook.Answer answer = book.Begin(
            [
                JournaledBook.Request(RollVerb.Present, Class, $"erase-me-{i:D6}"),
                JournaledBook.Request(RollVerb.Present, 1, $"keep-me-{i:D6}"),
            ]);
            if (i % 100 == 99 || i == students - 1)
            {
                await answer.Told.WaitAsync(JournaledBook.Patience);
            }
        }
    }

    private static List<string> Traces(JournalFolder folder)
    {
        List<string> traces = [];
        byte[] big = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(big, Class);
        foreach (string file in Directory.GetFiles(folder.Path))
        {
            byte[] bytes = Read(file);
            for (int at = 0; (at = IndexOf(bytes, "erase-me-"u8, at)) >= 0; at++)
            {
                traces.Add($"{Path.GetFileName(file)}: a student at {at}");
            }

            if (IndexOf(bytes, JournaledBook.Token("secret").Bytes, 0) >= 0)
            {
                traces.Add($"{Path.GetFileName(file)}: the token's hash");
            }

            if (IndexOf(bytes, big, 0) >= 0)
            {
                traces.Add($"{Path.GetFileName(file)}: the class");
            }
        }

        return traces;
    }

    private static bool Contains(JournalFolder folder, ReadOnlySpan<byte> bytes)
    {
        foreach (string file in Directory.GetFiles(folder.Path, "chamada.db*"))
        {
            if (Read(file).AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int IndexOf(byte[] bytes, ReadOnlySpan<byte> part, int from)
    {
        int at = bytes.AsSpan(from).IndexOf(part);
        return at < 0 ? -1 : from + at;
    }

    private static byte[] Read(string file)
    {
        if (file.EndsWith(".lock", StringComparison.Ordinal))
        {
            return []; // Held, and empty for ever.
        }

        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
