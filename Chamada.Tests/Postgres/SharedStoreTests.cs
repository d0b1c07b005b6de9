using Chamada.Core.Hosting;
using Chamada.Core.Log.Postgres;
using Chamada.Core.Rolls;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Postgres;

/// <summary>Servers that share a database, as their clients see them.</summary>
public sealed class SharedStoreTests(SharedPostgres postgres) : IClassFixture<SharedPostgres>
{
    private const string Token = "8f14e45fceea167a5a36dedd4bea2543";

    [Fact]
    public async Task Any_server_answers_for_what_was_asked_of_any_other()
    {
        PostgresAddress place = await postgres.NewDatabaseAsync();
        await using TestServer first = Start(place), second = Start(place);
        using RawPeer a = await first.ConnectAsync(), b = await second.ConnectAsync();
        await a.AskAsync("OPEN", "3030", "TOKEN", Token);
        await a.ReadToAsync(Token + "\r\n");
        await b.AskAsync("PRESENT", "3030", "10042");
        await b.ReadToAsync("+REGISTERED\r\n");
        await a.AskAsync("PRESENT", "3030", "10042");
        await a.ReadToAsync("+ALREADY\r\n");
        await a.AskAsync("ROLLS");
        await b.AskAsync("ROLLS");
        Assert.Equal(await a.ReadToAsync(":1\r\n"), await b.ReadToAsync(":1\r\n"));
        await a.AskAsync("LIST", "3030", Token);
        await b.AskAsync("LIST", "3030", Token);
        string list = await a.ReadToAsync("$5\r\n10042\r\n$29\r\n") + await a.ReadToAsync("\r\n");
        Assert.Equal(list, await b.ReadToAsync("$5\r\n10042\r\n$29\r\n") + await b.ReadToAsync("\r\n"));
        await b.AskAsync("CLOSE", "3030", Token);
        await b.ReadToAsync("$5\r\n10042\r\n");
        await a.AskAsync("PRESENT", "3030", "7");
        await a.ReadToAsync("+CLOSED\r\n");
        await a.AskAsync("RECEIVED", "3030", Token);
        await a.ReadToAsync("+OK\r\n");
        await b.AskAsync("RECEIVED", "3030", Token);
        await b.ReadToAsync("-NOTOPEN");
    }

    [Fact]
    public async Task A_pipeline_over_many_classes_is_answered_in_its_order()
    {
        PostgresAddress place = await postgres.NewDatabaseAsync();
        await using TestServer server = Start(place);
        using RawPeer peer = await server.ConnectAsync();
        int[] classes = [.. Enumerable.Range(1, 100)];
        await peer.SendAsync(string.Concat(classes.Select(number => RawPeer.Resp("OPEN", $"{number}", "TOKEN", Token))));
        foreach (int number in classes)
        {
            Assert.StartsWith($"*3\r\n:{number}\r\n", await peer.ReadToAsync(Token + "\r\n"), StringComparison.Ordinal);
        }

        await peer.SendAsync(string.Concat(classes.Select(number => RawPeer.Resp("PRESENT", $"{number}", $"s{number}")))
            + RawPeer.Resp("ROLLS"));
        foreach (int number in classes)
        {
            Assert.StartsWith($"*3\r\n:{number}\r\n", await peer.ReadToAsync("+REGISTERED\r\n"), StringComparison.Ordinal);
        }

        await peer.ReadToAsync("*100\r\n");
        foreach (int number in classes)
        {
            await peer.ReadToAsync($"\r\n:{number}\r\n");
        }
    }

    [Fact]
    public async Task A_transaction_over_classes_that_the_store_keeps_apart_is_refused_as_a_whole()
    {
        PostgresAddress place = await postgres.NewDatabaseAsync();
        await using TestServer server = Start(place);
        using RawPeer peer = await server.ConnectAsync();
        await peer.AskAsync("OPEN", "1", "TOKEN", Token);
        await peer.ReadToAsync(Token + "\r\n");
        await peer.AskAsync("OPEN", "2", "TOKEN", Token);
        await peer.ReadToAsync(Token + "\r\n");
        Assert.NotEqual(RollLanes.LaneOf(ClassNumber.From(1)), RollLanes.LaneOf(ClassNumber.From(2)));

        await peer.SendAsync(RawPeer.Resp("MULTI") + RawPeer.Resp("PRESENT", "1", "10042") + RawPeer.Resp("PRESENT", "2", "10042")
            + RawPeer.Resp("EXEC") + RawPeer.Resp("LIST", "1", Token));
        Assert.Equal("+OK\r\n+QUEUED\r\n", await peer.ReadToAsync("+QUEUED\r\n"));
        Assert.StartsWith("-ERR this server's store keeps", await peer.ReadToAsync("\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("-EXECABORT", await peer.ReadToAsync("\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("*3\r\n:1\r\n", await peer.ReadToAsync("*0\r\n"), StringComparison.Ordinal); // Nobody is on the list.

        await peer.SendAsync(RawPeer.Resp("MULTI") + RawPeer.Resp("PRESENT", "1", "10042") + RawPeer.Resp("PRESENT", "1", "10043")
            + RawPeer.Resp("EXEC"));
        Assert.StartsWith("+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n", await peer.ReadToAsync("*2\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watcher_is_told_what_another_server_registers_and_closes()
    {
        PostgresAddress place = await postgres.NewDatabaseAsync();
        await using TestServer first = Start(place), second = Start(place);
        using RawPeer teacher = await first.ConnectAsync(), student = await second.ConnectAsync();
        await teacher.SendAsync(RawPeer.Resp("HELLO", "3"));
        await teacher.SendAsync(RawPeer.Resp("OPEN", "3030", "TOKEN", Token) + RawPeer.Resp("WATCH", "3030", Token));
        await teacher.ReadToAsync(Token + "\r\n");
        await student.AskAsync("PRESENT", "3030", "10042");
        await student.ReadToAsync("+REGISTERED\r\n");
        Assert.Contains("\r\n>", await teacher.ReadToAsync("10042\r\n"), StringComparison.Ordinal);
        await student.AskAsync("CLOSE", "3030", Token);
        await teacher.ReadToAsync("\r\n>");
        await teacher.ReadToAsync("closed\r\n");
    }

    [Fact]
    public async Task A_person_can_read_what_is_there_and_nothing_of_it_is_after_the_receipt()
    {
        PostgresAddress place = await postgres.NewDatabaseAsync();
        PostgresServer database = await postgres.ServerAsync();
        string name = place.ToString()[(place.ToString().LastIndexOf('/') + 1)..];
        await using TestServer server = Start(place);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(RawPeer.Resp("OPEN", "3030", "TOKEN", Token) + RawPeer.Resp("PRESENT", "3030", "10042")
            + RawPeer.Resp("PRESENT", "3030", "10043") + RawPeer.Resp("MARK", "3030", Token, "10044", "PRESENT", "veio à mão"));
        await peer.ReadToAsync(Token + "\r\n");
        await peer.AskAsync("LIST", "3030", Token);
        await peer.ReadToAsync("10044\r\n");
        Assert.Equal(
            "opened|3030||\npresent|3030|10042|\npresent|3030|10043|\nmarked|3030|10044|veio à mão",
            await database.AskAsync("select what, class, student, reason from chamada.history", name));
        await peer.SendAsync(RawPeer.Resp("CLOSE", "3030", Token) + RawPeer.Resp("RECEIVED", "3030", Token));
        await peer.ReadToAsync("+OK\r\n");
        Assert.Equal("0", await database.AskAsync("select count(*) from chamada.part where body like '%1004%'", name));
        Assert.Equal("erased", await database.AskAsync("select what from chamada.history", name));
    }

    [Fact]
    public async Task While_the_database_is_away_changes_are_refused_and_when_it_is_back_all_goes_on()
    {
        await using PostgresServer database = await PostgresServer.StartAsync();
        await using TestServer server = Start(SharedPostgres.AddressOf(database.Uri()));
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(RawPeer.Resp("OPEN", "3030", "TOKEN", Token) + RawPeer.Resp("PRESENT", "3030", "1"));
        await peer.ReadToAsync("+REGISTERED\r\n");
        await database.KillAsync();
        await peer.AskAsync("PRESENT", "3030", "2");
        await peer.ReadToAsync("-UNAVAILABLE");
        await peer.ReadToAsync("\r\n");
        await peer.AskAsync("LIST", "3030", Token);
        await peer.ReadToAsync("-UNAVAILABLE");
        await peer.ReadToAsync("\r\n");
        using (RawPeer probe = await server.ConnectAsync())
        {
            await probe.SendAsync("GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            await probe.ExpectAsync("HTTP/1.1 503");
        }

        await database.StartAgainAsync();
        await Poll.UntilAsync(async () => await WordAsync(peer, "3") is "REGISTERED" or "ALREADY");
        await peer.AskAsync("CLOSE", "3030", Token);
        string list = await peer.ReadToAsync("$1\r\n3\r\n");
        Assert.Contains("$1\r\n1\r\n", list, StringComparison.Ordinal);
        await Poll.UntilAsync(async () =>
        {
            using RawPeer probe = await server.ConnectAsync();
            await probe.SendAsync("GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            return (await probe.ReadToAsync("\r\n")).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_commit_of_which_nobody_knows_is_found_out_and_happens_once()
    {
        await using PostgresServer database = await PostgresServer.StartAsync();
        await using TestServer server = Start(SharedPostgres.AddressOf(database.Uri()));
        using RawPeer peer = await server.ConnectAsync(), other = await server.ConnectAsync();
        await peer.AskAsync("OPEN", "3030", "TOKEN", Token);
        await peer.ReadToAsync(Token + "\r\n");

        // A standby that never answers: the commit stands in the database's log, and is not told.
        await database.AskAsync("alter system set synchronous_standby_names = 'nobody'");
        await database.AskAsync("select pg_reload_conf()");
        await peer.AskAsync("PRESENT", "3030", "10042");
        await Poll.UntilAsync(async () => await database.AskAsync(
            "select count(*) from pg_stat_activity where wait_event = 'SyncRep' and application_name = 'chamada'") != "0");
        await database.KillAsync();
        await File.WriteAllTextAsync(Path.Combine(database.Folder, "postgresql.auto.conf"), "");
        await database.StartAgainAsync();
        Assert.Contains(await AnswerAsync(peer), (string[])["UNAVAILABLE", "REGISTERED"]);
        await Poll.UntilAsync(async () => await WordAsync(other, "10042") == "ALREADY");
        Assert.Equal("1", await database.AskAsync("select count(*) from chamada.history where student = '10042'"));
    }

    [Fact]
    public async Task All_servers_stamp_by_the_database_s_clock_however_wrong_their_own_is()
    {
        PostgresAddress place = await postgres.NewDatabaseAsync();
        await using TestServer right = Start(place);
        await using TestServer wrong = new(new ServerOptions { Store = place }, new WrongClock());
        using RawPeer a = await right.ConnectAsync(), b = await wrong.ConnectAsync();
        await b.AskAsync("OPEN", "3030", "TOKEN", Token);
        await b.ReadToAsync(Token + "\r\n");
        foreach ((RawPeer peer, string student) in new[] { (b, "1"), (a, "2"), (b, "3"), (a, "4") })
        {
            Assert.Equal("REGISTERED", await WordAsync(peer, student));
        }

        Assert.Equal(
            "1 2 3 4 t",
            await (await postgres.ServerAsync()).AskAsync(
                "select string_agg(student, ' ' order by time, sequence) || ' ' "
                + "|| (max(time)::timestamptz < now() + interval '20 s')::text::char from chamada.history where what = 'present'",
                place.ToString()[(place.ToString().LastIndexOf('/') + 1)..]));
    }

    private static async Task<string> WordAsync(RawPeer peer, string student)
    {
        await peer.AskAsync("PRESENT", "3030", student);
        return await AnswerAsync(peer);
    }

    /// <summary>The word of the answer to a registration, or the code of its error.</summary>
    private static async Task<string> AnswerAsync(RawPeer peer)
    {
        string first = await peer.ReadToAsync("\r\n");
        if (first.StartsWith('-'))
        {
            return first[1..].Split(' ')[0];
        }

        await peer.ReadToAsync("\r\n+");
        return (await peer.ReadToAsync("\r\n"))[..^2];
    }

    private static TestServer Start(PostgresAddress place) => new(new ServerOptions { Store = place });

    /// <summary>A clock that shows a minute too much.</summary>
    private sealed class WrongClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromMinutes(1);
    }
}
