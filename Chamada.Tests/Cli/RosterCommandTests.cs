using System.Text.Json;
using Chamada.Tests.Archive.Rosters;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Cli;

/// <summary><c>chamada roster</c>: what is certain is kept, everything else is refused with the reason and what there is to
/// choose.</summary>
public sealed class RosterCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Kept => Path.Combine(_folder.Path, "chamada", "rosters", "3030.csv");

    [Fact]
    public async Task A_list_that_was_read_is_kept_and_shown_again()
    {
        ProcessOutcome import = await RunAsync("roster", "3030", "--import", RosterCase.Path("01-canvas-gradebook/in.csv"), "--json");

        Assert.Equal((0, ""), (import.ExitCode, import.Error));
        string[] lines = import.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("{\"student\":\"042191015\",\"name\":\"Nogueira, Érica\"}", lines[0]);
        Assert.Equal("{\"student\":\"042191007\",\"name\":\"Lima, Caio\"}", lines[1]);
        Assert.Equal([2, 5], lines[2..].Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetInt32()));
        Assert.All(lines[2..], static line => Assert.NotEmpty(JsonDocument.Parse(line).RootElement.GetProperty("problem").GetString()!));
        ProcessOutcome shown = await RunAsync("lista", "3030", "--json");
        Assert.Equal((0, string.Join('\n', lines[..2]) + "\n"), (shown.ExitCode, shown.Output));
    }

    [Fact]
    public async Task A_trial_keeps_nothing()
    {
        ProcessOutcome trial =
            await RunAsync("roster", "3030", "--import", RosterCase.Path("02-moodle-participants/en.csv"), "--dry-run", "--json");

        Assert.Equal((0, 2), (trial.ExitCode, trial.Output.Count(static c => c == '\n')));
        Assert.False(File.Exists(Kept));
        Assert.Equal((0, "", ""), ((await RunAsync("roster", "3030", "--json")) is var none
            ? (none.ExitCode, none.Output, none.Error)
            : default));
    }

    [Theory]
    [InlineData("05-teams-report/bom.csv", "\"Função\" (")]
    [InlineData("06-zoom-report/in.csv", "  3  \"Total Duration (Minutes)\" (")]
    [InlineData("11-email-list/in.csv", "\"Email Address\" (e-mail addresses): \"erica.n@ex.edu.br\"")]
    [InlineData("13-header-words/l-moodle-noid.csv", "\"Número de identificação\" (empty)")]
    public async Task What_is_not_certain_is_refused_and_the_columns_are_named(string file, string expected)
    {
        await RunAsync("roster", "3030", "--import", RosterCase.Path("02-moodle-participants/en.csv"));
        string before = await File.ReadAllTextAsync(Kept, TestContext.Current.CancellationToken);

        ProcessOutcome outcome = await RunAsync("roster", "3030", "--import", RosterCase.Path(file), "--json");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--number, --name", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Kept, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Naming_the_column_settles_it()
    {
        string file = Write("RA;Matrícula;Aluno\n1001;20261;Ana\n1002;20262;Bia\n");
        Assert.Equal(2, (await RunAsync("roster", "3030", "--import", file)).ExitCode);
        ProcessOutcome named = await RunAsync("lista", "3030", "--importar", file, "--numero", "matricula", "--nome", "3", "--json");
        Assert.Equal("{\"student\":\"20261\",\"name\":\"Ana\"}\n{\"student\":\"20262\",\"name\":\"Bia\"}\n", named.Output);
        Assert.Contains("no column \"CPF\"", (await RunAsync("roster", "3030", "--import", file, "--number", "CPF")).Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12-html-xls/lista.xls", "is an HTML page")]
    [InlineData("08-excel-mangled/sci.csv", "line 2: number rounded by a spreadsheet")]
    [InlineData("10-slash-matricula/in.csv", "students type 150012345")]
    [InlineData("10-slash-matricula/in.csv", "--no-punctuation keeps letters and digits")]
    public async Task Why_no_list_can_be_read_is_said(string file, string expected)
    {
        ProcessOutcome outcome = await RunAsync("roster", "3030", "--import", RosterCase.Path(file));

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Kept));
    }

    [Fact]
    public async Task Numbers_are_taken_as_students_type_them_where_that_is_wanted()
    {
        ProcessOutcome outcome =
            await RunAsync("lista", "3030", "--importar", RosterCase.Path("10-slash-matricula/in.csv"), "--sem-pontuacao", "--json");
        Assert.Equal("{\"student\":\"150012345\",\"name\":\"Érica Nogueira\"}\n{\"student\":\"150012346\",\"name\":\"Caio Lima\"}\n",
            outcome.Output);
    }

    [Fact]
    public async Task An_encoding_that_is_not_certain_can_be_told()
    {
        string file = Path.Combine(_folder.Path, "list.csv");
        File.WriteAllBytes(file, [.. "Matricula;Nome\n1001;Ant"u8, 0x93, .. "nio\n"u8]);
        ProcessOutcome asked = await RunAsync("roster", "3030", "--import", file);
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("cp850         \"1001;Antônio\"", asked.Error, StringComparison.Ordinal);
        Assert.Equal(
            "{\"student\":\"1001\",\"name\":\"Antônio\"}\n",
            (await RunAsync("roster", "3030", "--import", file, "--encoding", "cp850", "--json")).Output);
        Assert.Equal(2, (await RunAsync("roster", "3030", "--import", file, "--encoding", "x")).ExitCode);
    }

    [Fact]
    public async Task What_spreadsheets_did_is_said_though_the_list_is_kept()
    {
        ProcessOutcome outcome = await RunAsync("roster", "3030", "--import", RosterCase.Path("08-excel-mangled/float.csv"));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("line 2: was a decimal: leading zeros may be missing: \"42191015.0\"", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("42191015  Érica Nogueira\n42191007  Caio Lima\nClass 3030: 2 students on the list, which is kept now.\n",
            outcome.Output);
    }

    [Fact]
    public async Task Stdin_is_read_too()
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(
            ["roster", "3030", "--import", "-", "--dry-run", "--json"],
            new Dictionary<string, string?> { ["XDG_DATA_HOME"] = _folder.Path },
            "10;Ana\n20;Bia\n");
        Assert.Equal((0, "{\"student\":\"10\",\"name\":\"Ana\"}\n{\"student\":\"20\",\"name\":\"Bia\"}\n"),
            (outcome.ExitCode, outcome.Output));
    }

    [Theory]
    [InlineData("roster")]
    [InlineData("roster", "0")]
    [InlineData("roster", "3030", "--number", "1")]
    [InlineData("roster", "3030", "--dry-run")]
    [InlineData("roster", "3030", "--import", "/nope")]
    [InlineData("roster", "3030", "--import", "/")]
    [InlineData("roster", "3030", "4040")]
    public async Task Wrong_usage_and_files_that_are_none_end_with_2(params string[] args)
    {
        ProcessOutcome outcome = await RunAsync(args);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("chamada: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_ends_with_3()
    {
        string file = Write("10;Ana\n20;Bia\n");
        File.WriteAllText(Path.Combine(_folder.Path, "chamada"), "");
        ProcessOutcome outcome = await RunAsync("roster", "3030", "--import", file);
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("could not be kept", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_lines_of_a_list_that_was_edited_by_hand_are_told()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        File.WriteAllText(Kept, "student,name\n10,Ana\nJoão,20\n30,Caio\n");
        ProcessOutcome outcome = await RunAsync("roster", "3030");
        Assert.Equal((0, "Class 3030: 2 students on the list.\n10  Ana\n30  Caio\n"), (outcome.ExitCode, outcome.Output));
        Assert.Contains("line 3: invalid sign in the number: \"João,20\"", outcome.Error, StringComparison.Ordinal);
    }

    private string Write(string text)
    {
        string file = Path.Combine(_folder.Path, "list.csv");
        File.WriteAllText(file, text);
        return file;
    }

    private Task<ProcessOutcome> RunAsync(params string[] args) =>
        CommandLine.RunAsync(args, ("XDG_DATA_HOME", _folder.Path), ("CHAMADA_LANG", "en"));
}
