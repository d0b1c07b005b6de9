using System.Globalization;

namespace Chamada.Tests.EndToEnd;

/// <summary>The screens in real terminals: several programs at once, a server that goes away, sizes, the mouse, wrong input,
/// time.</summary>
public sealed class ScreenTests : IDisposable
{
    private readonly TemporaryFolder _teacher = new();
    private readonly TemporaryFolder _colleague = new();
    private readonly TemporaryFolder _student = new();
    private readonly TemporaryFolder _data = new();

    [Fact]
    public async Task Two_teachers_and_five_students_with_the_server_killed_in_the_middle()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", _data.Path]);
        (string address, string port) = (server.Address, server.Port.ToString(CultureInfo.InvariantCulture));
        await using TerminalSession ana = await TeacherAsync(_teacher, address, "3030");
        await using TerminalSession bruno = await TeacherAsync(_colleague, address, "4040");
        await RegisterAsync(address, "3030", "1");
        await RegisterAsync(address, "4040", "2");
        await RegisterAsync(address, "3030", "3");
        await ana.WaitForAsync("3030: 2");
        await bruno.WaitForAsync("4040: 1");

        await server.KillAsync();
        await server.DisposeAsync();
        await ana.WaitForAsync("No connection to");
        await bruno.WaitForAsync("No connection to");

        // A mark by hand waits for the server.
        await ana.TypeAsync("+");
        await ana.WaitForAsync("Mark a student present");
        await ana.TypeAsync("042191010");
        await ana.PressAsync("Enter");
        await ana.WaitForAsync("No connection: 1 mark goes out when the server answers.");

        await using ChamadaProcess again = ChamadaProcess.Start(["serve", "--bind", "127.0.0.1", "--port", port, "--data", _data.Path]);
        await again.ReadLineAsync();
        await ana.WaitForAsync("042191010 marked present by you at ");
        await bruno.PressAsync("F5");
        await bruno.WaitForAsync("connected to");
        await RegisterAsync(address, "3030", "4");
        await RegisterAsync(address, "4040", "5");
        await ana.WaitForAsync("3030: 4");
        await bruno.WaitForAsync("4040: 2");

        await CloseAsync(ana, "3030");
        await CloseAsync(bruno, "4040");
        Assert.Equal(["1", "3", "042191010", "4"], Saved(_teacher, 1));
        Assert.Equal(["student", "student", "teacher", "student"], Saved(_teacher, 5));
        Assert.Equal(["2", "5"], Saved(_colleague, 1));
    }

    [Fact]
    public async Task A_wrong_one_is_taken_off_with_a_reason_and_the_saved_list_tells_it()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using TerminalSession teacher = await TeacherAsync(_teacher, server.Address, "3030");
        await RegisterAsync(server.Address, "3030", "666");
        await teacher.WaitForAsync("3030: 1");
        await teacher.PressAsync("Down");
        await teacher.WaitForAsync("▸     1  666");
        await teacher.TypeAsync("-");
        await teacher.WaitForAsync("Reason, kept in the record:");
        await teacher.TypeAsync("not of this class");
        await teacher.PressAsync("Enter");
        await teacher.WaitForAsync("666 taken off at ");
        await CloseAsync(teacher, "3030");
        string json = await File.ReadAllTextAsync(
            Assert.Single(Directory.GetFiles(Path.Combine(_teacher.Path, "chamada", "rolls"),
                "*.json")), TestContext.Current.CancellationToken);
        Assert.Contains("\"kind\":\"removed\",\"reason\":\"not of this class\"",
            json.Replace(": ", ":", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
            .Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_limit_turns_urgent_can_be_extended_and_ends_by_itself_in_the_saved_list()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using TerminalSession teacher = await TerminalSession.StartAsync(
            80, 24, _teacher.Environment(), "teacher", "--server", server.Address, "--class", "3030", "--for", "20s");
        await teacher.WaitForAsync("LAST MINUTE: ");
        await teacher.TypeAsync("t");
        await teacher.WaitForAsync("closes in 00:05:");
        await teacher.PressAsync("C-q");
        await teacher.WaitForAsync("[exit code 0]");

        await using TerminalSession other = await TerminalSession.StartAsync(
            80, 24, _teacher.Environment(), "teacher", "--server", server.Address, "--class", "4040", "--for", "2s");
        await other.WaitForAsync("Time is over. List saved: ");
        await other.WaitForAsync("CLOSED");
    }

    [Fact]
    public async Task Any_size_at_any_moment_and_back()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using TerminalSession teacher = await TeacherAsync(_teacher, server.Address, "3030");
        await teacher.ResizeAsync(40, 10);
        await teacher.WaitForAsync("Terminal too small: 40×10.");
        await RegisterAsync(server.Address, "3030", "77");
        await teacher.ResizeAsync(120, 40);
        await teacher.WaitForAsync("1  77");
        await teacher.ResizeAsync(80, 24);
        string[] lines = (await teacher.WaitForAsync(static screen => screen.Split('\n') is { Length: >= 24 } lines
            && lines[23].StartsWith(" F1 Help", StringComparison.Ordinal)
                && lines[2].TrimEnd().EndsWith("OPEN", StringComparison.Ordinal), "the first and the last line in place")).Split('\n');
        Assert.Contains("Chamada · teacher", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mouse_sorts_by_a_columns_head_presses_keys_and_buttons_and_chooses_tabs()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using TerminalSession teacher = await TeacherAsync(_teacher, server.Address, "3030");
        foreach (string student in (string[])["20", "10", "30"])
        {
            await RegisterAsync(server.Address, "3030", student);
        }

        await teacher.WaitForAsync("3030: 3");
        await teacher.ClickAsync("Number");
        await teacher.WaitForAsync("Number▲");
        Assert.Equal(["10", "20", "30"],
            (await teacher.CaptureAsync()).Split('\n').SkipWhile(static line => !line.Contains("Number▲", StringComparison.Ordinal)).Skip(1)
            .Take(3)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        await teacher.ClickAsync("Start");
        await teacher.WaitForAsync("OPEN since");
        await teacher.ClickAsync("3030: 3");
        await teacher.WaitForAsync("F8 Close");
        await teacher.ClickAsync("F8");
        await teacher.WaitForAsync("Close the roll call of class 3030?");
        await teacher.ClickAsync("Keep it open");
        await teacher.WaitForAsync(static screen => !screen.Contains("Keep it open", StringComparison.Ordinal)
            && screen.Contains("F8 Close", StringComparison.Ordinal), "no question");
        await teacher.ClickAsync("F8");
        await teacher.WaitForAsync("Close the roll call of class 3030?");
        await teacher.ClickAsync("Close it");
        await teacher.WaitForAsync("List saved: ");
    }

    [Fact]
    public async Task Wrong_input_in_every_field_is_explained_and_the_language_changes_while_it_runs()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using TerminalSession teacher =
            await TerminalSession.StartAsync(80, 24, _teacher.Environment(), "teacher", "--server", server.Address);
        await teacher.WaitForAsync("connected to");
        await teacher.TypeAsync("x");
        await teacher.WaitForAsync("! Class number: 1 to 18 digits, not zero.");
        await teacher.TypeAsync("0");
        await teacher.PressAsync("Enter");
        await teacher.WaitForAsync("! Class number: 1 to 18 digits, not zero.");
        await teacher.PressAsync("BSpace", "Tab"); // What was wrong is chosen, and goes.
        await teacher.TypeAsync("9999");
        await teacher.PressAsync("BTab");
        await teacher.TypeAsync("3030");
        await teacher.PressAsync("Enter");
        await teacher.WaitForAsync("! Minutes: 1 to 1440, or empty for no time limit.");
        await teacher.TypeAsync("30");
        await teacher.PressAsync("Enter");
        await teacher.WaitForAsync("closes in 00:");
        await teacher.TypeAsync("+");
        await teacher.WaitForAsync("Mark a student present");
        await teacher.PressAsync("Enter");
        await teacher.WaitForAsync("! Student number: 1 to 32");
        await teacher.PressAsync("Escape");
        await teacher.WaitForAsync(static screen => !screen.Contains("Mark a student present", StringComparison.Ordinal), "no question");
        await teacher.PressAsync("F4");
        await teacher.WaitForAsync("List of class 3030");
        await teacher.TypeAsync("a b");
        await teacher.PressAsync("Enter");
        await teacher.WaitForAsync("! Student number: 1 to 32");
        await teacher.PressAsync("C-o");
        await teacher.WaitForAsync("Import the list of class 3030");
        await teacher.TypeAsync("/nowhere.csv");
        await teacher.PressAsync("Enter");
        await teacher.WaitForAsync("There is no file \"nowhere.csv\".");
        await teacher.PressAsync("F2");
        await teacher.WaitForAsync("Não há um arquivo \"nowhere.csv\".");
        await teacher.PressAsync("F2", "Escape");

        await using TerminalSession student =
            await TerminalSession.StartAsync(80, 24, _student.Environment(), "student", "--server", server.Address);
        await student.WaitForAsync("connected to");
        await student.TypeAsync("é");
        await student.WaitForAsync("! Class number: 1 to 18 digits, not zero.");
        await student.PressAsync("BSpace");
        await student.TypeAsync("3030");
        await student.PressAsync("Tab");
        await student.TypeAsync("04/21 9");
        await student.WaitForAsync(static screen => screen.Contains("04/21 9", StringComparison.Ordinal), "what was typed");
        await student.PressAsync("Enter");
        await student.WaitForAsync("! Student number: 1 to 32");
    }

    public void Dispose()
    {
        _teacher.Dispose();
        _colleague.Dispose();
        _student.Dispose();
        _data.Dispose();
    }

    private static async Task<TerminalSession> TeacherAsync(TemporaryFolder folder, string address, string number)
    {
        TerminalSession session =
            await TerminalSession.StartAsync(80, 24, folder.Environment(), "teacher", "--server", address, "--class", number);
        await session.WaitForAsync("open since");
        return session;
    }

    private static async Task CloseAsync(TerminalSession teacher, string number)
    {
        await teacher.PressAsync("F8");
        await teacher.WaitForAsync($"Close the roll call of class {number}?");
        await teacher.PressAsync("Right", "Enter");
        await teacher.WaitForAsync("List saved: ");
    }

    private static IEnumerable<string> Saved(TemporaryFolder folder, int column) =>
        File.ReadLines(Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "chamada", "rolls"), "*.csv"))).Skip(1)
            .Select(line => line.Split(',')[column].Replace("=", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal));

    private static async Task RegisterAsync(string address, string number, string student) =>
        Assert.Equal(0, (await ChamadaProcess.RunAsync(["student", "--server", address, "--class", number, "--student",
            student])).ExitCode);
}
