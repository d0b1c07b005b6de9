using System.Net;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery.Announcing;

/// <summary>
/// Speaks for this host on one link: claims the names, announces, answers. Has no socket and no clock: packets and the time come in,
/// packets go out, so that a test can live through hours in a millisecond.
/// </summary>
internal sealed class LinkResponder
{
    /// <summary>The most answers to single askers in a second: several classes of students who start at the same moment.</summary>
    private const int MaxUnicastAnswers = 1000;

    private readonly LinkKey _link;
    private readonly HostState _host;
    private readonly Random _random;
    private readonly HeldQueries _held;
    private readonly MulticastQueue _queue = new();
    private readonly RateLimit _unicast = new(MaxUnicastAnswers);
    private readonly List<Datagram> _out = [];
    private HostRecords _records;
    private NameProbe? _probe;

    public LinkResponder(LinkKey link, HostState host, IReadOnlyList<IPAddress> addresses, Random random, TimeSpan now)
    {
        _link = link;
        _host = host;
        _random = random;
        _held = new HeldQueries(random);
        _records = new HostRecords(host, addresses);
        _probe = new NameProbe(now, random);
    }

    /// <summary>Whether the names are claimed and questions are answered.</summary>
    public bool IsClaimed => _probe is null;

    /// <summary>When <see cref="Collect"/> has something to do; null for only after the next packet.</summary>
    public TimeSpan? Due => _out.Count > 0 ? TimeSpan.MinValue : Earliest(_probe?.Due, Earliest(_queue.Due, _held.Due));

    /// <summary>Begins to claim the names, from the start. Until that is done nothing is said.</summary>
    public void Probe(TimeSpan now)
    {
        ForgetAll();
        _probe = new NameProbe(now, _random);
    }

    /// <summary>The host has other names now: the pointers to the old ones are taken back, the old names are somebody else's.</summary>
    public void Rename(IReadOnlyList<IPAddress> addresses, TimeSpan now)
    {
        ForgetAll();
        if (IsClaimed && _host.Classes.Count > 0)
        {
            _queue.Goodbye(_records.ServicePointer);
            foreach (long number in _host.Classes)
            {
                _queue.Goodbye(_records.ClassPointer(number));
            }
        }

        _records = new HostRecords(_host, addresses);
        _probe = new NameProbe(now, _random);
    }

    /// <summary>The link has other addresses now.</summary>
    public void Readdress(IReadOnlyList<IPAddress> addresses, TimeSpan now)
    {
        HostRecords before = _records;
        _records = new HostRecords(_host, addresses);
        if (!IsClaimed || _host.Classes.Count == 0)
        {
            return;
        }

        foreach (DnsRecord gone in before.Addresses.Except(_records.Addresses))
        {
            _queue.Goodbye(gone);
        }

        // All of it: who was not in the same network before has heard nothing yet.
        AnnounceAll(now);
    }

    /// <summary>A class has been opened; the host's state has it already.</summary>
    public void Open(long classNumber, DnsRecord textBefore, TimeSpan now)
    {
        if (!IsClaimed)
        {
            return;
        }

        if (_host.Classes.Count == 1)
        {
            AnnounceAll(now);
            return;
        }

        _queue.Announce(_records.ClassPointer(classNumber), now);
        AnnounceText(textBefore, now);
    }

    /// <summary>A class has been closed; the host's state has it no more.</summary>
    public void Close(long classNumber, DnsRecord textBefore, TimeSpan now)
    {
        if (!IsClaimed)
        {
            return;
        }

        _queue.Goodbye(_records.ClassPointer(classNumber));
        if (_host.Classes.Count > 0)
        {
            AnnounceText(textBefore, now);
            return;
        }

        SayGoodbye(textBefore);
    }

    /// <summary>Takes everything back that others may remember.</summary>
    public void Withdraw()
    {
        if (IsClaimed && _host.Classes.Count > 0)
        {
            ForgetAll();
            foreach (long number in _host.Classes)
            {
                _queue.Goodbye(_records.ClassPointer(number));
            }

            SayGoodbye(_records.Text);
        }
    }

    /// <summary>The TXT record as it is now, to be passed to <see cref="Open"/> or <see cref="Close"/> after a change.</summary>
    public DnsRecord Text => _records.Text;

    /// <summary>Answers a query.</summary>
    public void Asked(LinkPacket packet, TimeSpan now)
    {
        DnsMessage query = packet.Message;
        if (!IsClaimed)
        {
            return;
        }

        if (query.Questions.Count == 0)
        {
            _held.Continue(packet.Source, query.Answers, query.IsTruncated, now);
            return;
        }

        List<DnsRecord> answers = [], forGroup = [], forOne = [];
        bool defence =
            query.Authorities.Any(record => record.Name.Equals(_records.Identity.Instance) || record.Name.Equals(_records.Identity.Host));
        foreach (DnsQuestion question in query.Questions)
        {
            answers.Clear();
            _records.Answer(question, answers);
            foreach (DnsRecord answer in answers.Where(answer => !HeldQueries.IsKnown(answer, query.Answers)))
            {
                // One who asks for an answer alone gets it, unless everybody's memory is due for a refreshment (RFC 6762 §5.4).
                bool one = packet.IsNeighbour && (!packet.ToGroup || packet.Source.Port != MulticastDns.Port
                    || (question.UnicastWanted && _queue.WasSent(answer, now, TimeSpan.FromSeconds(answer.Ttl / 4))));
                (one ? forOne : forGroup).Add(answer);
            }
        }

        if (forOne.Count > 0)
        {
            AnswerOne(packet, [.. forOne.Distinct()], now);
        }

        if (forGroup.Count > 0 && !(query.IsTruncated && _held.TryHold(packet.Source, forGroup, now)))
        {
            AnswerGroup(forGroup, defence, now);
        }
    }

    /// <summary>Somebody else has told the group something: what would be the same from here is not needed any more.</summary>
    public void Heard(DnsMessage response)
    {
        foreach (DnsRecord record in response.Answers.Where(static record => record.Ttl >= ServiceRecords.Ttl / 2))
        {
            _queue.Suppress(record.Key);
        }
    }

    /// <summary>Whether a message from another machine claims one of our names for something else.</summary>
    /// <param name="message">A response, or a probe.</param>
    /// <param name="isOurs">
    /// Whether an address is this machine's on any link: a repeater may bring our own records from one to another.
    /// </param>
    public bool IsContested(DnsMessage message, Func<IPAddress, bool> isOurs)
    {
        return message.IsResponse && message.Answers.Concat(message.Additionals).Any(record => record.Ttl > 0 && Contests(record));

        bool Contests(DnsRecord record) =>
            (record.Name.Equals(_records.Identity.Instance) && record.Type is DnsType.Srv or DnsType.Txt
                && !_records.Unique.Any(own => own.Key == record.Key))
            || (record.Name.Equals(_records.Identity.Host) && record.Data is AddressData { Address: IPAddress address }
                && !isOurs(address));
    }

    /// <summary>Another machine asks for one of our names while we do. The one with the smaller records waits.</summary>
    public void Rival(DnsMessage probe, TimeSpan now)
    {
        if (_probe is not null && NameProbe.Yields(_records, probe.Authorities))
        {
            _probe.Defer(now);
        }
    }

    /// <summary>Takes the packets that are to be sent now.</summary>
    public void Collect(TimeSpan now, List<Datagram> output)
    {
        output.AddRange(_out);
        _out.Clear();
        if (_probe is not null && _probe.Due <= now)
        {
            if (_probe.Next(_records, now) is byte[] packet)
            {
                output.Add(new Datagram(_link, null, packet));
            }
            else
            {
                _probe = null;
                AnnounceAll(now);
            }
        }

        if (_held.Due <= now)
        {
            AnswerGroup(_held.Take(now), defence: false, now);
        }

        if (_queue.Due <= now)
        {
            List<DnsRecord> records = _queue.Take(now);
            IReadOnlyList<DnsRecord> beside = records.All(static record => record.Ttl == 0) ? []
                : [.. _records.Beside(records).Where(record => !_queue.WasSent(record, now, MulticastQueue.RecordInterval))];
            foreach (byte[] packet in ResponsePackets.ForGroup(records, beside, record => _queue.MarkSent(record, now)))
            {
                output.Add(new Datagram(_link, null, packet));
            }
        }
    }

    private void AnswerOne(LinkPacket packet, IReadOnlyList<DnsRecord> answers, TimeSpan now)
    {
        if (_unicast.TryTake(now))
        {
            IReadOnlyList<DnsRecord> beside = _records.Beside(answers);
            byte[] payload = packet.Source.Port == MulticastDns.Port
                ? ResponsePackets.ForOne(answers, beside)
                : ResponsePackets.ForLegacy(packet.Message, answers, beside);
            _out.Add(new Datagram(_link, packet.Source, payload));
        }
    }

    private void AnswerGroup(List<DnsRecord> answers, bool defence, TimeSpan now)
    {
        // Others may have the same kind of answer: each waits a random time, so that they do not speak at once (RFC 6762 §6).
        bool shared = answers.Exists(static answer => !answer.Unique);
        TimeSpan due = shared ? now + TimeSpan.FromMilliseconds(20 + (100 * _random.NextDouble())) : now;
        foreach (DnsRecord answer in answers)
        {
            _queue.Answer(answer, due, defence);
        }
    }

    private void AnnounceAll(TimeSpan now)
    {
        foreach (DnsRecord record in _records.Announced)
        {
            _queue.Announce(record, now);
        }
    }

    private void AnnounceText(DnsRecord before, TimeSpan now)
    {
        if (before.Key != _records.Text.Key)
        {
            _queue.Drop(before.Key);
            _queue.Announce(_records.Text, now);
        }
    }

    private void SayGoodbye(DnsRecord text)
    {
        foreach (DnsRecord record in (IEnumerable<DnsRecord>)[_records.ServicePointer, _records.Service, text, .. _records.Addresses])
        {
            _queue.Goodbye(record);
        }
    }

    private void ForgetAll()
    {
        foreach (DnsRecord record in _records.Announced)
        {
            _queue.Drop(record.Key);
        }
    }

    private static TimeSpan? Earliest(TimeSpan? left, TimeSpan? right) =>
        left is null ? right : right is null || left < right ? left : right;
}
