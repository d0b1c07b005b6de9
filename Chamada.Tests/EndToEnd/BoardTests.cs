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
            for (DateTime end = DateTime.UtcNow + ChamadaProcess.Limit; await KeysAsync(teacher) == keys;)
            {
                Assert.True(DateTime.UtcNow < end, "the colours stay as they are");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
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
