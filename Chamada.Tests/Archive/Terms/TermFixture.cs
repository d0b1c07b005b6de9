using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Archive.Terms;

/// <summary>Roll calls and class lists for the tests of a term.</summary>
internal static class TermFixture
{
    public static readonly ClassNumber Class = ClassNumber.From(3030);

    public static readonly DateTimeOffset First = DateTimeOffset.Parse("2026-08-03T08:00:00.000-03:00", CultureInfo.InvariantCulture);

    public static StudentId Id(string text) => StudentId.From(text);

    public static Roster RosterOf(params string[] students) =>
        new(students.Select(static student => new RosterEntry(Id(student), $"Name of {student}")));

    /// <summary>A roll call in which each of some students registered after so many minutes.</summary>
    public static SavedList List(DateTimeOffset opened, params (string Student, int Minutes)[] present) => new(
        Class, opened, opened.AddMinutes(60), new ServerAddress("h", 1),
        [.. present.Select(one => new SavedAttendance(Id(one.Student), opened.AddMinutes(one.Minutes)))]);

    /// <summary>A meeting of a roll call with corrections, each for a reason.</summary>
    public static Meeting MeetingOf(SavedList list, ClassSettings settings, Roster roster, params CorrectionChange[] changes)
    {
        CorrectionRecord record = CorrectionRecord.Of(FileOf(list), list);
        foreach (CorrectionChange change in changes)
        {
            record = record.With(First, "ana", change, SealedReason.Of("a reason", new byte[16]));
        }

        return new Meeting(FileOf(list), list, record.Entries, settings, roster);
    }

    public static SavedListFile FileOf(SavedList list) => new(
        $"/x/{list.OpenedAt!.Value.ToString("yyyy-MM-dd'_3030_'HHmmss", CultureInfo.InvariantCulture)}.json", Class,
        list.OpenedAt.Value.DateTime);
}
