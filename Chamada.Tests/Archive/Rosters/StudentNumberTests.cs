using System.Text;
using Chamada.Core.Archive.Rosters;

namespace Chamada.Tests.Archive.Rosters;

/// <summary>Student numbers as spreadsheets leave them: unwrapped where that is certain, told where it is not.</summary>
public sealed class StudentNumberTests
{
    [Theory]
    [InlineData("=\"042191015\"", "042191015", null)]
    [InlineData("'042191015", "042191015", null)]
    [InlineData("#042191015", "042191015", null)]
    [InlineData("\u200B042191015\u00A0", "042191015", RosterIssue.HadMarks)]
    [InlineData("\uFEFF042191015", "042191015", RosterIssue.HadMarks)]
    [InlineData("42191015.0", "42191015", RosterIssue.WasDecimal)]
    [InlineData("42191015,00", "42191015", RosterIssue.WasDecimal)]
    [InlineData("4,2191015E+07", "42191015", RosterIssue.WasDecimal)]
    [InlineData("042 191 015", "042191015", RosterIssue.HadSpaces)]
    [InlineData("12.345.678-9", "12.345.678-9", RosterIssue.Punctuated)]
    [InlineData("2E15", "2E15", null)]
    public void A_number_is_taken_out_of_its_wrapping(string cell, string number, RosterIssue? remark)
    {
        RosterRead read = Assert.IsType<RosterRead>(Read($"Matrícula\tNome\n{cell}\tAna\n"));
        Assert.Equal(number, read.Students.Single().Student.ToString());
        Assert.Equal(remark, read.Remarks.Select(static line => (RosterIssue?)line.Issue).SingleOrDefault());
    }

    [Theory]
    [InlineData("4,2191E+08", RosterIssue.Rounded, "")]
    [InlineData("4.2191E8", RosterIssue.Rounded, "")]
    [InlineData("15/0012345", RosterIssue.BadCharacter, "150012345")]
    [InlineData("042191010/3", RosterIssue.BadCharacter, "0421910103")]
    [InlineData("João", RosterIssue.BadCharacter, "")]
    [InlineData("total", RosterIssue.Footer, "")]
    [InlineData("ana", RosterIssue.NoDigit, "")]
    [InlineData("123456789012345678901234567890123", RosterIssue.NumberTooLong, "")]
    public void What_no_student_could_type_is_left_out_and_the_way_to_type_it_suggested(string cell, RosterIssue issue, string suggestion)
    {
        RosterRead read = Assert.IsType<RosterRead>(Read($"Matrícula\tNome\n10001\tAna\n{cell}\tBia\n10002\tCaio\n10003\tDuda\n"));
        Assert.Equal((3, issue, suggestion), read.LeftOut.Select(static line => (line.Line, line.Issue, line.Suggestion)).Single());
    }

    [Fact]
    public void The_way_to_type_them_is_taken_for_all_where_a_person_wants_it()
    {
        RosterUnreadable slashes = Assert.IsType<RosterUnreadable>(RosterCase.Read("10-slash-matricula/in.csv"));
        Assert.Equal(["150012345", "150012346"], slashes.LeftOut.Select(static line => line.Suggestion));
        RosterChoice plain = new() { WithoutPunctuation = true };
        Assert.Equal(["150012345 Érica Nogueira", "150012346 Caio Lima"],
            RosterCase.Students(RosterCase.Read("10-slash-matricula/in.csv", plain)));
        Assert.Equal(
            ["042191015 Érica Nogueira", "0421910071 Caio Lima", "0421910103 Daniela Souza"],
            RosterCase.Students(RosterCase.Read("08-excel-mangled/formatted.csv", plain)));
    }

    [Theory]
    [InlineData("08-excel-mangled/sci.csv", 3)]
    [InlineData("08-excel-mangled/sci-noplus.csv", 2)]
    public void A_list_of_rounded_numbers_is_refused_line_by_line(string file, int lines)
    {
        RosterUnreadable unreadable = Assert.IsType<RosterUnreadable>(RosterCase.Read(file));
        Assert.Equal(RosterFault.Nobody, unreadable.Fault);
        Assert.Equal(Enumerable.Repeat(RosterIssue.Rounded, lines), unreadable.LeftOut.Select(static line => line.Issue));
    }

    [Fact]
    public void Invisible_marks_are_taken_off_with_a_word()
    {
        RosterRead read = Assert.IsType<RosterRead>(RosterCase.Read("08-excel-mangled/invisible.csv"));
        Assert.Equal(["042191015 Érica Nogueira", "042191007 Caio Lima", "042191010 Daniela Souza", "042191011 Zero"],
            RosterCase.Students(read));
        Assert.Equal([(2, RosterIssue.HadMarks), (3, RosterIssue.HadMarks), (4, RosterIssue.HadMarks)],
            read.Remarks.Select(static line => (line.Line, line.Issue)));
    }

    [Fact]
    public void A_number_that_is_shorter_than_all_others_is_remarked_on()
    {
        RosterRead read = Assert.IsType<RosterRead>(Read("Matrícula;Nome\n042191015;Ana\n42191007;Bia\n042191010;Caio\n042191011;Duda\n"));
        Assert.Equal([(3, RosterIssue.OtherLength)], read.Remarks.Select(static line => (line.Line, line.Issue)));
        Assert.Empty(Assert.IsType<RosterRead>(RosterCase.Read("08-excel-mangled/lost-zero.csv")).Remarks);
    }

    private static RosterReading Read(string file) => RosterReader.Read(Encoding.UTF8.GetBytes(file));
}
