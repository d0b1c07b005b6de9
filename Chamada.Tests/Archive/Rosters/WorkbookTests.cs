using System.IO.Compression;
using System.Text;
using Chamada.Core.Archive.Rosters;

namespace Chamada.Tests.Archive.Rosters;

/// <summary>Excel workbooks: cells as Excel shows them, whatever way they are stored.</summary>
public sealed class WorkbookTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="000000000"/><numFmt numFmtId="165" formatCode="General"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>
        """;

    private const string Strings = $"""
        <sst xmlns="{Main}"><si><t>Matrícula</t></si><si><t>Nome</t></si><si><r><t>Érica </t></r><r><rPr><b/></rPr><t xml:space="preserve">Nogueira</t></r><rPh><t>x</t></rPh></si><si/><si><t>Caio Lima</t></si></sst>
        """;

    [Fact]
    public void A_workbook_as_it_was_sent_is_read()
    {
        string[] students = RosterCase.Students(RosterCase.Read("07-xlsx-as-is/lista.xlsx"));
        Assert.Equal("042191001 Aluno 919 de Souza", students[0]);
        Assert.All(students, static student => Assert.Matches("^0421910[0-9]{2} Aluno [0-9]+ de Souza$", student));
    }

    [Fact]
    public void Shared_strings_formats_and_dates_read_as_Excel_shows_them()
    {
        byte[] file = Workbook(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t>Turma 3030</t></is></c></row>
            <row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="D3" t="inlineStr"><is><t>Nascimento</t></is></c></row>
            <row r="4"><c r="A4" s="1"><v>42191015</v></c><c r="B4" t="s"><v>2</v></c><c r="D4" s="2"><v>36526</v></c></row>
            <row><c s="3"><v>4.2191007E7</v></c><c t="str"><f>PROPER("x")</f><v>Bia</v></c></row>
            <row r="6"><c r="A6" s="1"><v>42191010</v></c><c r="B6" t="s"><v>4</v></c></row>
            """);
        RosterRead read = Assert.IsType<RosterRead>(RosterReader.Read(file));
        Assert.Equal(["042191015 Érica Nogueira", "42191007 Bia", "042191010 Caio Lima"], RosterCase.Students(read));
        Assert.Equal([4, 5, 6], read.Students.Select(static student => student.Line));
        Assert.Equal("2000-01-01", read.Layout.Columns[3].Sample.Single());
        Assert.Contains(read.Remarks, static line => line is { Line: 5, Issue: RosterIssue.OtherLength });
    }

    [Fact]
    public void A_number_of_more_digits_than_Excel_keeps_is_left_out()
    {
        byte[] file = Workbook(
            """<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>"""
            + """<row r="2"><c><v>2.0261234567890123E+18</v></c><c t="s"><v>4</v></c></row>""");
        Assert.Equal(RosterIssue.Rounded, Assert.IsType<RosterUnreadable>(RosterReader.Read(file)).LeftOut.Single().Issue);
    }

    [Fact]
    public void The_first_sheet_that_shows_is_read_or_the_one_that_is_named()
    {
        byte[] file =
            Workbook("<row r='1'><c><v>5001</v></c><c t='s'><v>4</v></c></row>",
                "<row r='1'><c><v>6001</v></c><c t='s'><v>2</v></c></row>");
        Assert.Equal(["6001 Érica Nogueira"], RosterCase.Students(RosterReader.Read(file)));
        Assert.Equal(["5001 Caio Lima"], RosterCase.Students(RosterReader.Read(file, new RosterChoice { Sheet = "oculta" })));
        RosterUndecided undecided = Assert.IsType<RosterUndecided>(RosterReader.Read(file, new RosterChoice { Sheet = "2027" }));
        Assert.Equal((RosterDoubt.NoSuchSheet, "2027"), (undecided.Doubt, undecided.Wanted));
        Assert.Equal(["Oculta", "Turma"], undecided.Layout.Sheets);
    }

    [Theory]
    [InlineData("<row r='1'><c><v>5001</v></c>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'aaaa'>]><row r='1'><c><v>&a;</v></c></row>")]
    public void A_damaged_workbook_is_said_to_be_one(string rows)
    {
        RosterUnreadable unreadable = Assert.IsType<RosterUnreadable>(RosterReader.Read(Workbook(rows)));
        Assert.Equal((FileKind.Workbook, RosterFault.Damaged), (unreadable.Kind, unreadable.Fault));
    }

    [Fact]
    public void A_sheet_that_unpacks_to_gigabytes_is_not_unpacked()
    {
        // 80 MB of spaces are some 80 kB in the file.
        byte[] file = Workbook(new string(' ', 80 * 1024 * 1024) + "<row r='1'><c><v>5001</v></c></row>");
        Assert.True(file.Length < RosterFile.MaxBytes);
        Assert.Equal(RosterFault.Damaged, Assert.IsType<RosterUnreadable>(RosterReader.Read(file)).Fault);
    }

    [Theory]
    [InlineData("xl/workbook.bin", FileKind.BinaryWorkbook)]
    [InlineData("word/document.xml", FileKind.Document)]
    [InlineData("Index/Document.iwa", FileKind.Numbers)]
    [InlineData("lista.csv", FileKind.Archive)]
    public void Other_packed_files_are_named(string part, FileKind kind) =>
        Assert.Equal(kind, Assert.IsType<RosterUnreadable>(RosterReader.Read(Zip((part, "")))).Kind);

    [Fact]
    public void So_is_an_OpenDocument_sheet() => Assert.Equal(
        FileKind.OpenDocument,
        Assert.IsType<RosterUnreadable>(RosterReader.Read(Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")))).Kind);

    /// <summary>A workbook of one sheet, or of a hidden one and another.</summary>
    private static byte[] Workbook(params string[] sheets)
    {
        string[] names = sheets.Length == 1 ? ["Turma"] : ["Oculta", "Turma"];
        IEnumerable<(string, string)> parts = sheets.Select((rows, i) =>
            ($"xl/worksheets/sheet{i + 1}.xml", rows.StartsWith("<!", StringComparison.Ordinal)
                ? rows.Replace("]>", $"]><worksheet xmlns=\"{Main}\"><sheetData>", StringComparison.Ordinal) + "</sheetData></worksheet>"
                : $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>"));
        string list =
            string.Concat(names.Select((name,
                i) => $"<sheet name=\"{name}\" sheetId=\"{i + 1}\" {(name == "Oculta" ? "state=\"hidden\" " : "")}r:id=\"rId{i + 1}\"/>"));
        string relations =
            string.Concat(names.Select(static (_,
                i) => $"<Relationship Id=\"rId{i + 1}\" Target=\"{(i == 0 ? "" : "/xl/")}worksheets/sheet{i + 1}.xml\"/>"));
        return Zip(
        [
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" "
                + $"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{list}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"),
            ("xl/styles.xml", Styles),
            ("xl/sharedStrings.xml", Strings),
            .. parts,
        ]);
    }

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in parts)
            {
                using Stream part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }
}
