using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Screens.Walls;

namespace Chamada.Tests.Screens.Walls;

/// <summary>The wall, the calling of missing names and the undoing of marks, against the real rules.</summary>
public sealed class WallModelTests : IDisposable
{
    private readonly ModelBench _bench = new();

    [Fact]
    public void Everybody_of_the_list_stands_in_its_order_and_then_who_is_not_on_it()
    {
        RollCallModel roll = Open(3);
        _bench.Server.Arrive(3030, "999");
        _bench.Server.Arrive(3030, "n2");
        _bench.Until(() => roll.Sheet.Present == 2);
        WallModel wall = new(roll);
        Assert.Equal(
            [("n1", WallState.Absent), ("n2", WallState.Present), ("n3", WallState.Absent), ("999", WallState.Present)],
            wall.Entries.Select(static entry => (entry.Student.ToString(), entry.State)));
        roll.Mark(new HandMark(ModelBench.Student("999"), IsPresent: false, "who is that"));
        _bench.Until(() => roll.Sheet.Present == 1);
        Assert.Equal(WallState.TakenOff, wall.Entries[3].State);
    }

    [Theory]
    [InlineData(40, 3, 18, 3, 14, 1)]
    [InlineData(10, 3, 18, 1, 10, 1)]
    [InlineData(300, 3, 18, 3, 18, 6)]
    [InlineData(300, 4, 35, 4, 35, 3)]
    [InlineData(0, 3, 18, 1, 1, 1)]
    public void As_few_columns_as_show_everybody_or_pages(int names, int columns, int rows, int usedColumns, int usedRows, int pages)
    {
        WallModel wall = new(Open(names));
        wall.Fit(columns, rows);
        Assert.Equal((usedColumns, usedRows, pages), (wall.Columns, wall.Rows, wall.Pages));
        HashSet<int> seen = [];
        for (int page = 0; page < pages; page++)
        {
            Assert.Equal(page, wall.Page);
            seen.UnionWith(
                from column in Enumerable.Range(0, columns)
                from row in Enumerable.Range(0, rows)
                where wall.At(column, row) is not null
                select wall.At(column, row)!.Value);
            wall.MovePages(1);
        }

        Assert.Equal(names, seen.Count);
    }

    [Fact]
    public void Arrows_go_down_and_across_and_stay_on_the_wall()
    {
        WallModel wall = new(Open(10));
        wall.Fit(2, 5);
        wall.Move(-1);
        Assert.Equal(0, wall.Chosen);
        wall.Move(2);
        wall.Move(0, 1);
        Assert.Equal(7, wall.Chosen);
        wall.Move(0, 1);
        Assert.Equal(9, wall.Chosen);
        wall.Choose(int.MaxValue);
        Assert.Equal("n10", wall.ChosenEntry!.Value.Student.ToString());
    }

    [Fact]
    public void One_key_a_name_marks_and_goes_on_and_who_is_here_is_only_passed()
    {
        RollCallModel roll = Open(4);
        _bench.Server.Arrive(3030, "n2");
        _bench.Until(() => roll.Sheet.Present == 1);
        WallModel wall = new(roll);
        Assert.True(wall.MarkChosen());
        Assert.False(wall.MarkChosen());
        wall.Move(1); // n3 does not answer.
        Assert.True(wall.MarkChosen());
        _bench.Until(() => roll.Sheet.Present == 3);
        Assert.Equal(["n2", "n1", "n4"], roll.Sheet.Arrivals.Select(static attendee => attendee.Student.ToString()));
    }

    [Fact]
    public void Who_is_chosen_stays_chosen_while_others_come()
    {
        RollCallModel roll = Open(3);
        WallModel wall = new(roll);
        _bench.Server.Arrive(3030, "a");
        _bench.Server.Arrive(3030, "b");
        _bench.Until(() => wall.Entries.Count == 5);
        wall.Choose(4);
        Assert.Equal("b", wall.ChosenEntry!.Value.Student.ToString());
        roll.Mark(new HandMark(ModelBench.Student("a"), IsPresent: false, "wrong room"));
        _bench.Until(() => roll.Sheet.Present == 1);
        Assert.Equal("b", wall.ChosenEntry!.Value.Student.ToString());
    }

    [Fact]
    public void The_last_mark_is_undone_and_the_record_has_both()
    {
        RollCallModel roll = Open(3);
        WallModel wall = new(roll);
        wall.MarkChosen();
        wall.MarkChosen();
        _bench.Until(() => roll.Sheet.Present == 2);
        Assert.Equal("n2", roll.Undo("mark undone")!.Student.ToString());
        _bench.Until(() => roll.Sheet.Present == 1);
        Assert.Equal("n1", roll.Undo("mark undone")!.Student.ToString());
        _bench.Until(() => roll.Sheet.Present == 0);
        Assert.False(roll.CanUndo);
        Assert.Null(roll.Undo("mark undone"));
        Assert.Equal(
            [("n1", Mark.Marked, ""), ("n2", Mark.Marked, ""), ("n2", Mark.Removed, "mark undone"), ("n1", Mark.Removed, "mark undone")],
            roll.Sheet.Record.Select(static entry => (entry.Student.ToString(), entry.Mark, entry.Reason)));
    }

    [Fact]
    public void Undoing_a_removal_brings_the_student_back()
    {
        RollCallModel roll = Open(1);
        _bench.Server.Arrive(3030, "n1");
        roll.Mark(new HandMark(ModelBench.Student("n1"), IsPresent: false, "not in the room"));
        _bench.Until(() => roll.Sheet.Record.Count == 2);
        roll.Undo("mark undone");
        _bench.Until(() => roll.Sheet.Present == 1);
        Assert.Equal((Mark.Marked, "mark undone"), (roll.Sheet.Record[^1].Mark, roll.Sheet.Record[^1].Reason));
    }

    [Fact]
    public void A_mark_that_changed_nothing_takes_nothing_back()
    {
        RollCallModel roll = Open(2);
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        _bench.Server.Arrive(3030, "n1");
        roll.Mark(new HandMark(ModelBench.Student("n1"), IsPresent: true));
        roll.Undo("mark undone");
        Assert.Equal(2, roll.MarksWaiting);
        _bench.Server.IsUp = true;
        _bench.Advance(10);
        _bench.Until(() => roll.MarksWaiting == 0 && roll.Sheet.Present == 1);
        Assert.Equal(Mark.Present, Assert.Single(roll.Sheet.Record).Mark);
        roll.Mark(new HandMark(ModelBench.Student("n1"), IsPresent: true));
        _bench.Until(() => roll.LastAnswer is MarkAnswer { Word: "ALREADY" });
        Assert.False(roll.CanUndo);
    }

    [Fact]
    public void Missing_names_are_called_one_after_the_other_and_who_comes_meanwhile_is_not()
    {
        RollCallModel roll = Open(5);
        _bench.Server.Arrive(3030, "n1");
        _bench.Until(() => roll.Sheet.Present == 1);
        CallModel call = new(roll);
        Assert.Equal(("n2", 4, 3), (Name(call), call.Missing, call.Left));
        call.IsHere();
        _bench.Until(() => roll.Sheet.Present == 2);
        Assert.Equal("n3", Name(call));
        _bench.Server.Arrive(3030, "n4");
        _bench.Until(() => roll.Sheet.Present == 3);
        call.Next();
        Assert.Equal(("n5", 2, 0), (Name(call), call.Missing, call.Left));
        call.Previous();
        Assert.Equal("n3", Name(call));
        call.Previous();
        Assert.Equal("n3", Name(call));
        call.Next();
        call.Next();
        Assert.True(call is { IsOver: true, Called: null });
        call.IsHere();
        call.Previous();
        Assert.Equal("n5", Name(call));
    }

    [Fact]
    public void Who_registers_while_he_is_called_is_shown_as_here_and_not_marked_again()
    {
        RollCallModel roll = Open(2);
        CallModel call = new(roll);
        _bench.Server.Arrive(3030, "n1");
        _bench.Until(() => call.HasCome);
        call.IsHere();
        _bench.Settle();
        Assert.Equal("n2", Name(call));
        Assert.DoesNotContain("MARK 3030", _bench.Server.Log);
    }

    [Fact]
    public void Without_a_list_there_is_nobody_to_call() =>
        Assert.True(new CallModel(Open(0)) is { IsOver: true, Called: null, Missing: 0 });

    public void Dispose() => _bench.Dispose();

    private static string Name(CallModel call) => call.Called!.Student.ToString();

    private RollCallModel Open(int names) => _bench.Connected().OpenRoll(
        3030, new Roster([.. Enumerable.Range(1, names).Select(static i => new RosterEntry(ModelBench.Student($"n{i}"), $"Name {i}"))]));
}
