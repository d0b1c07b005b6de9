using Chamada.Core.Archive.Rosters;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.RollCalls;

/// <summary>Who is not on the class list is never one of "so many of so many", wherever it is counted.</summary>
public sealed class StrangerCountTests
{
    private static readonly Roster Two = new(
        [new RosterEntry(ModelBench.Student("10"), "Ana"), new RosterEntry(ModelBench.Student("11"), "Bia")]);

    [Fact]
    public void They_are_counted_apart_on_the_tab_in_the_question_and_on_the_start_screen()
    {
        using ViewBench bench = new();
        TeacherModel teacher = Open(bench);
        bench.Until("3030: 1/2");
        bench.Until("1 Present 1+2");
        bench.Until("3 All 2+2");
        string question = "";
        bench.AnswerNextDialog(() =>
        {
            question = bench.DialogScreen;
            return Key.Esc;
        });
        bench.Press(Key.F8);
        bench.Until(() => question.Length > 0);
        Assert.Contains("1 of 2 present, 1 absent, and 2 not on the list", question, StringComparison.Ordinal);
        bench.Press(Key.Esc);
        bench.Until("1/2 +2");
        Assert.Equal((1, 2, 2), Counts(teacher));
    }

    [Fact]
    public void Also_in_a_roll_call_that_goes_on_and_is_not_on_screen()
    {
        using ViewBench bench = new();
        Open(bench);
        TeacherModel again = new(bench.Models.NewLink(), bench.Models.Folder, bench.Models.Thread);
        again.Start();
        again.Link.Start();
        bench.Until(() => Counts(again) == (1, 2, 2));
        bench.Models.Server.Arrive(3030, "11");
        again.Link.Wake();
        bench.Until(() => Counts(again) == (2, 2, 2));
    }

    private static TeacherModel Open(ViewBench bench)
    {
        TeacherModel teacher = bench.ShowTeacher();
        bench.Models.Thread.Run(() => teacher.ChangeAsync(ModelBench.Class(3030), _ => Two));
        bench.Until(() => bench.Models.Folder.Rosters.Read(ModelBench.Class(3030)).Value?.Roster.Count == 2);
        teacher.Open(ModelBench.Class(3030));
        bench.Until("Class 3030   open since");
        foreach (string student in (string[])["10", "98", "99"])
        {
            bench.Models.Server.Arrive(3030, student);
        }

        bench.Until(() => teacher.Rolls[0].Sheet.Present == 3);
        return teacher;
    }

    private static (int Present, int OffRoster, int Listed) Counts(TeacherModel teacher) =>
        teacher.Classes is [var line] ? (line.Present, line.OffRoster, line.RosterCount) : default;
}
