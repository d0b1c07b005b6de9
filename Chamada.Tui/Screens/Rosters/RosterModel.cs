using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tui.Screens.Rosters;

/// <summary>The list of one class on screen: edited, imported, kept.</summary>
internal sealed class RosterModel
{
    private readonly TeacherModel _teacher;
    private readonly ModelThread _thread;
    private Func<Roster, Roster>? _unkept;

    /// <summary>Takes up the list as it is on disk: another program may have changed it.</summary>
    public RosterModel(ClassNumber number, TeacherModel teacher, ModelThread thread, TimeProvider clock)
    {
        Class = number;
        _teacher = teacher;
        _thread = thread;
        Import = new ImportModel(thread, clock);
        thread.Run(async () =>
        {
            FolderError = await teacher.RefreshAsync(number);
            Changed?.Invoke();
        });
    }

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>The class.</summary>
    public ClassNumber Class { get; }

    /// <summary>The list.</summary>
    public Roster Roster => _teacher.RosterOf(Class);

    /// <summary>The list, and the lines of its file that cannot be read.</summary>
    public KeptRoster Kept => _teacher.KeptRosterOf(Class);

    /// <summary>The list's file.</summary>
    public string File => _teacher.Folder.Rosters.FileOf(Class);

    /// <summary>Why the list could not be read or kept; null when it could.</summary>
    public FolderError? FolderError { get; private set; }

    /// <summary>A file on its way to be the list.</summary>
    public ImportModel Import { get; }

    /// <summary>Adds a student, or gives one who is on the list another name.</summary>
    /// <returns>False when the number is none.</returns>
    public bool Put(string student, string name)
    {
        if (!StudentId.TryParse(student.Trim(), out StudentId id))
        {
            return false;
        }

        Change(roster => roster.With(id, name));
        return true;
    }

    /// <summary>Tries again to keep the list.</summary>
    public void KeepAgain() => Change(null);

    /// <summary>Takes a student off the list.</summary>
    public void Remove(StudentId student) => Change(roster => roster.Without(student));

    /// <summary>Takes the file's list instead of the one that was kept.</summary>
    public void Replace()
    {
        Roster seen = Roster;
        Take((read, roster) => roster.ReplaceBy(read, seen));
    }

    /// <summary>Adds the file's students to the list; where one is on it already, the file's name counts if it has one.</summary>
    public void Join() => Take(static (read, roster) => roster.Join(read));

    private void Take(Func<Roster, Roster, Roster> join)
    {
        if (Import.Preview is { } preview)
        {
            Roster read = preview.ToRoster();
            Change(roster => join(read, roster));
            Import.Close();
        }
    }

    /// <summary>Changes the list, and with it whatever could not be kept before.</summary>
    private void Change(Func<Roster, Roster>? edit) => _thread.Run(async () =>
    {
        Func<Roster, Roster>? before = _unkept;
        Func<Roster, Roster> all = roster =>
        {
            Roster changed = before?.Invoke(roster) ?? roster;
            return edit?.Invoke(changed) ?? changed;
        };
        FolderError = await _teacher.ChangeAsync(Class, all);
        _unkept = FolderError is null ? null : all;
        Changed?.Invoke();
    });
}
