using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;
using Chamada.Tests.Interop;

namespace Chamada.Tests.Cli;

/// <summary>What the scripted commands print and how they end, with a server that works.</summary>
public sealed partial class RollCallCommandTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestServer _server = new();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_whole_roll_call_in_json_byte_for_byte()
    {
        Assert.Equal((0, "{\"class\":3030,\"opened\":\"TIME\"}\n"), await JsonAsync("teacher", "--open", "3030"));
        Assert.Equal((0, Student(3030, "042191010", "registered")),
            await JsonAsync("student", "--class", "3030", "--student", "042191010"));
        Assert.Equal((0, Student(3030, "42191010", "registered")), await JsonAsync("student", "--class", "3030", "--student", "42191010"));
        Assert.Equal((0, Student(3030, "042191010", "already")), await JsonAsync("student", "--class", "3030", "--student", "042191010"));
        Assert.Equal((1, Student(0, "042191010", "closed")), await JsonAsync("student", "--class", "3031", "--student", "042191010"));
        Assert.Equal(
            (0, "{\"class\":3030,\"opened\":\"TIME\",\"students\":[\"042191010\",\"42191010\"]}\n"), await JsonAsync("teacher", "--list",
                "3030"));
        Assert.Equal((0, "{\"class\":3030,\"opened\":\"TIME\",\"count\":2}\n"), await JsonAsync("teacher", "--rolls"));
        Assert.Equal(
            (0, "{\"class\":3030,\"opened\":\"TIME\",\"closed\":\"TIME\",\"students\":[\"042191010\",\"42191010\"]}\n"),
            await JsonAsync("teacher", "--close", "3030"));
        Assert.Equal((1, Student(0, "7", "closed")), await JsonAsync("student", "--class", "3030", "--student", "7"));
        Assert.Equal((0, ""), await JsonAsync("teacher", "--rolls"));
    }

    [Fact]
    public async Task Times_are_the_servers_with_milliseconds_and_its_offset()
    {
        await using TestServer server =
            new(clock: new SetClock(DateTimeOffset.Parse("2026-11-22T16:39:02.123-03:00", CultureInfo.InvariantCulture)));
        string[] address = ["--server", server.Address.ToString(), "--json"];
        (string, string)[] environment = [("XDG_DATA_HOME", _folder.Path)];

        ProcessOutcome opened = await CommandLine.RunAsync(["teacher", "--open", "3030", .. address], environment);
        ProcessOutcome student =
            await CommandLine.RunAsync(["student", "--class", "3030", "--student", "042191010", .. address], environment);

        Assert.Equal("{\"class\":3030,\"opened\":\"2026-11-22T16:39:02.123-03:00\"}\n", opened.Output);
        Assert.Equal(
            "{\"class\":3030,\"student\":\"042191010\",\"result\":\"registered\",\"at\":\"2026-11-22T16:39:02.123-03:00\"}\n",
            student.Output);
    }

    [Theory]
    [InlineData("en", "Class 3030: roll call opened at TIME.", "Class 3030: 042191010 registered at TIME.",
        "Class 3030: 042191010 was registered already, at TIME.",
        "Class 4: 1 refused at TIME: the class has no open roll call.", "Class 3030: roll call open since TIME; 1 present.",
        "Class 3030: open since TIME; 1 present.",
        "Class 3030: roll call closed at TIME; 1 present.", "List saved: ", " and .csv", "No roll call is open at ")]
    [InlineData("pt-BR", "Turma 3030: chamada aberta em TIME.", "Turma 3030: presença de 042191010 registrada em TIME.",
        "Turma 3030: a presença de 042191010 já estava registrada, em TIME.",
        "Turma 4: presença de 1 recusada em TIME: a turma não tem chamada aberta.", "Turma 3030: chamada aberta desde TIME; 1 presente.",
        "Turma 3030: aberta desde TIME; 1 presente.",
        "Turma 3030: chamada encerrada em TIME; 1 presente.", "Lista salva: ", " e .csv", "Nenhuma chamada aberta em ")]
    public async Task A_whole_roll_call_for_people(
        string language, string opened, string registered, string already, string refused, string listed, string open, string closed,
        string saved, string and, string none)
    {
        Assert.Equal((0, opened + "\n"), await PeopleAsync(language, "professor", "--abrir", "3030"));
        Assert.Equal((0, registered + "\n"), await PeopleAsync(language, "aluno", "--turma", "3030", "--matricula", "042191010"));
        Assert.Equal((0, already + "\n"), await PeopleAsync(language, "aluno", "--turma", "3030", "--matricula", "042191010"));
        Assert.Equal((1, refused + "\n"), await PeopleAsync(language, "aluno", "--turma", "4", "--matricula", "1"));
        Assert.Equal((0, $"{listed}\n     1  042191010  TIME\n"), await PeopleAsync(language, "professor", "--listar", "3030"));
        Assert.Equal((0, open + "\n"), await PeopleAsync(language, "professor", "--chamadas"));
        (int code, string text) = await PeopleAsync(language, "professor", "--encerrar", "3030");
        string file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "chamada", "rolls"), "*.json"));
        Assert.Equal((0, $"{closed}\n     1  042191010  TIME\n{saved}{file}{and}\n"), (code, text));
        Assert.Equal((0, $"{none}{_server.Address}.\n"), await PeopleAsync(language, "professor", "--chamadas"));
    }

    [Fact]
    public async Task A_class_that_is_open_is_refused_and_stays_open()
    {
        using TemporaryFolder colleague = new();
        await RunAsync(_folder, "teacher", "--open", "3030");

        ProcessOutcome own = await RunAsync(_folder, "teacher", "--open", "3030");
        ProcessOutcome other = await RunAsync(colleague, "teacher", "--open", "3030");

        Assert.Equal((1, "", "chamada: class 3030 has an open roll call already, opened from this account: chamada teacher --close 3030\n"),
            Parts(own));
        Assert.Equal((1, "", "chamada: class 3030 has an open roll call already, opened by somebody else.\n"), Parts(other));
        Assert.Equal(0, (await RunAsync(_folder, "teacher", "--close", "3030")).ExitCode);
    }

    [Theory]
    [InlineData("--close")]
    [InlineData("--list")]
    public async Task Only_the_account_that_opened_can_close_and_list(string step)
    {
        using TemporaryFolder colleague = new();
        await RunAsync(_folder, "teacher", "--open", "3030");

        ProcessOutcome refused = await RunAsync(colleague, "teacher", step, "3030");

        Assert.Equal((1, "", $"chamada: this account holds no roll call of class 3030 at {_server.Address}; only the account that opened "
            + "it can list and close it.\n"), Parts(refused));
        Assert.Equal(0, (await RunAsync(_folder, "teacher", step, "3030")).ExitCode);
    }

    [Fact]
    public async Task Who_names_another_server_is_told_which_one_has_the_roll_call()
    {
        await using TestServer other = new();
        await RunAsync(_folder, "teacher", "--open", "3030");

        ProcessOutcome refused = await CommandLine.RunAsync(
            ["teacher", "--close", "3030", "--server", other.Address.ToString()], ("XDG_DATA_HOME", _folder.Path), ("CHAMADA_LANG", "en"));

        Assert.Equal(1, refused.ExitCode);
        Assert.EndsWith($" It holds one at {_server.Address}: use --server.\n", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_saved_list_has_every_time_and_the_server_keeps_nothing()
    {
        await RunAsync(_folder, "teacher", "--open", "3030");
        foreach (string student in (string[])["b", "-a", "042"])
        {
            await RunAsync(_folder, "student", "--class", "3030", "--student", student);
        }

        using JsonDocument printed = JsonDocument.Parse((await RunAsync(_folder, "teacher", "--close", "3030", "--json")).Output);

        string rolls = Path.Combine(_folder.Path, "chamada", "rolls");
        using JsonDocument saved = JsonDocument.Parse(File.ReadAllBytes(Assert.Single(Directory.GetFiles(rolls, "*.json"))));
        Assert.Equal(printed.RootElement.GetProperty("opened").GetString(), saved.RootElement.GetProperty("opened").GetString());
        Assert.Equal(printed.RootElement.GetProperty("closed").GetString(), saved.RootElement.GetProperty("closed").GetString());
        Assert.Equal(
            ["b", "-a", "042"], saved.RootElement.GetProperty("students").EnumerateArray()
                .Select(student => student.GetProperty("student").GetString()));
        Assert.All(
            saved.RootElement.GetProperty("students").EnumerateArray().Select(student => student.GetProperty("at").GetString()), at =>
                Assert.Matches(Time(), at));
        string csv = EnglishTime().Replace(File.ReadAllText(Assert.Single(Directory.GetFiles(rolls, "*.csv"))), "TIME");
        Assert.Equal(
            "Order,Student,Name,Status,Time,By,Reason\r\n1,b,,present,TIME,student,\r\n2,\"=\"\"-a\"\"\",,present,TIME,student,\r\n"
            + "3,\"=\"\"042\"\"\",,present,TIME,student,\r\n", csv);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "chamada", "tokens")));
        ProcessOutcome again = await RunAsync(_folder, "teacher", "--close", "3030");
        Assert.Equal(1, again.ExitCode);
    }

    private static string Student(int number, string student, string result) =>
        $"{{\"class\":{number},\"student\":\"{student}\",\"result\":\"{result}\",\"at\":\"TIME\"}}\n";

    private static (int, string, string) Parts(ProcessOutcome outcome) => (outcome.ExitCode, outcome.Output, outcome.Error);

    private Task<ProcessOutcome> RunAsync(TemporaryFolder folder, params string[] args) => CommandLine.RunAsync(
        [.. args, "--server", _server.Address.ToString()], ("XDG_DATA_HOME", folder.Path), ("CHAMADA_LANG", "en"));

    private async Task<(int, string)> JsonAsync(params string[] args)
    {
        // JSON is the same whatever the language of people is.
        ProcessOutcome outcome = await CommandLine.RunAsync(
            [.. args, "--json", "--server", _server.Address.ToString()], ("XDG_DATA_HOME", _folder.Path), ("CHAMADA_LANG", "pt-BR"));
        Assert.Empty(outcome.Error);
        return (outcome.ExitCode, Time().Replace(outcome.Output, "TIME"));
    }

    private async Task<(int, string)> PeopleAsync(string language, params string[] args)
    {
        ProcessOutcome outcome = await CommandLine.RunAsync(
            [.. args, "--server", _server.Address.ToString()], ("XDG_DATA_HOME", _folder.Path), ("CHAMADA_LANG", language));
        Assert.Empty(outcome.Error);
        return (outcome.ExitCode, (language == "en" ? EnglishTime() : PortugueseTime()).Replace(outcome.Output, "TIME"));
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d")]
    private static partial Regex Time();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex EnglishTime();

    [GeneratedRegex(@"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d")]
    private static partial Regex PortugueseTime();
}
