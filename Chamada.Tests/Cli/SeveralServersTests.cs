using System.Net;
using System.Net.Sockets;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Cli;

/// <summary>Scripted calls that were given several servers.</summary>
public sealed class SeveralServersTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestServer _server = new();

    private string Server => _server.Address.ToString();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_whole_roll_call_goes_on_with_the_second_server_when_the_first_is_gone()
    {
        await using LossyProxy first = new(_server.Address, "PRESENT", toLose: 0);
        string both = $"{first.Address},{Server}";
        Assert.Equal(0, (await RunAsync("en", "teacher", "--open", "3030", "--server", both)).ExitCode);
        await first.DisposeAsync();

        Assert.Equal(0, (await RunAsync("en", "student", "--class", "3030", "--student", "10", "--server", both)).ExitCode);
        Assert.Equal(0, (await RunAsync("en", "student", "--class", "3030", "--batch", Batch(), "--server", both)).ExitCode);

        // Whichever of them is named, this account has opened it.
        ProcessOutcome list = await RunAsync("en", "teacher", "--list", "3030", "--json", "--server", Server);
        Assert.Contains("\"students\":[\"10\",\"1\",\"2\",\"3\"]", list.Output, StringComparison.Ordinal);
        ProcessOutcome closed = await RunAsync("en", "teacher", "--close", "3030", "--json", "--server", $"{Server},127.0.0.1:1");
        Assert.Contains("\"students\":[\"10\",\"1\",\"2\",\"3\"]", closed.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "chamada", "tokens")));
    }

    [Fact]
    public async Task A_batch_whose_server_dies_in_the_middle_is_registered_by_the_next()
    {
        await using LossyProxy first = new(_server.Address, "PRESENT", toLose: 1);
        Assert.Equal(0, (await RunAsync("en", "teacher", "--open", "3030", "--server", Server)).ExitCode);

        ProcessOutcome outcome = await RunAsync(
            "en", "student", "--class", "3030", "--batch", Batch(), "--json", "--server", $"{first.Address},{Server}");

        Assert.Equal((0, 3, 1), (outcome.ExitCode, outcome.Output.Split('\n').Count(static line => line.Length > 0), first.Lost));
    }

    [Fact]
    public async Task Where_none_of_them_answers_all_are_named()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        string address = free.LocalEndpoint.ToString()!;
        free.Stop();

        ProcessOutcome english = await RunAsync("en", "teacher", "--rolls", "--server", $"{address},127.0.0.1:1");
        ProcessOutcome portuguese = await RunAsync("pt-BR", "teacher", "--rolls", "--server", $"{address},127.0.0.1:1");

        Assert.Equal((3, $"chamada: no server at {address}, 127.0.0.1:1 (nothing listens there).\n"), (english.ExitCode, english.Error));
        Assert.Equal(
            (3, $"chamada: nenhum servidor em {address}, 127.0.0.1:1 (nada atende nessa porta).\n"),
            (portuguese.ExitCode, portuguese.Error));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Where_nothing_comes_back_at_all_that_is_said_in_the_users_language(int servers)
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);

        // Its queue is full from here on: whatever else asks for a connection is not answered.
        List<Socket> waiting = [];
        try
        {
            bool isFull = false;
            while (!isFull)
            {
                Socket next = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                waiting.Add(next);
                try
                {
                    next.Connect(listener.LocalEndPoint!);
                }
                catch (SocketException begun) when (begun.SocketErrorCode == SocketError.WouldBlock)
                {
                    isFull = !next.Poll(TimeSpan.FromMilliseconds(300), SelectMode.SelectWrite);
                }
            }

            string address = listener.LocalEndPoint!.ToString()!;
            string named = string.Join(',', Enumerable.Repeat(address, servers).Select(static (one, i) =>
                i == 0 ? one : one.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal)));
            ProcessOutcome outcome =
                await RunAsync("pt-BR", "student", "--class", "1", "--student", "2", "--timeout", "0.5", "--server", named);
            Assert.Equal(3, outcome.ExitCode);
            Assert.Contains(servers == 1 ? "ninguém atendeu a tentativa de conexão" : "nenhum servidor em", outcome.Error,
                StringComparison.Ordinal);
            Assert.DoesNotContain("cancelled", outcome.Error, StringComparison.Ordinal);
        }
        finally
        {
            waiting.ForEach(static socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task Where_one_of_them_is_something_else_that_one_is_named()
    {
        await using StubbornPeer other = new("HTTP/1.1 400 Bad Request\r\n\r\n", thenCloses: true);

        ProcessOutcome outcome = await RunAsync("en", "teacher", "--rolls", "--server", $"127.0.0.1:1,{other.Address}");

        Assert.Equal(
            (3, $"chamada: what answers at {other.Address} is not a Chamada server. Is the port right?\n"),
            (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task What_is_no_list_of_servers_is_refused_in_both_languages()
    {
        ProcessOutcome english = await RunAsync("en", "student", "--class", "1", "--student", "2", "--server", "a,b:70000");
        ProcessOutcome portuguese = await RunAsync("pt-BR", "professor", "--chamadas", "--servidor", "a,,b");
        ProcessOutcome many = await RunAsync(
            "en", "teacher", "--rolls", "--server", string.Join(',', Enumerable.Range(1, 17).Select(static port => $"a:{port}")));

        Assert.Equal(2, english.ExitCode);
        Assert.Contains("'b:70000' is not a server's address", english.Error.Replace('"', '\''), StringComparison.Ordinal);
        Assert.Equal(2, portuguese.ExitCode);
        Assert.Contains("'a,,b' não é o endereço de um servidor", portuguese.Error.Replace('"', '\''), StringComparison.Ordinal);
        Assert.Equal(2, many.ExitCode);
        Assert.Contains("at most 16 servers can be named", many.Error, StringComparison.Ordinal);
    }

    private string Batch()
    {
        string file = Path.Combine(_folder.Path, "batch");
        File.WriteAllText(file, "1\n2\n3\n");
        return file;
    }

    private Task<ProcessOutcome> RunAsync(string language, params string[] args) =>
        CommandLine.RunAsync(args, ("XDG_DATA_HOME", _folder.Path), ("CHAMADA_LANG", language));
}
