using Chamada.Core.Discovery.Announcing;
using Chamada.Core.Discovery.Dns;
using Chamada.Tests.Discovery.Lab;

namespace Chamada.Tests.Discovery;

/// <summary>Two hosts that mean to have the same name, in virtual time. The same seed makes the same name.</summary>
public sealed class NameConflictTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly VirtualLan _lan = new();

    [Fact]
    public void Of_two_who_begin_together_one_takes_another_name_and_both_are_found()
    {
        VirtualHost one = _lan.Add().Announce("Ana", 7, 3030), two = _lan.Add().Announce("Ana", 7, 3030), student = _lan.Add().Browse();
        Assert.Equal(one.Responder!.Identity, two.Responder!.Identity);
        _lan.Run(10 * Second);
        Assert.NotEqual(one.Responder.Identity, two.Responder.Identity);
        Assert.NotEqual(one.Responder.Identity.Host, two.Responder.Identity.Host);
        Assert.Equal(2, student.Browser!.Peers.Count);
    }

    [Fact]
    public void A_name_that_is_in_use_is_defended()
    {
        VirtualHost one = _lan.Add().Announce("Ana", 7, 3030);
        _lan.Run(10 * Second);
        HostIdentity first = one.Responder!.Identity;
        VirtualHost two = _lan.Add().Announce("Ana", 7, 4040);
        _lan.Run(10 * Second);
        Assert.Equal(first, one.Responder.Identity);
        Assert.NotEqual(first, two.Responder!.Identity);
        Assert.Equal(1, two.Responder.ClaimedLinks);
    }

    [Fact]
    public void Two_networks_with_one_name_on_each_may_become_one()
    {
        bool joined = false;
        _lan.Hears = (_, _) => joined;
        VirtualHost one = _lan.Add().Announce("Ana", 7, 3030), two = _lan.Add().Announce("Ana", 7, 4040);
        _lan.Run(10 * Second);
        Assert.Equal(one.Responder!.Identity, two.Responder!.Identity);
        joined = true;
        VirtualHost student = _lan.Add().Browse();
        _lan.Run(30 * Second);
        Assert.NotEqual(one.Responder.Identity, two.Responder.Identity);
        Assert.Equal([3030, 4040], student.Browser!.Peers.SelectMany(static peer => peer.Classes).Order());
    }

    [Fact]
    public void Whoever_disputes_every_name_keeps_nobody_from_being_found()
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 7, 3030), student = _lan.Add().Browse(), enemy = _lan.Add();
        for (int tenths = 0; tenths < 200; tenths++)
        {
            HostIdentity names = teacher.Responder!.Identity;
            var writer = new DnsWriter(isResponse: true);
            writer.TryAdd(new DnsRecord(names.Instance, DnsType.Srv, 120, true, new ServiceData(0, 0, 666, names.Host)),
                DnsWriter.Part.Answer);
            enemy.Send(writer.ToArray());
            _lan.Run(Second / 10);
        }

        Assert.Equal(1, teacher.Responder!.ClaimedLinks);
        _lan.Run(5 * Second);
        Assert.Contains(student.Browser!.Peers, static peer => peer.Classes.Contains(3030));
    }
}
