using System.Threading.Channels;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery.Finding;

/// <summary>
/// One search: questions from ports of its own, which are answered to it alone (RFC 6762 §5.1), so that nothing has to be bound to
/// port 5353 and nobody else hears an answer. Where nobody answers so, a firewall may keep such answers out, since they come from where no
/// question went; then the same is asked in the group, whose port firewalls usually let in.
/// </summary>
internal sealed class Search : IDisposable
{
    /// <summary>
    /// Packets get lost, over Wi-Fi above all: so the question is repeated at these times, and then after pauses that double up to
    /// <see cref="LongestPause"/>, for who has the patience.
    /// </summary>
    public static readonly IReadOnlyList<TimeSpan> AskedAt =
        [.. ((int[])[0, 100, 250, 500, 750, 1000, 1500, 2000, 2500]).Select(static at => TimeSpan.FromMilliseconds(at))];

    /// <summary>From when on the group is asked, too, if nobody has answered.</summary>
    public static readonly TimeSpan GroupAfter = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>When it is asked who offers anything at all: whether the network carries such packets, the answers tell.</summary>
    private static readonly TimeSpan AnybodyAt = TimeSpan.FromMilliseconds(1000);

    /// <summary>Questions beyond the schedule, to hosts whose first answer was not complete.</summary>
    private const int MaxFollowUps = 16;

    private readonly TimeSpan _patience;
    private readonly TimeProvider _clock;
    private readonly DnsQuestion _question;
    private readonly RecordCache _cache;
    private readonly LinkPorts _ports;
    private readonly LinkPorts _group;
    private readonly Lock _gate = new();
    private readonly Channel<Peer> _found = Channel.CreateUnbounded<Peer>();
    private readonly HashSet<string> _told = [];
    private readonly HashSet<string> _heard = [];
    private readonly ushort _id;
    private readonly long _started;
    private int _followUps;
    private bool _inGroup;
    private IReadOnlyList<Peer> _peers = [];

    /// <summary>Opens nothing yet: <see cref="AskAsync"/> does.</summary>
    /// <param name="service">The name whose instances are looked for.</param>
    /// <param name="network">The network, which also says on which links anything may be sent.</param>
    /// <param name="patience">How long to ask at most.</param>
    /// <param name="clock">Measures all intervals.</param>
    /// <param name="random">Chooses the number of the questions, and when what is remembered is asked for again.</param>
    public Search(DnsName service, INetwork network, TimeSpan patience, TimeProvider clock, Random random)
    {
        _id = (ushort)random.Next(1, 0x10000);
        _patience = patience;
        _clock = clock;
        _question = new DnsQuestion(service, DnsType.Ptr);
        _cache = new RecordCache(random, service);
        _started = clock.GetTimestamp();
        _ports = new LinkPorts(network, listening: false, packet => OnPacket(packet, toGroup: false));
        _group = new LinkPorts(network, listening: true, packet => OnPacket(packet, toGroup: true));
    }

    /// <summary>Each peer once, as soon as everything is known about it; ends when the search does.</summary>
    public ChannelReader<Peer> Found => _found.Reader;

    /// <summary>All peers until now, with all that is known about them.</summary>
    public IReadOnlyList<Peer> Peers
    {
        get
        {
            lock (_gate)
            {
                return _peers;
            }
        }
    }

    /// <summary>The links on which another machine was heard, whatever it said, by name.</summary>
    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (_gate)
            {
                return [.. _heard.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The links that were asked on, by name.</summary>
    public IReadOnlyList<string> Links => _ports.Names;

    /// <summary>What could not be used, and why, in the system's words.</summary>
    public IReadOnlyList<string> Problems => [.. _ports.Problems.Select(static problem => problem.ToString())];

    /// <summary>Asks until the patience is at its end.</summary>
    public async Task AskAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (TimeSpan at in Times().TakeWhile(at => at < _patience))
            {
                await UntilAsync(at, cancellation).ConfigureAwait(false);
                Ask(at);
            }

            await UntilAsync(_patience, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _found.Writer.TryComplete();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ports.Dispose();
        _group.Dispose();
    }

    private static IEnumerable<TimeSpan> Times()
    {
        foreach (TimeSpan at in AskedAt)
        {
            yield return at;
        }

        TimeSpan next = AskedAt[^1];
        for (TimeSpan pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            yield return next += pause;
        }
    }

    private async Task UntilAsync(TimeSpan at, CancellationToken cancellation)
    {
        TimeSpan wait = at - Now;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _clock, cancellation).ConfigureAwait(false);
        }
    }

    private TimeSpan Now => _clock.GetElapsedTime(_started);

    private void Ask(TimeSpan at)
    {
        _ports.Reconcile(); // A link that comes up while we look is asked too.
        lock (_gate)
        {
            _inGroup |= at >= GroupAfter && _peers.Count == 0;
        }

        if (_inGroup)
        {
            _group.Reconcile();
        }

        foreach (LinkKey link in _ports.Keys)
        {
            List<DnsQuestion> questions = [_question];
            lock (_gate)
            {
                questions.AddRange(PeerList.Missing(_cache, link));
            }

            bool anybody = at == AnybodyAt && _inGroup;
            Send(_ports, link, _id, anybody ? questions.Append(new DnsQuestion(ServiceRecords.ServiceTypes, DnsType.Ptr)) : questions);
            if (_inGroup)
            {
                Send(_group, link, id: 0, questions);
            }
        }
    }

    private static void Send(LinkPorts ports, LinkKey link, ushort id, IEnumerable<DnsQuestion> questions)
    {
        var writer = new DnsWriter(isResponse: false, id);
        foreach (DnsQuestion question in questions)
        {
            writer.TryAdd(question);
        }

        ports.TrySend(new Datagram(link, null, writer.ToArray()));
    }

    private void OnPacket(LinkPacket packet, bool toGroup)
    {
        if (_ports.Find(packet.Link) is not NetworkLink link)
        {
            return;
        }

        DnsMessage message = packet.Message;
        List<DnsQuestion> missing = [];
        lock (_gate)
        {
            if (!packet.FromHere)
            {
                _heard.Add(link.Name);
            }

            bool isAnswer = message.IsResponse && packet.Source.Port == MulticastDns.Port && (toGroup || message.Id == _id);
            if (!isAnswer || !_cache.Receive(packet, link, Now))
            {
                return;
            }

            _peers = PeerList.Build(_cache, key => _ports.Find(key)?.Name);
            foreach (Peer peer in _peers)
            {
                if (_told.Add($"{peer.Instance}\n{peer.EndPoints[0].Port}"))
                {
                    _found.Writer.TryWrite(peer);
                }
            }

            missing = _followUps < MaxFollowUps ? PeerList.Missing(_cache, packet.Link) : [];
            _followUps += missing.Count > 0 ? 1 : 0;
        }

        if (missing.Count > 0)
        {
            Send(toGroup ? _group : _ports, packet.Link, toGroup ? (ushort)0 : _id, missing);
        }
    }
}
