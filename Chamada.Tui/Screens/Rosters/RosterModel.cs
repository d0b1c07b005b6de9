using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Exports;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tui.Screens.Rosters;

/// <summary>How an import stands.</summary>
internal enum ImportState
{
    /// <summary>No file was read yet.</summary>
    Ready,

    /// <summary>A file is being read.</summary>
    Reading,

    /// <summary>A file was read, and its preview is there.</summary>
    Read,

    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>The file is too large to be a class list.</summary>
    TooLarge,

    /// <summary>The file cannot be read.</summary>
    Failed,
}

/// <summary>The list of one class on screen: edited, imported, kept.</summary>
internal sealed class RosterModel(ClassNumber number, TeacherModel teacher, ModelThread thread)
{
    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>The class.</summary>
    public ClassNumber Class => number;

    /// <summary>The list.</summary>
    public Roster Roster => teacher.RosterOf(number);

    /// <summary>Why the list could not be kept; null when it is.</summary>
    public FolderError? FolderError { get; private set; }

    /// <summary>How the import stands.</summary>
    public ImportState Import { get; private set; }

    /// <summary>The file that was read last, or was to be.</summary>
    public string ImportPath { get; private set; } = "";

    /// <summary>What was found in it.</summary>
    public RosterImport? Preview { get; private set; }

    /// <summary>Adds a student, or gives one who is on the list another name.</summary>
    /// <returns>False when the number is none.</returns>
    public bool Put(string student, string name)
    {
        if (!StudentId.TryParse(student.Trim(), out StudentId id))
        {
            return false;
        }

        Keep(Roster.With(id, name));
        return true;
    }

    /// <summary>Tries again to keep the list.</summary>
    public void KeepAgain() => Keep(Roster);

    /// <summary>Takes a student off the list.</summary>
    public void Remove(StudentId student) => Keep(Roster.Without(student));

    /// <summary>Reads a file for a preview.</summary>
    public void ReadFile(string path)
    {
        ImportPath = ExportModel.Expand(path.Trim());
        Preview = null;
        Become(ImportState.Reading);
        string file = ImportPath;
        thread.Run(async () =>
        {
            (ImportState state, RosterImport? preview) = await Task.Run(() => Read(file));
            if (file == ImportPath)
            {
                Preview = preview;
                Become(state);
            }
        });
    }

    /// <summary>Forgets the preview.</summary>
    public void CloseImport()
    {
        Preview = null;
        ImportPath = "";
        Become(ImportState.Ready);
    }

    /// <summary>Takes the file's list instead of the one that was kept.</summary>
    public void Replace() => Take(static (preview, _) => preview.ToRoster());

    /// <summary>Adds the file's students to the list; where one is on it already, the file's name counts if it has one.</summary>
    public void Join() => Take(static (preview, roster) =>
    {
        Dictionary<StudentId, string> names = preview.Entries.Where(static entry => entry.Name.Length > 0).ToDictionary(static entry => entry.Student, static entry => entry.Name);
        return new Roster(roster.Entries.Select(entry => entry with { Name = names.GetValueOrDefault(entry.Student, entry.Name) }).Concat(preview.Entries));
    });

    private void Take(Func<RosterImport, Roster, Roster> join)
    {
        if (Preview is { Entries.Count: > 0 } preview)
        {
            Keep(join(preview, Roster));
            CloseImport();
        }
    }

    private void Keep(Roster roster) => thread.Run(async () =>
    {
        FolderError = await teacher.KeepAsync(number, roster);
        Changed?.Invoke();
    });

    private static (ImportState, RosterImport?) Read(string file)
    {
        try
        {
            FileInfo info = new(file);
            return !info.Exists ? (ImportState.NotFound, null)
                : info.Length > RosterImport.MaxBytes ? (ImportState.TooLarge, null)
                : (ImportState.Read, RosterImport.Read(File.ReadAllBytes(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (ImportState.Failed, null);
        }
    }

    private void Become(ImportState state)
    {
        Import = state;
        Changed?.Invoke();
    }
}
