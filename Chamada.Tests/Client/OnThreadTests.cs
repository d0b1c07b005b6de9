using System.Threading.Channels;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.Cli;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Client;

/// <summary>A client whose asking thread waits itself for a while before others do: nobody can tell but by the threads.</summary>
public sealed class OnThreadTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    /// <summary>Longer than any answer takes, however busy the machine is; and shorter than any answer.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2), Short = TimeSpan.FromTicks(1);

    private static readonly ClassNumber Class = ClassNumber.From(3030);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_within_the_time_is_there_when_the_call_returns()
    {
        await using TestServer server = new();
        await using RepeatedRequests requests = new(server.Address, new RepeatOptions { Patience = Long, OnThread = Long });

        Task<ClientResult<OpenReply>> opened = requests.AskAsync(
            static (client, ct) => client.OpenAsync(Class, Token, new OpenOptions(), ct), Cancelled);
        Task<ClientResult<ListReply>> listed = requests.AskAsync(
            static (client, ct) => client.ListAsync(Class, Token, ct), Cancelled);

        Assert.True(opened.IsCompletedSuccessfully && listed.IsCompletedSuccessfully);
        Assert.Null((await opened).Error);
        Assert.Null((await listed).Error);
    }

    [Fact]
    public async Task An_answer_that_takes_longer_comes_all_the_same()
    {
        await using TestServer server = new();
        await using RollClient client = await ConnectAsync(server.Address, Long, Short);

        ClientResult<OpenReply> opened = await client.OpenAsync(Class, Token, new OpenOptions(), Cancelled);
        Task<ClientResult<PresenceReply>>[] present =
            [.. Enumerable.Range(1, 500).Select(i => client.PresentAsync(Class, StudentId.From($"{i}"), Cancelled))];
        ClientResult<PresenceReply>[] answers = await Task.WhenAll(present);

        Assert.Null(opened.Error);
        Assert.All(answers, static answer => Assert.True(answer.Try(out PresenceReply? reply, out _) && reply.Word == "REGISTERED"));
    }

    [Fact]
    public async Task Many_threads_may_ask_at_once()
    {
        await using TestServer server = new();
        await using RollClient client = await ConnectAsync(server.Address, Long, Long);
        await client.OpenAsync(Class, Token, new OpenOptions(), Cancelled);

        ClientResult<PresenceReply>[] answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(
            () => client.PresentAsync(Class, StudentId.From($"{i}"), Cancelled))));

        Assert.All(answers, static answer => Assert.True(answer.Try(out PresenceReply? reply, out _) && reply.Word == "REGISTERED"));
    }

    [Fact]
    public async Task News_of_what_is_watched_comes_by_itself()
    {
        await using TestServer server = new();
        await using RollClient teacher = await ConnectAsync(server.Address, Long, Long);
        await using RollClient student = await ConnectAsync(server.Address, Long, TimeSpan.Zero);
        Channel<RollCallNews> news = Channel.CreateUnbounded<RollCallNews>();
        await teacher.OpenAsync(Class, Token, new OpenOptions(), Cancelled);
        await teacher.WatchAsync(Class, Token, heard => news.Writer.TryWrite(heard), Cancelled);

        await student.PresentAsync(Class, StudentId.From("7"), Cancelled);

        Assert.IsType<EntryAdded>(await news.Reader.ReadAsync(Cancelled));
    }

    [Fact]
    public async Task An_end_between_two_requests_shows_with_the_next()
    {
        TestServer server = new();
        await using RollClient client = await ConnectAsync(server.Address, Long, Long);
        Assert.Null((await client.RollsAsync(Cancelled)).Error);

        await server.DisposeAsync();

        Assert.Equal(ClientFault.Disconnected, (await client.RollsAsync(Cancelled)).Error?.Fault);
        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData("-NOAUTH HELLO must be called with the client already authenticated\r\n", false, ClientFault.NotChamada)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", false, ClientFault.NotChamada)]
    [InlineData("-ERR max number of clients reached\r\n", false, ClientFault.Refused)]
    [InlineData("%2\r\n$6\r\nserver\r\n$7\r\ncham", true, ClientFault.Disconnected)]
    [InlineData("", true, ClientFault.Disconnected)]
    public async Task What_is_no_good_answer_is_the_same_fault(string answer, bool thenCloses, ClientFault expected)
    {
        await using StubbornPeer peer = new(answer, thenCloses);

        ClientResult<RollClient> result = await RollClient.ConnectAsync(
            ServerAddress.Parse(peer.Address)!, new RollClientOptions { Timeout = Long, OnThread = Long }, Cancelled);

        Assert.Equal(expected, result.Error?.Fault);
    }

    private static async Task<RollClient> ConnectAsync(ServerAddress server, TimeSpan timeout, TimeSpan onThread)
    {
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(
            server, new RollClientOptions { Timeout = timeout, OnThread = onThread }, Cancelled);
        Assert.True(connected.Try(out RollClient? client, out ClientError? error), error?.Detail);
        return client;
    }
}
