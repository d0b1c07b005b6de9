using System.Diagnostics;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

public sealed class SchemaTests
{
    [Fact]
    public async Task A_person_can_read_the_history_with_sqlite3_while_the_server_runs()
    {
        using JournalFolder folder = new();
        await using JournaledBook book = JournaledBook.Open(folder.Path);
        book.Now = new Stamp(DateTimeOffset.Parse("2026-11-22T16:39:02.122-03:00", null).ToUnixTimeMilliseconds(), -180);
        await book.Ask(RollVerb.Open, 3030, token: "t");
        await book.Ask(RollVerb.Present, 3030, "042191010");
        book.Now = new Stamp(DateTimeOffset.Parse("2026-11-23T01:59:59.006+05:45", null).ToUnixTimeMilliseconds(), 345);
        await book.Ask(RollVerb.Close, 3030, token: "t");

        using Process sqlite = Process.Start(InstalledProgram.StartInfo("sqlite3", folder.Database, "SELECT * FROM history"))!;
        string output = await sqlite!.StandardOutput.ReadToEndAsync().WaitAsync(JournaledBook.Patience);
        Assert.Equal(
            """
            1|2026-11-22T16:39:02.123-03:00|opened|3030|||
            2|2026-11-22T16:39:02.124-03:00|present|3030|042191010||
            3|2026-11-23T01:59:59.007+05:45|closed|3030|||

            """,
            output);
    }

    [Fact]
    public async Task The_file_says_whose_it_is_and_which_version_it_has()
    {
        using JournalFolder folder = new();
        await using (JournaledBook.Open(folder.Path))
        {
        }

        using SqliteDatabase database = SqliteDatabase.Open(folder.Database, null);
        Assert.Equal(0x4368616D, database.QueryInt64("PRAGMA application_id"));
        Assert.Equal(JournalSchema.Current.Version, database.QueryInt64("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_file_of_an_older_version_is_taken_through_every_step_and_keeps_what_it_holds()
    {
        using JournalFolder folder = new();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 1, token: "a");
            await book.Ask(RollVerb.Present, 1, "x");
        }

        JournalSchema newer = With("ALTER TABLE event ADD COLUMN colour TEXT", "CREATE TABLE second (a); INSERT INTO second VALUES (7)");
        await using (JournaledBook book = JournaledBook.Open(folder.Path, new JournalOptions { Schema = newer }))
        {
            Assert.Equal(1, (await book.Ask(RollVerb.List, 1, token: "a")).List!.Count);
            Assert.Equal(RollWord.Registered, (await book.Ask(RollVerb.Present, 1, "y")).Word);
        }

        using SqliteDatabase database = SqliteDatabase.Open(folder.Database, null);
        Assert.Equal(JournalSchema.Current.Version + 2, database.QueryInt64("PRAGMA user_version"));
        Assert.Equal(7, database.QueryInt64("SELECT a FROM second"));
        Assert.Equal(3, database.QueryInt64("SELECT count(*) FROM event WHERE colour IS NULL"));
        Assert.Equal(JournalFaultKind.NewerVersion, JournaledBook.TryOpen(folder.Path).Fault!.Kind);
    }

    [Fact]
    public async Task A_file_of_before_there_were_checks_takes_them_and_closings_by_key_and_its_history_names_them()
    {
        using JournalFolder folder = new();
        JournalSchema before = new([.. JournalSchema.Current.Steps.Take(4)]);
        await using (JournaledBook book = JournaledBook.Open(folder.Path, new JournalOptions { Schema = before }))
        {
            await book.Ask(RollVerb.Open, 1, token: "a");
            await book.Ask(RollVerb.Present, 1, "x");
        }

        ClassNumber number = ClassNumber.From(1);
        TokenHash token = JournaledBook.Token("a");
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            JournaledBook.Answer answer = book.Begin(
            [
                RollAsk.Check(number, token, JournaledBook.Student("x"), isHere: true),
                RollAsk.Check(number, token, JournaledBook.Student("x"), isHere: false),
                RollAsk.Heads(number, token, 34),
                RollAsk.CloseAny(number),
            ]);
            await answer.Told.WaitAsync(JournaledBook.Patience);
        }

        ProcessStartInfo query =
            InstalledProgram.StartInfo("sqlite3", folder.Database, "SELECT what, student, reason FROM history WHERE sequence > 1");
        using Process sqlite = Process.Start(query)!;
        Assert.Equal(
            "present|x|\nhere|x|\nmissing|x|\nheads||34\nclosedby||root\nclosed||\n",
            await sqlite.StandardOutput.ReadToEndAsync().WaitAsync(JournaledBook.Patience));
        await using JournaledBook again = JournaledBook.Open(folder.Path);
        RollList list = (await again.Ask(RollVerb.Close, 1, token: "a")).List!;
        Assert.Equal((5, 1), (list.Length, list.Count));
    }

    [Fact]
    public async Task A_step_that_fails_changes_nothing()
    {
        using JournalFolder folder = new();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 1, token: "a");
        }

        byte[] before = await File.ReadAllBytesAsync(folder.Database);
        JournalSchema broken = With("ALTER TABLE event ADD COLUMN colour TEXT", "THIS IS NO SQL");
        Assert.NotNull(JournaledBook.TryOpen(folder.Path, new JournalOptions { Schema = broken }).Fault);
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.Database));
        await using JournaledBook again = JournaledBook.Open(folder.Path);
        Assert.Equal(RollWord.Listed, (await again.Ask(RollVerb.List, 1, token: "a")).Word);
    }

    [Fact]
    public async Task Only_this_account_can_read_the_folder_and_its_files()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes");
            return;
        }

        using JournalFolder parent = new();
        string data = Path.Combine(parent.Path, "data");
        await using JournaledBook book = JournaledBook.Open(data);
        const UnixFileMode Others = (UnixFileMode)0b111_111;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(data) & Others);
        foreach (string file in Directory.GetFiles(data))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Others);
        }
    }

    private static JournalSchema With(params string[] steps) => new([.. JournalSchema.Current.Steps, .. steps]);
}
