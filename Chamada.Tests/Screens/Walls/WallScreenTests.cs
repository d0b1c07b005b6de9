using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Walls;

/// <summary>The wall and the calling of names on the screen.</summary>
public sealed class WallScreenTests
{
    private static readonly string[] Names = ["Ana Beatriz Araújo", "Caio Lima", "Daniela Souza", "Érica Nogueira"];

    [Fact]
    public void Space_marks_u_undoes_and_the_state_is_a_sign_and_a_word()
    {
        using ViewBench bench = new();
        RollCallModel roll = Open(bench, Names);
        bench.Press(new Key('m'));
        bench.Until("0 here, 4 missing");
        Assert.Contains("▸○ absent n1  Ana Beatriz Araújo", bench.Screen, StringComparison.Ordinal);
        bench.Press(Key.Space, Key.CursorDown, Key.Space);
        bench.Until("2 here, 2 missing");
        Assert.Contains(" ● here   n1  Ana Beatriz Araújo", bench.Screen, StringComparison.Ordinal);
        Assert.Contains(" ○ absent n2  Caio Lima", bench.Screen, StringComparison.Ordinal);
        Assert.Contains(" ● here   n3  Daniela Souza", bench.Screen, StringComparison.Ordinal);
        bench.Press(new Key('u'));
        bench.Until("1 here, 3 missing");
        Assert.Contains("▸× off    n3  Daniela Souza", bench.Screen, StringComparison.Ordinal);
        bench.Press(new Key('u'));
        bench.Until("0 here, 4 missing");
        bench.Press(new Key('u'));
        bench.Until("! There is no mark of yours to undo.");
        Assert.Equal(4, roll.Sheet.Record.Count);
        bench.Press(Key.Esc);
        bench.Until("F8 Close");
    }

    [Fact]
    public void Space_on_who_is_here_says_so_and_minus_takes_off_with_a_reason()
    {
        using ViewBench bench = new();
        RollCallModel roll = Open(bench, Names);
        bench.Models.Server.Arrive(3030, "n1");
        bench.Until("3030: 1/4");
        bench.Press(new Key('m'), Key.Space);
        bench.Until("! n1 is here already; - takes off.");
        bench.Press(new Key('-'));
        bench.Until("! Only who is present can be taken off.");
        bench.TypeIntoNextDialog("asleep");
        bench.Press(Key.CursorUp, new Key('-'));
        bench.Until("× off");
        Assert.Equal("asleep", roll.Sheet.RemovalOf(ModelBench.Student("n1"))!.Reason);
    }

    [Theory]
    [InlineData(80, 24, 40)]
    [InlineData(120, 40, 100)]
    public void A_whole_class_is_seen_at_a_glance(int columns, int rows, int names)
    {
        using ViewBench bench = new(columns, rows);
        Open(bench, [.. Enumerable.Range(1, names).Select(static i => $"P{i:D3} Q")]);
        bench.Press(new Key('m'));
        bench.Until($"0 here, {names} missing");
        Assert.All(Enumerable.Range(1, names), i => Assert.Contains($"P{i:D3} Q", bench.Screen, StringComparison.Ordinal));
        Assert.DoesNotContain("page", bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_hundred_names_are_in_pages_and_each_is_on_one()
    {
        using ViewBench bench = new();
        Open(bench, [.. Enumerable.Range(1, 300).Select(static i => $"P{i:D3} Q")]);
        bench.Press(new Key('m'));
        bench.Until("page 1 of 6");
        HashSet<int> seen = [];
        for (int page = 0; page < 6; page++)
        {
            seen.UnionWith(Enumerable.Range(1, 300).Where(i => bench.Screen.Contains($"P{i:D3} Q", StringComparison.Ordinal)));
            bench.Press(Key.PageDown);
        }

        Assert.Equal(300, seen.Count);
        bench.Press(Key.Home);
        bench.Until("page 1 of 6");
        bench.Click("P040 Q");
        bench.Press(Key.Space);
        bench.Until("● here   P040 Q");
    }

    [Theory]
    [InlineData(nameof(Language.English), "4 missing, 3 still to call", "All missing names have been called")]
    [InlineData(nameof(Language.Portuguese), "faltam 4, 3 ainda por chamar", "Todos os nomes que faltam foram chamados")]
    public void Missing_names_come_one_after_the_other_in_large_letters(string language, string first, string end)
    {
        using ViewBench bench = new(language: Enum.Parse<Language>(language));
        RollCallModel roll = Open(bench, Names);
        bench.Press(new Key('m'), new Key('l'));
        bench.Until(first);
        Assert.Contains("Ana Beatriz Araújo", bench.Screen, StringComparison.Ordinal);
        Assert.Contains('█', bench.Screen);
        bench.Press(Key.Space);
        bench.Until("Caio Lima");
        bench.Press(Key.CursorDown);
        bench.Until("Daniela Souza");
        bench.Press(Key.Space, Key.Space);
        bench.Until(end);
        bench.Until(() => roll.Sheet.Present == 3);
        bench.Press(Key.Space);
        bench.Until("! " + end);
        bench.Press(Key.CursorUp);
        bench.Until("Caio Lima");
        bench.Press(new Key('u'));
        bench.Until("Érica Nogueira");
        bench.Until(() => roll.Sheet.Present == 2);
        bench.Press(Key.Esc, Key.Esc);
        bench.Until("3030: 2/4");
    }

    [Fact]
    public void Without_names_the_wall_says_where_they_come_from()
    {
        using ViewBench bench = new();
        Open(bench, []);
        bench.Press(new Key('m'));
        bench.Until("No names: the class list (F4) gives them");
        bench.Press(Key.Space);
        bench.Until("! No names");
        bench.Press(new Key('l'));
        bench.Until("! Nobody of the class list is missing.");
    }

    [Fact]
    public void When_it_is_closed_meanwhile_the_keys_say_so()
    {
        using ViewBench bench = new();
        RollCallModel roll = Open(bench, Names);
        bench.Press(new Key('m'));
        roll.Close();
        bench.Until(() => roll.Received);
        bench.Press(Key.Space);
        bench.Until("! The roll call is closed: its list can no longer change.");
    }

    private static RollCallModel Open(ViewBench bench, string[] names)
    {
        TeacherModel model = bench.ShowTeacher();
        if (names.Length > 0)
        {
            Roster roster = new([.. names.Select(static (name, i) => new RosterEntry(ModelBench.Student($"n{i + 1}"), name))]);
            bench.Models.Thread.Run(() => model.ChangeAsync(ClassNumber.From(3030), _ => roster));
        }

        bench.Type("3030");
        bench.Press(Key.Enter);
        bench.Until(() => model.Rolls is [{ Phase: RollCallPhase.Open, OpenedAt: not null }]
            && bench.Models.Server.Log.Contains("WATCH 3030"));
        return model.Rolls[0];
    }
}
