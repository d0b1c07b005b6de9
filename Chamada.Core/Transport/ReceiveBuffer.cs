namespace Chamada.Core.Transport;

/// <summary>
/// What a connection has received and its handler has not consumed yet: a small buffer of the connection's own, which is all that most
/// ever need, a middle one from a pool for a peer that sends several requests at once, and a large one for as long as it sends much. While
/// nothing is there, nothing is held but the small one, or the middle one.
/// </summary>
/// <remarks>
/// A peer that filled the small buffer keeps the middle one until it has sent little eight times in a row: if it were taken away at once,
/// each batch that is longer than the small buffer would arrive in two receives, which costs a quarter of the speed.
/// <para>
/// A middle buffer everybody gets. Where there is no memory for a large one, a peer goes on with what it has; only a request that does not
/// fit in a middle one cannot be received then.
/// </para>
/// </remarks>
internal sealed class ReceiveBuffer(BufferPool largePool, BufferPool middlePool, PeerMemory memory)
{
    private const int SmallSize = 512;
    private const int LittlesToShrink = 8;

    private readonly byte[] _small = GC.AllocateUninitializedArray<byte>(SmallSize, pinned: true);
    private byte[]? _middle;
    private byte[]? _large;
    private int _start;
    private int _end;
    private int _littles;
    private bool _sendsMuch;

    /// <summary>Whether everything has been consumed.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>What has not been consumed.</summary>
    public ReadOnlySpan<byte> Bytes => Array.AsSpan(_start, _end - _start);

    /// <summary>
    /// Whether the next bytes are to be waited for without a buffer: the peer sends much, so a large one will be wanted, but not before
    /// something is there.
    /// </summary>
    public bool WaitsEmpty => IsEmpty && (_large is null ? _end == BufferPool.MiddleSize : _end >= BufferPool.MiddleSize);

    private byte[] Array => _large ?? _middle ?? _small;

    /// <summary>Consumes bytes from the front.</summary>
    public void Consume(int count) => _start += count;

    /// <summary>Notes that so many bytes have come behind those that are there.</summary>
    public void Add(int count)
    {
        _end += count;
        _littles = _end < SmallSize ? _littles + 1 : 0;
    }

    /// <summary>Gives the large buffer back until something is there.</summary>
    /// <returns>No room: an operation on it completes when something is there.</returns>
    public (byte[] Array, int Offset, int Count) WaitEmpty()
    {
        ReturnLarge();
        _start = _end = 0;
        _sendsMuch = true;
        return (_small, 0, 0);
    }

    /// <summary>
    /// Puts a partial request at the buffer's head. A peer that fills a buffer gets the next larger one until it sends little again.
    /// </summary>
    /// <returns>Where to receive: a part of a pinned array; an empty one when there is no memory for a request as long as this
    /// one.</returns>
    public (byte[] Array, int Offset, int Count) MakeRoom()
    {
        int length = _end - _start;
        ReadOnlySpan<byte> rest = Bytes;
        bool wantsLarge = _large is null && (_sendsMuch || _end == BufferPool.MiddleSize);
        if (wantsLarge && memory.TryTake(BufferPool.LargeSize))
        {
            _large = largePool.Rent();
            rest.CopyTo(_large);
        }
        else if (_large is not null && length == 0 && _end < BufferPool.MiddleSize)
        {
            ReturnLarge();
        }
        else if (_large is null && _middle is null && (wantsLarge || _end == SmallSize))
        {
            memory.Take(BufferPool.MiddleSize);
            _middle = middlePool.Rent();
            rest.CopyTo(_middle);
        }
        else if (_large is null && length == 0 && _littles >= LittlesToShrink)
        {
            ReturnMiddle();
        }
        else
        {
            rest.CopyTo(Array);
        }

        _sendsMuch = false;
        _start = 0;
        _end = length;
        return (Array, _end, Array.Length - _end);
    }

    /// <summary>Forgets everything. Only while nothing is being received.</summary>
    public void Clear()
    {
        ReturnLarge();
        ReturnMiddle();
        _sendsMuch = false;
        _start = _end = 0;
    }

    private void ReturnLarge()
    {
        if (_large is { } large)
        {
            _large = null;
            largePool.Return(large);
            memory.Return(BufferPool.LargeSize);
        }
    }

    private void ReturnMiddle()
    {
        _littles = 0;
        if (_middle is { } middle)
        {
            _middle = null;
            middlePool.Return(middle);
            memory.Return(BufferPool.MiddleSize);
        }
    }
}
