using System.Buffers.Text;

namespace Chamada.Core.Wire.Resp;

/// <summary>
/// Finds where a reply ends, going on where it stopped: a list that comes in a thousand pieces is looked at once, not a
/// thousand times.
/// </summary>
internal struct ReplyScanner
{
    private const int MaxLine = 64 * 1024;

    private long _missing;
    private int _position;

    /// <summary>Finds the end of the line with which a reply, or an item of one, begins.</summary>
    /// <param name="bytes">What has come from its first byte on; at least that.</param>
    /// <param name="longest">The most bytes that may stand before the end.</param>
    /// <returns>Where its line feed stands; 0 when that is not there yet; −1 when this is not RESP.</returns>
    internal static int LineEnd(ReadOnlySpan<byte> bytes, int longest)
    {
        if (!"+-:$*>_%#"u8.Contains(bytes[0]))
        {
            return -1;
        }

        int end = bytes.IndexOf((byte)'\n');
        return end < 0 ? (bytes.Length > longest ? -1 : 0) : bytes[end - 1] == (byte)'\r' ? end : -1;
    }

    /// <summary>Looks at what has come so far.</summary>
    /// <param name="bytes">All bytes from the reply's first on.</param>
    /// <returns>The reply's length; 0 when it is not whole yet; −1 when this is not RESP.</returns>
    public int Scan(ReadOnlySpan<byte> bytes)
    {
        if (_position == 0)
        {
            _missing = 1;
        }

        while (_missing > 0)
        {
            ReadOnlySpan<byte> rest = bytes[Math.Min(_position, bytes.Length)..];
            if (_position > bytes.Length || rest.IsEmpty)
            {
                return 0;
            }

            int end = LineEnd(rest, MaxLine);
            if (end <= 0)
            {
                return end;
            }

            long payload = 0;
            if (rest[0] is (byte)'$' or (byte)'*' or (byte)'>' or (byte)'%')
            {
                if (!Utf8Parser.TryParse(rest[1..(end - 1)], out long number, out int digits) || digits != end - 2
                    || number is < -1 or > int.MaxValue)
                {
                    return -1;
                }

                long items = rest[0] == (byte)'%' ? number * 2 : number;
                _missing += rest[0] == (byte)'$' || number < 0 ? 0 : items;
                payload = rest[0] == (byte)'$' && number >= 0 ? number + 2 : 0;
            }

            if (_position + end + 1 + payload > int.MaxValue)
            {
                return -1;
            }

            _missing--;
            _position += end + 1 + (int)payload;
        }

        if (_position > bytes.Length)
        {
            _missing = 0;
            return 0;
        }

        int length = _position;
        _position = 0;
        return length;
    }
}
