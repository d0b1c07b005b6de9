using System.Buffers;
using System.Net;
using Chamada.Core.Transport;

namespace Chamada.Core.Tls;

/// <summary>
/// A handler around a handler: deciphers what the peer sends for the one inside, and enciphers what that one says. The one inside stands on
/// an <see cref="IConnection"/> as it would on a socket, so every protocol is spoken through it as without it.
/// </summary>
/// <param name="connection">The connection that is served.</param>
/// <param name="certificates">The certificate that the server shows.</param>
/// <param name="inside">Makes the handler of what is deciphered.</param>
#pragma warning disable CA1001 // A session ends with its peer (End), the handler with its connection.
internal sealed class TlsHandler(IConnection connection, ICertificates certificates, Func<IConnection, IConnectionHandler> inside)
    : IConnectionHandler, IConnection
#pragma warning restore CA1001
{
    /// <summary>No handler inside needs more at once to recognise a request.</summary>
    public const int LargestRequest = 16 * 1024;

    private const int LargestAnswer = 32 * 1024;

    private IConnectionHandler _inside = null!; // Begin comes first.
    private TlsSession _session = null!;
    private PooledBytes _text;
    private bool _needsMore;
    private bool _hasBegun;
    private bool _isInputOver;
    private bool _isClosed;
    private bool _hasProgressed;
    private bool _isEmptied;
    private bool _isFailureTold;

    /// <inheritdoc/>
    public EndPoint? Peer => connection.Peer;

    /// <inheritdoc/>
    public bool IsEncrypted => true;

    /// <inheritdoc/>
    public bool WantsInput => _session.IsHungry && !_session.HasFailed && (!_hasBegun || _isInputOver || _inside.WantsInput);

    /// <inheritdoc/>
    public bool IsFinished => _isFailureTold || (_isEmptied && _isClosed && (IsOver || _inside.IsFinished));

    /// <inheritdoc/>
    public bool IsBusy => _hasBegun && _inside.IsBusy;

    /// <inheritdoc/>
    public bool MayBeSilent => _hasBegun && _inside.MayBeSilent;

    /// <inheritdoc/>
    public bool IsHalfway => !_hasBegun || _text.Length > 0 || _session.IsMidRecord || _inside.IsHalfway;

    /// <inheritdoc/>
    public bool IsMidRequest => !_hasBegun || _inside.IsMidRequest || (!_hasProgressed && (_text.Length > 0 || _session.IsMidRecord));

    /// <inheritdoc/>
    public bool HasSaidAll => _isClosed && _isEmptied && _inside.HasSaidAll;

    /// <summary>Whether the peer has said its last word, and all of it is answered.</summary>
    private bool IsOver => _isInputOver && _inside.WantsInput;

    /// <inheritdoc/>
    public bool TryTakeMemory(int bytes) => connection.TryTakeMemory(bytes);

    /// <inheritdoc/>
    public void ReturnMemory(int bytes) => connection.ReturnMemory(bytes);

    /// <inheritdoc/>
    public void MemoryRefused() => connection.MemoryRefused();

    /// <inheritdoc/>
    public void Wake() => connection.Wake();

    /// <inheritdoc/>
    public void WakeLater() => connection.WakeLater();

    /// <inheritdoc/>
    public void Begin()
    {
        _inside ??= inside(this);
        _needsMore = true;
        _hasBegun = _isInputOver = _isClosed = _hasProgressed = _isEmptied = _isFailureTold = false;
        _session = new TlsSession(connection, certificates.Current);
    }

    /// <inheritdoc/>
    public int Receive(ReadOnlySpan<byte> bytes)
    {
        _hasProgressed = false;
        _session.Put(bytes);
        if (_hasBegun)
        {
            while (Advance())
            {
            }
        }

        return bytes.Length;
    }

    /// <inheritdoc/>
    public int Fill(Span<byte> destination)
    {
        while (true)
        {
            bool hasFailed = _session.HasFailed; // In this order: before it fails it writes why.
            int taken = _session.Take(destination);
            _isEmptied = taken == 0;
            _isFailureTold = hasFailed && _isEmptied;
            if (taken > 0 || hasFailed)
            {
                return taken;
            }

            if (!_session.IsOpen)
            {
                return 0;
            }

            if (!_hasBegun)
            {
                _hasBegun = true;
                _inside.Begin();
            }

            if (!Say() && !Close() && !Advance())
            {
                return 0;
            }
        }
    }

    /// <inheritdoc/>
    public void InputRefused()
    {
        if (_hasBegun)
        {
            _inside.InputRefused();
        }
        else
        {
            _session.Abandon();
        }
    }

    /// <inheritdoc/>
    public void InputBroken()
    {
        if (_hasBegun)
        {
            _inside.InputBroken();
        }
        else
        {
            _session.Abandon();
        }
    }

    /// <inheritdoc/>
    public void End(CloseReason reason)
    {
        _session.Dispose();
        _text.GiveBack();
        if (_hasBegun)
        {
            _inside.End(reason);
        }
    }

    /// <summary>Enciphers what the handler inside has to say.</summary>
    /// <returns>Whether it said something.</returns>
    private bool Say()
    {
        if (_isClosed)
        {
            return false;
        }

        byte[] answer = ArrayPool<byte>.Shared.Rent(LargestAnswer);
        int said = _inside.Fill(answer.AsSpan(0, LargestAnswer));
        if (said > 0)
        {
            _session.Write(answer.AsSpan(0, said));
        }

        ArrayPool<byte>.Shared.Return(answer);
        return said > 0;
    }

    /// <summary>Says goodbye when all is said.</summary>
    /// <returns>Whether it was said now.</returns>
    private bool Close()
    {
        if (_isClosed || !(IsOver || _inside.IsFinished || _inside.HasSaidAll))
        {
            return false;
        }

        _isClosed = true;
        _session.Close();
        return true;
    }

    /// <summary>Gives the handler inside what is deciphered, or deciphers more.</summary>
    /// <returns>Whether anything came of it.</returns>
    private bool Advance()
    {
        if (!_inside.WantsInput || _session.HasFailed)
        {
            return false;
        }

        if (!_needsMore && _text.Length > 0)
        {
            int consumed = _inside.Receive(_text.Bytes);
            _text.Consume(consumed);
            _needsMore = consumed == 0;
            _hasProgressed |= consumed > 0;
            return true;
        }

        if (_isInputOver)
        {
            return false;
        }

        int read = _session.Read(ref _text);
        _needsMore = read <= 0;
        if (read < 0)
        {
            _isInputOver = true;
            if (_text.Length > 0)
            {
                _text.GiveBack();
                _inside.InputBroken();
            }
        }

        return read != 0;
    }
}
