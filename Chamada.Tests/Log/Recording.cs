using Chamada.Core.Log.Sqlite;

namespace Chamada.Tests.Log;

/// <summary>The file operations of one run of the script, and which changes had been acknowledged after how many of them.</summary>
internal sealed class Recording
{
    private readonly List<(int Operations, int Changes)> _told = [];

    private Recording(WatchedFiles files) => Files = files;

    /// <summary>Watched files, and a log so short that it begins anew several times.</summary>
    public static JournalOptions Options { get; } = new() { Vfs = WatchedFiles.Vfs, ReserveLog = false, LogFrames = 12 };

    public FileOperation[] Operations { get; private set; } = [];

    /// <summary>How many operations there were when the journal was open, and when it began to stop.</summary>
    public int Opened { get; private set; }

    public int Stopping { get; private set; }

    private WatchedFiles Files { get; }

    /// <param name="isInTurns">Whether the commits are made in turns; else by the journal's thread.</param>
    public static async Task<Recording> MakeAsync(bool isInTurns = false)
    {
        JournalOptions options = isInTurns ? PoolTurns.Commits(Options with { LogFrames = 6, FramesBeside = 3 }) : Options;
        using JournalFolder folder = JournalFolder.Quick();
        using WatchedFiles files = new(folder.Path);
        Recording recording = new(files);
        await using (JournaledBook book = JournaledBook.Open(folder.Path, options))
        {
            recording.Opened = files.Count;
            await Script.RunAsync(book, allMustSucceed: true, changes => recording._told.Add((files.Count, changes)));
            recording.Stopping = files.Count;
        }

        recording.Operations = files.Operations;
        Assert.Contains(recording.Operations, static operation => operation is { Step: FileStep.Truncate, Offset: 0 });
        Assert.True(recording.Operations.Count(static operation => operation is
        {
            Step: FileStep.Write, File: "chamada.db-wal",
            Offset: 0
        }) > 2, "the log never began anew");
        return recording;
    }

    /// <summary>Restarts from a state of the files and compares with what had been acknowledged after so many operations.</summary>
    public async Task CheckAsync(DiskImage image, int count, string when)
    {
        int acknowledged = _told.LastOrDefault(told => told.Operations <= count).Changes;
        using JournalFolder folder = JournalFolder.Quick();
        image.WriteTo(folder);
        (JournaledBook? book, JournalFault? fault) = JournaledBook.TryOpen(folder.Path, new JournalOptions { ReserveLog = false });
        Assert.True(fault is null, $"{when}: {fault}");
        await using (book)
        {
            string state = await Script.DescribeAsync(book!);
            Assert.True(
                Script.States.Skip(acknowledged).Contains(state),
                $"{when}: {acknowledged} changes were acknowledged, the restart has\n{state}\ninstead of\n{Script.States[acknowledged]}");
        }
    }
}
