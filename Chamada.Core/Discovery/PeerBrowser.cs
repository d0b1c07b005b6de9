using System.Net.Sockets;
using Chamada.Core.Discovery.Finding;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery;

/// <summary>Settings of a <see cref="PeerBrowser"/>.</summary>
public sealed record BrowserOptions
{
    /// <summary>The network, which also says on which links anything may be sent. Default: the machine's.</summary>
    public INetwork Network { get; init; } = new SystemNetwork();

    /// <summary>
    /// For a program that wants to know but has nobody waiting: after three questions at the beginning it asks every two minutes only.
    /// Default: every minute at last, after pauses of 1, 2, 4 … seconds.
    /// </summary>
    public bool IsBackground { get; init; }

    /// <summary>
    /// The port of this program's own server: it is listed, but whether it is still there nobody is asked. Null, as is the default, where
    /// this program is none.
    /// </summary>
    public int? OwnPort { get; init; }

    /// <summary>The only address family to speak; null, as is the default, for both.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>
    /// How often to look whether links or addresses have changed, for the case that the system did not tell. Default 5 s.
    /// </summary>
    public TimeSpan LinkInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock that measures all intervals.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>For random waits.</summary>
    public Random Random { get; init; } = Random.Shared;
}

/// <summary>
/// Keeps a list of everybody on the local network who hosts roll calls, as they come and go. Who says goodbye is gone after a second,
/// who just vanishes after two minutes at the latest, or when <see cref="Doubt"/> says that nobody answers there.
/// </summary>
public sealed class PeerBrowser : IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly Browser _browser;
    private readonly LinkPorts _ports;
    private readonly Lock _gate = new();
    private readonly List<Datagram> _packets = [];
    private readonly ITimer _timer;
    private readonly ITimer _linkTimer;
    private readonly IDisposable _watch;
    private IReadOnlyList<Peer> _peers = [];
    private bool _stopped;

    private PeerBrowser(BrowserOptions options, Action? changed)
    {
        _clock = options.Clock;
        _started = _clock.GetTimestamp();
        _browser = new Browser(ServiceRecords.Service, options.Random, options.IsBackground, options.OwnPort);
        Changed += changed;
        _ports =
            new LinkPorts(options.Network, listening: true, packet => Do(now => _browser.Receive(packet, now)),
                (_, family) => options.Family is null || options.Family == family);
        _timer =
            _clock.CreateTimer(static self => ((PeerBrowser)self!).Do(static _ => { }), this, Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        LookAtLinks();
        _linkTimer =
            _clock.CreateTimer(static self => ((PeerBrowser)self!).LookAtLinks(), this, options.LinkInterval, options.LinkInterval);
        _watch = options.Network.Watch(LookAtLinks);
    }

    /// <summary>
    /// The list has changed. Comes on a thread of the pool, perhaps on several at once: read <see cref="Peers"/> then.
    /// </summary>
    public event Action? Changed;

    /// <summary>Who is there now, by display name. A list that is never changed: each change makes another.</summary>
    public IReadOnlyList<Peer> Peers => Volatile.Read(ref _peers);

    /// <summary>The links that are watched, by name.</summary>
    public IReadOnlyList<string> Links => _ports.Names;

    /// <summary>Links that cannot be used now, and why, in the system's words.</summary>
    public IReadOnlyList<string> Problems => [.. _ports.Problems.Select(static problem => problem.ToString())];

    /// <summary>Begins. A link that cannot be used is tried again later; this never fails.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="changed">The first subscriber of <see cref="Changed"/>, which then misses nothing.</param>
    public static PeerBrowser Start(BrowserOptions? options = null, Action? changed = null) =>
        new(options ?? new BrowserOptions(), changed);

    /// <summary>Asks everybody again, now: for a user who presses the key for it.</summary>
    public void Refresh() => Do(_browser.Hurry);

    /// <summary>
    /// Says that a peer did not answer where it said it was. It is asked whether it is still there, and leaves the list after 3 s if
    /// it says nothing.
    /// </summary>
    public void Doubt(Peer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        Do(now => _browser.Doubt(peer, now));
    }

    /// <summary>Stops. The list stays as it is.</summary>
    public ValueTask DisposeAsync()
    {
        _watch.Dispose();
        _linkTimer.Dispose();
        lock (_gate)
        {
            _stopped = true;
            _timer.Dispose();
        }

        _ports.Dispose();
        return ValueTask.CompletedTask;
    }

    private TimeSpan Now => _clock.GetElapsedTime(_started);

    private void LookAtLinks() => Do(now =>
    {
        LinkChanges changes = _ports.Reconcile();
        foreach (LinkKey key in changes.Down)
        {
            _browser.LinkDown(key);
        }

        foreach (LinkKey key in changes.Up.Concat(changes.Readdressed))
        {
            if (_ports.Find(key) is NetworkLink link)
            {
                _browser.LinkUp(key, link, now);
            }
        }
    });

    private void Do(Action<TimeSpan> what)
    {
        bool changed;
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            what(Now);
            _browser.Collect(Now, _packets);
            foreach (Datagram packet in _packets)
            {
                _ports.TrySend(packet); // What cannot be sent now is asked again later in any case.
            }

            _packets.Clear();
            if (_browser.Due is TimeSpan due)
            {
                double wait = Math.Ceiling(Math.Max(0, (due - Now).TotalMilliseconds));
                _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
            }

            changed = !_peers.SequenceEqual(_browser.Peers);
            Volatile.Write(ref _peers, changed ? _browser.Peers : _peers);
        }

        if (changed)
        {
            Changed?.Invoke();
        }
    }
}
