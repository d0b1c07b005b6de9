using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Memory;

/// <summary>Remembers nothing: for a demonstration, a benchmark or a test. Everything counts as durable at once.</summary>
public sealed class MemoryLog : IRollLog
{
    private long _sequence;

    /// <inheritdoc/>
    public long DurableSequence => Volatile.Read(ref _sequence);

    /// <inheritdoc/>
    public bool HasFailed => false;

    /// <inheritdoc/>
    public bool HasNews => false;

    /// <inheritdoc/>
    public RollFeed Feed { get; } = new();

    /// <inheritdoc/>
    public void Read(IRollReader reader)
    {
    }

    /// <inheritdoc/>
    public bool Append(ReadOnlySpan<RollEvent> events, IDurabilityWaiter waiter)
    {
        if (events.Length > 0)
        {
            Volatile.Write(ref _sequence, events[^1].Sequence);
            Feed.Publish(events);
        }

        return true;
    }
}
