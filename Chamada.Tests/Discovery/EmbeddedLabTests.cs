using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Chamada.Tests.Discovery.Lab;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Discovery;

/// <summary>Teachers' programs that are the servers, and students who know nothing but their class: no address anywhere.</summary>
public sealed class EmbeddedLabTests : IDisposable
{
    private readonly List<TemporaryFolder> _folders = [];

    public void Dispose() => _folders.ForEach(static folder => folder.Dispose());

    [Fact]
    public async Task Three_teachers_and_ten_students_meet_without_an_address()
    {
        using var lab = new LabNetwork();
        LabHost[] teachers = [lab.AddHost(0), lab.AddHost(0), lab.AddHost(0)], students = [lab.AddHost(0), lab.AddHost(0)];
        await using TerminalSession ana = await TeacherAsync(teachers[0], "--name", "Ana", "--class", "1010");
        await using TerminalSession bia = await TeacherAsync(teachers[1], "--name", "Bia", "--class", "2020");
        await using TerminalSession caio = await TeacherAsync(teachers[2], "--name", "Caio", "--class", "3030");
        foreach (TerminalSession teacher in (TerminalSession[])[ana, bia, caio])
        {
            await teacher.WaitForAsync("open since");
        }

        long[] classes = [1010, 2020, 3030];
        for (int i = 0; i < 10; i++)
        {
            await RegisteredAsync(students[i % 2], classes[i % 3], $"student-{i}");
        }

        await ana.WaitForAsync("1010: 4");
        await bia.WaitForAsync("2020: 3");
        await caio.WaitForAsync("3030: 3");

        // Who asks the wrong teacher is sent to the right one.
        JsonElement moved =
            await UntilAsync(students[0], "registered", "--server", LabNetwork.Address(0, 1), "--class", "3030", "--student", "lost");
        Assert.Equal(3030, moved.GetProperty("class").GetInt64());
        await caio.WaitForAsync("3030: 4");

        // Another machine opens nothing there.
        ProcessOutcome guest = await RunAsync(students[0], "teacher", "--open", "4040", "--server", LabNetwork.Address(0, 1));
        Assert.Equal(1, guest.ExitCode);
        Assert.Contains("only that machine itself opens roll calls", guest.Error, StringComparison.Ordinal);
        using Process text = students[0].Start("sh", "-c", $"printf 4040,teacher | nc.openbsd -q 2 -w 5 {LabNetwork.Address(0, 1)} 5050");
        Assert.Equal(
            "Neste servidor só o computador do professor abre e encerra chamadas. Solicitação rejeitada; fale com o professor.",
            await text.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
                .WaitAsync(LabTime.Patience, TestContext.Current.CancellationToken));

        // A teacher who leaves takes the class off the network.
        await bia.PressAsync("C-q");
        await bia.WaitForAsync("Leave and stop the server?");
        await bia.PressAsync("Tab");
        await bia.PressAsync("Enter");
        await bia.WaitForAsync("[exit code 0]");
        ProcessOutcome gone = await RunAsync(students[1], "student", "--class", "2020", "--student", "late");
        Assert.Equal(3, gone.ExitCode);
        Assert.StartsWith("chamada: nobody hosts class 2020: no server at 127.0.0.1:5050, and of those heard on eth0 within 3 s none has "
            + "it.", gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_open_where_they_may()
    {
        using var lab = new LabNetwork();
        LabHost host = lab.AddHost(0), guest = lab.AddHost(0);
        await using TerminalSession teacher = await TeacherAsync(host, "--guests");
        await teacher.WaitForAsync("This program is the server. Students: 10.50.0.1:5050");
        ProcessOutcome opened = await RunAsync(guest, "teacher", "--open", "4040", "--server", "10.50.0.1");
        Assert.True(opened.ExitCode == 0, opened.Error);
        await teacher.WaitForAsync("4040");

        // A machine at the door needs no address either.
        await RegisteredAsync(guest, 4040, "1");
        await using TerminalSession door = await ScreenAsync(guest, "student", "--door", "--class", "4040");
        await door.WaitForAsync("connected to 10.50.0.1:5050");
        await using TerminalSession nowhere = await ScreenAsync(guest, "student", "--door", "--class", "5555");
        await nowhere.WaitForAsync("nobody hosts class 5555");
        await nowhere.WaitForAsync("[exit code 3]");
    }

    [Fact]
    public async Task On_a_network_of_IPv6_alone_teacher_and_student_meet_and_the_screen_shows_the_address()
    {
        using var lab = new LabNetwork();
        LabHost host = lab.AddHost(0), student = lab.AddHost(0);
        host.Ip("-4 addr flush dev eth0", "addr add fd00:50::1/64 dev eth0 nodad");
        student.Ip("-4 addr flush dev eth0", "addr add fd00:50::2/64 dev eth0 nodad");
        await using TerminalSession teacher = await TeacherAsync(host, "--class", "3030");
        await teacher.WaitForAsync("open since");
        await RegisteredAsync(student, 3030, "1");
        await teacher.WaitForAsync("3030: 1");
        await teacher.PressAsync("b"); // Esc takes down the board for their phones first.
        await teacher.WaitForAsync("Order");
        await teacher.PressAsync("Escape");
        await teacher.WaitForAsync("This program is the server. Students: [fd00:50::1]:5050");
        await UntilAsync(student, "already", "--server", "[fd00:50::1]", "--class", "3030", "--student", "1");
    }

    [Fact]
    public async Task A_teacher_who_names_an_address_listens_there_alone_and_opens_all_the_same()
    {
        using var lab = new LabNetwork(2);
        LabHost host = lab.AddHost(0, 1), student = lab.AddHost(0), outside = lab.AddHost(1);
        await using TerminalSession teacher = await TeacherAsync(host, "--bind", LabNetwork.Address(0, 1), "--class", "3030");
        await teacher.WaitForAsync("open since");
        await RegisteredAsync(student, 3030, "1");
        await teacher.WaitForAsync("3030: 1");
        ProcessOutcome elsewhere =
            await RunAsync(outside, "student", "--server", LabNetwork.Address(1, 1), "--class", "3030", "--student", "2");
        Assert.Equal(3, elsewhere.ExitCode);
        ProcessOutcome guest = await RunAsync(student, "teacher", "--open", "4040", "--server", LabNetwork.Address(0, 1));
        Assert.Equal(1, guest.ExitCode);
        await teacher.PressAsync("b"); // Esc takes down the board for their phones first.
        await teacher.WaitForAsync("Order");
        await teacher.PressAsync("Escape");
        await teacher.WaitForAsync("This program is the server. Students: 10.50.0.1:5050");
    }

    [Fact]
    public async Task With_nothing_but_loopback_the_two_screens_meet_on_one_machine()
    {
        using var lab = new LabNetwork();
        LabHost alone = lab.AddHost();
        await using TerminalSession teacher = await TeacherAsync(alone, "--name", "Ana Souza", "--class", "3030");
        await teacher.WaitForAsync("open since");
        await using TerminalSession student = await ScreenAsync(alone, "student");
        await student.WaitForAsync("Ana Souza");
        await student.TypeAsync("3030");
        await student.PressAsync("Tab");
        await student.TypeAsync("042191010");
        await student.PressAsync("Enter");
        await student.WaitForAsync("042191010: registered in class 3030 at ");
        await teacher.WaitForAsync("3030: 1");
        await teacher.PressAsync("Escape");
        await teacher.WaitForAsync("This program is the server. No network: only this machine.");

        // Any other port is found by discovery over loopback.
        await using TerminalSession second = await TeacherAsync(alone, "--port", "6060", "--embed", "--class", "4040");
        await second.WaitForAsync("open since");
        await RegisteredAsync(alone, 4040, "1");
        await teacher.WaitForAsync("Open nearby: 4040");
    }

    [Fact]
    public async Task A_teacher_whose_network_changes_is_found_at_the_new_address()
    {
        using var lab = new LabNetwork();
        LabHost host = lab.AddHost(0), student = lab.AddHost(0);
        await using TerminalSession teacher = await TeacherAsync(host, "--name", "Ana");
        await teacher.WaitForAsync("Students: 10.50.0.1:5050");
        await teacher.TypeAsync("3030");
        await teacher.PressAsync("Enter");
        await teacher.WaitForAsync("open since");
        await RegisteredAsync(student, 3030, "1");
        host.Ip("addr flush dev eth0 scope global", "addr add 10.50.0.77/24 dev eth0");
        await RegisteredAsync(student, 3030, "2");
        await teacher.PressAsync("b"); // Esc takes down the board for their phones first.
        await teacher.WaitForAsync("Order");
        await teacher.PressAsync("Escape");
        await teacher.WaitForAsync("Students: 10.50.0.77:5050");

        lab.Plug(host, 0, on: false);
        await teacher.WaitForAsync("No network: only this machine.");
        lab.Plug(host, 0, on: true);
        await teacher.WaitForAsync("Students: 10.50.0.77:5050");
        await RegisteredAsync(student, 3030, "3");
    }

    [Fact]
    public async Task A_student_on_two_networks_finds_the_teachers_of_both()
    {
        using var lab = new LabNetwork(2);
        LabHost first = lab.AddHost(0), second = lab.AddHost(1), student = lab.AddHost(0, 1), outside = lab.AddHost(1);
        await using TerminalSession ana = await TeacherAsync(first, "--class", "1010"), bia = await TeacherAsync(second, "--class", "2020");
        await ana.WaitForAsync("open since");
        await bia.WaitForAsync("open since");
        await RegisteredAsync(student, 1010, "1");
        await RegisteredAsync(student, 2020, "1");
        Assert.Equal(3, (await RunAsync(outside, "student", "--class", "1010", "--student", "2")).ExitCode);
        await RegisteredAsync(outside, 2020, "2");
    }

    [Fact]
    public async Task A_teacher_who_dies_without_a_goodbye_is_passed_over_at_once()
    {
        using var lab = new LabNetwork();
        LabHost dead = lab.AddHost(0), alive = lab.AddHost(0), student = lab.AddHost(0);
        await using TerminalSession killed = await TeacherAsync(dead, "--name", "Dead", "--class", "3030");
        await killed.WaitForAsync("open since");
        await RegisteredAsync(student, 3030, "1");
        await using TerminalSession screen = await ScreenAsync(student, "student");
        await screen.WaitForAsync("Dead");
        Signals.Send(await killed.ProcessIdAsync(), Signals.Kill);

        await killed.DisposeAsync();
        await using TerminalSession teacher = await TeacherAsync(alive, "--name", "Alive", "--class", "3030");
        await teacher.WaitForAsync("open since");
        await RegisteredAsync(student, 3030, "2");
        await teacher.WaitForAsync("3030: 1");
        await screen.TypeAsync("3030");
        await screen.PressAsync("Tab");
        await screen.TypeAsync("3");
        await screen.PressAsync("Enter");
        await screen.WaitForAsync("3: registered in class 3030 at ");
        await teacher.WaitForAsync("3030: 2");
    }

    private TemporaryFolder NewFolder()
    {
        TemporaryFolder folder = new();
        _folders.Add(folder);
        return folder;
    }

    private Task<TerminalSession> TeacherAsync(LabHost host, params string[] args) => ScreenAsync(host, ["teacher", .. args]);

    private Task<TerminalSession> ScreenAsync(LabHost host, params string[] args) => TerminalSession.StartAsync(
        ["ip", "netns", "exec", host.Namespace], 100, 24, new Dictionary<string,
        string?>(NewFolder().Environment())
        { ["CHAMADA_LINKS"] = null }, args);

    private async Task<ProcessOutcome> RunAsync(LabHost host, params string[] args)
    {
        await using ChamadaProcess process = ChamadaProcess.Start(
            args,
            new Dictionary<string, string?>(NewFolder().Environment()) { ["CHAMADA_LINKS"] = null },
            launcher: ["ip", "netns", "exec", host.Namespace]);
        return await process.WaitAsync();
    }

    private Task<JsonElement> RegisteredAsync(LabHost host, long number, string student) =>
        UntilAsync(host, "registered", "--class", number.ToString(CultureInfo.InvariantCulture), "--student", student);

    /// <summary>
    /// Again and again until the answer is the expected one: an announcement takes a moment, on a machine that is busy a longer one.
    /// </summary>
    private async Task<JsonElement> UntilAsync(LabHost host, string result, params string[] args)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            ProcessOutcome outcome = await RunAsync(host, ["student", .. args, "--json"]);
            if (outcome.Output.Length > 0 && JsonDocument.Parse(outcome.Output).RootElement is var answer
                && answer.GetProperty("result").GetString() == result)
            {
                return answer;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < LabTime.Patience, $"{outcome.ExitCode}: {outcome.Output}{outcome.Error}");
        }
    }
}
