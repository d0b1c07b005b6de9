using System.Reflection;
using System.Security.Cryptography;
using Chamada.Core.Log;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Protocols.Counting;
using Chamada.Core.Transport;

namespace Chamada.Core.Hosting;

/// <summary>What a server knows of itself, gathered from where it is counted when somebody asks.</summary>
/// <param name="options">Its settings.</param>
/// <param name="clock">Measures.</param>
internal sealed class PortFigures(ServerOptions options, TimeProvider clock) : IServerFigures
{
    private static readonly TimeSpan LeastSample = TimeSpan.FromSeconds(1);

    private readonly long _start = clock.GetTimestamp();
    private readonly string _runId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
    private readonly Lock _gate = new();
    private Sample _last = new(clock.GetTimestamp(), 0, 0);
    private ProcessSample? _process;

    /// <summary>The requests.</summary>
    public RequestCounts Counts { get; } = new(CommandNumber.Names);

    /// <summary>Where connections come to; null before it is there.</summary>
    public SocketListener? Listener { get; set; }

    /// <summary>The limits of addresses; null where there are none.</summary>
    public AddressLimits? Addresses { get; set; }

    /// <summary>What connections may hold together.</summary>
    public MemoryBudget Memory { get; } = new(options.BufferMemory ?? ServerOptions.DefaultBufferMemory);

    /// <summary>The roll calls; null before they are there.</summary>
    public IHostedBook? Book { get; set; }

    /// <summary>Whether nothing more can be recorded.</summary>
    public Func<bool> HasFailed { get; set; } = static () => false;

    /// <summary>Whether the server answers what it has received, and takes no more.</summary>
    public bool IsStopping { get; set; }

    private static string Version => typeof(PortFigures).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion;

    /// <inheritdoc/>
    public ServerFigures Read()
    {
        IReadOnlyList<RequestCount> requests = Counts.Read();
        (int open, long pending) = Book?.Figures ?? default;
        (long perSecond, ProcessSample process) = Look(requests.Sum(static row => row.Count));
        return new ServerFigures
        {
            Version = Version,
            RunId = _runId,
            Port = Listener?.EndPoint.Port ?? 0,
            Uptime = clock.GetElapsedTime(_start),
            Connections = Listener?.Count ?? 0,
            MaxConnections = options.MaxConnections,
            ConnectionsReceived = Listener?.Received ?? 0,
            ConnectionsRefused =
            [
                new("connections", Listener?.RefusedAsTooMany ?? 0),
                new("connections_of_address", Addresses?.RefusedConnections ?? 0),
                new("connection_network", Listener?.RefusedByNetwork ?? 0),
            ],
            RequestsTooFast = Addresses?.RefusedRequests ?? 0,
            BufferBytes = Memory.Used,
            BufferLimit = Memory.Most,
            MemoryRefusals = Memory.Refused,
            Requests = requests,
            RequestsPerSecond = perSecond,
            OpenRollCalls = open,
            IsDurable = options.DataFolder is not null || options.Store is not null,
            Store = options.Store is not null ? "postgresql" : options.DataFolder is not null ? "sqlite" : "memory",
            HasFailed = HasFailed(),
            IsStopping = IsStopping,
            DurableSequence = Book?.DurableSequence ?? 0,
            PendingEvents = pending,
            HeapBytes = GC.GetTotalMemory(forceFullCollection: false),
            ResidentBytes = process.Resident,
            MachineBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            UserTime = process.User,
            SystemTime = process.System,
        };
    }

    /// <summary>The rate since the last sample, and what the system says of the process: both at most once a second, since anybody may ask,
    /// and the system is asked through files.</summary>
    private (long PerSecond, ProcessSample Process) Look(long total)
    {
        lock (_gate)
        {
            long now = clock.GetTimestamp();
            TimeSpan passed = clock.GetElapsedTime(_last.At, now);
            if (passed >= LeastSample)
            {
                _last = new Sample(now, total, (long)((total - _last.Total) / passed.TotalSeconds));
                _process = null;
            }

            return (_last.PerSecond, _process ??= ProcessSample.Take());
        }
    }

    private sealed record Sample(long At, long Total, long PerSecond);

    private sealed record ProcessSample(long Resident, TimeSpan User, TimeSpan System)
    {
        public static ProcessSample Take()
        {
            Environment.ProcessCpuUsage times = Environment.CpuUsage;
            return new ProcessSample(Environment.WorkingSet, times.UserTime, times.PrivilegedTime);
        }
    }
}
