using System.Runtime.InteropServices;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// The checksums of all events that a journal holds: a chain for each roll call, and their sum. A roll call's chain can be taken out of
/// the sum, so after an erasure nothing is left in it of what was erased.
/// </summary>
internal sealed class EventChains
{
    private readonly Dictionary<long, ulong> _chains = [];
    private ulong _erased;

    /// <summary>The sum.</summary>
    public ulong Total { get; private set; }

    /// <summary>Lengthens a roll call's chain by events that follow each other in it.</summary>
    /// <param name="run">One or more events of one roll call.</param>
    /// <returns>Its checksum up to the last of them.</returns>
    public ulong Add(ReadOnlySpan<RollEvent> run)
    {
        ref ulong chain = ref CollectionsMarshal.GetValueRefOrAddDefault(_chains, run[0].RollId, out _);
        ulong end = chain;
        for (int i = 0; i < run.Length; i++)
        {
            end = EventChecksum.Of(in run[i], end);
        }

        Total += end - chain;
        return chain = end;
    }

    /// <summary>Takes a roll call out.</summary>
    public void Remove(long roll)
    {
        if (_chains.Remove(roll, out ulong chain))
        {
            Total -= chain;
        }
    }

    /// <summary>Puts the number that the last erasure left in the place of the one before.</summary>
    public void SetErased(long sequence)
    {
        ulong erased = EventChecksum.OfErased(sequence);
        Total += erased - _erased;
        _erased = erased;
    }
}
