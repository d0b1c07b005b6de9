using System.Diagnostics;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.Discovery.Lab;

namespace Chamada.Tests.EndToEnd;

/// <summary>The board in a real terminal, on machines with networks of their own, and what a reader of QR codes makes of it.</summary>
public sealed class BoardTests : IDisposable
{
    private readonly TemporaryFolder _teacher = new();

    [Theory]
    [InlineData(80, 24, "en", false)]
    [InlineData(80, 24, "pt-BR", true)]
    [InlineData(120, 40, "pt-BR", false)]
    public async Task A_reader_reads_the_address_of_each_network_in_every_colour_on_dark_and_light_terminals(
        int columns, int rows, string language, bool isLight)
    {
        using var lab = new LabNetwork(2);
        LabHost host = lab.AddHost(0, 1);
        await using TerminalSession teacher = await TerminalSession.StartAsync(
            ["ip", "netns", "exec", host.Namespace], columns, rows, _teacher.Environment(),
            "teacher", "--class", "3030", "--lang", language);
        await teacher.WaitForAsync("http://10.50.0.1:5050/3030");
        for (int theme = 0; theme < 3; theme++)
        {
            await ReadsAsync(teacher, "http://10.50.0.1:5050/3030", isLight);
            string keys = await KeysAsync(teacher);
            await teacher.PressAsync("F3");
            await teacher.WaitForAsync(async () => await KeysAsync(teacher) != keys, "other colours");
        }

        await teacher.TypeAsync("a");
        await teacher.WaitForAsync("http://10.50.1.1:5050/3030");
        await ReadsAsync(teacher, "http://10.50.1.1:5050/3030", isLight);
    }

    [Fact]
    public async Task Without_colours_the_picture_keeps_its_own_two()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        Dictionary<string, string?> environment = _teacher.Environment();
        environment["NO_COLOR"] = "1";
        await using TerminalSession teacher = await TerminalSession.StartAsync(
            80, 24, environment, "teacher", "--server", server.Address, "--class", "3030");
        await teacher.WaitForAsync($"http://{server.Address}/3030");
        foreach (bool isLight in (bool[])[false, true])
        {
            await ReadsAsync(teacher, $"http://{server.Address}/3030", isLight);
        }
    }

    [Fact]
    public async Task The_first_student_brings_the_table_and_the_key_brings_the_board_back()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using TerminalSession teacher = await TerminalSession.StartAsync(
            80, 24, _teacher.Environment(), "teacher", "--server", server.Address, "--class", "3030");
        await teacher.WaitForAsync($"http://{server.Address}/3030");
        string[] registers = ["student", "--server", server.Address, "--class", "3030", "--student", "10"];
        Assert.Equal(0, (await ChamadaProcess.RunAsync(registers)).ExitCode);
        await teacher.WaitForAsync("      1  10");
        await teacher.TypeAsync("b");
        await teacher.WaitForAsync($"http://{server.Address}/3030");
        await ReadsAsync(teacher, $"http://{server.Address}/3030", isLight: false);
        await teacher.PressAsync("Escape");
        await teacher.WaitForAsync("      1  10");
    }

    [Fact]
    public async Task A_reader_reads_each_code_as_it_turns_and_registers_with_it()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using TerminalSession teacher = await TerminalSession.StartAsync(
            80, 24, _teacher.Environment(), "teacher", "--server", server.Address, "--class", "3030");
        await teacher.WaitForAsync($"http://{server.Address}/3030");
        await teacher.TypeAsync("c");
        await teacher.WaitForAsync("Code of class 3030");
        await teacher.TypeAsync("5");
        await teacher.PressAsync("Enter");
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(
            ServerAddress.Parse(server.Address)!, new RollClientOptions(), TestContext.Current.CancellationToken);
        await using RollClient phone = connected.Value!;
        HashSet<string> seen = [];
        for (DateTime end = DateTime.UtcNow + ChamadaProcess.Limit; seen.Count < 2;)
        {
            Assert.True(DateTime.UtcNow < end, await teacher.CaptureAsync());
            string read = await QrReader.ReadAsync(await teacher.CaptureColoursAsync());
            string start = $"http://{server.Address}/3030?c=";
            if (!read.StartsWith(start, StringComparison.Ordinal) || !seen.Add(read))
            {
                continue;
            }

            Assert.True(CodeDigits.TryParse(read.AsSpan(start.Length), out CodeDigits code));
            Assert.True(StudentId.TryParse($"n{seen.Count}", out StudentId student));
            ClientResult<PresenceReply> answer = await phone.PresentAsync(
                ClassNumber.From(3030), student, new PresentOptions { Code = code }, TestContext.Current.CancellationToken);
            Assert.Equal("REGISTERED", answer.Value?.Word);
        }

        await teacher.WaitForAsync("3030: 2");
        await teacher.WaitForAsync($"http://{server.Address}/3030"); // It stays up, since the code has to be seen.
    }

    [Fact]
    public async Task A_script_draws_the_code_for_phones_and_prints_its_address()
    {
        using var lab = new LabNetwork(2);
        LabHost host = lab.AddHost(0, 1);
        string[] inside = ["ip", "netns", "exec", host.Namespace];
        await using ChamadaProcess server = ChamadaProcess.Start(["serve", "--memory"], launcher: inside);
        await server.ReadLineAsync();

        // Without a terminal: characters for bright letters on a dark ground.
        string[] opens = ["teacher", "--open", "3030", "--qr"];
        await using (ChamadaProcess open = ChamadaProcess.Start(opens, _teacher.Environment(), launcher: inside))
        {
            ProcessOutcome opened = await open.WaitAsync();
            Assert.True(opened.ExitCode == 0, opened.Error);
            Assert.Equal("http://10.50.0.1:5050/3030", await QrReader.ReadAsync(opened.Output, isLight: false));
            Assert.EndsWith("http://10.50.0.1:5050/3030\nhttp://10.50.1.1:5050/3030\n", opened.Output, StringComparison.Ordinal);
        }

        await using (ChamadaProcess open = ChamadaProcess.Start(
            ["teacher", "--open", "5050", "--code", "60", "--qr"], _teacher.Environment(), launcher: inside))
        {
            ProcessOutcome opened = await open.WaitAsync();
            Assert.True(opened.ExitCode == 0, opened.Error);
            string read = await QrReader.ReadAsync(opened.Output, isLight: false);
            Assert.Matches("^http://10\\.50\\.0\\.1:5050/5050\\?c=[0-9]{6}$", read);
            Assert.EndsWith($"http://10.50.1.1:5050/5050\nCode: {read[^6..]}\n", opened.Output, StringComparison.Ordinal);
        }

        // On a terminal: in black and white, whatever its own colours are.
        await using TerminalSession terminal = await TerminalSession.StartAsync(
            inside, 80, 40, _teacher.Environment(), "teacher", "--open", "4040", "--qr");
        await terminal.WaitForAsync("[exit code 0]");
        await ReadsAsync(terminal, "http://10.50.0.1:5050/4040", isLight: false);
        await ReadsAsync(terminal, "http://10.50.0.1:5050/4040", isLight: true);
    }

    [Fact]
    public async Task A_phone_that_opens_the_page_first_is_seen_on_the_teachers_screen()
    {
        using var lab = new LabNetwork();
        LabHost host = lab.AddHost(0), phone = lab.AddHost(0);
        await using TerminalSession teacher = await TerminalSession.StartAsync(
            ["ip", "netns", "exec", host.Namespace], 80, 24, _teacher.Environment(), "teacher");
        await teacher.WaitForAsync("Phones: open http://10.50.0.1:5050/ on your own phone first.");
        const string request = "GET / HTTP/1.1\\r\\nHost: 10.50.0.1:5050\\r\\nConnection: close\\r\\n\\r\\n";
        using Process browser = phone.Start("sh", "-c", $"printf '{request}' | nc.openbsd -w 5 10.50.0.1 5050");
        await teacher.WaitForAsync("Page opened from 10.50.0.2 at ");
    }

    public void Dispose() => _teacher.Dispose();

    /// <summary>Waits until a reader reads something on the screen: a capture may show half of a frame.</summary>
    private static async Task ReadsAsync(TerminalSession teacher, string expected, bool isLight)
    {
        string read = "";
        for (DateTime end = DateTime.UtcNow + ChamadaProcess.Limit; read != expected;)
        {
            Assert.True(DateTime.UtcNow < end, $"“{read}” was read instead of “{expected}” on\n{await teacher.CaptureAsync()}");
            read = await QrReader.ReadAsync(await teacher.CaptureColoursAsync(), isLight);
        }
    }

    /// <summary>The bottom line with its colours, which differ in every theme.</summary>
    private static async Task<string> KeysAsync(TerminalSession teacher) =>
        (await teacher.CaptureColoursAsync()).TrimEnd('\n').Split('\n')[^1];
}
