using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.History;

/// <summary>What is settled for a class, in its file.</summary>
internal sealed class SettingsModel
{
    private readonly TeacherFolder _folder;
    private readonly ModelThread _thread;

    /// <summary>Begins to read.</summary>
    public SettingsModel(ClassNumber number, TeacherFolder folder, ModelThread thread)
    {
        Class = number;
        _folder = folder;
        _thread = thread;
        Change(static settings => settings);
    }

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>The class.</summary>
    public ClassNumber Class { get; }

    /// <summary>What is settled.</summary>
    public ClassSettings Settings { get; private set; } = ClassSettings.Default;

    /// <summary>Why the file could not be read or written; null when it could.</summary>
    public FolderError? FolderError { get; private set; }

    /// <summary>Changes what is on disk, and takes up what is there then.</summary>
    public void Change(Func<ClassSettings, ClassSettings> edit) => _thread.Run(async () =>
    {
        FolderResult<ClassSettings> change = await Task.Run(() => _folder.Settings.Change(Class, edit));
        Settings = change.Value ?? Settings;
        FolderError = change.Error;
        Changed?.Invoke();
    });
}
