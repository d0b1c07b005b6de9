using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.English;
using Chamada.Tui.Resources.Portuguese;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tests.Screens.RollCalls;

/// <summary>Marks that waited for the server, and came when the time limit had passed.</summary>
public sealed class LateMarkTests
{
    private static readonly Roster Two = new(
        [new RosterEntry(ModelBench.Student("10"), "Ana"), new RosterEntry(ModelBench.Student("11"), "Bia")]);

    [Theory]
    [InlineData("en", "Too late, it was closed: 11 (present), 10 (take off).")]
    [InlineData("pt-BR", "Tarde demais, já encerrada: 11 (presente), 10 (retirar).")]
    public void They_are_told_by_name_and_stand_in_the_saved_list(string language, string told)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        TeacherModel teacher = bench.ShowTeacher();
        teacher.Open(ModelBench.Class(3030), TimeSpan.FromMinutes(10));
        RollCallModel roll = teacher.Rolls[0];
        bench.Until(() => roll.Phase == RollCallPhase.Open && bench.Models.Server.Log.Contains("WATCH 3030"));
        bench.Models.Server.Arrive(3030, "10");
        bench.Until(() => roll.Sheet.Present == 1);

        MissMarks(bench.Models, roll);
        bench.Until(() => roll.Received);
        bench.Until(told);
        Assert.Equal(0, roll.MarksWaiting);

        SavedList saved = SavedListFolder.Read(roll.SavedFile!).Value!;
        Assert.Equal(
            ["11 True ", "10 False left early"], saved.Late.Select(static mark => $"{mark.Student} {mark.IsPresent} {mark.Reason}"));
        Assert.Equal(["10"], saved.Students.Select(static present => present.Student.ToString()));
        Assert.All(saved.Late, mark => Assert.InRange(mark.WantedAt, saved.OpenedAt!.Value, saved.ClosedAt));
    }

    [Theory]
    [InlineData("NOTOPEN")]
    [InlineData("DENIED")] // Over, and somebody else has opened the class meanwhile.
    public void One_that_a_server_refuses_because_it_is_over_there_is_told_too(string code)
    {
        using ModelBench bench = new();
        bench.Connected();
        RollCallModel roll = bench.OpenRoll(3030, Two, TimeSpan.FromMinutes(10));
        bench.Server.Refuses = ("MARK", code);
        roll.Mark(new HandMark(ModelBench.Student("11"), IsPresent: true));
        bench.Until(() => roll.Received);
        Assert.Equal("11", Assert.Single(roll.LateMarks).Student.ToString());
        Assert.Equal("11", Assert.Single(SavedListFolder.Read(roll.SavedFile!).Value!.Late).Student.ToString());
    }

    [Fact]
    public void A_list_that_another_program_has_saved_does_not_say_so_and_neither_does_the_screen()
    {
        using ModelBench bench = new();
        bench.Connected();
        RollCallModel roll = bench.OpenRoll(3030, Two, TimeSpan.FromMinutes(10));
        bench.Server.Arrive(3030, "10");
        bench.Until(() => roll.Sheet.Present == 1);
        bench.Server.IsUp = false;
        bench.Server.Break();
        bench.Until(() => bench.Link.Phase == LinkPhase.Waiting);
        roll.Mark(new HandMark(ModelBench.Student("11"), IsPresent: true));

        // Another program of the account was there first.
        bench.Server.CloseElsewhere(3030);
        SavedList elsewhere = SavedList.From(roll.Sheet, roll.Class, roll.OpenedAt, bench.Clock.GetLocalNow(), bench.Server.Address);
        Assert.NotNull(bench.Folder.SavedLists.Save(elsewhere).Value);
        bench.Server.ReceiveElsewhere(3030);
        bench.Server.IsUp = true;
        bench.Link.Wake();
        bench.Until(() => roll.Phase == RollCallPhase.Closed);
        Assert.Equal("11", Assert.Single(roll.LateMarks).Student.ToString());
        Assert.False(roll.IsLateSaved);
        Assert.Equal(0, roll.MarksWaiting);
    }

    [Fact]
    public void Every_format_says_what_was_wanted_and_that_it_does_not_count()
    {
        DateTimeOffset noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(-3));
        SavedList list = new(ClassNumber.From(3030), noon, noon.AddHours(1), new("h", 1), [])
        {
            Absent = [ModelBench.Student("11")],
            Names = new Dictionary<StudentId, string> { [ModelBench.Student("11")] = "Bia" },
            Late =
            [
                new LateMark(ModelBench.Student("11"), true, "", noon.AddMinutes(5)),
                new LateMark(ModelBench.Student("12"), false, "why", noon.AddMinutes(6)),
            ],
        };
        Assert.Equal(list.Late, SavedList.Parse(list.ToJson().ToArray()).Late);
        string csv = Encoding.UTF8.GetString(new ExportTextPortuguese().ToSpreadsheet(list));
        Assert.EndsWith(
            ";11;Bia;presença marcada tarde demais: não conta;22/11/2026 12:05:00;professor;\r\n"
            + ";12;;retirada pedida tarde demais: não conta;22/11/2026 12:06:00;professor;why\r\n",
            csv,
            StringComparison.Ordinal);
        ExportedList exported = ExportedList.Of(list);
        string text = Text(new TextExport(), exported), json = Squeezed(Text(new JsonExport(), exported));
        Assert.Contains("12:05:00  11               marked present too late: does not count\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "{\"student\":\"12\",\"wanted\":\"removed\",\"at\":\"2026-11-22T12:06:00.000-03:00\",\"reason\":\"why\"}",
            json,
            StringComparison.Ordinal);
    }

    private static void MissMarks(ModelBench bench, RollCallModel roll)
    {
        bench.Server.IsUp = false;
        bench.Server.Break();
        bench.Until(() => bench.Link.Phase == LinkPhase.Waiting);
        roll.Mark(new HandMark(ModelBench.Student("11"), IsPresent: true));
        roll.Mark(new HandMark(ModelBench.Student("10"), IsPresent: false, "left early"));
        bench.Advance(601);
        bench.Server.IsUp = true;
        bench.Link.Wake();
    }

    private static string Text(ListExport export, ExportedList list) =>
        Encoding.UTF8.GetString(export.Write(list, new ExportTextEnglish()));

    private static string Squeezed(string json) => string.Concat(json.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries));
}
