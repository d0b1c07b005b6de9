using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Text;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Screens;
using CsCheck;

namespace Chamada.Tests.Archive;

/// <summary>A class list as it is kept: in its file, changed by several programs, with two ways to write one number.</summary>
public sealed class RosterTests : IDisposable
{
    private static readonly ClassNumber Class = ClassNumber.From(3030);

    private readonly TemporaryFolder _temporary = new();
    private readonly RosterFolder _folder;

    public RosterTests() => _folder = new RosterFolder(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void What_is_written_is_read_back_as_it_was()
    {
        Gen<string> names = Gen.String[Gen.OneOf(Gen.Char["aZãÉ ,;\t\"'=+-@|\u0301"], Gen.Char), 0, 20];
        Gen<string> numbers = Gen.String[Gen.Char["0123abZ.-_"], 1, 8];
        Gen.Select(numbers, names, numbers).Array[0, 20].Sample(rows =>
        {
            Roster roster = new(
                rows.Select(static row => new RosterEntry(Id(row.Item1), Roster.Tidy(row.Item2))),
                rows.Select(static row => new OtherNumber(Id(row.Item3), Id(row.Item1))));
            KeptRoster read = RosterCsv.Read(Encoding.UTF8.GetBytes(RosterCsv.Write(roster)));
            Assert.Equal(roster.Entries, read.Roster.Entries);
            Assert.Equal(roster.Others.OrderBy(static other => other.Typed.ToString()),
                read.Roster.Others.OrderBy(static other => other.Typed.ToString()));
            Assert.Empty(read.BadLines);
        });
    }

    [Theory]
    [InlineData("Ã§")]
    [InlineData("ÃƒÂ§")]
    [InlineData("IRMÃ£ Dulce")]
    public void A_name_is_kept_that_looks_as_if_it_had_been_encoded_twice(string name)
    {
        foreach (OtherNumber[] others in (OtherNumber[][])[[], [new OtherNumber(Id("7"), Id("1"))]])
        {
            Roster roster = new([new RosterEntry(Id("1"), name), new RosterEntry(Id("2"), "Ana")], others);
            KeptRoster read = RosterCsv.Read(Encoding.UTF8.GetBytes(RosterCsv.Write(roster)));
            Assert.Equal(roster.Entries, read.Roster.Entries);
            Assert.Equal(roster.Others, read.Roster.Others);
        }
    }

    [Fact]
    public void Two_programs_change_one_list_and_neither_loses_the_others_change()
    {
        RosterFolder other = new(_temporary.Path);
        Change(roster => roster.With(Id("10"), "Ana"));
        Parallel.Invoke(
            () => Array.ForEach([.. Enumerable.Range(100, 20)], i => Change(roster => roster.With(Id($"{i}"), ""))),
            () => Array.ForEach([.. Enumerable.Range(200, 20)],
                i => Assert.Null(other.Change(Class, roster => roster.With(Id($"{i}"), "")).Error)));
        Change(roster => roster.Without(Id("10")));
        Assert.Equal(40, Kept().Roster.Count);
    }

    [Fact]
    public void A_list_that_replaces_another_keeps_who_was_added_meanwhile()
    {
        Roster seen = Change(roster => roster.With(Id("10"), "Ana").With(Id("20"), "Bia"));
        Change(roster => roster.With(Id("30"), "Caio"));
        Roster replaced = Change(roster => roster.ReplaceBy(new Roster([new(Id("20"), "Bia Sá"), new(Id("40"), "Duda")]), seen));
        Assert.Equal(["20 Bia Sá", "40 Duda", "30 Caio"], Names(replaced));
    }

    [Fact]
    public void Bad_lines_of_a_file_edited_by_hand_are_told_and_stay_until_they_are_mended()
    {
        File.WriteAllText(_folder.FileOf(Class), "student,name\n10,Ana\nJoão;20\n10,Outra\n30,\"Caio\n40,Duda\n");
        KeptRoster kept = Kept();
        Assert.Equal(["10 Ana", "40 Duda"], Names(kept.Roster));
        Assert.Equal([3, 4, 5], kept.BadLines.Select(static line => line.Line));

        Change(roster => roster.With(Id("50"), "Eva"));
        Assert.Equal("student,name\n10,Ana\n40,Duda\n50,Eva\nJoão;20\n10,Outra\n30,\"Caio\n", File.ReadAllText(_folder.FileOf(Class)));
        kept = Kept();
        Assert.Equal(["10 Ana", "40 Duda", "50 Eva"], Names(kept.Roster));
        Assert.Equal([5, 6, 7], kept.BadLines.Select(static line => line.Line));

        // Even when nobody is left.
        Change(roster => roster.Without(Id("10")).Without(Id("40")).Without(Id("50")));
        Assert.Equal(3, Kept().BadLines.Count + Names(Kept().Roster).Length);
    }

    [Theory]
    [InlineData("student;name\r\n10;Jo\u00E3o\r\n20;Bia\r\n", 1252)]
    [InlineData("10,João\n20,Bia\n", 65001)]
    [InlineData("1,João\n2,Bia\n", 65001)]
    [InlineData("student,name\nana,João\n,x\n", 65001)]
    public void A_file_that_another_program_saved_is_still_a_list(string text, int codePage)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        File.WriteAllBytes(_folder.FileOf(Class), Encoding.GetEncoding(codePage).GetBytes(text));
        Assert.Equal("João", Kept().Roster.Entries[0].Name);
    }

    [Fact]
    public void A_file_that_is_no_text_is_an_error_and_is_not_written_over()
    {
        File.WriteAllText(_folder.FileOf(Class), "%PDF-1.7");
        Assert.NotNull(_folder.Read(Class).Error);
        Assert.NotNull(_folder.Change(Class, static roster => roster).Error);
        Assert.Equal("%PDF-1.7", File.ReadAllText(_folder.FileOf(Class)));
    }

    [Theory]
    [InlineData("42191015", "042191015", "042191015", "42191015")]
    [InlineData("042191015", "42191015", "042191015", "42191015")]
    [InlineData("12.345.678-9", "123456789", "12.345.678-9", "123456789")]
    [InlineData("0012-3", "123", "0012-3", "123")]
    public void The_likely_student_is_found_and_remembered_under_both_numbers(string listed, string typed, string number, string other)
    {
        Roster roster = new([new(Id("77"), "Bia"), new(Id(listed), "Ana")]);
        Assert.Equal("Ana", roster.LikelyMeant(Id(typed))?.Name);
        Change(_ => roster.With(new OtherNumber(Id(typed), Id(listed))));

        Roster kept = Kept().Roster;
        Assert.Equal(["77 Bia", $"{number} Ana"], Names(kept));
        Assert.Equal(("Ana", "Ana"), (kept.NameOf(Id(typed)), kept.NameOf(Id(listed))));
        Assert.Equal([new OtherNumber(Id(other), Id(number))], kept.Others);
        Assert.Null(kept.LikelyMeant(Id(typed)));

        // The same file from the same system, once more.
        Assert.Equal([$"{number} Ana"], Names(kept.ReplaceBy(new Roster([new(Id(listed), "Ana")]), seen: kept)));
        Assert.Equal(["77 Bia", $"{number} Ana Lima"], Names(kept.Join(new Roster([new(Id(listed), "Ana Lima")]))));
        Assert.Equal(["77 Bia"], Names(kept.Without(Id(other))));
    }

    [Fact]
    public void Where_two_could_be_meant_nobody_is()
    {
        Roster roster = new([new(Id("0042"), "Ana"), new(Id("042"), "Bia")]);
        Assert.Null(roster.LikelyMeant(Id("42")));
        Assert.Null(roster.LikelyMeant(Id("43")));
    }

    [Fact]
    public void Two_ways_to_write_one_number_are_one_student_in_the_count()
    {
        AttendanceSheet sheet = new() { Roster = new Roster([new(Id("042"), "Ana"), new(Id("7"), "Bia")]) };
        sheet.Take(new RecordEntry(Id("42"), DateTimeOffset.UnixEpoch, Mark.Present, ""));
        Assert.Equal((0, 2, 1), (sheet.PresentOnRoster, sheet.Absent, sheet.OffRoster));
        Assert.Equal("Ana", sheet.LastLikelyPair?.Listed.Name);

        sheet.Roster = sheet.Roster.With(new OtherNumber(Id("42"), Id("042")));
        Assert.Equal((1, 1, 0), (sheet.PresentOnRoster, sheet.Absent, sheet.OffRoster));
        Assert.Null(sheet.LastLikelyPair);
        sheet.Take(new RecordEntry(Id("042"), DateTimeOffset.UnixEpoch, Mark.Present, ""));
        Assert.Equal((1, 1, 0), (sheet.PresentOnRoster, sheet.Absent, sheet.OffRoster));
        sheet.Take(new RecordEntry(Id("42"), DateTimeOffset.UnixEpoch, Mark.Removed, "x"));
        Assert.Equal((1, 1), (sheet.PresentOnRoster, sheet.Absent));
        Assert.Equal(["Bia"], sheet.Absentees.Select(static entry => entry.Name));
    }

    [Fact]
    public void Names_are_tidied_and_searched_without_accents_in_both_forms()
    {
        Assert.Equal("João", Roster.Tidy(" Joa\u0303o\u202E "));
        Assert.True(FoldedText.Contains("Joa\u0303o Conceição", FoldedText.Of("JOÃO conceic\u0327a\u0303o")));
        Assert.True(FoldedText.Contains("Nguyễn Việt", FoldedText.Of("nguyen viet")));
    }

    private Roster Change(Func<Roster, Roster> edit)
    {
        FolderResult<KeptRoster> result = _folder.Change(Class, edit);
        Assert.Null(result.Error);
        return result.Value!.Roster;
    }

    private KeptRoster Kept()
    {
        FolderResult<KeptRoster> result = _folder.Read(Class);
        Assert.Null(result.Error);
        return result.Value!;
    }

    private static StudentId Id(string text) => ModelBench.Student(text);

    private static string[] Names(Roster roster) => [.. roster.Entries.Select(static entry => $"{entry.Student} {entry.Name}")];
}
