using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Web;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;
using static Chamada.Tests.Archive.Terms.TermFixture;

namespace Chamada.Tests.Archive.Exports;

/// <summary>A term on paper, and what spreadsheets make of what people are called.</summary>
public sealed class TermPrintTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    /// <summary>80 meetings and the longest names and numbers that there are, on a sheet of A4.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("pt-BR")]
    public async Task Nothing_is_cut_off_at_the_edge_of_a_sheet_and_each_sheet_says_which_class_it_is_of(string language)
    {
        // A4 across without its margins, at 96 dots an inch.
        const int Width = (297 - 24) * 960 / 254;
        Roster roster = new(Enumerable.Range(0, 30).Select(static i => new RosterEntry(
            Id(new string('W', 30) + $"{i:00}"), string.Concat(Enumerable.Repeat("Maximiliana ", 9)) + "Souza")));
        Meeting[] meetings =
        [
            .. Enumerable.Range(0, 80).Select(i => MeetingOf(
                List(First.AddDays(i / 2).AddHours(i % 2), (roster.Entries[0].Student.ToString(), 0)), new ClassSettings { Lessons = 24 },
                roster, new CorrectionChange.Status(roster.Entries[1].Student, AttendanceStatus.Justified, 23, ""))),
        ];
        TermReport report = new(Class, "Redes de Computadores", Term.Of(meetings, roster, new TermRule()), First);
        string page = Path.Combine(_temporary.Path, "term.html");
        ITermWords words = LanguagePack.Of(language == "en" ? Language.English : Language.Portuguese).Term;
        await File.WriteAllBytesAsync(
            page, (await TermExports.Find("html")!.WriteAsync(report, words))[0].Content, TestContext.Current.CancellationToken);
        await using Chromium chromium = await Chromium.StartAsync();
        await chromium.OpenAsync(new Uri(page).AbsoluteUri);
        Assert.Equal("none", await chromium.EvaluateAsync("getComputedStyle(document.querySelector('.again')).display"));

        await chromium.BecomePaperAsync(Width, 1000);

        Assert.Equal("true", await chromium.EvaluateAsync(
            $"String([...document.querySelectorAll('table,svg')].every(e=>e.getBoundingClientRect().right<={Width}))"));
        Assert.Equal("5 5", await chromium.EvaluateAsync(
            "document.querySelectorAll('table').length+' '+[...document.querySelectorAll('thead')].filter(head=>"
            + "getComputedStyle(head).display==='table-header-group'&&head.rows[0].innerText.includes('Redes de Computadores')"
            + "&&head.rows[0].getBoundingClientRect().height>0).length"));
    }

    [Theory]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n@SUM(A1)")]
    [InlineData("  -1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("=cmd|' /C calc'!A0")]
    public void What_a_spreadsheet_would_run_gets_an_apostrophe(string text) => Assert.Equal("'" + text, SpreadsheetRow.Guarded(text));

    [Theory]
    [InlineData("Ana-Maria")]
    [InlineData("a=b")]
    [InlineData("D'Ávila")]
    [InlineData("")]
    public void And_nothing_else_does(string text) => Assert.Equal(text, SpreadsheetRow.Guarded(text));

    /// <summary>Whichever separator a spreadsheet takes the file apart by, no cell begins with a formula.</summary>
    [Theory]
    [InlineData("Ana;=1+1")]
    [InlineData("Ana,=1+1")]
    [InlineData("Ana\t=1+1")]
    [InlineData("Ana|=1+1")]
    [InlineData("Ana\n=1+1")]
    public void A_cell_stays_whole_with_another_separator(string text)
    {
        foreach (char separator in ",;")
        {
            StringBuilder row = new();
            SpreadsheetRow.Append(row, separator, text, "x");
            Assert.Equal($"\"{text}\"{separator}x\r\n", row.ToString());
        }
    }

    [Fact]
    public async Task Of_two_meetings_on_a_day_the_headings_say_which_is_which_and_the_plot_counts_who_was_there()
    {
        Roster roster = RosterOf("1", "2");
        ClassSettings settings = new() { Lessons = 2 };
        Meeting[] meetings =
        [
            MeetingOf(List(First, ("1", 0)), settings, roster, new CorrectionChange.Status(Id("2"), AttendanceStatus.Absent, 1, "")),
            MeetingOf(
                List(First.AddHours(2), ("1", 0)), settings, roster, new CorrectionChange.Status(Id("1"), AttendanceStatus.Present, 2, "")),
        ];
        TermReport report = new(Class, "", Term.Of(meetings, roster, new TermRule()), First);
        ITermWords words = LanguagePack.Of(Language.English).Term;
        string csv = Encoding.UTF8.GetString((await TermExports.Find("csv")!.WriteAsync(report, words))[0].Content);
        Assert.Contains(",2026-08-03 08:00,2026-08-03 10:00\r\n", csv, StringComparison.Ordinal);
        string html = Encoding.UTF8.GetString((await TermExports.Find("html")!.WriteAsync(report, words))[0].Content);
        Assert.Contains("<title>08-03: 100.0%</title>", html, StringComparison.Ordinal);
        Assert.Contains("<title>08-03: 0.0%</title>", html, StringComparison.Ordinal);
    }
}
