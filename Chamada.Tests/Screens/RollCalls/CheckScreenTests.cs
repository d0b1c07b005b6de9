using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.RollCalls;

/// <summary>A count of heads, a spot check and a second round on the teacher's screen.</summary>
public sealed class CheckScreenTests
{
    [Theory]
    [InlineData("en", "34 in the room, 3 on the list")]
    [InlineData("pt-BR", "34 na sala, 3 na lista")]
    public void The_count_of_heads_stands_beside_what_is_on_the_list(string language, string said)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        RollCallModel roll = Open(bench);
        bench.TypeIntoNextDialog("34");
        bench.Press(new Key('h'));
        bench.Until(said);
        Assert.Contains(roll.Sheet.Record, static entry => entry is { Mark: Mark.Heads, Reason: "34" });
    }

    [Theory]
    [InlineData("en", 'y', 80, 24, "2 of 3 were here: at least 2 of the 3 on the list were in the room.")]
    [InlineData("pt-BR", 's', 120, 40, "2 de 3 estavam aqui: pelo menos 2 dos 3 da lista estavam na sala.")]
    public void Students_are_called_one_by_one_and_who_is_missing_is_taken_off_with_the_reason(
        string language, char yes, int columns, int rows, string said)
    {
        using ViewBench bench = new(columns, rows, LanguageChoice.Parse(language)!.Value);
        RollCallModel roll = Open(bench);
        bench.AnswerNextDialog(static () => Key.Enter); // 3: as many as there are.
        bench.Press(new Key('v'));
        bench.Until("1");
        bench.Press(new Key(yes));
        bench.AnswerNextDialog(static () => Key.Enter);
        bench.Press(new Key('n'));
        bench.Until(() => roll.Sheet.Present == 2);
        bench.Press(new Key(yes));
        bench.Until(() => roll.Notes.SpotChecks.Count == 1);
        Assert.Contains(said, bench.Screen, StringComparison.Ordinal);
        Assert.Contains("95 %", bench.Screen, StringComparison.Ordinal);
        Assert.Contains(roll.Sheet.Record, static entry => entry is { Mark: Mark.Removed, Reason.Length: > 0 });
        bench.Press(Key.Esc);
        bench.Until("3030: 2/");
    }

    [Fact]
    public void Who_is_missing_stays_on_the_list_where_no_reason_is_given()
    {
        using ViewBench bench = new();
        RollCallModel roll = Open(bench);
        bench.TypeIntoNextDialog("1", () => { });
        bench.Press(new Key('v'));
        bench.Until("drawn by lot");
        bench.AnswerNextDialog(static () => Key.Esc);
        bench.Press(new Key('n'));
        bench.Until("0 of ");
        Assert.Equal(3, roll.Sheet.Present);
        Assert.Contains(roll.Sheet.Record, static entry => entry.Mark == Mark.Missing);
    }

    [Fact]
    public void A_second_round_asks_under_a_new_code_and_shows_who_answered_once()
    {
        using ViewBench bench = new();
        RollCallModel first = Open(bench);
        bench.AnswerNextDialog(static () => Key.CursorRight, static () => Key.Enter);
        bench.Press(new Key('g'));
        bench.Until(() => Teacher(bench).Rolls is [{ Phase: RollCallPhase.Open } open] && open != first && open.Code is not null);
        RollCallModel second = Teacher(bench).Rolls[0];
        Assert.Equal(3, SavedListFolder.Read(first.SavedFile!).Value!.Students.Count);
        Assert.True(first.Received);
        Assert.Equal("BADCODE", bench.Models.Server.Arrive(3030, "10").Word);
        PresentOptions good =
            new() { Code = second.Code is { } code && CodeDigits.TryParse(code.Digits, out CodeDigits digits) ? digits : null };
        Assert.Equal("REGISTERED", bench.Models.Server.Arrive(3030, "10", good).Word);
        Assert.Equal("REGISTERED", bench.Models.Server.Arrive(3030, "40", good with { IsConfirmed = true }).Word);
        bench.Until(() => second.Sheet.Present == 2);
        bench.Press(new Key('6'));
        bench.Until("1st only");
        string[] rows = [.. bench.Lines.Where(static line => line.Contains(" only ", StringComparison.Ordinal))];
        Assert.Contains(rows, static row => row.Contains("20", StringComparison.Ordinal) && row.Contains("1st", StringComparison.Ordinal));
        Assert.Contains(rows, static row => row.Contains("40", StringComparison.Ordinal) && row.Contains("2nd", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, static row => row.Contains(" 10 ", StringComparison.Ordinal));
        second.Close();
        bench.Until(() => second.Received);
        EarlierRound earlier = SavedListFolder.Read(second.SavedFile!).Value!.Notes.Earlier!;
        Assert.Equal(first.OpenedAt, earlier.OpenedAt);
        Assert.Equal(["10", "20", "30"], earlier.Students.Select(static student => student.ToString()));

        // The saved list shows it, too.
        PastRollCall past = new(SavedListFolder.Read(second.SavedFile!).Value!, Roster.Empty);
        Assert.Equal(["20", "30"], past.Sheet.OnlyEarlier.Select(static student => student.ToString()));
        Assert.Equal(["40"], past.Sheet.OnlyNow.Select(static attendee => attendee.Student.ToString()));
    }

    [Fact]
    public void A_second_round_waits_for_the_server_and_is_a_second_round_after_a_restart()
    {
        using ViewBench bench = new();
        RollCallModel first = Open(bench);
        bench.Models.Server.IsUp = false;
        bench.Models.Server.Break();
        Teacher(bench).AskAgain(first);
        bench.Until("The first round is being closed");
        bench.Models.Server.IsUp = true;
        bench.Models.Clock.Advance(TimeSpan.FromSeconds(60));
        bench.Until(() => Teacher(bench).Rolls is [{ Phase: RollCallPhase.Open, HasList: true } open] && open != first);
        RollCallModel second = Teacher(bench).Rolls[0];
        string notes = Path.Combine(bench.Models.Folder.Path, "notes");
        bench.Until(() => Directory.Exists(notes) && Directory.GetFiles(notes, "3030_*.json").Length == 1);
        second.Dispose();
        RollCallModel later = new(
            ModelBench.Class(3030), Roster.Empty, bench.Models.Link, bench.Models.Folder, bench.Models.Thread);
        bench.Until(() => later.HasList);
        Assert.Equal(3, later.Sheet.Earlier!.Count);
        later.Dispose();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("pt-BR")]
    public void All_views_fit_on_80_columns_in_a_second_round_of_a_large_class(string language)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        RollCallModel first = Open(bench);
        for (int i = 100; i < 220; i++)
        {
            bench.Models.Server.Arrive(3030, $"{i}");
        }

        bench.Until(() => first.Sheet.Present == 123);
        Teacher(bench).AskAgain(first);
        bench.Until(() => Teacher(bench).Rolls is [{ Phase: RollCallPhase.Open, HasList: true } open] && open != first);
        bench.Press(new Key('1'));
        bench.Until("6 ");
        string bar = Assert.Single(bench.Lines, static line => line.TrimStart().StartsWith("1 ", StringComparison.Ordinal)
            && line.Contains(" 5 ", StringComparison.Ordinal));
        Assert.Contains("123", bar, StringComparison.Ordinal);
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ViewBench, TeacherModel> Teachers = [];

    private static TeacherModel Teacher(ViewBench bench) => Teachers.TryGetValue(bench, out TeacherModel? model) ? model : null!;

    private static RollCallModel Open(ViewBench bench)
    {
        TeacherModel model = bench.ShowTeacher();
        Teachers.Add(bench, model);
        Roster roster = new(
        [
            new(ModelBench.Student("10"), "Ana"), new(ModelBench.Student("20"), "Bruno"), new(ModelBench.Student("30"), "Caio"),
            new(ModelBench.Student("40"), "Duda"),
        ]);
        bench.Models.Thread.Run(() => model.ChangeAsync(ModelBench.Class(3030), _ => roster));
        bench.Type("3030");
        bench.Press(Key.Enter);
        bench.Until(() => model.Rolls is [{ Phase: RollCallPhase.Open }]);
        foreach (string student in (string[])["10", "20", "30"])
        {
            bench.Models.Server.Arrive(3030, student);
        }

        bench.Until(() => model.Rolls[0].Sheet.Present == 3);
        return model.Rolls[0];
    }
}
