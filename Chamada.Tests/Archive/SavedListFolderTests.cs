using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Resources.English;
using CsCheck;

namespace Chamada.Tests.Archive;

[SupportedOSPlatform("linux")]
public sealed class SavedListFolderTests : IDisposable
{
    private static readonly DateTimeOffset Closed = DateTimeOffset.Parse("2026-11-22T16:39:02.987-03:00", CultureInfo.InvariantCulture);

    private readonly TemporaryFolder _temporary = new();
    private readonly SavedListFolder _rolls;

    public SavedListFolderTests() =>
        _rolls = new SavedListFolder(Path.Combine(_temporary.Path, "rolls"), new ExportTextEnglish().ToSpreadsheet);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_list_becomes_two_files_named_by_day_class_and_time()
    {
        SavedListFile saved = _rolls.Save(Roll("042191010", "b")).Value!;

        Assert.Equal("2026-11-22_3030_163000.json", Path.GetFileName(saved.File));
        Assert.Equal("2026-11-22_3030_163000.csv", Path.GetFileName(saved.CsvFile));
        Assert.Equal(
            """
            {
              "class": 3030,
              "opened": "2026-11-22T16:30:00.000-03:00",
              "closed": "2026-11-22T16:39:02.987-03:00",
              "server": "10.0.0.7:5050",
              "students": [
                {
                  "student": "042191010",
                  "at": "2026-11-22T16:31:00.000-03:00",
                  "by": "student"
                },
                {
                  "student": "b",
                  "at": "2026-11-22T16:32:00.000-03:00",
                  "by": "student"
                }
              ]
            }

            """,
            File.ReadAllText(saved.File));
        Assert.Equal(
            "\uFEFFOrder,Student,Name,Status,Time,By,Reason\r\n1,\"=\"\"042191010\"\"\",,present,2026-11-22 "
                + "16:31:00,student,\r\n2,b,,present,2026-11-22 16:32:00,student,\r\n",
            Encoding.UTF8.GetString(File.ReadAllBytes(saved.CsvFile)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(saved.File) | File.GetUnixFileMode(saved.CsvFile));
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(saved.File)!).Length);
    }

    [Fact]
    public void A_name_that_is_taken_is_never_overwritten()
    {
        SavedListFile first = _rolls.Save(Roll("1")).Value!;
        string before = File.ReadAllText(first.File);
        string taken = Path.Combine(Path.GetDirectoryName(first.File)!, "2026-11-22_3030_163000_2.csv");
        File.WriteAllText(taken, "somebody's notes");

        SavedListFile second = _rolls.Save(Roll("2")).Value!;

        Assert.Equal("2026-11-22_3030_163000_3.json", Path.GetFileName(second.File));
        Assert.Equal(before, File.ReadAllText(first.File));
        Assert.Equal("somebody's notes", File.ReadAllText(taken));
        Assert.Equal([second.File, first.File], _rolls.Files(ClassNumber.From(3030)).Value!.Select(saved => saved.File));
    }

    [Fact]
    public void Of_lists_saved_at_the_same_time_none_is_lost()
    {
        string[] files = new string[16];
        Parallel.For(0, files.Length, i => files[i] = _rolls.Save(Roll($"s{i}")).Value!.File);

        Assert.Equal(files.Length, files.Distinct().Count());
        Assert.All(files, (file, i) => Assert.Equal($"s{i}", SavedListFolder.Read(file).Value!.Students[0].Student.ToString()));
        Assert.Equal(2 * files.Length, Directory.GetFiles(Path.Combine(_temporary.Path, "rolls")).Length);
    }

    [Theory]
    [InlineData("10", "10")]
    [InlineData("0", "0")]
    [InlineData("abc7", "=\"abc7\"")]
    [InlineData("ab7", "ab7")]
    [InlineData("A20260001", "A20260001")]
    [InlineData("042191010", "=\"042191010\"")]
    [InlineData("20261234567890", "=\"20261234567890\"")]
    [InlineData("-1", "=\"-1\"")]
    [InlineData("1E5", "=\"1E5\"")]
    [InlineData("10-11", "=\"10-11\"")]
    [InlineData("SEP1", "=\"SEP1\"")]
    [InlineData("_-x.9", "=\"_-x.9\"")]
    public void A_student_number_is_the_same_after_a_spreadsheet_has_read_it(string student, string cell) =>
        Assert.Equal(cell, SpreadsheetRow.AsText(student));

    [Fact]
    public void What_was_saved_is_read_back() =>
        Gen.Select(
            Gen.Select(Gen.String[Gen.Char["abzAZ019._-"], 1, 32], Gen.Bool).List[0, 20],
            Gen.Long[1, 999_999_999_999_999_999],
            Gen.Int[-14 * 60, 14 * 60],
            Gen.Bool).Sample((students, number, offset, openedKnown) =>
            {
                DateTimeOffset closed = Closed.ToOffset(TimeSpan.FromMinutes(offset));
                SavedList roll = new(
                    ClassNumber.From(number),
                    openedKnown ? closed.AddHours(-1) : null,
                    closed,
                    new ServerAddress("fe80::1", 1),
                    [.. students.Select((student, i) => new SavedAttendance(Student(student.Item1), student.Item2
                        ? closed.AddMilliseconds(-i)
                        : null))]);

                SavedList read = SavedListFolder.Read(_rolls.Save(roll).Value!).Value!;

                Assert.Equal(roll.Students, read.Students);
                Assert.Equal(roll with { Students = read.Students, Record = read.Record, Names = read.Names }, read);
                Assert.Empty(read.Record);
                Assert.Equal(closed.Offset, read.ClosedAt.Offset);
            }, iter: 50);

    [Fact]
    public void Marks_by_hand_stand_in_the_list_as_done_by_the_teacher_and_removals_in_its_record()
    {
        RecordEntry[] record =
        [
            new(Student("a"), Closed.AddMinutes(-9), Mark.Present),
            new(Student("b"), Closed.AddMinutes(-8), Mark.Present),
            new(Student("b"), Closed.AddMinutes(-7), Mark.Removed, "left at once"),
            new(Student("c"), Closed.AddMinutes(-6), Mark.Marked, "=no \"phone\", sorry"),
        ];
        CloseReply closed =
            new(ClassNumber.From(3030), Closed, [Student("a"), Student("c")]) { OpenedAt = Closed.AddHours(-1), Record = record };

        SavedListFile saved = _rolls.Save(SavedList.From(closed, new ServerAddress("h", 1), Roster.Empty)).Value!;

        SavedList read = SavedListFolder.Read(saved).Value!;
        Assert.Equal(Closed.AddHours(-1), read.OpenedAt);
        Assert.Equal(
            [
                new(Student("a"), Closed.AddMinutes(-9)),
                new SavedAttendance(Student("c"), Closed.AddMinutes(-6), Mark.Marked, "=no \"phone\", sorry"),
            ],
            read.Students);
        Assert.Equal(record, read.Record);
        Assert.Equal(
            "Order,Student,Name,Status,Time,By,Reason\r\n1,a,,present,2026-11-22 16:30:02,student,\r\n2,c,,present,2026-11-22 "
                + "16:33:02,teacher,\"'=no \"\"phone\"\", sorry\"\r\n",
            File.ReadAllText(saved.CsvFile));
    }

    [Theory]
    [InlineData("042191015", "42191015")]
    [InlineData("42191015", "042191015")]
    public void Whoever_typed_the_number_in_another_way_than_the_list_is_saved_by_name(string listed, string typed)
    {
        Roster roster = new Roster([new RosterEntry(Student(listed), "Érica")]).With(new OtherNumber(Student(typed), Student(listed)));
        CloseReply closed = new(ClassNumber.From(3030), Closed, [Student(typed)])
        {
            OpenedAt = Closed.AddHours(-1),
            Record = [new RecordEntry(Student(typed), Closed.AddMinutes(-9), Mark.Present)],
        };

        SavedListFile saved = _rolls.Save(SavedList.From(closed, new ServerAddress("h", 1), roster)).Value!;

        Assert.Contains(",Érica,present,", File.ReadAllText(saved.CsvFile), StringComparison.Ordinal);
        SavedList read = SavedListFolder.Read(saved).Value!;
        Assert.Equal("Érica", read.ToRoster(Roster.Empty).NameOf(Student(typed)));
        Assert.Empty(read.Absent!);
        Assert.Empty(read.OffRoster!);
    }

    [Fact]
    public void A_list_that_was_saved_before_there_were_marks_can_still_be_read()
    {
        SavedListFile saved = _rolls.Save(Roll("1")).Value!;
        File.WriteAllText(saved.File, File.ReadAllText(saved.File).Replace(",\n      \"by\": \"student\"", "", StringComparison.Ordinal));

        Assert.Equal([Roll("1").Students[0]], SavedListFolder.Read(saved).Value!.Students);
    }

    [Fact]
    public void A_history_is_of_one_class_newest_first_and_passes_over_what_is_not_a_list()
    {
        Assert.Empty(_rolls.Files().Value!);
        foreach (int hours in (ReadOnlySpan<int>)[1, 3, 2])
        {
            Assert.Null(_rolls.Save(Roll() with { OpenedAt = Closed.AddHours(hours) }).Error);
            Assert.Null(_rolls.Save(Roll() with { OpenedAt = Closed.AddHours(hours), Class = ClassNumber.From(4) }).Error);
        }

        File.WriteAllText(Path.Combine(_temporary.Path, "rolls", "notes.json"), "");
        File.WriteAllText(Path.Combine(_temporary.Path, "rolls", "2026-13-22_3030_163902.json"), "");

        Assert.Equal([19, 18, 17], _rolls.Files(ClassNumber.From(3030)).Value!.Select(static file => file.At.Hour));
        Assert.Equal(6, _rolls.Files().Value!.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"class\":0,\"closed\":\"2026-11-22T16:39:02.987-03:00\",\"server\":\"h:1\",\"students\":[]}")]
    [InlineData("{\"class\":1,\"closed\":\"yesterday\",\"server\":\"h:1\",\"students\":[]}")]
    [InlineData("{\"class\":1,\"closed\":\"2026-11-22T16:39:02.987-03:00\",\"server\":\"h:1\",\"students\":[{\"student\":\"ção\"}]}")]
    public void A_damaged_list_is_an_error_that_names_the_file(string content)
    {
        SavedListFile saved = _rolls.Save(Roll()).Value!;
        File.WriteAllText(saved.File, content);

        FolderError error = SavedListFolder.Read(saved).Error!;

        Assert.Equal(saved.File, error.Path);
        Assert.StartsWith("not a saved roll call: ", error.Cause, StringComparison.Ordinal);
    }

    private static SavedList Roll(params string[] students) => new(
        ClassNumber.From(3030),
        Closed.AddMilliseconds(-987).AddSeconds(-2).AddMinutes(-9),
        Closed,
        new ServerAddress("10.0.0.7", 5050),
        [.. students.Select((student, i) => new SavedAttendance(Student(student),
            Closed.AddMilliseconds(-987).AddSeconds(-2).AddMinutes(i - 8)))]);

    private static StudentId Student(string text) =>
        StudentId.TryParse(text, out StudentId student) ? student : throw new ArgumentException(text);
}
