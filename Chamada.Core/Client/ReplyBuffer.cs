using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Client;

/// <summary>What has come from a server and is no whole reply yet.</summary>
internal sealed class ReplyBuffer
{
    private const int Size = 32 * 1024;

    private byte[] _bytes = new byte[Size];
    private ReplyScanner _scanner;
    private int _start, _end;

    /// <summary>Where the next bytes are to be put; never empty.</summary>
    public Memory<byte> Room
    {
        get
        {
            if (_start == _end)
            {
                _start = _end = 0;
            }
            else if (_end == _bytes.Length)
            {
                byte[] target = _start < _bytes.Length / 2 ? new byte[_bytes.Length * 2] : _bytes;
                _bytes.AsSpan(_start, _end - _start).CopyTo(target);
                _bytes = target;
                _end -= _start;
                _start = 0;
            }

            return _bytes.AsMemory(_end);
        }
    }

    /// <summary>Notes that so many bytes were put there.</summary>
    public void Add(int count) => _end += count;

    /// <summary>Takes the next whole reply.</summary>
    /// <param name="reply">It, until room is asked for again.</param>
    /// <returns>Its length; 0 when none is whole; −1 when this is not RESP.</returns>
    public int Next(out ReadOnlySpan<byte> reply)
    {
        int length = _scanner.Scan(_bytes.AsSpan(_start, _end - _start));
        reply = _bytes.AsSpan(_start, Math.Max(length, 0));
        _start += reply.Length;
        return length;
    }
}
