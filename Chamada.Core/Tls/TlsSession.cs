using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using Chamada.Core.Transport;

namespace Chamada.Core.Tls;

/// <summary>
/// TLS with one peer, for whom it is made. The handshake runs in the thread pool; after it everything happens on the thread that runs the
/// connection. Nothing throws: whatever breaks the session shows as <see cref="HasFailed"/>.
/// </summary>
internal sealed class TlsSession : IDisposable
{
    private enum Phase
    {
        Handshake,
        Open,
        Failed,
    }

    private enum Reading
    {
        /// <summary>No read is under way.</summary>
        None,

        /// <summary>It is waited for that anything is there; no buffer is held for that.</summary>
        ForAny,

        /// <summary>A piece is being deciphered into a buffer.</summary>
        Piece,
    }

    private readonly IConnection _connection;
    private readonly CipherStream _cipher;
    private readonly SslStream _ssl;
    private readonly Action _readDone;
    private readonly Lock _gate = new();
    private volatile Phase _phase;
    private volatile bool _isReadDone;
    private Reading _reading;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private bool _isEnded;
    private bool _hasHandshakeEnded;

    /// <summary>Begins the handshake.</summary>
    /// <param name="connection">Is woken when there is news.</param>
    /// <param name="options">The certificate, and what is accepted.</param>
    public TlsSession(IConnection connection, SslServerAuthenticationOptions options)
    {
        _connection = connection;
        _cipher = new CipherStream(connection);
        _ssl = new SslStream(_cipher, leaveInnerStreamOpen: false);
        _readDone = ReadDone;
        _ = HandshakeAsync(options);
    }

    /// <summary>Whether peer and server have agreed, so that something can be said.</summary>
    public bool IsOpen => _phase == Phase.Open;

    /// <summary>Whether nothing more can be said or read.</summary>
    public bool HasFailed => _phase == Phase.Failed;

    /// <summary>Whether bytes of the peer are waited for.</summary>
    public bool IsHungry => _cipher.IsHungry;

    /// <inheritdoc cref="CipherStream.IsMidRecord"/>
    public bool IsMidRecord => _cipher.IsMidRecord;

    /// <summary>Gives what the peer has sent. Only while it is <see cref="IsHungry"/>.</summary>
    public void Put(ReadOnlySpan<byte> bytes) => _cipher.Put(bytes);

    /// <summary>Takes what is to be sent to the peer, as much as has room.</summary>
    /// <returns>How many bytes.</returns>
    public int Take(Span<byte> destination) => _cipher.Take(destination);

    /// <summary>Deciphers what has come. Only while it <see cref="IsOpen"/>.</summary>
    /// <param name="text">Where to.</param>
    /// <returns>How many bytes; 0 when more has to come first; -1 when the peer has said its last word.</returns>
    public int Read(ref PooledBytes text)
    {
        try
        {
            while (true)
            {
                if (_reading == Reading.None)
                {
                    Begin(Reading.ForAny, Memory<byte>.Empty);
                }

                if (!_isReadDone)
                {
                    return 0;
                }

                int count = _read.GetResult();
                if (_reading == Reading.ForAny)
                {
                    Begin(Reading.Piece, text.Room(TlsHandler.LargestRequest));
                    continue;
                }

                _reading = Reading.None;
                text.Add(count);
                if (count == 0 && text.Length == 0)
                {
                    text.GiveBack();
                }

                return count == 0 ? -1 : count;
            }
        }
        catch (Exception exception) when (IsOfPeer(exception))
        {
            _reading = Reading.None;
            _phase = Phase.Failed;
            return -1;
        }
    }

    /// <summary>Enciphers. Only while it <see cref="IsOpen"/>.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        try
        {
            _ssl.Write(text);
        }
        catch (Exception exception) when (IsOfPeer(exception))
        {
            _phase = Phase.Failed;
        }
    }

    /// <summary>Tells the peer that nothing more comes, so that it knows that nothing was cut off.</summary>
    public void Close()
    {
        try
        {
            Task closed = _ssl.ShutdownAsync();
            if (!closed.IsCompletedSuccessfully)
            {
                _phase = Phase.Failed;
            }
        }
        catch (Exception exception) when (IsOfPeer(exception))
        {
            _phase = Phase.Failed;
        }
    }

    /// <summary>Gives up waiting for the handshake.</summary>
    public void Abandon() => _phase = Phase.Failed;

    /// <summary>The peer is gone.</summary>
    public void Dispose()
    {
        _cipher.End();
        lock (_gate)
        {
            _isEnded = true;
            if (!_hasHandshakeEnded)
            {
                return; // It still computes, and disposes what it uses when it is done.
            }
        }

        _ssl.Dispose();
    }

    /// <summary>Whether it is the peer's doing: what it sent is no TLS, none that is accepted here, or broken off.</summary>
    private static bool IsOfPeer(Exception exception) =>
        exception is AuthenticationException or IOException or InvalidOperationException or OperationCanceledException;

    private void Begin(Reading reading, Memory<byte> buffer)
    {
        _reading = reading;
        _isReadDone = false;
#pragma warning disable CA2012 // Its one result is fetched by Read, which begins no other read before.
        _read = _ssl.ReadAsync(buffer).ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
        if (_read.IsCompleted)
        {
            _isReadDone = true;
        }
        else
        {
            _read.UnsafeOnCompleted(_readDone);
        }
    }

    private void ReadDone()
    {
        _isReadDone = true;
        _connection.Wake();
    }

    private async Task HandshakeAsync(SslServerAuthenticationOptions options)
    {
        bool isAgreed = false;
        try
        {
            await _ssl.AuthenticateAsServerAsync(options).ConfigureAwait(false);
            isAgreed = true;
        }
        catch (Exception exception) when (IsOfPeer(exception))
        {
            // The peer has been told by an alert, where TLS has one for it.
        }

        _cipher.GoOnInPlace();
        lock (_gate)
        {
            _hasHandshakeEnded = true;
            if (_isEnded)
            {
                _ssl.Dispose();
                return;
            }
        }

        if (_phase == Phase.Handshake)
        {
            _phase = isAgreed ? Phase.Open : Phase.Failed;
        }

        _connection.Wake();
    }
}
