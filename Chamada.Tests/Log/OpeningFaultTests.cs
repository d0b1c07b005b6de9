using System.Diagnostics;
using System.Text;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

/// <summary>Whatever is wrong with a data folder is an answer that says what and where, and changes nothing.</summary>
public sealed class OpeningFaultTests
{
    private static readonly JournalOptions Impatient = new() { LockPatience = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public async Task A_folder_in_use_names_the_server_that_has_it_and_is_free_when_that_ends()
    {
        using JournalFolder folder = new();
        await using (JournaledBook first = JournaledBook.Open(folder.Path))
        {
            JournalFault fault = Fault(folder.Path);
            Assert.Equal((JournalFaultKind.InUse, folder.Path), (fault.Kind, fault.Path));
            Assert.Equal(new FolderHolder(Environment.ProcessId, Environment.MachineName, ""), fault.Holder);

            first.Journal.Announce("192.168.0.10:5050");
            Assert.Equal("192.168.0.10:5050", Fault(folder.Path).Holder!.Address);
            Assert.Equal(RollWord.Opened, (await first.Ask(RollVerb.Open, 1, token: "a")).Word);
        }

        await using JournaledBook second = JournaledBook.Open(folder.Path);
        Assert.Equal(RollWord.Listed, (await second.Ask(RollVerb.List, 1, token: "a")).Word);
    }

    [Fact]
    public async Task A_database_locked_by_another_program_is_said_so_and_opens_later()
    {
        using JournalFolder folder = new();
        await MakeAsync(folder);
        using (SqliteDatabase other = SqliteDatabase.Open(folder.Database, null))
        {
            other.Execute("BEGIN IMMEDIATE");
            JournalFault fault = Fault(folder.Path);
            Assert.Equal((JournalFaultKind.Locked, folder.Database), (fault.Kind, fault.Path));
        }

        await using JournaledBook again = JournaledBook.Open(folder.Path);
        Assert.Equal(1, (await again.Ask(RollVerb.List, 3030, token: "t")).List!.Count);
    }

    [Theory]
    [InlineData("not a database at all")]
    [InlineData("SQLite format 3\0 but then only text, and more of it than the hundred bytes that a real header of a database would have")]
    public void A_file_that_is_no_database_is_left_alone(string content)
    {
        using JournalFolder folder = new();
        File.WriteAllText(folder.Database, content);
        AssertUntouched(folder, JournalFaultKind.NotAJournal);
    }

    [Fact]
    public void Another_programs_database_is_left_alone()
    {
        using JournalFolder folder = new();
        using (SqliteDatabase other = SqliteDatabase.Open(folder.Database, null))
        {
            other.Execute("CREATE TABLE recipe (name TEXT)");
        }

        AssertUntouched(folder, JournalFaultKind.NotAJournal);
    }

    [Fact]
    public async Task A_file_of_a_newer_program_is_left_alone()
    {
        using JournalFolder folder = new();
        await MakeAsync(folder);
        Change(folder, $"PRAGMA user_version = {JournalSchema.Current.Version + 1}");
        AssertUntouched(folder, JournalFaultKind.NewerVersion);
    }

    [Fact]
    public async Task A_file_whose_version_is_newer_only_in_the_log_is_left_alone()
    {
        using JournalFolder folder = new();
        await MakeAsync(folder);
        using JournalFolder copy = new();
        using (SqliteDatabase newer = SqliteDatabase.Open(folder.Database, null))
        {
            newer.Execute($"PRAGMA user_version = {JournalSchema.Current.Version + 1}");
            File.Copy(folder.Database, copy.Database);
            File.Copy(folder.File("chamada.db-wal"), copy.File("chamada.db-wal"));
        }

        AssertUntouched(copy, JournalFaultKind.NewerVersion);
    }

    [Fact]
    public async Task A_damaged_file_is_left_alone_wherever_the_damage_is()
    {
        using JournalFolder folder = new();
        await MakeAsync(folder, students: 400);
        byte[] sound = await File.ReadAllBytesAsync(folder.Database);
        int found = 0;
        Random random = new(7);
        for (int round = 0; round < 60; round++)
        {
            byte[] damaged = [.. sound];
            int at = random.Next(4096, damaged.Length - 64);
            random.NextBytes(damaged.AsSpan(at, 64));
            using JournalFolder copy = JournalFolder.Quick();
            await File.WriteAllBytesAsync(copy.Database, damaged);
            (JournaledBook? book, JournalFault? fault) = JournaledBook.TryOpen(copy.Path, Impatient);
            if (fault is null)
            {
                await book!.DisposeAsync(); // Between rows, or another letter in a student's number: nothing contradicts itself.
                continue;
            }

            found++;
            Assert.Equal((JournalFaultKind.Damaged, copy.Database), (fault.Kind, fault.Path));
            Assert.Equal(damaged, await File.ReadAllBytesAsync(copy.Database));
        }

        Assert.True(found > 30, $"only {found} of 60 damages were noticed");
    }

    [Theory]
    [InlineData("UPDATE event SET kind = 77 WHERE sequence = 2")]
    [InlineData("UPDATE event SET roll = 2 WHERE sequence = 2")]
    [InlineData("UPDATE event SET student = 'ão' WHERE sequence = 2")]
    [InlineData("UPDATE event SET student = NULL WHERE sequence = 2")]
    [InlineData("UPDATE event SET class = 0 WHERE sequence = 1")]
    [InlineData("UPDATE event SET owner = x'00' WHERE sequence = 1")]
    [InlineData("UPDATE event SET utc_offset = 5000 WHERE sequence = 2")]
    [InlineData("UPDATE event SET at = 9000000000000000000 WHERE sequence = 2")]
    [InlineData("DELETE FROM event WHERE sequence = 1")]
    [InlineData("INSERT INTO event (kind, roll, at, utc_offset, student) SELECT kind, roll, at, utc_offset, student FROM event WHERE "
        + "sequence = 2")]
    [InlineData("INSERT INTO event (sequence, kind, roll, at, utc_offset, class) VALUES (9, 1, 9, 0, 0, 3030)")]
    public async Task Events_that_contradict_each_other_are_damage_and_left_alone(string change)
    {
        using JournalFolder folder = new();
        await MakeAsync(folder);
        Change(folder, change);
        AssertUntouched(folder, JournalFaultKind.Damaged);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_so()
    {
        using JournalFolder folder = new();
        string file = folder.File("file");
        File.WriteAllText(file, "");
        foreach (string wanted in new[] { file, Path.Combine(file, "data") })
        {
            JournalFault fault = Fault(wanted);
            Assert.Equal((JournalFaultKind.NotAFolder, file), (fault.Kind, fault.Path));
        }
    }

    [Fact]
    public async Task A_read_only_file_system_is_said_so()
    {
        using MountedFolder mount = MountedFolder.Of(1 << 20);
        string data = Path.Combine(mount.Path, "data");
        await using (JournaledBook book = JournaledBook.Open(data))
        {
            await book.Ask(RollVerb.Open, 1, token: "a");
        }

        mount.MakeReadOnly();
        JournalFault fault = Fault(data);
        Assert.Equal(JournalFaultKind.ReadOnly, fault.Kind);
        Assert.StartsWith(data, fault.Path, StringComparison.Ordinal);
        Assert.Equal(JournalFaultKind.ReadOnly, Fault(Path.Combine(mount.Path, "new")).Kind);
    }

    [Fact]
    public async Task A_full_file_system_is_said_so()
    {
        using MountedFolder mount = MountedFolder.Of(1 << 20);
        string data = Path.Combine(mount.Path, "data");
        await using (JournaledBook book = JournaledBook.Open(data))
        {
            await book.Ask(RollVerb.Open, 1, token: "a");
        }

        mount.Fill();
        byte[] before = await File.ReadAllBytesAsync(Path.Combine(data, "chamada.db"));
        JournalFault fault = Fault(data);
        Assert.Equal(JournalFaultKind.DiskFull, fault.Kind);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(data, "chamada.db")));

        mount.MakeRoom();
        await using JournaledBook again = JournaledBook.Open(data);
        Assert.Equal(RollWord.Listed, (await again.Ask(RollVerb.List, 1, token: "a")).Word);
    }

    [Fact]
    public async Task A_killed_server_leaves_no_lock_behind()
    {
        using JournalFolder folder = new();
        await MakeAsync(folder);

        // flock(1) holds the same lock that a server would, until it is killed.
        using Process holder = Process.Start(
            InstalledProgram.StartInfo("flock", "--no-fork", folder.File("chamada.lock"), "sh", "-c", "echo held; exec sleep 1000"))!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync().WaitAsync(JournaledBook.Patience));
        Assert.Equal(JournalFaultKind.InUse, Fault(folder.Path).Kind);
        holder.Kill();
        await holder.WaitForExitAsync().WaitAsync(JournaledBook.Patience);
        await using JournaledBook again = JournaledBook.Open(folder.Path);
    }

    private static async Task MakeAsync(JournalFolder folder, int students = 1)
    {
        await using JournaledBook book = JournaledBook.Open(folder.Path);
        await book.Ask(RollVerb.Open, 3030, token: "t");
        await book.Begin(Enumerable.Range(1, students).Select(static i => JournaledBook.Request(RollVerb.Present, 3030, $"{i:D6}"))).Told
            .WaitAsync(JournaledBook.Patience);
    }

    private static void Change(JournalFolder folder, string sql)
    {
        using SqliteDatabase database = SqliteDatabase.Open(folder.Database, null);
        database.Execute(sql);
    }

    private static JournalFault Fault(string directory)
    {
        (JournaledBook? book, JournalFault? fault) = JournaledBook.TryOpen(directory, Impatient);
        Assert.Null(book);
        Assert.NotEqual("", fault!.Cause);
        return fault;
    }

    private static void AssertUntouched(JournalFolder folder, JournalFaultKind kind)
    {
        (string Name, string Bytes)[] before = Files();
        JournalFault fault = Fault(folder.Path);
        Assert.Equal((kind, folder.Database), (fault.Kind, fault.Path));
        Assert.Equal(before, Files());

        (string Name, string Bytes)[] Files() =>
        [
            .. Directory.GetFiles(folder.Path, "chamada.db*")
                .Where(static name => !name.EndsWith("-shm", StringComparison.Ordinal) && new FileInfo(name).Length > 0)
                .Order(StringComparer.Ordinal).Select(static name => (name, Encoding.Latin1.GetString(File.ReadAllBytes(name)))),
        ];
    }
}
