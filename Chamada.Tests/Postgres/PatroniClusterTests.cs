namespace Chamada.Tests.Postgres;

/// <summary>What the tests of failures rest on: that a failover happens, and loses nothing that was acknowledged.</summary>
public sealed class PatroniClusterTests
{
    [Fact]
    public async Task What_was_committed_is_on_the_next_primary_after_a_switchover_a_crash_and_the_loss_of_a_node()
    {
        await using PatroniCluster cluster = await PatroniCluster.StartAsync();
        await cluster.AskAsync("create table t (n int); insert into t values (1)");
        await cluster.SwitchOverAsync();
        Assert.Equal("1", await cluster.AskAsync("select string_agg(n::text, ' ') from t"));

        (PatroniNode primary, PatroniNode standby) = await cluster.UntilWholeAsync();
        await cluster.AskAsync("insert into t values (2)");
        primary.KillPostmaster();
        Assert.Equal(standby, await cluster.PrimaryAsync(than: primary));
        Assert.Equal("1 2", await cluster.AskAsync("select string_agg(n::text, ' ') from t"));

        (primary, standby) = await cluster.UntilWholeAsync();
        await cluster.AskAsync("insert into t values (3)");
        await primary.KillAsync();
        Assert.Equal(standby, await cluster.PrimaryAsync(than: primary));
        Assert.Equal("1 2 3", await cluster.AskAsync("select string_agg(n::text, ' ') from t"));
        primary.Start();
        await cluster.UntilWholeAsync();
    }
}
