using Chamada.Core.Transport;

namespace Chamada.Core.Protocols;

/// <summary>What a peer that speaks HTTP gets where nothing is served by it: an answer that says so, and the end. Nothing that it sends is
/// read.</summary>
internal sealed class NoPagesHandler : IConnectionHandler
{
    private bool _isAsked;
    private bool _isTold;

    private static ReadOnlySpan<byte> Answer =>
        "HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8;

    /// <inheritdoc/>
    public bool WantsInput => !_isAsked;

    /// <inheritdoc/>
    public bool IsFinished => _isTold;

    /// <inheritdoc/>
    public bool IsBusy => false;

    /// <inheritdoc/>
    public bool MayBeSilent => false;

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
        Answer.CopyTo(destination);
        return Answer.Length;
    }

    /// <inheritdoc/>
    public void InputBroken() => _isAsked = true;

    /// <inheritdoc/>
    public void End(CloseReason reason)
    {
    }
}
