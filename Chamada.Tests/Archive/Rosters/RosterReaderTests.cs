using System.Text;
using Chamada.Core.Archive.Rosters;
using CsCheck;

namespace Chamada.Tests.Archive.Rosters;

public sealed class RosterReaderTests
{
    [Theory]
    [InlineData("10,Ana\n20,Bruno\n")]
    [InlineData("10;Ana\r\n20;Bruno\r\n")]
    [InlineData("10\tAna\r20\tBruno")]
    [InlineData("10|Ana\n20|Bruno\n")]
    [InlineData("matricula,nome\n10,Ana\n20,Bruno\n")]
    [InlineData("\uFEFFMatrícula;Nome\n10;Ana\n20;Bruno\n")]
    [InlineData("Nome;Matrícula\nAna;10\nBruno;20\n")]
    [InlineData("Ana,10\nBruno,20\n")]
    [InlineData("Nº,Matrícula,Nome completo,E-mail\n1,10,Ana,ana@x.br\n2,20,Bruno,b@x.br\n")]
    [InlineData("Student Number,Full Name\n\"10\",\"Ana\"\n\"20\",\"Bruno\"\n")]
    [InlineData("\n\n10,Ana\n\n;;;\n20,Bruno\n\n")]
    public void Finds_out_separator_header_and_columns(string file)
    {
        RosterReading reading = Read(file);
        Assert.Equal(["10 Ana", "20 Bruno"], RosterCase.Students(reading));
        Assert.Empty(((RosterRead)reading).LeftOut);
    }

    [Fact]
    public void A_quoted_field_may_hold_separators_quotes_and_line_ends() => Assert.Equal(
        ["10 Silva, Ana \"Aninha\"", "20 Bruno de Souza", "30 Caio \"Cá\" Lima", "40 Duda 5\" Reis", "50 Eva 6\" Sá"],
        RosterCase.Students(Read("10,\"Silva, Ana \"\"Aninha\"\"\"\n20,\"Bruno\nde Souza\"\n30,Caio \"Cá\" Lima\n40,Duda 5\" Reis\n50,Eva "
            + "6\" Sá\n")));

    [Fact]
    public void Bad_lines_are_reported_with_their_place_and_cost_nothing_else()
    {
        RosterRead read = Assert.IsType<RosterRead>(Read(
            "numero,nome\n10,Ana\n,Sem Número\nJoão da Silva,20\n10,Outra "
                + "Ana\n123456789012345678901234567890123,Longa\n30,\"aberta\n40,Davi\n50,Eva\n"));
        Assert.Equal(["10 Ana", "40 Davi", "50 Eva"], RosterCase.Students(read));
        Assert.Equal(
            [(3, RosterIssue.NoNumber), (4, RosterIssue.BadCharacter), (5, RosterIssue.Duplicate), (6, RosterIssue.NumberTooLong),
                (7, RosterIssue.OpenQuote)],
            read.LeftOut.Select(static line => (line.Line, line.Issue)));
        Assert.Equal("João da Silva,20", read.LeftOut[1].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData(";;;;\n")]
    public void A_file_without_anything_is_empty(string file) =>
        Assert.Equal(RosterFault.Empty, Assert.IsType<RosterUnreadable>(Read(file)).Fault);

    [Fact]
    public void Whatever_a_file_holds_reading_it_ends_with_text_fit_to_be_shown() => Gen.OneOf(
        Gen.Byte.Array[0, 300],
        Gen.String[Gen.Char["01;,\t\"\n\r =#'EéãA@.-/\u200B\u202E"], 0, 120].Select(Encoding.UTF8.GetBytes)).Sample(content =>
    {
        switch (RosterReader.Read(content))
        {
            case RosterRead read:
                Assert.All(read.Students, static student => Assert.DoesNotContain(student.Name, char.IsControl));
                Assert.All(read.LeftOut.Concat(read.Remarks), static line => Assert.DoesNotContain(line.Text, char.IsControl));
                break;
            case RosterUndecided undecided:
                Assert.All(undecided.Layout.Columns,
                    static column => Assert.DoesNotContain(column.Header + string.Concat(column.Sample), char.IsControl));
                break;
        }
    });

    private static RosterReading Read(string file) => RosterReader.Read(Encoding.UTF8.GetBytes(file));
}
