using Chamada.Core.Archive.Rosters;

namespace Chamada.Tests.Archive.Rosters;

/// <summary>Class lists as real systems export them: what is read, and what is asked instead of guessed.</summary>
public sealed class SystemExportTests
{
    private static readonly string[] EricaAndCaio = ["042191015 Érica Nogueira", "042191007 Caio Lima"];

    [Theory]
    [InlineData("02-moodle-participants/en.csv")]
    [InlineData("02-moodle-participants/pt.csv")]
    [InlineData("04-sep-line/pipe.csv")]
    [InlineData("04-sep-line/semicolon.csv")]
    [InlineData("05-teams-report/nobom-list.csv")]
    [InlineData("08-excel-mangled/apostrophe.csv")]
    [InlineData("08-excel-mangled/formula-bare.csv")]
    [InlineData("08-excel-mangled/formula-text.csv")]
    [InlineData("13-header-words/a-numero-de-matricula.csv")]
    [InlineData("13-header-words/c-forms.csv")]
    [InlineData("13-header-words/f-d2l.csv")]
    [InlineData("13-header-words/g-chamada.csv")]
    [InlineData("13-header-words/h-two-headers.csv")]
    [InlineData("13-header-words/i-repeat.csv")]
    public void Number_and_name_are_found_among_whatever_else_there_is(string file) =>
        Assert.Equal(EricaAndCaio, RosterCase.Students(RosterCase.Read(file)));

    [Theory]
    [InlineData("01-canvas-gradebook/in.csv", "042191015 Nogueira, Érica|042191007 Lima, Caio")]
    [InlineData("03-title-rows/ascii.csv", "042191015 ERICA NOGUEIRA|042191007 CAIO LIMA")]
    [InlineData("04-sep-line/comma.csv", "042191015 Nogueira; Érica|042191007 Lima; Caio")]
    [InlineData("13-header-words/b-rm.csv", "31415 Érica Nogueira|31416 Caio Lima")]
    [InlineData("13-header-words/j-sisid.csv", "042191015 Nogueira, Érica|042191007 Lima, Caio")]
    [InlineData("28-batch-files/cr-only.txt", "042191015|042191007")]
    [InlineData("28-batch-files/csv.txt", "042191015 Érica Nogueira|042191007 Caio Lima")]
    [InlineData("28-batch-files/header.txt", "042191015|042191007")]
    [InlineData("28-batch-files/nbsp.txt", "042191015|042191007|042191010")]
    [InlineData("28-batch-files/utf16.txt", "042191015|042191007")]
    public void So_are_they_in(string file, string students) =>
        Assert.Equal(students.Split('|'), RosterCase.Students(RosterCase.Read(file)));

    [Theory]
    [InlineData("01-canvas-gradebook/in.csv", "2 Footer|5 NoNumber")]
    [InlineData("02-moodle-participants/pt.csv", "4 NoNumber")]
    [InlineData("03-title-rows/ascii.csv", "5 Footer")]
    [InlineData("13-header-words/h-two-headers.csv", "")]
    [InlineData("13-header-words/i-repeat.csv", "3 Footer|4 HeaderAgain|6 Footer")]
    public void What_is_no_student_is_left_out_with_its_line(string file, string leftOut)
    {
        RosterRead read = Assert.IsType<RosterRead>(RosterCase.Read(file));
        Assert.Equal(leftOut, string.Join('|', read.LeftOut.Select(static line => $"{line.Line} {line.Issue}")));
    }

    [Theory]
    [InlineData("05-teams-report/bom.csv", RosterDoubt.NoNumber, "ID do participante (UPN)")]
    [InlineData("06-zoom-report/in.csv", RosterDoubt.NoNumber, "Total Duration (Minutes)")]
    [InlineData("11-email-list/in.csv", RosterDoubt.NoNumber, "Email Address")]
    [InlineData("13-header-words/l-moodle-noid.csv", RosterDoubt.NoNumber, "Número de identificação")]
    public void Where_no_column_has_student_numbers_none_is_taken_for_one(string file, RosterDoubt doubt, string heading)
    {
        RosterUndecided undecided = Assert.IsType<RosterUndecided>(RosterCase.Read(file));
        Assert.Equal(doubt, undecided.Doubt);
        Assert.Contains(undecided.Layout.Columns, column => column.Header == heading);
    }

    [Theory]
    [InlineData("1,Ana\n2,Bia\n3,Caio\n", RosterDoubt.NoNumber)]
    [InlineData("Seq.;Nome\n1;Ana\n2;Bia\n", RosterDoubt.NoNumber)]
    [InlineData("Seq.;RA;Matrícula;Nome\n1;1001;20261;Ana\n2;1002;20262;Bia\n", RosterDoubt.Number)]
    [InlineData("042191015;11987654321;Ana\n042191007;11987654322;Bia\n", RosterDoubt.Number)]
    [InlineData("Legado;Nome\n5001;Ana\n5002;Bia\n", RosterDoubt.Number)]
    [InlineData("Student,ID,SIS Login ID,Section\n\"Lima, Ana\",7781,ana.l,A\n\"Sá, Bia\",7782,bia.s,A\n", RosterDoubt.NoNumber)]
    [InlineData("Matrícula;Nome do contato;Nome da escola\n5001;Ana Lima;Rui Sá\n5002;Bia Reis;Ivo Melo\n", RosterDoubt.Name)]
    [InlineData("5001;Ana Lima;Rui Sá\n5002;Bia Reis;Ivo Melo\n", RosterDoubt.Name)]
    public void Where_several_could_be_meant_a_person_is_asked(string file, RosterDoubt doubt) =>
        Assert.Equal(doubt, Assert.IsType<RosterUndecided>(Read(file)).Doubt);

    [Theory]
    [InlineData("#;RM;Nome\n1;501;Ana\n2;502;Bia\n", "501 Ana|502 Bia")]
    [InlineData("Nome;Nascimento;CPF;Nº USP\nAna;01/02/2001;11122233344;9001\nBia;02/03/2002;22233344455;9002\n", "9001 Ana|9002 Bia")]
    [InlineData("Data de matrícula;Matrícula;Nome da mãe;Nome do aluno\n2026-02-01;5001;Rita;Ana\n2026-02-01;5002;Sara;Bia\n",
        "5001 Ana|5002 Bia")]
    [InlineData("Lista de presença - Turma 3030\nProfessor: Rui Melo;;\n\nMatrícula;Nome;Nota\n5001;Ana;10\n5002;Bia;9,5\n;;\nTotal de "
        + "alunos;2;\n", "5001 Ana|5002 Bia")]
    [InlineData("Aluno\nAna Lima (20261234001)\nBia Sá (20261234002)\n", "20261234001 Ana Lima|20261234002 Bia Sá")]
    [InlineData("20261234001 - Ana Lima\n20261234002 - Bia Sá\n", "20261234001 Ana Lima|20261234002 Bia Sá")]
    [InlineData("042191015,Ana Lima,19\n042191007,Bia Sá,20\n", "042191015 Ana Lima|042191007 Bia Sá")]
    [InlineData("Matrícula;Nome\n1;Ana\n2;Bia\n", "1 Ana|2 Bia")]
    [InlineData("Matrícula;Nome\n5001;Page, Jimmy\n5002;Maria Fonte\n", "5001 Page, Jimmy|5002 Maria Fonte")]
    public void Content_is_weighed_against_headings(string file, string students) =>
        Assert.Equal(students.Split('|'), RosterCase.Students(Read(file)));

    [Fact]
    public void Numbers_that_only_count_are_remarked_on_where_the_heading_insists() =>
        Assert.Contains(Assert.IsType<RosterRead>(Read("Matrícula;Nome\n1;Ana\n2;Bia\n")).Remarks,
            static line => line.Issue == RosterIssue.OnlyCounts);

    [Fact]
    public void A_person_may_name_the_columns_by_heading_or_place()
    {
        const string Two = "RA;Matrícula;Nome;Nome social\n1001;20261;Ana;\n1002;20262;Bia;Beto\n";
        Assert.Equal(["1001 Ana", "1002 Bia"], RosterCase.Students(Read(Two, new RosterChoice { Number = "ra" })));
        Assert.Equal(["20261 Ana", "20262 Bia"], RosterCase.Students(Read(Two, new RosterChoice { Number = "2" })));
        Assert.Equal(["20261", "20262 Beto"],
            RosterCase.Students(Read(Two, new RosterChoice { Number = "MATRICULA", Name = "nome social" })));
        Assert.Equal(["1001 Ana", "1002 Bia Beto"], RosterCase.Students(Read(Two, new RosterChoice { Number = "1", Name = "3+4" })));
        RosterUndecided undecided = Assert.IsType<RosterUndecided>(Read(Two, new RosterChoice { Number = "CPF" }));
        Assert.Equal((RosterDoubt.NoSuchColumn, "CPF"), (undecided.Doubt, undecided.Wanted));
    }

    [Fact]
    public void A_login_is_a_student_number_only_where_a_person_says_so()
    {
        const string Logins = "Nome;Login\nAna;ana.l\nBia;bia.s\n";
        Assert.IsType<RosterUndecided>(Read(Logins));
        Assert.Equal(["ana.l Ana", "bia.s Bia"], RosterCase.Students(Read(Logins, new RosterChoice { Number = "Login" })));
    }

    [Theory]
    [InlineData("12-html-xls/lista.xls", FileKind.Html)]
    public void What_is_not_read_is_named(string file, FileKind kind)
    {
        RosterUnreadable unreadable = Assert.IsType<RosterUnreadable>(RosterCase.Read(file));
        Assert.Equal((kind, RosterFault.OtherKind), (unreadable.Kind, unreadable.Fault));
    }

    [Theory]
    [InlineData("%PDF-1.7\n", FileKind.Pdf)]
    [InlineData("{\\rtf1\\ansi", FileKind.Document)]
    [InlineData("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", FileKind.OldWorkbook)]
    [InlineData("<?xml version=\"1.0\"?><?mso-application?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
        FileKind.XmlWorkbook)]
    [InlineData("\u0089PNG\r\n", FileKind.Image)]
    [InlineData("PK\u0003\u0004", FileKind.Archive)]
    [InlineData("\u0001\0\u0002abc", FileKind.Binary)]
    public void So_are_the_other_kinds(string begin, FileKind kind) =>
        Assert.Equal(kind, Assert.IsType<RosterUnreadable>(RosterReader.Read(begin.Select(static c => (byte)c).ToArray())).Kind);

    private static RosterReading Read(string file, RosterChoice? choice = null) =>
        RosterReader.Read(System.Text.Encoding.UTF8.GetBytes(file), choice);
}
