using System.Text.RegularExpressions;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Postgres;

/// <summary><c>drill --store</c>: several servers on the user's own database.</summary>
public sealed partial class StoreDrillTests(SharedPostgres postgres) : IClassFixture<SharedPostgres>
{
    [Fact]
    public async Task Three_servers_of_which_some_are_killed_lose_nothing_and_leave_nothing_in_the_database()
    {
        PostgresServer database = await postgres.ServerAsync();
        string uri = await database.NewDatabaseAsync();

        // Whoever runs it may use a database for the real servers: it must not be touched.
        Dictionary<string, string?> environment = new() { ["CHAMADA_STORE"] = "postgresql://nobody@127.0.0.1:1/nothing" };
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(
            [
                "drill", "--store", uri, "--servers", "3", "--students", "60", "--classes", "3", "--seconds", "2", "--kill", "2",
                "--lang", "en",
            ],
            environment);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string row = outcome.Output.Split('\n').Single(static line => line.StartsWith("register ", StringComparison.Ordinal));
        string[] cells = Spaces().Split(row);
        Assert.True(int.Parse(cells[1], null) >= 60, $"only {cells[1]} were asked");
        Assert.Equal([cells[1], "0", "0"], cells[2..5]);
        Assert.Contains("killed 2 times", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("The longest time in which nobody got an answer", outcome.Output, StringComparison.Ordinal);
        string left = await database.AskAsync(
            "select count(*) from pg_namespace where nspname like 'chamada%'", uri[(uri.LastIndexOf('/') + 1)..]);
        Assert.Equal("0", left);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_said_and_ends_it()
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(
            ["drill", "--store", "postgresql://nobody@127.0.0.1:1/nothing", "--servers", "2", "--seconds", "1", "--lang", "en"]);
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("127.0.0.1:1", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "--servers", "--store")]
    [InlineData("pt-BR", "--servidores", "--banco")]
    public async Task Servers_without_a_database_to_share_are_refused(string language, string servers, string store)
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(["drill", servers, "2", "--lang", language]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(servers, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(store, outcome.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();
}
