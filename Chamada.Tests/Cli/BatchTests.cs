using System.Globalization;
using System.Text;
using Chamada.Tests.Archive.Rosters;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Cli;

public sealed class BatchTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestServer _server = new();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("pt-BR", "esse arquivo não existe")]
    [InlineData("en", "there is no such file")]
    public async Task A_file_that_is_not_there_is_told_in_the_language_of_the_program(string language, string cause)
    {
        ProcessOutcome outcome =
            await ChamadaProcess.RunAsync(["student", "--class", "1", "--batch", "/nope/nope", "--server", "127.0.0.1:1", "--lang",
                language]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.EndsWith($"{cause}\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_is_a_student_and_answers_come_in_the_order_of_the_lines()
    {
        await OpenAsync();
        string[] students = [.. Enumerable.Range(1, 5000).Select(n => ((n * 7919L) % 4001).ToString(CultureInfo.InvariantCulture))];

        ProcessOutcome outcome = await BatchAsync(string.Join("\n", students));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(students.Length, lines.Length);
        HashSet<string> seen = [];
        for (int i = 0; i < students.Length; i++)
        {
            string word = seen.Add(students[i]) ? "registered" : "already";
            Assert.StartsWith($"{{\"class\":3030,\"student\":\"{students[i]}\",\"result\":\"{word}\",\"at\":\"", lines[i],
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\uFEFF1\r\n\r\n2\r\n")]
    [InlineData("1\n\n\n2")]
    [InlineData("  1 \n\t2\t\n")]
    public async Task Byte_order_mark_carriage_returns_blank_lines_and_margins_are_no_obstacle(string content)
    {
        await OpenAsync();

        ProcessOutcome outcome = await BatchAsync(content);

        Assert.Equal((0, "", 2), (outcome.ExitCode, outcome.Error, outcome.Output.Count(static c => c == '\n')));
    }

    [Theory]
    [InlineData("cr-only.txt", "042191015 042191007")]
    [InlineData("csv.txt", "042191015 042191007")]
    [InlineData("header.txt", "042191015 042191007")]
    [InlineData("nbsp.txt", "042191015 042191007 042191010")]
    [InlineData("utf16.txt", "042191015 042191007")]
    [InlineData("../07-xlsx-as-is/lista.xlsx", "042191001 042191002 042191003 042191004")]
    public async Task A_file_of_any_encoding_and_a_class_list_register_their_students(string file, string students)
    {
        await OpenAsync();

        ProcessOutcome outcome = await CommandLine.RunAsync(
            ["student", "--class", "3030", "--batch", RosterCase.Path("28-batch-files/" + file), "--json", "--server",
                _server.Address.ToString()],
            ("CHAMADA_LANG", "en"));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith(students, string.Join(' ',
            outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('"')[5])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_line_is_named_as_it_reads_in_its_encoding()
    {
        await OpenAsync();

        ProcessOutcome outcome = await CommandLine.RunAsync(
            ["student", "--class", "3030", "--batch", RosterCase.Path("28-batch-files/latin1.txt"), "--json", "--server",
                _server.Address.ToString()],
            ("CHAMADA_LANG", "en"));

        Assert.Equal((2, 1), (outcome.ExitCode, outcome.Output.Count(static c => c == '\n')));
        Assert.StartsWith("chamada: line 1: \"José\" is not a student number", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_not_certain_registers_nobody()
    {
        await OpenAsync();

        ProcessOutcome outcome = await BatchAsync("Name;Minutes\nAna Lima;97\nBia Reis;95\n");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("no column looks like student numbers", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_lines_are_named_by_number_and_the_good_ones_are_done()
    {
        await OpenAsync();

        ProcessOutcome outcome = await BatchAsync("1\nnão\n\n2\na b\u001b\n");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(2, outcome.Output.Count(static c => c == '\n'));
        string[] errors = outcome.Error.Split('\n');
        Assert.StartsWith("chamada: line 2: \"não\" is not a student number: \"ã\" is not allowed.", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("chamada: line 5: \"a b\\u001B\" is not a student number: \" \" is not allowed.", errors[1],
            StringComparison.Ordinal);
        Assert.Equal("chamada: 2 lines were passed over; the others were sent.", errors[2]);
    }

    [Fact]
    public async Task Refused_students_end_with_1()
    {
        ProcessOutcome outcome = await BatchAsync("1\n2\n");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("{\"class\":0,\"student\":\"2\",\"result\":\"closed\",\"at\":\"", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_off_in_the_middle_loses_no_student()
    {
        await OpenAsync();
        await using LossyProxy proxy = new(_server.Address, "PRESENT", toLose: 3);
        string[] students = [.. Enumerable.Range(1, 3000).Select(static n => n.ToString(CultureInfo.InvariantCulture))];

        ProcessOutcome outcome = await BatchAsync(string.Join("\n", students), proxy.Address);

        Assert.Equal((0, "", 3), (outcome.ExitCode, outcome.Error, proxy.Lost));
        Assert.Equal(students, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('"')[5]));
    }

    [Theory]
    [InlineData("en", "Class 3030: 1 registered at ", "Class 3030: 1 was registered already, at ")]
    [InlineData("pt-BR", "Turma 3030: presença de 1 registrada em ", "Turma 3030: a presença de 1 já estava registrada, em ")]
    public async Task People_get_a_line_for_each_student(string language, string first, string second)
    {
        await OpenAsync();
        string file = Path.Combine(_folder.Path, "students.txt");
        File.WriteAllText(file, "1\n1\n");

        ProcessOutcome outcome = await CommandLine.RunAsync(
            ["aluno", "--turma", "3030", "--lote", file, "--servidor", _server.Address.ToString(), "--idioma", language]);

        string[] lines = outcome.Output.Split('\n');
        Assert.StartsWith(first, lines[0], StringComparison.Ordinal);
        Assert.StartsWith(second, lines[1], StringComparison.Ordinal);
        Assert.Equal((0, 3), (outcome.ExitCode, lines.Length));
    }

    [Fact]
    public async Task Lines_from_stdin_are_answered_as_they_come()
    {
        await OpenAsync();
        await using ChamadaProcess process = ChamadaProcess.Start(
            ["student", "--class", "3030", "--batch", "-", "--json", "--server", _server.Address.ToString()], keepInputOpen: true);

        foreach (string student in (string[])["a", "b", "c"])
        {
            // The next line is written only when the answer to the one before has been read.
            await process.WriteInputAsync(student + "\n");
            Assert.StartsWith($"{{\"class\":3030,\"student\":\"{student}\",\"result\":\"registered\"", await process.ReadLineAsync(),
                StringComparison.Ordinal);
        }

        await process.WriteInputAsync("", close: true);
        Assert.Equal(0, (await process.WaitAsync()).ExitCode);
    }

    private async Task OpenAsync()
    {
        ProcessOutcome outcome = await CommandLine.RunAsync(
            ["teacher", "--open", "3030", "--server", _server.Address.ToString()], ("XDG_DATA_HOME", _folder.Path));
        Assert.Equal(0, outcome.ExitCode);
    }

    private async Task<ProcessOutcome> BatchAsync(string content, string? server = null)
    {
        string file = Path.Combine(_folder.Path, "students.txt");
        await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(content));
        return await CommandLine.RunAsync(
            ["student", "--class", "3030", "--batch", file, "--json", "--server", server
                ?? _server.Address.ToString()], ("CHAMADA_LANG", "en"));
    }
}
