using System.Threading.Channels;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

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

    private readonly TimeSpan _patience;
    private readonly TimeProvider _clock;
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

    /// <summary>Opens nothing yet: <see cref="AskAsync"/> does.</summary>
    /// <param name="service">The name whose instances are looked for.</param>
    /// <param name="network">The network, which also says on which links anything may be sent.</param>
    /// <param name="patience">How long to ask at most.</param>
    /// <param name="clock">Measures all intervals.</param>
    public Search(DnsName service, INetwork network, TimeSpan patience, TimeProvider clock)
    {
        _patience = patience;
        _clock = clock;
        _question = new DnsQuestion(service, DnsType.Ptr);
        _cache = new RecordCache(Random.Shared, service);
        _started = clock.GetTimestamp();
        _ports = new LinkPorts(network, listening: false, OnPacket);
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

    /// <summary>The links that were asked on, by name.</summary>
    public IReadOnlyList<string> Links => _ports.Names;

    /// <summary>What could not be used, and why, in the system's words.</summary>
    public IReadOnlyList<string> Problems => _ports.Problems;

    /// <summary>Asks until the patience is at its end.</summary>
    public async Task AskAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (TimeSpan at in AskedAt.Where(at => at < _patience))
            {
                await UntilAsync(at, cancellation).ConfigureAwait(false);
                Ask();
            }

            await UntilAsync(_patience, cancellation).ConfigureAwait(false);
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
            await Task.Delay(wait, _clock, cancellation).ConfigureAwait(false);
        }
    }

    private TimeSpan Now => _clock.GetElapsedTime(_started);

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
