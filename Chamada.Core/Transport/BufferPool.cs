namespace Chamada.Core.Transport;

/// <summary>
/// Large buffers for the moments when a connection needs one: sending, and receiving more than a few requests at once. They are
/// pinned for good, so that the garbage collector never has to work around a socket operation.
/// </summary>
internal sealed class BufferPool
{
    /// <summary>Bytes of each buffer.</summary>
    public const int BufferSize = 64 * 1024;

    private const int MostKept = 256;

    private readonly Lock _gate = new();
    private readonly Stack<byte[]> _free = new(MostKept);

    public byte[] Rent()
    {
        lock (_gate)
        {
            if (_free.TryPop(out byte[]? buffer))
            {
                return buffer;
            }
        }

        return GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
    }

    public void Return(byte[] buffer)
    {
        lock (_gate)
        {
            if (_free.Count < MostKept)
            {
                _free.Push(buffer);
            }
        }
    }
}
