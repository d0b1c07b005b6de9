using System.IO.Compression;
using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Tests.Archive.Terms;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Interop;
using Chamada.Tests.Web;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;
using static Chamada.Tests.Archive.Terms.TermFixture;

namespace Chamada.Tests.Archive.Exports;

/// <summary>A term's files, read by programs of others.</summary>
public sealed class TermExportTests : IDisposable
{
    /// <summary>What a spreadsheet would run, and what a page would take for its own.</summary>
    private const string Formula = "=HYPERLINK(\"http://evil.example\",\"x\")", Markup = "<script>alert(1)</script>&amp;";

    private static readonly Roster Students = new(
    [
        new(Id("042191010"), "Érica Nogueira"), new(Id("-1"), Formula), new(Id("1E5"), Markup), new(Id("20261234567890"), "+55, \"X\"; Y"),
    ]);

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("en", ",", "Student|Name|Lessons|Present|Late|Justified|Excused|Absent|Absences|%|Left|2026-08-03|2026-08-10", "75.0", "A")]
    [InlineData("pt-BR", ";",
        "Matrícula|Nome|Aulas|Presenças|Atrasos|Justificadas|Abonadas|Sem justif.|Faltas|%|Restam|03/08/2026|10/08/2026",
        "75,0", "F")]
    public async Task Python_reads_the_csv(string language, string separator, string heads, string percent, string absent)
    {
        byte[] content = await WriteAsync("csv", language);
        Assert.Equal([0xEF, 0xBB, 0xBF], content[..3]);
        string[] rows = await PythonAsync(
            $$"""
            import csv, sys
            for row in csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter="{{separator}}"):
                print("|".join(row))
            """, content);
        Assert.Equal(heads, rows[0]);
        Assert.Equal($"=\"042191010\"|Érica Nogueira|4|3|0|0|0|1|1|{percent}|0|P|{absent}1", rows[1]);
        Assert.StartsWith($"=\"-1\"|'{Formula}|", rows[2], StringComparison.Ordinal);
        Assert.StartsWith("=\"1E5\"|", rows[3], StringComparison.Ordinal);
        Assert.StartsWith("=\"20261234567890\"|'+55, \"X\"; Y|", rows[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenPyXL_reads_the_workbook_with_days_texts_and_formulas()
    {
        InstalledProgram.Require("/usr/lib/python3/dist-packages/openpyxl/__init__.py");
        string[] lines = await PythonAsync(
            """
            import openpyxl, sys
            formulas, values = (openpyxl.load_workbook(sys.argv[1], data_only=only) for only in (False, True))
            print(formulas.sheetnames, [sheet.freeze_panes for sheet in formulas])
            for row in range(2, 6):
                cells = list(formulas["Totals"])[row - 1]
                print(*[f"{cell.data_type}:{cell.value}" for cell in cells[:11]], sep="|")
                print(*[cell.value for cell in list(values["Totals"])[row - 1][:11]], cells[9].number_format, sep="|")
            grid = list(formulas["Meetings and students"])
            print(*[cell.value for cell in grid[0]], *[cell.value for cell in grid[1]], grid[0][2].is_date, sep="|")
            meeting = list(formulas["Meetings"])[1]
            print(*[cell.value for cell in meeting], sep="|")
            """, await WriteAsync("xlsx", "en"));

        Assert.Equal("['Totals', 'Meetings and students', 'Meetings'] ['B2', 'C2', 'B2']", lines[0]);
        Assert.Equal(
            "s:042191010|s:Érica Nogueira|n:4|n:3|n:0|n:0|n:0|n:1|f:=F2+H2|f:=IF(C2=0,1,(C2-I2)/C2)|f:=FLOOR(ROUND(0.25*C2,6),1)-I2",
            lines[1]);
        Assert.Equal("042191010|Érica Nogueira|4|3|0|0|0|1|1|0.75|0|0.0%", lines[2]);
        Assert.StartsWith($"s:-1|s:{Formula}|", lines[3], StringComparison.Ordinal);
        Assert.StartsWith($"s:1E5|s:{Markup}|", lines[5], StringComparison.Ordinal);
        Assert.StartsWith("s:20261234567890|s:+55, \"X\"; Y|", lines[7], StringComparison.Ordinal);
        Assert.Equal("Student|Name|2026-08-03 00:00:00|2026-08-10 00:00:00|042191010|Érica Nogueira|P|A1|True", lines[9]);
        Assert.Equal("2026-08-03 00:00:00|08:00|2|3|1|", lines[10]);
    }

    [Fact]
    public async Task A_sheet_comes_to_the_same_as_the_program()
    {
        // What a school changes in the sheet is reckoned anew there: each formula refers to cells, not to what came of them.
        using ZipArchive zip = new(new MemoryStream(await WriteAsync("xlsx", "en", new TermRule(70, 10))));
        using StreamReader sheet = new(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        string text = sheet.ReadToEnd();
        Assert.Contains("<f>FLOOR(ROUND(0.3*10,6),1)-I2</f><v>2</v>", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Class 3030", "Date and signature")]
    [InlineData("pt-BR", "Turma 3030", "Data e assinatura")]
    public async Task Chromium_shows_the_page_and_prints_it(string language, string title, string signature)
    {
        string page = Path.Combine(_temporary.Path, "term.html");
        await File.WriteAllBytesAsync(page, await WriteAsync("html", language), TestContext.Current.CancellationToken);
        await using Chromium chromium = await Chromium.StartAsync();
        await chromium.OpenAsync(new Uri(page).AbsoluteUri);

        Assert.Equal(title, await chromium.EvaluateAsync("document.title"));
        Assert.Equal(language, await chromium.EvaluateAsync("document.documentElement.lang"));
        string seen = await chromium.SeenAsync();
        Assert.Contains(signature, seen, StringComparison.Ordinal);
        Assert.Contains(Formula, seen, StringComparison.Ordinal);
        Assert.Contains(Markup, seen, StringComparison.Ordinal);
        Assert.Equal("0", await chromium.EvaluateAsync("String(document.scripts.length)"));
        Assert.Equal("4 2", await chromium.EvaluateAsync(
            "document.querySelectorAll('table')[0].tBodies[0].rows.length+' '+document.querySelectorAll('svg rect').length"));
        Assert.Equal("true", await chromium.EvaluateAsync(
            "String([...document.querySelectorAll('svg rect')].every(r=>r.getBBox().height>0))"));
        Assert.Equal(["GET " + new Uri(page).AbsoluteUri], chromium.Requests);
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Moodle_gets_a_file_for_each_meeting()
    {
        IReadOnlyList<ExportFile> files =
            await TermExports.Find("moodle")!.WriteAsync(Report(new TermRule()), LanguagePack.Of(Language.English).Term);
        Assert.Equal(["2026-08-03_3030_080000.csv", "2026-08-10_3030_080000.csv"], files.Select(static file => file.Name));
        Assert.Equal(
            "idnumber,status\n042191010,P\n'-1,L\n1E5,P\n20261234567890,A\n", Encoding.UTF8.GetString(files[0].Content));
        Assert.Equal(
            "idnumber,status\n042191010,P\n'-1,E\n1E5,A\n20261234567890,A\n", Encoding.UTF8.GetString(files[1].Content));
    }

    [Fact]
    public async Task Each_format_has_a_name_of_its_own_and_writes_something()
    {
        Assert.Equal(["table", "json", "csv", "tsv", "xlsx", "html", "moodle"], TermExports.All.Select(static export => export.Name));
        foreach (TermExport export in TermExports.All)
        {
            Assert.All(await export.WriteAsync(Report(new TermRule()), LanguagePack.Of(Language.Portuguese).Term), static file =>
                Assert.NotEmpty(file.Content));
            TermReport empty = new(Class, "", Term.Of([], Roster.Empty, new TermRule()), First);
            Assert.NotNull(await export.WriteAsync(empty, LanguagePack.Of(Language.English).Term));
        }
    }

    private static TermReport Report(TermRule rule)
    {
        ClassSettings settings = new() { Lessons = 2, LateAfter = TimeSpan.FromMinutes(10) };
        Meeting[] meetings =
        [
            MeetingOf(List(First, ("042191010", 0), ("-1", 20), ("1E5", 0)), settings, Students),
            MeetingOf(
                List(First.AddDays(7), ("042191010", 0)), settings, Students,
                new CorrectionChange.Status(Id("042191010"), AttendanceStatus.Present, 1, ""),
                new CorrectionChange.Status(Id("-1"), AttendanceStatus.Excused, null, "")),
        ];
        return new TermReport(Class, "", Term.Of(meetings, Students, rule), First.AddDays(30));
    }

    private static async Task<byte[]> WriteAsync(string format, string language, TermRule? rule = null) =>
        (await TermExports.Find(format)!.WriteAsync(
            Report(rule ?? new TermRule()), LanguagePack.Of(language == "en" ? Language.English : Language.Portuguese).Term))[0].Content;

    private async Task<string[]> PythonAsync(string program, byte[] content)
    {
        string script = Path.Combine(_temporary.Path, "read.py"), file = Path.Combine(_temporary.Path, "file.xlsx");
        await File.WriteAllTextAsync(script, program, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        return (await ForeignProgram.RunAsync("/usr/bin/python3", ["-X", "utf8", script, file])).Split('\n');
    }
}
