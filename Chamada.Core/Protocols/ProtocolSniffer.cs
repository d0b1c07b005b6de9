using Chamada.Core.Wire.Text;

namespace Chamada.Core.Protocols;

/// <summary>The protocols of the one port.</summary>
public enum WireProtocol
{
    /// <summary>Not enough has been received to tell.</summary>
    Unknown,

    /// <summary>RESP: arrays of bulk strings, or inline commands.</summary>
    Resp,

    /// <summary>The plain text of the older Python programs.</summary>
    Text,

    /// <summary>HTTP/1.1: a browser, or what a page has made one send.</summary>
    Http,

    /// <summary>TLS: what is spoken inside is recognised when it is deciphered.</summary>
    Tls,

    /// <summary>None of these, whatever follows.</summary>
    None,
}

/// <summary>Tells the protocols apart, once a connection, by what it sends first.</summary>
public static class ProtocolSniffer
{
    private const int LongestMethod = 7;
    private const byte TlsHandshakeRecord = 0x16;

    /// <summary>The methods of HTTP (RFC 9110 §9, RFC 5789), and the one with which HTTP/2 begins (RFC 9113 §3.4). A page can make a
    /// browser send others only after it has asked, in one of these.</summary>
    private static readonly byte[][] Methods =
        [.. new[] { "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE",
            "PATCH", "PRI" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    private static readonly byte[] Get = Methods[0];

    /// <summary>
    /// RESP when the first byte is '*' or a line ends before a text request does; text when the role comes first. Whatever begins as a
    /// request of HTTP is that and nothing else: its later lines and its body may have been written by any page on the web. TLS is known by
    /// its first byte, the type of the record that holds the hello (RFC 8446 §5.1). What begins with another control character (STUN) is
    /// nothing that is spoken here, for the same reason; nor is what is neither within the length of a text request. The answer does not
    /// depend on how TCP cut the bytes.
    /// </summary>
    public static WireProtocol Recognise(ReadOnlySpan<byte> first)
    {
        if (first.IsEmpty)
        {
            return WireProtocol.Unknown;
        }

        if (first[0] == (byte)'*')
        {
            return WireProtocol.Resp;
        }

        if (first[0] == TlsHandshakeRecord)
        {
            return WireProtocol.Tls;
        }

        if ((first[0] < ' ' && !" \t\r\n"u8.Contains(first[0])) || first[0] == 0x7f)
        {
            return WireProtocol.None;
        }

        if (BeginsAsHttp(first, out bool mayBeCommand))
        {
            return WireProtocol.Http;
        }

        ReadOnlySpan<byte> looked = first[..Math.Min(first.Length, TextFrame.LongestRequest)];
        int line = looked.IndexOf((byte)'\n');
        if (TextFrame.FindRole(line < 0 ? looked : looked[..line], out _) >= 0)
        {
            return mayBeCommand ? WireProtocol.Http : WireProtocol.Text;
        }

        return line >= 0 ? WireProtocol.Resp
            : first.Length > TextFrame.LongestRequest ? WireProtocol.None
            : WireProtocol.Unknown;
    }

    /// <summary>
    /// A method and a space. GET is a command of Redis, too, which is typed by hand: it takes the beginning of a target, which is a path,
    /// '*' or an address.
    /// </summary>
    /// <param name="first">What has been received.</param>
    /// <param name="mayBeCommand">Whether it begins with GET and something that is no target.</param>
    private static bool BeginsAsHttp(ReadOnlySpan<byte> first, out bool mayBeCommand)
    {
        mayBeCommand = false;
        int space = first[..Math.Min(first.Length, LongestMethod + 1)].IndexOf((byte)' ');
        if (space < 0)
        {
            return false;
        }

        bool isMethod = false;
        foreach (byte[] method in Methods)
        {
            isMethod |= System.Text.Ascii.EqualsIgnoreCase(first[..space], method);
        }

        ReadOnlySpan<byte> target = first[(space + 1)..];
        mayBeCommand = isMethod && System.Text.Ascii.EqualsIgnoreCase(first[..space], Get) && !target.StartsWith("/"u8)
            && !target.StartsWith("*"u8) && !(target.Length >= 4 && System.Text.Ascii.EqualsIgnoreCase(target[..4], "http"u8));
        return isMethod && !mayBeCommand;
    }
}
