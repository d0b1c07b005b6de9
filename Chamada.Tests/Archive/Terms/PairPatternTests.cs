using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using static Chamada.Tests.Archive.Terms.TermFixture;

namespace Chamada.Tests.Archive.Terms;

/// <summary>Pairs that are worth a question: found from flags that saved lists hold, and only when it is so in most meetings.</summary>
public sealed class PairPatternTests
{
    [Fact]
    public void A_pair_from_one_device_in_most_meetings_is_found_with_its_days()
    {
        Meeting[] meetings = [.. Enumerable.Range(0, 5).Select(day => Of(day, day == 2
            ? [("1", 0, ""), ("2", 600, "")]
            : [("1", 0, ""), ("2", 1.9, "device 1"), ("3", 30, "")]))];
        PairPattern pair = Assert.Single(PairPattern.Of(meetings, Roster.Empty));
        Assert.Equal((Id("1"), Id("2"), 5), (pair.One, pair.Other, pair.Both));
        Assert.Equal([0, 1, 3, 4], pair.Days.Select(day => day.DayNumber - meetings[0].Day.DayNumber));
    }

    [Theory]
    [InlineData(2.0, 1)]
    [InlineData(2.001, 0)]
    public void Two_seconds_are_the_limit(double seconds, int expected) => Assert.Equal(expected, Count(
        3, _ => [("1", 0, ""), ("2", seconds, "device 1")]));

    [Theory]
    [InlineData(3, 5, 1)]
    [InlineData(3, 6, 0)]
    [InlineData(2, 2, 0)]
    public void It_is_most_of_the_meetings_in_which_both_registered_and_three_at_least(int together, int both, int expected) =>
        Assert.Equal(expected, Count(both, day => [("1", 0, ""), ("2", 1, day < together ? "device 1" : "")]));

    [Fact]
    public void Meetings_in_which_one_of_them_was_away_or_marked_by_hand_do_not_count()
    {
        Meeting[] meetings =
        [
            .. Enumerable.Range(0, 3).Select(static day => Of(day, [("1", 0, ""), ("2", 1, "device 1")])),
            .. Enumerable.Range(3, 9).Select(static day => Of(day, [("1", 0, "")])),
        ];
        Assert.Equal(3, Assert.Single(PairPattern.Of(meetings, Roster.Empty)).Both);
    }

    [Fact]
    public void Of_three_on_one_device_each_two_are_a_pair() => Assert.Equal(3, Count(
        4, static _ => [("1", 0, ""), ("2", 1, "device 1"), ("3", 1.5, "device 2")]));

    [Fact]
    public void An_address_of_two_or_three_counts_and_that_of_a_whole_room_does_not()
    {
        Assert.Equal(1, Count(4, static _ => [("1", 0, ""), ("2", 1, "address 1")]));
        Assert.Equal(0, Count(4, static _ =>
            [("1", 0, ""), ("2", 1, "address 1"), ("3", 1.2, "address 2"), ("4", 1.4, "address 3")]));
    }

    [Fact]
    public void Without_a_flag_nothing_is_found_however_close_they_are() =>
        Assert.Equal(0, Count(9, static _ => [("1", 0, ""), ("2", 0.1, "unlisted"), ("3", 0.2, "")]));

    [Fact]
    public void Two_ways_to_write_a_number_are_one_student_and_a_discarded_meeting_is_none()
    {
        Roster roster = new([new RosterEntry(Id("01"), "Ana"), new RosterEntry(Id("2"), "Bruno")], [new OtherNumber(Id("1"), Id("01"))]);
        Meeting[] meetings =
        [
            Of(0, [("1", 0, ""), ("2", 1, "device 1")], roster), Of(1, [("2", 0, ""), ("01", 1, "device 2")], roster),
            Of(2, [("1", 0, ""), ("2", 1, "device 1")], roster),
        ];
        Assert.Equal((Id("01"), Id("2")), Assert.Single(PairPattern.Of(meetings, roster)) is var pair ? (pair.One, pair.Other) : default);
        meetings[2] = MeetingOf(List(meetings[2]), ClassSettings.Default, roster, new CorrectionChange.Discarded());
        Assert.Empty(PairPattern.Of(meetings, roster));

        static SavedList List(Meeting meeting) => ListOf(0, [("1", 0, ""), ("2", 1, "device 1")]) with { OpenedAt = meeting.At };
    }

    private static int Count(int days, Func<int, (string Student, double Seconds, string Flag)[]> who) =>
        PairPattern.Of(Enumerable.Range(0, days).Select(day => Of(day, who(day))), Roster.Empty).Count;

    private static Meeting Of(int day, (string Student, double Seconds, string Flag)[] who, Roster? roster = null) =>
        MeetingOf(ListOf(day, who), ClassSettings.Default, roster ?? Roster.Empty);

    private static SavedList ListOf(int day, (string Student, double Seconds, string Flag)[] who)
    {
        DateTimeOffset opened = First.AddDays(day);
        AttendanceSheet sheet = new();
        sheet.Reset(
        [
            .. who.SelectMany(one => (RecordEntry[])
            [
                new RecordEntry(Id(one.Student), opened.AddSeconds(60 + one.Seconds), Mark.Present, ""),
                .. one.Flag.Length == 0
                    ? (RecordEntry[])[]
                    : [new RecordEntry(Id(one.Student), opened.AddSeconds(60 + one.Seconds), Mark.Flagged, one.Flag)],
            ]),
        ]);
        return SavedList.From(sheet, Class, opened, opened.AddHours(1), new ServerAddress("h", 1));
    }
}
