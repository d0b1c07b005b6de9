using System.Text;
using Chamada.Core.Archive;
using Chamada.Tests.Screens;
using CsCheck;

namespace Chamada.Tests.Archive;

public sealed class RosterImportTests
{
    [Theory]
    [InlineData("10,Ana\n20,Bruno\n")]
    [InlineData("10;Ana\r\n20;Bruno\r\n")]
    [InlineData("10\tAna\r20\tBruno")]
    [InlineData("matricula,nome\n10,Ana\n20,Bruno\n")]
    [InlineData("\uFEFFMatrícula;Nome\n10;Ana\n20;Bruno\n")]
    [InlineData("Nome;Matrícula\nAna;10\nBruno;20\n")]
    [InlineData("Ana,10\nBruno,20\n")]
    [InlineData("Nº,Matrícula,Nome completo,E-mail\n1,10,Ana,ana@x.br\n2,20,Bruno,b@x.br\n")]
    [InlineData("Student Number,Full Name\n\"10\",\"Ana\"\n\"20\",\"Bruno\"\n")]
    [InlineData("\n\n10,Ana\n\n;;;\n20,Bruno\n\n")]
    public void Finds_out_separator_header_and_columns(string file)
    {
        RosterImport import = RosterImport.Read(Encoding.UTF8.GetBytes(file));
        Assert.Equal([("10", "Ana"), ("20", "Bruno")], Entries(import));
        Assert.Empty(import.BadLines);
    }

    [Fact]
    public void Reads_Windows_1252_and_both_orders_of_UTF_16()
    {
        byte[] windows = [.. "10;Jo"u8, 0xE3, .. "o C"u8, 0xE9, .. "sar "u8, 0x96, .. " "u8, 0x80, (byte)'\n'];
        RosterImport import = RosterImport.Read(windows);
        Assert.Equal(("10", "João César – €"), Entries(import).Single());
        Assert.Equal("Windows-1252", import.Encoding);
        Assert.Equal(("10", "João"), Entries(RosterImport.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("10;João\n")])).Single());
        Assert.Equal(("10", "João"), Entries(RosterImport.Read([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("10;João\n")])).Single());
    }

    [Fact]
    public void A_quoted_field_may_hold_separators_quotes_and_line_ends()
    {
        RosterImport import = RosterImport.Read("10,\"Silva, Ana \"\"Aninha\"\"\"\n20,\"Bruno\nde Souza\"\n30,Caio \"Cá\" Lima\n"u8);
        Assert.Equal([("10", "Silva, Ana \"Aninha\""), ("20", "Bruno de Souza"), ("30", "Caio \"Cá\" Lima")], Entries(import));
    }

    [Fact]
    public void Bad_lines_are_reported_with_their_place_and_cost_nothing_else()
    {
        RosterImport import = RosterImport.Read(Encoding.UTF8.GetBytes(
            "numero,nome\n10,Ana\n,Sem Número\nJoão da Silva,20\n10,Outra Ana\n123456789012345678901234567890123,Longa\n30,\"aberta\n40,Davi\n"));
        Assert.Equal([("10", "Ana"), ("40", "Davi")], Entries(import));
        Assert.Equal(
            [(3, BadLineReason.NoNumber), (4, BadLineReason.BadCharacter), (5, BadLineReason.Duplicate), (6, BadLineReason.NumberTooLong), (7, BadLineReason.OpenQuote)],
            import.BadLines.Select(static line => (line.Line, line.Reason)));
        Assert.Equal("João da Silva,20", import.BadLines[1].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData(";;;;\n")]
    public void A_file_without_students_is_an_empty_list(string file)
    {
        RosterImport import = RosterImport.Read(Encoding.UTF8.GetBytes(file));
        Assert.Empty(import.Entries);
        Assert.Equal(0, import.ToRoster().Count);
    }

    [Fact]
    public void A_column_of_numbers_alone_is_a_list_without_names()
    {
        RosterImport import = RosterImport.Read("042191010\n20\n"u8);
        Assert.Equal([("042191010", ""), ("20", "")], Entries(import));
    }

    [Fact]
    public void What_is_written_is_read_back_as_it_was() =>
        Gen.Select(Gen.Int[0, 1000], Gen.String[Gen.OneOf(Gen.Char["aZãÉ ,;\t\"'=+-@|\u0301"], Gen.Char), 0, 20]).Array[0, 20].Sample(rows =>
        {
            Roster roster = new(rows.Select(static row => new RosterEntry(ModelBench.Student($"s-{row.Item1}"), Roster.Tidy(WithoutLoneSurrogates(row.Item2)))));
            Roster read = RosterImport.Read(Encoding.UTF8.GetBytes(RosterCsv.Write(roster))).ToRoster();
            Assert.Equal(roster.Entries, read.Entries);
        });

    [Fact]
    public void Whatever_a_file_holds_reading_it_ends_with_names_fit_to_be_shown() => Gen.Byte.Array[0, 300].Sample(content =>
    {
        RosterImport import = RosterImport.Read(content);
        Assert.All(import.Entries, static entry => Assert.DoesNotContain(entry.Name, char.IsControl));
        Assert.All(import.BadLines, static line => Assert.DoesNotContain(line.Text, char.IsControl));
    });

    private static string WithoutLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<(string, string)> Entries(RosterImport import) => import.Entries.Select(static entry => (entry.Student.ToString(), entry.Name));
}
