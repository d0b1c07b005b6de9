using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Tests.Log;

/// <summary>How long SQLite's log gets, and what becomes of what cannot be carried over.</summary>
public sealed class CheckpointsTests
{
    [Theory]
    [InlineData(1000)] // Only between two commits.
    [InlineData(5)] // Beside them as well.
    public void A_log_that_began_anew_gets_as_long_as_the_first_time(int framesBeside)
    {
        using JournalFolder folder = JournalFolder.Quick();
        using SqliteDatabase writer = Open(folder);
        JournalOptions options = new() { LogFrames = 20, FramesBeside = framesBeside };
        using Checkpoints checkpoints = new(folder.Database, writer, options, Nothing);
        int longest = 0, carriedOver = 0;
        for (int i = 0; i < 500; i++)
        {
            writer.Execute("BEGIN IMMEDIATE; INSERT INTO t VALUES (randomblob(20)); COMMIT");
            longest = Math.Max(longest, writer.FramesInLog);
            checkpoints.BeginBeside();
            if (framesBeside < 1000)
            {
                checkpoints.Wait(); // As if it took no time.
            }

            if (checkpoints.IsTime(idle: false))
            {
                checkpoints.CarryOver();
                carriedOver++;
            }
        }

        Assert.True(longest < 26, $"the log has had {longest} frames");
        Assert.True(framesBeside < 1000 || carriedOver > 20, $"carried over {carriedOver} times");
    }

    [Fact]
    public void What_fails_beside_the_writer_is_told_to_the_writer()
    {
        using JournalFolder folder = JournalFolder.Quick();
        using SqliteDatabase writer = Open(folder);
        using Checkpoints checkpoints = new(
            folder.Database, writer, new JournalOptions { FramesBeside = 1 }, static () => throw new InvalidOperationException("no room"));
        writer.Execute("INSERT INTO t VALUES (1)");
        checkpoints.BeginBeside();
        Assert.Equal("no room", Assert.Throws<InvalidOperationException>(checkpoints.Wait).Message);
        checkpoints.Wait(); // Told once.
    }

    private static SqliteDatabase Open(JournalFolder folder)
    {
        SqliteDatabase database = SqliteDatabase.Open(folder.Database, null);
        Assert.Equal("wal", database.QueryText("PRAGMA journal_mode = WAL"));
        database.Execute("CREATE TABLE t (x)");
        return database;
    }

    private static void Nothing()
    {
        // Nothing has to be done before.
    }
}
