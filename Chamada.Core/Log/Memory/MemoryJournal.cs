using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Memory;

/// <summary>Remembers nothing: for a demonstration, a benchmark or a test. Everything counts as durable at once.</summary>
public sealed class MemoryJournal : IRollJournal
{
    private long _sequence;

    /// <inheritdoc/>
    public long DurableSequence => Volatile.Read(ref _sequence);

    /// <inheritdoc/>
    public bool HasFailed => false;

    /// <inheritdoc/>
    public void Append(in RollEvent rollEvent) => Volatile.Write(ref _sequence, rollEvent.Sequence);

    /// <inheritdoc/>
    public bool IsDurable(long sequence, IDurabilityWaiter waiter) => true;
}
