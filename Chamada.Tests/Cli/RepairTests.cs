using System.Globalization;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Log;

namespace Chamada.Tests.Cli;

/// <summary>A damaged data folder, from the refusal of <c>serve</c> to a server that runs again.</summary>
public sealed class RepairTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("en", "repair", "is damaged (", "chamada repair", "Everything that was acknowledged is there")]
    [InlineData("pt-BR", "reparar", "está danificado (", "chamada reparar", "Está lá tudo o que foi confirmado")]
    public async Task A_flipped_bit_after_a_kill_keeps_serve_from_starting_until_it_is_repaired(
        string language, string command, string damaged, string advice, string whole)
    {
        string data = Path.Combine(_folder.Path, "data"), log = Path.Combine(data, "chamada.db-wal");
        await using (ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", data]))
        {
            string students = string.Concat(
                Enumerable.Range(1, 300).Select(static i => i.ToString("D9", CultureInfo.InvariantCulture) + "\n"));
            await RunAsync(["teacher", "--open", "3030", "--server", server.Address]);
            string list = Path.Combine(_folder.Path, "students.txt");
            await File.WriteAllTextAsync(list, students, TestContext.Current.CancellationToken);
            Assert.Equal(0, (await RunAsync(["student", "--class", "3030", "--server", server.Address, "--batch", list])).ExitCode);
            await server.KillAsync();
        }

        JournalFolder.Flip(log, 32 + (2 * 4120) + 3000, 1);
        ProcessOutcome refused = await RunAsync(["serve", "--data", data, "--port", "0", "--bind", "127.0.0.1", "--lang", language]);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains(damaged, refused.Error, StringComparison.Ordinal);
        Assert.Contains(advice, refused.Error, StringComparison.Ordinal);

        ProcessOutcome repaired = await RunAsync([command, "--data", data, "--lang", language]);
        Assert.True(repaired.ExitCode == 0, repaired.Error);
        Assert.Contains("3030", repaired.Output, StringComparison.Ordinal);
        Assert.Contains(": 300 ", repaired.Output, StringComparison.Ordinal);
        Assert.Contains(whole, repaired.Output, StringComparison.Ordinal);

        await using ChamadaProcess again = await ChamadaProcess.StartServerAsync(["--data", data]);
        ProcessOutcome last = await RunAsync(["student", "--class", "3030", "--student", "000000300", "--server", again.Address, "--json"]);
        Assert.Equal(0, last.ExitCode);
        Assert.Contains("\"already\"", last.Output, StringComparison.Ordinal);
    }

    private Task<ProcessOutcome> RunAsync(string[] arguments) => ChamadaProcess.RunAsync(
        arguments, new Dictionary<string, string?> { ["XDG_DATA_HOME"] = Path.Combine(_folder.Path, "home"), ["CHAMADA_LINKS"] = "none" });
}
