using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Core.Discovery.Announcing;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chamada.Core.Discovery;

/// <summary>
/// Makes a server known on the local network: announces each class when it opens, answers whoever asks, takes it back when it closes.
/// While nobody asks and nothing changes it sends nothing.
/// </summary>
public sealed partial class PeerAnnouncer : IAsyncDisposable
{
    /// <summary>The most addresses of one family that are announced on one link.</summary>
    private const int MaxAddresses = 4;

    /// <summary>The largest class: its 18 digits are what a label of the service's subtype is made of.</summary>
    private const long LargestClass = 999_999_999_999_999_999;

    private readonly AnnouncerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly long _started;
    private readonly Responder _responder;
    private readonly LinkPorts _ports;
    private readonly Lock _gate = new();
    private readonly List<Datagram> _packets = [];
    private readonly SendFailures _failures = new();
    private readonly ConcurrentQueue<Action<TimeSpan>> _changes = [];
    private readonly ITimer _timer;
    private readonly ITimer _linkTimer;
    private readonly IDisposable _watch;
    private readonly TaskCompletionSource _claimed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopped;

    private PeerAnnouncer(AnnouncerOptions options)
    {
        _options = options;
        _clock = options.Clock;
        _log = options.Log ?? NullLogger.Instance;
        _started = _clock.GetTimestamp();
        string name = PeerText.Clean(Encoding.UTF8.GetBytes(options.DisplayName));
        _responder = new Responder(name.Length == 0 ? "Chamada" : name, options.Server.Port, options.Random, options.Fingerprint);
        _ports =
            new LinkPorts(options.Network, listening: true, OnPacket,
                (link, family) => Reachable(link).Any(address => address.AddressFamily == family));
        _timer = _clock.CreateTimer(static self => ((PeerAnnouncer)self!).Run(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        LookAtLinks();
        _linkTimer =
            _clock.CreateTimer(static self => ((PeerAnnouncer)self!).LookAtLinks(), this, options.LinkInterval, options.LinkInterval);
        _watch = options.Network.Watch(LookAtLinks);
    }

    /// <summary>
    /// Begins: claims a name on every link, which takes about a second, and then announces the classes that are open by then.
    /// A link that cannot be used is tried again later and stands in <see cref="Problems"/>; this never fails.
    /// </summary>
    public static PeerAnnouncer Start(AnnouncerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(options.Server.Port, nameof(options));
        return new PeerAnnouncer(options);
    }

    /// <summary>The links on which this host can be found, by name.</summary>
    public IReadOnlyList<string> Links => _ports.Names;

    /// <summary>Links that cannot be used now, and why, in the system's words.</summary>
    public IReadOnlyList<string> Problems => [.. _ports.Problems.Select(static problem => problem.ToString())];

    /// <summary>Completes when there is a link and the names are claimed on every one. Never faults.</summary>
    public Task Claimed => _claimed.Task;

    /// <summary>Announces a class. Does nothing when it is announced already. Returns at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not from 1 to 18 nines.</exception>
    public void Add(long classNumber)
    {
        ThrowIfNoClass(classNumber);
        Change(now => _responder.Open(classNumber, now));
    }

    /// <summary>Takes a class back. Does nothing when it is not announced. Returns at once.</summary>
    public void Remove(long classNumber) => Change(now => _responder.Close(classNumber, now));

    /// <summary>Announces exactly these classes: new ones are added, others taken back.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not from 1 to 18 nines.</exception>
    public void SetClasses(IEnumerable<long> classNumbers)
    {
        HashSet<long> wanted = [.. classNumbers];
        foreach (long number in wanted)
        {
            ThrowIfNoClass(number);
        }

        Change(now =>
        {
            foreach (long number in _responder.Classes.Except(wanted).ToList())
            {
                _responder.Close(number, now);
            }

            foreach (long number in wanted)
            {
                _responder.Open(number, now);
            }
        });
    }

    /// <summary>Takes everything back and stops. What was announced vanishes from others' lists within a second.</summary>
    public ValueTask DisposeAsync()
    {
        _watch.Dispose();
        _linkTimer.Dispose();
        lock (_gate)
        {
            if (!_stopped)
            {
                _stopped = true;
                _timer.Dispose();
                _responder.Withdraw();
                _responder.Collect(Now, _packets);
                Send();
                _claimed.TrySetResult();
            }
        }

        _ports.Dispose();
        return ValueTask.CompletedTask;
    }

    private TimeSpan Now => _clock.GetElapsedTime(_started);

    private static void ThrowIfNoClass(long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, LargestClass);
    }

    /// <summary>Takes note and returns: whoever opens a class has other things to do than to wait for a network.</summary>
    private void Change(Action<TimeSpan> change)
    {
        _changes.Enqueue(change);
        _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void OnPacket(LinkPacket packet)
    {
        lock (_gate)
        {
            if (!_stopped)
            {
                _responder.Receive(packet, Now);
                CollectAndSend();
            }
        }
    }

    private void Run()
    {
        lock (_gate)
        {
            if (!_stopped)
            {
                while (_changes.TryDequeue(out Action<TimeSpan>? change))
                {
                    change(Now);
                }

                CollectAndSend();
            }
        }
    }

    private void LookAtLinks()
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            LinkChanges changes = _ports.Reconcile();
            foreach (LinkKey link in changes.Down)
            {
                _responder.LinkDown(link);
            }

            foreach (LinkKey link in changes.Up.Concat(changes.Readdressed))
            {
                IPAddress[] addresses = _ports.Find(link) is NetworkLink found ? Reachable(found) : [];
                if (addresses.Length == 0)
                {
                    _responder.LinkDown(link);
                }
                else
                {
                    _responder.Readdress(link, addresses, Now);
                }

                _failures.Forget(link);
                LogLink(_log, link.Family, link.Index, addresses.Length);
            }

            CollectAndSend();
        }
    }

    /// <summary>Under which of the link's addresses the server can be reached.</summary>
    private IPAddress[] Reachable(NetworkLink link)
    {
        IPAddress server = _options.Server.Address;
        IEnumerable<IPAddress> all = link.Addresses.Select(static own => own.Address).Where(address =>
            address.Equals(server)
            || server.Equals(IPAddress.IPv6Any)
            || (server.Equals(IPAddress.Any) && address.AddressFamily == AddressFamily.InterNetwork));
        return [.. all.GroupBy(static address => address.AddressFamily).SelectMany(static family => family.Take(MaxAddresses))];
    }

    private void CollectAndSend()
    {
        _responder.Collect(Now, _packets);
        Send();
        if (_responder.ClaimedLinks is int claimed && claimed > 0 && claimed == _ports.Keys.Count())
        {
            _claimed.TrySetResult();
        }

        if (_responder.Due is TimeSpan due)
        {
            // In whole milliseconds, as timers are, and never early.
            double wait = Math.Ceiling(Math.Max(0, (due - Now).TotalMilliseconds));
            _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
        }

        if (!_changes.IsEmpty)
        {
            _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan); // One that came meanwhile, whose call has just been overwritten.
        }
    }

    private void Send()
    {
        HashSet<LinkKey>? failed = null;
        foreach (Datagram packet in _packets)
        {
            if (_ports.TrySend(packet))
            {
                _failures.Forget(packet.Link);
            }
            else if (packet.Destination is null)
            {
                (failed ??= []).Add(packet.Link);
            }
        }

        _packets.Clear();
        foreach (LinkKey link in failed ?? [])
        {
            // An IPv6 address is not ready for a second or two after a link comes up. What was not heard must be said again.
            _responder.Restart(link, Now + _failures.Failed(link));
            LogSilent(_log, link.Family, link.Index);
        }
    }

    [LoggerMessage(EventId = 500, Level = LogLevel.Debug,
        Message = "Discovery over {Family} on link {Link}: {Addresses} addresses to announce")]
    private static partial void LogLink(ILogger log, AddressFamily family, int link, int addresses);

    [LoggerMessage(EventId = 501, Level = LogLevel.Debug, Message = "Discovery over {Family} on link {Link} cannot send now")]
    private static partial void LogSilent(ILogger log, AddressFamily family, int link);
}
