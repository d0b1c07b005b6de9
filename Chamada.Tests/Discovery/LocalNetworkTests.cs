using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Peers;
using Chamada.Tests.Discovery.Lab;

namespace Chamada.Tests.Discovery;

/// <summary>Machines with real sockets on real (virtual) cables, in network namespaces.</summary>
public sealed class LocalNetworkTests
{
    [Fact]
    public async Task Three_teachers_and_ten_students_meet_without_an_address()
    {
        using var lab = new LabNetwork();
        List<PeerAnnouncer> teachers = [];
        for (int i = 1; i <= 3; i++)
        {
            teachers.Add(Announce(lab.AddHost(0), "Teacher " + i, 3000 + i, 3333));
        }

        await Task.WhenAll(teachers.Select(static teacher => teacher.Claimed)).WaitAsync(LabTime.Patience);
        LabHost[] students = [.. Enumerable.Range(0, 10).Select(_ => lab.AddHost(0))];
        await Task.WhenAll(students.Select(async (student, at) =>
        {
            int teacher = (at % 3) + 1;
            FindResult found = await PeerFinder.FindAsync(3000 + teacher, Options(student));
            Peer peer = Assert.Single(found.Peers);
            Assert.Equal("Teacher " + teacher, peer.DisplayName);
            Assert.Equal(new IPEndPoint(IPAddress.Parse(LabNetwork.Address(0, teacher)), 5050), peer.EndPoints[0]);
        }));

        // A class that three of them hold: all three, for the user to choose. A class that nobody holds: nobody, and what was tried.
        FindResult all = await PeerFinder.FindAsync(3333, Options(students[0]) with { Settling = TimeSpan.FromSeconds(1) });
        Assert.Equal(["Teacher 1", "Teacher 2", "Teacher 3"], all.Peers.Select(static peer => peer.DisplayName));
        FindResult none = await PeerFinder.FindAsync(4444, Options(students[0]) with { Patience = TimeSpan.FromSeconds(1) });
        Assert.Empty(none.Peers);
        Assert.Equal(["eth0", "lo"], none.Links.Order());

        foreach (PeerAnnouncer teacher in teachers)
        {
            await teacher.DisposeAsync();
        }

        Assert.Empty((await PeerFinder.FindAsync(3333, Options(students[0]) with { Patience = TimeSpan.FromSeconds(1) })).Peers);
    }

    [Fact]
    public async Task On_two_networks_each_gets_the_address_of_its_own()
    {
        using var lab = new LabNetwork(networks: 2);
        LabHost teacher = lab.AddHost(0, 1), here = lab.AddHost(0), there = lab.AddHost(1), both = lab.AddHost(0, 1);
        await using PeerAnnouncer announcer = Announce(teacher, "Ana", 3030);
        await announcer.Claimed.WaitAsync(LabTime.Patience);
        Assert.Equal([At(LabNetwork.Address(0, 1))], await EndPointsAsync(here));
        Assert.Equal([At(LabNetwork.Address(1, 1))], await EndPointsAsync(there));
        Assert.Equal([At(LabNetwork.Address(0, 1)), At(LabNetwork.Address(1, 1))],
            (await EndPointsAsync(both)).OrderBy(static end => end.ToString()));
    }

    [Fact]
    public async Task A_link_that_goes_and_comes_back_takes_the_host_with_it_and_brings_it_back()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        await using PeerBrowser browser = Browse(student);
        await using PeerAnnouncer announcer = Announce(teacher, "Ana", 3030);
        await LabTime.Until(() => browser.Peers.Count == 1, "the host is seen");

        lab.Plug(student, 0, on: false);
        await LabTime.Until(() => browser.Peers.Count == 0, "without a cable nobody is seen");
        lab.Plug(student, 0, on: true);
        await LabTime.Until(() => browser.Peers.Count == 1, "the student's cable is in again");

        lab.Plug(teacher, 0, on: false);
        await LabTime.Until(() => !announcer.Links.Contains("eth0"), "the host knows that its cable is out");
        announcer.Remove(3030);
        announcer.Add(4040);
        lab.Plug(teacher, 0, on: true);
        await LabTime.Until(() => browser.Peers is [{ Classes: [4040] }], "the host's cable is in again");
    }

    [Fact]
    public async Task A_host_with_a_new_address_is_found_there()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        await using PeerBrowser browser = Browse(student);
        await using PeerAnnouncer announcer = Announce(teacher, "Ana", 3030);
        await LabTime.Until(() => browser.Peers.Count == 1, "the host is seen");
        teacher.Ip("addr flush dev eth0 scope global", "addr add 10.50.0.77/24 dev eth0");
        await LabTime.Until(() => browser.Peers is [{ EndPoints: [var only] }]
            && only.Equals(At("10.50.0.77")), "the new address and it alone is listed");
        Assert.Equal([At("10.50.0.77")], await EndPointsAsync(student));
    }

    [Fact]
    public async Task Forty_who_look_at_once_all_find()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0);
        LabHost[] students = [.. Enumerable.Range(0, 4).Select(_ => lab.AddHost(0))];
        await using PeerAnnouncer announcer = Announce(teacher, "Ana", 3030);
        await announcer.Claimed.WaitAsync(LabTime.Patience);
        FindResult[] found = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => PeerFinder.FindAsync(3030, Options(students[i % 4]))));
        Assert.All(found, static result => Assert.Single(result.Peers));
    }

    [Fact]
    public async Task Junk_on_the_port_disturbs_nothing()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0), enemyHost = lab.AddHost(0);
        await using PeerAnnouncer announcer = Announce(teacher, "Ana", 3030);
        await using PeerBrowser browser = Browse(student);
        await LabTime.Until(() => browser.Peers.Count == 1, "the host is seen");
        using var enemy = new Overheard(enemyHost);
        Assert.True(enemy.Packets.IsEmpty || enemy.Packets.All(static packet => DnsMessage.TryParse(packet.Payload, out _)));
        var random = new Random(5);
        byte[] model = Question(3030);
        for (int i = 0; i < 5000; i++)
        {
            byte[] junk = i % 3 == 0 ? [.. model] : new byte[random.Next(0, i % 100 == 0 ? 8000 : 600)];
            random.NextBytes(junk.AsSpan(Math.Min(junk.Length, random.Next(14))));
            enemy.Send(junk, i % 2 == 0 ? null : IPAddress.Parse(LabNetwork.Address(0, 1)));
        }

        Assert.Single((await PeerFinder.FindAsync(3030, Options(student))).Peers);
        Assert.Contains(browser.Peers, static peer => peer.DisplayName == "Ana");
        announcer.Add(4040);
        await LabTime.Until(() => browser.Peers.Any(static peer => peer.Classes.Contains(4040)),
            "the host still announces and the list still hears");
    }

    [Fact]
    public async Task Who_is_not_on_the_link_gets_no_answer()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), stranger = lab.AddHost(0), student = lab.AddHost(0);
        await using PeerAnnouncer announcer = Announce(teacher, "Ana", 3030);
        await announcer.Claimed.WaitAsync(LabTime.Patience);

        // On the same cable, but by its address elsewhere: as a packet looks whose sender is forged, to make a host answer to a victim.
        stranger.Ip("addr flush dev eth0 scope global", "addr add 192.168.99.1/24 dev eth0", "route add 10.50.0.0/24 dev eth0");
        teacher.Ip("route add 192.168.99.0/24 dev eth0");
        using Socket victim = stranger.CreateSocket(AddressFamily.InterNetwork);
        victim.Bind(new IPEndPoint(IPAddress.Parse("192.168.99.1"), 0));
        Task<SocketReceiveFromResult> answer = victim.ReceiveFromAsync(new byte[2000], new IPEndPoint(IPAddress.Any, 0));
        for (int i = 0; i < 20; i++)
        {
            victim.SendTo(Question(3030), new IPEndPoint(IPAddress.Parse(LabNetwork.Address(0, 1)), 5353));
        }

        // The answer to a neighbour comes later than one to the stranger would have come.
        Assert.Single((await PeerFinder.FindAsync(3030, Options(student))).Peers);
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public async Task With_nothing_but_loopback_one_machine_works()
    {
        using var lab = new LabNetwork();
        LabHost alone = lab.AddHost();
        await using PeerAnnouncer announcer = Announce(alone, "Ana", 3030);
        await using PeerBrowser browser = Browse(alone);
        await announcer.Claimed.WaitAsync(LabTime.Patience);
        Assert.Equal([At("127.0.0.1")], await EndPointsAsync(alone));
        await LabTime.Until(() => browser.Peers is [{ EndPoints: [var only] }]
            && only.Equals(At("127.0.0.1")), "the host is seen on its own machine");
        announcer.Remove(3030);
        await LabTime.Until(() => browser.Peers.Count == 0, "and is gone after its goodbye");
    }

    [Fact]
    public async Task A_server_on_loopback_is_announced_to_its_own_machine_only()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        using var listener = new Overheard(student);
        await using var announcer =
            PeerAnnouncer.Start(new AnnouncerOptions { Server = new IPEndPoint(IPAddress.Loopback, 5050), Network = teacher });
        announcer.Add(3030);
        await announcer.Claimed.WaitAsync(LabTime.Patience);
        Assert.Equal([At("127.0.0.1")], await EndPointsAsync(teacher));
        Assert.Empty((await PeerFinder.FindAsync(3030, Options(student) with { Patience = TimeSpan.FromSeconds(1) })).Peers);
        Assert.DoesNotContain(listener.Packets, static packet => packet.From.ToString() == LabNetwork.Address(0, 1)
            && DnsMessage.TryParse(packet.Payload, out DnsMessage? message) && message.IsResponse);
    }

    [Fact]
    public async Task By_IPv6_alone_they_meet_too()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        teacher.Ip("-4 addr flush dev eth0");
        student.Ip("-4 addr flush dev eth0");
        await using var announcer = PeerAnnouncer.Start(new AnnouncerOptions
        {
            Server = new IPEndPoint(IPAddress.IPv6Any, 5050),
            DisplayName = "Ana",
            Network = teacher,
            LinkInterval = TimeSpan.FromMilliseconds(200),
        });
        announcer.Add(3030);
        Peer? peer = null;
        for (int i = 0; peer is null && i < 10; i++)
        {
            peer = (await PeerFinder.FindAsync(3030, Options(student))).Peers is [Peer found, ..] ? found : null;
        }

        Assert.NotNull(peer);
        int index = student.Links().Single(static link => link.Name == "eth0").Index;
        Assert.True(peer.EndPoints[0].Address.IsIPv6LinkLocal);
        Assert.Equal(index, peer.EndPoints[0].Address.ScopeId);

        // The address is good for a connection.
        using var server = teacher.Do(() => new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp));
        server.Bind(new IPEndPoint(IPAddress.IPv6Any, 5050));
        server.Listen();
        using var client = student.Do(() => new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp));
        await client.ConnectAsync(peer.EndPoints[0]).WaitAsync(LabTime.Patience);
    }

    [Fact]
    public async Task A_link_that_is_not_named_gets_no_packet()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        using var listener = new Overheard(student);
        var onlyLoopback = new OnlyLinks(teacher, "lo");
        await using (var announcer = PeerAnnouncer.Start(new AnnouncerOptions
        {
            Server = new IPEndPoint(IPAddress.Any, 5050),
            Network = onlyLoopback
        }))
        await using (PeerBrowser browser = PeerBrowser.Start(new BrowserOptions { Network = onlyLoopback }))
        {
            announcer.Add(3030);
            await LabTime.Until(() => browser.Peers.Count == 1, "seen by loopback");
            Assert.Equal(["lo"], announcer.Links);
        }

        using var marker = new Overheard(teacher);
        marker.Send([1, 2, 3]);
        await LabTime.Until(() => listener.Packets.Any(static packet => packet.Payload is [1, 2, 3]), "what is sent is heard");
        Assert.DoesNotContain(listener.Packets, static packet => packet.From.ToString() == LabNetwork.Address(0, 1)
            && packet.Payload.Length > 3);
    }

    private static PeerAnnouncer Announce(LabHost host, string name, params long[] classes)
    {
        var announcer = PeerAnnouncer.Start(new AnnouncerOptions
        {
            Server = new IPEndPoint(IPAddress.Any, 5050),
            DisplayName = name,
            Network = host,
            LinkInterval = TimeSpan.FromMilliseconds(200),
        });
        announcer.SetClasses(classes);
        return announcer;
    }

    private static PeerBrowser Browse(LabHost host) =>
        PeerBrowser.Start(new BrowserOptions { Network = host, LinkInterval = TimeSpan.FromMilliseconds(200) });

    private static FinderOptions Options(LabHost host) =>
        new() { Network = host, Patience = LabTime.Patience, Settling = TimeSpan.FromMilliseconds(300) };

    private static async Task<IReadOnlyList<IPEndPoint>> EndPointsAsync(LabHost host) =>
        Assert.Single((await PeerFinder.FindAsync(3030, Options(host))).Peers).EndPoints;

    private static IPEndPoint At(string address) => new(IPAddress.Parse(address), 5050);

    private static byte[] Question(long number)
    {
        var writer = new DnsWriter(isResponse: false, 99);
        writer.TryAdd(new DnsQuestion(ServiceRecords.ServiceOf(number), DnsType.Ptr));
        return writer.ToArray();
    }
}
