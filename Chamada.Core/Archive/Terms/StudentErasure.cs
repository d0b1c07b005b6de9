using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chamada.Core.Archive.Indexing;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Terms;

/// <summary>What was erased of a student, and what remains.</summary>
/// <param name="Rosters">Class lists that the student was taken off.</param>
/// <param name="Names">Saved lists that a name was taken out of.</param>
/// <param name="Reasons">Reasons that were erased: of corrections, and of absences that were known beforehand.</param>
/// <param name="Remaining">Saved lists in which the number stays.</param>
/// <param name="RecordReasons">Reasons that stay in the record of a roll call, since its chain vouches for them.</param>
/// <param name="Failures">Files that could not be read or written.</param>
public sealed record ErasureCount(
    int Rosters, int Names, int Reasons, int Remaining, int RecordReasons, IReadOnlyList<FolderError> Failures);

/// <summary>
/// Takes a student's name, and what a teacher wrote about the student, out of the folder. The number stays in the roll calls: it is the
/// school's own, and their chains vouch for it.
/// </summary>
/// <param name="folder">The teacher's folder.</param>
/// <param name="corrections">The corrections in it.</param>
public sealed class StudentErasure(TeacherFolder folder, CorrectionFolder corrections)
{
    /// <summary>Erases. What fails is told, and the rest is done all the same; doing it once more does what is left.</summary>
    public ErasureCount Forget(StudentId student)
    {
        List<FolderError> failures = [];
        HashSet<StudentId> numbers = [student];
        HashSet<string> known = [];
        int rosters = 0, names = 0, reasons = 0, remaining = 0, recordReasons = 0;
        foreach (ClassNumber number in Take(folder.Rosters.Classes(), failures) ?? [])
        {
            if (Take(folder.Rosters.Read(number), failures)?.Roster is { } roster && roster.TryFind(student, out RosterEntry? entry))
            {
                // Two ways to write a number are one student: the list that knows that is gone in a moment.
                numbers.UnionWith(roster.Others.Where(other => other.Listed == entry.Student).Select(static other => other.Typed));
                numbers.Add(entry.Student);
                known.Add(FoldedText.Of(entry.Name));
                rosters += Take(folder.Rosters.Change(number, kept => kept.Without(entry.Student)), failures) is null ? 0 : 1;
            }
        }

        foreach (ClassNumber number in Take(folder.Settings.Classes(), failures) ?? [])
        {
            reasons += ForgetPlanned(number, numbers, failures);
        }

        foreach (SavedListFile file in Take(folder.SavedLists.Files(), failures) ?? [])
        {
            if (FolderResult.Catch(file.File, () => TeacherFolderFiles.TryRead(file.File) ?? []) is { Value: { Length: > 0 } content }
                && Take(FolderResult.Catch(file.File, () => SavedList.Parse(content)), failures) is { } list)
            {
                known.UnionWith(numbers.Select(number => FoldedText.Of(list.Names.GetValueOrDefault(number, ""))));
                reasons += list.Late.Count(mark => numbers.Contains(mark.Student) && mark.Reason.Length > 0);
                names += ForgetName(file, content, numbers, failures);
                reasons += ForgetReasons(file, list, numbers, failures);
                remaining += Mentions(list, numbers) ? 1 : 0;
                recordReasons += list.Record.Count(entry => numbers.Contains(entry.Student) && entry.Reason.Length > 0);
            }
        }

        foreach (ClassNumber number in Take(folder.Rosters.Classes(), failures) ?? [])
        {
            _ = Take(folder.Rosters.ForgetLines(number, line => Names(line, numbers, known)), failures);
        }

        // What a program that was killed halfway has left behind may hold the name as well.
        if (FolderError.Catch(folder.Path, () => TeacherFolderFiles.DeleteLeftovers(folder.Path, folder.Clock)) is { } left)
        {
            failures.Add(left);
        }

        if (ListIndex.Of(folder).Erase() is { } error)
        {
            failures.Add(error);
        }

        return new ErasureCount(rosters, names, reasons, remaining, recordReasons, failures);
    }

    private int ForgetPlanned(ClassNumber number, HashSet<StudentId> numbers, List<FolderError> failures)
    {
        int count = Take(folder.Settings.Read(number), failures)?.PlannedAbsences.Count(one => numbers.Contains(one.Student)) ?? 0;
        return count > 0 && Take(folder.Settings.Change(number, settings => settings with
        {
            PlannedAbsences = [.. settings.PlannedAbsences.Where(one => !numbers.Contains(one.Student))],
        }), failures) is not null ? count : 0;
    }

    /// <summary>Takes the name out by the very words of the file: everything else has to stay as it is, for the chain.</summary>
    private int ForgetName(SavedListFile file, byte[] content, HashSet<StudentId> numbers, List<FolderError> failures)
    {
        JsonNode root = JsonNode.Parse(content)!;
        bool isChanged = false;
        if (root["names"] is JsonObject names)
        {
            foreach (StudentId number in numbers)
            {
                isChanged |= names.Remove(number.ToString());
            }
        }

        foreach (JsonObject planned in (root["plannedAbsences"] as JsonArray ?? []).OfType<JsonObject>())
        {
            isChanged |= StudentId.TryParse(planned["student"]?.GetValue<string>(), out StudentId who) && numbers.Contains(who)
                && planned.Remove("reason");
        }

        // Marks that came too late are in no chain, so nothing has to stay of why they were wanted.
        foreach (JsonObject late in (root["late"] as JsonArray ?? []).OfType<JsonObject>())
        {
            isChanged |= StudentId.TryParse(late["student"]?.GetValue<string>(), out StudentId who) && numbers.Contains(who)
                && late.Remove("reason");
        }

        if (!isChanged)
        {
            return 0;
        }

        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, TeacherFolderFiles.Json))
        {
            root.WriteTo(json);
        }

        buffer.Write("\n"u8);
        if (folder.SavedLists.Rewrite(file, buffer.WrittenSpan.ToArray()) is { } error)
        {
            failures.Add(error);
            return 0;
        }

        return 1;
    }

    private int ForgetReasons(SavedListFile file, SavedList list, HashSet<StudentId> numbers, List<FolderError> failures)
    {
        if (!File.Exists(file.CorrectionsFile))
        {
            return 0;
        }

        int count = Take(CorrectionFolder.Read(file, list), failures)?.Entries.Count(IsAbout) ?? 0;
        return count > 0 && Take(corrections.Change(file, list, record => record.Erase(IsAbout)), failures) is not null ? count : 0;

        bool IsAbout(Correction correction) => correction.Reason.Text is not null && (correction.Change switch
        {
            CorrectionChange.Status one => numbers.Contains(one.Student),
            CorrectionChange.Moved one => numbers.Contains(one.From) || numbers.Contains(one.To),
            _ => false,
        });
    }

    /// <summary>Whether a line that could not be read names a student, by a number or a name.</summary>
    private static bool Names(string line, HashSet<StudentId> numbers, HashSet<string> known) =>
        known.Any(name => name.Length > 0 && FoldedText.Contains(line, name))
        || line.Split([',', ';', '\t', '|', '"', ' '])
            .Any(word => StudentId.TryParse(word, out StudentId number) && numbers.Contains(number));

    private static bool Mentions(SavedList list, HashSet<StudentId> numbers) =>
        list.Students.Any(one => numbers.Contains(one.Student)) || (list.Absent ?? []).Any(numbers.Contains)
        || list.Record.Any(entry => numbers.Contains(entry.Student));

    private static T? Take<T>(FolderResult<T> result, List<FolderError> failures)
        where T : class
    {
        if (!result.Try(out T? value, out FolderError? error))
        {
            failures.Add(error);
        }

        return value;
    }
}
