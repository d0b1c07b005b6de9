using System.Net;
using Chamada.Core.Discovery;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.Discovery.Lab;

namespace Chamada.Tests.Discovery;

/// <summary>What a server knows of the other servers, and whom it sends where.</summary>
public sealed class NeighbourTests
{
    private static readonly IPEndPoint Own = new(IPAddress.Any, 5050);

    [Fact]
    public async Task A_class_is_known_while_it_is_open_at_one_other_server()
    {
        using var lab = new LabNetwork();
        LabHost here = lab.AddHost(0), ana = lab.AddHost(0), bia = lab.AddHost(0);
        await using NetworkNeighbours neighbours = Start(here);
        Assert.Null(Find(neighbours, 3030, "10.50.0.9"));
        await using PeerAnnouncer first = Announce(ana, 5050, 3030);
        await LabTime.Until(() => Find(neighbours, 3030, "10.50.0.9") == "10.50.0.2:5050", "the class is known");
        Assert.Null(Find(neighbours, 4040, "10.50.0.9"));

        // With two of them only the student could say which is meant.
        await using (PeerAnnouncer second = Announce(bia, 5050, 3030))
        {
            await LabTime.Until(() => Find(neighbours, 3030, "10.50.0.9") is null, "two host it");
        }

        await LabTime.Until(() => Find(neighbours, 3030, "10.50.0.9") == "10.50.0.2:5050", "one hosts it again");
        first.Remove(3030);
        await LabTime.Until(() => Find(neighbours, 3030, "10.50.0.9") is null, "nobody hosts it");
    }

    [Fact]
    public async Task Its_own_address_is_never_given_and_loopback_only_to_this_machine()
    {
        using var lab = new LabNetwork();
        LabHost here = lab.AddHost(0);
        await using NetworkNeighbours neighbours = Start(here);
        await using PeerAnnouncer self = Announce(here, 5050, 3030), second = Announce(here, 5051, 4040);
        await LabTime.Until(() => Find(neighbours, 4040, "127.0.0.1") == "127.0.0.1:5051", "the other server of this machine is known");
        await LabTime.Until(() => Find(neighbours, 4040, "10.50.0.9") == "10.50.0.1:5051", "and by an address that others can use");
        await self.Claimed.WaitAsync(LabTime.Patience);
        self.Add(5050);
        second.Add(6060);
        await LabTime.Until(() => Find(neighbours, 6060, "127.0.0.1") is not null, "what came after is known, too");
        Assert.Null(Find(neighbours, 3030, "127.0.0.1"));
        Assert.Null(Find(neighbours, 5050, "127.0.0.1"));
    }

    [Fact]
    public async Task Of_several_addresses_a_student_gets_the_one_on_the_own_network()
    {
        using var lab = new LabNetwork(2);
        LabHost here = lab.AddHost(0, 1), ana = lab.AddHost(0, 1);
        await using NetworkNeighbours neighbours = Start(here);
        await using PeerAnnouncer announcer = Announce(ana, 5050, 3030);
        await LabTime.Until(
            () => Find(neighbours, 3030, "10.50.0.9") == "10.50.0.2:5050" && Find(neighbours, 3030, "10.50.1.9") == "10.50.1.2:5050",
            "each network's own address");
        Assert.Equal("10.50.1.2:5050", neighbours.Find(ClassNumber.From(3030), IPAddress.Parse("::ffff:10.50.1.9"))?.ToString());
        Assert.NotNull(Find(neighbours, 3030, "192.168.7.7"));
    }

    [Fact]
    public async Task Nobody_is_sent_to_an_address_that_its_host_did_not_speak_from()
    {
        using var lab = new LabNetwork();
        LabHost here = lab.AddHost(0), enemy = lab.AddHost(0), victim = lab.AddHost(0);
        await using NetworkNeighbours neighbours = Start(here);
        await using PeerAnnouncer ana = Announce(victim, 5050, 4040);
        using var socket = new Overheard(enemy);
        await LabTime.Until(() =>
        {
            socket.Send(BrowserTests.Claim("Evil", LabNetwork.Address(0, 3), "class=3030"));
            socket.Send(BrowserTests.Claim("Evil too", LabNetwork.Address(0, 2), "class=5050"));
            return Find(neighbours, 5050, "10.50.0.9") == "10.50.0.2:5050" && Find(neighbours, 4040, "10.50.0.9") == "10.50.0.3:5050";
        }, "hosts are known that speak for themselves");
        Assert.Null(Find(neighbours, 3030, "10.50.0.9"));
        Assert.Null(Find(neighbours, 3030, "127.0.0.1"));
    }

    [Theory]
    [InlineData(5050, false)]
    [InlineData(80, true)]
    public async Task Nobody_is_sent_to_the_port_of_another_service_but_where_this_server_has_that_port_too(int own, bool given)
    {
        using var lab = new LabNetwork();
        LabHost here = lab.AddHost(0), other = lab.AddHost(0), good = lab.AddHost(0);
        await using NetworkNeighbours neighbours = new(here, TimeProvider.System);
        neighbours.Start(new IPEndPoint(IPAddress.Any, own));
        await using PeerAnnouncer web = Announce(other, 80, 3030), well = Announce(good, 1024, 4040);
        await web.Claimed.WaitAsync(LabTime.Patience);
        await LabTime.Until(() => Find(neighbours, 4040, "10.50.0.9") == "10.50.0.3:1024", "the other is known");
        await LabTime.Until(() => neighbours.Known >= 2 && (!given || Find(neighbours, 3030, "10.50.0.9") is not null), "both were heard");
        Assert.Equal(given ? "10.50.0.2:80" : null, Find(neighbours, 3030, "10.50.0.9"));
        Assert.Equal(given ? "10.50.0.2:80" : null, Find(neighbours, 3030, "127.0.0.1"));
    }

    [Fact]
    public void A_server_that_nobody_asks_asks_every_two_minutes()
    {
        var lan = new VirtualLan();
        VirtualHost server = lan.Add().Announce("Ana", 1).Browse(background: true);
        lan.Add().Announce("Bia", 2, 3030);
        lan.Run(TimeSpan.FromSeconds(10));
        Assert.Equal([3030], server.Browser!.Peers.SelectMany(static peer => peer.Classes));
        int before = lan.Log.Count(sent => sent.From == server);
        lan.Run(TimeSpan.FromMinutes(60));
        Assert.InRange(lan.Log.Count(sent => sent.From == server) - before, 20, 120);
        Assert.Single(server.Browser.Peers);
    }

    private static NetworkNeighbours Start(LabHost host)
    {
        NetworkNeighbours neighbours = new(host, TimeProvider.System);
        neighbours.Start(Own);
        return neighbours;
    }

    private static PeerAnnouncer Announce(LabHost host, int port, params long[] classes)
    {
        var announcer =
            PeerAnnouncer.Start(new AnnouncerOptions { Server = new IPEndPoint(IPAddress.Any, port), DisplayName = "Ana", Network = host });
        announcer.SetClasses(classes);
        return announcer;
    }

    private static string? Find(NetworkNeighbours neighbours, long number, string asker) =>
        neighbours.Find(ClassNumber.From(number), IPAddress.Parse(asker))?.ToString();
}
