using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace Chamada.Core.Log.Postgres;

/// <summary>
/// A log in a PostgreSQL database, which any number of servers share. Classes are spread over lanes, each a log of its own; a few threads,
/// each with a connection, append for whichever lane has something. While the database cannot be reached they try on, and whoever asks is
/// told so in time.
/// </summary>
public sealed partial class PostgresStore : IAsyncDisposable
{
    /// <summary>Over how many lanes classes are spread. It stands in the database: never to be changed.</summary>
    public const int LaneCount = 64;

    /// <summary>After a lost race: for how many turns a lane is locked first.</summary>
    internal const int LockedTurns = 16;

    private const int OldestServer = 15;

    /// <summary>One to look for what others append, one to read what is there at the beginning.</summary>
    private const int SpareConnections = 2;
    private static readonly TimeSpan ExpiryInterval = TimeSpan.FromMilliseconds(200), RetryInterval = TimeSpan.FromMilliseconds(50);

    private readonly object _gate = new();
    private readonly NpgsqlDataSource _source;
    private readonly Queue<PostgresLane> _ready = new();
    private readonly List<Thread> _threads = [];
    private readonly List<PostgresLane> _lanes = [];
    private readonly Timer _expiry;
    private readonly LanePoll _poll;
    private readonly ManualResetEventSlim _closing = new();
    private PostgresSession? _loading;
    private int _idle;
    private long _awaySince;
    private volatile bool _isAway;
    private volatile bool _isClosed;

    private PostgresStore(PostgresAddress address, PostgresOptions options, NpgsqlDataSource source, StoreClock clock)
    {
        Place = address.ToString();
        Options = options;
        _source = source;
        Clock = clock;
        _poll = new LanePoll(this);
        _expiry = new Timer(static state => ((PostgresStore)state!).Expire(), this, ExpiryInterval, ExpiryInterval);
    }

    /// <summary>Where it is, without a password.</summary>
    public string Place { get; }

    /// <summary>Whether the database answers, as far as is known, and what it answers can be followed.</summary>
    public bool IsReachable => !_isAway && !_isClosed && !Array.Exists(Lanes, static lane => lane.HasFailed);

    /// <summary>The database's clock.</summary>
    internal StoreClock Clock { get; }

    internal PostgresOptions Options { get; }

    internal bool IsClosed => _isClosed;

    /// <summary>The lanes that are in use here.</summary>
    internal PostgresLane[] Lanes
    {
        get
        {
            lock (_gate)
            {
                return [.. _lanes];
            }
        }
    }

    /// <summary>Connects, and makes what is missing in the database.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="options">Settings.</param>
    public static PostgresOpening Open(PostgresAddress address, PostgresOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new PostgresOptions();
        NpgsqlSlimDataSourceBuilder builder = new(address.ToConnectionString(options.Connections + SpareConnections));
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        builder.UsePhysicalConnectionInitializer(PostgresSession.Set, static connection =>
        {
            PostgresSession.Set(connection);
            return Task.CompletedTask;
        });
        NpgsqlMultiHostDataSource? hosts = null;
        try
        {
            hosts = builder.BuildMultiHost();
            NpgsqlDataSource source = hosts.WithTargetSession(TargetSessionAttributes.ReadWrite);
            StoreClock clock = new(options.Clock);
            if (Prepare(source, address, options, clock) is not { } fault)
            {
                return new PostgresStore(address, options, source, clock);
            }

            hosts.Dispose();
            return fault;
        }
#pragma warning disable CA1031 // Whatever keeps the store from opening is an answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            hosts?.Dispose();
            return PostgresFault.Of(error, address);
        }
    }

    /// <summary>Removes the schema that an address names, and everything in it; no server may use it any more.</summary>
    /// <param name="address">Where it is. It must name a schema.</param>
    /// <returns>Null, or why it is still there.</returns>
    /// <exception cref="ArgumentException">It names none: the one that servers use is not removed by a slip.</exception>
    public static PostgresFault? Remove(PostgresAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        string schema = address.Schema ?? throw new ArgumentException("no schema is named", nameof(address));
        NpgsqlSlimDataSourceBuilder builder = new(address.ToConnectionString(1));
        builder.EnableTransportSecurity();
        try
        {
            using NpgsqlMultiHostDataSource hosts = builder.BuildMultiHost();
            using NpgsqlConnection connection = hosts.WithTargetSession(TargetSessionAttributes.ReadWrite).OpenConnection();
            new PostgresSchema(schema, PostgresSchema.CurrentSteps).Drop(connection);
            return null;
        }
        catch (Exception error) when (error is NpgsqlException or SocketException or TimeoutException)
        {
            return PostgresFault.Of(error, address);
        }
    }

    /// <summary>Takes all lanes into use, with what is in them; for their books to take up.</summary>
    /// <param name="before">For each the number after which those of its events begin.</param>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    /// <exception cref="InvalidDataException">What is in it contradicts itself.</exception>
    internal PostgresLane[] OpenLanes(Func<int, long> before)
    {
        long began = Stopwatch.GetTimestamp();
        PostgresLane[] lanes = [.. Enumerable.Range(0, LaneCount).Select(number => OpenLane(number, before(number)))];
        PostgresLog.StoreLoaded(Options.Log, Place, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return lanes;
    }

    /// <summary>Takes one lane into use.</summary>
    internal PostgresLane OpenLane(int number, long before)
    {
        PostgresLane lane = new(this, number, before);
        PostgresSession session = _loading ??= OpenSession();
        lane.Load(session);
        lock (_gate)
        {
            _lanes.Add(lane);
        }

        return lane;
    }

    /// <summary>Lets go of a lane.</summary>
    internal void Forget(PostgresLane lane)
    {
        lock (_gate)
        {
            _lanes.Remove(lane);
        }
    }

    internal PostgresSession OpenSession() => PostgresSession.Open(_source, Options, Clock);

    /// <summary>Looks from now on at what others append.</summary>
    internal void BeginPolling()
    {
        _loading?.Dispose();
        _loading = null;
        _poll.Start();
    }

    /// <summary>Somebody watches: the next look is soon.</summary>
    internal void Watched() => _poll.Wake();

    /// <summary>Appends what was decided if that can be at once, tells everybody who waits, and lets go of the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
        {
            return;
        }

        await _poll.DisposeAsync().ConfigureAwait(false);
        Thread[] threads;
        lock (_gate)
        {
            _isClosed = true;
            _closing.Set();
            Monitor.PulseAll(_gate);
            threads = [.. _threads];
        }

        await _expiry.DisposeAsync().ConfigureAwait(false);
        await Task.Run(() =>
        {
            foreach (Thread thread in threads)
            {
                thread.Join();
            }
        }).ConfigureAwait(false);
        foreach (PostgresLane lane in Lanes)
        {
            lane.Close();
        }

        _loading?.Dispose();
        await _source.DisposeAsync().ConfigureAwait(false);
        _closing.Dispose();
    }

    private static PostgresFault? Prepare(NpgsqlDataSource source, PostgresAddress address, PostgresOptions options, StoreClock clock)
    {
        using NpgsqlConnection connection = source.OpenConnection();
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            return new PostgresFault(PostgresFaultKind.OldVersion, address.ToString(), connection.PostgreSqlVersion.ToString());
        }

        PostgresSchema schema = new(options.Schema, PostgresSchema.CurrentSteps);
        if (schema.Migrate(connection) is { } newer)
        {
            return new PostgresFault(PostgresFaultKind.NewerVersion, address.ToString(),
                $"version {newer}, this program's is {schema.Version}");
        }

        using PostgresSession session = PostgresSession.Open(source, options, clock);
        session.ReadClock();
        session.ReadClock();
        session.Barrier([0], [0]);
        return null;
    }

    private void Expire()
    {
        if (!_isClosed)
        {
            foreach (PostgresLane lane in Lanes)
            {
                lane.Expire();
            }
        }
    }
}
