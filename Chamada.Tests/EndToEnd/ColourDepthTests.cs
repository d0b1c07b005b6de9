namespace Chamada.Tests.EndToEnd;

/// <summary>The colours that reach a terminal: by their parts where it says that it knows all, else by their numbers.</summary>
public sealed class ColourDepthTests : IDisposable
{
    private const string EveryColour = "8;2;", OneOf256 = "8;5;";

    private readonly TemporaryFolder _teacher = new();

    [Theory]
    [InlineData("screen-256color", "", OneOf256, EveryColour)]
    [InlineData("xterm", "", OneOf256, EveryColour)]
    [InlineData("screen-256color", "truecolor", EveryColour, OneOf256)]
    [InlineData("xterm-256color", "24bit", EveryColour, OneOf256)]
    public async Task A_terminal_gets_the_colours_that_it_knows(string term, string colours, string expected, string unexpected)
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        Dictionary<string, string?> environment = _teacher.Environment();
        (environment["TERM"], environment["COLORTERM"]) = (term, colours);
        await using TerminalSession session = await TerminalSession.StartAsync(
            80, 24, environment, "teacher", "--server", server.Address, "--class", "3030");
        await session.WaitForAsync("3030: 0");
        string before = await session.CaptureColoursAsync();
        await session.PressAsync("F1");
        await session.WaitForAsync("Keys of this screen");
        string with = before + await session.CaptureColoursAsync();

        Assert.Contains("\e[3" + expected, with, StringComparison.Ordinal);
        Assert.Contains("\e[4" + expected, with, StringComparison.Ordinal);
        Assert.DoesNotContain("[3" + unexpected, with, StringComparison.Ordinal);
        Assert.DoesNotContain("[4" + unexpected, with, StringComparison.Ordinal);
    }

    public void Dispose() => _teacher.Dispose();
}
