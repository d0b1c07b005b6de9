using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.RollCalls;
using CsCheck;

namespace Chamada.Tests.Screens.RollCalls;

public sealed class AttendanceTableTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 16, 39, 2, TimeSpan.FromHours(-3));

    private readonly AttendanceSheet _sheet = new();
    private readonly AttendanceTable _table;

    public AttendanceTableTests() => _table = new AttendanceTable(_sheet);

    [Fact]
    public void The_last_to_arrive_is_the_first_to_be_seen()
    {
        Arrive("10", "20", "30");
        Assert.Equal(["30", "20", "10"], Shown());
        Assert.Equal([3, 2, 1], _table.Rows.Select(static row => row.Attendee!.Order));
    }

    [Fact]
    public void Who_registers_twice_stands_there_once()
    {
        Arrive("10");
        Assert.False(_sheet.Take(new RecordEntry(ModelBench.Student("10"), Start.AddSeconds(9), Mark.Present)));
        Assert.Equal(Start, _table.Rows.Single().Attendee!.At);
    }

    [Fact]
    public void The_views_part_the_class()
    {
        _sheet.Roster = Roster(("10", "Ana"), ("20", "Bruno"), ("30", "Caio"));
        Arrive("20", "99");
        Assert.Equal((2, 1, 2, 1), (_sheet.Present, _sheet.PresentOnRoster, _sheet.Absent, _sheet.OffRoster));
        Assert.Equal(["99", "20"], Shown());
        _table.View = AttendanceView.Absent;
        Assert.Equal(["10", "30"], Shown());
        _table.View = AttendanceView.OffRoster;
        Assert.Equal(["99"], Shown());
        _table.View = AttendanceView.All;
        Assert.Equal(["99", "20", "10", "30"], Shown());
        Assert.False(_table.Rows[0].OnRoster);
        Assert.Equal("Bruno", _table.Rows[1].Name);
    }

    [Fact]
    public void Without_a_class_list_nobody_is_absent_and_nobody_is_off_the_list()
    {
        Arrive("10");
        Assert.Equal((0, 0), (_sheet.Absent, _sheet.OffRoster));
        Assert.True(_table.Rows.Single().OnRoster);
    }

    [Fact]
    public void Names_are_sorted_as_a_class_list_has_them()
    {
        _sheet.Roster = Roster(("1", "Zulmira"), ("2", "Álvaro"), ("3", "alvim"), ("4", "Çelik"), ("5", ""), ("6", "Ézio"));
        _table.View = AttendanceView.All;
        _table.SortBy(AttendanceColumn.Name);
        Assert.Equal(["2", "3", "4", "6", "1", "5"], Shown());
        _table.SortBy(AttendanceColumn.Name);
        Assert.Equal(["1", "6", "4", "3", "2", "5"], Shown());
    }

    [Fact]
    public void Numbers_are_sorted_by_value_and_leading_zeros_tell_equals_apart()
    {
        Arrive("10", "9", "010", "100", "A1", "2");
        _table.SortBy(AttendanceColumn.Student);
        Assert.Equal(["2", "9", "010", "10", "100", "A1"], Shown());
    }

    [Fact]
    public void Who_is_absent_comes_last_whichever_way_the_times_are_sorted()
    {
        _sheet.Roster = Roster(("10", "Ana"), ("20", "Bruno"), ("30", "Caio"));
        Arrive("30", "10");
        _table.View = AttendanceView.All;
        _table.SortBy(AttendanceColumn.Time);
        Assert.Equal(["10", "30", "20"], Shown());
        _table.SortBy(AttendanceColumn.Time);
        Assert.Equal(["30", "10", "20"], Shown());
    }

    [Theory]
    [InlineData("jose", "2")]
    [InlineData("JOSÉ", "2")]
    [InlineData("araujo", "1,3")]
    [InlineData("042", "2")]
    [InlineData(" ana ", "1")]
    [InlineData("nobody", "")]
    public void Search_knows_no_case_and_no_accents(string search, string orders)
    {
        _sheet.Roster = Roster(("100", "Ana Araújo"), ("042191010", "José Silva"), ("300", "Rui ARAUJO"));
        Arrive("100", "042191010", "300");
        _table.Search = search;
        Assert.Equal(orders, string.Join(',', _table.Rows.Select(static row => row.Attendee!.Order).Order()));
    }

    [Fact]
    public void Who_is_taken_off_is_absent_with_the_reason_and_the_others_move_up()
    {
        _sheet.Roster = Roster(("10", "Ana"), ("20", "Bruno"));
        Arrive("10", "99", "20");
        TakeOff("10", "left");
        TakeOff("99", "not of this class");
        Assert.Equal(["20"], Shown());
        Assert.Equal(1, _table.Rows[0].Attendee!.Order);
        Assert.Equal((1, 1, 0), (_sheet.PresentOnRoster, _sheet.Absent, _sheet.OffRoster));
        _table.View = AttendanceView.Absent;
        Assert.Equal("left", Assert.Single(_table.Rows).Reason);
        _table.View = AttendanceView.All;
        Assert.Equal(["20", "10", "99"], Shown());
        Assert.False(_sheet.Take(new RecordEntry(ModelBench.Student("10"), Start.AddSeconds(9), Mark.Removed)));

        Assert.True(_sheet.Take(new RecordEntry(ModelBench.Student("10"), Start.AddSeconds(9), Mark.Marked, "came back")));
        Assert.Equal((Mark.Marked, 2), (_sheet.Find(ModelBench.Student("10"))!.Mark, _sheet.Find(ModelBench.Student("10"))!.Order));
        Assert.Null(_sheet.RemovalOf(ModelBench.Student("10")));
        Assert.Equal(6, _sheet.Record.Count);
    }

    [Fact]
    public void Whatever_arrives_and_whoever_is_expected_the_counts_and_the_rows_agree() =>
        Gen.Select(Gen.Int[0, 30].Array[0, 40],
            Gen.Select(Gen.Int[0, 30], Gen.Enum<Mark>()).Array[0, 60]).Sample((expected, events) =>
        {
            AttendanceSheet sheet = new() { Roster = new Roster(expected.Select(static n => new RosterEntry(Id(n), $"name {n % 7}"))) };
            AttendanceTable table = new(sheet);
            HashSet<StudentId> roster = [.. expected.Select(Id)], present = [], removed = [];
            foreach ((int n, Mark kind) in events)
            {
                bool changes = !kind.IsDecisive() // It is always news, and changes nobody's presence.
                    || (kind == Mark.Removed ? present.Remove(Id(n)) && removed.Add(Id(n)) : present.Add(Id(n)));
                removed.ExceptWith(present);
                Assert.Equal(changes, sheet.Take(new RecordEntry(Id(n), Start.AddSeconds(n), kind)));
            }

            Assert.Equal(sheet.Arrivals.Select(static (_, i) => i + 1), sheet.Arrivals.Select(static attendee => attendee.Order));
            Assert.Equal(present.Count, sheet.Present);
            Assert.Equal(roster.Intersect(present).Count(), sheet.PresentOnRoster);
            Assert.Equal(roster.Except(present).Count(), sheet.Absent);
            Assert.Equal(roster.Count == 0 ? 0 : present.Except(roster).Count(), sheet.OffRoster);
            foreach (AttendanceColumn column in Enum.GetValues<AttendanceColumn>())
            {
                table.SortBy(column);
                foreach ((AttendanceView view, IEnumerable<StudentId> students) in new[]
                {
                    (AttendanceView.Present, present), (AttendanceView.Absent, roster.Except(present)), (AttendanceView.All,
                        roster.Union(present).Union(removed)),
                    (AttendanceView.OffRoster, roster.Count == 0 ? [] : present.Except(roster)),
                })
                {
                    table.View = view;
                    Assert.Equal(students.ToHashSet(), table.Rows.Select(static row => row.Student).ToHashSet());
                    Assert.Equal(table.Rows.Select(static (_, i) => i), table.Rows.Select(row => table.RowOf(row.Student)));
                }
            }
        });

    private static StudentId Id(int n) => ModelBench.Student($"s{n}");

    private static Roster Roster(params (string Student, string Name)[] entries) =>
        new(entries.Select(static entry => new RosterEntry(ModelBench.Student(entry.Student), entry.Name)));

    private void Arrive(params string[] students)
    {
        foreach (string student in students)
        {
            Assert.True(_sheet.Take(new RecordEntry(ModelBench.Student(student), Start.AddSeconds(_sheet.Present), Mark.Present)));
        }
    }

    private void TakeOff(string student, string reason) =>
        Assert.True(_sheet.Take(new RecordEntry(ModelBench.Student(student), Start.AddSeconds(5), Mark.Removed, reason)));

    private IEnumerable<string> Shown() => _table.Rows.Select(static row => row.Student.ToString());
}
