namespace Chamada.Core.Transport;

/// <summary>
/// Buffers for the moments when a connection needs one: sending, and receiving more than a few requests at once. They are pinned for
/// good, so that the garbage collector never has to work around a socket operation.
/// </summary>
/// <param name="bufferSize">Bytes of each buffer.</param>
internal sealed class BufferPool(int bufferSize)
{
    /// <summary>Bytes of a large buffer, with which much is sent and received.</summary>
    public const int LargeSize = 64 * 1024;

    /// <summary>Bytes of a middle buffer, in which several requests at once have room.</summary>
    public const int MiddleSize = 4 * 1024;

    private const int MostKept = 256;

    private readonly Lock _gate = new();
    private readonly Stack<byte[]> _free = [];
    private int _leastFree;
    private int _rented;

    /// <summary>How many are in use.</summary>
    public int Rented
    {
        get
        {
            lock (_gate)
            {
                return _rented;
            }
        }
    }

    /// <summary>How many are kept for those who come next.</summary>
    public int Free
    {
        get
        {
            lock (_gate)
            {
                return _free.Count;
            }
        }
    }

    public byte[] Rent()
    {
        lock (_gate)
        {
            _rented++;
            if (_free.TryPop(out byte[]? buffer))
            {
                _leastFree = Math.Min(_leastFree, _free.Count);
                return buffer;
            }
        }

        return GC.AllocateUninitializedArray<byte>(bufferSize, pinned: true);
    }

    public void Return(byte[] buffer)
    {
        lock (_gate)
        {
            _rented--;
            if (_free.Count < MostKept)
            {
                _free.Push(buffer);
            }
        }
    }

    /// <summary>Lets go of what nobody has needed since the last time.</summary>
    /// <returns>How many.</returns>
    public int Trim()
    {
        lock (_gate)
        {
            int unneeded = _leastFree;
            for (int i = 0; i < unneeded; i++)
            {
                _free.Pop();
            }

            _leastFree = _free.Count;
            return unneeded;
        }
    }
}
