using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

/// <summary>
/// A script of requests runs once over watched files. Then every state of the files that a crash could have left is restarted
/// from, and must be a state of the roll book that contains all that was answered before.
/// </summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_prefix_of_the_file_operations_restarts_to_what_was_answered_when_the_process_is_killed(bool isInTurns)
    {
        Recording recording = await Recording.MakeAsync(isInTurns);
        DiskImage image = new();
        for (int count = 0; count <= recording.Operations.Length; count++)
        {
            await recording.CheckAsync(image, count, $"after {count} operations");
            if (count == recording.Operations.Length)
            {
                break;
            }

            FileOperation next = recording.Operations[count];
            if (next.Step == FileStep.Write)
            {
                foreach (int part in (int[])[1, next.Bytes.Length / 2, next.Bytes.Length - 1])
                {
                    DiskImage torn = new(image);
                    torn.Apply(next with { Bytes = next.Bytes[..part] });
                    await recording.CheckAsync(torn, count, $"in operation {count}, after {part} bytes of it");
                }
            }

            image.Apply(next);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_prefix_restarts_to_what_was_answered_when_the_power_fails_and_unsynced_writes_are_lost(bool isInTurns)
    {
        Recording recording = await Recording.MakeAsync(isInTurns);
        Random random = new(20261122);
        for (int count = 0; count <= recording.Operations.Length; count++)
        {
            for (int variant = 0; variant < 3; variant++)
            {
                DiskImage image = new();
                for (int i = 0; i < count; i++)
                {
                    image.ApplyPerhaps(recording.Operations[i], FileOperation.IsSynced(recording.Operations, i, count), random);
                }

                await recording.CheckAsync(image, count, $"after {count} operations, variant {variant}");
            }
        }
    }

    [Theory]
    [InlineData(13, false)] // SQLITE_FULL
    [InlineData(10 | (3 << 8), false)] // SQLITE_IOERR_WRITE
    [InlineData(10 | (4 << 8), false)] // SQLITE_IOERR_FSYNC
    [InlineData(13, true)]
    [InlineData(10 | (3 << 8), true)]
    [InlineData(10 | (4 << 8), true)]
    public async Task From_any_failing_operation_on_nothing_is_acknowledged_and_lists_can_still_be_read(int code, bool isInTurns)
    {
        Recording recording = await Recording.MakeAsync(isInTurns);
        for (int fail = recording.Opened; fail < recording.Stopping; fail++)
        {
            using JournalFolder folder = JournalFolder.Quick();
            using WatchedFiles files = new(folder.Path) { FailWith = code, FailFrom = fail };
            int answered;
            JournaledBook book = JournaledBook.Open(folder.Path, isInTurns ? PoolTurns.Commits(Recording.Options) : Recording.Options);
            await using (book)
            {
                answered = await Script.RunAsync(book, allMustSucceed: false);
                if (files.HasFailed && answered < Script.States.Count - 1)
                {
                    JournalFault fault = await book.Journal.Failed.WaitAsync(JournaledBook.Patience);
                    Assert.Equal(code == 13 ? JournalFaultKind.DiskFull : JournalFaultKind.InputOutput, fault.Kind);
                    Assert.Equal(folder.Database, fault.Path);
                    Assert.True(book.Journal.HasFailed);
                    Assert.Equal(RollWord.Unavailable, (await book.Ask(RollVerb.Open, 99, token: "new")).Word);
                    await Script.CheckListsAfterFailureAsync(book, answered);
                }
            }

            files.FailFrom = int.MaxValue;
            await using JournaledBook again = JournaledBook.Open(folder.Path);
            Assert.Contains(await Script.DescribeAsync(again), Script.States.Skip(answered));
        }
    }

    [Fact]
    public async Task An_operation_that_fails_while_the_journal_is_opened_is_an_answer_and_does_no_harm()
    {
        Recording recording = await Recording.MakeAsync();
        for (int fail = 0; fail < recording.Opened; fail++)
        {
            using JournalFolder folder = JournalFolder.Quick();
            using WatchedFiles files = new(folder.Path) { FailFrom = fail };
            (JournaledBook? book, JournalFault? fault) = JournaledBook.TryOpen(folder.Path, Recording.Options);
            Assert.True(book is null, $"operation {fail} failed unnoticed");
            Assert.Equal((JournalFaultKind.InputOutput, folder.Database), (fault!.Kind, fault.Path));

            files.FailFrom = int.MaxValue;
            await using JournaledBook again = JournaledBook.Open(folder.Path, Recording.Options);
            Assert.Equal(Script.States[0], await Script.DescribeAsync(again));
        }
    }
}
