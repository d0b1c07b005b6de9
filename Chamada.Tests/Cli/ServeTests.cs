using System.Net;
using System.Net.Sockets;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Cli;

namespace Chamada.Tests.Cli;

/// <summary><c>chamada serve</c> as a process.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("serve", "en", "Chamada is ready at ")]
    [InlineData("servidor", "pt-BR", "Chamada pronta em ")]
    public async Task The_start_line_ends_in_the_address_and_a_signal_stops_in_order(string command, string language, string start)
    {
        await using ChamadaProcess server = ChamadaProcess.Start(
            [command, "--bind", "127.0.0.1", "--port", "0", "--memory"], new Dictionary<string, string?> { ["CHAMADA_LANG"] = language });
        string line = await server.ReadLineAsync();

        Assert.Matches($"^{start}127\\.0\\.0\\.1:[1-9][0-9]*$", line);
        ProcessOutcome outcome = command == "serve" ? await server.TerminateAsync() : await server.InterruptAsync();

        Assert.Equal((0, line + "\n"), (outcome.ExitCode, outcome.Output));
    }

    [Theory]
    [InlineData("en", "this process may use only 1904 MiB of address space (ulimit -v)")]
    [InlineData("pt-BR", "este processo só pode usar 1904 MiB de espaço de endereços (ulimit -v)")]
    public async Task Where_the_system_lets_it_have_too_little_it_says_so_at_the_start(string language, string told)
    {
        await using ChamadaProcess server = ChamadaProcess.Start(
            ["serve", "--memory", "--lang", language], launcher: ["sh", "-c", "ulimit -v 1950000 && exec \"$0\" \"$@\""]);
        ProcessOutcome outcome = await server.WaitAsync();
        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"chamada: {told}", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(6, 3)]
    [InlineData(64, 4)]
    public void Half_of_the_cores_handle_the_events_of_sockets_but_at_most_four(int cores, int threads) =>
        Assert.Equal(threads, ServeCommand.EventThreads(cores));

    [Theory]
    [InlineData(null)]
    [InlineData("3")]
    public async Task So_many_threads_handle_the_events_of_sockets_unless_somebody_says_otherwise(string? said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "threads and their names are looked up in /proc");
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(
            ["--memory"], new Dictionary<string, string?> { ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = said });

        int count = Directory.GetDirectories($"/proc/{server.Id}/task")
            .Count(static thread => File.ReadAllText(Path.Combine(thread, "comm")).Trim() == ".NET Sockets");

        Assert.Equal(said is null ? ServeCommand.EventThreads(Environment.ProcessorCount) : 3, count);
    }

    [Fact]
    public async Task In_memory_it_says_that_nothing_is_kept()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--memory", "--lang", "en"]);
        ProcessOutcome outcome = await server.TerminateAsync();

        Assert.StartsWith("chamada: --memory: nothing is kept.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_roll_call_outlives_its_server()
    {
        Dictionary<string, string?> environment = _folder.Environment();
        string data = Path.Combine(_folder.Path, "data"), port;
        await using (ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", data], environment))
        {
            port = server.Address;
            Assert.Equal(0, (await ChamadaProcess.RunAsync(["teacher", "--open", "3030", "--server", port], environment)).ExitCode);
            Assert.Equal(0, (await ChamadaProcess.RunAsync(["student", "--class", "3030", "--student", "10", "--server", port],
                environment)).ExitCode);
            await server.KillAsync();
        }

        await using ChamadaProcess again = ChamadaProcess.Start(
            ["serve", "--bind", "127.0.0.1", "--port", port.Split(':')[1], "--data", data], environment);
        Assert.EndsWith(port, await again.ReadLineAsync(), StringComparison.Ordinal);

        ProcessOutcome closed = await ChamadaProcess.RunAsync(["teacher", "--close", "3030", "--json", "--server", port], environment);
        Assert.Equal((0, ""), (closed.ExitCode, closed.Error));
        Assert.Contains("\"students\":[\"10\"]", closed.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await again.TerminateAsync()).ExitCode);
    }

    [Fact]
    public async Task Without_a_folder_it_uses_that_of_the_account()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync([], _folder.Environment());
        await server.TerminateAsync();

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder.Path, "chamada", "server"), "*.db"));
    }

    [Theory]
    [InlineData("en", "is in use already at 127.0.0.1. Choose another with --port")]
    [InlineData("pt-BR", "já está em uso em 127.0.0.1. Escolha outra com --porta")]
    public async Task A_port_in_use_ends_with_3(string language, string expected)
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();

        ProcessOutcome outcome = await CommandLine.RunAsync(
            ["serve", "--memory", "--bind", "127.0.0.1", "--port", $"{((IPEndPoint)other.LocalEndpoint).Port}"], ("CHAMADA_LANG",
                language));

        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_ends_with_3()
    {
        ProcessOutcome outcome = await CommandLine.RunAsync(["serve", "--memory", "--bind", "192.0.2.1", "--port", "0", "--lang", "en"]);

        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("192.0.2.1 is not an address of this machine.", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in-the-way", "en", "chamada: ")]
    [InlineData("in-the-way/below", "en", "chamada: ")]
    [InlineData("damaged", "en", "is not a database of Chamada's. It was left as it is; choose another folder with --data.\n")]
    [InlineData("damaged", "pt-BR", "não é um banco de dados da Chamada. Ele ficou como estava; escolha outra pasta com --dados.\n")]
    public async Task A_data_folder_that_cannot_be_used_ends_with_3_and_is_left_as_it_is(string name, string language, string expected)
    {
        string file = Path.Combine(_folder.Path, "in-the-way"), database = Path.Combine(_folder.Path, "damaged", "chamada.db");
        await File.WriteAllTextAsync(file, "a file");
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        await File.WriteAllTextAsync(database, "this is no database, but somebody's notes, long enough to be looked at more closely");

        ProcessOutcome outcome = await CommandLine.RunAsync(
            ["serve", "--port", "0", "--bind", "127.0.0.1", "--data", Path.Combine(_folder.Path, name)], ("CHAMADA_LANG", language));

        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, outcome.Error, StringComparison.Ordinal);
        Assert.StartsWith("this is no database", await File.ReadAllTextAsync(database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_told_who_has_it()
    {
        Dictionary<string, string?> environment = _folder.Environment();
        await using ChamadaProcess first = await ChamadaProcess.StartServerAsync([], environment);

        ProcessOutcome second = await ChamadaProcess.RunAsync(["serve", "--port", "0"], environment);

        Assert.Equal((3, ""), (second.ExitCode, second.Output));
        Assert.Contains("another Chamada server", second.Error, StringComparison.Ordinal);
        Assert.Contains($"process {first.Id}", second.Error, StringComparison.Ordinal);
        Assert.Contains($"at {first.Address}", second.Error, StringComparison.Ordinal);
    }
}
