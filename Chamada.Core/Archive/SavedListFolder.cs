using System.Globalization;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>
/// The lists of closed roll calls: for each one a JSON file with everything and a CSV file for spreadsheets, named by day, class
/// and time of closing, such as <c>2026-11-22_3030_163902.json</c>. No file is ever overwritten.
/// </summary>
public sealed class SavedListFolder(string folder)
{
    private const string Day = "yyyy-MM-dd";
    private const string Time = "HHmmss";

    /// <summary>Saves a list as two new files. Both are on disk when this returns without an error.</summary>
    public FolderResult<SavedListFile> Save(SavedList roll)
    {
        string current = folder;
        SavedListFile? saved = null;
        FolderError? error = FolderError.Catch(folder, () =>
        {
            string day = roll.ClosedAt.ToString(Day, CultureInfo.InvariantCulture);
            string stem = $"{day}_{roll.Class}_{roll.ClosedAt.ToString(Time, CultureInfo.InvariantCulture)}";
            for (int n = 1; saved is null; n++)
            {
                string suffix = n == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"_{n}");
                string csv = current = Path.Combine(folder, $"{stem}{suffix}.csv");
                string json = Path.ChangeExtension(csv, ".json");

                // The JSON file comes last: where it stands, the list is complete.
                if (File.Exists(json) || TeacherFolderFiles.TryCreate(csv, roll.ToCsv()) is not { } csvFile)
                {
                    continue;
                }

                csvFile.Dispose();
                current = json;
                if (TeacherFolderFiles.TryCreate(json, roll.ToJson()) is { } jsonFile)
                {
                    jsonFile.Dispose();
                    saved = Parse(json);
                }
            }
        });
        return error is null ? saved! : error with { Path = current };
    }

    /// <summary>The saved lists, of one class or of all, the newest first.</summary>
    public FolderResult<IReadOnlyList<SavedListFile>> History(ClassNumber? number = null) =>
        FolderResult.Catch<IReadOnlyList<SavedListFile>>(folder, () => Directory.Exists(folder)
            ?
            [
                .. Directory.EnumerateFiles(folder, "*.json")
                    .Select(Parse)
                    .OfType<SavedListFile>()
                    .Where(saved => number is null || saved.Class == number)
                    .OrderByDescending(static saved => saved.ClosedAt)
                    .ThenByDescending(static saved => saved.File.Length)
                    .ThenByDescending(static saved => saved.File, StringComparer.Ordinal),
            ]
            : []);

    /// <summary>Reads a saved list.</summary>
    public static FolderResult<SavedList> Read(SavedListFile saved) => Read(saved.File);

    /// <inheritdoc cref="Read(SavedListFile)"/>
    public static FolderResult<SavedList> Read(string file) =>
        FolderResult.Catch<SavedList>(file, () => SavedList.Parse(File.ReadAllBytes(file)));

    /// <summary>Null when the file's name is not one of a saved list: it is not ours.</summary>
    private static SavedListFile? Parse(string file)
    {
        string[] parts = Path.GetFileNameWithoutExtension(file).Split('_');
        CultureInfo invariant = CultureInfo.InvariantCulture;
        return parts.Length is 3 or 4
            && ClassNumber.TryParse(parts[1], out ClassNumber number)
            && DateTime.TryParseExact(parts[0] + parts[2], Day + Time, invariant, DateTimeStyles.None, out DateTime closed)
            ? new SavedListFile(file, number, closed)
            : null;
    }
}

/// <summary>A list in the teacher's folder.</summary>
/// <param name="File">Its JSON file; the CSV file beside it has the same name otherwise.</param>
/// <param name="Class">The class.</param>
/// <param name="ClosedAt">When it was closed, in the server's local time, to the second.</param>
public sealed record SavedListFile(string File, ClassNumber Class, DateTime ClosedAt)
{
    /// <summary>The file for spreadsheets.</summary>
    public string CsvFile => Path.ChangeExtension(File, ".csv");
}
