using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using CsCheck;

namespace Chamada.Tests.Archive.Terms;

/// <summary>The term's arithmetic against a model that is too simple to be wrong: a list of lessons, each with a letter.</summary>
public sealed class LessonCountTests
{
    private static readonly Gen<Attended> AnyAttended = Gen.Select(
        Gen.Enum<AttendanceStatus>(), Gen.Int[-1, 8]).Select(static (status, missed) => new Attended(status, missed < 0 ? null : missed));

    [Fact]
    public void A_term_is_the_sum_of_its_lessons_one_by_one() =>
        Gen.Select(Gen.Select(AnyAttended, Gen.Int[0, 6]).List[0, 60], Gen.Int[0, 1000], Gen.Int[0, 400])
            .Sample((meetings, minimum, planned) =>
        {
            string lessons = string.Concat(meetings.Select(static meeting => LettersOf(meeting.Item1, meeting.Item2)));
            LessonCount total = meetings.Aggregate(
                default(LessonCount), static (sum, meeting) => sum + meeting.Item1.Count(meeting.Item2));

            Assert.Equal(lessons.Length, total.Lessons);
            Assert.Equal(lessons.Count(static c => c is 'P' or 'L'), total.Present);
            Assert.Equal(lessons.Count(static c => c == 'L'), total.Late);
            Assert.Equal(lessons.Count(static c => c == 'J'), total.Justified);
            Assert.Equal(lessons.Count(static c => c == 'E'), total.Excused);
            Assert.Equal(lessons.Count(static c => c == 'A'), total.Absent);
            Assert.Equal(lessons.Count(static c => c is 'A' or 'J'), total.Absences);
            Assert.Equal(total.Lessons, total.Present + total.Justified + total.Excused + total.Absent);

            // How many more may be missed, by trying: each lesson more is allowed while enough are attended of the whole.
            int of = planned == 0 ? lessons.Length : planned;
            int may = 0;
            while (may < of && (of - may - 1) * 1000L >= (long)minimum * of)
            {
                may++;
            }

            Assert.Equal(may - total.Absences, LessonCount.Left(minimum / 10m, of, total.Absences));
        });

    [Theory]
    [InlineData(40, 8, 80.0, 75, null, 2)]
    [InlineData(40, 8, 80.0, 75, 60, 7)]
    [InlineData(40, 8, 80.0, 75, 20, -3)] // Fewer lessons planned than held.
    [InlineData(40, 8, 80.0, 0, null, 32)]
    [InlineData(40, 8, 80.0, 100, null, -8)]
    [InlineData(10, 0, 100.0, 70, null, 3)] // As a binary fraction 0.3 of 10 is less than 3.
    [InlineData(3, 1, 66.7, 75, null, -1)]
    [InlineData(8, 1, 87.5, 75, null, 1)]
    [InlineData(16, 11, 31.3, 75, null, -7)] // 31.25: halves go up.
    [InlineData(0, 0, 100.0, 75, null, 0)]
    public void The_contract_s_formulas_hold(int lessons, int absences, double percent, int minimum, int? planned, int left)
    {
        LessonCount count = new(lessons, lessons - absences, 0, 0, 0, absences);
        Assert.Equal((decimal)percent, count.Percent);
        Assert.Equal(left, LessonCount.Left(minimum, planned ?? lessons, absences));
    }

    [Fact]
    public void A_minimum_is_from_0_to_100()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => LessonCount.Left(101, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LessonCount.Left(-1, 1, 0));
    }

    [Fact]
    public void The_order_in_which_meetings_come_changes_nothing() =>
        Gen.Select(Gen.Int[0, 2].Array[1, 12], Gen.Int[0, 100]).Sample((present, seed) =>
        {
            Roster roster = TermFixture.RosterOf("1", "2", "3");
            Meeting[] meetings =
            [
                .. present.Select((who, week) => TermFixture.MeetingOf(
                    TermFixture.List(TermFixture.First.AddDays(7 * week), ($"{who + 1}", 0)), ClassSettings.Default, roster)),
            ];
            Meeting[] shuffled = [.. meetings];
            new Random(seed).Shuffle(shuffled);

            Term one = Term.Of(meetings, roster, new TermRule()), other = Term.Of(shuffled, roster, new TermRule());
            Assert.Equal(one.Rows.Select(static row => (row.Student, row.Total)),
                other.Rows.Select(static row => (row.Student, row.Total)));
            Assert.Equal(one.Rows.SelectMany(static row => row.Cells), other.Rows.SelectMany(static row => row.Cells));
        });

    private static string LettersOf(Attended attended, int lessons)
    {
        bool isThere = attended.Status is AttendanceStatus.Present or AttendanceStatus.Late;
        int missed = Math.Min(lessons, attended.Missed ?? (isThere ? 0 : lessons));
        char there = attended.Status == AttendanceStatus.Late ? 'L' : 'P';
        char away = attended.Status switch { AttendanceStatus.Justified => 'J', AttendanceStatus.Excused => 'E', _ => 'A' };
        return new string(away, missed) + new string(there, lessons - missed);
    }
}
