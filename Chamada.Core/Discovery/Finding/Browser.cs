using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery.Finding;

/// <summary>
/// Keeps the list of peers true: asks, hears announcements and goodbyes, asks again before something expires. Without socket, clock and
/// lock: packets and the time come in, packets go out.
/// </summary>
internal sealed class Browser
{
    private static readonly TimeSpan DoubtFor = TimeSpan.FromSeconds(3), DoubtAgain = TimeSpan.FromSeconds(1);
    private readonly DnsName _service;
    private readonly Random _random;
    private readonly bool _isBackground;
    private readonly RecordCache _cache;
    private readonly Dictionary<LinkKey, (LinkQuestions Questions, NetworkLink Link)> _links = [];
    private readonly List<(TimeSpan At, LinkKey Link, DnsQuestion Question)> _doubts = [];

    /// <summary>Begins without a link.</summary>
    /// <param name="service">The name whose instances are listed.</param>
    /// <param name="random">For random waits.</param>
    /// <param name="isBackground">Whether nobody waits: then it asks less often.</param>
    /// <param name="ownPort">The port of this program's own server, about which nobody is asked; null when it is none.</param>
    public Browser(DnsName service, Random random, bool isBackground = false, int? ownPort = null)
    {
        _service = service;
        _random = random;
        _isBackground = isBackground;
        _cache = new RecordCache(random, service) { OwnPort = ownPort };
    }

    /// <summary>Who is there, by display name.</summary>
    public IReadOnlyList<Peer> Peers { get; private set; } = [];

    /// <summary>When <see cref="Collect"/> has something to do; null for only after the next packet or change.</summary>
    public TimeSpan? Due => ((TimeSpan?[])
    [
        _cache.NextExpiry,
        _cache.NextRefresh,
        _links.Values.Min(static link => (TimeSpan?)link.Questions.Due),
        _doubts.Min(static doubt => (TimeSpan?)doubt.At),
    ]).Min();

    /// <summary>A link is there, or has other addresses.</summary>
    public void LinkUp(LinkKey key, NetworkLink link, TimeSpan now) => _links[key] = (new LinkQuestions(now, _random, _isBackground), link);

    /// <summary>A link is gone, and with it all that was heard over it.</summary>
    public void LinkDown(LinkKey key)
    {
        _links.Remove(key);
        if (_cache.Forget(key))
        {
            Rebuild();
        }
    }

    /// <summary>Asks everywhere again, now.</summary>
    public void Hurry(TimeSpan now)
    {
        foreach (var (questions, _) in _links.Values)
        {
            questions.Hurry(now);
        }
    }

    /// <summary>
    /// A peer did not answer where it said it was: it is asked whether it is still there, twice, and forgotten after 3 s if it says
    /// nothing.
    /// </summary>
    public void Doubt(Peer peer, TimeSpan now)
    {
        foreach (CachedRecord cached in _links.Keys.SelectMany(link => _cache.Of(link, _service, DnsType.Ptr)).ToList())
        {
            if (cached.Record.Data is PointerData { Target: DnsName instance } && PeerText.Clean(instance.FirstLabel) == peer.Instance)
            {
                foreach ((LinkKey link, DnsQuestion question) in _cache.Doubt(instance, now + DoubtFor))
                {
                    _doubts.Add((now, link, question));
                    _doubts.Add((now + DoubtAgain, link, question));
                }
            }
        }
    }

    /// <summary>Hears a packet.</summary>
    public void Receive(LinkPacket packet, TimeSpan now)
    {
        if (!_links.TryGetValue(packet.Link, out var link) || packet.Source.Port != MulticastDns.Port)
        {
            return;
        }

        DnsMessage message = packet.Message;
        if (message.IsResponse)
        {
            if (_cache.Receive(packet, link.Link, now))
            {
                Rebuild();
                if (PeerList.Missing(_cache, packet.Link).Count > 0)
                {
                    link.Questions.Soon(now);
                }
            }
        }
        else if (packet.ToGroup && !message.IsTruncated
            && message.Questions.Any(question => question is { UnicastWanted: false, Type: DnsType.Ptr } && question.Name.Equals(_service))
            && message.Answers.All(known => _cache.Of(packet.Link, known.Name, known.Type).Any(cached => cached.Record.Key == known.Key
                && cached.IsFresh(now))))
        {
            link.Questions.Asked(now);
        }
    }

    /// <summary>Forgets what has expired and takes the packets that are to be sent now.</summary>
    public void Collect(TimeSpan now, List<Datagram> output)
    {
        if (_cache.Expire(now))
        {
            Rebuild();
        }

        foreach (var (key, (schedule, _)) in _links)
        {
            List<DnsQuestion> questions = _cache.TakeRefreshes(key, now);
            questions.AddRange(_doubts.Where(doubt => doubt.Link == key && doubt.At <= now).Select(static doubt => doubt.Question));
            bool everybody = questions.RemoveAll(question => question.Name.Equals(_service)) > 0 || schedule.Due <= now;
            if (schedule.Due <= now)
            {
                schedule.Asked(now);
                questions.AddRange(PeerList.Missing(_cache, key));
            }

            if (questions.Count > 0 || everybody)
            {
                DnsQuestion? service = everybody ? new DnsQuestion(_service, DnsType.Ptr) : null;
                foreach (byte[] packet in LinkQuestions.Write(questions.Distinct(), service, everybody ? Known(key, now) : []))
                {
                    output.Add(new Datagram(key, null, packet));
                }
            }
        }

        _doubts.RemoveAll(doubt => doubt.At <= now);
    }

    private IEnumerable<(DnsRecord Record, uint Ttl)> Known(LinkKey link, TimeSpan now) =>
        _cache.Of(link, _service, DnsType.Ptr).Where(cached => cached.IsFresh(now))
            .Select(cached => (cached.Record, Math.Min(cached.Record.Ttl, (uint)(cached.ExpiresAt - now).TotalSeconds)));

    private void Rebuild() => Peers = PeerList.Build(_cache, key => _links.TryGetValue(key, out var link) ? link.Link.Name : null);
}
