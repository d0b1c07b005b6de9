using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tests.Screens.RollCalls;

/// <summary>What the teacher does by hand: marks, removals, time.</summary>
public sealed class HandMarkTests : IDisposable
{
    private static readonly StudentId Ten = ModelBench.Student("10"), Twenty = ModelBench.Student("20");

    private readonly ModelBench _bench = new();

    [Fact]
    public void Marks_and_removals_stand_in_the_saved_list_with_who_when_and_why()
    {
        RollCallModel model =
            _bench.Connected().OpenRoll(3030, new Roster([new RosterEntry(Ten, "Ana"), new RosterEntry(Twenty, "Bruno")]));
        _bench.Server.Arrive(3030, "20");
        _bench.Advance(1);
        model.Mark(new HandMark(Ten, IsPresent: true, "no phone"));
        _bench.Until(() => model.LastAnswer is not null);
        Assert.Equal("REGISTERED", Assert.IsType<MarkAnswer>(model.LastAnswer).Word);
        _bench.Advance(1);
        model.Mark(new HandMark(Twenty, IsPresent: false, "not in the room"));
        _bench.Until(() => model.Sheet.Present == 1);
        model.Close();
        _bench.Until(() => model.Received);

        Assert.True(SavedListFolder.Read(model.SavedFile!).Try(out SavedList? saved, out _));
        SavedAttendance only = Assert.Single(saved.Students);
        Assert.Equal((Ten, Mark.Marked, "no phone"), (only.Student, only.Mark, only.Reason));
        Assert.Equal(model.OpenedAt!.Value.AddSeconds(1), only.At);
        Assert.Equal([Twenty], saved.Absent!);
        Assert.Equal(
            [(Twenty, Mark.Present, ""), (Ten, Mark.Marked, "no phone"), (Twenty, Mark.Removed, "not in the room")],
            saved.Record.Select(static entry => (entry.Student, entry.Mark, entry.Reason)));

        PastRollCall read = new(saved, Roster.Empty);
        Assert.Equal(Mark.Marked, read.Sheet.Find(Ten)!.Mark);
        Assert.Equal("not in the room", read.Sheet.RemovalOf(Twenty)!.Reason);
    }

    [Fact]
    public void A_list_where_students_did_nothing_but_register_carries_its_record_and_the_chain_over_it()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.Arrive(3030, "20");
        model.Close();
        _bench.Until(() => model.Received);
        SavedList saved = model.ToSavedList();
        Assert.Equal([StudentId.From("20")], saved.Record.Select(static entry => entry.Student));
        Assert.Single(saved.Chain!.Heads);
    }

    [Fact]
    public void A_mark_waits_for_the_server_and_one_whose_answer_is_lost_is_sent_again()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        model.Mark(new HandMark(Ten, IsPresent: true));
        model.Mark(new HandMark(Twenty, IsPresent: true));
        _bench.Settle();
        Assert.Equal(2, model.MarksWaiting);
        Assert.Equal(0, model.Sheet.Present);

        _bench.Server.IsUp = true;
        _bench.Server.LosesAnswerOf = "MARK";
        _bench.Advance(10);
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        Assert.Equal(2, model.MarksWaiting);
        _bench.Advance(10);
        _bench.Until(() => model.MarksWaiting == 0 && model.Sheet.Present == 2);
        Assert.Equal(3, _bench.Server.Log.Count(static line => line == "MARK 3030"));
        Assert.All(model.Sheet.Arrivals, static attendee => Assert.Equal(Mark.Marked, attendee.Mark));
    }

    [Fact]
    public void A_mark_that_is_refused_is_told_and_the_next_one_takes_the_line_away()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.Refuses = ("MARK", "UNAVAILABLE");
        model.Mark(new HandMark(Ten, IsPresent: true));
        _bench.Until(() => model.Refusal is not null);
        Assert.Equal((0, RollCallPhase.Open), (model.MarksWaiting, model.Phase));
        _bench.Server.Refuses = null;
        model.Mark(new HandMark(Ten, IsPresent: true));
        _bench.Until(() => model.Sheet.Present == 1);
        Assert.Null(model.Refusal);
    }

    [Fact]
    public void Marks_go_out_before_the_roll_call_is_closed()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        model.Mark(new HandMark(Ten, IsPresent: true));
        model.Close();
        _bench.Server.IsUp = true;
        _bench.Advance(10);
        _bench.Until(() => model.Received);
        Assert.Equal(Ten, Assert.Single(model.Sheet.Arrivals).Student);
    }

    [Fact]
    public void A_time_limit_is_asked_for_and_can_be_extended()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030, limit: TimeSpan.FromMinutes(10));
        _bench.Until(() => model.ClosesAt is not null);
        Assert.Equal(model.OpenedAt!.Value.AddMinutes(10), model.ClosesAt);
        model.Extend();
        _bench.Until(() => model.ClosesAt == model.OpenedAt.Value.AddMinutes(15));
        Assert.Equal(1, _bench.Server.Log.Count(static line => line == "EXTEND 3030"));
    }

    [Fact]
    public void Asking_for_more_time_is_never_repeated_by_itself()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030, limit: TimeSpan.FromMinutes(10));
        _bench.Until(() => model.CanExtend);
        _bench.Server.LosesAnswerOf = "EXTEND";
        model.Extend();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        Assert.False(model.CanExtend);
        _bench.Advance(10);
        _bench.Until(() => model.CanExtend);
        Assert.Equal(model.OpenedAt!.Value.AddMinutes(15), model.ClosesAt);
        Assert.Equal(1, _bench.Server.Log.Count(static line => line == "EXTEND 3030"));
    }

    [Fact]
    public void Without_a_time_limit_there_is_nothing_to_extend()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        Assert.False(model.CanExtend);
        model.Extend();
        _bench.Settle();
        Assert.DoesNotContain("EXTEND 3030", _bench.Server.Log);
    }

    [Fact]
    public void When_the_time_is_over_the_list_is_fetched_and_saved_by_itself()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030, limit: TimeSpan.FromMinutes(1));
        _bench.Server.Arrive(3030, "10");
        _bench.Advance(60);
        _bench.Server.CloseElsewhere(3030);
        _bench.Until(() => model.Received);
        Assert.True(model.IsTimeUp);
        Assert.NotNull(model.SavedFile);
    }

    [Fact]
    public void A_time_that_is_over_while_the_connection_is_lost_ends_in_a_saved_list_too()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030, limit: TimeSpan.FromMinutes(1));
        _bench.Server.Arrive(3030, "10");
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        _bench.Server.CloseElsewhere(3030);
        _bench.Server.IsUp = true;
        _bench.Advance(60);
        _bench.Until(() => model.Received);
        Assert.Single(model.Sheet.Arrivals);
    }

    [Fact]
    public void Time_is_measured_by_the_servers_clock()
    {
        _bench.Server.Ahead = TimeSpan.FromMinutes(-7);
        RollCallModel model = _bench.Connected().OpenRoll(3030, limit: TimeSpan.FromMinutes(10));
        _bench.Until(() => model.ClosesAt is not null);
        Assert.Equal(TimeSpan.FromMinutes(10), model.ClosesAt!.Value - (_bench.Clock.GetUtcNow() + model.ServerAhead));
    }

    public void Dispose() => _bench.Dispose();
}
