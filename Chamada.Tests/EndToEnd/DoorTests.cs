using System.Globalization;
using System.Text.Json;

namespace Chamada.Tests.EndToEnd;

/// <summary>The door in a real terminal, with a server that goes away.</summary>
public sealed class DoorTests : IDisposable
{
    private readonly TemporaryFolder _door = new();
    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _teacher = new();

    [Fact]
    public async Task What_is_typed_without_a_server_survives_the_end_of_the_program_and_is_registered_with_both_times()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", _data.Path]);
        (string address, string port) = (server.Address, server.Port.ToString(CultureInfo.InvariantCulture));
        string[] door = ["student", "--server", address, "--class", "3030", "--door"];
        Assert.Equal(0, (await ChamadaProcess.RunAsync(["teacher", "--server", address, "--open", "3030"],
            _teacher.Environment())).ExitCode);
        await using (TerminalSession first = await TerminalSession.StartAsync(80, 24, _door.Environment(), door))
        {
            await SetCodeAsync(first);
            await first.WaitForAsync("connected to");
            await server.KillAsync();
            await server.DisposeAsync();
            await first.WaitForAsync("No connection to");
            foreach (string student in (string[])["042191010", "20", "30"])
            {
                await first.TypeAsync(student);
                await first.PressAsync("Enter");
                await first.WaitForAsync($"{student}: kept at ");
            }

            await first.WaitForAsync("No server: 3 numbers kept here.");
            Signals.Send(await first.ProcessIdAsync(), Signals.Kill);
            // The shell writes where the program left the cursor, so its words may be broken at the edge.
            await first.WaitForAsync(
                static screen =>
                    screen.Replace("\n", "", StringComparison.Ordinal)
                        .Contains("[exit code 137]", StringComparison.Ordinal), "the end of the program");
        }

        await using TerminalSession second = await TerminalSession.StartAsync(80, 24, _door.Environment(), door);
        await SetCodeAsync(second);
        await second.WaitForAsync("No server: 3 numbers kept here.");
        await using ChamadaProcess again = ChamadaProcess.Start(["serve", "--bind", "127.0.0.1", "--port", port, "--data", _data.Path]);
        await again.ReadLineAsync();
        await second.PressAsync("F5");
        await second.WaitForAsync("Kept and sent since: 3 registered, 0 refused.");

        ProcessOutcome list =
            await ChamadaProcess.RunAsync(["teacher", "--server", address, "--list", "3030", "--json"], _teacher.Environment());
        Assert.Equal(
            ["042191010", "20", "30"],
            JsonDocument.Parse(list.Output).RootElement.GetProperty("students").EnumerateArray()
                .Select(static student => student.GetString()!));
        string file = Assert.Single(Directory.GetFiles(Path.Combine(_door.Path, "chamada", "door")));
        JsonElement[] answered =
        [
            .. File.ReadLines(file).Select(static line => JsonDocument.Parse(line).RootElement)
                .Where(static line => line.TryGetProperty("answered", out _)),
        ];
        Assert.Equal(3, answered.Length);
        Assert.All(answered, static line =>
            Assert.True(line.GetProperty("typed").GetDateTimeOffset() < line.GetProperty("answered").GetDateTimeOffset()));
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("Tab")]
    [InlineData("C-j")]
    public async Task A_scanner_s_number_ends_as_the_scanner_ends_it(string end)
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        Assert.Equal(0, (await ChamadaProcess.RunAsync(["teacher", "--server", server.Address, "--open", "3030"],
            _teacher.Environment())).ExitCode);
        await using TerminalSession door = await TerminalSession.StartAsync(
            80, 24, _door.Environment(), "student", "--server", server.Address, "--class", "3030", "--door");
        await SetCodeAsync(door);
        await door.WaitForAsync("connected to");
        foreach (string student in (string[])["042191091", "042191092"])
        {
            await door.TypeAsync(student);
            await door.PressAsync(end);
            await door.WaitForAsync($"{student}: registered in class 3030");
        }
    }

    [Fact]
    public async Task The_door_is_left_with_the_code_alone()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using TerminalSession door = await TerminalSession.StartAsync(
            80, 24, _door.Environment(), "student", "--server", server.Address, "--class", "123456789012345678", "--door");
        await SetCodeAsync(door);
        await door.PressAsync("C-c", "C-z", "C-q");
        await door.WaitForAsync("Code to leave:");
        await door.TypeAsync("0000");
        await door.PressAsync("Enter");
        await door.WaitForAsync("Wrong code.");
        await door.TypeAsync("1234");
        await door.PressAsync("Enter");
        await door.WaitForAsync("[exit code 0]");
        Assert.True(await door.IsRestoredAsync());
    }

    public void Dispose()
    {
        _door.Dispose();
        _data.Dispose();
        _teacher.Dispose();
    }

    private static async Task SetCodeAsync(TerminalSession door)
    {
        await door.WaitForAsync("make up the code to leave");
        await door.TypeAsync("1234");
        await door.PressAsync("Enter");
        await door.WaitForAsync("Once more");
        await door.TypeAsync("1234");
        await door.PressAsync("Enter");
        await door.WaitForAsync("Type your student number and press Enter");
    }
}
