using System.Net;
using System.Net.Sockets;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.Cli;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Client;

/// <summary>Clients that were given several servers, with real sockets: whatever the first does, the request gets its answer.</summary>
public sealed class FailoverTests : IAsyncDisposable
{
    private static readonly ClassNumber Class = ClassNumber.From(3030);

    private readonly TestServer _server = new();
    private readonly string _token = RollClient.NewToken();

    private readonly List<LossyProxy> _proxies = [];

    private static RepeatOptions Patient => new() { Patience = ChamadaProcess.Limit };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (LossyProxy proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_refuses_connections_is_passed_over()
    {
        await OpenAsync();
        await using RepeatedRequests requests = new(Servers(ClosedPort(), _server.Address.ToString()));

        Assert.Equal("REGISTERED", (await PresentAsync(requests, "10")).Word);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("%2\r\n$6\r\nserver\r\n$7\r\ncham")]
    public async Task A_server_that_accepts_and_never_greets_costs_a_moment_and_not_the_time_there_is(string? half)
    {
        await OpenAsync();
        await using StubbornPeer silent = new(half, thenCloses: false);

        // With what there is for one attempt, the silent one could take all of it: it must not even be waited for.
        RepeatOptions once = new() { Attempts = 1, Patience = ChamadaProcess.Limit };
        await using RepeatedRequests requests = new(Servers(silent.Address, silent.Address, _server.Address.ToString()), once);

        Assert.Equal("REGISTERED", (await PresentAsync(requests, "10")).Word);
    }

    [Fact]
    public async Task A_server_that_cannot_record_is_left_for_the_next()
    {
        await OpenAsync();
        await using GreetingPeer unable = new("-UNAVAILABLE the journal cannot be written\r\n");
        await using RepeatedRequests requests = new(Servers(unable.Address, _server.Address.ToString()), Patient);

        Assert.Equal("REGISTERED", (await PresentAsync(requests, "10")).Word);

        // And it stays left: the connection that works is kept.
        Assert.Equal("REGISTERED", (await PresentAsync(requests, "11")).Word);
        Assert.Equal(1, unable.Asked);
    }

    [Fact]
    public async Task A_server_that_answers_nothing_after_its_greeting_costs_its_share()
    {
        await OpenAsync();
        await using GreetingPeer silent = new(answer: null);
        await using RepeatedRequests requests = new(Servers(silent.Address, _server.Address.ToString()));

        Assert.Equal("REGISTERED", (await PresentAsync(requests, "10")).Word);
        Assert.Equal(1, silent.Asked);
    }

    [Fact]
    public async Task Where_all_of_them_cannot_record_that_is_what_is_said_in_the_end()
    {
        await using GreetingPeer one = new("-UNAVAILABLE no primary\r\n"), other = new("-UNAVAILABLE no primary\r\n");
        RepeatOptions brief = new() { Patience = TimeSpan.FromSeconds(1) };
        await using RepeatedRequests requests = new(Servers(one.Address, other.Address), brief);

        ClientResult<PresenceReply> answer = await requests.AskAsync(
            static (client, limit) => client.PresentAsync(Class, ModelStudent("10"), limit), Cancellation);

        Assert.Equal(("UNAVAILABLE", "no primary"), (answer.Error!.Code, answer.Error.Detail));
        Assert.True(one.Asked >= 1 && other.Asked >= 1);
    }

    [Fact]
    public async Task A_server_that_dies_between_request_and_answer_has_the_request_carried_out_once()
    {
        await using RepeatedRequests requests = new(Servers(Dying("OPEN"), _server.Address.ToString()), Patient);
        OpenReply opened = await AnswerAsync(requests, (client, limit) => client.OpenAsync(Class, _token, OpenOptions.None, limit));
        Assert.Equal(_token, opened.Token);

        await using RepeatedRequests registers = new(Servers(Dying("PRESENT"), _server.Address.ToString()), Patient);
        PresenceReply again = await PresentAsync(registers, "10");
        Assert.Equal("ALREADY", again.Word);

        await using RepeatedRequests closes = new(Servers(Dying("CLOSE"), _server.Address.ToString()), Patient);
        CloseReply closed = await AnswerAsync(closes, (client, limit) => client.CloseAsync(Class, _token, limit));
        RecordEntry entry = Assert.Single(closed.Record);
        Assert.Equal((ModelStudent("10"), again.At), (entry.Student, entry.At));

        // The receipt that got through leaves nothing to receive: that is its answer, too.
        await using RepeatedRequests receives = new(Servers(Dying("RECEIVED"), _server.Address.ToString()), Patient);
        ClientResult<string> received = await receives.AskAsync(
            (client, limit) => client.ReceivedAsync(Class, _token, limit), Cancellation);
        Assert.True(received.Error!.HasNothingUnderToken);
        Assert.All(_proxies, static proxy => Assert.Equal(1, proxy.Lost));
    }

    [Fact]
    public async Task The_one_that_works_is_kept_and_the_one_that_was_left_is_the_last_to_be_tried_again()
    {
        await OpenAsync();
        await using LossyProxy first = new(_server.Address, "PRESENT", toLose: 1), second = new(_server.Address, "PRESENT", toLose: 0);
        ServerFailover servers = new(Servers(first.Address, second.Address));
        IRollClient client = await ConnectAsync(servers);
        Assert.Equal(first.Address, client.Server.ToString());
        Assert.NotNull((await client.PresentAsync(Class, ModelStudent("10"), Cancellation)).Error);

        await using IRollClient next = await ConnectAsync(servers);
        await using IRollClient same = await ConnectAsync(servers);
        Assert.Equal((second.Address, second.Address), (next.Server.ToString(), same.Server.ToString()));

        await second.DisposeAsync();
        await next.Disconnected.WaitAsync(ChamadaProcess.Limit, Cancellation);
        await same.Disconnected.WaitAsync(ChamadaProcess.Limit, Cancellation);
        await using IRollClient back = await ConnectAsync(servers);
        Assert.Equal(first.Address, back.Server.ToString());
    }

    [Fact]
    public async Task A_name_stands_for_all_of_its_addresses_and_goes_on_being_the_name()
    {
        IPAddress[] addresses = [IPAddress.Parse("127.0.0.9"), IPAddress.Parse("127.0.0.8"), IPAddress.Loopback];
        int lookedUp = 0;
        ServerFailover servers = new(new ServerAddress("school.example", _server.EndPoint.Port), new RollClientOptions(), (name, _) =>
        {
            Assert.Equal("school.example", name);
            lookedUp++;
            return Task.FromResult(addresses);
        });

        await using IRollClient client = await ConnectAsync(servers);
        Assert.Equal(new ServerAddress("school.example", _server.EndPoint.Port), client.Server);
        Assert.Equal(3, servers.Count);

        // The address that works is kept as well: nothing is looked up for it.
        await using IRollClient again = await ConnectAsync(servers);
        Assert.Equal(1, lookedUp);
    }

    [Fact]
    public async Task A_name_that_is_looked_up_for_ever_or_in_vain_keeps_nobody_from_the_other_servers()
    {
        ServerFailover servers =
            new(Servers("slow.example", "none.example", _server.Address.ToString()), null, (name, _) => name == "slow.example"
            ? new TaskCompletionSource<IPAddress[]>().Task
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)));

        await using IRollClient client = await ConnectAsync(servers);
        Assert.Equal(_server.Address, client.Server);
    }

    [Fact]
    public async Task A_server_that_is_reached_by_both_families_is_one()
    {
        IPAddress[] addresses = [IPAddress.IPv6Loopback, IPAddress.Loopback];
        ServerFailover servers = new(
            new ServerAddress("school.example", _server.EndPoint.Port), new RollClientOptions(), (_, _) => Task.FromResult(addresses));

        await using IRollClient client = await ConnectAsync(servers);
        Assert.Equal(1, servers.Count);
    }

    [Fact]
    public async Task A_server_that_is_stopped_in_the_middle_of_its_work_is_left_and_not_returned_to_when_it_goes_on()
    {
        await using ChamadaProcess stopped = await ChamadaProcess.StartServerAsync(), other = await ChamadaProcess.StartServerAsync();
        await using RepeatedRequests requests = new(Servers(stopped.Address, other.Address));
        await AnswerAsync(requests, (client, limit) => client.OpenAsync(Class, _token, OpenOptions.None, limit));
        await stopped.PauseAsync();
        try
        {
            // The other server has a memory of its own: what is opened there now tells who answers.
            await AnswerAsync(requests, (client, limit) => client.OpenAsync(Class, _token, OpenOptions.None, limit));
            Assert.Equal("REGISTERED", (await PresentAsync(requests, "10")).Word);
        }
        finally
        {
            stopped.Signal(Signals.Continue);
        }

        Assert.Equal("ALREADY", (await PresentAsync(requests, "10")).Word);
    }

    [Theory]
    [InlineData("a", "a:5050")]
    [InlineData(" a , b:1,[::1]:2,::1", "a:5050, b:1, [::1]:2, [::1]:5050")]
    [InlineData("a,A.,a:5050,b", "a:5050, b:5050")]
    [InlineData("127.0.0.1,localhost", "127.0.0.1:5050")]
    public void Lists_are_read(string text, string expected)
    {
        Assert.True(ServerList.TryParse(text, out ServerList? servers, out _));
        Assert.Equal(expected, servers.ToString());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a,", "a,")]
    [InlineData(",a", ",a")]
    [InlineData("a,,b", "a,,b")]
    [InlineData("a,b:70000,c", "b:70000")]
    [InlineData("a b", "a b")]
    [InlineData("http://a,b", "http://a")]
    [InlineData("a1,a2,a3,a4,a5,a6,a7,a8,a9,b1,b2,b3,b4,b5,b6,b7,b8", null)]
    public void What_is_no_list_is_told_by_what_is_wrong_with_it(string text, string? wrong)
    {
        bool isRead = ServerList.TryParse(text, out _, out string? told);
        Assert.Equal((false, wrong), (isRead, told));
    }

    /// <summary>A way to the server that breaks when the answer to a request comes.</summary>
    private string Dying(string request)
    {
        LossyProxy proxy = new(_server.Address, request, toLose: 1);
        _proxies.Add(proxy);
        return proxy.Address;
    }

    private static StudentId ModelStudent(string text) => StudentId.TryParse(text, out StudentId student) ? student : default;

    private static ServerList Servers(params string[] addresses)
    {
        Assert.True(ServerList.TryParse(string.Join(',', addresses), out ServerList? servers, out string? wrong), wrong);
        return servers;
    }

    private static string ClosedPort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        string address = free.LocalEndpoint.ToString()!;
        free.Stop();
        return address;
    }

    private static async Task<IRollClient> ConnectAsync(ServerFailover servers)
    {
        ClientResult<IRollClient> result = await servers.ConnectAsync(new ServerAddress("any", 1), Cancellation);
        Assert.True(result.Try(out IRollClient? client, out ClientError? error), error?.ToString());
        return client;
    }

    private static async Task<T> AnswerAsync<T>(RepeatedRequests requests, Func<IRollClient, CancellationToken, Task<ClientResult<T>>> ask)
        where T : class
    {
        ClientResult<T> result = await requests.AskAsync(ask, Cancellation);
        Assert.True(result.Try(out T? answer, out ClientError? error), error?.ToString());
        return answer;
    }

    private static Task<PresenceReply> PresentAsync(RepeatedRequests requests, string student) =>
        AnswerAsync(requests, (client, limit) => client.PresentAsync(Class, ModelStudent(student), limit));

    private async Task OpenAsync()
    {
        await using RollClient client = await _server.ClientAsync();
        Assert.NotNull((await client.OpenAsync(Class, _token, OpenOptions.None, Cancellation)).Value);
    }
}
