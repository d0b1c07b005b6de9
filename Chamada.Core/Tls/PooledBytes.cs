using System.Buffers;

namespace Chamada.Core.Tls;

/// <summary>Bytes that wait for somebody who takes them, in an array of the shared pool. While none wait, none is held.</summary>
internal struct PooledBytes
{
    private const int Smallest = 4 * 1024;

    private byte[]? _array;
    private int _start;
    private int _end;

    /// <summary>How many wait.</summary>
    public readonly int Length => _end - _start;

    /// <summary>Those that wait.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _array.AsSpan(_start, _end - _start);

    /// <summary>Room behind those that wait, for at least so many more.</summary>
    public Memory<byte> Room(int atLeast)
    {
        int length = Length;
        if (_array is null || _array.Length - length < atLeast)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(length + atLeast, Smallest));
            Bytes.CopyTo(larger);
            GiveBack();
            _array = larger;
            (_start, _end) = (0, length);
        }
        else if (_array.Length - _end < atLeast)
        {
            Bytes.CopyTo(_array);
            (_start, _end) = (0, length);
        }

        return _array.AsMemory(_end);
    }

    /// <summary>Notes that so many bytes were written to the <see cref="Room"/>.</summary>
    public void Add(int count) => _end += count;

    /// <summary>Adds a copy of these.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length).Span);
        _end += bytes.Length;
    }

    /// <summary>Takes as many as have room, from the front.</summary>
    /// <returns>How many.</returns>
    public int Take(Span<byte> destination)
    {
        int taken = Math.Min(Length, destination.Length);
        Bytes[..taken].CopyTo(destination);
        Consume(taken);
        return taken;
    }

    /// <summary>Lets go of so many at the front.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end)
        {
            GiveBack();
        }
    }

    /// <summary>Lets go of the room where nothing waits, or of everything.</summary>
    public void GiveBack()
    {
        _start = _end = 0;
        if (_array is { } array)
        {
            _array = null;
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
