using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Screens.Links;

/// <summary>A server that comes back at another port: whoever opened a roll call there can still close it.</summary>
public sealed class MovedServerTests : IDisposable
{
    private static readonly ServerAddress OldPort = new("localhost", 1), Elsewhere = new("10.0.0.7", 1);
    private static readonly ClassNumber Open = ClassNumber.From(1), Closed = ClassNumber.From(2), Foreign = ClassNumber.From(3);

    private readonly TemporaryFolder _temporary = new();
    private readonly TeacherFolder _folder;

    public MovedServerTests() => _folder = new TeacherFolder(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Tokens_that_are_good_there_follow_and_the_others_stay()
    {
        await using TestServer server = new();
        await using RollClient client = await server.ClientAsync();
        await client.OpenAsync(Open, Store(OldPort, Open), cancellation: TestContext.Current.CancellationToken);
        string closed = Store(OldPort, Closed);
        await client.OpenAsync(Closed, closed, cancellation: TestContext.Current.CancellationToken);
        await client.CloseAsync(Closed, closed, TestContext.Current.CancellationToken);
        await client.OpenAsync(Foreign, RollClient.NewToken(), cancellation: TestContext.Current.CancellationToken);
        Store(OldPort, Foreign);
        Store(Elsewhere, Open);

        Assert.Null(await MovedTokens.FollowAsync(client, server.Address, _folder));

        Assert.Single(Find(server.Address, Open));
        Assert.Single(Find(server.Address, Closed));
        Assert.Empty(Find(server.Address, Foreign));
        Assert.Empty(Find(OldPort, Open));
        Assert.Empty(Find(OldPort, Closed));
        Assert.Single(Find(OldPort, Foreign));
        Assert.Single(Find(Elsewhere, Open));
        Assert.Equal([Open, Foreign], (await client.RollsAsync(TestContext.Current.CancellationToken)).Value!
            .Select(static roll => roll.Class));
    }

    private string Store(ServerAddress server, ClassNumber number)
    {
        using ReservedToken reserved = _folder.Tokens.Reserve(server, number, RollClient.NewToken).Value!;
        Assert.Null(reserved.Confirm(DateTimeOffset.UnixEpoch));
        return reserved.Token;
    }

    private IReadOnlyList<StoredToken> Find(ServerAddress server, ClassNumber number) => _folder.Tokens.Find(server, number).Value!;
}
