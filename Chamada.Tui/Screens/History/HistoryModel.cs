using Chamada.Core.Archive;
using Chamada.Core.Archive.Indexing;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tui.Screens.History;

/// <summary>The past roll calls of a class, from the teacher's folder.</summary>
internal sealed class HistoryModel
{
    private readonly TeacherModel _teacher;
    private readonly ModelThread _thread;

    /// <summary>Begins to read.</summary>
    public HistoryModel(ClassNumber number, TeacherModel teacher, ModelThread thread)
    {
        Class = number;
        _teacher = teacher;
        _thread = thread;
        ReadAgain();
    }

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>The class.</summary>
    public ClassNumber Class { get; }

    /// <summary>Whether the folder is still being read.</summary>
    public bool IsReading { get; private set; } = true;

    /// <summary>The roll calls, the newest first.</summary>
    public IReadOnlyList<PastList> Lines { get; private set; } = [];

    /// <summary>Why the folder could not be read; null when it could.</summary>
    public FolderError? FolderError { get; private set; }

    /// <summary>Reads the folder.</summary>
    public void ReadAgain() => _thread.Run(() => ReadAsync(null));

    /// <summary>Erases a saved list for good.</summary>
    public void Erase(PastList line) => _thread.Run(async () => await ReadAsync(await Task.Run(() => SavedListFolder.Erase(line.File))));

    /// <summary>A past roll call to look at; null when its file cannot be read.</summary>
    public PastRollCall? Open(PastList line) => SavedListFolder.Read(line.File).Value is { } list
        ? new PastRollCall(list, _teacher.RosterOf(Class))
        : null;

    /// <summary>Reads the folder, after something there has failed perhaps.</summary>
    private async Task ReadAsync(FolderError? failed)
    {
        IsReading = true;
        FolderResult<IReadOnlyList<PastList>> result = await Task.Run(() =>
            ListIndex.Of(_teacher.Folder).Read(_teacher.Folder.SavedLists, Class));
        Lines = result.Value ?? [];
        FolderError = failed ?? result.Error;
        IsReading = false;
        Changed?.Invoke();
    }
}
