using Chamada.Core.Archive.Indexing;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Terms;

/// <summary>A file of the term about which something is to be said.</summary>
/// <param name="File">The file.</param>
/// <param name="Error">Why it cannot be read; null where it can.</param>
/// <param name="List">What does not fit in a saved list's chain; null where everything fits.</param>
/// <param name="Corrections">What does not fit in the corrections' chain; null where everything fits.</param>
public sealed record TermIssue(string File, FolderError? Error, RecordCheck? List = null, CorrectionCheck? Corrections = null);

/// <summary>What the teacher's folder has of a class.</summary>
/// <param name="Class">Which.</param>
/// <param name="Settings">What was settled.</param>
/// <param name="Roster">The class list.</param>
/// <param name="Meetings">Every roll call that can be read, the oldest first, those that were discarded included.</param>
/// <param name="Issues">Files that cannot be read, which are left out, and files that somebody changed, which are not.</param>
public sealed record ClassTerm(
    ClassNumber Class, ClassSettings Settings, Roster Roster, IReadOnlyList<Meeting> Meetings, IReadOnlyList<TermIssue> Issues)
{
    /// <summary>The term over some time.</summary>
    /// <param name="rule">By what absences are measured.</param>
    /// <param name="period">Which time; null for all of it.</param>
    public Term ToTerm(TermRule rule, TermPeriod? period = null) =>
        Term.Of(Meetings.Where((period ?? TermPeriod.Whole).Has), Roster, rule);

    /// <summary>Whether anything is known of a student: on the class list, or in any roll call.</summary>
    public bool Knows(StudentId student) => Roster.Contains(student) || Meetings.Any(meeting => meeting.Knows(student));
}

/// <summary>Reads a class's term from the teacher's folder.</summary>
public static class TermFolder
{
    /// <summary>
    /// Reads everything of a class. A file that cannot be read is named among the issues, and the rest is read all the same; only a folder
    /// that cannot be entered is an error.
    /// </summary>
    /// <param name="folder">The teacher's folder.</param>
    /// <param name="number">The class.</param>
    /// <param name="checks">Whether to look at the chains, too.</param>
    public static FolderResult<ClassTerm> Read(TeacherFolder folder, ClassNumber number, bool checks = true)
    {
        ArgumentNullException.ThrowIfNull(folder);
        List<TermIssue> issues = [];
        if (!ListIndex.Of(folder).Read(folder.SavedLists, number).Try(out IReadOnlyList<PastList>? lists, out FolderError? error))
        {
            return error;
        }

        if (!folder.Settings.Read(number).Try(out ClassSettings? settings, out FolderError? unsettled))
        {
            issues.Add(new TermIssue(unsettled.Path, unsettled));
        }

        if (!folder.Rosters.Read(number).Try(out KeptRoster? roster, out FolderError? unlisted))
        {
            issues.Add(new TermIssue(unlisted.Path, unlisted));
        }

        List<Meeting> meetings = [];
        foreach (PastList past in lists)
        {
            if (Read(past, settings ?? ClassSettings.Default, roster?.Roster ?? Roster.Empty, checks, issues) is { } meeting)
            {
                meetings.Add(meeting);
            }
        }

        return new ClassTerm(
            number, settings ?? ClassSettings.Default, roster?.Roster ?? Roster.Empty, [.. meetings.OrderBy(static one => one.At)], issues);
    }

    private static Meeting? Read(PastList past, ClassSettings settings, Roster roster, bool checks, List<TermIssue> issues)
    {
        SavedListFile file = past.File;
        if (!past.Reading.Try(out ListSummary? list, out FolderError? error))
        {
            issues.Add(new TermIssue(file.File, error));
            return null;
        }

        if (list.Class != file.Class)
        {
            issues.Add(new TermIssue(file.File, new FolderError(
                file.File, $"class: {list.Class}", FolderFault.Damaged)));
            return null;
        }

        if (checks && past.Fault is { } broken)
        {
            issues.Add(new TermIssue(file.File, null, broken));
        }

        return new Meeting(file, list, ReadCorrections(file, list, checks, issues), settings, roster);
    }

    private static IReadOnlyList<Correction> ReadCorrections(SavedListFile file, ListSummary list, bool checks, List<TermIssue> issues)
    {
        FolderResult<CorrectionRecord> reading = FolderResult.Catch(file.CorrectionsFile, () =>
        {
            if (TeacherFolderFiles.TryRead(file.CorrectionsFile) is not { } content)
            {
                return new CorrectionRecord("", "", "", "", "", [], []);
            }

            CorrectionRecord record = CorrectionRecord.Parse(content);
            if (checks && CorrectionCheck.Beside(list.Origin, content) is { Fault: not CorrectionFault.None } broken)
            {
                issues.Add(new TermIssue(file.CorrectionsFile, null, Corrections: broken));
            }

            return record;
        });
        if (reading.Try(out CorrectionRecord? record, out FolderError? error))
        {
            return record.Entries;
        }

        issues.Add(new TermIssue(file.CorrectionsFile, error));
        return [];
    }
}
