using System.Text;

namespace Chamada.Core.Wire.Resp;

/// <summary>How an attempt to read one frame ended.</summary>
public enum FrameStatus
{
    /// <summary>The frame ends beyond the bytes that are there.</summary>
    Incomplete,

    /// <summary>A whole frame was read. It may hold no argument at all (an empty line, <c>*0</c>): then there is nothing to
    /// answer.</summary>
    Complete,

    /// <summary>The bytes are not RESP. The connection cannot be understood from here on.</summary>
    Malformed,
}

/// <summary>
/// One request of the Redis serialization protocol: an array of bulk strings, or an inline command
/// (https://redis.io/docs/latest/develop/reference/protocol-spec/). Used again for every request of a connection, so reading
/// allocates nothing once warm.
/// </summary>
/// <remarks>Arguments of an array point into the bytes that were given to <see cref="Read"/>: they are good only as long as
/// those.</remarks>
public sealed class RespFrame
{
    /// <summary>The most arguments, the command's name included.</summary>
    public const int MaxArguments = 256;

    /// <summary>The most bytes of one request, framing included.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int KeptInline = 512;
    private const int KeptArguments = 16;

    private (int Start, int Length)[] _ranges = new (int, int)[4];
    private byte[] _inline = [];
    private bool _isInline;

    /// <summary>How many arguments there are, the command's name included.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes the frame took.</summary>
    public int Consumed { get; private set; }

    /// <summary>With <see cref="FrameStatus.Malformed"/>: what was wrong, in the words that Redis uses.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>An argument; 0 is the command's name.</summary>
    /// <param name="bytes">The bytes that were given to <see cref="Read"/>.</param>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<byte> Argument(ReadOnlySpan<byte> bytes, int index)
    {
        (int start, int length) = _ranges[index];
        return (_isInline ? _inline : bytes).Slice(start, length);
    }

    /// <summary>Lets go of what only a large frame needed. Its arguments are no more.</summary>
    public void Trim()
    {
        if (_inline.Length > KeptInline)
        {
            _inline = [];
        }

        if (_ranges.Length > KeptArguments)
        {
            _ranges = new (int, int)[4];
        }
    }

    /// <summary>Reads the frame that begins with the first byte.</summary>
    public FrameStatus Read(ReadOnlySpan<byte> bytes)
    {
        Count = 0;
        Consumed = 0;
        if (bytes.IsEmpty)
        {
            return FrameStatus.Incomplete;
        }

        FrameStatus status = bytes[0] == (byte)'*' ? ReadArray(bytes) : ReadInline(bytes);
        return status == FrameStatus.Incomplete && bytes.Length >= MaxBytes
            ? Malformed(bytes[0] == (byte)'*' ? "too big request" : "too big inline request")
            : status;
    }

    private FrameStatus ReadArray(ReadOnlySpan<byte> bytes)
    {
        _isInline = false;
        int position = 1;
        FrameStatus status = ReadLength(bytes, ref position, out int count);
        if (status == FrameStatus.Incomplete)
        {
            return status;
        }

        if (status == FrameStatus.Malformed || count > MaxArguments)
        {
            return Malformed("invalid multibulk length");
        }

        if (count > _ranges.Length)
        {
            _ranges = new (int, int)[count];
        }

        for (int i = 0; i < count; i++)
        {
            if (position >= bytes.Length)
            {
                return FrameStatus.Incomplete;
            }

            if (bytes[position] != (byte)'$')
            {
                return Malformed($"expected '$', got '{Printable(bytes[position])}'");
            }

            position++;
            status = ReadLength(bytes, ref position, out int length);
            if (status == FrameStatus.Incomplete)
            {
                return status;
            }

            if (status == FrameStatus.Malformed || length < 0 || length > MaxBytes)
            {
                return Malformed("invalid bulk length");
            }

            ReadOnlySpan<byte> rest = bytes[position..];
            if (!EndsInLine(rest, length))
            {
                return Malformed("a bulk string is not followed by CRLF");
            }

            if (rest.Length < length + 2)
            {
                return FrameStatus.Incomplete;
            }

            _ranges[i] = (position, length);
            position += length + 2;
        }

        if (position > MaxBytes)
        {
            return Malformed("too big request");
        }

        Count = Math.Max(count, 0);
        Consumed = position;
        return FrameStatus.Complete;
    }

    /// <summary>Whether CRLF follows the first bytes, or may still come.</summary>
    private static bool EndsInLine(ReadOnlySpan<byte> bytes, int length) =>
        (bytes.Length <= length || bytes[length] == (byte)'\r') && (bytes.Length <= length + 1 || bytes[length + 1] == (byte)'\n');

    /// <summary>Reads at most nine digits, with an optional minus, up to CRLF.</summary>
    private static FrameStatus ReadLength(ReadOnlySpan<byte> bytes, ref int position, out int length)
    {
        length = 0;
        int i = position;
        bool negative = i < bytes.Length && bytes[i] == (byte)'-';
        if (negative)
        {
            i++;
        }

        int first = i;
        while (i < bytes.Length && (uint)(bytes[i] - '0') <= 9)
        {
            if (i - first == 9)
            {
                return FrameStatus.Malformed;
            }

            length = (length * 10) + (bytes[i] - '0');
            i++;
        }

        if (!EndsInLine(bytes, i) || (i == first && i < bytes.Length))
        {
            return FrameStatus.Malformed;
        }

        if (i + 1 >= bytes.Length)
        {
            return FrameStatus.Incomplete;
        }

        length = negative ? -length : length;
        position = i + 2;
        return FrameStatus.Complete;
    }

    /// <summary>Reads a line of words. Quotes work as in redis-cli: "…" with \n \r \t \b \a \xHH and \", '…' with \'.</summary>
    private FrameStatus ReadInline(ReadOnlySpan<byte> bytes)
    {
        _isInline = true;
        int end = bytes.IndexOf((byte)'\n');
        if (end < 0)
        {
            return FrameStatus.Incomplete;
        }

        if (end >= MaxBytes)
        {
            return Malformed("too big inline request");
        }

        ReadOnlySpan<byte> line = bytes[..end];
        if (line.EndsWith("\r"u8))
        {
            line = line[..^1];
        }

        if (_inline.Length < line.Length)
        {
            _inline = new byte[Math.Max(line.Length, 256)];
        }

        InlineWords words = new(line, _inline);
        while (words.Next(out int start, out int length))
        {
            if (Count == MaxArguments)
            {
                return Malformed("too many words in an inline request");
            }

            if (Count == _ranges.Length)
            {
                Array.Resize(ref _ranges, Count * 2);
            }

            _ranges[Count++] = (start, length);
        }

        Consumed = end + 1;
        return words.IsUnbalanced ? Malformed("unbalanced quotes in request") : FrameStatus.Complete;
    }

    private FrameStatus Malformed(string problem)
    {
        Count = 0;
        Consumed = 0;
        Problem = problem;
        return FrameStatus.Malformed;
    }

    private static string Printable(byte b) => b is >= 0x20 and < 0x7f ? Encoding.ASCII.GetString([b]) : $"\\x{b:x2}";
}
