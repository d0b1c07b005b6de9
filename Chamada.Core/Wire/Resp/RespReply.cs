using System.Globalization;
using System.Text;

namespace Chamada.Core.Wire.Resp;

/// <summary>The types of a reply that a client meets.</summary>
internal enum ReplyType
{
    Simple,
    Error,
    Number,
    Bulk,
    Array,
    Push,
    Null,
}

/// <summary>One RESP reply, read whole.</summary>
internal sealed record RespReply(ReplyType Type, string Text, long Number, IReadOnlyList<RespReply> Items)
{
    private const int MaxDepth = 8;
    private const int MaxText = 1 << 20;
    private const int MaxItems = 16 << 20;

    public static readonly RespReply Null = new(ReplyType.Null, "", 0, []);

    /// <summary>Reads the reply that begins with the first byte.</summary>
    /// <returns>How many bytes it took; 0 when it is not whole yet; −1 when this is not RESP.</returns>
    public static int TryRead(ReadOnlySpan<byte> bytes, out RespReply reply, int depth = 0)
    {
        reply = Null;
        if (bytes.IsEmpty)
        {
            return 0;
        }

        int end = depth > MaxDepth ? -1 : ReplyScanner.LineEnd(bytes, MaxText);
        if (end <= 0)
        {
            return end;
        }

        string line = Encoding.UTF8.GetString(bytes[1..(end - 1)]);
        int position = end + 1;
        switch (bytes[0])
        {
            case (byte)'+' or (byte)'#':
                reply = new RespReply(ReplyType.Simple, line, 0, []);
                return position;
            case (byte)'-':
                reply = new RespReply(ReplyType.Error, line, 0, []);
                return position;
            case (byte)'_':
                return position;
        }

        if (!long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return -1;
        }

        return bytes[0] switch
        {
            (byte)':' => Done(new RespReply(ReplyType.Number, "", number, []), position, out reply),
            _ when number == -1 => position,
            (byte)'$' => ReadBulk(bytes, position, number, out reply),
            (byte)'%' => ReadItems(bytes, position, number * 2, ReplyType.Array, depth, out reply),
            (byte)'>' => ReadItems(bytes, position, number, ReplyType.Push, depth, out reply),
            _ => ReadItems(bytes, position, number, ReplyType.Array, depth, out reply),
        };
    }

    private static int Done(RespReply value, int position, out RespReply reply)
    {
        reply = value;
        return position;
    }

    private static int ReadBulk(ReadOnlySpan<byte> bytes, int position, long length, out RespReply reply)
    {
        reply = Null;
        if (length is < 0 or > MaxText)
        {
            return -1;
        }

        int after = position + (int)length;
        if (bytes.Length < after + 2)
        {
            return 0;
        }

        reply = new RespReply(ReplyType.Bulk, Encoding.UTF8.GetString(bytes[position..after]), 0, []);
        return bytes[after..].StartsWith("\r\n"u8) ? after + 2 : -1;
    }

    private static int ReadItems(ReadOnlySpan<byte> bytes, int position, long count, ReplyType type, int depth, out RespReply reply)
    {
        reply = Null;
        if (count is < 0 or > MaxItems)
        {
            return -1;
        }

        // No more is set aside for a count than the bytes that are there could hold.
        List<RespReply> items = new((int)Math.Min(count, (bytes.Length - position) / 3));
        for (long i = 0; i < count; i++)
        {
            int read = TryRead(bytes[position..], out RespReply item, depth + 1);
            if (read <= 0)
            {
                return read;
            }

            items.Add(item);
            position += read;
        }

        reply = new RespReply(type, "", 0, items);
        return position;
    }
}
