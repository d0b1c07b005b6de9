using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.RollCalls;

/// <summary>Whatever stands on the teacher's screen: what the teacher does is answered there, and the way out stays.</summary>
public sealed class AnswerTests
{
    private const string Phone = "00112233445566778899aabbccddeeff";

    public enum Standing
    {
        Flag,
        FlagBehindBoard,
        NoFolder,
        Minutes,
    }

    public static TheoryData<string, Standing> Cases => new(
        from language in (string[])["pt-BR", "en"]
        from standing in Enum.GetValues<Standing>()
        select (language, standing));

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_the_teacher_does_is_answered_whatever_else_stands_there_and_that_comes_back(string language, Standing standing)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        RollCallModel roll = Open(bench, standing);
        ScreenStrings s = bench.Look.Strings;
        string before = Line(bench);
        Assert.NotEqual("", before);

        bench.TypeIntoNextDialog("9");
        bench.Press(new Key('h'));
        Answered(s.Checks.Heads(9, 2, bench.Models.Clock.GetUtcNow())[..9]);

        roll.Mark(new HandMark(ModelBench.Student("30"), IsPresent: true));
        Answered(s.MarkedPresent("30", default)[..7]);
        roll.Mark(new HandMark(ModelBench.Student("30"), IsPresent: true));
        Answered(s.MarkedAlready("30", default)[..9]);
        roll.Mark(new HandMark(ModelBench.Student("30"), IsPresent: false, "gone"));
        Answered(s.TakenOff("30", default)[..6]);
        bench.Models.Server.Refuses = ("MARK", "UNAVAILABLE");
        roll.Mark(new HandMark(ModelBench.Student("30"), IsPresent: true));
        Answered(s.Unavailable);

        void Answered(string said)
        {
            bench.Until(() => Line(bench).Contains(said, StringComparison.Ordinal));
            Assert.Contains("Ctrl+Q", bench.Screen.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
            bench.Models.Clock.Advance(TeacherAnswer.Stands);
            bench.Until(() => Line(bench) == before || (roll.Refusal is not null && standing != Standing.NoFolder)
                || standing == Standing.Minutes);
        }
    }

    [Theory]
    [InlineData("pt-BR", 80)]
    [InlineData("pt-BR", 120)]
    [InlineData("en", 80)]
    [InlineData("en", 120)]
    public void Offline_the_way_out_and_the_way_back_are_both_on_the_bottom_line(string language, int columns)
    {
        using ViewBench bench = new(columns, language: LanguageChoice.Parse(language)!.Value);
        RollCallModel roll = Open(bench, Standing.Flag);
        bench.Models.Server.IsUp = false;
        bench.Models.Server.Break();
        bench.Until(() => bench.Models.Link.Phase == LinkPhase.Waiting);
        AssertKeys();
        roll.CountHeads(2);
        bench.Until(bench.Look.Strings.MarksWait(1));
        AssertKeys();
        roll.Mark(new HandMark(ModelBench.Student("30"), IsPresent: true));
        bench.Until(bench.Look.Strings.MarksWait(2));
        AssertKeys();
        bench.Models.Server.IsUp = true;
        bench.Press(Key.F5);
        bench.Until(() => roll.MarksWaiting == 0);

        void AssertKeys()
        {
            string keys = bench.Screen.TrimEnd().Split('\n')[^1];
            Assert.Contains("Ctrl+Q", keys, StringComparison.Ordinal);
            Assert.Contains("F5", keys, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void On_the_narrowest_screen_the_way_out_stays()
    {
        using ViewBench bench = new(60, 15, Language.Portuguese);
        Open(bench, Standing.Flag);
        Assert.Contains("Ctrl+Q", bench.Screen.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_mark_the_reason_of_the_chosen_row_can_be_read_again()
    {
        using ViewBench bench = new();
        RollCallModel roll = Open(bench, Standing.NoFolder);
        roll.Retry();
        roll.Mark(new HandMark(ModelBench.Student("20"), IsPresent: false, "went home"));
        bench.Until("20 taken off");
        bench.Models.Clock.Advance(TeacherAnswer.Stands);
        bench.Press(new Key('3'), Key.CursorDown, Key.CursorDown);
        bench.Until("20 · Reason: went home");
    }

    private static string Line(ViewBench bench) => bench.Screen.TrimEnd().Split('\n')[^2].Trim();

    private static RollCallModel Open(ViewBench bench, Standing standing)
    {
        TeacherModel teacher = bench.ShowTeacher();
        Roster roster = new(
        [
            new(ModelBench.Student("10"), "Ana"), new(ModelBench.Student("20"), "Bruno"), new(ModelBench.Student("30"), "Caio"),
        ]);
        bench.Models.Thread.Run(() => teacher.ChangeAsync(ModelBench.Class(3030), _ => roster));
        bench.Type("3030");
        bench.Press(Key.Enter);
        bench.Until(() => teacher.Rolls is [{ Phase: RollCallPhase.Open }] && bench.Models.Server.Log.Contains("ROSTER 3030"));
        RollCallModel roll = teacher.Rolls[0];
        bool isFlagged = standing is Standing.Flag or Standing.FlagBehindBoard;
        bench.Models.Server.Arrive(3030, "10", new PresentOptions { Device = Phone });
        bench.Models.Server.Arrive(3030, "20", new PresentOptions { Device = isFlagged ? Phone : new string('1', 32) });
        bench.Until(() => roll.Sheet.Present == 2 && roll.Sheet.ToSettle.Count == (isFlagged ? 1 : 0));
        switch (standing)
        {
            case Standing.FlagBehindBoard:
                bench.Press(new Key('b'));
                break;
            case Standing.Minutes:
                roll.PassOverLimit();
                bench.Until(() => Line(bench).Length > 0);
                break;
            case Standing.NoFolder:
                string notes = Path.Combine(bench.Models.Folder.Path, "notes");
                File.WriteAllText(notes, ""); // A file where the folder of notes is to be.
                roll.Keep(ModelBench.Student("10"));
                bench.Until(() => roll.FolderError is not null);
                File.Delete(notes);
                break;
        }

        return roll;
    }
}
