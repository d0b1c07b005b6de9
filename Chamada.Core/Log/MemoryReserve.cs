namespace Chamada.Core.Log;

/// <summary>
/// Memory that is set aside for the time when there is no more: whoever comes then needs some to be answered, and a teacher some to close,
/// which is what makes room again. Without it, roll calls would take the last byte, and new connections be closed without a word. Not
/// safe for several threads.
/// </summary>
internal sealed class MemoryReserve
{
    /// <summary>
    /// Bytes of each kind: what connections send and receive with is pinned, and memory for that is not made of any other. Room for
    /// the buffers of some ten connections at work, or for a hundred at rest.
    /// </summary>
    private const int Size = 768 * 1024;

    /// <summary>Bytes of what is not pinned, piece by piece: a piece that is small does not lie among large ones.</summary>
    private const int PieceSize = 8 * 1024;

    /// <summary>How long until the next attempt to set it aside again: each may cost a whole collection.</summary>
    private static readonly long Pause = TimeSpan.FromSeconds(1).Ticks;

    private byte[]? _pinned;
    private byte[][]? _pieces;
    private long _next;

    /// <summary>Whether it is set aside; where it was given up, and some time has passed, it is tried to set it aside again.</summary>
    /// <param name="elapsed">Now (<see cref="Rolls.Moment.Elapsed"/>).</param>
    public bool Hold(long elapsed) => _pieces is not null || (elapsed >= _next && TakeAgain(elapsed));

    /// <summary>Gives it up.</summary>
    /// <param name="elapsed">Now.</param>
    public void Release(long elapsed)
    {
        _pinned = null;
        _pieces = null;
        _next = elapsed + Pause;
    }

    private bool TakeAgain(long elapsed)
    {
        try
        {
            _pinned = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
            byte[][] pieces = new byte[Size / PieceSize][];
            for (int i = 0; i < pieces.Length; i++)
            {
                pieces[i] = new byte[PieceSize];
            }

            _pieces = pieces;
            return true;
        }
        catch (OutOfMemoryException)
        {
            Release(elapsed);
            return false;
        }
    }
}
