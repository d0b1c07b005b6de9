using System.Text.RegularExpressions;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.Archive.Terms;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Screens.Exports;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Exports;

/// <summary>A term written from the screen: in every format, for all of it, some time of it or one meeting.</summary>
public sealed class TermExportScreenTests : IDisposable
{
    private static readonly ClassNumber Class = ModelBench.Class(3030);

    private readonly ViewBench _bench = new(100, 30);
    private readonly TemporaryFolder _temporary = new();

    public TermExportScreenTests()
    {
        TeacherFolder folder = _bench.Models.Folder;
        folder.Rosters.Change(Class, static _ => new Roster(
        [
            new RosterEntry(TermFixture.Id("007"), "Ana"), new RosterEntry(TermFixture.Id("8"), "Bruno"),
        ]));
        foreach ((int days, int hours, string student) in ((int, int, string)[])[(0, 0, "007"), (7, 0, "007"), (7, 2, "8"), (14, 0, "99")])
        {
            DateTimeOffset opened = TermFixture.First.AddDays(days).AddHours(hours);
            AttendanceSheet sheet = new() { Roster = folder.Rosters.Read(Class).Value!.Roster };
            sheet.Take(new RecordEntry(TermFixture.Id(student), opened, Mark.Present));
            Assert.Null(folder.SavedLists.Save(SavedList.From(sheet, Class, opened, opened.AddHours(1), new ServerAddress("h", 1))).Error);
        }

        _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.F10);
        _bench.Until("08:00:00");
        _bench.Press(new Key('e'));
        _bench.Until("Bruno");
        _bench.Press(Key.F9);
        _bench.Until("Export the term");
    }

    public void Dispose()
    {
        _bench.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public void The_whole_term_is_proposed_and_who_is_left_out_is_named()
    {
        Assert.Matches(new Regex("From +2026-08-03 +Until +2026-08-17"), _bench.Screen);
        Assert.Equal("007\t2\n8\t3\n", Write("a.tsv", format: 3));
        _bench.Until("99");
    }

    [Theory]
    [InlineData("2026-08-10", "2026-08-10", "007\t1\n8\t1\n")]
    [InlineData("10/8/2026 10:00", "10/08/2026 10:00", "007\t1\n8\t0\n")]
    [InlineData("", "2026-08-03", "007\t0\n8\t1\n")]
    [InlineData("2026-08-04", "", "007\t2\n8\t2\n")]
    public void A_time_or_one_meeting_of_two_on_a_day_is_written(string since, string until, string content) =>
        Assert.Equal(content, Write("b.tsv", format: 3, since, until));

    [Theory]
    [InlineData("tomorrow", "2026-08-10", "! \"tomorrow\" is no day")]
    [InlineData("2026-08-10", "2026-02-30", "! \"2026-02-30\" is no day")]
    [InlineData("2026-08-10", "2026-08-03", "! The last day is before the first.")]
    [InlineData("2027-01-01", "9999-12-31", "! There is no meeting in that time.")]
    public void What_is_no_time_is_said_and_nothing_is_written(string since, string until, string said)
    {
        Choose("c.tsv", format: 3, since, until);
        _bench.Until(said);
        Assert.Empty(Directory.GetFileSystemEntries(_temporary.Path));
    }

    [Fact]
    public void Moodle_gets_a_folder_with_a_file_a_meeting_and_never_half_of_it()
    {
        Choose("moodle", format: 6, "2026-08-10", "2026-08-17");
        _bench.Until(() => Files().Length == 3);
        Assert.Equal(
            ["2026-08-10_3030_080000.csv", "2026-08-10_3030_100000.csv", "2026-08-17_3030_080000.csv"], Files());
        _bench.Until("99");

        File.Delete(Path.Combine(_temporary.Path, "moodle", "2026-08-10_3030_080000.csv"));
        _bench.Press(Key.Enter);
        _bench.Until("exists: choose another name");
        Assert.Equal(2, Files().Length);

        string[] Files() => Directory.Exists(Path.Combine(_temporary.Path, "moodle"))
            ? [.. new DirectoryInfo(Path.Combine(_temporary.Path, "moodle")).GetFiles("*.csv").Select(static file => file.Name).Order()]
            : [];
    }

    [Fact]
    public void Every_format_is_written_from_the_screen()
    {
        foreach ((int format, string name) in ((int, string)[])[(0, "a.txt"), (1, "a.jsonl"), (2, "a.csv"), (4, "a.xlsx"), (5, "a.html")])
        {
            Assert.NotEmpty(Write(name, format));
        }
    }

    /// <summary>Writes in the format of a line, and answers what is in the file.</summary>
    private string Write(string name, int format, string? since = null, string? until = null)
    {
        string file = Choose(name, format, since, until);
        _bench.Until(() => File.Exists(file));
        return File.ReadAllText(file);
    }

    private string Choose(string name, int format, string? since = null, string? until = null)
    {
        string file = Path.Combine(_temporary.Path, name);
        ExportScreen screen = (ExportScreen)_bench.Window.Current!;
        screen.FocusFirst();
        _bench.Press([.. Enumerable.Repeat(Key.CursorUp, 10), .. Enumerable.Repeat(Key.CursorDown, format)]);
        screen.FocusFirst();
        _bench.Paste(file);
        if (since is not null)
        {
            _bench.Press(Key.Tab.WithShift, Key.A.WithCtrl, Key.Delete);
            _bench.Paste(until!);
            _bench.Press(Key.Tab.WithShift, Key.A.WithCtrl, Key.Delete);
            _bench.Paste(since);
        }

        _bench.Press(Key.Enter);
        return file;
    }
}
