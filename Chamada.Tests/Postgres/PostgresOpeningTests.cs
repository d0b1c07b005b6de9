using Chamada.Core.Log.Postgres;

namespace Chamada.Tests.Postgres;

/// <summary>Why a database cannot be used, and how it is named.</summary>
public sealed class PostgresOpeningTests(SharedPostgres postgres) : IClassFixture<SharedPostgres>
{
    [Fact]
    public async Task Each_reason_why_a_database_cannot_be_used_is_told_apart()
    {
        PostgresServer server = await postgres.ServerAsync();
        Assert.Equal(PostgresFaultKind.Unreachable, FaultOf("postgresql://x@127.0.0.1:1/postgres"));
        Assert.Equal(PostgresFaultKind.NoDatabase, FaultOf(server.Uri("nowhere")));
        Assert.Equal(PostgresFaultKind.Password, FaultOf(server.Uri(user: "nobody")));
        await server.AskAsync("create role guest login");
        await server.AskAsync("create database guarded");
        Assert.Equal(PostgresFaultKind.NoRight, FaultOf(server.Uri("guarded", "guest")));
        await server.AskAsync("create database still");
        await server.AskAsync("alter database still set default_transaction_read_only = on");
        Assert.Equal(PostgresFaultKind.ReadOnly, FaultOf(server.Uri("still")));
        await server.AskAsync("create database newer");
        await using (SharedPostgres.Open(SharedPostgres.AddressOf(server.Uri("newer"))))
        {
            await server.AskAsync("update chamada.version set version = 99, oldest_reader = 99", "newer");
        }

        Assert.Equal(PostgresFaultKind.NewerVersion, FaultOf(server.Uri("newer")));
        Assert.Equal(PostgresFaultKind.Untrusted, FaultOf(server.Uri() + "?sslmode=require"));
    }

    [Fact]
    public async Task A_server_goes_on_when_a_newer_one_has_added_to_the_schema()
    {
        PostgresServer server = await postgres.ServerAsync();
        PostgresAddress address = await postgres.NewDatabaseAsync();
        string name = address.ToString()[(address.ToString().LastIndexOf('/') + 1)..];
        await using PostgresStore before = SharedPostgres.Open(address);
        await server.AskAsync("update chamada.version set version = 99, oldest_reader = 1", name);
        await using PostgresStore after = SharedPostgres.Open(address);
        Assert.Equal("99|1", await server.AskAsync("select * from chamada.version", name));
    }

    [Fact]
    public async Task Servers_that_begin_at_once_make_one_schema()
    {
        PostgresAddress address = await postgres.NewDatabaseAsync();
        PostgresStore[] stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SharedPostgres.Open(address))));
        foreach (PostgresStore store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_role_with_the_rights_that_the_manual_names_is_enough()
    {
        PostgresServer server = await postgres.ServerAsync();
        PostgresAddress owner = await postgres.NewDatabaseAsync();
        string name = owner.ToString()[(owner.ToString().LastIndexOf('/') + 1)..];
        await using (SharedPostgres.Open(owner))
        {
            await server.AskAsync(
                "create role least login; grant usage on schema chamada to least; grant select on chamada.version to least; "
                + "grant select, update on chamada.lane to least; grant select, insert, delete on chamada.head, chamada.part to least",
                name);
        }

        await using PostgresStore store = SharedPostgres.Open(SharedPostgres.AddressOf(server.Uri(name, "least")));
        using PostgresSession session = store.OpenSession();
        Assert.Empty(session.Lock(1, 0));
        session.Commit();
        Assert.True(session.TryAppend(new Append(1, 0, Guid.NewGuid(), 1, [7], [[50]], [5])));
        Assert.False(session.TryAppend(new Append(1, 0, Guid.NewGuid(), 1, [7], [[50]], [])));
        Appended appended = Assert.Single(session.Barrier([1], [0]));
        Assert.Equal((1, 1L, 1L, (byte)50), (appended.Lane, appended.Seq, appended.Last, Assert.Single(appended.Bodies)[0]));
    }

    [Theory]
    [InlineData("mysql://db/x", PostgresAddressProblem.Scheme)]
    [InlineData("postgresql://u:secret@db/x", PostgresAddressProblem.Password)]
    [InlineData("postgresql://u@db/x?password=secret", PostgresAddressProblem.Password)]
    [InlineData("postgresql://u@db", PostgresAddressProblem.Database)]
    [InlineData("postgresql:///x", PostgresAddressProblem.Host)]
    [InlineData("postgresql://a,,b/x", PostgresAddressProblem.Host)]
    [InlineData("postgresql://a:70000/x", PostgresAddressProblem.Port)]
    [InlineData("postgresql://a/x?sslmode=maybe", PostgresAddressProblem.Option)]
    [InlineData("postgresql://a/x?target=any", PostgresAddressProblem.Option)]
    public void What_is_wrong_with_an_address_is_told_and_no_password(string text, PostgresAddressProblem expected)
    {
        Assert.False(PostgresAddress.TryParse(text, out _, out (PostgresAddressProblem Kind, string Part) problem));
        Assert.Equal(expected, problem.Kind);
        Assert.DoesNotContain("secret", problem.Part, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_may_name_several_hosts_and_how_far_they_are_trusted()
    {
        PostgresAddress address = SharedPostgres.AddressOf(
            "postgres://joão@db1:5433,[::1]:5434,db3/escola%20a?sslmode=verify-full&sslrootcert=/ca.pem&passfile=/p");
        Assert.Equal("postgresql://db1:5433,[::1]:5434,db3:5432/escola a", address.ToString());
        string settings = address.ToConnectionString(3);
        Assert.Contains("VerifyFull", settings, StringComparison.Ordinal);
        Assert.Contains("Root Certificate=/ca.pem", settings, StringComparison.Ordinal);
        Assert.Contains("Passfile=/p", settings, StringComparison.Ordinal);
    }

    private static PostgresFaultKind? FaultOf(string uri) =>
        PostgresStore.Open(SharedPostgres.AddressOf(uri)).Try(out _, out PostgresFault? fault) ? null : fault.Kind;
}
