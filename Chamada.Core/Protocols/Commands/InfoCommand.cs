using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Chamada.Core.Protocols.Counting;

namespace Chamada.Core.Protocols.Commands;

/// <summary>
/// INFO: what a server knows of itself, in the form and with the names that monitoring of Redis reads
/// (https://redis.io/docs/latest/commands/info/). A field that Redis has and that would mean nothing here is left out.
/// </summary>
internal static class InfoCommand
{
    private const long Kibi = 1024;

    private static readonly Section[] Sections =
    [
        new("Server", Server),
        new("Clients", Clients),
        new("Memory", Memory),
        new("Persistence", Persistence),
        new("Stats", Stats),
        new("Replication", static (text, _) => text.Line("role", "master").Line("connected_slaves", 0)),
        new("CPU", Cpu),
        new("Commandstats", CommandStats) { IsDefault = false },
        new("Cluster", static (text, _) => text.Line("cluster_enabled", 0)),
        new("Keyspace", static (text, figures) =>
        {
            if (figures.OpenRollCalls > 0)
            {
                text.Line("db0", string.Create(CultureInfo.InvariantCulture, $"keys={figures.OpenRollCalls},expires=0,avg_ttl=0"));
            }
        }),
        new("Chamada", Own),
    ];

    /// <summary>The sections that were asked for, in their own order; those that are told without a word when none was.</summary>
    /// <param name="figures">What is told.</param>
    /// <param name="asked">Their names in any case; also <c>default</c>, <c>all</c>, <c>everything</c>. What names none is passed
    /// over.</param>
    public static string Write(ServerFigures figures, IReadOnlyCollection<string> asked)
    {
        StringBuilder text = new();
        bool all = Names("all") || Names("everything"), usual = asked.Count == 0 || Names("default");
        foreach (Section section in Sections)
        {
            if (all || (usual && section.IsDefault) || Names(section.Name))
            {
                text.Append(text.Length > 0 ? "\r\n" : "").Append("# ").Append(section.Name).Append("\r\n");
                section.Write(text, figures);
            }
        }

        return text.ToString();

        bool Names(string name) => asked.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private static StringBuilder Line(this StringBuilder text, string name, string value) =>
        text.Append(name).Append(':').Append(value).Append("\r\n");

    private static StringBuilder Line(this StringBuilder text, string name, long value) =>
        text.Line(name, value.ToString(CultureInfo.InvariantCulture));

    private static StringBuilder Line(this StringBuilder text, string name, bool value) => text.Line(name, value ? 1 : 0);

    private static void Server(StringBuilder text, ServerFigures figures) => text
        .Line("redis_version", SessionCommands.RedisVersion)
        .Line("server_name", "chamada")
        .Line("chamada_version", figures.Version)
        .Line("redis_mode", "standalone")
        .Line("os", RuntimeInformation.OSDescription)
        .Line("arch_bits", 8 * IntPtr.Size)
        .Line("process_id", Environment.ProcessId)
        .Line("run_id", figures.RunId)
        .Line("tcp_port", figures.Port)
        .Line("uptime_in_seconds", (long)figures.Uptime.TotalSeconds)
        .Line("uptime_in_days", (long)figures.Uptime.TotalDays);

    private static void Clients(StringBuilder text, ServerFigures figures) => text
        .Line("connected_clients", figures.Connections)
        .Line("cluster_connections", 0)
        .Line("maxclients", figures.MaxConnections)
        .Line("blocked_clients", 0);

    private static void Memory(StringBuilder text, ServerFigures figures) => text
        .Line("used_memory", figures.HeapBytes)
        .Line("used_memory_human", Human(figures.HeapBytes))
        .Line("used_memory_rss", figures.ResidentBytes)
        .Line("used_memory_rss_human", Human(figures.ResidentBytes))
        .Line("total_system_memory", figures.MachineBytes)
        .Line("total_system_memory_human", Human(figures.MachineBytes))
        .Line("maxmemory", 0)
        .Line("maxmemory_human", "0B")
        .Line("maxmemory_policy", "noeviction")
        .Line("mem_allocator", "dotnet");

    /// <summary>The journal is what Redis' append-only file is.</summary>
    private static void Persistence(StringBuilder text, ServerFigures figures) => text
        .Line("loading", 0)
        .Line("rdb_bgsave_in_progress", 0)
        .Line("aof_enabled", figures.IsDurable)
        .Line("aof_rewrite_in_progress", 0)
        .Line("aof_last_write_status", figures.HasFailed ? "err" : "ok");

    private static void Stats(StringBuilder text, ServerFigures figures) => text
        .Line("total_connections_received", figures.ConnectionsReceived)
        .Line("total_commands_processed", figures.Requests.Sum(static row => row.Count))
        .Line("instantaneous_ops_per_sec", figures.RequestsPerSecond)
        .Line("rejected_connections", figures.ConnectionsRefused.Sum(static row => row.Count))
        .Line("expired_keys", 0)
        .Line("evicted_keys", 0)
        .Line("total_error_replies", figures.Requests.Sum(static row => IsError(row) ? row.Count : 0));

    private static void Cpu(StringBuilder text, ServerFigures figures) => text
        .Line("used_cpu_sys", figures.SystemTime.TotalSeconds.ToString("F6", CultureInfo.InvariantCulture))
        .Line("used_cpu_user", figures.UserTime.TotalSeconds.ToString("F6", CultureInfo.InvariantCulture));

    /// <summary>Redis' fields. How long a command took is not measured, so its time is 0.</summary>
    private static void CommandStats(StringBuilder text, ServerFigures figures)
    {
        foreach (IGrouping<string, RequestCount> command in figures.Requests
            .Where(static row => row.Command != CommandNumber.NameOfNone)
            .GroupBy(static row => row.Command)
            .OrderBy(static command => command.Key, StringComparer.Ordinal))
        {
            long calls = command.Sum(static row => row.Count), rejected = command.Sum(static row => IsError(row) ? row.Count : 0);
            long failed = command.Sum(static row => row.IsRefusal ? row.Count : 0);
            text.Line("cmdstat_" + command.Key, string.Create(
                CultureInfo.InvariantCulture, $"calls={calls},usec=0,usec_per_call=0.00,rejected_calls={rejected},failed_calls={failed}"));
        }
    }

    private static void Own(StringBuilder text, ServerFigures figures)
    {
        text.Line("roll_calls_open", figures.OpenRollCalls)
            .Line("journal_store", figures.Store)
            .Line("journal_durable_sequence", figures.DurableSequence)
            .Line("journal_pending_events", figures.PendingEvents)
            .Line("draining", figures.IsStopping)
            .Line("buffer_bytes", figures.BufferBytes)
            .Line("buffer_bytes_limit", figures.BufferLimit);
        foreach (RefusalCount refused in figures.Refusals())
        {
            text.Line("refused_" + refused.Reason, refused.Count);
        }
    }

    private static bool IsError(RequestCount row) => row.Outcome == CountedOutcome.NameOf(CountedOutcome.Error);

    /// <summary>As Redis writes sizes for people: <c>1.50M</c>.</summary>
    private static string Human(long bytes)
    {
        (double amount, string unit) = bytes switch
        {
            < Kibi => (bytes, "B"),
            < Kibi * Kibi => (bytes / (double)Kibi, "K"),
            < Kibi * Kibi * Kibi => (bytes / (double)(Kibi * Kibi), "M"),
            _ => (bytes / (double)(Kibi * Kibi * Kibi), "G"),
        };
        return amount.ToString(unit == "B" ? "F0" : "F2", CultureInfo.InvariantCulture) + unit;
    }

    private sealed record Section(string Name, Action<StringBuilder, ServerFigures> Write)
    {
        /// <summary>Whether it is told when none is named.</summary>
        public bool IsDefault { get; init; } = true;
    }
}
