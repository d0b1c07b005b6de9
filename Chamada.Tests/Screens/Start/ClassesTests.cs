using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.Archive.Terms;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Start;

/// <summary>The classes on the teacher's first screen: by name, with their last meeting, today's first.</summary>
public sealed class ClassesTests
{
    /// <summary>The day of the bench's clock, a Sunday.</summary>
    private static readonly DateTimeOffset Today = DateTimeOffset.Parse("2026-11-22T08:00:00-03:00", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(80, 24, "en", "today, 10:00", "held today")]
    [InlineData(120, 40, "pt-BR", "hoje, 10:00", "hoje já houve")]
    public void Todays_come_first_by_their_time_and_each_has_its_name_its_last_meeting_and_how_many_were_there(
        int columns, int rows, string language, string usual, string held)
    {
        using ViewBench bench = new(columns, rows, LanguageChoice.Parse(language)!.Value);
        TeacherFolder folder = bench.Models.Folder;
        Name(folder, 10, "Bancos de Dados");
        Name(folder, 20, "Redes de Computadores");
        Name(folder, 30, "Cálculo");
        Name(folder, 40, "Física");
        folder.Rosters.Change(Of(20), static _ => TermFixture.RosterOf("1", "2", "3"));
        Save(folder, 10, Today.AddDays(-1), "1"); // Met yesterday: not today's.
        Save(folder, 20, Today.AddDays(-7).AddHours(2), "1", "2", "9");
        Save(folder, 30, Today.AddDays(-7).AddHours(-1), "1");
        Save(folder, 40, Today, "1", "2");
        bench.ShowTeacher();
        bench.Until("Redes de Computadores");
        Assert.Equal([30, 20, 40, 10], NumbersOf(bench));
        Assert.Matches($@"Redes de Computadores +20  {usual} +15/11/2026 +2/3 \+1", Row(bench, "Redes"));
        Assert.Matches($@"Física +40  {held} +22/11/2026 +2", Row(bench, "Física"));
        Assert.Matches(@"Bancos de Dados +10 +21/11/2026 +1", Row(bench, "Bancos"));
        Assert.Contains("▸Cálculo", bench.Screen, StringComparison.Ordinal);

        // One key opens what stands first.
        bench.Press(Key.Enter);
        bench.Until(() => bench.Models.Server.IsOpen(30));
    }

    [Fact]
    public void Without_any_class_it_says_what_to_do()
    {
        using ViewBench bench = new();
        bench.ShowTeacher();
        bench.Until("No class yet. Type the number of the first one above.");
        bench.Press(Key.A.WithCtrl);
        bench.Until("First type a class number");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public void Forty_classes_with_long_names_and_numbers_fit_and_scroll(int columns, int rows)
    {
        using ViewBench bench = new(columns, rows);
        for (int i = 0; i < 40; i++)
        {
            Name(bench.Models.Folder, 123_456_789_012_345_600 + i, $"Tópicos especiais {i:00} de uma disciplina cujo nome não acaba");
        }

        bench.ShowTeacher();
        bench.Until("Tópicos");
        Assert.Contains("123456789012345600", bench.Screen, StringComparison.Ordinal);
        Assert.All(bench.Lines, line => Assert.InRange(TextFit.Columns(line), 0, columns));
        bench.Press([.. Enumerable.Repeat(Key.CursorDown, 39)]);
        Assert.Contains("123456789012345639", bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_settings_has_no_name_and_one_whose_settings_cannot_be_read_is_named_while_the_rest_works()
    {
        using ViewBench bench = new(120, 40);
        Save(bench.Models.Folder, 10, Today.AddDays(-3), "1");
        Name(bench.Models.Folder, 20, "Redes");
        File.WriteAllText(bench.Models.Folder.Settings.FileOf(Of(30)), "{\"minimum\":101}");
        bench.ShowTeacher();
        bench.Until("30.json is not right");
        Assert.Matches(@"— +10 +19/11/2026 +1", Row(bench, "19/11/2026"));
        Assert.Equal(3, NumbersOf(bench).Length);
        bench.Type("20");
        bench.Press(Key.Enter);
        bench.Until("open since");
        Assert.Equal("{\"minimum\":101}", File.ReadAllText(bench.Models.Folder.Settings.FileOf(Of(30))));
    }

    [Fact]
    public void The_settings_are_changed_from_there_and_the_new_name_is_shown()
    {
        using ViewBench bench = new();
        Save(bench.Models.Folder, 10, Today.AddDays(-3), "1");
        bench.ShowTeacher();
        bench.Until("19/11/2026");
        bench.Press(Key.A.WithCtrl);
        bench.Until("Lessons of a meeting");
        bench.TypeIntoNextDialog("Redes");
        bench.Press(Key.Enter);
        bench.Until("Redes");
        bench.Press(Key.Esc);
        bench.Until("▸Redes");
    }

    [Fact]
    public void An_open_roll_call_stands_before_todays_and_what_another_teacher_has_open_last()
    {
        using ViewBench bench = new();
        Save(bench.Models.Folder, 10, Today.AddDays(-7), "1");
        Save(bench.Models.Folder, 20, Today.AddDays(-2), "1");
        Save(bench.Models.Folder, 30, Today.AddDays(-7), "1");
        bench.Models.Server.OpenElsewhere(30);
        TeacherModel model = bench.ShowTeacher();
        bench.Until(() => model.Classes is [{ Class.Value: 10 }, { Class.Value: 20 }, { Class.Value: 30 }]);
        bench.Type("20");
        bench.Press(Key.Enter);
        bench.Until("open since");
        bench.Press(Key.Esc);
        bench.Until(() => model.Classes is [{ Class.Value: 20 }, { Class.Value: 10 }, { Class.Value: 30 }]);
    }

    private static ClassNumber Of(long number) => ClassNumber.From(number);

    private static void Name(TeacherFolder folder, long number, string name) =>
        Assert.Null(folder.Settings.Change(Of(number), settings => settings with { Name = name }).Error);

    private static void Save(TeacherFolder folder, long number, DateTimeOffset opened, params string[] present) => Assert.Null(
        folder.SavedLists.Save(new SavedList(
            Of(number), opened, opened.AddMinutes(50), new ServerAddress("h", 1),
            [.. present.Select(student => new SavedAttendance(TermFixture.Id(student), opened.AddMinutes(1)))])).Error);

    private static string Row(ViewBench bench, string text) =>
        bench.Lines.First(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>The classes' numbers in the order of the screen.</summary>
    private static int[] NumbersOf(ViewBench bench) =>
    [
        .. bench.Lines.SkipWhile(static line => !line.Contains("Situa", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(static line => line.Trim().Length > 0)
            .Select(static line => int.Parse(
                line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries).First(static word => word.All(char.IsAsciiDigit)),
                CultureInfo.InvariantCulture)),
    ];
}
