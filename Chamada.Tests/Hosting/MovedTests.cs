using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Protocols;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Hosting;

/// <summary>Students who ask a server for a class that another one hosts: real servers, told by the test who hosts what.</summary>
public sealed class MovedTests
{
    private static readonly ClassNumber Class = ClassNumber.From(3030);
    private readonly Told _told = new();

    [Fact]
    public async Task The_error_names_class_and_server_and_only_for_a_class_that_is_hosted_there()
    {
        await using TestServer asked = new(neighbours: _told), host = new();
        using RawPeer peer = await asked.ConnectAsync();
        await peer.AskAsync("PRESENT", "3030", "1");
        await peer.ExpectAsync("*3\r\n:0\r\n");
        await peer.ReadToAsync("+CLOSED\r\n");

        _told.Hosts[Class] = host.EndPoint;
        await peer.AskAsync("PRESENT", "3030", "1");
        await peer.ExpectAsync($"-MOVED 3030 {host.EndPoint}\r\n");

        // Its own class is its own, whatever the network says; and the connection goes on.
        await peer.AskAsync("OPEN", "3030", "TOKEN", new string('a', 32));
        await peer.ReadToAsync("aaaa\r\n");
        await peer.AskAsync("PRESENT", "3030", "1");
        await peer.ReadToAsync("+REGISTERED\r\n");
    }

    [Fact]
    public async Task A_client_follows_and_many_at_once_do()
    {
        await using TestServer asked = new(neighbours: _told), host = new();
        _told.Hosts[Class] = host.EndPoint;
        await using RollClient teacher = await host.ClientAsync();
        string token = RollClient.NewToken();
        Assert.NotNull((await teacher.OpenAsync(Class, token)).Value);
        await using RollClient student = await asked.ClientAsync();
        ClientResult<PresenceReply>[] answers = await Task.WhenAll(
            Enumerable.Range(1, 200).Select(i => student.PresentAsync(Class, StudentOf(i))));
        Assert.All(answers, static answer => Assert.Equal("REGISTERED", answer.Value?.Word));
        Assert.Equal("ALREADY", (await student.PresentAsync(Class, StudentOf(1))).Value?.Word);
        Assert.Equal(200, (await teacher.ListAsync(Class, token)).Value!.Students.Count);
        Assert.InRange(host.Server.Connections, 1, 2); // The teacher's, and one for all that followed.
    }

    [Fact]
    public async Task Nobody_is_sent_further_than_once()
    {
        // Each says that the other hosts it.
        Told other = new();
        await using TestServer one = new(neighbours: _told), two = new(neighbours: other);
        _told.Hosts[Class] = two.EndPoint;
        other.Hosts[Class] = one.EndPoint;
        await using RollClient student = await one.ClientAsync();
        ClientError? error = (await student.PresentAsync(Class, StudentOf(1))).Error;
        Assert.Equal((ClientFault.Refused, "MOVED", $"3030 {one.EndPoint}"), (error!.Fault, error.Code, error.Detail));

        // A server that names itself is not asked again.
        _told.Hosts[Class] = one.EndPoint;
        int before = _told.Asked;
        Assert.Equal("MOVED", (await student.PresentAsync(Class, StudentOf(1))).Error?.Code);
        Assert.Equal(before + 1, _told.Asked);
        Assert.True(student.IsConnected);
    }

    [Fact]
    public async Task A_server_that_is_named_but_gone_is_a_refusal_with_a_reason()
    {
        await using TestServer asked = new(neighbours: _told);
        _told.Hosts[Class] = Nowhere();
        await using RollClient student = await asked.ClientAsync();
        ClientError? error = (await student.PresentAsync(Class, StudentOf(1))).Error;
        Assert.Equal((ClientFault.Refused, "UNANSWERED"), (error!.Fault, error.Code));
        Assert.StartsWith($"{_told.Hosts[Class]}: ", error.Detail, StringComparison.Ordinal);
        Assert.True(student.IsConnected);
    }

    [Fact]
    public async Task Whoever_is_told_not_to_follow_gets_the_error()
    {
        await using TestServer asked = new(neighbours: _told), host = new();
        _told.Hosts[Class] = host.EndPoint;
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(asked.Address, new RollClientOptions { FollowsMoved = false });
        await using RollClient student = connected.Value!;
        Assert.Equal($"3030 {host.EndPoint}", (await student.PresentAsync(Class, StudentOf(1))).Error?.Detail);
        Assert.Equal(0, host.Server.Connections);
    }

    [Fact]
    public async Task A_script_follows_and_says_when_it_was_in_vain()
    {
        await using TestServer asked = new(neighbours: _told), host = new();
        await using RollClient teacher = await host.ClientAsync();
        Assert.NotNull((await teacher.OpenAsync(Class, RollClient.NewToken())).Value);
        _told.Hosts[Class] = host.EndPoint;
        string[] call = ["student", "--server", asked.Address.ToString(), "--class", "3030", "--lang", "en"];
        ProcessOutcome one = await ChamadaProcess.RunAsync([.. call, "--student", "10", "--json"]);
        Assert.Equal(0, one.ExitCode);
        Assert.Contains("\"result\":\"registered\"", one.Output, StringComparison.Ordinal);
        ProcessOutcome many = await ChamadaProcess.RunAsync([.. call, "--batch", "-", "--json"], input: "10\n11\n12\n");
        Assert.Equal((0, 3), (many.ExitCode, many.Output.Split('\n').Length - 1));

        _told.Hosts[Class] = Nowhere();
        ProcessOutcome gone = await ChamadaProcess.RunAsync([.. call, "--student", "13"]);
        Assert.Equal(3, gone.ExitCode);
        Assert.Contains($"{asked.Address} named another server for class 3030, which does not answer ({_told.Hosts[Class]}", gone.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_protocol_gets_the_other_servers_answer_in_its_own_words()
    {
        await using TestServer asked = new(neighbours: _told), host = new();
        _told.Hosts[Class] = host.EndPoint;
        await using RollClient teacher = await host.ClientAsync();
        string token = RollClient.NewToken();
        Assert.NotNull((await teacher.OpenAsync(Class, token)).Value);
        using RawPeer student = await asked.ConnectAsync();
        await student.SendAsync("10/3030,student");
        await student.ExpectAsync("Presença registrada com sucesso na turma 3030 em ");
        await student.ReadToAsync("!");
        await student.SendAsync("10/3030,student");
        await student.ExpectAsync("Você já registrou sua presença nesta turma!");
        Assert.NotNull((await teacher.MarkAsync(Class, token, StudentOf(10), present: false)).Value);
        await student.SendAsync("10/3030,student");
        await student.ExpectAsync("O professor retirou sua presença nesta turma. Solicitação rejeitada; fale com o professor.");

        // Several in one segment, one of which is for nobody: in order.
        await student.SendAsync("20/3030,student21/9,student22/3030,student");
        await student.ExpectAsync("Presença registrada");
        await student.ReadToAsync("!Esta turma não está com presença ativa.");
        await student.ReadToAsync("Presença registrada");
        Assert.Equal(["20", "22"], (await teacher.ListAsync(Class,
            token)).Value!.Students.Select(static present => present.Student.ToString()));
    }

    [Fact]
    public async Task What_the_other_server_asks_for_the_text_protocol_hears_too()
    {
        await using TestServer asked = new(neighbours: _told), host = new();
        _told.Hosts[Class] = host.EndPoint;
        await using RollClient teacher = await host.ClientAsync();
        string token = RollClient.NewToken();
        OpenOptions options = new() { CodePeriod = TimeSpan.FromSeconds(60), Listed = ListedRule.Refuse };
        Assert.NotNull((await teacher.OpenAsync(Class, token, options)).Value);
        using RawPeer student = await asked.ConnectAsync();
        await student.SendAsync("10/3030,student");
        await student.ExpectAsync("A turma 3030 pede um código");
        await student.ReadToAsync("professor.");
        Assert.NotNull((await teacher.ChangeCodeAsync(Class, token, TimeSpan.Zero)).Value);
        Assert.NotNull((await teacher.AddToRosterAsync(Class, token, [StudentOf(20)])).Value);
        await student.SendAsync("10/3030,student");
        await student.ExpectAsync("Esta matrícula não está na lista da turma 3030.");
        await student.ReadToAsync("professor.");
        await student.SendAsync("20/3030,student");
        await student.ExpectAsync("Presença registrada");
    }

    [Fact]
    public async Task Who_follows_brings_the_code_along_and_never_the_token()
    {
        await using TestServer asked = new(neighbours: _told), host = new();
        _told.Hosts[Class] = host.EndPoint;
        await using RollClient teacher = await host.ClientAsync();
        string token = RollClient.NewToken();
        Assert.NotNull((await teacher.OpenAsync(Class, token, new OpenOptions { CodePeriod = TimeSpan.FromSeconds(60) })).Value);
        PresentOptions proof = new() { Code = (await teacher.CodeAsync(Class, token)).Value!.Code };
        await using RollClient student = await asked.ClientAsync();
        Assert.Equal("BADCODE", (await student.PresentAsync(Class, StudentOf(1))).Value?.Word);
        Assert.Equal("REGISTERED", (await student.PresentAsync(Class, StudentOf(1), proof)).Value?.Word);
        Assert.Equal("MOVED", (await student.PresentAsync(Class, StudentOf(2), new PresentOptions { Token = token })).Error?.Code);
    }

    [Fact]
    public async Task A_receipt_is_of_the_server_that_registers()
    {
        await using TestServer other = new(), asked = new(neighbours: _told);
        await using RollClient teacher = await other.ClientAsync();
        Assert.NotNull((await teacher.OpenAsync(Class, RollClient.NewToken())).Value);
        _told.Hosts[Class] = other.EndPoint;
        await using RollClient student = await asked.ClientAsync();
        PresentOptions options = new() { WantsReceipt = true };
        PresenceReply reply = (await student.PresentAsync(Class, StudentOf(1), options)).Value!;
        Assert.Equal("REGISTERED", reply.Word);
        Assert.NotNull(reply.Receipt);
        Assert.Equal(reply.Receipt, (await teacher.PresentAsync(Class, StudentOf(1), options)).Value!.Receipt);
    }

    [Fact]
    public async Task A_server_of_the_first_edition_is_told_no_device_and_asked_for_no_receipt()
    {
        using Socket old = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        old.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        old.Listen();
        Task<ClientResult<RollClient>> connecting = RollClient.ConnectAsync(
            new ServerAddress("127.0.0.1", ((IPEndPoint)old.LocalEndPoint!).Port), new RollClientOptions { Timeout = TestServer.Patience });
        using Socket peer = await old.AcceptAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
        await GreetAsync(peer);
        await using RollClient client = (await connecting).Value!;
        string device = new('a', 32);
        Task<ClientResult<PresenceReply>> asking = client.PresentAsync(
            Class, StudentOf(1), new PresentOptions { Device = device, WantsReceipt = true });
        await ExchangeAsync(
            $"*6\r\n$7\r\nPRESENT\r\n$4\r\n3030\r\n$1\r\n1\r\n$6\r\nDEVICE\r\n$32\r\n{device}\r\n$7\r\nRECEIPT\r\n",
            "-ERR syntax error: unknown option 'DEVICE'\r\n");
        await ExchangeAsync("*4\r\n$7\r\nPRESENT\r\n$4\r\n3030\r\n$1\r\n1\r\n$7\r\nRECEIPT\r\n",
            "-ERR syntax error: unknown option 'RECEIPT'\r\n");
        await ExchangeAsync("*3\r\n$7\r\nPRESENT\r\n$4\r\n3030\r\n$1\r\n1\r\n",
            "*3\r\n:3030\r\n$29\r\n2026-11-22T16:39:02.123-03:00\r\n+REGISTERED\r\n");
        Assert.Equal(("REGISTERED", null), ((await asking).Value?.Word, (await asking).Value?.Receipt));

        async Task ExchangeAsync(string request, string answer)
        {
            byte[] bytes = new byte[request.Length];
            for (int length = 0; length < bytes.Length;)
            {
                int count = await peer.ReceiveAsync(bytes.AsMemory(length), TestContext.Current.CancellationToken);
                Assert.True(count > 0);
                length += count;
            }

            Assert.Equal(request, Encoding.ASCII.GetString(bytes));
            await peer.SendAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Where_the_other_server_does_not_help_the_text_protocol_gets_the_ordinary_answer()
    {
        // One that is gone, one that names a third, one that is silent.
        Told other = new();
        await using TestServer third = new(), second = new(neighbours: other), asked = new(neighbours: _told);
        await using RollClient teacher = await third.ClientAsync();
        Assert.NotNull((await teacher.OpenAsync(Class, RollClient.NewToken())).Value);
        other.Hosts[Class] = third.EndPoint;
        using Socket silent = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen();
        using RawPeer student = await asked.ConnectAsync();
        foreach (IPEndPoint host in (IPEndPoint[])[Nowhere(), second.EndPoint, (IPEndPoint)silent.LocalEndPoint!])
        {
            _told.Hosts[Class] = host;
            await student.SendAsync("10/3030,student");
            await student.ExpectAsync("Esta turma não está com presença ativa. Solicitação rejeitada em ");
            await student.ReadToAsync(":");
            await student.SendAsync("x,student");
            await student.ReadToAsync("3030.");
        }

        Assert.Equal(2, _told.Doubted.Count); // The one that is gone and the silent one.
        Assert.Equal(0, (await teacher.RollsAsync()).Value![0].Count);
    }

    [Fact]
    public async Task A_silent_server_keeps_sixty_four_waiting_two_seconds_and_nobody_else()
    {
        FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch.AddYears(50));
        await using TestServer asked = new(neighbours: _told, clock: clock);
        using Socket silent = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen(100);
        _told.Hosts[Class] = (IPEndPoint)silent.LocalEndPoint!;
        List<RawPeer> waiting = [];
        List<Socket> accepted = [];
        for (int i = 0; i < 64; i++)
        {
            RawPeer student = await asked.ConnectAsync();
            waiting.Add(student);
            await student.SendAsync($"{i}/3030,student");
            accepted.Add(await silent.AcceptAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TestServer.Patience,
                TestContext.Current.CancellationToken));
        }

        // One more is not made to wait, and other requests go on.
        using RawPeer more = await asked.ConnectAsync(), other = await asked.ConnectAsync();
        await more.SendAsync("65/3030,student");
        await more.ExpectAsync("Esta turma não está com presença ativa.");
        await other.SendAsync("PING\r\n");
        await other.ExpectAsync("+PONG\r\n");

        clock.Advance(TimeSpan.FromSeconds(2));
        foreach (RawPeer student in waiting)
        {
            await student.ExpectAsync("Esta turma não está com presença ativa.");
            student.Dispose();
        }

        accepted.ForEach(static socket => socket.Dispose());

        // There is room again.
        await other.SendAsync("PING\r\n");
        await other.ExpectAsync("+PONG\r\n");
        using RawPeer last = await asked.ConnectAsync();
        await last.SendAsync("66/3030,student");
        using Socket again = await silent.AcceptAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
        await GreetAsync(again);
        Assert.True(await again.ReceiveAsync(new byte[100], TestContext.Current.CancellationToken) > 0);
        await again.SendAsync("*3\r\n:3030\r\n$29\r\n2026-11-22T16:39:02.123-03:00\r\n+REGISTERED\r\n"u8.ToArray());
        await last.ExpectAsync("Presença registrada com sucesso na turma 3030 em 22/11/2026 às 16:39!");
    }

    [Theory]
    [InlineData("*3\r\n:3030\r\n$29\r\nyesterday\r\n+REGISTERED\r\n")]
    [InlineData("*3\r\n:3030\r\n$29\r\n2026-11-22T16:39:02.123-03:00\r\n+WHATEVER\r\n")]
    [InlineData("+OK\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("")]
    public async Task What_another_program_answers_is_not_believed(string answer)
    {
        await using TestServer asked = new(neighbours: _told);
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        _told.Hosts[Class] = (IPEndPoint)other.LocalEndPoint!;
        using RawPeer student = await asked.ConnectAsync();
        await student.SendAsync("10/3030,student");
        using Socket relayed = await other.AcceptAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
        await GreetAsync(relayed);
        byte[] request = new byte[100];
        int length = await relayed.ReceiveAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("*3\r\n$7\r\nPRESENT\r\n$4\r\n3030\r\n$2\r\n10\r\n", Encoding.ASCII.GetString(request, 0, length));
        await relayed.SendAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
        relayed.Shutdown(SocketShutdown.Send);
        await student.ExpectAsync("Esta turma não está com presença ativa.");
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("-ERR unknown command 'HELLO'\r\n")]
    [InlineData("+OK\r\n")]
    [InlineData("*2\r\n$6\r\nserver\r\n$5\r\nredis\r\n")]
    [InlineData("*3\r\n$1\r\nx\r\n$6\r\nserver\r\n$7\r\nchamada\r\n")]
    [InlineData("*2\r\n$6\r\nserver\r\n$7\r\nchamada\r\n*3\r\n:3030\r\n$29\r\n2026-11-22T16:39:02.123-03:00\r\n+REGISTERED\r\n")]
    [InlineData("*3\r\n:3030\r\n$29\r\n2026-11-22T16:39:02.123-03:00\r\n+REGISTERED\r\n")]
    public async Task Who_does_not_greet_as_a_server_of_this_kind_is_told_no_student(string greeting)
    {
        await using TestServer asked = new(neighbours: _told);
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        _told.Hosts[Class] = (IPEndPoint)other.LocalEndPoint!;
        using RawPeer student = await asked.ConnectAsync();
        await student.SendAsync("10/3030,student");
        using Socket relayed = await other.AcceptAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
        byte[] request = new byte[100];
        int length = await relayed.ReceiveAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("*2\r\n$5\r\nHELLO\r\n$1\r\n2\r\n", Encoding.ASCII.GetString(request, 0, length));
        await relayed.SendAsync(Encoding.ASCII.GetBytes(greeting), TestContext.Current.CancellationToken);
        await student.ExpectAsync("Esta turma não está com presença ativa.");
        Assert.Equal(0, await relayed.ReceiveAsync(request, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Looking_for_a_class_that_nobody_hosts_allocates_nothing()
    {
        RollBook book = new(new MemoryLog());
        RequestBatch batch = new(new NoOwner());
        ReplyCursor replies = new(batch);
        MovedReplyFormat format =
            new(RespReplyFormat.Instance, new Redirection(_told, new PeerRelay(), TimeProvider.System),
                new Caller(IPAddress.Loopback, MayOpen: true));
        byte[] output = new byte[256 * 1024];
        StudentId student = StudentOf(1);
        Run();
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Contains("CLOSED", Encoding.ASCII.GetString(output, 0, 200), StringComparison.Ordinal);

        void Run()
        {
            for (int i = 0; i < 1000; i++)
            {
                batch.Ask(new RollRequest(Class, student));
            }

            Assert.True(book.Submit(batch.Rolls));
            replies.Restart();
            while (replies.Write(output, format) > 0)
            {
            }

            batch.Clear();
        }
    }

    private static StudentId StudentOf(int number) => StudentId.TryParse($"{number}", out StudentId student) ? student : default;

    /// <summary>Answers the greeting of a server that passes something on, as a server of this kind does.</summary>
    private static async Task GreetAsync(Socket relayed)
    {
        byte[] hello = new byte[100];
        int length = await relayed.ReceiveAsync(hello, TestContext.Current.CancellationToken);
        Assert.StartsWith("*2\r\n$5\r\nHELLO\r\n", Encoding.ASCII.GetString(hello, 0, length), StringComparison.Ordinal);
        await relayed.SendAsync("*4\r\n$6\r\nserver\r\n$7\r\nchamada\r\n$5\r\nproto\r\n:2\r\n"u8.ToArray(),
            TestContext.Current.CancellationToken);
    }

    /// <summary>An address of this machine where nobody listens.</summary>
    private static IPEndPoint Nowhere()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    private sealed class NoOwner : IRollBatchOwner
    {
        public void BatchDecided() => Assert.Fail("Nothing here waits for a disk.");
    }

    /// <summary>The network as the test tells it.</summary>
    private sealed class Told : INeighbours
    {
        private int _asked;

        public ConcurrentDictionary<ClassNumber, IPEndPoint> Hosts { get; } = new();

        public ConcurrentQueue<ClassNumber> Doubted { get; } = new();

        public int Asked => Volatile.Read(ref _asked);

        public IPEndPoint? Find(ClassNumber number, IPAddress asker)
        {
            Interlocked.Increment(ref _asked);
            return Hosts.GetValueOrDefault(number);
        }

        public void Doubt(ClassNumber number) => Doubted.Enqueue(number);
    }
}
