using System.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>The class lists in the teacher's folder: one CSV file a class, number and name, in UTF-8.</summary>
public sealed class RosterFolder(string folder)
{
    /// <summary>Where the list of a class is.</summary>
    public string FileOf(ClassNumber number) => Path.Combine(folder, $"{number}.csv");

    /// <summary>The list of a class; an empty one when none was kept.</summary>
    public FolderResult<Roster> Read(ClassNumber number)
    {
        string file = FileOf(number);
        return FolderResult.Catch<Roster>(file, () =>
            TeacherFolderFiles.TryRead(file) is { } content ? RosterImport.Read(content).ToRoster() : Roster.Empty);
    }

    /// <summary>The classes that have a list.</summary>
    public FolderResult<IReadOnlyList<ClassNumber>> Classes() => FolderResult.Catch<IReadOnlyList<ClassNumber>>(folder, () =>
        Directory.Exists(folder)
            ?
            [
                .. Directory.EnumerateFiles(folder, "*.csv")
                    .Select(static file => ClassNumber.TryParse(Path.GetFileNameWithoutExtension(file), out ClassNumber number) ? number : ClassNumber.Refused)
                    .Where(static number => number != ClassNumber.Refused)
                    .Order(),
            ]
            : []);

    /// <summary>Keeps the list of a class instead of the one that was kept before; an empty one removes it.</summary>
    /// <returns>Why not; null when it is on disk.</returns>
    public FolderError? Write(ClassNumber number, Roster roster)
    {
        string file = FileOf(number);
        return FolderError.Catch(file, () =>
        {
            if (roster.Count == 0)
            {
                TeacherFolderFiles.Delete(file);
            }
            else
            {
                TeacherFolderFiles.Replace(file, Encoding.UTF8.GetBytes(RosterCsv.Write(roster))).Dispose();
            }
        });
    }
}
