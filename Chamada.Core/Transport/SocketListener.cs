using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Transport;

/// <summary>Accepts TCP connections, one <see cref="Connection"/> each.</summary>
public sealed class SocketListener : IDisposable
{
    private const int Backlog = 4096;

    private readonly ListenerOptions _options;
    private readonly IListenerLog _log;
    private readonly TimeProvider _clock;
    private readonly ConnectionTable _connections;
    private readonly Dismissals _dismissals;
    private readonly Socket _socket;
    private readonly SocketAsyncEventArgs _acceptArgs = new(true);
    private long _received;
    private long _refusedAsTooMany;
    private long _refusedByNetwork;

    /// <summary>Binds and begins to accept.</summary>
    /// <param name="options">Where, and with which limits.</param>
    /// <param name="handler">Makes the handler of a connection.</param>
    /// <param name="clock">Measures the timeouts.</param>
    /// <param name="log">Is told what happens.</param>
    /// <exception cref="SocketException">The address or the port cannot be bound.</exception>
    public SocketListener(ListenerOptions options, Func<IConnection, IConnectionHandler> handler, TimeProvider clock, IListenerLog log)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        _options = options;
        _log = log;
        _clock = clock;
        _connections = new ConnectionTable(options, handler, clock, log);
        _dismissals = new Dismissals(options, clock);
        _socket = options.Socket ?? Bind(options.EndPoint);
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _acceptArgs.Completed += (_, _) => AcceptLoop(pending: true);
        AcceptLoop(pending: false);
    }

    /// <summary>The address and port it is bound to.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>How many connections there are now.</summary>
    public int Count => _connections.Count;

    /// <summary>How many connections have come, the refused ones among them.</summary>
    internal long Received => Interlocked.Read(ref _received);

    /// <summary>How many were refused because there were as many as may be.</summary>
    internal long RefusedAsTooMany => Interlocked.Read(ref _refusedAsTooMany);

    /// <summary>How many came from where nobody is served.</summary>
    internal long RefusedByNetwork => Interlocked.Read(ref _refusedByNetwork);

    /// <summary>The large buffers of all connections.</summary>
    internal BufferPool Buffers => _connections.Buffers;

    /// <summary>
    /// Takes no more connections, lets every one answer what it has received, and closes them; those that take too long are broken off.
    /// As long as that lasts, who comes is told so (<see cref="ListenerOptions.DismissalFor"/>).
    /// </summary>
    public async Task StopAsync()
    {
        await _connections.StopAsync(_options.StopTimeout, _clock).ConfigureAwait(false);
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _dismissals.Dispose();
        _connections.Dispose();
    }

    private static Socket Bind(IPEndPoint endPoint)
    {
        Socket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = endPoint.Address.Equals(IPAddress.IPv6Any);
            }

            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void AcceptLoop(bool pending)
    {
        while (true)
        {
            if (!pending)
            {
                _acceptArgs.AcceptSocket = null;
                try
                {
                    if (_socket.AcceptAsync(_acceptArgs))
                    {
                        return;
                    }
                }
                catch (ObjectDisposedException)
                {
                    return;
                }
            }

            pending = false;
            SocketError error = _acceptArgs.SocketError;
            if (error == SocketError.Success)
            {
                TakeOrDrop(_acceptArgs.AcceptSocket!);
            }
            else if (_connections.IsStopping || error is SocketError.OperationAborted or SocketError.NotSocket)
            {
                return;
            }
            else
            {
                _log.AcceptFailed(error);
                if (error is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.SystemNotReady)
                {
                    // Asking again at once would only spin: something has to be closed first.
                    _clock.CreateTimer(_ => AcceptLoop(pending: false), null, TimeSpan.FromMilliseconds(100), Timeout.InfiniteTimeSpan);
                    return;
                }
            }
        }
    }

    /// <summary>No connection that could not begin may end the accepting of others.</summary>
    private void TakeOrDrop(Socket socket)
    {
        try
        {
            Interlocked.Increment(ref _received);
            if (_options.Admits is { } admits && !admits(PeerOf(socket)))
            {
                Interlocked.Increment(ref _refusedByNetwork);
                socket.Dispose();
                return;
            }

            if (!TryTake(socket) && !TryTake(socket)) // When the log has heard that there is no room, there may be some.
            {
                Dismissals.DismissAtOnce(socket, _options.FullMessage);
            }
        }
        catch (Exception exception)
        {
            _log.HandlerFailed(exception);
            socket.Dispose();
        }
    }

    private static EndPoint? PeerOf(Socket socket)
    {
        try
        {
            return socket.RemoteEndPoint;
        }
        catch (SocketException)
        {
            return null; // Gone already.
        }
    }

    /// <summary>Takes a connection if there is room for it.</summary>
    private bool TryTake(Socket socket)
    {
        try
        {
            Take(socket);
            return true;
        }
        catch (OutOfMemoryException exception)
        {
            _log.HandlerFailed(exception);
            return false;
        }
    }

    internal void Take(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            KeepAlive.Set(socket, _options.KeepAlive);
        }
        catch (SocketException)
        {
            // It is gone already, which on some systems shows here first; its connection ends with the first receive.
        }

        EndPoint? peer = PeerOf(socket);
        if (_options.Addresses?.TryEnter(peer) == false)
        {
            Dismissals.DismissAtOnce(socket, _options.AddressFullMessage);
        }
        else if (TakeFor(peer) is { } connection)
        {
            connection.Start(new SystemSocket(socket), peer);
        }
        else if (_connections.IsStopping)
        {
            _options.Addresses?.Leave(peer);
            _dismissals.Dismiss(socket, isStopping: true);
        }
        else
        {
            _options.Addresses?.Leave(peer);
            Interlocked.Increment(ref _refusedAsTooMany);
            _log.ConnectionRefused(_options.MaxConnections);
            _dismissals.Dismiss(socket, isStopping: false);
        }
    }

    private Connection? TakeFor(EndPoint? peer)
    {
        try
        {
            return _connections.Take();
        }
        catch (OutOfMemoryException)
        {
            _options.Addresses?.Leave(peer);
            throw;
        }
    }
}
