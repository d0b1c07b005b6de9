using Chamada.Core.Transport;

namespace Chamada.Core.Web.Http;

/// <summary>
/// A connection that speaks HTTP. It reads nothing itself: what comes goes to Kestrel, what Kestrel says goes to the peer, each when the
/// other side wants it. What a connection may cost and how long it may last stays the transport's affair.
/// </summary>
/// <param name="connection">The connection that is served.</param>
/// <param name="server">Kestrel.</param>
internal sealed class HttpHandler(IConnection connection, HttpServer server) : IConnectionHandler
{
    /// <summary>
    /// How many bytes are let go by that nobody reads any more, so that a peer who sends too much gets to read why it was refused. As long
    /// as they come, it is not reading.
    /// </summary>
    private const int MostLetGo = 8 * 1024 * 1024;

    /// <summary>What one browser's connection may hold, in bytes: what Kestrel keeps for it, and what is on its way to it and from
    /// it.</summary>
    private const int Memory = 64 * 1024;

    private PipedConnection _peer = null!; // Begin comes first.
    private bool _isRefused;
    private bool _isRefusalTold;
    private bool _isKnown;
    private bool _isTimedOut;
    private bool _isTimeOutTold;
    private int _letGo;

    /// <inheritdoc/>
    public bool WantsInput => HasSaidAll || (_peer.WantsInput && !_isRefused);

    /// <inheritdoc/>
    public bool IsFinished => _peer.IsAborted || _isTimeOutTold || _isRefusalTold || _letGo > MostLetGo;

    /// <inheritdoc/>
    public bool IsBusy => _peer.IsDeciding;

    /// <inheritdoc/>
    public bool MayBeSilent => false;

    /// <inheritdoc/>
    public bool IsMidRequest => HasSaidAll || _peer.IsMidRequest;

    /// <inheritdoc/>
    public bool HasSaidAll => _peer.IsEnded;

    private static ReadOnlySpan<byte> TimeOutAnswer => "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8;

    /// <inheritdoc/>
    public void Begin()
    {
        _peer = server.NewConnection(connection);
        _isKnown = _isTimedOut = _isTimeOutTold = _isRefused = _isRefusalTold = false;
        _letGo = 0;
    }

    /// <inheritdoc/>
    public int Receive(ReadOnlySpan<byte> bytes)
    {
        if (HasSaidAll)
        {
            _letGo += bytes.Length;
            return bytes.Length;
        }

        if (!_isKnown && !connection.TryTakeMemory(Memory))
        {
            connection.MemoryRefused();
            _isRefused = true;
            return bytes.Length;
        }

        _peer.Put(bytes);
        if (!_isKnown)
        {
            _isKnown = true;
            server.Accept(_peer);
        }

        return bytes.Length;
    }

    /// <inheritdoc/>
    public int Fill(Span<byte> destination)
    {
        if (_isRefused && !_isRefusalTold)
        {
            _isRefusalTold = true;
            HttpServer.Busy.Span.CopyTo(destination);
            return HttpServer.Busy.Length;
        }

        if (_isTimedOut && !_isTimeOutTold)
        {
            _isTimeOutTold = true;
            TimeOutAnswer.CopyTo(destination);
            return TimeOutAnswer.Length;
        }

        return _peer.Take(destination);
    }

    /// <inheritdoc/>
    public void InputBroken() => _isTimedOut = !HasSaidAll && !_peer.IsAnswering;

    /// <inheritdoc/>
    public void End(CloseReason reason) => _peer.PeerGone();
}
