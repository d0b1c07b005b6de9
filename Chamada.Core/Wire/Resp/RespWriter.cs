using System.Buffers.Text;
using System.Text;
using Chamada.Core.Unicode;

namespace Chamada.Core.Wire.Resp;

/// <summary>
/// Writes RESP values into bytes that the caller has made sure are enough: 32 bytes for each value besides the text itself.
/// </summary>
public ref struct RespWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>How many bytes are written.</summary>
    public int Written { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public readonly int Free => _destination.Length - Written;

    /// <summary>The head of an array: so many values follow.</summary>
    public void Array(int count) => Head((byte)'*', count);

    /// <summary>The head of a push: in RESP 3 a type of its own, in RESP 2 an array.</summary>
    public void Push(int count, bool resp3) => Head(resp3 ? (byte)'>' : (byte)'*', count);

    /// <summary>An integer.</summary>
    public void Number(long value) => Head((byte)':', value);

    /// <summary>A simple string; its text holds no CR and no LF.</summary>
    public void Simple(scoped ReadOnlySpan<byte> text)
    {
        Byte((byte)'+');
        Raw(text);
        Raw("\r\n"u8);
    }

    /// <summary>A bulk string.</summary>
    public void Bulk(scoped ReadOnlySpan<byte> text)
    {
        Head((byte)'$', text.Length);
        Raw(text);
        Raw("\r\n"u8);
    }

    /// <summary>A bulk string with a time: ISO 8601 with milliseconds and offset.</summary>
    /// <param name="unixMilliseconds">Milliseconds since 1970-01-01T00:00:00Z.</param>
    /// <param name="offsetMinutes">The offset from UTC.</param>
    public void Time(long unixMilliseconds, int offsetMinutes)
    {
        Raw("$29\r\n"u8);
        IsoTime.Write(_destination[Written..], unixMilliseconds, offsetMinutes);
        Written += IsoTime.Length;
        Raw("\r\n"u8);
    }

    /// <summary>Bytes that are RESP already.</summary>
    public void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_destination[Written..]);
        Written += bytes.Length;
    }

    /// <summary>
    /// An error reply as bytes: what a client sent may stand in it, for control characters are written as \xHH, and others that nobody
    /// sees as \uHHHH.
    /// </summary>
    public static byte[] Error(string text) => Encoding.UTF8.GetBytes($"-{Safe(text)}\r\n");

    /// <summary>
    /// Text that came from outside, cut to 64 bytes and without characters that nobody sees, for use in an error message.
    /// </summary>
    public static string Quote(scoped ReadOnlySpan<byte> text)
    {
        const int most = 64;
        string shown = Safe(Encoding.UTF8.GetString(text.Length > most ? text[..most] : text));
        return text.Length > most ? $"'{shown}…'" : $"'{shown}'";
    }

    private static string Safe(string text) => HiddenCharacters.Replace(text, static hidden =>
        hidden.Value <= byte.MaxValue ? $"\\x{hidden.Value:x2}" : $"\\u{hidden.Value:x4}");

    private void Head(byte type, long value)
    {
        Byte(type);
        Utf8Formatter.TryFormat(value, _destination[Written..], out int digits);
        Written += digits;
        Raw("\r\n"u8);
    }

    private void Byte(byte value) => _destination[Written++] = value;
}
