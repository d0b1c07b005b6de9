namespace Chamada.Core.Transport;

/// <summary>
/// What a handler has written and the peer's system has not taken yet: a large buffer, for as long as there is something. Where there is no
/// memory for that, a middle one: everybody is answered, if in smaller pieces.
/// </summary>
internal sealed class SendBuffer(BufferPool large, BufferPool middle, PeerMemory memory)
{
    private byte[]? _bytes;
    private int _start;
    private int _end;

    /// <summary>Whether everything has been sent.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>What is to be sent: a part of a pinned array. Only when it is not empty.</summary>
    public (byte[] Array, int Offset, int Count) Rest => (_bytes!, _start, _end - _start);

    /// <summary>Asks a handler for more. Only when everything has been sent.</summary>
    /// <returns>Whether there is something to send now.</returns>
    public bool Fill(IConnectionHandler handler)
    {
        _bytes ??= Rent();
        _start = 0;
        _end = handler.Fill(_bytes);
        return _end > 0;
    }

    /// <summary>Notes that so many bytes have left.</summary>
    public void Sent(int count) => _start += count;

    /// <summary>Gives the buffer back, whatever is in it. Only while nothing is being sent.</summary>
    public void Release()
    {
        _start = _end = 0;
        if (_bytes is { } bytes)
        {
            _bytes = null;
            (bytes.Length == BufferPool.LargeSize ? large : middle).Return(bytes);
            memory.Return(bytes.Length);
        }
    }

    private byte[] Rent()
    {
        if (memory.TryTake(BufferPool.LargeSize))
        {
            return large.Rent();
        }

        memory.Take(BufferPool.MiddleSize);
        return middle.Rent();
    }
}
