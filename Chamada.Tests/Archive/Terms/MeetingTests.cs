using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using CsCheck;
using static Chamada.Tests.Archive.Terms.TermFixture;

namespace Chamada.Tests.Archive.Terms;

/// <summary>What a saved list and its corrections come to.</summary>
public sealed class MeetingTests
{
    private static readonly ClassSettings Two = new() { Lessons = 2, LateAfter = TimeSpan.FromMinutes(10) };
    private static readonly Roster Class3 = RosterOf("1", "2", "3");

    private static readonly Gen<CorrectionChange> AnyChange = Gen.OneOf<CorrectionChange>(
        Gen.Select(Gen.Int[1, 4], Gen.Enum<AttendanceStatus>(), Gen.Int[-1, 3]).Select(static CorrectionChange (who, status, missed) =>
            new CorrectionChange.Status(Id($"{who}"), status, missed < 0 ? null : missed, "")),
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4]).Select(static CorrectionChange (from, to) =>
            new CorrectionChange.Moved(Id($"{from}"), Id($"{to}"))),
        Gen.Int[0, 4].Select(static CorrectionChange (count) => new CorrectionChange.Lessons(count)),
        Gen.Const<CorrectionChange>(new CorrectionChange.Discarded()));

    [Fact]
    public void Who_came_after_the_time_is_late_and_whom_the_teacher_marked_is_not()
    {
        SavedList list = List(First, ("1", 10), ("2", 11)) with
        {
            Students =
            [
                new(Id("1"), First.AddMinutes(10)), new(Id("2"), First.AddMinutes(11)), new(Id("3"), First.AddMinutes(30), Mark.Marked),
            ],
        };

        Meeting meeting = MeetingOf(list, Two, RosterOf("1", "2", "3", "4"));

        Assert.Equal(
            [AttendanceStatus.Present, AttendanceStatus.Late, AttendanceStatus.Present, AttendanceStatus.Absent],
            new[] { "1", "2", "3", "4" }.Select(student => meeting.Of(Id(student)).Status));
        Assert.Equal(new LessonCount(2, 2, 2, 0, 0, 0), meeting.Of(Id("2")).Count(meeting.Lessons));
    }

    [Fact]
    public void What_was_settled_when_the_list_was_closed_counts_and_not_what_is_settled_now()
    {
        SavedList list = List(First, ("1", 15)) with { Lessons = new SavedLessons(3, null, []) };
        Meeting meeting = MeetingOf(list, Two, Class3);
        Assert.Equal((3, AttendanceStatus.Present), (meeting.Lessons, meeting.Of(Id("1")).Status));
    }

    [Fact]
    public void A_planned_absence_applies_itself_to_who_did_not_come()
    {
        PlannedAbsence[] planned =
        [
            new(Id("2"), new DateOnly(2026, 8, 1), new DateOnly(2026, 8, 5), AttendanceStatus.Excused, "CONAES"),
            new(Id("3"), new DateOnly(2026, 8, 1), new DateOnly(2026, 8, 2), AttendanceStatus.Justified),
            new(Id("1"), new DateOnly(2026, 8, 3), new DateOnly(2026, 8, 3), AttendanceStatus.Justified),
        ];
        ClassSettings settings = Two with { PlannedAbsences = planned };
        SavedList list = List(First, ("1", 0)) with { Lessons = SavedLessons.Of(settings, null, new DateOnly(2026, 8, 3)) };

        Meeting meeting = MeetingOf(SavedList.Parse(list.ToJson().ToArray()), settings, Class3);

        Assert.Equal(AttendanceStatus.Present, meeting.Of(Id("1")).Status);
        Assert.Equal((AttendanceStatus.Excused, "CONAES"), (meeting.Of(Id("2")).Status, meeting.Of(Id("2")).Ground));
        Assert.Equal(AttendanceStatus.Absent, meeting.Of(Id("3")).Status);
    }

    [Fact]
    public void A_mistyped_number_is_moved_to_the_right_student()
    {
        SavedList list = List(First, ("11", 12), ("2", 0));
        Meeting meeting = MeetingOf(list, Two, Class3, new CorrectionChange.Moved(Id("11"), Id("1")));
        Assert.Equal(AttendanceStatus.Late, meeting.Of(Id("1")).Status);
        Assert.DoesNotContain(Id("11"), meeting.Known);
        Term term = Term.Of([meeting], Class3, new TermRule());
        Assert.Equal(["1", "2", "3"], term.Rows.Select(static row => row.Student.ToString()));
        Assert.Equal(4, Term.Of([MeetingOf(list, Two, Class3)], Class3, new TermRule()).Rows.Count);
    }

    [Fact]
    public void Two_ways_to_write_a_number_are_one_student()
    {
        Roster roster = new(Class3.Entries, [new OtherNumber(Id("0001"), Id("1"))]);
        Meeting meeting =
            MeetingOf(List(First, ("0001", 0)), Two, roster, new CorrectionChange.Status(Id("0001"), AttendanceStatus.Late, 1, ""));
        Assert.Equal(new LessonCount(2, 1, 1, 0, 0, 1), meeting.Of(Id("1")).Count(2));
        Assert.Equal(3, Term.Of([meeting], roster, new TermRule()).Rows.Count);
    }

    [Fact]
    public void A_roll_call_that_was_discarded_does_not_count_and_one_that_was_dated_counts_elsewhere()
    {
        SavedList list = List(First, ("1", 0));
        Assert.Empty(Term.Of([MeetingOf(list, Two, Class3, new CorrectionChange.Discarded())], Class3, new TermRule()).Meetings);
        Meeting dated = MeetingOf(list, Two, Class3, new CorrectionChange.Dated(First.AddDays(-2)));
        Assert.Equal(new DateOnly(2026, 8, 1), dated.Day);
    }

    [Fact]
    public void Of_several_corrections_of_one_student_the_last_that_holds_counts_and_undoing_all_restores_the_list() =>
        AnyChange.List[1, 8].Sample(changes =>
        {
            SavedList list = List(First, ("1", 0), ("2", 12));
            Roster roster = RosterOf("1", "2", "3", "4");
            Meeting[] states = [.. Enumerable.Range(0, changes.Count + 1).Select(count =>
                MeetingOf(list, Two, roster, [.. changes.Take(count)]))];
            List<CorrectionChange> undoing = [.. changes];
            for (int back = changes.Count - 1; back >= 0; back--)
            {
                undoing.Add(new CorrectionChange.Undone(back + 1));
                Same(states[back], MeetingOf(list, Two, roster, [.. undoing]), roster);
            }
        });

    [Fact]
    public void Taking_an_undoing_back_makes_the_correction_hold_again()
    {
        CorrectionChange late = new CorrectionChange.Status(Id("1"), AttendanceStatus.Late, null, "");
        Meeting meeting = MeetingOf(
            List(First, ("1", 0)), Two, Class3, late, new CorrectionChange.Undone(1), new CorrectionChange.Undone(2));
        Assert.Equal(AttendanceStatus.Late, meeting.Of(Id("1")).Status);
    }

    [Fact]
    public void Corrections_of_different_students_commute() =>
        Gen.Select(Gen.Enum<AttendanceStatus>(), Gen.Enum<AttendanceStatus>(), Gen.Int[0, 2], Gen.Int[0, 2]).Sample((one, two, n, m) =>
        {
            CorrectionChange first =
                new CorrectionChange.Status(Id("1"), one, n, ""), second = new CorrectionChange.Status(Id("2"), two, m, "");
            SavedList list = List(First, ("1", 0));
            Same(MeetingOf(list, Two, Class3, first, second), MeetingOf(list, Two, Class3, second, first), Class3);
        });

    [Fact]
    public void Three_meetings_missed_in_a_row_are_seen_and_excused_ones_are_none()
    {
        Meeting[] meetings = [.. Enumerable.Range(0, 4).Select(week => MeetingOf(
            List(First.AddDays(7 * week), week == 0 ? [("1", 0), ("2", 0)] : []), Two, Class3,
            week == 2 ? [new CorrectionChange.Status(Id("2"), AttendanceStatus.Excused, null, "")] : []))];
        Term term = Term.Of(meetings, Class3, TermRule.Of(Two));
        Assert.Equal([true, false, true], term.Rows.Select(static row => row.MissedThreeInARow));
        Assert.Equal([true, true, true], term.Rows.Select(static row => row.IsBelow));
        Assert.True(new TermRow(Id("1"), "", true, [], default, 1).WouldFallBelow(2));
        Assert.False(new TermRow(Id("1"), "", true, [], default, 2).WouldFallBelow(2));
    }

    private static void Same(Meeting expected, Meeting actual, Roster roster)
    {
        Assert.Equal((expected.Lessons, expected.IsDiscarded, expected.At), (actual.Lessons, actual.IsDiscarded, actual.At));
        Assert.Equal(roster.Entries.Select(entry => expected.Of(entry.Student)), roster.Entries.Select(entry => actual.Of(entry.Student)));
    }
}
