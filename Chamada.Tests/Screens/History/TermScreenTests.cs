using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.Archive.Terms;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.History;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.History;

/// <summary>The term on the screen: looked at, searched, sorted, corrected and undone.</summary>
public sealed class TermScreenTests : IDisposable
{
    private static readonly ClassNumber Class = ModelBench.Class(3030);

    private readonly ViewBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_term_is_reached_from_the_history_and_a_cell_is_corrected_and_undone()
    {
        Fill(3, 3, lessons: 2);
        OpenTerm();
        Assert.Contains("3 meetings, 6 lessons, from 2026-08-03 to 2026-08-17", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("08/", _bench.Screen, StringComparison.Ordinal);
        string before = RowOf("Student 01");
        Assert.Matches(@"Student 01 .* 100\.0 +0 +1 ", before);

        // The second question comes where the first one ends.
        _bench.AnswerNextDialog(Typed("A1", "ill"));
        _bench.Press(Key.Enter);
        _bench.Until("A1*");
        Assert.Matches(@"Student 01 .* 83\.3 +1 +0 ~", RowOf("Student 01"));
        _bench.Until(": absent – ill");

        _bench.Press(new Key('u'));
        _bench.Until(() => !_bench.Screen.Contains("A1*", StringComparison.Ordinal));
        Assert.Equal(before, RowOf("Student 01"));
        CorrectionRecord record = CorrectionsOf(2);
        Assert.Equal([new CorrectionChange.Status(TermFixture.Id("101"), AttendanceStatus.Absent, 1, ""), new CorrectionChange.Undone(1)],
            record.Entries.Select(static entry => entry.Change));
        _bench.Press(new Key('u'));
        _bench.Until("! Nothing was corrected about this meeting.");
    }

    [Fact]
    public void It_is_filtered_by_what_was_missed_and_sorted_by_each_column()
    {
        Fill(4, 4, lessons: 1);
        OpenTerm();
        _bench.Press(new Key('f'));
        _bench.Until("below the minimum");
        Assert.DoesNotContain("Student 01", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("Student 04", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(new Key('f'));
        _bench.Until("absent three times in a row");
        Assert.Contains("1 of 4 students", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(new Key('f'), new Key('s'), new Key('s'), new Key('r'));
        _bench.Until("%▼");
        Assert.True(LineOf("Student 01") < LineOf("Student 04"));
        _bench.Press(new Key('r'));
        Assert.True(LineOf("Student 04") < LineOf("Student 01"));
    }

    [Theory]
    [InlineData("erica", true)]
    [InlineData("NOGUEIRA", true)]
    [InlineData("en", true)]
    [InlineData("edn", true)]
    [InlineData("0421", true)]
    [InlineData("nx", false)]
    [InlineData("", true)]
    public void A_student_is_found_without_accents_and_by_initials(string search, bool found) => Assert.Equal(
        found, TermModel.Matches(new TermRow(TermFixture.Id("042191010"), "Érica de Nogueira", true, [], default, 0), search));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    public void Names_and_days_stay_where_they_are_while_a_large_class_scrolls(int columns, int rows)
    {
        using ViewBench bench = new(columns, rows);
        Fill(bench.Models.Folder, 80, 300, lessons: 1);
        OpenTerm(bench);
        bench.Press(Key.End.WithCtrl, Key.Home);
        string[] first = bench.Lines;
        Assert.Contains("Student 300", bench.Screen, StringComparison.Ordinal);
        Assert.Contains(bench.Lines, static line => line.Contains("Name", StringComparison.Ordinal)
            && line.Contains("03", StringComparison.Ordinal));
        bench.Press(Key.End);
        Assert.Contains("Student 300", bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain(first[5], bench.Lines);
        bench.Press(Key.Home.WithCtrl);
        Assert.Contains("Student 01", bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plot_shows_a_bar_for_each_meeting_and_the_export_every_format()
    {
        Fill(3, 4, lessons: 1);
        OpenTerm();
        _bench.Press(new Key('p'));
        _bench.Until("100%");
        Assert.Contains("█", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("08-03", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Esc, Key.F9);
        _bench.Until("Export the term");
        foreach (string format in (string[])["Excel workbook", "Page to print", "For Moodle", "Copy number and absences"])
        {
            Assert.Contains(format, _bench.Screen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        Fill(2, 2, lessons: 1);
        string file = _bench.Models.Folder.SavedLists.Files().Value![0].File;
        File.WriteAllText(file, "{}");
        OpenTerm();
        _bench.Until("1 file needs a look: ");
        Assert.Contains("1 meeting, 1 lesson", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_changed_in_their_file_and_what_cannot_be_is_said()
    {
        Fill(1, 1, lessons: 1);
        _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.F10);
        _bench.Until("03/08/2026");
        _bench.Press(new Key('o'));
        _bench.Until("Lessons of a meeting");
        _bench.TypeIntoNextDialog("Redes");
        _bench.Press(Key.Enter);
        _bench.Until("Redes");
        _bench.Press(Key.CursorDown);
        _bench.TypeIntoNextDialog("3");
        _bench.Press(Key.Enter);
        _bench.Until(() => _bench.Models.Folder.Settings.Read(Class).Value is { Name: "Redes", Lessons: 3 });
        File.WriteAllText(_bench.Models.Folder.Settings.FileOf(Class), "{\"minimum\":101}");
        _bench.TypeIntoNextDialog("4");
        _bench.Press(Key.Enter);
        _bench.Until("3030.json");
        Assert.Equal("{\"minimum\":101}", File.ReadAllText(_bench.Models.Folder.Settings.FileOf(Class)));
    }

    [Fact]
    public void A_meeting_that_was_discarded_comes_back_with_one_key_and_one_is_put_on_another_day()
    {
        Fill(3, 3, lessons: 1);
        OpenTerm();
        _bench.Until("3 meetings");
        _bench.TypeIntoNextDialog("a trial");
        _bench.Press(new Key('d'));
        _bench.Until("2 meetings");
        _bench.Until("The meeting does not count any more; u undoes it.");
        _bench.Press(new Key('u'));
        _bench.Until("3 meetings");
        Assert.DoesNotContain("does not count", _bench.Screen, StringComparison.Ordinal);

        _bench.AnswerNextDialog(Typed("2026-08-20", "moved"));
        _bench.Press(new Key('x'));
        _bench.Until("to 2026-08-20");
        Assert.Equal(new CorrectionChange.Dated(TermFixture.First.AddDays(17)), CorrectionsOf(2).Entries[^1].Change);
        _bench.Press(new Key('u'));
        _bench.Until("to 2026-08-17");
    }

    [Fact]
    public void Who_is_excused_is_on_a_ground_that_is_chosen_by_number_or_by_a_part_of_it()
    {
        Fill(2, 2, lessons: 1);
        _bench.Models.Folder.Settings.Change(Class, static settings => settings with { Grounds = ["Regimento, art. 12"] });
        OpenTerm();
        _bench.AnswerNextDialog(Typed("E", "regimento", "letter"));
        _bench.Press(Key.Enter);
        _bench.Until("excused (Regimento, art. 12) – letter");
        _bench.AnswerNextDialog(Typed("E", "2", "sent"));
        _bench.Press(Key.Enter);
        _bench.Until(() => CorrectionsOf(1).Entries.Count == 2);
        Assert.Equal(
            ["Regimento, art. 12", AbsenceGrounds.Known[1]],
            CorrectionsOf(1).Entries.Select(static entry => ((CorrectionChange.Status)entry.Change).Ground));
    }

    [Fact]
    public void Grounds_and_patterns_are_settled_on_the_screen()
    {
        Fill(1, 1, lessons: 1);
        _bench.ShowTeacher();
        _bench.Until("03/08/2026");
        _bench.Press(Key.A.WithCtrl);
        _bench.Until("Other grounds that excuse");
        _bench.Press([.. Enumerable.Repeat(Key.CursorDown, 6)]);
        _bench.TypeIntoNextDialog("Art. 12; Art. 13;");
        _bench.Press(Key.Enter);
        _bench.Until("Art. 12; Art. 13");
        _bench.Press(Key.CursorDown);
        _bench.TypeIntoNextDialog("yes");
        _bench.Press(Key.Enter);
        _bench.Until(() => _bench.Models.Folder.Settings.Read(Class).Value is { ShowsPatterns: true, Grounds: ["Art. 12", "Art. 13"] });
    }

    [Fact]
    public void Patterns_are_shown_only_where_they_were_switched_on_with_what_they_mean()
    {
        Fill(1, 3, lessons: 1);
        Roster roster = _bench.Models.Folder.Rosters.Read(Class).Value!.Roster;
        for (int day = 1; day <= 4; day++)
        {
            DateTimeOffset opened = TermFixture.First.AddDays(7 * day);
            AttendanceSheet sheet = new() { Roster = roster };
            sheet.Reset(
            [
                new RecordEntry(TermFixture.Id("101"), opened, Mark.Present),
                new RecordEntry(TermFixture.Id("103"), opened.AddSeconds(1), Mark.Present),
                new RecordEntry(TermFixture.Id("103"), opened.AddSeconds(1), Mark.Flagged, "device 101"),
            ]);
            Assert.Null(_bench.Models.Folder.SavedLists.Save(
                SavedList.From(sheet, Class, opened, opened.AddHours(1), new ServerAddress("h", 1))).Error);
        }

        OpenTerm();
        _bench.Press(new Key('q'));
        _bench.Until("Off: switch them on in the class's settings");
        Assert.DoesNotContain("two seconds", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Esc);
        _bench.Models.Folder.Settings.Change(Class, static settings => settings with { ShowsPatterns = true });
        _bench.Press(new Key('e'));
        _bench.Until("Student 01");
        _bench.Press(new Key('q'));
        _bench.Until("Student 01 (101) – Student 03 (103)");
        Assert.Contains("4 of 5", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("It proves nothing", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("On 2026-08-10, 2026-08-17, 2026-08-24, 2026-08-31", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.F2);
        _bench.Until("4 de 5");
        Assert.Contains("emprestado", _bench.Screen, StringComparison.Ordinal);
    }

    private static Func<Key>[] Typed(params string[] answers) =>
        [.. answers.SelectMany(static answer => answer.Select(static c => new Key(c)).Append(Key.Enter)).Select<Key,
            Func<Key>>(key => () => key)];

    private CorrectionRecord CorrectionsOf(int meeting)
    {
        SavedListFile file = _bench.Models.Folder.SavedLists.Files(Class).Value!.Reverse().ElementAt(meeting);
        return CorrectionFolder.Read(file, SavedListFolder.Read(file).Value!).Value!;
    }

    private void OpenTerm() => OpenTerm(_bench);

    private static void OpenTerm(ViewBench bench)
    {
        bench.ShowTeacher();
        bench.Type("3030");
        bench.Press(Key.F10);
        bench.Until("08:00:00");
        bench.Press(new Key('e'));
        bench.Until("Student ");
    }

    private string RowOf(string name) => _bench.Lines[LineOf(name)];

    private int LineOf(string name)
    {
        string[] lines = _bench.Lines;
        int line = Array.FindIndex(lines, text => text.Contains(name, StringComparison.Ordinal));
        Assert.True(line >= 0, string.Join('\n', lines));
        return line;
    }

    private void Fill(int meetings, int students, int lessons) => Fill(_bench.Models.Folder, meetings, students, lessons);

    /// <summary>The first student is always there, the second misses one of the meetings, the third two, and so on.</summary>
    private static void Fill(TeacherFolder folder, int meetings, int students, int lessons)
    {
        Roster roster =
            new(Enumerable.Range(1, students).Select(static i => new RosterEntry(TermFixture.Id($"{100 + i}"), $"Student {i:00}")));
        folder.Rosters.Change(Class, _ => roster);
        folder.Settings.Change(Class, settings => settings with { Lessons = lessons });
        for (int week = 0; week < meetings; week++)
        {
            AttendanceSheet sheet = new() { Roster = roster };
            DateTimeOffset opened = TermFixture.First.AddDays(7 * week);
            foreach (RosterEntry entry in roster.Entries.Where((_, i) => i % meetings <= week || i == 0))
            {
                sheet.Take(new RecordEntry(entry.Student, opened, Mark.Present));
            }

            Assert.Null(folder.SavedLists.Save(SavedList.From(sheet, Class, opened, opened.AddHours(1), new ServerAddress("h", 1))).Error);
        }
    }
}
