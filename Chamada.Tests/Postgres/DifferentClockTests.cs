using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Log.Postgres;
using Chamada.Core.Rolls;
using Chamada.Tests.Hosting;
using Chamada.Tui.Drill;

namespace Chamada.Tests.Postgres;

/// <summary>Two servers on one database whose clocks differ by a minute: times are the database's, whoever is asked.</summary>
public sealed class DifferentClockTests(SharedPostgres postgres) : IClassFixture<SharedPostgres>
{
    [Fact]
    public async Task Times_are_those_of_the_database_and_never_go_back_whoever_is_asked()
    {
        PostgresServer database = await postgres.ServerAsync();
        PostgresAddress address = await postgres.NewDatabaseAsync();
        await using TestServer behind = new(new ServerOptions { Store = address }, new ShiftedClock(TimeSpan.FromSeconds(-30)));
        await using TestServer ahead = new(new ServerOptions { Store = address }, new ShiftedClock(TimeSpan.FromSeconds(30)));
        await using RollClient one = await behind.ClientAsync(), other = await ahead.ClientAsync();
        (ClassNumber number, string token) = (ClassNumber.From(3030), RollClient.NewToken());
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        long before = await NowAsync(database);
        Assert.NotNull((await one.OpenAsync(number, token, cancellation: cancellation)).Value);
        List<long> told = [];
        for (int i = 0; i < 40; i++)
        {
            ClientResult<PresenceReply> answer =
                await (i % 2 == 0 ? other : one).PresentAsync(number, Lesson.Student(i), cancellation);
            Assert.Equal("REGISTERED", answer.Value?.Word);
            told.Add(answer.Value!.At.ToUnixTimeMilliseconds());
            PresenceReply again = (await (i % 2 == 0 ? one : other).PresentAsync(number, Lesson.Student(i), cancellation)).Value!;
            Assert.Equal(("ALREADY", told[^1]), (again.Word, again.At.ToUnixTimeMilliseconds()));
        }

        long after = await NowAsync(database);
        Assert.Equal(told.Order(), told);
        ListReply list = (await other.ListAsync(number, token, cancellation)).Value!;
        Assert.Equal(told, list.Students.Select(static student => student.At.ToUnixTimeMilliseconds()));

        // As far as an estimate of the database's clock may be off.
        long tolerance = (long)new PostgresOptions().ClockTolerance.TotalMilliseconds;
        Assert.InRange(told[0], before - tolerance, after + tolerance);
        Assert.InRange(told[^1], before - tolerance, after + tolerance);
    }

    [Fact]
    public async Task Nothing_is_lost_or_twice_under_load()
    {
        PostgresAddress address = await postgres.NewDatabaseAsync();
        await using TestServer behind = new(new ServerOptions { Store = address }, new ShiftedClock(TimeSpan.FromSeconds(-30)));
        await using TestServer ahead = new(new ServerOptions { Store = address }, new ShiftedClock(TimeSpan.FromSeconds(30)));
        await using StoreLoad load = new([behind.Address, ahead.Address]);
        await load.GoesOnAsync(registrations: 400);
        await load.EndAsync();
    }

    private static async Task<long> NowAsync(PostgresServer database) => long.Parse(
        await database.AskAsync("select (extract(epoch from clock_timestamp()) * 1000)::bigint"), CultureInfo.InvariantCulture);
}
