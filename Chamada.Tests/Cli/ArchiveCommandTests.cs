using System.IO.Compression;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using static Chamada.Tests.Archive.Terms.TermFixture;

namespace Chamada.Tests.Cli;

/// <summary><c>chamada archive</c>: from one machine to another without loss, and what is kept of a student.</summary>
public sealed class ArchiveCommandTests : IDisposable
{
    private readonly TemporaryFolder _here = new(), _there = new();

    public ArchiveCommandTests()
    {
        Fill(FolderOf(_here), "Érica");
        Assert.Null(Save(FolderOf(_here), First, "1").Error);
        Assert.Null(Save(FolderOf(_here), First.AddDays(7), "2").Error);
    }

    private string Zip => Path.Combine(_here.Path, "out.zip");

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public async Task What_was_exported_is_there_on_another_machine_and_is_taken_up_once()
    {
        await RunAsync(_here, "correct", "3030", "1", "--on", "2026-08-10", "--as", "excused", "--reason", "atestado");
        Assert.Equal(0, (await RunAsync(_here, "archive", "export", Zip)).ExitCode);
        Assert.Equal(
            "Taken up: 2 roll calls, 1 corrections, 1 class lists; here already: 0 roll calls\n",
            (await RunAsync(_there, "arquivo", "importar", Zip)).Output);

        foreach (string file in Directory.GetFiles(Path.Combine(_here.Path, "chamada", "rolls"), "*.json"))
        {
            string copy = Path.Combine(_there.Path, "chamada", "rolls", Path.GetFileName(file));
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(copy));
        }

        string report = (await RunAsync(_here, "report", "3030", "--format", "json")).Output;
        Assert.Contains("\"excused\":2", report, StringComparison.Ordinal);
        Assert.Equal(report, (await RunAsync(_there, "report", "3030", "--format", "json")).Output);
        Assert.Equal(
            "Taken up: 0 roll calls, 0 corrections, 1 class lists; here already: 2 roll calls\n",
            (await RunAsync(_there, "archive", "import", Zip)).Output);
        Assert.Equal(report, (await RunAsync(_there, "report", "3030", "--format", "json")).Output);
    }

    [Fact]
    public async Task Two_machines_that_went_different_ways_are_joined_without_loss()
    {
        await RunAsync(_here, "archive", "export", Zip);
        await RunAsync(_there, "archive", "import", Zip);
        await RunAsync(_here, "correct", "3030", "1", "--on", "2026-08-10", "--as", "excused", "--reason", "here");
        await RunAsync(_there, "correct", "3030", "2", "--on", "2026-08-10", "--as", "late", "--reason", "there");
        FolderOf(_here).Rosters.Change(Class, static roster => roster.With(Id("3"), "Caio"));
        Save(FolderOf(_here), First.AddDays(14), "3");
        FolderOf(_there).Settings.Change(Class, static settings => settings with { Name = "Theirs", Lessons = 4, Grounds = ["B"] });
        string second = Path.Combine(_here.Path, "second.zip");
        await RunAsync(_here, "archive", "export", second);

        ProcessOutcome outcome = await RunAsync(_there, "archive", "import", second);

        Assert.Equal("Taken up: 1 roll calls, 1 corrections, 1 class lists; here already: 2 roll calls\n", outcome.Output);
        Assert.Contains("Class 3030 has other settings there", outcome.Error, StringComparison.Ordinal);
        ClassSettings settings = FolderOf(_there).Settings.Read(Class).Value!;
        Assert.Equal(("Theirs", 4), (settings.Name, settings.Lessons));
        Assert.Equal(["B", "A"], settings.Grounds);
        Assert.Equal(["1", "2", "3"], FolderOf(_there).Rosters.Read(Class).Value!.Roster.Entries.Select(entry => entry.Student.ToString()));
        ProcessOutcome verified = await RunAsync(
            _there, "verify", Path.Combine(_there.Path, "chamada", "rolls", "2026-08-10_3030_080000.corrections.json"));
        Assert.Equal((0, "Corrected afterwards, whole: 2 corrections\n"), (verified.ExitCode, verified.Output));
    }

    /// <summary>Whichever machine took up the other's file first: the later correction of a cell holds on both.</summary>
    [Fact]
    public async Task Two_machines_that_corrected_one_cell_come_to_the_same()
    {
        await RunAsync(_here, "archive", "export", Zip);
        await RunAsync(_there, "archive", "import", Zip);
        await RunAsync(_here, "correct", "3030", "1", "--on", "2026-08-10", "--as", "excused", "--reason", "earlier");
        await RunAsync(_there, "correct", "3030", "1", "--on", "2026-08-10", "--as", "justified", "--reason", "later");
        string fromHere = Path.Combine(_here.Path, "here.zip"), fromThere = Path.Combine(_here.Path, "there.zip");
        await RunAsync(_here, "archive", "export", fromHere);
        await RunAsync(_there, "archive", "export", fromThere);
        await RunAsync(_here, "archive", "import", fromThere);
        await RunAsync(_there, "archive", "import", fromHere);

        string report = (await RunAsync(_here, "report", "3030", "--format", "json")).Output;
        Assert.Contains("\"justified\":2,\"excused\":0", report, StringComparison.Ordinal);
        Assert.Equal(report, (await RunAsync(_there, "report", "3030", "--format", "json")).Output);
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_what_is_no_archive_is_told()
    {
        File.WriteAllText(Zip, "notes");
        Assert.Equal(3, (await RunAsync(_here, "archive", "export", Zip)).ExitCode);
        Assert.Equal("notes", File.ReadAllText(Zip));
        Assert.Equal([Zip], Directory.GetFiles(_here.Path));
        Assert.Equal(2, (await RunAsync(_there, "archive", "import", Zip)).ExitCode);
        Assert.Equal(2, (await RunAsync(_there, "archive", "import", "/nope.zip")).ExitCode);
        Assert.Equal(2, (await RunAsync(_there, "archive", "import")).ExitCode);
        Assert.Equal(2, (await RunAsync(_there, "archive", "burn", Zip)).ExitCode);
        Assert.Equal(2, (await RunAsync(_there, "archive", "forget", "João")).ExitCode);
    }

    [Fact]
    public async Task An_archive_cannot_put_anything_elsewhere_and_a_bad_file_in_it_takes_nothing_else_with_it()
    {
        using (ZipArchive zip = new(File.Create(Zip), ZipArchiveMode.Create))
        {
            Add("rolls/../../../evil.json", "{}");
            Add("rolls/2026-08-03_3030_080000.json", "{\"class\":3030}");
            Add("rosters/../3031.csv", "student,name\n10,Ana\n20,Bia\n");
            Add("rosters/3031.json", "{\"minimum\":101}");
            Add("tokens/1@h.1.json", "{}");

            void Add(string name, string text)
            {
                using StreamWriter entry = new(zip.CreateEntry(name).Open());
                entry.Write(text);
            }
        }

        ProcessOutcome outcome = await RunAsync(_there, "archive", "import", Zip);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("rolls/2026-08-03_3030_080000.json is left out", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("rosters/3031.json is left out", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["rosters/.lock", "rosters/3031.csv"],
            Directory.GetFiles(_there.Path, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Path.Combine(_there.Path, "chamada"), file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_of_another_kind_and_half_a_file_take_up_nothing()
    {
        await RunAsync(_here, "archive", "export", Zip);
        byte[] whole = File.ReadAllBytes(Zip);
        string other = Path.Combine(_here.Path, "other.zip");
        using (ZipArchive zip = new(File.Create(other), ZipArchiveMode.Create))
        {
            zip.CreateEntry("word/document.xml");
        }

        foreach (byte[] content in (byte[][])[File.ReadAllBytes(other), whole[..^30], whole[..(whole.Length / 2)], [], [.. "hello"u8]])
        {
            File.WriteAllBytes(Zip, content);
            ProcessOutcome outcome = await RunAsync(_there, "archive", "import", Zip);
            Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
            Assert.Contains("Nothing is taken up: ", outcome.Error, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_there.Path));
    }

    [Fact]
    public async Task A_letter_that_was_changed_on_the_way_is_found_out()
    {
        using (ZipArchive zip = new(File.Create(Zip), ZipArchiveMode.Create))
        {
            using StreamWriter entry = new(zip.CreateEntry("rosters/3031.csv", CompressionLevel.NoCompression).Open());
            entry.Write("student,name\n1,Ana Maria\n");
        }

        byte[] content = File.ReadAllBytes(Zip);
        content[content.AsSpan().IndexOf("Ana"u8)] = (byte)'X';
        File.WriteAllBytes(Zip, content);
        ProcessOutcome outcome = await RunAsync(_there, "archive", "import", Zip);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("the checksum differs", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(FolderOf(_there).Rosters.Classes().Value!);
    }

    [Fact]
    public async Task What_is_larger_than_any_folder_is_not_even_begun()
    {
        await RunAsync(_here, "archive", "export", Zip);
        CorrectionFolder corrections = new(Path.Combine(_there.Path, "chamada", "rolls"), TimeProvider.System, "ana");
        FolderError error = new ArchiveZip(FolderOf(_there), corrections, mostInAll: 1000).Import(Zip).Error!;
        Assert.Equal(FolderFault.Damaged, error.Fault);
        Assert.Empty(Directory.GetFileSystemEntries(_there.Path));
    }

    [Fact]
    public async Task Of_many_files_that_do_not_fit_some_are_named_and_the_rest_is_counted()
    {
        using (ZipArchive zip = new(File.Create(Zip), ZipArchiveMode.Create))
        {
            for (int i = 0; i < 50; i++)
            {
                zip.CreateEntry($"rolls/2026-01-01_3030_0800{i:00}.json");
            }
        }

        ProcessOutcome outcome = await RunAsync(_there, "archive", "import", Zip);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(21, outcome.Error.TrimEnd().Split('\n').Length);
        Assert.EndsWith("and 30 more files of it are left out\n", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>Where nobody looks first: lines that could not be read, marks that came too late, what a killed program left, and the file
    /// for spreadsheets of a list from which the name was taken already.</summary>
    [Fact]
    public async Task A_name_is_erased_from_the_corners_too()
    {
        TeacherFolder folder = FolderOf(_here);
        string roster = folder.Rosters.FileOf(Class), rolls = Path.Combine(folder.Path, "rolls");
        File.AppendAllText(roster, "1 ???,\"Érica, moved\"\n!!,ERICA\n77?,Zoe\n");
        SavedListFile saved = folder.SavedLists.Files().Value![0];
        SavedList list = SavedListFolder.Read(saved).Value!;
        Assert.Null(folder.SavedLists.Rewrite(saved, (list with
        {
            Late = [new LateMark(Id("1"), true, "a disease", First), new LateMark(Id("2"), true, "overslept", First)],
        }).ToJson().ToArray()));
        File.WriteAllText(saved.CsvFile, "Érica");
        string left = Path.Combine(rolls, ".abcdefgh.xyz.tmp"), young = Path.Combine(rolls, ".ijklmnop.xyz.tmp");
        File.WriteAllText(left, "Érica");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-2));
        File.WriteAllText(young, "in the making");

        ProcessOutcome outcome = await RunAsync(_here, "archive", "forget", "1");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("1 reasons erased", outcome.Output, StringComparison.Ordinal);
        string all = string.Concat(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain("rica", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("disease", all, StringComparison.Ordinal);
        Assert.Contains("overslept", all, StringComparison.Ordinal);
        Assert.Contains("Zoe", all, StringComparison.Ordinal);
        Assert.True(File.Exists(young));
        Assert.Equal(0, (await RunAsync(_here, "verify", saved.File)).ExitCode);
    }

    [Fact]
    public async Task A_corrected_list_whose_corrections_were_changed_comes_without_them()
    {
        await RunAsync(_here, "correct", "3030", "1", "--on", "2026-08-10", "--as", "excused", "--reason", "x");
        string file = Path.Combine(_here.Path, "chamada", "rolls", "2026-08-10_3030_080000.corrections.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("excused", "present", StringComparison.Ordinal));
        await RunAsync(_here, "archive", "export", Zip);
        ProcessOutcome outcome = await RunAsync(_there, "archive", "import", Zip);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("corrections.json: the chain does not fit", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, FolderOf(_there).SavedLists.Files().Value!.Count);
    }

    [Fact]
    public async Task Of_a_student_everything_is_shown_and_then_only_the_number_is_left()
    {
        await RunAsync(_here, "correct", "3030", "1", "--on", "2026-08-10", "--as", "excused", "--reason", "a disease");
        await RunAsync(_here, "correct", "3030", "1", "--on", "2026-08-09", "--until", "2099-01-01", "--as", "justified", "--reason",
            "abroad");
        string shown = (await RunAsync(_here, "archive", "show", "1")).Output;
        Assert.StartsWith("Redes (class 3030)  1  Érica\n  2026-08-03T08:00:00  present\n", shown, StringComparison.Ordinal);
        Assert.Contains("a disease", shown, StringComparison.Ordinal);
        Assert.Contains("2026-08-09 … 2099-01-01  justified", shown, StringComparison.Ordinal);
        byte[][] before = Chains();

        ProcessOutcome outcome = await RunAsync(_here, "arquivo", "esquecer", "1");

        Assert.Equal(
            "1: taken off 1 class lists; name erased in 2 roll calls; 3 reasons erased\nWhat remains is the number, in 2 roll calls\n",
            outcome.Output);
        string all = string.Concat(Directory.GetFiles(_here.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain("Érica", all, StringComparison.Ordinal);
        Assert.DoesNotContain("disease", all, StringComparison.Ordinal);
        Assert.DoesNotContain("abroad", all, StringComparison.Ordinal);
        Assert.Contains("Rui", all, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(Path.Combine(_here.Path, "chamada", "rolls"), "*.corrections.json"), file =>
            Assert.Equal(0, RunAsync(_here, "verify", file).GetAwaiter().GetResult().ExitCode));
        Assert.Equal(before, Chains());
        Assert.Contains("(erased)", (await RunAsync(_here, "archive", "show", "1")).Output, StringComparison.Ordinal);
        Assert.StartsWith("1: taken off 0", (await RunAsync(_here, "archive", "forget", "1")).Output, StringComparison.Ordinal);
        Assert.Contains("Nothing is kept of 77", (await RunAsync(_here, "archive", "show", "77")).Error, StringComparison.Ordinal);

        byte[][] Chains() => [.. FolderOf(_here).SavedLists.Files().Value!.Select(static file =>
        {
            Assert.Equal(RecordFault.None, RecordCheck.Of(File.ReadAllBytes(file.File)).Fault);
            return SavedListFolder.Read(file).Value! with { Names = new Dictionary<StudentId, string>() } is var list
                ? list.ToJson().ToArray()
                : [];
        })];
    }

    private static TeacherFolder FolderOf(TemporaryFolder temporary) => new(Path.Combine(temporary.Path, "chamada"));

    private static void Fill(TeacherFolder folder, string name)
    {
        folder.Rosters.Change(Class, _ => new Roster([new(Id("1"), name), new(Id("2"), "Rui")]));
        folder.Settings.Change(Class, static settings => settings with { Name = "Redes", Lessons = 2, Grounds = ["A"] });
    }

    private static FolderResult<SavedListFile> Save(TeacherFolder folder, DateTimeOffset opened, string student)
    {
        AttendanceSheet sheet = new() { Roster = folder.Rosters.Read(Class).Value!.Roster };
        sheet.Take(new RecordEntry(Id(student), opened.AddMinutes(1), Mark.Present));
        return folder.SavedLists.Save(SavedList.From(
            sheet, Class, opened, opened.AddHours(1), new ServerAddress("h", 1), RecordSalt.Of("8f14e45fceea167a5a36dedd4bea2543")));
    }

    private static Task<ProcessOutcome> RunAsync(TemporaryFolder folder, params string[] args) =>
        CommandLine.RunAsync(args, ("XDG_DATA_HOME", folder.Path), ("CHAMADA_LANG", "en"), ("USER", "ana"));
}
