namespace Chamada.Core.Archive.Indexing;

/// <summary>A past roll call.</summary>
/// <param name="File">Its file.</param>
/// <param name="Reading">What is in it, or why it cannot be read.</param>
/// <param name="Fault">What does not fit in its chain; null where everything fits, or there is none.</param>
public sealed record PastList(SavedListFile File, FolderResult<ListSummary> Reading, RecordCheck? Fault = null)
{
    /// <summary>When it was opened, as far as that is known.</summary>
    public DateTimeOffset Instant => Reading.Value is { } list
        ? list.OpenedAt ?? list.ClosedAt
        : new DateTimeOffset(File.At, TimeSpan.Zero);

    /// <summary>The day to which it belongs: the one on which it was opened, by the server's local time.</summary>
    public DateTime Day => (Reading.Value is { } list ? (list.OpenedAt ?? list.ClosedAt).DateTime : File.At).Date;

    /// <summary>Reads a saved list and looks at its chain.</summary>
    public static PastList Of(SavedListFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        RecordCheck? fault = null;
        FolderResult<ListSummary> reading = FolderResult.Catch(file.File, () =>
        {
            byte[] content = TeacherFolderFiles.TryRead(file.File) ?? throw new FileNotFoundException($"{file.File} is not there");
            SavedList list = SavedList.Parse(content);
            RecordCheck check = RecordCheck.Of(content);
            fault = check.Fault is RecordFault.None or RecordFault.NoChain ? null : check;
            ListSummary summary = list;

            // Where the chain fits, times stand there in the one way in which they are written here, too.
            return check.Fault == RecordFault.None ? summary : summary with { Origin = ListOrigin.Of(content) };
        });
        return new PastList(file, reading, fault);
    }
}
