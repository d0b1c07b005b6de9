using Chamada.Core.Wire.Text;

namespace Chamada.Core.Wire;

/// <summary>The protocols of the one port.</summary>
public enum WireProtocol
{
    /// <summary>Not enough has been received to tell.</summary>
    Unknown,

    /// <summary>RESP: arrays of bulk strings, or inline commands.</summary>
    Resp,

    /// <summary>The plain text of the older Python programs.</summary>
    Text,
}

/// <summary>Tells the protocols apart, once a connection, by what it sends first.</summary>
public static class ProtocolSniffer
{
    /// <summary>
    /// RESP when the first byte is '*' or a line ends before a text request does; text when <c>,teacher</c> or <c>,student</c>
    /// comes first. The answer does not depend on how TCP cut the bytes.
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

        int line = first.IndexOf((byte)'\n');
        if (TextFrame.FindEnd(line < 0 ? first : first[..line]) >= 0)
        {
            return WireProtocol.Text;
        }

        return line >= 0 ? WireProtocol.Resp : WireProtocol.Unknown;
    }
}
