using System.Net;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;
using Chamada.Tests.Discovery.Lab;

namespace Chamada.Tests.Discovery;

/// <summary>What a host says on the network, and when, in virtual time.</summary>
public sealed class ResponderTests
{
    private const ushort Id = 0x1234;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly VirtualLan _lan = new();

    [Fact]
    public void It_probes_three_times_then_announces_twice_and_then_is_silent_for_a_day()
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 1, 3030);
        _lan.Run(TimeSpan.FromSeconds(3));

        List<Sent> probes = [.. _lan.Log.Where(static sent => !sent.Message.IsResponse)];
        Assert.Equal(3, probes.Count);
        Assert.All(probes, static probe => Assert.Equal(2, probe.Message.Questions.Count(static question => question.Type == DnsType.Any)));
        List<Sent> announcements = [.. _lan.Log.Where(static sent => sent.Message.IsResponse)];
        Assert.Equal(2, announcements.Count);
        Assert.InRange(announcements[0].At, probes[2].At + TimeSpan.FromMilliseconds(250), Second);
        Assert.InRange(announcements[1].At - announcements[0].At, Second, TimeSpan.FromSeconds(1.1));
        Assert.All(announcements, sent =>
        {
            DnsName instance = teacher.Responder!.Identity.Instance;
            Assert.Contains(sent.Message.Answers, record => record.Name.Equals(ServiceRecords.ServiceOf(3030))
                && record.Data == new PointerData(instance));
            Assert.Contains(sent.Message.Answers, record => record.Name.Equals(ServiceRecords.Service)
                && record.Data == new PointerData(instance));
            Assert.Contains(sent.Message.Answers,
                record => record is { Type: DnsType.Srv, Unique: true, Data: ServiceData { Port: 5050 } });
            Assert.Contains(sent.Message.Answers, record => record is { Type: DnsType.Txt, Unique: true });
            Assert.Contains(sent.Message.Answers, record => record is { Type: DnsType.A, Unique: true }
                && record.Data == new AddressData(teacher.Address));
        });

        _lan.Log.Clear();
        _lan.Run(TimeSpan.FromDays(1));
        Assert.Empty(_lan.Log);
    }

    [Fact]
    public void Nothing_is_announced_or_answered_while_no_class_is_open()
    {
        _lan.Add().Announce("Ana", 1);
        VirtualHost student = _lan.Add();
        _lan.Run(5 * Second);
        Assert.DoesNotContain(_lan.Log, static sent => sent.Message.IsResponse);

        Ask(student, ServiceRecords.Service, fromPort: 40000);
        Ask(student, ServiceRecords.ServiceTypes, fromPort: 40000);
        Ask(student, ServiceRecords.ServiceOf(3030), fromPort: 40000);
        _lan.Run(5 * Second);
        Assert.Empty(student.Mail);
    }

    [Fact]
    public void A_one_shot_question_is_answered_at_once_to_the_asker_alone_as_an_ordinary_resolver_expects()
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 1, 3030, 4040), student = _lan.Add();
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        Ask(student, ServiceRecords.ServiceOf(3030), fromPort: 40000);
        _lan.Run(TimeSpan.FromMilliseconds(3));

        Sent answer = Assert.Single(student.Mail);
        Assert.Equal(40000, answer.To!.Port);
        Assert.Equal(Id, answer.Message.Id);
        Assert.Equal(new DnsQuestion(ServiceRecords.ServiceOf(3030), DnsType.Ptr), Assert.Single(answer.Message.Questions));
        DnsRecord pointer = Assert.Single(answer.Message.Answers);
        Assert.Equal(new PointerData(teacher.Responder!.Identity.Instance), pointer.Data);
        Assert.Superset(
            new HashSet<DnsType> { DnsType.Srv, DnsType.Txt, DnsType.A },
            answer.Message.Additionals.Select(static record => record.Type).ToHashSet());
        Assert.All(answer.Message.Answers.Concat(answer.Message.Additionals), static record =>
        {
            Assert.InRange(record.Ttl, 1u, 10u);
            Assert.False(record.Unique);
        });
        Assert.Equal(2, _lan.Log.Count); // The question and this answer: nobody else was bothered.

        Ask(student, ServiceRecords.ServiceOf(5050), fromPort: 40000);
        _lan.Run(5 * Second);
        Assert.Single(student.Mail);
    }

    [Fact]
    public void A_closed_class_is_taken_back_and_the_last_one_takes_everything_with_it()
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 1, 3030, 4040);
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        teacher.Responder!.Close(3030, _lan.Now);
        _lan.Run(5 * Second);

        DnsRecord goodbye = Assert.Single(_lan.Log[0].Message.Answers, static record => record.Ttl == 0);
        Assert.Equal(ServiceRecords.ServiceOf(3030), goodbye.Name);
        DnsRecord text = _lan.Log.SelectMany(static sent => sent.Message.Answers).First(static record => record.Type == DnsType.Txt);
        Assert.Equal([4040], PeerText.Read((TextData)text.Data).Classes);

        _lan.Log.Clear();
        teacher.Responder.Close(4040, _lan.Now);
        _lan.Run(5 * Second);
        Sent last = Assert.Single(_lan.Log);
        Assert.All(last.Message.Answers, static record => Assert.Equal(0u, record.Ttl));
        Assert.Equal(
            [ServiceRecords.ServiceOf(4040).ToString(), ServiceRecords.Service.ToString()],
            last.Message.Answers.Where(static record => record.Type == DnsType.Ptr).Select(static record => record.Name.ToString()));
    }

    [Fact]
    public void Everybody_is_answered_after_a_random_wait_and_no_record_more_than_once_a_second()
    {
        _lan.Add().Announce("Ana", 1, 3030);
        VirtualHost student = _lan.Add();
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        TimeSpan asked = _lan.Now;
        for (int i = 0; i < 300; i++)
        {
            Ask(student, ServiceRecords.ServiceOf(3030));
            _lan.Run(TimeSpan.FromMilliseconds(10));
        }

        _lan.Run(2 * Second);
        List<Sent> answers = [.. _lan.Log.Where(static sent => sent.Message.IsResponse)];
        Assert.InRange(answers[0].At - asked, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(125));
        Assert.Null(answers[0].To);
        Assert.InRange(answers.Count, 3, 5);
        foreach (var sendings in answers.SelectMany(
                sent => sent.Message.Answers.Concat(sent.Message.Additionals).Select(record => (record.Key, sent.At)))
            .GroupBy(static entry => entry.Key))
        {
            List<TimeSpan> times = [.. sendings.Select(static entry => entry.At)];
            Assert.All(times.Zip(times.Skip(1)), static pair => Assert.True(pair.Second - pair.First >= Second));
        }
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(60, false)]
    [InlineData(59, true)]
    public void Who_knows_the_answer_for_half_of_its_time_gets_none(uint knownFor, bool answered)
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 1, 3030), student = _lan.Add();
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        var writer = new DnsWriter(isResponse: false);
        writer.TryAdd(new DnsQuestion(ServiceRecords.Service, DnsType.Ptr));
        writer.TryAdd(Pointer(teacher, knownFor), DnsWriter.Part.Answer);
        student.Send(writer.ToArray());
        _lan.Run(5 * Second);
        Assert.Equal(answered, _lan.Log.Exists(static sent => sent.Message.IsResponse));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Known_answers_may_follow_in_another_packet(bool follow)
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 1, 3030), student = _lan.Add();
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        var first = new DnsWriter(isResponse: false);
        first.TryAdd(new DnsQuestion(ServiceRecords.Service, DnsType.Ptr));
        first.MarkTruncated();
        student.Send(first.ToArray());
        _lan.Run(TimeSpan.FromMilliseconds(100));
        if (follow)
        {
            var second = new DnsWriter(isResponse: false);
            second.TryAdd(Pointer(teacher, 120), DnsWriter.Part.Answer);
            student.Send(second.ToArray());
        }

        _lan.Run(5 * Second);
        Assert.Equal(!follow, _lan.Log.Exists(static sent => sent.Message.IsResponse));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_has_still_more_to_tell_is_waited_for_again(bool follow)
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 1, 3030), student = _lan.Add();
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        var first = new DnsWriter(isResponse: false);
        first.TryAdd(new DnsQuestion(ServiceRecords.Service, DnsType.Ptr));
        first.MarkTruncated();
        student.Send(first.ToArray());
        for (int i = 0; i < 3; i++)
        {
            _lan.Run(TimeSpan.FromMilliseconds(350));
            var other = new DnsWriter(isResponse: false);
            other.TryAdd(new DnsRecord(ServiceRecords.Service, DnsType.Ptr, 120, false,
                new PointerData(ServiceRecords.Service.Under("Other " + i))), DnsWriter.Part.Answer);
            other.MarkTruncated();
            student.Send(other.ToArray());
        }

        _lan.Run(TimeSpan.FromMilliseconds(350));
        if (follow)
        {
            var last = new DnsWriter(isResponse: false);
            last.TryAdd(Pointer(teacher, 120), DnsWriter.Part.Answer);
            student.Send(last.ToArray());
        }

        _lan.Run(5 * Second);
        Assert.Equal(!follow, _lan.Log.Exists(static sent => sent.Message.IsResponse));
    }

    [Fact]
    public void Who_never_comes_to_an_end_is_answered_all_the_same()
    {
        _lan.Add().Announce("Ana", 1, 3030);
        VirtualHost enemy = _lan.Add();
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        for (int i = 0; i < 40; i++)
        {
            var more = new DnsWriter(isResponse: false);
            if (i == 0)
            {
                more.TryAdd(new DnsQuestion(ServiceRecords.Service, DnsType.Ptr));
            }

            more.MarkTruncated();
            enemy.Send(more.ToArray());
            _lan.Run(TimeSpan.FromMilliseconds(300));
        }

        Assert.Contains(_lan.Log, static sent => sent.Message.IsResponse);
    }

    [Fact]
    public void Who_asks_from_another_network_on_the_same_cable_is_answered_in_the_group_alone()
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 1, 3030), stranger = _lan.Add();
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        stranger.Address = IPAddress.Parse("192.168.99.1");
        Ask(stranger, ServiceRecords.ServiceOf(3030), fromPort: 40000);
        _lan.Run(Second);
        Assert.Empty(stranger.Mail);
        Assert.Null(Assert.Single(_lan.Log, sent => sent.From == teacher).To);
    }

    [Fact]
    public void An_answer_that_somebody_else_gave_is_not_given_again()
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 1, 3030), other = _lan.Add();
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        Ask(other, ServiceRecords.Service);
        _lan.Run(TimeSpan.FromMilliseconds(2));
        var writer = new DnsWriter(isResponse: true);
        writer.TryAdd(Pointer(teacher, 120), DnsWriter.Part.Answer);
        other.Send(writer.ToArray());
        _lan.Run(5 * Second);
        Assert.DoesNotContain(_lan.Log, sent => sent.From == teacher);
    }

    [Fact]
    public void Who_would_like_to_be_answered_alone_is_if_the_others_have_heard_it_lately()
    {
        _lan.Add().Announce("Ana", 1, 3030);
        VirtualHost student = _lan.Add();
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        Ask(student, ServiceRecords.Service, unicast: true);
        _lan.Run(Second);
        Assert.Equal(MulticastDns.Port, Assert.Single(student.Mail).To!.Port);

        _lan.Run(40 * Second);
        _lan.Log.Clear();
        Ask(student, ServiceRecords.Service, unicast: true);
        _lan.Run(Second);
        Assert.Null(Assert.Single(_lan.Log, static sent => sent.Message.IsResponse).To);
    }

    [Fact]
    public void What_does_not_exist_at_its_names_is_said_too()
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 1, 3030), student = _lan.Add();
        _lan.Run(5 * Second);
        Ask(student, teacher.Responder!.Identity.Host, DnsType.Aaaa, fromPort: 40000);
        _lan.Run(Second);
        DnsRecord answer = Assert.Single(Assert.Single(student.Mail).Message.Answers);
        Assert.Equal(ExistingTypesData.Of(teacher.Responder.Identity.Host, DnsType.A), answer.Data);
    }

    [Fact]
    public void Hundreds_of_classes_at_once_take_few_packets_and_one_is_asked_for_alone()
    {
        VirtualHost server = _lan.Add().Announce("Campus", 1), student = _lan.Add();
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        for (long number = 1; number <= 400; number++)
        {
            server.Responder!.Open(999_999_999_999_999_000 + number, _lan.Now);
            _lan.Run(TimeSpan.FromMilliseconds(1));
        }

        _lan.Run(5 * Second);
        Assert.InRange(_lan.Log.Count, 2, 60);
        Assert.Equal(400, _lan.Log.SelectMany(static sent => sent.Message.Answers).Select(static record => record.Name)
            .Count(static name => ServiceRecords.TryClass(name, out _)) / 2);

        Ask(student, ServiceRecords.ServiceOf(999_999_999_999_999_377), fromPort: 40000);
        _lan.Run(Second);
        Sent answer = Assert.Single(student.Mail);
        Assert.InRange(answer.Length, 100, 900);
        Assert.Single(answer.Message.Answers);
        PeerText text = PeerText.Read((TextData)answer.Message.Additionals.Single(static record => record.Type == DnsType.Txt).Data);
        Assert.Equal(400, text.OpenCount);
    }

    [Fact]
    public void New_addresses_are_announced_and_old_ones_taken_back()
    {
        VirtualHost teacher = _lan.Add().Announce("Ana", 1, 3030);
        _lan.Run(5 * Second);
        _lan.Log.Clear();
        IPAddress before = teacher.Address;
        teacher.Address = IPAddress.Parse("10.0.0.99");
        teacher.Responder!.Readdress(VirtualHost.Link, [teacher.Address], _lan.Now);
        _lan.Run(5 * Second);
        List<DnsRecord> answers = [.. _lan.Log.SelectMany(static sent => sent.Message.Answers)];
        Assert.Contains(answers, record => record.Ttl == 0 && record.Data == new AddressData(before));
        Assert.Equal(2, answers.Count(record => record.Ttl > 0 && record.Data == new AddressData(teacher.Address)));
    }

    private static DnsRecord Pointer(VirtualHost host, uint ttl) =>
        new(ServiceRecords.Service, DnsType.Ptr, ttl, false, new PointerData(host.Responder!.Identity.Instance));

    private static void Ask(VirtualHost asker, DnsName name, DnsType type = DnsType.Ptr, int fromPort = MulticastDns.Port,
        bool unicast = false)
    {
        var writer = new DnsWriter(isResponse: false, fromPort == MulticastDns.Port ? (ushort)0 : Id);
        writer.TryAdd(new DnsQuestion(name, type, unicast));
        asker.Send(writer.ToArray(), fromPort: fromPort);
    }
}
