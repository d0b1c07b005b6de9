namespace Chamada.Core.Transport;

/// <summary>
/// What a connection has received and its handler has not consumed yet: a small buffer of the connection's own, and a large one from the
/// pool for as long as the peer sends much. While nothing is there, nothing but the small one is held.
/// </summary>
internal sealed class ReceiveBuffer(BufferPool pool)
{
    private const int SmallSize = 4 * 1024;

    private readonly byte[] _small = GC.AllocateUninitializedArray<byte>(SmallSize, pinned: true);
    private byte[]? _large;
    private int _start;
    private int _end;
    private bool _sendsMuch;

    /// <summary>Whether everything has been consumed.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>What has not been consumed.</summary>
    public ReadOnlySpan<byte> Bytes => Array.AsSpan(_start, _end - _start);

    private byte[] Array => _large ?? _small;

    /// <summary>Consumes bytes from the front.</summary>
    public void Consume(int count) => _start += count;

    /// <summary>Notes that so many bytes have come behind those that are there.</summary>
    public void Add(int count) => _end += count;

    /// <summary>
    /// Whether the next bytes are to be waited for without a buffer: the peer sends much, so a large one will be wanted, but not before
    /// something is there.
    /// </summary>
    public bool WaitsEmpty => IsEmpty && (_large is null ? _end == SmallSize : _end >= SmallSize);

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
    /// Puts a partial request at the buffer's head. A peer that fills the small buffer gets a large one until it sends little again.
    /// </summary>
    /// <returns>Where to receive: a part of a pinned array that is not empty.</returns>
    public (byte[] Array, int Offset, int Count) MakeRoom()
    {
        int length = _end - _start;
        if (_large is null && (_end == SmallSize || _sendsMuch))
        {
            _large = pool.Rent();
            _small.AsSpan(_start, length).CopyTo(_large);
        }
        else if (_large is not null && length == 0 && _end < SmallSize)
        {
            ReturnLarge();
        }
        else
        {
            Bytes.CopyTo(Array);
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
        _sendsMuch = false;
        _start = _end = 0;
    }

    private void ReturnLarge()
    {
        if (_large is { } large)
        {
            _large = null;
            pool.Return(large);
        }
    }
}
