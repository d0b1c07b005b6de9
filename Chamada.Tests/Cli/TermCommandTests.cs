using System.Text.Json;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Tests.Archive.Terms;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;
using static Chamada.Tests.Archive.Terms.TermFixture;

namespace Chamada.Tests.Cli;

/// <summary><c>chamada report</c> and <c>chamada correct</c>: a term from the teacher's folder, and what was wrong about it.</summary>
public sealed class TermCommandTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly TeacherFolder _folder;

    public TermCommandTests()
    {
        _folder = new TeacherFolder(Path.Combine(_temporary.Path, "chamada"));
        _folder.Rosters.Change(Class, static _ => new Roster(
        [
            new RosterEntry(Id("042191010"), "Érica Nogueira"), new RosterEntry(Id("042191011"), "Caio Lima"),
        ]));
        _folder.Settings.Change(Class,
            static settings => settings with { Name = "Redes", Lessons = 2, LateAfter = TimeSpan.FromMinutes(10) });
        Save(First, ("042191010", 0), ("042191011", 15));
        Save(First.AddDays(7), ("042191010", 0));
        Save(First.AddDays(7).AddHours(2), ("042191010", 0), ("042191011", 0));
        Save(First.AddDays(14), ("042191011", 0));
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_term_is_counted_in_lessons()
    {
        Assert.Equal(
            """
            {"student":"042191010","name":"Érica Nogueira","lessons":8,"present":6,"late":0,"justified":0,"excused":0,"absent":2,"absences":2,"percent":75.0,"left":0}
            {"student":"042191011","name":"Caio Lima","lessons":8,"present":6,"late":2,"justified":0,"excused":0,"absent":2,"absences":2,"percent":75.0,"left":0}

            """,
            (await RunAsync("report", "3030", "--format", "json")).Output);
        Assert.Equal((8, 75.0, -1), await FirstRowAsync("relatorio", "3030", "--formato", "json", "--minimo", "80", "--previstas", "7"));
        Assert.Equal((2, 100.0, 0), await FirstRowAsync("report", "3030", "--until", "2026-08-09", "--format", "json"));
        Assert.Equal((2, 0.0, -2), await FirstRowAsync("relatorio", "3030", "--desde", "2026-08-17", "--formato", "json"));
        Assert.Equal((2, 100.0, 0), await FirstRowAsync(
            "report", "3030", "--since", "2026-08-10T10:00", "--until", "2026-08-10T10:00", "--format", "json"));
        Assert.Equal((4, 100.0, 1), await FirstRowAsync("report", "3030", "--since", "2026-08-10", "--until", "2026-08-10T10:00:00",
            "--format", "json"));
        Assert.Equal((2, 0.0, -2), await FirstRowAsync("report", "3030", "--since", "2026-08-17", "--until", "9999-12-31", "--format",
            "json"));
        Assert.Equal("042191010\t2\n042191011\t2\n", (await RunAsync("report", "3030", "--format", "tsv")).Output);

        async Task<(int, double, int)> FirstRowAsync(params string[] args)
        {
            ProcessOutcome outcome = await RunAsync(args);
            Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
            JsonElement row = JsonDocument.Parse(outcome.Output.Split('\n')[0]).RootElement;
            return (
                row.GetProperty("lessons").GetInt32(), row.GetProperty("percent").GetDouble(), row.GetProperty("left").GetInt32());
        }
    }

    [Theory]
    [InlineData("en", "Redes (class 3030)", "4 meetings, 8 lessons, from 2026-08-03 to 2026-08-17; at least 75 % of the lessons held",
        "below it if the next is missed")]
    [InlineData("pt-BR", "Redes (turma 3030)", "4 encontros, 8 aulas, de 03/08/2026 a 17/08/2026; mínimo de 75 % das aulas dadas",
        "abaixo se faltar à próxima")]
    public async Task A_table_is_for_people_in_their_language(string language, string title, string summary, string remark)
    {
        string[] lines = (await RunAsync("report", "3030", "--lang", language)).Output.Split('\n');
        Assert.Equal([title, summary], lines[..2]);
        Assert.Matches($"^042191010  Érica Nogueira .* 75[.,]0 +0  {remark}$", lines[3]);
    }

    [Fact]
    public async Task A_correction_counts_is_undone_and_leaves_what_was_saved_as_it_was()
    {
        string file = Directory.GetFiles(Path.Combine(_folder.Path, "rolls"), "*100000.json").Single(), before = File.ReadAllText(file);
        Assert.Equal(
            "042191010 Érica Nogueira, 2026-08-10T10:00:00: present → justified 1/2\n",
            (await RunAsync("correct", "3030", "042191010", "--on", "2026-08-10T10:00", "--as", "justified", "--absences", "1",
                "--reason", "certificate")).Output);
        Assert.Equal(0, (await RunAsync("corrigir", "3030", "042191010", "--em", "2026-08-17", "--como", "excused", "--fundamento",
            "conaes",
            "--motivo", "reunião")).ExitCode);
        Assert.StartsWith(
            "{\"student\":\"042191010\",\"name\":\"Érica Nogueira\",\"lessons\":8,\"present\":5,\"late\":0,\"justified\":1,\"excused\":2,"
                + "\"absent\":0,\"absences\":1,\"percent\":87.5,\"left\":1}\n",
            (await RunAsync("report", "3030", "--format", "json")).Output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file));
        Assert.Contains(
            "Corrected afterwards, whole: 1 correction", (await RunAsync("verify", Path.ChangeExtension(file, ".corrections.json"))).Output,
            StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("correct", "3030", "--on", "2026-08-10T10:00:00", "--undo")).ExitCode);
        Assert.Contains("\"present\":6", (await RunAsync("report", "3030", "--format", "json")).Output, StringComparison.Ordinal);
        ProcessOutcome again = await RunAsync("correct", "3030", "--on", "2026-08-10T10:00:00", "--undo");
        Assert.Equal((2, ""), (again.ExitCode, again.Output));
    }

    [Fact]
    public async Task A_whole_roll_call_can_be_corrected_too()
    {
        Save(First.AddDays(21), ("42191011", 0));
        Assert.Equal(2, (await RunAsync("correct", "3030", "42191011", "--on", "2026-08-24", "--to", "1", "--reason", "x")).ExitCode);
        Assert.Equal(0, (await RunAsync("correct", "3030", "42191011", "--on", "2026-08-24", "--to", "042191011", "--reason",
            "x")).ExitCode);
        Assert.Equal(0, (await RunAsync("correct", "3030", "--on", "2026-08-24", "--lessons", "4", "--reason", "long")).ExitCode);
        Assert.Equal(0, (await RunAsync("correct", "3030", "--on", "2026-08-17", "--discard", "--reason", "a trial")).ExitCode);
        Assert.Equal(0, (await RunAsync("correct", "3030", "--on", "2026-08-24", "--new-date", "2026-08-25", "--reason",
            "clock")).ExitCode);
        Assert.Equal("042191010\t4\n042191011\t2\n", (await RunAsync("report", "3030", "--format", "tsv")).Output);
        Assert.Equal("042191010\t4\n042191011\t0\n", (await RunAsync("report", "3030", "--since", "2026-08-25", "--format", "tsv")).Output);
        Assert.Equal(2, (await RunAsync("correct", "3030", "042191010", "--on", "2026-08-24", "--as", "late", "--reason", "x")).ExitCode);
    }

    [Fact]
    public async Task Absences_of_days_to_come_apply_themselves_when_the_roll_call_is_closed()
    {
        DateTime today = DateTime.Now;
        string since = "2026-08-17", until = today.AddDays(30).ToString("yyyy-MM-dd", null);
        ProcessOutcome outcome = await RunAsync(
            "correct", "3030", "042191010", "--on", since, "--until", until, "--as", "excused", "--ground", "715", "--reason", "exercise");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("absent → excused (Decreto-Lei 715/69 (reservista convocado))", outcome.Output, StringComparison.Ordinal);
        await using TestServer server = new();
        await CloseOneAsync(server);
        string report =
            (await RunAsync("report", "3030", "--since", today.AddDays(-1).ToString("yyyy-MM-dd", null), "--format", "json")).Output;
        Assert.Contains("\"lessons\":2,\"present\":0,\"late\":0,\"justified\":0,\"excused\":2", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_wanted_at_the_opening_counts_at_the_closing()
    {
        await using TestServer server = new();
        await CloseOneAsync(server, "--lessons", "3", "--atraso", "0");
        string since = DateTime.Now.AddDays(-1).ToString("yyyy-MM-dd", null);
        Assert.Equal("042191010\t3\n042191011\t3\n", (await RunAsync("report", "3030", "--since", since, "--format", "tsv")).Output);
        Assert.Null(_folder.Settings.Change(Class, static settings => settings with { Lessons = 5 }).Error);
        Assert.Equal("042191010\t3\n042191011\t3\n", (await RunAsync("report", "3030", "--since", since, "--format", "tsv")).Output);
        Assert.Equal(2, (await RunAsync("teacher", "--rolls", "--lessons", "3")).ExitCode);
        Assert.Equal(2, (await RunAsync("teacher", "--open", "3030", "--aulas", "0")).ExitCode);
    }

    [Theory]
    [InlineData("Nobody in this class has the number \"42191010\". Is 042191010 meant?", "42191010", "--on", "2026-08-03", "--as", "late")]
    [InlineData("There were 2 roll calls on 2026-08-10: name the time of one: 2026-08-10T08:00:00, 2026-08-10T10:00:00.",
        "042191010", "--on", "2026-08-10", "--as", "late")]
    [InlineData("There was no roll call on 2026-08-04. There are 2026-08-03T08:00:00,", "042191010", "--on", "2026-08-04", "--as", "late")]
    [InlineData("There was no roll call on 2026-08-10T08:00:01.", "042191010", "--on", "2026-08-10T08:00:01", "--as", "late")]
    [InlineData("The meeting has 2 lessons: 3 cannot have been missed.",
        "042191010", "--on", "2026-08-03", "--as", "absent", "--absences", "3")]
    [InlineData("is not a day or a time", "042191010", "--on", "03/08/2026", "--as", "late")]
    [InlineData("\"gone\"", "042191010", "--on", "2026-08-03", "--as", "gone")]
    [InlineData("--on", "042191010", "--as", "late")]
    [InlineData("What is to be corrected?", "042191010", "--on", "2026-08-03")]
    [InlineData("needs ID", "--on", "2026-08-03", "--as", "late")]
    [InlineData("--discard", "042191010", "--on", "2026-08-03", "--discard")]
    [InlineData("none of the grounds", "042191010", "--on", "2026-08-03", "--as", "excused", "--ground", "football")]
    [InlineData("they are a regime", "042191010", "--on", "2026-08-03", "--as", "excused", "--ground", "Lei 6.202/75")]
    [InlineData("--as excused only", "042191010", "--on", "2026-08-03", "--as", "absent", "--ground", "conaes")]
    public async Task What_cannot_be_corrected_is_refused_and_what_there_is_is_named(string expected, params string[] args)
    {
        ProcessOutcome outcome = await RunAsync(["correct", "3030", .. args, "--reason", "because"]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "rolls"), "*.corrections.json"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\u200b ")]
    [InlineData("10 kB")]
    public async Task A_reason_is_wanted_and_not_a_book(string? reason)
    {
        string[] args = ["correct", "3030", "042191010", "--on", "2026-08-03", "--as", "late"];
        string[] given = reason is null ? [] : ["--reason", reason == "10 kB" ? new string('x', 10240) : reason];
        ProcessOutcome outcome = await RunAsync([.. args, .. given]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("chamada: ", outcome.Error, StringComparison.Ordinal);
        Assert.True(outcome.Error.Length < 1000);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_is_named_and_the_rest_of_the_report_works()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(_folder.Path, "rolls"), "*.json").Order()];
        File.WriteAllText(files[0], File.ReadAllText(files[0]).Replace("\"students\"", "\"pupils\"", StringComparison.Ordinal));
        ProcessOutcome outcome = await RunAsync("report", "3030", "--format", "tsv");
        Assert.Equal((0, "042191010\t2\n042191011\t2\n"), (outcome.ExitCode, outcome.Output));
        Assert.Contains($"{files[0]} is left out", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("\"lessons\":6", (await RunAsync("report", "3030", "--format", "json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_somebody_changed_is_named_with_what_does_not_fit()
    {
        await using TestServer server = new();
        await CloseOneAsync(server);
        string file = Directory.GetFiles(Path.Combine(_folder.Path, "rolls"), $"{DateTime.Now.Year}*.json").Order().Last();
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"students\": []", """
            "students": [{"student": "042191010", "at": null, "by": "student"}]
            """, StringComparison.Ordinal));
        ProcessOutcome outcome = await RunAsync("report", "3030", "--format", "tsv");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains($"{file} was changed after it was saved", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("place 1, 042191010", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_settings_are_named_and_the_report_does_without()
    {
        File.WriteAllText(_folder.Settings.FileOf(Class), "{\"minimum\": 101}");
        ProcessOutcome outcome = await RunAsync("report", "3030", "--format", "tsv");
        Assert.Equal((0, "042191010\t1\n042191011\t1\n"), (outcome.ExitCode, outcome.Output));
        Assert.Contains("minimum: 0 … 100", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--minimum", "101")]
    [InlineData(2, "--minimum", "-1")]
    [InlineData(2, "--since", "2026-08-10", "--until", "2026-08-09")]
    [InlineData(2, "--since", "yesterday")]
    [InlineData(2, "--format", "pdf")]
    [InlineData(2, "--format", "moodle")]
    [InlineData(3, "--out", "/nope/report.txt")]
    [InlineData(3, "--format", "html", "--out", "/")]
    [InlineData(3, "--format", "moodle", "--out", "/dev/null")]
    public async Task Bad_options_and_places_that_cannot_be_written_are_told(int code, params string[] args)
    {
        ProcessOutcome outcome = await RunAsync(["report", "3030", .. args]);
        Assert.Equal((code, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("chamada: ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("tsv")]
    [InlineData("xlsx")]
    [InlineData("html")]
    [InlineData("moodle")]
    public async Task No_file_is_ever_overwritten(string format)
    {
        string target = Path.Combine(_temporary.Path, "out");
        Assert.Equal(0, (await RunAsync("relatorio", "3030", "--formato", format, "--saida", target)).ExitCode);
        string[] files = format == "moodle" ? Directory.GetFiles(target) : [target];
        Assert.Equal(format == "moodle" ? 4 : 1, files.Length);
        byte[][] before = [.. files.Select(File.ReadAllBytes)];
        ProcessOutcome again = await RunAsync("report", "3030", "--format", format, "--out", target);
        Assert.Equal((3, ""), (again.ExitCode, again.Output));
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, files.Select(File.ReadAllBytes));
    }

    [Fact]
    public async Task Of_a_class_of_which_nothing_is_kept_that_is_said()
    {
        ProcessOutcome outcome = await RunAsync("report", "4040", "--format", "json");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("Nothing is kept of class 4040", outcome.Error, StringComparison.Ordinal);
    }

    private async Task CloseOneAsync(TestServer server, params string[] options)
    {
        string address = server.Address.ToString();
        Assert.Equal(0, (await RunAsync(["teacher", "--open", "3030", "--server", address, .. options])).ExitCode);
        Assert.Equal(0, (await RunAsync("teacher", "--close", "3030", "--server", address)).ExitCode);
    }

    private void Save(DateTimeOffset opened, params (string Student, int Minutes)[] present)
    {
        AttendanceSheet sheet = new() { Roster = _folder.Rosters.Read(Class).Value!.Roster };
        sheet.Reset(List(opened, present));
        Assert.Null(_folder.SavedLists.Save(SavedList.From(sheet, Class, opened, opened.AddHours(1), new ServerAddress("h", 1))).Error);
    }

    private Task<ProcessOutcome> RunAsync(params string[] args) =>
        CommandLine.RunAsync(args, ("XDG_DATA_HOME", _temporary.Path), ("CHAMADA_LANG", "en"), ("USER", "ana"));
}
