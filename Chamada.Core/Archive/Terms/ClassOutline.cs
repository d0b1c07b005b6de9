using Chamada.Core.Archive.Indexing;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Terms;

/// <summary>A class's last meeting that counts.</summary>
/// <param name="At">When it was opened; where a correction says so, another time.</param>
/// <param name="Present">How many were there; where there is a class list, of those on it. Null where its list cannot be read.</param>
/// <param name="OffRoster">How many were there besides, without being on the class list.</param>
public sealed record LastMeeting(DateTime At, int? Present, int OffRoster);

/// <summary>What is known of a class at a glance.</summary>
/// <param name="Last">The last meeting; null where there was none.</param>
/// <param name="UsualTime">
/// When it usually begins on this day of the week: it met a week ago, or on two of the four such days before, and the time is the last
/// one's. Null where it does not usually meet on this day.
/// </param>
public sealed record ClassOutline(LastMeeting? Last, TimeOnly? UsualTime)
{
    private const int Weeks = 4, Week = 7;

    /// <summary>The outline of each class that has saved lists. Of each only the last meeting's list is read.</summary>
    /// <param name="folder">The teacher's folder.</param>
    /// <param name="rosterOf">The class list of today; an empty one where there is none.</param>
    /// <param name="today">This day.</param>
    public static FolderResult<IReadOnlyDictionary<ClassNumber, ClassOutline>> Read(
        TeacherFolder folder, Func<ClassNumber, Roster> rosterOf, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(rosterOf);
        return folder.SavedLists.Files().Try(out IReadOnlyList<SavedListFile>? files, out FolderError? error)
            ? FolderResult.Of<IReadOnlyDictionary<ClassNumber, ClassOutline>>(files.GroupBy(static file => file.Class)
                .ToDictionary(static group => group.Key, group => Of(group, rosterOf(group.Key), today)))
            : error;
    }

    private static ClassOutline Of(IEnumerable<SavedListFile> files, Roster roster, DateOnly today)
    {
        Held[] held = [.. files.Select(Held.Of).OfType<Held>()];
        Held? last = held.MaxBy(static one => one.At);
        return new ClassOutline(last is null ? null : Count(last, roster), UsualTimeOf(held, today));
    }

    private static TimeOnly? UsualTimeOf(Held[] held, DateOnly today)
    {
        Held[] recent =
        [
            .. held.Where(one => today.DayNumber - DateOnly.FromDateTime(one.At).DayNumber is var days
                && days > 0 && days <= Weeks * Week && days % Week == 0),
        ];
        DateOnly[] days = [.. recent.Select(static one => DateOnly.FromDateTime(one.At)).Distinct()];
        return days.Length >= 2 || days.Contains(today.AddDays(-Week))
            ? TimeOnly.FromDateTime(recent.Max(static one => one.At))
            : null;
    }

    private static LastMeeting Count(Held last, Roster roster)
    {
        if (SavedListFolder.Read(last.File).Value is not { } list)
        {
            return new LastMeeting(last.At, null, 0);
        }

        Meeting meeting = new(last.File, list, last.Corrections, ClassSettings.Default, roster);
        StudentId[] present = [.. meeting.Known.Where(student => meeting.Of(student).Status.IsPresence())];
        int strangers = roster.Count == 0 ? 0 : present.Count(student => !roster.Contains(student));
        return new LastMeeting(last.At, present.Length - strangers, strangers);
    }

    /// <summary>A roll call that counts, as far as it is known without its list.</summary>
    private sealed record Held(SavedListFile File, DateTime At, IReadOnlyList<Correction> Corrections)
    {
        /// <summary>Null when it does not count. Corrections that cannot be read are named where the term is shown.</summary>
        public static Held? Of(SavedListFile file)
        {
            IReadOnlyList<Correction> corrections = FolderResult.Catch(file.CorrectionsFile, () =>
                TeacherFolderFiles.TryRead(file.CorrectionsFile) is { } content ? CorrectionRecord.Parse(content).Entries : []).Value ?? [];
            DateTime at = file.At;
            foreach (Correction correction in Correction.InForce(corrections))
            {
                switch (correction.Change)
                {
                    case CorrectionChange.Discarded:
                        return null;
                    case CorrectionChange.Dated dated:
                        at = dated.OpenedAt.DateTime;
                        break;
                }
            }

            return new Held(file, at, corrections);
        }
    }
}
