namespace Chamada.Tests.Postgres;

/// <summary>What the other tests rest on.</summary>
public sealed class PostgresServerTests
{
    [Fact]
    public async Task What_was_committed_is_there_after_a_kill_on_the_same_port()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string database = await server.NewDatabaseAsync();
        int port = server.Port;
        string name = database[(database.LastIndexOf('/') + 1)..];
        await server.AskAsync("create table t (n int); insert into t values (42)", name);
        await server.KillAsync();
        Assert.Equal(0, server.ProcessId);
        await server.StartAgainAsync();
        Assert.Equal((port, "42"), (server.Port, await server.AskAsync("select n from t", name)));
        await server.StopAsync();
        Assert.False(File.Exists(Path.Combine(server.Folder, "postmaster.pid")));
    }
}
