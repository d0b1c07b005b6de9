using System.Threading.Channels;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Links;

namespace Chamada.Core.Discovery.Finding;

/// <summary>
/// One search: questions from ports of its own, which are answered to it alone (RFC 6762 §5.1), so that nothing has to be bound to
/// port 5353 and nobody else hears an answer.
/// </summary>
internal sealed class Search : IDisposable
{
    /// <summary>Packets get lost, over Wi-Fi above all: so the question is repeated at these times.</summary>
    public static readonly IReadOnlyList<TimeSpan> AskedAt =
        [TimeSpan.Zero, Milliseconds(100), Milliseconds(250), Milliseconds(500), Milliseconds(1000), Milliseconds(2000)];

    /// <summary>Questions beyond the schedule, to hosts whose first answer was not complete.</summary>
    private const int MaxFollowUps = 16;

    private readonly FinderOptions _options;
    private readonly DnsQuestion _question;
    private readonly RecordCache _cache;
    private readonly LinkPorts _ports;
    private readonly Lock _gate = new();
    private readonly Channel<Peer> _found = Channel.CreateUnbounded<Peer>();
    private readonly HashSet<string> _told = [];
    private readonly ushort _id = (ushort)Random.Shared.Next(1, 0x10000);
    private readonly long _started;
    private int _followUps;
    private IReadOnlyList<Peer> _peers = [];

    public Search(DnsName service, FinderOptions options)
    {
        _options = options;
        _question = new DnsQuestion(service, DnsType.Ptr);
        _cache = new RecordCache(Random.Shared, service);
        _started = options.Clock.GetTimestamp();
        _ports = new LinkPorts(options.Network, listening: false, OnPacket);
    }

    /// <summary>Each peer once, as soon as everything is known about it; ends when the search does.</summary>
    public ChannelReader<Peer> Found => _found.Reader;

    /// <summary>All peers until now, with all that is known about them.</summary>
    public FindResult Result
    {
        get
        {
            lock (_gate)
            {
                return new FindResult(_peers, _ports.Names, _ports.Problems);
            }
        }
    }

    /// <summary>Asks until the patience is at its end.</summary>
    public async Task AskAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (TimeSpan at in AskedAt.Where(at => at < _options.Patience))
            {
                await UntilAsync(at, cancellation).ConfigureAwait(false);
                Ask();
            }

            await UntilAsync(_options.Patience, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _found.Writer.TryComplete();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ports.Dispose();

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);

    private async Task UntilAsync(TimeSpan at, CancellationToken cancellation)
    {
        TimeSpan wait = at - Now;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _options.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private TimeSpan Now => _options.Clock.GetElapsedTime(_started);

    private void Ask()
    {
        _ports.Reconcile(); // A link that comes up while we look is asked too.
        foreach (LinkKey link in _ports.Keys)
        {
            List<DnsQuestion> questions = [_question];
            lock (_gate)
            {
                questions.AddRange(PeerList.Missing(_cache, link));
            }

            Send(link, questions);
        }
    }

    private void Send(LinkKey link, IReadOnlyList<DnsQuestion> questions)
    {
        var writer = new DnsWriter(isResponse: false, _id);
        foreach (DnsQuestion question in questions)
        {
            writer.TryAdd(question);
        }

        _ports.TrySend(new Datagram(link, null, writer.ToArray()));
    }

    private void OnPacket(LinkPacket packet)
    {
        DnsMessage message = packet.Message;
        if (!message.IsResponse || message.Id != _id || packet.Source.Port != MulticastDns.Port || _ports.Find(packet.Link) is not NetworkLink link)
        {
            return;
        }

        List<DnsQuestion> missing = [];
        lock (_gate)
        {
            if (!_cache.Receive(packet, link, Now))
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
            Send(packet.Link, missing);
        }
    }
}
