using System.Net;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Finding;
using Chamada.Core.Discovery.Peers;
using Chamada.Tests.Discovery.Lab;

namespace Chamada.Tests.Discovery;

/// <summary>The list of peers over hours, in virtual time.</summary>
public sealed class BrowserTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Minute = TimeSpan.FromMinutes(1);
    private readonly VirtualLan _lan = new();

    [Fact]
    public void It_shows_who_opens_closes_and_leaves()
    {
        VirtualHost student = _lan.Add().Browse(), teacher = _lan.Add().Announce("Ana Souza", 1);
        _lan.Run(5 * Second);
        Assert.Empty(student.Browser!.Peers);

        teacher.Responder!.Open(3030, _lan.Now);
        _lan.Run(TimeSpan.FromMilliseconds(100));
        Peer peer = Assert.Single(student.Browser.Peers);
        Assert.Equal("Ana Souza", peer.DisplayName);
        Assert.StartsWith("Ana Souza (", peer.Instance, StringComparison.Ordinal);
        Assert.Equal([new IPEndPoint(teacher.Address, 5050)], peer.EndPoints);
        Assert.Equal([3030], peer.Classes);
        Assert.Equal(1, peer.ProtocolVersion);
        Assert.Equal(["eth0"], peer.Links);

        _lan.Run(5 * Second);
        teacher.Responder.Open(4040, _lan.Now);
        teacher.Responder.Close(3030, _lan.Now);
        _lan.Run(2 * Second);
        Assert.Equal([4040], Assert.Single(student.Browser.Peers).Classes);

        teacher.Responder.Close(4040, _lan.Now);
        _lan.Run(1.1 * Second);
        Assert.Empty(student.Browser.Peers);
    }

    [Fact]
    public void A_peer_that_dies_without_goodbye_is_gone_when_its_time_is_over()
    {
        VirtualHost student = _lan.Add().Browse(), teacher = _lan.Add().Announce("Ana", 1, 3030);
        _lan.Run(5 * Second);
        teacher.IsOn = false;
        _lan.Run(60 * Second);
        Assert.Single(student.Browser!.Peers);
        _lan.Run(60 * Second);
        Assert.Empty(student.Browser.Peers);
    }

    [Fact]
    public void A_peer_that_is_doubted_and_silent_is_gone_at_once_and_one_that_answers_stays()
    {
        VirtualHost student = _lan.Add().Browse(), dead = _lan.Add().Announce("Ana", 1, 3030), alive = _lan.Add().Announce("Bia", 2, 3030);
        _lan.Run(5 * Second);
        dead.IsOn = false;
        foreach (Peer peer in student.Browser!.Peers)
        {
            student.Browser.Doubt(peer, _lan.Now);
        }

        _lan.Run(3.1 * Second);
        Assert.Equal("Bia", Assert.Single(student.Browser.Peers).DisplayName);
        Assert.True(alive.IsOn);
    }

    [Fact]
    public void Thirty_screens_for_eight_hours_keep_their_list_and_a_host_sends_at_most_two_packets_a_minute()
    {
        List<VirtualHost> teachers = [.. Enumerable.Range(1, 3).Select(i => _lan.Add().Announce("Teacher " + i, i, 3000 + i))];
        List<VirtualHost> students = [.. Enumerable.Range(1, 30).Select(i => _lan.Add().Browse(100 + i))];
        _lan.Run(Minute);
        _lan.Log.Clear();
        for (int minute = 0; minute < 480; minute++)
        {
            _lan.Run(Minute);
            Assert.All(students, static student => Assert.Equal(3, student.Browser!.Peers.Count));
        }

        Assert.All(teachers, teacher => Assert.InRange(_lan.Log.Count(sent => sent.From == teacher), 1, 2 * 480));
        Assert.InRange(_lan.Log.Count(static sent => !sent.Message.IsResponse), 1, 10 * 480);
    }

    [Fact]
    public void Where_three_packets_in_ten_are_lost_everybody_is_found_and_stays()
    {
        _lan.Loss = 0.3;
        List<VirtualHost> students = [.. Enumerable.Range(1, 5).Select(i => _lan.Add().Browse(100 + i))];
        _lan.Add().Announce("Ana", 1, 3030);
        _lan.Run(2 * Minute);
        int seen = 0, looked = 0;
        for (int minute = 0; minute < 60; minute++)
        {
            _lan.Run(Minute);
            seen += students.Count(static student => student.Browser!.Peers.Count == 1);
            looked += students.Count;
        }

        Assert.InRange((double)seen / looked, 0.95, 1);
    }

    [Fact]
    public void A_new_address_takes_the_place_of_the_old_one()
    {
        VirtualHost student = _lan.Add().Browse(), teacher = _lan.Add().Announce("Ana", 1, 3030);
        _lan.Run(5 * Second);
        teacher.Address = IPAddress.Parse("10.0.0.99");
        teacher.Responder!.Readdress(VirtualHost.Link, [teacher.Address], _lan.Now);
        _lan.Run(TimeSpan.FromMilliseconds(100));
        Assert.Equal(teacher.Address, Assert.Single(student.Browser!.Peers).EndPoints[0].Address);
        _lan.Run(2 * Second);
        Assert.Equal([new IPEndPoint(teacher.Address, 5050)], Assert.Single(student.Browser.Peers).EndPoints);
    }

    [Fact]
    public void An_address_beyond_the_link_is_not_believed()
    {
        VirtualHost student = _lan.Add().Browse(), enemy = _lan.Add();
        _lan.Run(Second);
        string[] addresses = ["192.0.2.1", "127.0.0.1", "0.0.0.0", "224.0.0.251", "255.255.255.255", "fe80::1", "::1", "2001:db8::1"];
        foreach (string address in addresses)
        {
            enemy.Send(Claim("Evil " + address.GetHashCode(StringComparison.Ordinal), address, "x"));
        }

        _lan.Run(Second);
        Assert.Empty(student.Browser!.Peers);
        enemy.Send(Claim("Neighbour", "10.0.0.77", "x"));
        _lan.Run(Second);
        Assert.Single(student.Browser.Peers);
    }

    [Fact]
    public void Names_are_made_fit_for_a_terminal()
    {
        VirtualHost student = _lan.Add().Browse(), enemy = _lan.Add();
        _lan.Run(Second);
        enemy.Send(Claim("a\u001b[2Jb\u202ec\r\nd", "10.0.0.77", "name=\u001b]0;owned\u0007" + new string('x', 200)));
        _lan.Run(Second);
        Peer peer = Assert.Single(student.Browser!.Peers);
        Assert.DoesNotContain(peer.DisplayName + peer.Instance, static c => char.IsControl(c) || c == '\u202e');
        Assert.Equal(PeerText.MaxName, peer.DisplayName.Length);
    }

    [Fact]
    public void Who_invents_thousands_of_hosts_fills_no_memory_and_hides_nobody()
    {
        VirtualHost student = _lan.Add().Browse(), enemy = _lan.Add();
        _lan.Run(Second);
        for (int i = 0; i < 5000; i++)
        {
            enemy.Send(Claim("Evil " + i, "10.0.0." + (100 + (i % 100)), "class=3030"));
        }

        _lan.Add().Announce("Ana", 1, 3030);
        _lan.Run(10 * Second);
        Assert.Equal(RecordCache.MaxInstancesOfSource + 1, student.Browser!.Peers.Count);
        Assert.Contains(student.Browser.Peers, static peer => peer.DisplayName == "Ana");
    }

    [Fact]
    public void A_host_of_another_network_on_the_same_cable_is_believed_of_itself_alone()
    {
        VirtualHost student = _lan.Add().Browse(), teacher = _lan.Add(), public1 = _lan.Add();
        _lan.Run(Second);
        teacher.Address = IPAddress.Parse("192.168.7.2");
        teacher.Announce("Ana", 1, 3030);
        _lan.Run(5 * Second);
        Peer peer = Assert.Single(student.Browser!.Peers);
        Assert.Equal([new IPEndPoint(teacher.Address, 5050)], peer.EndPoints);
        Assert.Empty(peer.OwnEndPoints); // Its packets may be forged: nobody is sent there.

        // Not of another, and not where a router would have to lead.
        teacher.Send(Claim("Evil", "192.168.7.3", "x"));
        public1.Address = IPAddress.Parse("192.0.2.1");
        public1.Send(Claim("Far", "192.0.2.1", "x"));
        _lan.Run(Second);
        Assert.Single(student.Browser.Peers);
    }

    [Fact]
    public void The_address_that_a_host_speaks_from_comes_first_and_is_told_apart_from_those_that_it_only_names()
    {
        VirtualHost student = _lan.Add().Browse(), teacher = _lan.Add();
        _lan.Run(Second);
        teacher.Send(Claim("Ana", "10.0.0.77", "x", "10.0.0.2"));
        _lan.Run(Second);
        Peer peer = Assert.Single(student.Browser!.Peers);
        Assert.Equal(["10.0.0.2:5050", "10.0.0.77:5050"], peer.EndPoints.Select(static end => end.ToString()));
        Assert.Equal([new IPEndPoint(teacher.Address, 5050)], peer.OwnEndPoints);
    }

    [Fact]
    public void A_server_that_is_alone_asks_nobody_for_its_own_records()
    {
        VirtualHost server = _lan.Add().Announce("Ana", 1, 3030).Browse(background: true, ownPort: 5050);
        _lan.Run(Minute);
        _lan.Log.Clear();
        _lan.Run(60 * Minute);
        Assert.All(_lan.Log, static sent => Assert.False(sent.Message.IsResponse));
        Assert.All(_lan.Log, static sent => Assert.Equal(ServiceRecords.Service, Assert.Single(sent.Message.Questions).Name));
        Assert.InRange(_lan.Log.Count, 20, 31); // The question for others, every two minutes.
        Assert.Equal([3030], Assert.Single(server.Browser!.Peers).Classes);
        server.Responder!.Close(3030, _lan.Now);
        _lan.Run(2 * Second);
        Assert.Empty(server.Browser.Peers);
    }

    [Fact]
    public void What_many_answer_is_asked_once_and_with_all_that_is_known_however_many_other_questions_there_are()
    {
        List<DnsQuestion> questions =
            [.. Enumerable.Range(0, 60).Select(static i => new DnsQuestion(Instance((char)('a' + (i % 26)), i), DnsType.Srv))];
        var service = new DnsQuestion(ServiceRecords.Service, DnsType.Ptr);
        List<(DnsRecord, uint)> known = [.. Enumerable.Range(0, 60).Select(static i =>
            (new DnsRecord(ServiceRecords.Service, DnsType.Ptr, 120, false, new PointerData(Instance('x', i))), 100u))];
        List<DnsMessage> packets = [.. LinkQuestions.Write(questions, service, known).Select(static bytes =>
        {
            Assert.InRange(bytes.Length, 12, 1232);
            Assert.True(DnsMessage.TryParse(bytes, out DnsMessage? message));
            return message!;
        })];
        int at = packets.FindIndex(packet => packet.Questions.Contains(service));
        Assert.True(at > 0, "The other questions need packets of their own");
        Assert.Equal(questions.Append(service), packets.SelectMany(static packet => packet.Questions));
        Assert.All(packets[..at], static packet => Assert.Empty(packet.Answers));
        Assert.Equal(60, packets[at..].Sum(static packet => packet.Answers.Count));
        Assert.All(packets[at..^1], static packet => Assert.True(packet.IsTruncated));
        Assert.False(packets[^1].IsTruncated);

        static DnsName Instance(char letter, int number) => ServiceRecords.Service.Under(new string(letter, 40) + number);
    }

    internal static byte[] Claim(string name, string address, string text, params string[] others)
    {
        DnsName instance = ServiceRecords.Service.Under(name), host = ServiceRecords.Host("host of " + name[..Math.Min(name.Length, 20)]);
        byte[] strings = System.Text.Encoding.UTF8.GetBytes(text);
        IPAddress parsed = IPAddress.Parse(address);
        var writer = new DnsWriter(isResponse: true);
        writer.TryAdd(new DnsRecord(ServiceRecords.Service, DnsType.Ptr, 120, false, new PointerData(instance)), DnsWriter.Part.Answer);
        writer.TryAdd(new DnsRecord(instance, DnsType.Srv, 120, true, new ServiceData(0, 0, 5050, host)), DnsWriter.Part.Answer);
        writer.TryAdd(new DnsRecord(instance, DnsType.Txt, 120, true, new TextData((byte[])[(byte)strings.Length, .. strings])),
            DnsWriter.Part.Answer);
        writer.TryAdd(new DnsRecord(host, parsed.GetAddressBytes().Length == 4
            ? DnsType.A
            : DnsType.Aaaa, 120, false, new AddressData(parsed)), DnsWriter.Part.Answer);
        foreach (IPAddress other in others.Select(IPAddress.Parse))
        {
            writer.TryAdd(new DnsRecord(host, DnsType.A, 120, false, new AddressData(other)), DnsWriter.Part.Answer);
        }

        return writer.ToArray();
    }
}
