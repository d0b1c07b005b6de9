using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Microsoft.Extensions.Time.Testing;
using static Chamada.Tests.Archive.Terms.TermFixture;

namespace Chamada.Tests.Archive.Terms;

/// <summary>What the first screen knows of a class: its last meeting, and whether it usually meets on this day of the week.</summary>
public sealed class ClassOutlineTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly TeacherFolder _folder;
    private readonly CorrectionFolder _corrections;

    public ClassOutlineTests()
    {
        _folder = new TeacherFolder(_temporary.Path);
        _corrections = new CorrectionFolder(Path.Combine(_temporary.Path, "rolls"), new FakeTimeProvider(First), "ana");
    }

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(14, false, 0)]
    [InlineData(14, true, 0, 7)]
    [InlineData(21, true, 0, 7)]
    [InlineData(28, true, 0, 7)]
    [InlineData(35, false, 0, 7)]
    [InlineData(6, false, 0, 3)]
    [InlineData(0, false, 0)]
    [InlineData(7, true, 0)]
    public void A_class_usually_meets_on_a_day_of_the_week_on_which_it_met(int today, bool usual, params int[] days)
    {
        foreach (int day in days)
        {
            Save(day);
        }

        Assert.Equal(usual ? new TimeOnly(8, 0) : null, Read(today)!.UsualTime);
    }

    [Fact]
    public void The_last_meeting_is_counted_by_the_class_list_and_with_its_corrections()
    {
        Save(0, "9", "8");
        (SavedListFile file, SavedList list) = Save(7, "1", "2", "x");
        Roster roster = RosterOf("1", "2", "3");
        Assert.Equal(new LastMeeting(First.AddDays(7).DateTime, 2, 1), Read(8, roster)!.Last);
        Assert.Equal(new LastMeeting(First.AddDays(7).DateTime, 3, 0), Read(8)!.Last);

        _corrections.Add(file, list, new CorrectionChange.Status(Id("1"), AttendanceStatus.Absent, null, ""), "why");
        _corrections.Add(file, list, new CorrectionChange.Status(Id("3"), AttendanceStatus.Late, null, ""), "why");
        _corrections.Add(file, list, new CorrectionChange.Moved(Id("x"), Id("1")), "why");
        Assert.Equal(new LastMeeting(First.AddDays(7).DateTime, 3, 0), Read(8, roster)!.Last);
    }

    [Fact]
    public void What_was_discarded_is_not_the_last_and_what_was_dated_anew_is_of_its_new_day()
    {
        Save(0, "1");
        (SavedListFile file, SavedList list) = Save(7, "1", "2");
        _corrections.Add(file, list, new CorrectionChange.Discarded(), "a trial");
        Assert.Equal(new LastMeeting(First.DateTime, 1, 0), Read(8)!.Last);
        _corrections.Undo(file, list, "no trial");
        _corrections.Add(file, list, new CorrectionChange.Dated(First.AddDays(-2)), "the wrong day");
        Assert.Equal(new LastMeeting(First.DateTime, 1, 0), Read(8)!.Last);
    }

    [Fact]
    public void A_list_that_cannot_be_read_still_has_its_day()
    {
        (SavedListFile file, _) = Save(7, "1");
        File.WriteAllText(file.File, "{");
        Assert.Equal(new LastMeeting(First.AddDays(7).DateTime, null, 0), Read(8)!.Last);
        Assert.Null(Read(8, number: 4040));
    }

    private ClassOutline? Read(int day, Roster? roster = null, long number = 3030) => ClassOutline
        .Read(_folder, _ => roster ?? Roster.Empty, DateOnly.FromDateTime(First.AddDays(day).DateTime)).Value!
        .GetValueOrDefault(ClassNumber.From(number));

    private (SavedListFile File, SavedList List) Save(int day, params string[] present)
    {
        SavedList list = List(First.AddDays(day), [.. present.Select(static student => (student, 1))]);
        return (_folder.SavedLists.Save(list).Value!, list);
    }
}
