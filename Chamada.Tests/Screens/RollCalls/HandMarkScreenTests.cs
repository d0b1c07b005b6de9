using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.RollCalls;

/// <summary>Marks by hand and the time limit on the teacher's screen.</summary>
public sealed class HandMarkScreenTests : IDisposable
{
    private readonly ViewBench _bench = new();

    [Fact]
    public void One_key_marks_the_chosen_absentee_present_and_the_table_says_by_whom()
    {
        Open(new RosterEntry(ModelBench.Student("10"), "Ana"), new RosterEntry(ModelBench.Student("20"), "Bruno"));
        _bench.Press(new Key('2'), Key.CursorDown, new Key('+'));
        _bench.Until("10 marked present by you at ");
        _bench.Press(new Key('+'));
        _bench.Until("20 marked present by you at ");
        _bench.Press(new Key('1'));
        Assert.Equal(2, _bench.Lines.Count(static line => line.TrimEnd().EndsWith("teacher", StringComparison.Ordinal)
            && line.Contains("16:39", StringComparison.Ordinal)));
        Assert.Equal(2, _bench.Models.Server.Log.Count(static line => line == "MARK 3030"));
    }

    [Fact]
    public void With_nobody_chosen_a_number_is_asked_for_and_a_wrong_one_is_explained()
    {
        Open(new RosterEntry(ModelBench.Student("042191010"), "Ana"));
        string named = "", wrong = "";
        _bench.AnswerNextDialog(
            static () => new Key('0'), static () => new Key('é'),
            () =>
            {
                wrong = _bench.DialogScreen;
                return Key.Backspace;
            },
            static () => Key.Esc);
        _bench.Press(new Key('+'));
        _bench.Turn();
        Assert.Contains("! Student number: 1 to 32", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("MARK 3030", _bench.Models.Server.Log);

        _bench.AnswerNextDialog([.. " 042191010 ".Select<char, Func<Key>>(static c => () => new Key(c)), () =>
        {
            named = _bench.DialogScreen;
            return Key.Enter;
        }]);
        _bench.Press(new Key('+'));
        _bench.Until("042191010 marked present by you at ");
        Assert.Contains("Ana", named, StringComparison.Ordinal);
    }

    [Fact]
    public void Taking_off_asks_for_a_reason_and_keeps_it()
    {
        TeacherModel model = Open();
        _bench.Models.Server.Arrive(3030, "10");
        _bench.Until("3030: 1");
        _bench.Press(Key.CursorDown);
        _bench.TypeIntoNextDialog("wrong class");
        _bench.Press(new Key('-'));
        _bench.Until("10 taken off at ");
        Assert.Equal(0, model.Rolls[0].Sheet.Present);
        Assert.Equal("wrong class", model.Rolls[0].Sheet.RemovalOf(ModelBench.Student("10"))!.Reason);
        _bench.Press(new Key('3'));
        Assert.Contains(_bench.Lines, static line => line.TrimEnd().EndsWith("taken off", StringComparison.Ordinal));
        _bench.Resize(120, 40);
        _bench.Until("wrong class");
        _bench.Press(Key.CursorDown, new Key('+'));
        _bench.Until("10 marked present by you at ");
    }

    [Fact]
    public void Without_a_connection_marks_wait_on_a_line_and_leaving_asks()
    {
        Open();
        _bench.Models.Server.IsUp = false;
        _bench.Models.Server.Break();
        _bench.Until("No connection to");
        _bench.TypeIntoNextDialog("77");
        _bench.Press(new Key('+'));
        _bench.Until("No connection: 1 mark goes out when the server answers.");
        string asked = "";
        _bench.AnswerNextDialog(() =>
        {
            asked = _bench.DialogScreen;
            return Key.Esc;
        });
        _bench.Press(Key.Q.WithCtrl);
        _bench.Turn();
        Assert.Contains("1 mark by hand in class 3030", asked, StringComparison.Ordinal);
        _bench.Models.Server.IsUp = true;
        _bench.Press(Key.F5);
        _bench.Until("77 marked present by you at ");
    }

    [Fact]
    public void A_time_limit_counts_down_turns_urgent_and_ends_in_the_saved_list()
    {
        _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.Tab);
        _bench.Type("2");
        _bench.Press(Key.Enter);
        _bench.Until("closes in 00:0");
        Assert.DoesNotContain("LAST MINUTE", _bench.Screen, StringComparison.Ordinal);
        _bench.Models.Clock.Advance(TimeSpan.FromSeconds(65));
        Assert.Contains("LAST MINUTE: ", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(new Key('t'));
        _bench.Until("closes in 00:05:");

        // While it cannot hear of it, the screen counts by itself.
        _bench.Models.Server.IsUp = false;
        _bench.Models.Server.Break();
        _bench.Until(() => _bench.Models.Link.Phase == LinkPhase.Waiting);
        _bench.Models.Clock.Advance(TimeSpan.FromMinutes(6));
        _bench.Until("TIME IS OVER");
        _bench.Models.Server.IsUp = true;
        _bench.Models.Link.Wake();
        _bench.Until("Time is over. List saved: ");
        Assert.Contains("CLOSED", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_limit_that_passes_while_the_server_is_away_is_told_and_the_list_follows()
    {
        _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.Tab);
        _bench.Type("2");
        _bench.Press(Key.Enter);
        _bench.Until("closes in 00:0");
        _bench.Models.Server.IsUp = false;
        _bench.Models.Server.Break();
        _bench.Models.Clock.Advance(TimeSpan.FromMinutes(3));
        _bench.Until("TIME IS OVER");
        _bench.Models.Server.IsUp = true;
        _bench.Press(Key.F5);
        _bench.Until("List saved: ");
        Assert.Contains("CLOSED", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_limit_no_key_for_more_time_is_offered()
    {
        Open();
        _bench.Resize(120, 24);
        Assert.DoesNotContain("+5 min", _bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("closes in", _bench.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1441")]
    [InlineData("x")]
    public void Minutes_that_are_none_are_explained_and_open_nothing(string minutes)
    {
        _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.Tab);
        _bench.Type(minutes);
        if (minutes != "x")
        {
            _bench.Press(Key.Enter);
            Assert.DoesNotContain("OPEN 3030", _bench.Models.Server.Log);
        }

        Assert.Contains("! Minutes: 1 to 1440, or empty for no time limit.", _bench.Screen, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private TeacherModel Open(params RosterEntry[] roster)
    {
        TeacherModel model = _bench.ShowTeacher();
        if (roster.Length > 0)
        {
            _bench.Models.Thread.Run(() => model.ChangeAsync(ClassNumber.From(3030), _ => new Roster(roster)));
        }

        _bench.Type("3030");
        _bench.Press(Key.Enter);
        _bench.Until("open since");
        return model;
    }
}
