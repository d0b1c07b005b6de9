using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery;
using Chamada.Core.Hosting.Metrics;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Log.Postgres;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Tls;
using Chamada.Core.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chamada.Core.Hosting;

/// <summary>
/// A server with its journal and its announcements, from opening the data folder to the orderly stop: everything that answers students and
/// teachers, in one call.
/// </summary>
public sealed class RollServer : IAsyncDisposable
{
    private readonly SqliteJournal? _journal;
    private readonly PostgresStore? _store;
    private readonly Func<bool> _hasFailed;
    private readonly TimeProvider _clock;
    private readonly CalmLog _log;
    private readonly Lazy<Task> _stop;
    private readonly ServerMeter? _meter;
    private readonly SocketTurns? _turns;
    private MetricsPort? _metrics;
    private RollPort? _port;
    private ServerCertificate? _certificate;
    private PeerAnnouncer? _announcer;
    private NetworkNeighbours? _neighbours;
    private PageVisit? _lastVisit;
    private TimeSpan _diskTimeout;

    private RollServer(SqliteJournal? journal, IRollLog log, TimeProvider clock, CalmLog diagnostics, ServerMeter? meter,
        SocketTurns? turns)
        : this(new RollBook(log, clock, new MemoryReserve()), clock, diagnostics, meter)
    {
        _turns = turns;
        _journal = journal;
        _hasFailed = () => log.HasFailed;
    }

    private RollServer(PostgresStore store, IHostedBook book, TimeProvider clock, CalmLog diagnostics, ServerMeter? meter)
        : this(book, clock, diagnostics, meter)
    {
        _store = store;
        _hasFailed = () => !store.IsReachable;
    }

    private RollServer(IHostedBook book, TimeProvider clock, CalmLog diagnostics, ServerMeter? meter)
    {
        _meter = meter;
        Book = book;
        _hasFailed = static () => false;
        _clock = clock;
        _log = diagnostics;
        _stop = new Lazy<Task>(StopOnceAsync);
    }

    /// <summary>The address and port that it listens on.</summary>
    public IPEndPoint EndPoint => _port!.EndPoint;

    /// <summary>Where what is measured can be read; null where it cannot.</summary>
    public IPEndPoint? Metrics => _metrics?.EndPoint;

    /// <summary>By what clients know the server when it speaks TLS; null when it does not.</summary>
    public Fingerprint? Fingerprint => _certificate?.Fingerprint;

    /// <summary>How many connections there are now.</summary>
    public int Connections => _port!.Connections;

    /// <summary>
    /// Completes, with the reason, when the journal can write no more: changes are refused from then on. Never for one in memory; it
    /// never faults.
    /// </summary>
    public Task<JournalFault> Failed => _journal?.Failed ?? new TaskCompletionSource<JournalFault>().Task;

    /// <summary>
    /// Whether the stop found a disk that did not answer within <see cref="ServerOptions.DiskTimeout"/>: what nobody was told of may be
    /// lost, and the data folder stays in use until this process ends.
    /// </summary>
    public bool IsDiskSilent { get; private set; }

    /// <summary>Links of the network on which nothing can be announced, and why, in the system's words.</summary>
    public IReadOnlyList<string> LinkProblems => _announcer?.Problems ?? [];

    /// <summary>
    /// Who has opened the start page, or a class's, last, from where and when: by it a teacher sees that phones reach this server. Null
    /// while nobody has.
    /// </summary>
    public PageVisit? LastVisit => Volatile.Read(ref _lastVisit);

    /// <summary>Somebody has opened the start page, or a class's. On a thread of the server's, which must not be kept.</summary>
    public event Action<PageVisit>? Visited;

    /// <summary>The roll calls.</summary>
    internal IHostedBook Book { get; }

    /// <summary>The lists that are closed and that nobody has received, as they are now, the oldest first.</summary>
    public Task<IReadOnlyList<WaitingList>> WaitingListsAsync() => _port!.WaitingListsAsync();

    /// <summary>Opens the data folder, takes up what is in it, listens, and announces what is to be announced.</summary>
    /// <param name="options">Where to listen, what lasts, limits and times.</param>
    /// <param name="clock">Stamps and measures; the system's unless told otherwise.</param>
    /// <param name="log">Diagnostics; none unless told otherwise.</param>
    /// <returns>The server, which can be connected to; or why there is none, and then nothing is left of the attempt.</returns>
    public static async Task<ServerStart> StartAsync(ServerOptions options, TimeProvider? clock = null, ILogger? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        clock ??= SystemClock.Instance;
        CalmLog calm = new(log ?? NullLogger.Instance, clock);
        SqliteJournal? journal = null;
        ServerMeter? meter = options.Metrics is null ? null : new ServerMeter();
        if (options.Store is { } place)
        {
            return await StartAsync(place, options, clock, calm, meter).ConfigureAwait(false);
        }

        SocketTurns? turns = options is { CommitsBesideSockets: true, DataFolder: not null } ? SocketTurns.TryMake() : null;
        JournalOptions journaling = new() { Log = calm, Committed = meter is null ? null : meter.Committed, Turns = turns };
        if (options.DataFolder is { } folder && !SqliteJournal.Open(folder, journaling).Try(out journal, out JournalFault? fault))
        {
            turns?.Dispose();
            meter?.Dispose();
            return new DataFault(fault);
        }

        RollServer server = new(journal, journal ?? options.Log ?? new MemoryLog(), clock, calm, meter, turns)
        {
            _diskTimeout = options.DiskTimeout,
        };
        return await server.BeginAsync(
            options, journal?.Replay((RollBook)server.Book) is { } damaged ? new DataFault(damaged) : null).ConfigureAwait(false);
    }

    /// <summary>Stops in order: says goodbye to the network, answers what was received, closes the journal. Once, whoever asks.</summary>
    public Task StopAsync() => _stop.Value;

    /// <inheritdoc cref="StopAsync"/>
    public ValueTask DisposeAsync() => new(StopAsync());

    private static async Task<ServerStart> StartAsync(
        PostgresAddress place, ServerOptions options, TimeProvider clock, CalmLog log, ServerMeter? meter)
    {
        PostgresOptions settings = new()
        {
            Schema = place.Schema ?? options.StoreSchema,
            Clock = clock,
            Log = log,
            Committed = meter is null ? null : meter.Committed,
        };
        if (!PostgresStore.Open(place, settings).Try(out PostgresStore? store, out PostgresFault? fault))
        {
            meter?.Dispose();
            return new StoreFault(fault);
        }

        try
        {
            if (options.DataFolder is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            RollServer server = new(store, RollLanes.Open(store), clock, log, meter) { _diskTimeout = options.DiskTimeout };
            return await server.BeginAsync(options, null).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever keeps the store from being read is an answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await store.DisposeAsync().ConfigureAwait(false);
            meter?.Dispose();
            return new StoreFault(PostgresFault.Of(error, place));
        }
    }

    private async Task<ServerStart> BeginAsync(ServerOptions options, StartFault? cannot)
    {
        cannot ??= (StartFault?)Certify(options) ?? Listen(options) ?? Show(options);
        if (cannot is not null)
        {
            await DisposeAsync().ConfigureAwait(false);
            return cannot;
        }

        UseNetwork(options.Discovery);
        return this;
    }

    private CertificateFault? Certify(ServerOptions options)
    {
        if (options.Tls is not { } tls)
        {
            return null;
        }

        (_certificate, CertificateProblem? problem) = ServerCertificate.Open(
            tls with { Names = [.. tls.Names, .. options.WebNames] }, options.DataFolder, _clock, new ServerLog(_log));
        return problem is null ? null : new CertificateFault(problem.Path, problem.Detail);
    }

    private ListenFault? Listen(ServerOptions options)
    {
        _neighbours = options.Discovery is { Redirects: true } discovery ? new NetworkNeighbours(discovery.Network, _clock) : null;
        ServerLog log = new(_log) { YieldRoom = Book.YieldRoom };
        WebOptions web = new(Book)
        {
            IsReady = () => !_hasFailed(),
            Visited = TakeVisit,
            Names = options.WebNames,
        };
        PortFigures figures = new(options, _clock) { Book = Book, HasFailed = _hasFailed };
        _meter?.Observe(figures);
        for (int port = options.Port; ; port++)
        {
            try
            {
                _port = new RollPort(
                    options with { Port = port }, Book, _clock, log, options.Neighbours ?? _neighbours, web, _certificate, figures);
                _journal?.Announce(EndPoint.ToString());
                return null;
            }
            catch (SocketException e)
            {
                if (e.SocketErrorCode != SocketError.AddressAlreadyInUse
                    || port >= Math.Min(options.Port + options.PortsToTry - 1, IPEndPoint.MaxPort))
                {
                    return new ListenFault(new IPEndPoint(options.Address, port), e.SocketErrorCode, e.Message);
                }
            }
        }
    }

    /// <summary>Shows what is measured, where it is to be shown.</summary>
    private ListenFault? Show(ServerOptions options)
    {
        if (options.Metrics is not { } place)
        {
            return null;
        }

        ServerLog log = new(_log);
        try
        {
            _metrics = new MetricsPort(place, _meter!, _clock, log);
            log.MetricsListening(_metrics.EndPoint);
            return null;
        }
        catch (SocketException e)
        {
            return new ListenFault(place, e.SocketErrorCode, e.Message);
        }
    }

    private void TakeVisit(IPAddress address)
    {
        PageVisit visit = new(address, _clock.GetLocalNow());
        Volatile.Write(ref _lastVisit, visit);
        Visited?.Invoke(visit);
    }

    private void UseNetwork(DiscoveryOptions? discovery)
    {
        _neighbours?.Start(EndPoint);
        if (discovery?.AnnouncedName is not { } name)
        {
            return;
        }

        PeerAnnouncer announcer = _announcer = PeerAnnouncer.Start(new AnnouncerOptions
        {
            Server = EndPoint,
            DisplayName = name,
            Fingerprint = Fingerprint?.ToString(),
            Network = discovery.Network,
            Clock = _clock,
            Log = _log,
        });
        OpenClasses.Listen(Book, Book.Feed, (number, isOpen) =>
        {
            if (isOpen)
            {
                announcer.Add(number.Value);
            }
            else
            {
                announcer.Remove(number.Value);
            }
        });
    }

    private async Task StopOnceAsync()
    {
        foreach (IAsyncDisposable? part in (IAsyncDisposable?[])[_announcer, _port, _neighbours])
        {
            if (part is not null)
            {
                await part.DisposeAsync().ConfigureAwait(false);
            }
        }

        await CloseJournalAsync().ConfigureAwait(false);
        if (_metrics is not null)
        {
            await _metrics.DisposeAsync().ConfigureAwait(false);
        }

        _certificate?.Dispose();
        _meter?.Dispose();
        _log.Dispose();
    }

    private async Task CloseJournalAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync().ConfigureAwait(false);
        }

        if (_journal is null)
        {
            return;
        }

        try
        {
            await _journal.DisposeAsync().AsTask().WaitAsync(_diskTimeout, _clock).ConfigureAwait(false);
            _turns?.Dispose();
        }
        catch (TimeoutException)
        {
            IsDiskSilent = true;
            new ServerLog(_log).DiskSilent(_journal.FilePath, (int)_diskTimeout.TotalSeconds);
        }
    }
}

/// <summary>A server that runs, or the reason why there is none.</summary>
public readonly record struct ServerStart
{
    /// <summary>The server; null when there is none.</summary>
    public RollServer? Server { get; private init; }

    /// <summary>Why there is no server; null when there is one.</summary>
    public StartFault? Fault { get; private init; }

    /// <summary>Whether there is a server, and which, or why not.</summary>
    public bool Try([NotNullWhen(true)] out RollServer? server, [NotNullWhen(false)] out StartFault? fault)
    {
        server = Server;
        fault = Fault;
        return server is not null;
    }

    /// <summary>Wraps a server.</summary>
    public static implicit operator ServerStart(RollServer server) => new() { Server = server };

    /// <summary>Wraps a fault.</summary>
    public static implicit operator ServerStart(StartFault fault) => new() { Fault = fault };
}
