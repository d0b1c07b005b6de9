using System.Net;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Protocols;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Protocols.Counting;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Tls;
using Chamada.Core.Transport;
using Chamada.Core.Web;
using Chamada.Core.Web.Http;

namespace Chamada.Core.Hosting;

/// <summary>A roll book behind a TCP port that speaks every protocol, and what the passing of time does to the book.</summary>
internal sealed class RollPort : IAsyncDisposable
{
    private static readonly ReadOnlyMemory<byte> FullMessage = "-ERR max number of clients reached\r\n"u8.ToArray();

    private readonly ServerLog _log;
    private readonly SocketListener _listener;
    private readonly HttpServer? _http;
    private readonly RollLimits _limits;
    private volatile bool _isStopping;
    private readonly WaitingLists _waiting;
    private readonly ITimer _look;
    private readonly ITimer _passing;
    private readonly IRollBook _book;
    private readonly PortFigures _figures;

    /// <summary>Binds and begins to accept.</summary>
    /// <param name="options">Where to listen, limits and times.</param>
    /// <param name="book">The roll calls; the caller has taken them up from their log already.</param>
    /// <param name="clock">Stamps and measures.</param>
    /// <param name="log">Diagnostics.</param>
    /// <param name="neighbours">The other servers, to which students are sent on; null when nobody is.</param>
    /// <param name="web">What the pages rest on.</param>
    /// <param name="certificates">What is shown to who speaks TLS; null when it is not spoken.</param>
    /// <param name="figures">Is told where to look for what is counted.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The address or the port cannot be bound.</exception>
    public RollPort(
        ServerOptions options, IRollBook book, TimeProvider clock, ServerLog log, INeighbours? neighbours, WebOptions web,
        ICertificates? certificates, PortFigures figures)
    {
        _figures = figures;
        _log = log;
        _book = book;
        Redirection? redirection = neighbours is null ? null : new Redirection(neighbours, new PeerRelay(), clock);
        AddressLimits? addresses = figures.Addresses = options.Addresses is { } each ? new AddressLimits(each) : null;
        RollLimits limits = _limits = new(
            options.MaxOpen, 20 * options.MaxOpen, options.MaxStudents, options.Addresses is { LimitsLoopback: true });
        HttpServer? http = _http = options.ServesPages
            ? new HttpServer(new WebApplication(web with
            {
                IsReady = () => !_isStopping && web.IsReady(),
                CallerOf = peer =>
                    Caller.Of(peer, guestsMayOpen: false, networks: options.OwnNetworks ?? OwnNetworks.System, limits: limits),
                Allows = addresses is null ? null : peer => Allows(addresses, peer),
                Counted = (request, word) => figures.Counts.Add(
                    CountedProtocol.Http, request.Command is RollsCommand ? CommandNumber.Rolls : CommandNumber.Present,
                    CountedOutcome.Of(word), 1),
            }, log), log)
            : null;
        ProtocolServices services = new(book, new SessionIds(), options.GuestsMayOpen, redirection)
        {
            Own = options.Address,
            Counts = figures.Counts,
            Figures = figures,
            Tls = certificates is null ? null : (connection, inside) => new TlsHandler(connection, certificates, inside),
            Addresses = addresses,
            RollLimits = limits,
            IsTlsOnly = options.Tls is { IsOnly: true },
            Pages = http is null ? null : connection => new HttpHandler(connection, http),
            OwnNetworks = options.OwnNetworks ?? OwnNetworks.System,
            Keys = options.TeacherKeys is { } keys ? new KeyGate(keys, clock, log) : null,
            RespFormat = new RespReplyFormat(options.GuestsHint is { } hint ? $" ({hint})" : ""),
        };
        _listener = figures.Listener = new SocketListener(
            new ListenerOptions
            {
                EndPoint = new IPEndPoint(options.Address, options.Port),
                Socket = options.Socket,
                Admits = options.Allow is { } allow ? peer => IsAllowed(allow, peer, options.OwnNetworks ?? OwnNetworks.System, log) : null,
                MaxConnections = options.MaxConnections,
                FullMessage = FullMessage,
                DismissalFor = (first, isStopping) => DismissalOf(first, isStopping, options.ServesPages),
                Addresses = addresses,
                Memory = figures.Memory,
                AddressFullMessage = "-ERR max number of clients reached for your address\r\n"u8.ToArray(),
                IdleTimeout = options.IdleTimeout,
                RequestTimeout = options.RequestTimeout,
                SendTimeout = options.SendTimeout,
                StopTimeout = options.StopTimeout,
                KeepAlive = options.KeepAlive,
            },
            connection => new ProtocolSwitch(connection, services),
            clock,
            log);
        WaitingAges ages = new(FileOf(options, WaitingAges.FileName));
        _waiting = new WaitingLists(book, FilesOf(options), ages, options.KeepClosed, clock, log);
        _look = clock.CreateTimer(_ => _ = _waiting.LookAsync(), null, TimeSpan.Zero, _waiting.Interval);
        _passing = clock.CreateTimer(_ => PassTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        book.TimeMatters += WatchTime;
        WatchTime(); // Only now does the timer know itself.
        log.Listening(_listener.EndPoint);
    }

    /// <summary>The address and port that it is bound to.</summary>
    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <summary>How many connections there are now.</summary>
    public int Connections => _listener.Count;

    /// <inheritdoc cref="WaitingLists.ListsAsync"/>
    public Task<IReadOnlyList<WaitingList>> WaitingListsAsync() => _waiting.ListsAsync();

    /// <summary>Stops in order: accepts no more, answers what was received, closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _log.Stopping(_listener.Count);
        _isStopping = _figures.IsStopping = true;
        await _look.DisposeAsync().ConfigureAwait(false);
        _book.TimeMatters -= WatchTime;
        await _passing.DisposeAsync().ConfigureAwait(false);
        await _listener.StopAsync().ConfigureAwait(false);
        if (_http is not null)
        {
            await _http.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static bool IsAllowed(NetworkRule allow, EndPoint? peer, IOwnNetworks networks, ServerLog log)
    {
        Caller caller = Caller.Of(peer, guestsMayOpen: false, networks: networks);
        bool isAllowed = caller.IsKnown && allow.Admits(caller);
        if (!isAllowed)
        {
            log.NotAdmitted(caller.Address);
        }

        return isAllowed;
    }

    private void WatchTime() => _passing.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    /// <summary>As often as the book has something to do with time; while it has not, the machine may sleep.</summary>
    private void PassTime()
    {
        if (_book.PassTime() is { } next)
        {
            _passing.Change(next, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A browser is told in HTTP that it is to come again; in what is enciphered nothing can be said without the keys.</summary>
    private static ReadOnlyMemory<byte> DismissalOf(ReadOnlyMemory<byte> first, bool isStopping, bool hasPages) =>
        ProtocolSniffer.Recognise(first.Span) switch
        {
            WireProtocol.Http => hasPages ? HttpServer.Busy : default,
            WireProtocol.Tls => default,
            _ => isStopping ? default : FullMessage,
        };

    private static bool Allows(AddressLimits addresses, EndPoint? peer)
    {
        bool may = addresses.AllowanceOf(peer) is not { } allowance || allowance.Take(1) > 0;
        if (!may)
        {
            addresses.CountRefusal();
        }

        return may;
    }

    private static string? FileOf(ServerOptions options, string name) =>
        options.DataFolder is { } folder ? Path.Combine(folder, name) : null;

    private UnfetchedFolder? FilesOf(ServerOptions options) => FileOf(options, UnfetchedFolder.Name) is { } folder
        ? new UnfetchedFolder(folder, Here, error => _log.ListNotMoved(error.Path, error.Cause), options.ToSpreadsheet)
        : null;

    private ServerAddress Here()
    {
        IPEndPoint here = EndPoint;
        bool isAny = here.Address.Equals(IPAddress.Any) || here.Address.Equals(IPAddress.IPv6Any);
        return new ServerAddress(isAny ? Environment.MachineName : here.Address.ToString(), here.Port);
    }
}
