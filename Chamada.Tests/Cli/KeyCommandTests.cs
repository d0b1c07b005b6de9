using System.Diagnostics;
using Chamada.Tests.Discovery.Lab;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Cli;

/// <summary>Teachers' keys and allowed networks, from the command line.</summary>
public sealed class KeyCommandTests : IDisposable
{
    private const int HangUp = 1; // SIGHUP

    private readonly TemporaryFolder _folder = new();

    private string KeysPath => Path.Combine(_folder.Path, "keys");

    private string OwnKey => Path.Combine(_folder.Path, "own");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("en", "the server asks for the teacher key", "the teacher key is wrong")]
    [InlineData("pt-BR", "o servidor pede a chave do professor", "a chave do professor está errada")]
    public async Task Without_the_key_nothing_is_opened_and_a_person_reads_why(string language, string none, string wrong)
    {
        await File.WriteAllTextAsync(KeysPath, "ana right-key-1234\n", TestContext.Current.CancellationToken);
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--memory", "--teacher-key-file", KeysPath]);
        ProcessOutcome outcome = await TeacherAsync(server, ["--open", "3030", "--lang", language]);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(none, outcome.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(OwnKey, "wrong-key-1234\n", TestContext.Current.CancellationToken);
        outcome = await TeacherAsync(server, ["--open", "3030", "--key-file", OwnKey, "--lang", language]);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(wrong, outcome.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(OwnKey, "\uFEFFana:right-key-1234\r\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await TeacherAsync(server, ["--open", "3030", "--arquivo-chave", OwnKey])).ExitCode);
        Assert.Equal(0, (await TeacherAsync(server, ["--close", "3030"])).ExitCode);
        string log = (await server.TerminateAsync()).Error;
        Assert.Contains("ana", log, StringComparison.Ordinal);
        Assert.DoesNotContain("right-key-1234", log, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key-1234", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_left_open_is_closed_with_a_key_that_may_and_its_teacher_fetches_the_list()
    {
        await File.WriteAllTextAsync(KeysPath, "secretaria office-key admin\nana right-key-1234\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(OwnKey, "ana right-key-1234\n", TestContext.Current.CancellationToken);
        string wrongKey = Path.Combine(_folder.Path, "wrong");
        await File.WriteAllTextAsync(wrongKey, "no-key\n", TestContext.Current.CancellationToken);
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--memory", "--teacher-key-file", KeysPath]);
        Assert.Equal(0, (await TeacherAsync(server, ["--open", "3030", "--key-file", OwnKey])).ExitCode);
        Assert.Equal(0, (await CommandLine.RunAsync(
            ["student", "--class", "3030", "--student", "042191010", "--server", server.Address])).ExitCode);

        // From another account, that holds no token.
        using TemporaryFolder office = new();
        foreach ((string[] key, string refusal) in new (string[], string)[]
        {
            ([], "takes a key that has this right at the server (--key-file), and none was shown"),
            (["--key-file", OwnKey], "class 3030 was not closed: your key has not the right"),
            (["--key-file", wrongKey], "the teacher key is wrong"),
        })
        {
            ProcessOutcome refused = await OfficeAsync(["--close", "3030", "--admin", "--lang", "en", .. key]);
            Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
            Assert.Contains(refusal, refused.Error, StringComparison.Ordinal);
        }

        ProcessOutcome closed = await OfficeAsync(["--encerrar", "3030", "--administrador", "--key-file", KeysPath, "--lang", "pt-BR"]);
        Assert.Equal((0, ""), (closed.ExitCode, closed.Error));
        Assert.Contains("042191010", closed.Output, StringComparison.Ordinal);
        Assert.Contains("A lista espera no servidor por quem abriu a chamada", closed.Output, StringComparison.Ordinal);
        closed = await OfficeAsync(["--close", "3030", "--admin", "--key-file", KeysPath, "--json"]);
        Assert.Matches("^\\{\"class\":3030,\"opened\":\"[^\"]+\",\"closed\":\"[^\"]+\",\"students\":\\[\"042191010\"\\]\\}\n$",
            closed.Output);
        Assert.False(Directory.Exists(Path.Combine(office.Path, "chamada", "rolls")));

        ProcessOutcome own = await TeacherAsync(server, ["--close", "3030", "--lang", "en"]);
        Assert.Equal(0, own.ExitCode);
        Assert.Contains("It was closed in your place, with the key of \"secretaria\".", own.Output, StringComparison.Ordinal);
        string list = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "chamada", "rolls"), "*.json"));
        Assert.Equal(0, (await CommandLine.RunAsync(["verify", list])).ExitCode);
        Assert.Equal(1, (await OfficeAsync(["--close", "3030", "--admin", "--key-file", KeysPath])).ExitCode);

        Task<ProcessOutcome> OfficeAsync(string[] args) =>
            CommandLine.RunAsync(["teacher", .. args, "--server", server.Address], ("XDG_DATA_HOME", office.Path));
    }

    [Theory]
    [InlineData("--admin")]
    [InlineData("--admin", "--open", "3030")]
    public async Task The_right_to_close_is_asked_for_with_a_closing_alone(params string[] args)
    {
        ProcessOutcome outcome = await CommandLine.RunAsync(["teacher", .. args, "--lang", "en"]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("--admin needs --close as well.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_of_the_environment_holds_the_key_where_no_file_is_named()
    {
        Dictionary<string, string?> environment = _folder.Environment();
        environment["CHAMADA_TEACHER_KEY"] = "right-key-1234";
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--memory"], environment);
        Assert.Equal(1, (await TeacherAsync(server, ["--open", "3030"])).ExitCode);
        Assert.Equal(0, (await CommandLine.RunAsync(["teacher", "--open", "3030", "--server", server.Address],
            ("XDG_DATA_HOME", _folder.Path), ("CHAMADA_TEACHER_KEY", "right-key-1234"))).ExitCode);
    }

    [Fact]
    public async Task The_file_is_read_again_when_the_server_is_told_so_and_one_that_is_broken_changes_nothing()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no SIGHUP.");
        }

        await File.WriteAllTextAsync(KeysPath, "ana first-key\n", TestContext.Current.CancellationToken);
        await using ChamadaProcess server =
            await ChamadaProcess.StartServerAsync(["--memory", "--chaves-professor", KeysPath, "--lang", "en"]);
        using RawPeer peer = await RawPeer.ConnectAsync(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, server.Port));
        await File.WriteAllTextAsync(KeysPath, "bia second-key\n", TestContext.Current.CancellationToken);
        await HangUpAsync(server, "teacher keys read again: bia");
        await peer.AskAsync("AUTH", "first-key");
        await peer.ReadToAsync("-WRONGPASS ");
        await File.WriteAllTextAsync(KeysPath, "two keys on one line\n", TestContext.Current.CancellationToken);
        await HangUpAsync(server, "the teacher keys that were there still count");
        await peer.AskAsync("AUTH", "second-key");
        await peer.ReadToAsync("+OK\r\n");
        Assert.Equal(0, (await server.TerminateAsync()).ExitCode);
    }

    [Theory]
    [InlineData("ana one two\n", 2, ", line 1: ")]
    [InlineData("\n", 2, ": there is no teacher key in it")]
    [InlineData(null, 3, ": the teacher keys cannot be read (")]
    public async Task A_file_without_keys_starts_no_server(string? text, int exitCode, string told)
    {
        if (text is not null)
        {
            await File.WriteAllTextAsync(KeysPath, text, TestContext.Current.CancellationToken);
        }

        ProcessOutcome outcome = await CommandLine.RunAsync(
            ["serve", "--memory", "--port", "0", "--bind", "127.0.0.1", "--teacher-key-file", KeysPath, "--lang", "en"]);
        Assert.Equal((exitCode, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains($"{KeysPath}{told}", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/8", "--permitir", "here")]
    public async Task What_is_no_network_is_wrong_usage(params string[] networks)
    {
        ProcessOutcome outcome = await CommandLine.RunAsync(["serve", "--memory", "--allow", .. networks, "--lang", "en"]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains($"\"{networks[^1]}\" is not a network", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>In network namespaces, where machines have addresses besides loopback.</summary>
    [Fact]
    public async Task Who_comes_from_elsewhere_is_closed_before_anything_is_read()
    {
        using LabNetwork lab = new();
        LabHost host = lab.AddHost(0), near = lab.AddHost(0);
        string[] inside = ["ip", "netns", "exec", host.Namespace];
        await using ChamadaProcess server = ChamadaProcess.Start(
            ["serve", "--memory", "--bind", "0.0.0.0", "--port", "0", "--allow", "10.99.0.0/16", "--allow", "fd00::/8", "--lang", "en"],
            launcher: inside);
        string line = await server.ReadLineAsync();
        string port = line[(line.LastIndexOf(':') + 1)..];
        Assert.Equal("+PONG", await AskAsync(host, "127.0.0.1", port));
        Assert.Equal("", await AskAsync(near, LabNetwork.Address(0, 1), port));
        Assert.Contains(" was refused: ", (await server.TerminateAsync()).Error, StringComparison.Ordinal);
    }

    /// <summary>The first line of the answer to a PING; empty where the connection is closed.</summary>
    private static async Task<string> AskAsync(LabHost from, string host, string port)
    {
        const string Ask = """
            import socket, sys
            peer = socket.create_connection((sys.argv[1], int(sys.argv[2])), 60)
            try:
                peer.sendall(b"PING\r\n")
                print(peer.recv(64).decode().strip())
            except ConnectionError:
                print()
            """;
        ProcessStartInfo info =
            InstalledProgram.StartInfo("ip", "netns", "exec", from.Namespace, InstalledProgram.Require("python3"), "-c", Ask, host, port);
        using Process asking = Process.Start(info)!;
        string answer = await asking.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(ChamadaProcess.Limit);
        await asking.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(ChamadaProcess.Limit);
        return answer.Trim();
    }

    private static async Task HangUpAsync(ChamadaProcess server, string told)
    {
        server.Signal(HangUp);
        using CancellationTokenSource patience = new(ChamadaProcess.Limit);
        while (!server.Error.Contains(told, StringComparison.Ordinal))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task<ProcessOutcome> TeacherAsync(ChamadaProcess server, string[] args) =>
        CommandLine.RunAsync(["teacher", .. args, "--server", server.Address], ("XDG_DATA_HOME", _folder.Path));
}
