namespace Chamada.Core.Rolls;

/// <summary>
/// A list that only grows at its end. One thread at a time appends; any thread reads, without a lock, the entries below a
/// <see cref="Count"/> that it has read.
/// </summary>
/// <typeparam name="T">An entry. It never changes once it is in the log.</typeparam>
internal sealed class AppendLog<T>
    where T : struct
{
    private T[] _entries = new T[8];
    private int _count;

    /// <summary>How many entries there are. Reading it makes all of them visible to the reader.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>An entry.</summary>
    /// <param name="index">From 0, below a count that the caller has read.</param>
    public ref readonly T this[int index] => ref Volatile.Read(ref _entries)[index];

    /// <summary>Makes room for one more entry, so that the next <see cref="Append"/> cannot fail.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; the log is as it was.</exception>
    public void Reserve()
    {
        if (_count == _entries.Length)
        {
            T[] larger = new T[_count * 2];
            _entries.CopyTo(larger, 0);
            Volatile.Write(ref _entries, larger);
        }
    }

    /// <summary>Adds an entry.</summary>
    public void Append(in T entry)
    {
        Reserve();
        _entries[_count] = entry;
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>Takes entries off the end again. Only for entries that no reader can know of.</summary>
    /// <param name="count">How many entries stay.</param>
    public void Truncate(int count) => Volatile.Write(ref _count, count);
}
