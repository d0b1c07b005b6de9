using System.Text.Json;
using System.Text.RegularExpressions;
using Chamada.Core.Archive;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Cli;

/// <summary>Codes, devices, networks and the class list, from the command line.</summary>
public sealed partial class RuleCommandTests : IAsyncDisposable
{
    private readonly TemporaryFolder _teacher = new(), _ana = new(), _rui = new();
    private readonly TestServer _server = new();

    private string DeviceFileOfAna => Path.Combine(_ana.Path, "chamada", DeviceFile.FileName);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _teacher.Dispose();
        _ana.Dispose();
        _rui.Dispose();
    }

    [Fact]
    public async Task A_code_is_asked_for_shown_and_taken()
    {
        Assert.Equal(0, (await RunAsync(_teacher, "teacher", "--open", "3030", "--code", "60")).ExitCode);
        Match shown = CodeLine().Match((await RunAsync(_teacher, "teacher", "--code", "3030", "--json")).Output);
        Assert.True(shown.Success);
        Assert.InRange(int.Parse(shown.Groups[2].Value, null), 1, 60_000);
        string code = shown.Groups[1].Value;
        Assert.Equal((1, Result(0, "1", "badcode")), await StudentAsync(_ana, "1"));
        Assert.Equal((0, Result(3030, "1", "registered")), await StudentAsync(_ana, "1", "--code", code));
        Assert.Equal((0, Result(3030, "1", "already")), await StudentAsync(_ana, "1"));
        string wrong = code == "000000" ? "000001" : "000000";
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal((1, Result(0, "2", "badcode")), await StudentAsync(_rui, "2", "--code", wrong));
        }

        (int exit, string waits) = await StudentAsync(_rui, "2", "--code", code);
        Assert.Equal(1, exit);
        Assert.Matches("""^\{"class":0,"student":"2","result":"wait","at":"TIME","wait":(600|5\d\d)\}\n$""", waits);
        Assert.Equal((0, Result(3030, "2", "registered")), await StudentAsync(_ana, "2", "--codigo", code));
    }

    [Theory]
    [InlineData("en", "Class 3030: the code is ", "Class 3030: no code is asked for.", "the code is missing or wrong.",
        ": too many wrong codes; wait ")]
    [InlineData("pt-BR", "Turma 3030: o código é ", "Turma 3030: nenhum código é pedido.", "", ": muitos códigos errados; aguarde ")]
    public async Task People_read_it_in_their_language(string language, string shown, string none, string badCode, string waits)
    {
        await RunAsync(_teacher, "professor", "--abrir", "3030", "--codigo");
        ProcessOutcome code = await RunInAsync(language, _teacher, "professor", "--codigo", "3030");
        Assert.StartsWith(shown, code.Output, StringComparison.Ordinal);
        ProcessOutcome refused = await RunInAsync(language, _ana, "aluno", "--turma", "3030", "--matricula", "1");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(badCode, refused.Output, StringComparison.Ordinal);
        string digits = Digits().Match(code.Output).Value;
        for (int i = 0; i < 3; i++)
        {
            await RunAsync(_ana, "student", "--class", "3030", "--student", "1", "--code", digits == "000000" ? "000001" : "000000");
        }

        ProcessOutcome waiting = await RunInAsync(language, _ana, "aluno", "--turma", "3030", "--matricula", "1", "--codigo", digits);
        Assert.Contains(waits, waiting.Output, StringComparison.Ordinal);
        await RunAsync(_teacher, "teacher", "--close", "3030");
        await RunAsync(_teacher, "teacher", "--open", "3030");
        Assert.Equal(none + "\n", (await RunInAsync(language, _teacher, "teacher", "--code", "3030")).Output);
        Assert.Equal(
            "{\"class\":3030,\"code\":\"\",\"left\":0,\"period\":0}\n",
            (await RunAsync(_teacher, "teacher", "--code", "3030", "--json")).Output);
    }

    [Fact]
    public async Task Only_who_opened_sees_the_code()
    {
        await RunAsync(_teacher, "teacher", "--open", "3030", "--code");
        ProcessOutcome other = await RunAsync(_rui, "teacher", "--code", "3030");
        Assert.Equal((1, ""), (other.ExitCode, other.Output));
        await RunAsync(_teacher, "teacher", "--close", "3030");
        Assert.Equal(1, (await RunAsync(_teacher, "teacher", "--code", "3030")).ExitCode);
    }

    [Fact]
    public async Task A_device_is_a_number_in_the_account_s_folder_that_only_the_account_can_read()
    {
        await RunAsync(_teacher, "teacher", "--open", "3030", "--device", "refuse");
        Assert.Equal((0, Result(3030, "1", "registered")), await StudentAsync(_ana, "1"));
        string number = await File.ReadAllTextAsync(DeviceFileOfAna, TestContext.Current.CancellationToken);
        Assert.Matches("^[0-9a-f]{32}\n$", number);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(DeviceFileOfAna));
        }

        Assert.Equal((1, Result(0, "2", "device")), await StudentAsync(_ana, "2"));
        Assert.Equal((0, Result(3030, "2", "registered")), await StudentAsync(_rui, "2"));
        Assert.Equal(number, await File.ReadAllTextAsync(DeviceFileOfAna, TestContext.Current.CancellationToken));

        // What is no number is replaced, and where none can be kept the device names none.
        await File.WriteAllTextAsync(DeviceFileOfAna, "nonsense", TestContext.Current.CancellationToken);
        Assert.Equal((0, Result(3030, "3", "registered")), await StudentAsync(_ana, "3"));
        Assert.Equal((1, Result(0, "4", "device")), await StudentAsync(_ana, "4"));
        ProcessOutcome homeless = await CommandLine.RunAsync(
            ["student", "--class", "3030", "--student", "5", "--server", _server.Address.ToString()]);
        Assert.Equal(0, homeless.ExitCode);
    }

    [Fact]
    public async Task A_batch_names_no_device()
    {
        await RunAsync(_teacher, "teacher", "--open", "3030", "--device", "refuse");
        string file = Path.Combine(_ana.Path, "students.txt");
        await File.WriteAllTextAsync(file, "1\n2\n3\n", TestContext.Current.CancellationToken);
        ProcessOutcome batch = await RunAsync(_ana, "student", "--class", "3030", "--batch", file, "--json");
        Assert.Equal((0, 3), (batch.ExitCode, batch.Output.Split("\"registered\"").Length - 1));
        Assert.False(File.Exists(DeviceFileOfAna));
    }

    [Fact]
    public async Task The_class_list_goes_along_when_it_is_to_be_looked_at()
    {
        string roster = Path.Combine(_teacher.Path, "class.csv");
        string[] lines = ["matricula,nome", .. Enumerable.Range(0, 600).Select(static i => $"{100000 + i},Aluno {i}")];
        await File.WriteAllLinesAsync(roster, lines, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await RunAsync(_teacher, "roster", "3030", "--import", roster)).ExitCode);
        ProcessOutcome opened = await RunAsync(_teacher, "teacher", "--open", "3030", "--listed", "ask");
        Assert.Equal((0, ""), (opened.ExitCode, opened.Error));
        Assert.Equal((0, Result(3030, "100599", "registered")), await StudentAsync(_ana, "100599"));
        Assert.Equal((1, Result(0, "100600", "unlisted")), await StudentAsync(_rui, "100600"));
        Assert.Equal((0, Result(3030, "100600", "registered")), await StudentAsync(_rui, "100600", "--confirm"));
        await RunAsync(_teacher, "teacher", "--close", "3030");
        string file = Assert.Single(Directory.GetFiles(Path.Combine(_teacher.Path, "chamada", "rolls"), "*.json"));
        string saved = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        using JsonDocument document = JsonDocument.Parse(saved);
        Assert.Equal(
            ["present ", "present ", "flagged unlisted confirmed"],
            document.RootElement.GetProperty("record").EnumerateArray().Select(static entry =>
                entry.GetProperty("kind").GetString() + " "
                + (entry.TryGetProperty("reason", out JsonElement reason) ? reason.GetString() : "")));

        // Without a list nobody is measured against one, and that is said.
        ProcessOutcome without = await RunAsync(_teacher, "teacher", "--open", "4040", "--listed", "refuse");
        Assert.Equal(0, without.ExitCode);
        Assert.Contains("no list of class 4040 is kept here", without.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(_ana, "student", "--class", "4040", "--student", "1")).ExitCode);
    }

    [Fact]
    public async Task A_roll_call_for_other_networks_still_takes_this_machine()
    {
        await RunAsync(_teacher, "teacher", "--open", "3030", "--from", "10.99.0.0/16,fd00::/8");
        Assert.Equal((0, Result(3030, "1", "registered")), await StudentAsync(_ana, "1"));
    }

    private static string Result(int number, string student, string result) =>
        $"{{\"class\":{number},\"student\":\"{student}\",\"result\":\"{result}\",\"at\":\"TIME\"}}\n";

    private async Task<(int, string)> StudentAsync(TemporaryFolder who, string student, params string[] more)
    {
        ProcessOutcome outcome = await RunAsync(who, ["student", "--class", "3030", "--student", student, "--json", .. more]);
        Assert.Empty(outcome.Error);
        return (outcome.ExitCode, Time().Replace(outcome.Output, "TIME"));
    }

    private Task<ProcessOutcome> RunAsync(TemporaryFolder who, params string[] args) => RunInAsync("en", who, args);

    private Task<ProcessOutcome> RunInAsync(string language, TemporaryFolder who, params string[] args) => CommandLine.RunAsync(
        args[0] == "roster" ? args : [.. args, "--server", _server.Address.ToString()],
        ("XDG_DATA_HOME", who.Path),
        ("CHAMADA_LANG", language));

    [GeneratedRegex("""^\{"class":3030,"code":"(\d{6})","left":(\d+),"period":60000\}\n$""")]
    private static partial Regex CodeLine();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d")]
    private static partial Regex Time();
}
