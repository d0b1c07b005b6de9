using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Chamada.Core.Discovery;
using Chamada.Tests.Discovery.Lab;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Discovery;

/// <summary>The executable on machines of a local network: what a teacher and students type, without an address.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task A_student_needs_only_the_class()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        using TemporaryFolder folder = new();
        await using ChamadaProcess server = await ServeAsync(teacher, "--name", "Ana Souza");
        await DoneAsync(teacher, folder, "teacher", "--open", "3030");

        // On the network, and on the server's own machine, where no question leaves it.
        await UntilPeersAsync(student, 3030, 1);
        Assert.Equal("registered", (await JsonAsync(student, folder, "student", "--class", "3030", "--student", "10",
            "--json")).GetProperty("result").GetString());
        Assert.Equal("already", (await JsonAsync(teacher, folder, "student", "--class", "3030", "--student", "10", "--json", "--links",
            "none")).GetProperty("result").GetString());

        await DoneAsync(teacher, folder, "teacher", "--close", "3030");
        ProcessOutcome gone = await RunAsync(student, folder, "student", "--class", "3030", "--student", "11");
        Assert.Equal((3, ""), (gone.ExitCode, gone.Output));
        Assert.StartsWith("chamada: class 3030 was not found: no server at 127.0.0.1:5050, and nobody was heard on eth0 within 3 s, no "
            + "other program either. ", gone.Error, StringComparison.Ordinal);
        ProcessOutcome refused = await RunAsync(teacher, folder, "student", "--class", "3030", "--student", "11", "--json");
        Assert.Equal((1, "closed"), (refused.ExitCode, JsonDocument.Parse(refused.Output).RootElement.GetProperty("result").GetString()));

        Assert.Equal(0, (await server.TerminateAsync()).ExitCode);
    }

    [Fact]
    public async Task Of_two_hosts_a_script_must_choose_and_one_that_does_not_answer_is_passed_over()
    {
        using var lab = new LabNetwork();
        LabHost one = lab.AddHost(0), two = lab.AddHost(0), dead = lab.AddHost(0), student = lab.AddHost(0);
        using TemporaryFolder folder = new();
        await using PeerAnnouncer ghost =
            PeerAnnouncer.Start(new AnnouncerOptions
            {
                Server = new IPEndPoint(IPAddress.Any, 5050),
                DisplayName = "Ghost",
                Network = dead
            });
        ghost.Add(3030);
        await using ChamadaProcess first = await ServeAsync(one, "--name", "Ana");
        await DoneAsync(one, folder, "teacher", "--open", "3030");
        await ghost.Claimed.WaitAsync(LabTime.Patience);
        await UntilPeersAsync(student, 3030, 2);
        Assert.Equal("registered", (await JsonAsync(student, folder, "student", "--class", "3030", "--student", "10",
            "--json")).GetProperty("result").GetString());

        await using ChamadaProcess second = await ServeAsync(two, "--name", "Bia");
        await DoneAsync(two, folder, "teacher", "--open", "3030");
        await UntilPeersAsync(student, 3030, 3);
        ProcessOutcome which = await RunAsync(student, folder, "student", "--class", "3030", "--student", "11");
        Assert.Equal((2, ""), (which.ExitCode, which.Output));
        Assert.Contains("--server 10.50.0.1:5050  Ana\n", which.Error, StringComparison.Ordinal);
        Assert.Contains("--server 10.50.0.2:5050  Bia\n", which.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Ghost", which.Error, StringComparison.Ordinal);
        await DoneAsync(student, folder, "student", "--class", "3030", "--student", "11", "--server", "10.50.0.2:5050");
    }

    [Fact]
    public async Task Peers_lists_and_follows_whoever_hosts()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), other = lab.AddHost(0);
        using TemporaryFolder folder = new();
        await using ChamadaProcess watch = Start(other, folder, "peers", "--watch", "--json");
        await using ChamadaProcess server = await ServeAsync(teacher, "--name", "Ana Souza");
        Assert.Equal("", (await RunAsync(other, folder, "peers", "--json")).Output);

        await DoneAsync(teacher, folder, "teacher", "--open", "3030");
        JsonElement appeared = await NewsAsync(watch);
        Assert.Equal(("appeared", "Ana Souza", "[3030]"),
            (Text(appeared, "event"), Text(appeared, "name"), appeared.GetProperty("classes").GetRawText()));
        Assert.Equal("""["10.50.0.1:5050"]""", appeared.GetProperty("addresses").GetRawText());
        await DoneAsync(teacher, folder, "teacher", "--open", "4040");
        JsonElement changed = await NewsAsync(watch);
        Assert.Equal(("changed", "[3030,4040]"), (Text(changed, "event"), changed.GetProperty("classes").GetRawText()));

        // The cable of the machine that watches is pulled and put in again: the process itself must notice.
        lab.Plug(other, 0, on: false);
        Assert.Equal("left", Text(await NewsAsync(watch), "event"));
        lab.Plug(other, 0, on: true);
        Assert.Equal("appeared", Text(await NewsAsync(watch), "event"));

        await ListUntilAsync(other, folder, "Ana Souza             10.50.0.1:5050         classes 3030, 4040\n", "peers");
        string listed = await ListUntilAsync(other, folder, "{", "peers", "--class", "4040", "--json");
        Assert.Equal(Text(appeared, "instance"), Text(JsonDocument.Parse(listed).RootElement, "instance"));

        Assert.Equal(0, (await server.TerminateAsync()).ExitCode);
        Assert.Equal("left", Text(await NewsAsync(watch), "event"));
        Assert.Equal(0, (await watch.InterruptAsync()).ExitCode);
    }

    [Fact]
    public async Task A_server_that_is_not_to_announce_is_silent()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), other = lab.AddHost(0);
        using TemporaryFolder folder = new();
        using var listener = new Overheard(other);
        await using ChamadaProcess server = await ServeAsync(teacher, "--no-announce", "--no-redirect");
        await DoneAsync(teacher, folder, "teacher", "--open", "3030");
        ProcessOutcome peers = await RunAsync(other, folder, "peers");
        Assert.Equal((0, "Nobody hosts a roll call on this network (asked on eth0, lo).\n"), (peers.ExitCode, peers.Output));
        Assert.DoesNotContain(listener.Packets, static packet => packet.From.ToString() == "10.50.0.1");
    }

    [Fact]
    public async Task Whom_a_server_refuses_it_sends_to_the_one_that_hosts_the_class()
    {
        using var lab = new LabNetwork();
        LabHost asked = lab.AddHost(0), closed = lab.AddHost(0), teacher = lab.AddHost(0), student = lab.AddHost(0);
        using TemporaryFolder folder = new();
        await using ChamadaProcess other = await ServeAsync(asked, "--no-announce");
        await using ChamadaProcess noRedirect = await ServeAsync(closed, "--no-redirect");
        await using ChamadaProcess server = await ServeAsync(teacher, "--name", "Ana");
        await DoneAsync(teacher, folder, "teacher", "--open", "3030");
        await UntilPeersAsync(student, 3030, 1);

        // The asked server hears of the class by itself, soon after.
        long started = Stopwatch.GetTimestamp();
        ProcessOutcome outcome;
        do
        {
            outcome = await RunAsync(student, folder, "student", "--server", "10.50.0.1", "--class", "3030", "--student", "10", "--json");
            Assert.True(Stopwatch.GetElapsedTime(started) < LabTime.Patience, outcome.Error);
        }
        while (outcome.ExitCode == 1);
        Assert.Contains("\"result\":\"registered\"", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("already", (await JsonAsync(teacher, folder, "student", "--class", "3030", "--student", "10",
            "--json")).GetProperty("result").GetString());
        Assert.Equal("closed", (await JsonAsync(student, folder, 1, "student", "--server", "10.50.0.2", "--class", "3030", "--student",
            "11", "--json")).GetProperty("result").GetString());

        using Process text = student.Start("sh", "-c", "printf 11/3030,student | nc.openbsd -q 5 -w 5 10.50.0.1 5050");
        Assert.StartsWith("Presença registrada com sucesso na turma 3030",
            await text.StandardOutput.ReadToEndAsync().WaitAsync(LabTime.Patience), StringComparison.Ordinal);
        using Process resp = student.Start("sh", "-c", "printf 'PRESENT 3030 12\\r\\n' | nc.openbsd -q 5 -w 5 10.50.0.1 5050");
        Assert.Equal("-MOVED 3030 10.50.0.3:5050\r\n", await resp.StandardOutput.ReadToEndAsync().WaitAsync(LabTime.Patience));
    }

    [Fact]
    public async Task On_a_machine_without_a_network_student_and_server_meet_on_any_port()
    {
        using var lab = new LabNetwork();
        LabHost alone = lab.AddHost();
        using TemporaryFolder folder = new();
        await using ChamadaProcess server = await ServeAsync(alone, "--port", "6060");
        await DoneAsync(alone, folder, "teacher", "--open", "3030", "--server", "127.0.0.1:6060");
        await UntilPeersAsync(alone, 3030, 1);
        await DoneAsync(alone, folder, "student", "--class", "3030", "--student", "10");

        ProcessOutcome doctor = await RunAsync(alone, folder, "doctor");
        Assert.Equal(3, doctor.ExitCode);
        Assert.StartsWith("NO NETWORK", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_tells_what_students_type_and_what_keeps_them_out()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0);
        using TemporaryFolder folder = new();
        JsonElement before = await JsonAsync(teacher, folder, "doctor", "--json");
        Assert.True(before.GetProperty("well").GetBoolean());
        Assert.Equal("none", Text(before, "server"));
        Assert.Equal("""["10.50.0.1:5050"]""", before.GetProperty("students").GetRawText());
        Assert.All(before.GetProperty("links").EnumerateArray(), static link => Assert.True(link.GetProperty("multicast").GetBoolean()));

        await using (ChamadaProcess server = await ServeAsync(teacher))
        {
            ProcessOutcome well = await RunAsync(teacher, folder, "doctor");
            Assert.Equal((0, ""), (well.ExitCode, well.Error));
            Assert.Contains("A Chamada server answers at port 5050", well.Output, StringComparison.Ordinal);
            Assert.Contains("\n  chamada student --server 10.50.0.1:5050\n", well.Output, StringComparison.Ordinal);
        }

        await using (ChamadaProcess hidden = await ServeAsync(teacher, "--bind", "127.0.0.1"))
        {
            ProcessOutcome ill = await RunAsync(teacher, folder, "doctor");
            Assert.Equal(3, ill.ExitCode);
            Assert.Contains("THE SERVER DOES NOT ANSWER at 10.50.0.1", ill.Output, StringComparison.Ordinal);
        }

        // The system refuses to join the group.
        teacher.Ip("-6 addr flush dev eth0");
        using (Process refuse = teacher.Start("sh", "-c", "echo 0 > /proc/sys/net/ipv4/igmp_max_memberships"))
        {
            await refuse.WaitForExitAsync().WaitAsync(LabTime.Patience);
            Assert.Equal(0, refuse.ExitCode);
        }

        JsonElement blocked = await JsonAsync(teacher, folder, 3, "doctor", "--json", "--links", "eth0");
        Assert.False(blocked.GetProperty("links")[0].GetProperty("multicast").GetBoolean());
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static async Task<JsonElement> NewsAsync(ChamadaProcess watch) => JsonDocument.Parse(await watch.ReadLineAsync()).RootElement;

    /// <summary>On a machine that is very busy an answer may come later than the command waits for it.</summary>
    private static async Task<string> ListUntilAsync(LabHost host, TemporaryFolder folder, string expected, params string[] args)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            ProcessOutcome outcome = await RunAsync(host, folder, args);
            Assert.Equal(0, outcome.ExitCode);
            if (outcome.Output.Contains(expected, StringComparison.Ordinal))
            {
                return outcome.Output;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < LabTime.Patience, outcome.Output);
        }
    }

    private static async Task UntilPeersAsync(LabHost host, long number, int count)
    {
        var options = new FinderOptions { Network = host, Settling = TimeSpan.FromSeconds(1) };
        int found = 0;
        for (int i = 0; i < 10 && found < count; i++)
        {
            found = (await PeerFinder.FindAsync(number, options)).Peers.Count;
        }

        Assert.Equal(count, found);
    }

    private static ChamadaProcess Start(LabHost host, TemporaryFolder? folder, params string[] args) => ChamadaProcess.Start(
        args,
        new Dictionary<string, string?>(folder?.Environment()
            ?? new Dictionary<string, string?> { ["CHAMADA_LANG"] = "en" })
        { ["CHAMADA_LINKS"] = null },
        launcher: ["ip", "netns", "exec", host.Namespace]);

    private static async Task<ChamadaProcess> ServeAsync(LabHost host, params string[] args)
    {
        ChamadaProcess server = Start(host, null, ["serve", "--memory", .. args]);
        await server.ReadLineAsync();
        return server;
    }

    private static async Task<ProcessOutcome> RunAsync(LabHost host, TemporaryFolder folder, params string[] args)
    {
        await using ChamadaProcess process = Start(host, folder, args);
        return await process.WaitAsync();
    }

    private static async Task DoneAsync(LabHost host, TemporaryFolder folder, params string[] args)
    {
        ProcessOutcome outcome = await RunAsync(host, folder, args);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
    }

    private static Task<JsonElement> JsonAsync(LabHost host, TemporaryFolder folder, params string[] args) =>
        JsonAsync(host, folder, 0, args);

    private static async Task<JsonElement> JsonAsync(LabHost host, TemporaryFolder folder, int code, params string[] args)
    {
        ProcessOutcome outcome = await RunAsync(host, folder, args);
        Assert.True(outcome.ExitCode == code, $"{outcome.ExitCode}: {outcome.Error}");
        return JsonDocument.Parse(outcome.Output).RootElement;
    }
}
