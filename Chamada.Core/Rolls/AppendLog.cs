using System.Runtime.CompilerServices;

namespace Chamada.Core.Rolls;

/// <summary>
/// A list that only grows at its end, in chunks that are never copied once they are full: appending one more entry to ten million costs
/// what the first cost. One thread at a time appends; any thread reads, without a lock, the entries below a <see cref="Count"/> that it
/// has read.
/// </summary>
/// <typeparam name="T">An entry. It never changes once it is in the log.</typeparam>
internal sealed class AppendLog<T>
    where T : struct
{
    /// <summary>Entries in a chunk.</summary>
    public const int ChunkSize = 1 << Shift;

    private const int Shift = 12;
    private const int SmallestChunk = 4;

    // While there is one chunk only, it doubles: most classes have some tens of students, and an empty roll call has no chunk at all.
    private T[]?[] _chunks = [];
    private int _count;

    /// <summary>How many entries there are. Reading it makes all of them visible to the reader.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>An entry.</summary>
    /// <param name="index">From 0, below a count that the caller has read.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such entry.</exception>
    public ref readonly T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Volatile.Read(ref _chunks)[index >>> Shift]![index & (ChunkSize - 1)];
    }

    /// <summary>Makes room for one more entry, so that the next <see cref="Append"/> cannot fail.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; the log is as it was.</exception>
    public void Reserve()
    {
        int chunk = _count >>> Shift, offset = _count & (ChunkSize - 1);
        if (chunk < _chunks.Length && _chunks[chunk] is { } there && offset < there.Length)
        {
            return;
        }

        if (chunk == 0)
        {
            T[] larger = new T[offset == 0 ? SmallestChunk : offset * 2];
            if (offset > 0)
            {
                _chunks[0]!.AsSpan(0, offset).CopyTo(larger);
            }

            Volatile.Write(ref _chunks, [larger]);
        }
        else
        {
            // Only references are copied: 8 bytes for each 4,096 entries. Spare places are null until their chunk is needed.
            T[] added = new T[ChunkSize];
            T[]?[] chunks = _chunks;
            if (chunk >= chunks.Length)
            {
                chunks = new T[chunk * 2][];
                _chunks.CopyTo(chunks, 0);
            }

            chunks[chunk] = added;
            Volatile.Write(ref _chunks, chunks);
        }
    }

    /// <summary>Adds an entry.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; the log is as it was. Never after <see cref="Reserve"/>.</exception>
    public void Append(in T entry)
    {
        Reserve();
        _chunks[_count >>> Shift]![_count & (ChunkSize - 1)] = entry;
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>
    /// Takes entries off the end again. Only for entries that no reader can know of: a reader's count must not exceed <paramref
    /// name="count"/>.
    /// </summary>
    /// <param name="count">How many entries stay.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)_count);
        Volatile.Write(ref _count, count);
    }
}
