using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>
/// What was settled for each class: a JSON file beside its list, to be read and edited by people too. Several programs may change one file:
/// each change is made to what is on disk at that moment.
/// </summary>
/// <param name="folder">The folder; it is made when something is first written.</param>
/// <param name="clock">Measures how long another program takes.</param>
public sealed class ClassSettingsFolder(string folder, TimeProvider? clock = null)
{
    /// <summary>How long another program may take for its change.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Where the settings of a class are.</summary>
    public string FileOf(ClassNumber number) => Path.Combine(folder, $"{number}.json");

    /// <summary>The settings of a class; <see cref="ClassSettings.Default"/> where there are none. A file that is none is an error that
    /// names it.</summary>
    public FolderResult<ClassSettings> Read(ClassNumber number)
    {
        string file = FileOf(number);
        return FolderResult.Catch(file, () => ReadFile(file));
    }

    /// <summary>The classes that have settings.</summary>
    public FolderResult<IReadOnlyList<ClassNumber>> Classes() => FolderResult.Catch<IReadOnlyList<ClassNumber>>(folder, () =>
        Directory.Exists(folder)
            ?
            [
                .. Directory.EnumerateFiles(folder, "*.json")
                    .Select(static file => ClassNumber.TryParse(Path.GetFileNameWithoutExtension(file), out ClassNumber number)
                        ? number
                        : ClassNumber.Refused)
                    .Where(static number => number != ClassNumber.Refused)
                    .Order(),
            ]
            : []);

    /// <summary>Changes the settings of a class as they are on disk. A file that cannot be read is left as it is, and is the
    /// error.</summary>
    /// <param name="number">The class.</param>
    /// <param name="edit">What becomes of them.</param>
    /// <returns>The settings that are on disk now.</returns>
    public FolderResult<ClassSettings> Change(ClassNumber number, Func<ClassSettings, ClassSettings> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        string file = FileOf(number);
        return FolderResult.Catch(file, () =>
        {
            TeacherFolderFiles.CreateFolder(folder);
            using FileStream alone = TeacherFolderFiles.OpenAlone(Path.Combine(folder, ".lock"), Patience, _clock);
            ClassSettings kept = ReadFile(file), changed = edit(kept);
            if (changed != kept)
            {
                TeacherFolderFiles.Replace(file, changed.ToJson());
            }

            return changed;
        });
    }

    private static ClassSettings ReadFile(string file) =>
        TeacherFolderFiles.TryRead(file) is { } content ? ClassSettings.Parse(content) : ClassSettings.Default;
}
