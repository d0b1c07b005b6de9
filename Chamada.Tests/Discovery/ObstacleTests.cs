using System.Net;
using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Links;
using Chamada.Tests.Discovery.Lab;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Discovery;

/// <summary>Networks as they are: firewalls, loss, two networks on one cable, links without number, links that fail now and then.</summary>
public sealed class ObstacleTests
{
    [Fact]
    public async Task Behind_an_ordinary_firewall_a_student_finds_the_class()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        student.UsualFirewall();
        await using PeerAnnouncer announcer = Announce(teacher, 3030);
        await announcer.Claimed.WaitAsync(LabTime.Patience);
        FindResult found = await PeerFinder.FindAsync(3030, Options(student));
        Assert.Equal([At("10.50.0.1")], Assert.Single(found.Peers).EndPoints);
    }

    [Fact]
    public async Task Where_three_packets_in_ten_are_lost_everybody_finds_the_class()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        await using PeerAnnouncer announcer = Announce(teacher, 3030);
        await announcer.Claimed.WaitAsync(LabTime.Patience);
        teacher.Lose(30);
        student.Lose(30);
        FindResult[] found = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => PeerFinder.FindAsync(3030, Options(student))));
        Assert.All(found, static result => Assert.Single(result.Peers));
    }

    [Fact]
    public async Task Whether_anybody_else_is_there_at_all_is_told()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        FindResult nobody = await PeerFinder.FindAsync(4040, Options(student) with { Patience = TimeSpan.FromSeconds(2) });
        Assert.Equal((0, 0), (nobody.Peers.Count, nobody.Heard.Count));
        Assert.Contains("eth0", nobody.Links);

        await using PeerAnnouncer announcer = Announce(teacher, 3030);
        await announcer.Claimed.WaitAsync(LabTime.Patience);
        await using PeerSearch search = PeerSearch.Start(4040, Options(student));
        await LabTime.Until(() => search.Result.Heard is ["eth0"], "another machine is heard");
        Assert.Empty(search.Result.Peers);
    }

    [Fact]
    public async Task The_check_of_a_machine_tells_an_empty_network_from_a_firewall()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        LinkReport alone = await CheckAsync(student);
        Assert.Equal((true, false, null), (alone.MulticastReturns, alone.HeardOthers, alone.AnswersArrive));

        await using PeerAnnouncer announcer = Announce(teacher, 3030);
        await announcer.Claimed.WaitAsync(LabTime.Patience);
        LinkReport open = await CheckAsync(student);
        Assert.Equal((true, true, true), (open.MulticastReturns, open.HeardOthers, open.AnswersArrive));

        student.UsualFirewall();
        LinkReport closed = await CheckAsync(student);
        Assert.Equal((true, true, false), (closed.MulticastReturns, closed.HeardOthers, closed.AnswersArrive));
    }

    [Fact]
    public async Task A_smaller_network_beside_a_larger_one_on_the_same_cable_is_no_obstacle()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        teacher.Ip("addr flush dev eth0 scope global", "addr add 10.50.1.9/23 dev eth0");
        await using PeerBrowser browser = PeerBrowser.Start(new BrowserOptions { Network = student });
        await using PeerAnnouncer announcer = Announce(teacher, 3030);
        await announcer.Claimed.WaitAsync(LabTime.Patience);
        await LabTime.Until(() => browser.Peers is [{ Classes: [3030] }], "the list shows it");
        Assert.Contains(At("10.50.1.9"), Assert.Single((await PeerFinder.FindAsync(3030, Options(student))).Peers).EndPoints);

        // The other way round: the larger network's student and the smaller one's teacher.
        await using PeerAnnouncer other = Announce(student, 4040);
        await other.Claimed.WaitAsync(LabTime.Patience);
        Assert.Contains(At("10.50.0.2"), Assert.Single((await PeerFinder.FindAsync(4040, Options(teacher))).Peers).EndPoints);
    }

    [Fact]
    public async Task A_host_with_two_addresses_on_one_cable_is_found_by_the_networks_of_both()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), first = lab.AddHost(0), second = lab.AddHost(0);
        teacher.Ip("addr add 192.168.7.1/24 dev eth0");
        second.Ip("addr flush dev eth0 scope global", "addr add 192.168.7.2/24 dev eth0");
        await using PeerBrowser browser = PeerBrowser.Start(new BrowserOptions { Network = second });
        await using PeerAnnouncer announcer = Announce(teacher, 3030);
        await announcer.Claimed.WaitAsync(LabTime.Patience);
        Assert.Equal(At("10.50.0.1"), Assert.Single((await PeerFinder.FindAsync(3030, Options(first))).Peers).EndPoints[0]);
        Assert.Equal(At("192.168.7.1"), Assert.Single((await PeerFinder.FindAsync(3030, Options(second))).Peers).EndPoints[0]);
        await LabTime.Until(
            () => browser.Peers is [{ Classes: [3030] } peer]
                && peer.EndPoints[0].Equals(At("192.168.7.1")), "the list shows the address that is near");
    }

    [Fact]
    public async Task Of_forty_links_the_one_of_the_default_route_is_used_and_what_is_left_out_is_told()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(), student = lab.AddHost(0);
        teacher.Ip([.. Enumerable.Range(0, 20).SelectMany(static i => (string[])[
            $"link add v{i}a type veth peer name v{i}b", $"addr add 10.{60 + i}.0.1/24 dev v{i}a", $"addr add 10.{60 + i}.1.1/24 dev v{i}b",
            $"link set v{i}a up", $"link set v{i}b up"])]);
        lab.Connect(teacher, 0, "eth7", "10.50.0.1/24");
        teacher.Ip("route add default via 10.50.0.254 dev eth7");
        await LabTime.Until(() => teacher.Links().Count == 42, "all links are up");
        Assert.Equal("eth7", teacher.Links()[0].Name);

        await using PeerAnnouncer announcer = Announce(teacher, 3030);
        announcer.Add(3030);
        Assert.Contains("eth7", announcer.Links);
        Assert.Contains("lo", announcer.Links);
        Assert.Equal(9, announcer.Problems.Count);
        await LabTime.Until(() => announcer.Claimed.IsCompleted, "the names are claimed");
        Assert.Equal(At("10.50.0.1"), Assert.Single((await PeerFinder.FindAsync(3030, Options(student))).Peers).EndPoints[0]);

        IReadOnlyList<LinkReport> reports = await LinkCheck.RunAsync(teacher, TimeSpan.FromSeconds(1), TimeProvider.System);
        Assert.Equal(("eth7", null, true), (reports[0].Name, reports[0].Problem, reports[0].MulticastReturns));
        Assert.Equal(9, reports.Count(static report => report.Problem is not null));
        Assert.All(reports, static report => Assert.True(report.MulticastReturns || report.Problem is not null));
    }

    [Fact]
    public async Task A_link_that_fails_now_and_then_is_not_left_alone_for_longer_each_time()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        teacher.Mute(on: false); // Skips where there is no firewall.
        teacher.Ip("-6 addr flush dev eth0");
        FakeTimeProvider clock = new();
        await using var announcer = PeerAnnouncer.Start(new AnnouncerOptions
        {
            Server = new IPEndPoint(IPAddress.Any, 5050),
            DisplayName = "Ana",
            Network = new OnlyLinks(teacher, "eth0"),
            Clock = clock,
        });
        announcer.Add(1);
        Pass(clock, TimeSpan.FromSeconds(5));
        Assert.True(announcer.Claimed.IsCompleted);
        for (int number = 2; number < 8; number++)
        {
            teacher.Mute(on: true);
            announcer.Add(number);
            Pass(clock, TimeSpan.FromMilliseconds(200));
            teacher.Mute(on: false);
            Pass(clock, TimeSpan.FromSeconds(10));
        }

        teacher.Mute(on: true);
        announcer.Add(8);
        Pass(clock, TimeSpan.FromMilliseconds(200));
        teacher.Mute(on: false);
        Pass(clock, TimeSpan.FromSeconds(4)); // One of waiting, then three probes.
        FindResult found = await PeerFinder.FindAsync(8, Options(student) with { Patience = TimeSpan.FromSeconds(5) });
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Assert.Single(found.Peers).Classes);
    }

    [Fact]
    public void A_link_that_fails_again_and_again_is_left_alone_for_longer_and_longer_until_it_works()
    {
        var failures = new SendFailures();
        LinkKey one = new(1, System.Net.Sockets.AddressFamily.InterNetwork), two = one with { Index = 2 };
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 64], Enumerable.Range(0, 8).Select(_ => (int)failures.Failed(one).TotalSeconds));
        Assert.Equal(1, failures.Failed(two).TotalSeconds);
        failures.Forget(one);
        Assert.Equal(1, failures.Failed(one).TotalSeconds);
        Assert.Equal(2, failures.Failed(two).TotalSeconds);
    }

    [Fact]
    public void Links_stand_in_the_order_in_which_others_reach_this_machine()
    {
        NetworkLink[] links =
        [
            new(1, "lo", true, []),
            new(2, "docker0", false, []) { IsVirtual = true },
            new(3, "eth0", false, []),
            new(4, "eth1", false, []) { DefaultRoute = 600 },
            new(5, "wlan0", false, []) { DefaultRoute = 100 },
            new(6, "br0", false, []) { IsVirtual = true, DefaultRoute = 200 },
        ];
        Assert.Equal(["wlan0", "br0", "eth1", "eth0", "lo", "docker0"], NetworkLink.InOrder(links).Select(static link => link.Name));
    }

    [Theory]
    [InlineData("docker0", "", true)]
    [InlineData("br-1a2b3c", "", true)]
    [InlineData("virbr0", "", true)]
    [InlineData("vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter", true)]
    [InlineData("Ethernet 3", "VirtualBox Host-Only Ethernet Adapter", true)]
    [InlineData("eth0", "", false)]
    [InlineData("wlp2s0", "", false)]
    [InlineData("Wi-Fi", "Intel(R) Wi-Fi 6 AX201", false)]
    public void Inner_networks_are_known_by_their_names(string name, string description, bool isVirtual) =>
        Assert.Equal(isVirtual, VirtualLinks.Match(name, description));

    [Fact]
    public void The_kernels_routes_are_read()
    {
        string[] v4 =
        [
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
            "wlan0\t00000000\t0100A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0",
            "eth0\t00000000\t00000000\t0001\t0\t0\t100\t00000000\t0\t0\t0",
            "eth1\t0000A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
        ];
        string zero = new('0', 32);
        string[] v6 =
        [
            $"{zero} 00 {zero} 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth2",
            $"{zero} 00 {zero} 00 {zero} ffffffff 00000001 00000000 00200200       lo",
            $"fe800000000000000000000000000000 40 {zero} 00 {zero} 00000100 00000001 00000000 00000001     eth3",
        ];
        IReadOnlyDictionary<string, int> ranks = DefaultRoutes.Parse(v4, v6);
        Assert.Equal(["eth0", "wlan0", "eth2"], ranks.OrderBy(static route => route.Value).Select(static route => route.Key));
    }

    private static void Pass(FakeTimeProvider clock, TimeSpan time)
    {
        for (TimeSpan at = TimeSpan.Zero; at < time; at += TimeSpan.FromMilliseconds(50))
        {
            clock.Advance(TimeSpan.FromMilliseconds(50));
        }
    }

    private static async Task<LinkReport> CheckAsync(LabHost host) =>
        (await LinkCheck.RunAsync(host, TimeSpan.FromSeconds(2), TimeProvider.System)).Single(static link => link.Name == "eth0");

    private static PeerAnnouncer Announce(LabHost host, params long[] classes)
    {
        var announcer = PeerAnnouncer.Start(
            new AnnouncerOptions { Server = new IPEndPoint(IPAddress.Any, 5050), DisplayName = "Ana", Network = host });
        announcer.SetClasses(classes);
        return announcer;
    }

    private static FinderOptions Options(LabHost host) =>
        new() { Network = host, Patience = LabTime.Patience, Settling = TimeSpan.FromMilliseconds(300) };

    private static IPEndPoint At(string address) => new(IPAddress.Parse(address), 5050);
}
