using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Boards;

/// <summary>The code that students type, from the key to the QR code, against the real rules.</summary>
public sealed class CodeTests
{
    private static readonly ServerAddress First = new("192.168.0.10", 5050);

    [Fact]
    public void A_code_begins_turns_changes_and_ends()
    {
        using ModelBench bench = new();
        RollCallModel roll = bench.Connected().OpenRoll(3030);
        bench.Until(() => roll.CanChangeCode);
        Assert.Null(roll.Code);
        roll.ChangeCode(TimeSpan.FromSeconds(15));
        bench.Until(() => roll.Code is not null);
        string first = roll.Code!.Digits;
        Assert.Equal(6, first.Length);
        Assert.Equal((TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15)), (roll.Code.Period, roll.Code.LeftNow(bench.Clock)));
        Assert.Equal("BADCODE", bench.Server.Arrive(3030, "10").Word);
        bench.Advance(6);
        Assert.Equal(TimeSpan.FromSeconds(9), roll.Code.LeftNow(bench.Clock));
        bench.Advance(9);
        bench.Until(() => roll.Code.Digits != first);
        string second = roll.Code.Digits;

        bench.Until(() => roll.CanChangeCode);
        roll.ChangeCode(TimeSpan.FromSeconds(5));
        bench.Until(() => roll.Code.Period == TimeSpan.FromSeconds(5));
        Assert.NotEqual(second, roll.Code.Digits);

        bench.Until(() => roll.CanChangeCode);
        roll.ChangeCode(TimeSpan.Zero);
        bench.Until(() => roll.Code is null);
        Assert.Equal("REGISTERED", bench.Server.Arrive(3030, "10").Word);
    }

    [Fact]
    public void After_a_lost_connection_the_code_is_there_again_and_without_one_none_can_be_made()
    {
        using ModelBench bench = new();
        RollCallModel roll = bench.Connected().OpenRoll(3030);
        bench.Until(() => roll.CanChangeCode);
        roll.ChangeCode(TimeSpan.FromSeconds(60));
        bench.Until(() => roll.Code is not null);
        string code = roll.Code!.Digits;
        bench.Server.IsUp = false;
        bench.Server.Break();
        bench.Until(() => bench.Link.Phase == LinkPhase.Waiting);
        Assert.False(roll.CanChangeCode);
        bench.Server.IsUp = true;
        int asked = bench.Server.Log.Count(static line => line == "CODE 3030");
        bench.Advance(10);
        bench.Until(() => roll.CanChangeCode && bench.Server.Log.Count(static line => line == "CODE 3030") > asked);
        bench.Settle();
        Assert.Equal(code, roll.Code.Digits);
    }

    [Fact]
    public void A_server_without_codes_is_none_the_worse()
    {
        using ModelBench bench = new();
        bench.Server.Refuses = ("CODE", "ERR");
        RollCallModel roll = bench.Connected().OpenRoll(3030);
        bench.Until(() => bench.Server.Log.Contains("CODE 3030"));
        bench.Settle();
        Assert.Equal((RollCallPhase.Open, null, null), (roll.Phase, roll.Refusal, roll.Code));
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public void The_board_shows_the_code_of_now_with_a_bar_and_a_reader_reads_it_whenever_it_turns(int columns, int rows)
    {
        using ViewBench bench = new(columns, rows);
        RollCallModel roll = Open(bench);
        bench.TypeIntoNextDialog("30");
        bench.Press(new Key('c'));
        bench.Until(() => roll.Code is not null);
        for (int turn = 0; turn < 3; turn++)
        {
            string code = roll.Code!.Digits;
            Assert.Equal($"http://192.168.0.10:5050/3030?c={code}", QrReader.Read(bench.Lines));
            Assert.Matches("█░*  [0-9]+ s", bench.Screen);
            bench.Models.Clock.Advance(roll.Code.LeftNow(bench.Models.Clock));
            bench.Until(() => roll.Code.Digits != code);
        }

        // Somebody comes: the board stays, since the code has to be seen.
        roll.Mark(new HandMark(ModelBench.Student("10"), IsPresent: true));
        bench.Until("3030: 1");
        Assert.Contains("http://192.168.0.10:5050/3030", bench.Screen, StringComparison.Ordinal);
        bench.Press(Key.Esc);
        bench.Until("      1  10");
    }

    [Fact]
    public void The_key_asks_for_the_seconds_and_zero_ends_the_code()
    {
        using ViewBench bench = new();
        RollCallModel roll = Open(bench);
        bench.Models.Server.Arrive(3030, "10");
        bench.Press(new Key('1'));
        bench.Until("      1  10");
        string asked = "", wrong = "";
        bench.AnswerNextDialog(
            static () => new Key('4'),
            static () => Key.Enter,
            () =>
            {
                wrong = bench.DialogScreen;
                return Key.Esc;
            });
        bench.Press(new Key('c'));
        bench.Until(() => wrong.Length > 0);
        Assert.Contains("! 5 to 60 seconds, or 0 for no code.", wrong, StringComparison.Ordinal);
        Assert.Null(roll.Code);

        // Enter alone takes the usual time, and the board comes up with the code.
        bench.AnswerNextDialog(static () => Key.Enter);
        bench.Press(new Key('c'));
        bench.Until(() => roll.Code is not null);
        bench.Until("http://192.168.0.10:5050/3030");
        Assert.Equal(TimeSpan.FromSeconds(15), roll.Code!.Period);
        bench.AnswerNextDialog(
            () =>
            {
                asked = bench.DialogScreen;
                return new Key('0');
            },
            static () => Key.Enter);
        bench.Press(new Key('c'));
        bench.Until(() => roll.Code is null);
        Assert.Contains("A code stands.", asked, StringComparison.Ordinal);
        bench.Until("      1  10");
    }

    private static RollCallModel Open(ViewBench bench)
    {
        TeacherModel model = bench.ShowTeacher(new FixedAddresses(First, First));
        bench.Type("3030");
        bench.Press(Key.Enter);
        bench.Until(() => model.Rolls is [{ Phase: RollCallPhase.Open, CanChangeCode: true }]);
        return model.Rolls[0];
    }
}
