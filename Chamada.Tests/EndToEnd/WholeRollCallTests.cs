namespace Chamada.Tests.EndToEnd;

/// <summary>A whole roll call in real terminals, with a real server.</summary>
public sealed class WholeRollCallTests : IDisposable
{
    private readonly TemporaryFolder _teacher = new();
    private readonly TemporaryFolder _student = new();

    [Fact]
    public async Task A_teacher_opens_students_register_the_teacher_closes_and_has_the_list()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using TerminalSession teacher =
            await TerminalSession.StartAsync(80, 24, _teacher.Environment(), "teacher", "--server", server.Address);
        await teacher.WaitForAsync("connected to");
        await teacher.TypeAsync("3030");
        await teacher.PressAsync("Enter");
        await teacher.WaitForAsync("open since");

        await using TerminalSession student =
            await TerminalSession.StartAsync(80, 24, _student.Environment(), "student", "--server", server.Address);
        await student.WaitForAsync("connected to");
        await student.TypeAsync("3030");
        await student.PressAsync("Tab");
        await student.TypeAsync("042191010");
        await student.PressAsync("Enter");
        await student.WaitForAsync("042191010: registered in class 3030 at ");
        await teacher.WaitForAsync(screen => screen.Split('\n').Count(static line => line.Contains("042191010",
            StringComparison.Ordinal)) == 2, "the student twice");

        // Ready for the next one: what is typed replaces the number.
        await student.TypeAsync("20");
        await student.PressAsync("Enter");
        await student.WaitForAsync("20: registered in class 3030 at ");
        await student.PressAsync("Enter");
        await student.WaitForAsync("20: already registered in class 3030 at ");

        await teacher.WaitForAsync("3030: 2");
        await teacher.PressAsync("F8");
        await teacher.WaitForAsync("Close the roll call of class 3030?");
        await teacher.PressAsync("Right", "Enter");
        await teacher.WaitForAsync("CLOSED");
        await teacher.WaitForAsync("List saved: ");
        string list = Assert.Single(Directory.GetFiles(Path.Combine(_teacher.Path, "chamada", "rolls"), "*.csv"));
        Assert.Equal(["\"=\"\"042191010\"\"\"", "20"], File.ReadLines(list).Skip(1).Select(static line => line.Split(',')[1]));

        await student.PressAsync("Enter");
        await student.WaitForAsync("class 3030 has no open roll call");
        await student.PressAsync("C-q");
        await student.WaitForAsync("[exit code 0]");
        Assert.True(await student.IsRestoredAsync());
        await teacher.PressAsync("C-q");
        await teacher.WaitForAsync("[exit code 0]");
        Assert.True(await teacher.IsRestoredAsync());
    }

    [Fact]
    public async Task The_student_is_remembered_and_Portuguese_is_the_first_language()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        ProcessOutcome opened =
            await ChamadaProcess.RunAsync(["teacher", "--server", server.Address, "--open", "3030"], _teacher.Environment());
        Assert.Equal(0, opened.ExitCode);
        Dictionary<string, string?> environment = new() { ["XDG_DATA_HOME"] = _student.Path };
        await using (TerminalSession first = await TerminalSession.StartAsync(80, 24, environment, "aluno", "--servidor", server.Address))
        {
            await first.WaitForAsync("conectado a");
            await first.TypeAsync("3030");
            await first.PressAsync("Tab");
            await first.TypeAsync("77");
            await first.PressAsync("Enter");
            await first.WaitForAsync("77: presença registrada na turma 3030 em ");
            await first.PressAsync("C-q");
            await first.WaitForAsync("[exit code 0]");
        }

        await using TerminalSession second = await TerminalSession.StartAsync(80, 24, environment, "aluno", "--servidor", server.Address);
        await second.WaitForAsync("conectado a");
        await second.PressAsync("Enter");
        await second.WaitForAsync("77: presença já registrada na turma 3030 em ");
    }

    [Fact]
    public async Task A_server_that_dies_and_comes_back_is_a_line_on_the_screen_and_nothing_more()
    {
        using TemporaryFolder data = new();
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", data.Path]);
        await using TerminalSession teacher =
            await TerminalSession.StartAsync(80, 24, _teacher.Environment(), "teacher", "--server", server.Address, "--class", "3030");
        await teacher.WaitForAsync("open since");
        await RegisterAsync(server.Address, "1");
        await teacher.WaitForAsync("3030: 1");
        (string address, int port) = (server.Address, server.Port);
        await server.KillAsync();
        await server.DisposeAsync();
        await teacher.WaitForAsync("No connection to");

        await using ChamadaProcess again = ChamadaProcess.Start(
            ["serve", "--bind", "127.0.0.1", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--data",
                data.Path]);
        await again.ReadLineAsync();
        await RegisterAsync(address, "2");
        await teacher.WaitForAsync("3030: 2");
        await teacher.WaitForAsync("connected to");
        await teacher.PressAsync("F8");
        await teacher.WaitForAsync("Close the roll call of class 3030?");
        await teacher.PressAsync("Right", "Enter");
        await teacher.WaitForAsync("List saved: ");
    }

    [Fact]
    public async Task Ending_the_program_by_a_signal_gives_the_terminal_back_and_the_roll_call_goes_on()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using TerminalSession teacher =
            await TerminalSession.StartAsync(80, 24, _teacher.Environment(), "teacher", "--server", server.Address, "--class", "3030");
        await teacher.WaitForAsync("open since");
        await RegisterAsync(server.Address, "1");
        await teacher.WaitForAsync("3030: 1");
        Signals.Send(await teacher.ProcessIdAsync(), Signals.Terminate);

        await teacher.WaitForAsync("The roll call of class 3030 is still open.");
        await teacher.WaitForAsync("[exit code ");
        Assert.True(await teacher.IsRestoredAsync());

        await using TerminalSession again =
            await TerminalSession.StartAsync(80, 24, _teacher.Environment(), "teacher", "--server", server.Address);
        await again.WaitForAsync("OPEN since");
        await again.PressAsync("Enter");
        await again.WaitForAsync("3030: 1");
    }

    [Fact]
    public async Task A_program_whose_terminal_is_closed_ends()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        System.Diagnostics.Process program;
        await using (TerminalSession teacher = await TerminalSession.StartAsync(80, 24, _teacher.Environment(), "teacher", "--server",
            server.Address))
        {
            await teacher.WaitForAsync("F1");
            program = System.Diagnostics.Process.GetProcessById(await teacher.ProcessIdAsync());
        }

        using (program)
        {
            await program.WaitForExitAsync(TestContext.Current.CancellationToken)
                .WaitAsync(ChamadaProcess.Limit, TestContext.Current.CancellationToken);
        }
    }

    private static async Task RegisterAsync(string address, string student)
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(["student", "--server", address, "--class", "3030", "--student", student]);
        Assert.Equal(0, outcome.ExitCode);
    }

    public void Dispose()
    {
        _teacher.Dispose();
        _student.Dispose();
    }
}
