using Chamada.Core.Transport;
using Chamada.Core.Wire;

namespace Chamada.Core.Protocols;

/// <summary>
/// The handler of a connection that nobody knows yet: it recognises once what the peer speaks, and from then on is only a way to the
/// handler of that protocol, which is made when the connection's first peer speaks it.
/// </summary>
internal sealed class ProtocolSwitch(IConnection connection, ProtocolServices services) : IConnectionHandler
{
    private RespHandler? _resp;
    private TextHandler? _text;
    /// <summary>
    /// What a conversation in TLS may hold, in bytes: what OpenSSL keeps for it, and its records on their way.
    /// </summary>
    private const int TlsMemory = 64 * 1024;

    private IConnectionHandler? _pages;
    private IConnectionHandler? _tls;
    private IConnectionHandler? _spoken;

    /// <inheritdoc/>
    public bool WantsInput => _spoken is null || _spoken.WantsInput;

    /// <inheritdoc/>
    public bool IsFinished => _spoken is not null && _spoken.IsFinished;

    /// <inheritdoc/>
    public bool IsBusy => _spoken is not null && _spoken.IsBusy;

    /// <inheritdoc/>
    public bool MayBeSilent => _spoken is not null && _spoken.MayBeSilent;

    /// <inheritdoc/>
    public bool IsHalfway => _spoken is not null && _spoken.IsHalfway;

    /// <inheritdoc/>
    public bool IsMidRequest => _spoken is not null && _spoken.IsMidRequest;

    /// <inheritdoc/>
    public bool HasSaidAll => _spoken is not null && _spoken.HasSaidAll;

    /// <inheritdoc/>
    public void Begin() => _spoken = null;

    /// <inheritdoc/>
    public int Receive(ReadOnlySpan<byte> bytes)
    {
        _spoken ??= HandlerOf(bytes);
        return _spoken?.Receive(bytes) ?? 0;
    }

    /// <inheritdoc/>
    public int Fill(Span<byte> destination) => _spoken?.Fill(destination) ?? 0;

    /// <inheritdoc/>
    public void InputBroken()
    {
        _spoken ??= services.IsTlsOnly && !connection.IsEncrypted ? LastWord.TlsOnly(WireProtocol.Text) : Text();
        _spoken.InputBroken();
    }

    /// <inheritdoc/>
    public void InputRefused()
    {
        _spoken ??= Text();
        _spoken.InputRefused();
    }

    /// <inheritdoc/>
    public void End(CloseReason reason) => _spoken?.End(reason);

    /// <summary>The handler of what these bytes begin; null when that cannot be told yet.</summary>
    private IConnectionHandler? HandlerOf(ReadOnlySpan<byte> bytes)
    {
        WireProtocol protocol = ProtocolSniffer.Recognise(bytes);
        if (services.IsTlsOnly && !connection.IsEncrypted
            && protocol is WireProtocol.Resp or WireProtocol.Text or WireProtocol.Http)
        {
            return LastWord.TlsOnly(protocol);
        }

        switch (protocol)
        {
            case WireProtocol.Tls when services.Tls is not null && !connection.IsEncrypted && !connection.TryTakeMemory(TlsMemory):
                connection.MemoryRefused();
                return LastWord.NoTlsNow();
            case WireProtocol.Tls when services.Tls is { } tls && !connection.IsEncrypted:
                _tls ??= tls(connection, inside => new ProtocolSwitch(inside, services));
                _tls.Begin();
                return _tls;
            case WireProtocol.Resp:
                _resp ??= new RespHandler(connection, services);
                _resp.Begin();
                return _resp;
            case WireProtocol.Text:
                return Text();
            case WireProtocol.Http:
                _pages ??= services.Pages?.Invoke(connection) ?? LastWord.NoPages();
                _pages.Begin();
                return _pages;
            case WireProtocol.None or WireProtocol.Tls:
                _text ??= new TextHandler(connection, services);
                _text.BeginUnknown();
                return _text;
            default:
                return null;
        }
    }

    private TextHandler Text()
    {
        _text ??= new TextHandler(connection, services);
        _text.Begin();
        return _text;
    }
}
