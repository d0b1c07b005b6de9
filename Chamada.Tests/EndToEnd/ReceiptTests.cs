using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Chamada.Tests.EndToEnd;

/// <summary>A student's receipt, from the registration to the teacher's file, with programs as people start them.</summary>
public sealed partial class ReceiptTests : IDisposable
{
    private readonly TemporaryFolder _data = new(), _teacher = new(), _student = new();

    public void Dispose()
    {
        _data.Dispose();
        _teacher.Dispose();
        _student.Dispose();
    }

    [Fact]
    public async Task It_names_its_entry_in_the_list_that_the_teacher_saves_though_the_server_was_killed_in_between()
    {
        string first, second, address, port;
        await using (ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", _data.Path]))
        {
            (address, port) = (server.Address, server.Port.ToString(CultureInfo.InvariantCulture));
            await RunAsync(_teacher, 0, "teacher", "--open", "3030", "--server", address);
            string line = await RunAsync(
                _student, 0, "student", "--class", "3030", "--student", "042191010", "--receipt", "--json", "--server", address);
            using JsonDocument json = JsonDocument.Parse(line);
            Assert.Equal(
                ["class", "student", "result", "at", "receipt"], json.RootElement.EnumerateObject().Select(static member => member.Name));
            first = json.RootElement.GetProperty("receipt").GetString()!;
            await server.KillAsync();
        }

        await using (ChamadaProcess server =
            ChamadaProcess.Start(["serve", "--bind", "127.0.0.1", "--port", port, "--data", _data.Path]))
        {
            Assert.EndsWith(address, await server.ReadLineAsync(), StringComparison.Ordinal);
            string file = Path.Combine(_student.Path, "students.txt");
            await File.WriteAllLinesAsync(file, ["042191010", "20"], TestContext.Current.CancellationToken);
            string batch = await RunAsync(
                _student, 0, "aluno", "--turma", "3030", "--lote", file, "--recibo", "--lang", "pt-BR", "--server", address);
            string[] receipts = [.. Receipts().Matches(batch).Select(static match => match.Groups[1].Value)];
            Assert.Equal((2, first), (receipts.Length, receipts[0]));
            second = receipts[1];
            await RunAsync(_teacher, 0, "teacher", "--close", "3030", "--server", address);
        }

        string saved = Assert.Single(Directory.GetFiles(Path.Combine(_teacher.Path, "chamada", "rolls"), "*.json"));
        Assert.Contains("The receipt is of entry 1: 042191010 present ", await VerifyAsync(0, saved, first), StringComparison.Ordinal);
        Assert.Contains("The receipt is of entry 2: 20 present ", await VerifyAsync(0, saved, second), StringComparison.Ordinal);
        Assert.Contains("The receipt is of no entry", await VerifyAsync(1, saved, new string('0', 64)), StringComparison.Ordinal);

        JsonNode root = JsonNode.Parse(await File.ReadAllTextAsync(saved, TestContext.Current.CancellationToken))!;
        root["record"]![1]!["student"] = "21";
        root["students"]![1]!["student"] = "21";
        string changed = Path.Combine(_student.Path, "changed.json");
        await File.WriteAllTextAsync(changed, root.ToJsonString(), TestContext.Current.CancellationToken);
        string told = await VerifyAsync(1, changed, first);
        Assert.Contains("Entry 2 does not fit: 21 present ", told, StringComparison.Ordinal);
        Assert.Contains("The receipt is of entry 1: 042191010 present ", told, StringComparison.Ordinal);
        Assert.Contains("The receipt is of no entry", await VerifyAsync(1, changed, second), StringComparison.Ordinal);
    }

    private Task<string> VerifyAsync(int exitCode, string file, string receipt) =>
        RunAsync(_student, exitCode, "verify", file, "--receipt", receipt);

    private static async Task<string> RunAsync(TemporaryFolder who, int exitCode, params string[] args)
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(args, who.Environment());
        Assert.Equal((exitCode, ""), (outcome.ExitCode, outcome.Error));
        return outcome.Output;
    }

    [GeneratedRegex("^Recibo: ([0-9a-f]{64})$", RegexOptions.Multiline)]
    private static partial Regex Receipts();
}
