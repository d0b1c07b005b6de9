using System.Globalization;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>
/// The notes about roll calls that are open: a file each, until they stand in the saved list. A roll call is known by its class and the
/// time of its opening.
/// </summary>
/// <param name="folder">Where they are; it is made when something is first noted.</param>
public sealed class NotesFolder(string folder)
{
    /// <summary>Reads the notes about a roll call; none where nothing was noted.</summary>
    public FolderResult<RollNotes> Read(ClassNumber number, DateTimeOffset openedAt)
    {
        string file = FileOf(number, openedAt);
        return FolderResult.Catch<RollNotes>(
            file, () => TeacherFolderFiles.TryRead(file) is { } content ? RollNotes.Parse(content) : RollNotes.None);
    }

    /// <summary>Writes the notes about a roll call in place of those that are there. Null when they are on disk.</summary>
    public FolderError? Write(ClassNumber number, DateTimeOffset openedAt, RollNotes notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        string file = FileOf(number, openedAt);
        return FolderError.Catch(file, () => TeacherFolderFiles.Replace(file, notes.ToJson()));
    }

    /// <summary>Forgets the notes about a roll call. Null when there are none any more.</summary>
    public FolderError? Forget(ClassNumber number, DateTimeOffset openedAt)
    {
        string file = FileOf(number, openedAt);
        return File.Exists(file) ? FolderError.Catch(file, () => TeacherFolderFiles.Delete(file)) : null;
    }

    private string FileOf(ClassNumber number, DateTimeOffset openedAt) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}_{openedAt.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}.json"));
}
