using Chamada.Tests.Cli;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.EndToEnd;

/// <summary>The teacher's screen, the student's and the door in real terminals, with two ways to a server of which one dies.</summary>
public sealed class SeveralServersTests : IAsyncDisposable
{
    private readonly TemporaryFolder _teacher = new(), _student = new(), _door = new();
    private readonly TestServer _server = new();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _teacher.Dispose();
        _student.Dispose();
        _door.Dispose();
    }

    [Fact]
    public async Task All_screens_go_on_with_the_next_server_and_say_with_which()
    {
        await using LossyProxy first = new(_server.Address, "PRESENT", toLose: 0);
        (string address, string other) = (first.Address, _server.Address.ToString());
        string both = $"{address},{other}";
        await using TerminalSession teacher = await TerminalSession.StartAsync(
            80, 24, _teacher.Environment(), "teacher", "--server", both, "--class", "3030");
        await teacher.WaitForAsync("open since");
        await teacher.WaitForAsync($"connected to {address}");
        await using TerminalSession student = await TerminalSession.StartAsync(
            80, 24, _student.Environment(), "student", "--server", both, "--class", "3030");
        await student.WaitForAsync($"connected to {address}");
        await using TerminalSession door = await TerminalSession.StartAsync(
            80, 24, _door.Environment(), "student", "--server", both, "--class", "3030", "--door");
        await door.WaitForAsync("make up the code to leave");
        await door.TypeAsync("1234");
        await door.PressAsync("Enter");
        await door.WaitForAsync("Once more");
        await door.TypeAsync("1234");
        await door.PressAsync("Enter");
        await door.WaitForAsync("Type your student number and press Enter");
        await door.WaitForAsync($"connected to {address}");

        await first.DisposeAsync();

        await teacher.WaitForAsync($"connected to {other}");
        await student.WaitForAsync($"connected to {other}");
        await door.WaitForAsync($"connected to {other}");
        await door.TypeAsync("20");
        await door.PressAsync("Enter");
        await teacher.WaitForAsync("3030: 1");
        await student.TypeAsync("10");
        await student.PressAsync("Enter");
        await teacher.WaitForAsync("3030: 2");
    }
}
