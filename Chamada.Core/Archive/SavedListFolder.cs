using System.Globalization;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>
/// The lists of closed roll calls: for each one a JSON file with everything and a file for spreadsheets, named by day, class and time of
/// opening, such as <c>2026-11-22_3030_163902.json</c>. No file is ever overwritten, and no roll call is saved twice.
/// </summary>
/// <param name="folder">Where they are; it is made when something is first saved.</param>
/// <param name="toSpreadsheet">Makes the file for spreadsheets; where it is null, none is written.</param>
public sealed class SavedListFolder(string folder, Func<SavedList, byte[]>? toSpreadsheet = null)
{
    private const string Day = "yyyy-MM-dd";
    private const string Time = "HHmmss";

    /// <summary>
    /// Saves a list as two new files, which are on disk when this returns without an error. A list of the same roll call that is there
    /// already, because another program of the account was faster or this one was killed halfway, is the answer then.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="content">Its very file, where it comes from another folder; null to write it anew.</param>
    public FolderResult<SavedListFile> Save(SavedList list, byte[]? content = null)
    {
        ArgumentNullException.ThrowIfNull(list);
        string current = folder;
        SavedListFile? saved = null;
        FolderError? error = FolderError.Catch(folder, () =>
        {
            saved = FindSame(list);
            DateTimeOffset at = list.OpenedAt ?? list.ClosedAt;
            string stem = string.Create(
                CultureInfo.InvariantCulture,
                    $"{at.ToString(Day, CultureInfo.InvariantCulture)}_{list.Class}_{at.ToString(Time, CultureInfo.InvariantCulture)}");
            for (int n = 1; saved is null; n++)
            {
                string suffix = n == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"_{n}");
                string json = current = Path.Combine(folder, $"{stem}{suffix}.json");
                if (File.Exists(Path.ChangeExtension(json, ".csv")) && !File.Exists(json))
                {
                    continue; // Somebody else's file.
                }

                // Whoever gets this name has saved the roll call; who comes second looks what was saved.
                if (TeacherFolderFiles.TryCreate(json, content ?? list.ToJson()) || IsSame(json, list))
                {
                    saved = Parse(json);
                }
            }

            if (toSpreadsheet is not null)
            {
                current = saved.CsvFile;
                TeacherFolderFiles.TryCreate(current, toSpreadsheet(list));
            }
        });
        return error is null ? saved! : error with { Path = current };
    }

    /// <summary>The saved lists by their files' names, of one class or of all, the newest first.</summary>
    public FolderResult<IReadOnlyList<SavedListFile>> Files(ClassNumber? number = null) =>
        FolderResult.Catch<IReadOnlyList<SavedListFile>>(folder, () =>
        [
            // Of the same second, by the number behind it.
            .. Enumerate(number).OrderByDescending(static file => file.At)
                .ThenByDescending(static file => file.File.Length)
                .ThenByDescending(static file => file.File, StringComparer.Ordinal),
        ]);

    /// <summary>The list of a roll call that is known by its opening only; null when none is saved.</summary>
    public SavedListFile? Find(ClassNumber number, DateTimeOffset openedAt) => Files(number).Value?.FirstOrDefault(file =>
        Near(file.At, openedAt) && Read(file).Value is { } list && list.OpenedAt == openedAt);

    /// <summary>
    /// Erases a saved list for good: the file for spreadsheets first, so that a list that is still there is whole. Null when it is done.
    /// </summary>
    public static FolderError? Erase(SavedListFile saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return FolderError.Catch(saved.File, () =>
        {
            TeacherFolderFiles.Delete(saved.CsvFile);
            TeacherFolderFiles.Delete(saved.CorrectionsFile);
            TeacherFolderFiles.Delete(saved.File);
        });
    }

    /// <summary>Puts other content in a saved list's place, and makes the file for spreadsheets of it. Only for what has to be
    /// erased.</summary>
    public FolderError? Rewrite(SavedListFile saved, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return FolderError.Catch(saved.File, () =>
        {
            SavedList list = SavedList.Parse(content);
            if (toSpreadsheet is not null && File.Exists(saved.CsvFile))
            {
                // First: where this ends halfway, the list itself still says that there is something to erase.
                TeacherFolderFiles.Replace(saved.CsvFile, toSpreadsheet(list));
            }

            TeacherFolderFiles.Replace(saved.File, content);
        });
    }

    /// <summary>Reads a saved list.</summary>
    public static FolderResult<SavedList> Read(SavedListFile saved) => Read(saved.File);

    /// <inheritdoc cref="Read(SavedListFile)"/>
    public static FolderResult<SavedList> Read(string file) => FolderResult.Catch<SavedList>(file, () =>
        SavedList.Parse(TeacherFolderFiles.TryRead(file) ?? throw new FileNotFoundException($"{file} is not there")));

    private SavedListFile? FindSame(SavedList list) => Enumerate(list.Class)
        .FirstOrDefault(file => (Near(file.At, list.ClosedAt) || (list.OpenedAt is { } opened && Near(file.At, opened)))
            && IsSame(file.File, list));

    /// <summary>A file of another roll call is not worth reading; one whose time was written in another offset may be.</summary>
    private static bool Near(DateTime named, DateTimeOffset time) => (named - time.DateTime).Duration() <= TimeSpan.FromDays(1);

    private static bool IsSame(string file, SavedList list) => Read(file).Value is { } there && there.IsSame(list);

    private IEnumerable<SavedListFile> Enumerate(ClassNumber? number) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Select(Parse).OfType<SavedListFile>()
            .Where(saved => number is null || saved.Class == number)
        : [];

    /// <summary>Null when the file's name is not one of a saved list: it is not ours.</summary>
    internal static SavedListFile? Parse(string file)
    {
        string[] parts = Path.GetFileNameWithoutExtension(file).Split('_');
        CultureInfo invariant = CultureInfo.InvariantCulture;
        return parts.Length is 3 or 4
            && ClassNumber.TryParse(parts[1], out ClassNumber number)
            && DateTime.TryParseExact(parts[0] + parts[2], Day + Time, invariant, DateTimeStyles.None, out DateTime at)
            ? new SavedListFile(file, number, at)
            : null;
    }
}

/// <summary>A list in the teacher's folder, as far as its name tells.</summary>
/// <param name="File">Its JSON file; the file for spreadsheets beside it has the same name otherwise.</param>
/// <param name="Class">The class.</param>
/// <param name="At">When it was opened, or closed in files of the first edition: the server's local time, to the second.</param>
public sealed record SavedListFile(string File, ClassNumber Class, DateTime At)
{
    /// <summary>The file for spreadsheets.</summary>
    public string CsvFile => Path.ChangeExtension(File, ".csv");

    /// <summary>The file with what was corrected afterwards; there is none until something is.</summary>
    public string CorrectionsFile => Path.ChangeExtension(File, ".corrections.json");
}
