using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Indexing;

/// <summary>
/// What the saved lists of each class come to, so that they need not be read again: a file a class, which may be thrown away at any time
/// and is made anew from the lists. A list counts as read only while its file has the stamp that it had then
/// (<see cref="FileStamp"/>). Several programs may write one file: each puts a whole one in its place, and one that is damaged or cannot
/// be written is as good as none.
/// </summary>
/// <param name="folder">The folder of the index.</param>
/// <param name="clock">Tells which files were written only a moment ago.</param>
public sealed class ListIndex(string folder, TimeProvider clock)
{
    /// <summary>The coarsest file systems tell times to two seconds.</summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(3);

    /// <summary>The index in a teacher's folder.</summary>
    public static ListIndex Of(TeacherFolder teacher)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        return new ListIndex(Path.Combine(teacher.Path, "index"), teacher.Clock);
    }

    /// <summary>Where the index of a class is.</summary>
    public string FileOf(ClassNumber number) => Path.Combine(folder, $"{number}.idx");

    /// <summary>
    /// The saved lists of a class, the newest first by the instant when they were opened, whatever the offset of the time then. A file that
    /// cannot be read comes with the reason why; only a folder that cannot be entered is an error.
    /// </summary>
    public FolderResult<IReadOnlyList<PastList>> Read(SavedListFolder lists, ClassNumber number)
    {
        ArgumentNullException.ThrowIfNull(lists);
        if (!lists.Files(number).Try(out IReadOnlyList<SavedListFile>? files, out FolderError? error))
        {
            return error;
        }

        IReadOnlyDictionary<string, IndexedList> known = ReadFile(FileOf(number));
        DateTimeOffset settled = clock.GetUtcNow() - Coarse;

        (PastList List, IndexedList? Indexed)[] all = [.. files.AsParallel().AsOrdered().Select(file => Look(file, known, settled))];
        IndexedList[] indexed = [.. all.Select(static one => one.Indexed).OfType<IndexedList>()];
        if (indexed.Length != known.Count || indexed.Any(one => !ReferenceEquals(known.GetValueOrDefault(one.Name), one)))
        {
            // Without it everything works as well, only later.
            _ = FolderError.Catch(folder, () =>
                TeacherFolderFiles.ReplaceAtLeisure(FileOf(number), ListIndexFile.Write(indexed)));
        }

        return FolderResult.Of<IReadOnlyList<PastList>>(
            [.. all.Select(static one => one.List).OrderByDescending(static past => past.Instant)]);
    }

    /// <summary>Throws the whole index away, as what is erased elsewhere may still stand in it. Null when it is done.</summary>
    public FolderError? Erase() => FolderError.Catch(folder, () =>
    {
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.idx") : [])
        {
            TeacherFolderFiles.Delete(file);
        }
    });

    private static (PastList List, IndexedList? Indexed) Look(
        SavedListFile file, IReadOnlyDictionary<string, IndexedList> known, DateTimeOffset settled)
    {
        FileStamp? stamp = FileStamp.Of(file.File);
        if (known.TryGetValue(Path.GetFileName(file.File), out IndexedList? indexed) && indexed.Stamp == stamp)
        {
            return (new PastList(file, indexed.Summary), indexed);
        }

        PastList read = PastList.Of(file);

        // What is not as it should be is looked at each time. A file that was put in its place while it was read has another stamp.
        bool mayBeKept = read is { Reading.Value: not null, Fault: null } && stamp?.IsOlderThan(settled) == true
            && FileStamp.Of(file.File) == stamp;
        return (read, mayBeKept ? new IndexedList(Path.GetFileName(file.File), stamp!.Value, read.Reading.Value!) : null);
    }

    private static IReadOnlyDictionary<string, IndexedList> ReadFile(string file) =>
        FolderResult.Catch(file, () => ListIndexFile.Read(TeacherFolderFiles.TryRead(file) ?? [])).Value
        ?? new Dictionary<string, IndexedList>();
}
