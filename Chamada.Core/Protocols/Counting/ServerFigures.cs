namespace Chamada.Core.Protocols.Counting;

/// <summary>Tells what a server knows of itself.</summary>
internal interface IServerFigures
{
    /// <summary>How it is now. Does not wait for anything; on any thread.</summary>
    ServerFigures Read();
}

/// <summary>How often something was refused for a reason.</summary>
/// <param name="Reason">In lower case, ASCII letters and <c>_</c>.</param>
/// <param name="Count">How often.</param>
internal readonly record struct RefusalCount(string Reason, long Count);

/// <summary>What a server knows of itself at one moment. Counts begin with its start; nothing here names anybody.</summary>
internal sealed record ServerFigures
{
    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>40 hexadecimal digits that are others after each start.</summary>
    public required string RunId { get; init; }

    /// <summary>The TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>For how long it has run.</summary>
    public required TimeSpan Uptime { get; init; }

    /// <summary>How many connections there are.</summary>
    public required int Connections { get; init; }

    /// <summary>How many there may be.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>How many have come, the refused ones among them.</summary>
    public required long ConnectionsReceived { get; init; }

    /// <summary>How many connections were refused, by reason; each reason that there is, also with 0.</summary>
    public required IReadOnlyList<RefusalCount> ConnectionsRefused { get; init; }

    /// <summary>How many requests were refused because their address made too many.</summary>
    public required long RequestsTooFast { get; init; }

    /// <summary>Bytes that connections hold beyond what each has at rest.</summary>
    public required long BufferBytes { get; init; }

    /// <summary>Bytes that they may hold.</summary>
    public required long BufferLimit { get; init; }

    /// <summary>How often somebody was refused because they held as many.</summary>
    public required long MemoryRefusals { get; init; }

    /// <summary>The requests by protocol, command and outcome.</summary>
    public required IReadOnlyList<RequestCount> Requests { get; init; }

    /// <summary>How many requests a second there were since this was asked before, a second ago or longer.</summary>
    public required long RequestsPerSecond { get; init; }

    /// <summary>How many roll calls are open.</summary>
    public required int OpenRollCalls { get; init; }

    /// <summary>Whether what is recorded lasts longer than the process.</summary>
    public required bool IsDurable { get; init; }

    /// <summary>Where it is recorded: <c>sqlite</c>, <c>postgresql</c> or <c>memory</c>.</summary>
    public required string Store { get; init; }

    /// <summary>Whether nothing can be recorded: for good, or while the database is away.</summary>
    public required bool HasFailed { get; init; }

    /// <summary>Whether it answers what it has received, and takes no more.</summary>
    public required bool IsStopping { get; init; }

    /// <summary>The number of the last event that is durable.</summary>
    public required long DurableSequence { get; init; }

    /// <summary>How many events are decided and not yet durable.</summary>
    public required long PendingEvents { get; init; }

    /// <summary>Bytes of objects in the heap, those included that nobody needs any more.</summary>
    public required long HeapBytes { get; init; }

    /// <summary>Bytes of the process in memory.</summary>
    public required long ResidentBytes { get; init; }

    /// <summary>Bytes of memory that the machine, or its container, has.</summary>
    public required long MachineBytes { get; init; }

    /// <summary>Time of processors that the program took.</summary>
    public required TimeSpan UserTime { get; init; }

    /// <summary>Time of processors that the system took for the program.</summary>
    public required TimeSpan SystemTime { get; init; }

    /// <summary>Everything that was refused, by reason: connections, requests that came too fast or for which there was no memory, and
    /// what the roll calls refused.</summary>
    public IEnumerable<RefusalCount> Refusals()
    {
        IEnumerable<RefusalCount> byRule = Requests
            .Where(static row => row.IsRefusal)
            .GroupBy(static row => row.Outcome)
            .Select(static reason => new RefusalCount(reason.Key, reason.Sum(static row => row.Count)))
            .OrderBy(static row => row.Reason, StringComparer.Ordinal);
        return [.. ConnectionsRefused, new RefusalCount("rate", RequestsTooFast), new RefusalCount("memory", MemoryRefusals), .. byRule];
    }
}
