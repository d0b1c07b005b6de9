using System.Text;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>
/// The class lists in the teacher's folder: one CSV file a class, number and name, in UTF-8. Several programs may change one list: each
/// change is made to what is on disk at that moment.
/// </summary>
/// <param name="folder">The folder; it is made when something is first written.</param>
/// <param name="clock">Measures how long another program takes.</param>
public sealed class RosterFolder(string folder, TimeProvider? clock = null)
{
    /// <summary>How long another program may take for its change.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Where the list of a class is.</summary>
    public string FileOf(ClassNumber number) => Path.Combine(folder, $"{number}.csv");

    /// <summary>The list of a class; an empty one when none was kept.</summary>
    public FolderResult<KeptRoster> Read(ClassNumber number)
    {
        string file = FileOf(number);
        return FolderResult.Catch(file, () => ReadFile(file));
    }

    /// <summary>The classes that have a list.</summary>
    public FolderResult<IReadOnlyList<ClassNumber>> Classes() => FolderResult.Catch<IReadOnlyList<ClassNumber>>(folder, () =>
        Directory.Exists(folder)
            ?
            [
                .. Directory.EnumerateFiles(folder, "*.csv")
                    .Select(static file => ClassNumber.TryParse(Path.GetFileNameWithoutExtension(file), out ClassNumber number)
                        ? number
                        : ClassNumber.Refused)
                    .Where(static number => number != ClassNumber.Refused)
                    .Order(),
            ]
            : []);

    /// <summary>Changes the list of a class as it is on disk; a list that becomes empty is removed. Lines that cannot be read
    /// stay.</summary>
    /// <param name="number">The class.</param>
    /// <param name="edit">What becomes of the list.</param>
    /// <returns>The list that is on disk now.</returns>
    public FolderResult<KeptRoster> Change(ClassNumber number, Func<Roster, Roster> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return Put(number, edit, static _ => false);
    }

    private FolderResult<KeptRoster> Put(ClassNumber number, Func<Roster, Roster> edit, Func<string, bool> forgotten)
    {
        string file = FileOf(number);
        return FolderResult.Catch(file, () =>
        {
            TeacherFolderFiles.CreateFolder(folder);

            // It stays: removing it would let two in at once.
            using FileStream alone = TeacherFolderFiles.OpenAlone(Path.Combine(folder, ".lock"), Patience, _clock);
            KeptRoster kept = ReadFile(file);
            KeptRoster changed = kept with
            {
                Roster = edit(kept.Roster),
                BadText = string.Concat(kept.BadText.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(line => !forgotten(line)).Select(static line => line + "\n")),
            };
            if (changed.Roster.Count == 0 && changed.BadText.Length == 0)
            {
                TeacherFolderFiles.Delete(file);
                return KeptRoster.None;
            }

            TeacherFolderFiles.Replace(file, Encoding.UTF8.GetBytes(RosterCsv.Write(changed.Roster, changed.BadText)));
            return ReadFile(file); // The lines that cannot be read have moved.
        });
    }

    /// <summary>Takes lines that cannot be read out of the list of a class for good.</summary>
    /// <param name="number">The class.</param>
    /// <param name="forgotten">Which of them.</param>
    /// <returns>The list that is on disk now.</returns>
    public FolderResult<KeptRoster> ForgetLines(ClassNumber number, Func<string, bool> forgotten)
    {
        ArgumentNullException.ThrowIfNull(forgotten);
        return Read(number) is { Value: { BadText.Length: > 0 } kept } && kept.BadText.Split('\n').Any(forgotten)
            ? Put(number, static roster => roster, forgotten)
            : Read(number);
    }

    private static KeptRoster ReadFile(string file) =>
        TeacherFolderFiles.TryRead(file) is { } content ? RosterCsv.Read(content) : KeptRoster.None;
}
