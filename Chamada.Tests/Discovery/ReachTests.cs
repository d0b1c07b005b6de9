using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Chamada.Core.Discovery;
using Chamada.Tests.Discovery.Lab;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Discovery;

/// <summary>
/// The executable on networks with obstacles: a class is found, and then has to be reached; where it is not, it is said what was seen.
/// </summary>
public sealed class ReachTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Where_three_packets_in_ten_are_lost_everybody_registers()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        await using ChamadaProcess server = await ServeAsync(teacher);
        Assert.Equal(0, (await RunAsync(teacher, "teacher", "--open", "3030")).ExitCode);
        teacher.Lose(30);
        student.Lose(30);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(async i =>
        {
            // Finding has three seconds, which a machine that is busy with twenty programs may need for their start; finding where packets
            // are lost is tried without a clock elsewhere. What was found has to be reached at the first attempt.
            ProcessOutcome outcome;
            int attempts = 0;
            do
            {
                outcome = await RunAsync(student, "student", "--class", "3030", "--student", $"{i}", "--timeout", "25", "--json");
            }
            while (outcome.Error.Contains("nobody", StringComparison.Ordinal) && ++attempts < 5);
            Assert.True(outcome.ExitCode == 0, outcome.Error);
            Assert.Equal(3030, JsonDocument.Parse(outcome.Output).RootElement.GetProperty("class").GetInt64());
        }));
    }

    [Fact]
    public async Task Of_a_hosts_addresses_the_one_that_can_be_typed_is_taken()
    {
        using var lab = new LabNetwork();
        LabHost one = lab.AddHost(0), two = lab.AddHost(0), student = lab.AddHost(0);
        await using ChamadaProcess first = await ServeAsync(one, "--bind", "::"), second = await ServeAsync(two, "--bind", "::");
        Assert.Equal(0, (await RunAsync(one, "teacher", "--open", "3030")).ExitCode);
        Assert.Equal(0, (await RunAsync(two, "teacher", "--open", "4040")).ExitCode);
        Assert.Equal(0, (await RunAsync(student, "student", "--class", "3030", "--student", "1")).ExitCode);
        Assert.Equal(0, (await RunAsync(student, "student", "--class", "4040", "--student", "1")).ExitCode);
        Assert.Equal(0, (await RunAsync(two, "teacher", "--open", "3030")).ExitCode);
        ProcessOutcome which;
        long started = Stopwatch.GetTimestamp();
        do
        {
            which = await RunAsync(student, "student", "--class", "3030", "--student", "1");
        }
        while (which.ExitCode == 0 && Stopwatch.GetElapsedTime(started) < LabTime.Patience); // Until the second is announced.
        Assert.Equal(2, which.ExitCode);
        Assert.Contains("--server 10.50.0.1:5050  ", which.Error, StringComparison.Ordinal);
        Assert.Contains("--server 10.50.0.2:5050  ", which.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_an_ordinary_firewall_a_student_registers()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        student.UsualFirewall();
        await using ChamadaProcess server = await ServeAsync(teacher);
        Assert.Equal(0, (await RunAsync(teacher, "teacher", "--open", "3030")).ExitCode);
        ProcessOutcome registered = await RunAsync(student, "student", "--class", "3030", "--student", "1");
        Assert.True(registered.ExitCode == 0, registered.Error);
        ProcessOutcome doctor = await RunAsync(student, "doctor");
        Assert.Contains("  A firewall of this machine keeps out answers to itself alone on eth0.", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("10.50.0.1:5050         class 3030", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("10.50.0.1:5050         class 3030", (await RunAsync(student, "peers")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_port_is_kept_closed_is_told_from_one_that_refuses_and_from_nobody()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        teacher.Firewall("iif lo", "udp dport 5353", "ct state established,related");
        ProcessOutcome nobody = await RunAsync(student, "student", "--class", "3030", "--student", "1");
        Assert.Equal((3, ""), (nobody.ExitCode, nobody.Output));
        Begins(
            "chamada: class 3030 was not found: no server at 127.0.0.1:5050, and nobody was heard on eth0 within 3 s",
            nobody.Error);

        await using PeerAnnouncer ghost = PeerAnnouncer.Start(
            new AnnouncerOptions { Server = new IPEndPoint(IPAddress.Any, 5050), DisplayName = "Ana", Network = teacher });
        ghost.Add(3030);
        await ghost.Claimed.WaitAsync(LabTime.Patience);
        ProcessOutcome closed = await RunAsync(student, "student", "--class", "3030", "--student", "1", "--timeout", "4");
        Assert.Equal(3, closed.ExitCode);
        Begins(
            "chamada: class 3030 was found at Ana (10.50.0.1:5050), but that did not answer within 4 s. Likely a firewall on that machine",
            closed.Error);

        ProcessOutcome other = await RunAsync(student, "student", "--class", "4040", "--student", "1", "--lang", "en");
        Begins(
            "chamada: nobody hosts class 4040: no server at 127.0.0.1:5050, and of those heard on eth0 within 3 s none has it.",
            other.Error);

        teacher.Firewall("meta l4proto { tcp, udp, icmp, ipv6-icmp }");
        ProcessOutcome refused = await RunAsync(student, "student", "--class", "3030", "--student", "1");
        Assert.Equal(3, refused.ExitCode);
        Begins(
            "chamada: class 3030 was found at Ana (10.50.0.1:5050), but that machine refuses the connection.",
            refused.Error);
        ProcessOutcome portuguese = await RunAsync(student, "aluno", "--turma", "3030", "--matricula", "1", "--lang", "pt-BR");
        Begins(
            "chamada: a turma 3030 foi encontrada em Ana (10.50.0.1:5050), mas essa máquina recusa a conexão.",
            portuguese.Error);
    }

    [Fact]
    public async Task The_doctor_names_students_the_address_of_the_default_route_first_and_what_is_not_used()
    {
        using var lab = new LabNetwork(2);
        LabHost teacher = lab.AddHost(0);
        teacher.Ip([
            "link add docker0 type veth peer name inside", "addr add 172.17.0.1/16 dev docker0",
            "link set docker0 up", "link set inside up",
            .. Enumerable.Range(0, 20).SelectMany(static i => (string[])[
                $"link add v{i}a type veth peer name v{i}b",
                $"addr add 10.{60 + i}.0.1/24 dev v{i}a", $"addr add 10.{60 + i}.1.1/24 dev v{i}b",
                $"link set v{i}a up", $"link set v{i}b up"])]);
        lab.Connect(teacher, 1, "eth7", "10.50.1.1/24");
        teacher.Ip("route add default via 10.50.1.254 dev eth7");
        await LabTime.Until(
            () => teacher.Links() is { Count: 45 } links && links[0].Name == "eth7"
                && teacher.HasSettledAddresses(), "all links are in use");
        JsonElement report = JsonDocument.Parse((await RunAsync(teacher, "doctor", "--json")).Output).RootElement;
        string[] students = [.. report.GetProperty("students").EnumerateArray().Select(static address => address.GetString()!)];
        Assert.Equal("10.50.1.1:5050", students[0]);
        Assert.Equal("172.17.0.1:5050", students[^1]);
        Assert.Equal("eth7", report.GetProperty("links")[0].GetProperty("name").GetString());
        string lines = (await RunAsync(teacher, "doctor")).Output;
        Assert.Contains("  NOT USED for discovery: docker0 (only the first 32 interfaces are used).", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("MULTICAST DOES NOT COME BACK", lines, StringComparison.Ordinal);
    }

    private static void Begins(string expected, string error) => Assert.StartsWith(expected, error, StringComparison.Ordinal);

    private async Task<ChamadaProcess> ServeAsync(LabHost host, params string[] args)
    {
        ChamadaProcess server = Start(host, ["serve", "--memory", .. args]);
        await server.ReadLineAsync();
        return server;
    }

    private async Task<ProcessOutcome> RunAsync(LabHost host, params string[] args)
    {
        await using ChamadaProcess process = Start(host, args);
        return await process.WaitAsync();
    }

    private ChamadaProcess Start(LabHost host, params string[] args) => ChamadaProcess.Start(
        args,
        new Dictionary<string, string?>(_folder.Environment()) { ["CHAMADA_LINKS"] = null },
        launcher: ["ip", "netns", "exec", host.Namespace]);
}
