using Chamada.Core.Transport;

namespace Chamada.Core.Protocols;

/// <summary>What a peer gets that is not served in the way in which it asks: an answer that says so, and the end. Nothing that it sends is
/// read.</summary>
internal sealed class LastWord : IConnectionHandler
{
    private static readonly byte[] NoPagesAnswer =
        "HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    private static readonly byte[] RespAnswer =
        "-ERR this server speaks only TLS: connect with --tls\r\n"u8.ToArray();

    private static readonly byte[] TextAnswer =
        "Este servidor atende somente por TLS. Use o programa chamada com --tls."u8.ToArray();

    private static readonly byte[] HttpAnswer = Http(
        "Este servidor atende somente por HTTPS: troque http:// por https:// no endereço.\r\n"
        + "This server speaks only HTTPS: put https:// in the place of http:// in the address.\r\n");

    /// <summary>An alert of TLS (RFC 8446 §6.2): fatal, internal_error.</summary>
    private static readonly byte[] NoMemoryForTls = [21, 3, 3, 0, 2, 2, 80];

    private readonly byte[] _answer;
    private bool _isAsked;
    private bool _isTold;

    private LastWord(byte[] answer) => _answer = answer;

    /// <inheritdoc/>
    public bool WantsInput => !_isAsked;

    /// <inheritdoc/>
    public bool IsFinished => _isTold;

    /// <inheritdoc/>
    public bool IsBusy => false;

    /// <inheritdoc/>
    public bool MayBeSilent => false;

    /// <summary>For a browser where no pages are served.</summary>
    public static LastWord NoPages() => new(NoPagesAnswer);

    /// <summary>For whoever wants to speak TLS while there is no memory for it.</summary>
    public static LastWord NoTlsNow() => new(NoMemoryForTls);

    /// <summary>For whoever asks without TLS where everything is enciphered.</summary>
    /// <param name="protocol">RESP, text or HTTP, in which the answer is.</param>
    public static LastWord TlsOnly(WireProtocol protocol) => new(protocol switch
    {
        WireProtocol.Resp => RespAnswer,
        WireProtocol.Http => HttpAnswer,
        _ => TextAnswer,
    });

    /// <inheritdoc/>
    public void Begin() => _isAsked = _isTold = false;

    /// <inheritdoc/>
    public int Receive(ReadOnlySpan<byte> bytes)
    {
        _isAsked = true;
        return bytes.Length;
    }

    /// <inheritdoc/>
    public int Fill(Span<byte> destination)
    {
        if (!_isAsked || _isTold)
        {
            return 0;
        }

        _isTold = true;
        _answer.CopyTo(destination);
        return _answer.Length;
    }

    /// <inheritdoc/>
    public void InputBroken() => _isAsked = true;

    /// <inheritdoc/>
    public void End(CloseReason reason)
    {
    }

    /// <summary>RFC 9110 §15.5.22: what is asked for is to be asked for in another protocol.</summary>
    private static byte[] Http(string text)
    {
        byte[] body = System.Text.Encoding.UTF8.GetBytes(text);
        string head = "HTTP/1.1 426 Upgrade Required\r\nUpgrade: TLS/1.2\r\nConnection: Upgrade, close\r\nCache-Control: no-store\r\n"
            + $"Content-Type: text/plain; charset=utf-8\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. System.Text.Encoding.ASCII.GetBytes(head), .. body];
    }
}
