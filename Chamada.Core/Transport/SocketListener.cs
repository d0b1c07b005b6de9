using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Transport;

/// <summary>What a listener tells about its work, for the log.</summary>
public interface IListenerLog
{
    /// <summary>A connection ended for a reason of the server's.</summary>
    void ConnectionClosed(EndPoint? peer, CloseReason reason);

    /// <summary>A connection was refused: there are as many as may be.</summary>
    void ConnectionRefused(int most);

    /// <summary>Accepting failed for now; it goes on.</summary>
    void AcceptFailed(SocketError error);

    /// <summary>A handler threw.</summary>
    void HandlerFailed(Exception exception);
}

/// <summary>Accepts TCP connections, one <see cref="Connection"/> each. Connections are used again, with their buffers and event args.</summary>
public sealed class SocketListener : IDisposable
{
    private const int Backlog = 4096;

    private readonly ListenerOptions _options;
    private readonly Func<Connection, IConnectionHandler> _handler;
    private readonly IListenerLog _log;
    private readonly TimeProvider _clock;
    private readonly Socket _socket;
    private readonly SocketAsyncEventArgs _acceptArgs = new(true);
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly HashSet<Connection> _connections = [];
    private readonly Stack<Connection> _idle = [];
    private readonly List<Connection> _ticked = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopping;
    private int _ticking;

    /// <summary>Binds and begins to accept.</summary>
    /// <param name="options">Where, and with which limits.</param>
    /// <param name="handler">Makes the handler of a connection.</param>
    /// <param name="clock">Measures the timeouts.</param>
    /// <param name="log">Is told what happens.</param>
    /// <exception cref="SocketException">The address or the port cannot be bound.</exception>
    public SocketListener(ListenerOptions options, Func<Connection, IConnectionHandler> handler, TimeProvider clock, IListenerLog log)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        _options = options;
        _handler = handler;
        _log = log;
        _clock = clock;
        SendTicks = Ticks(options.SendTimeout);
        RequestTicks = Ticks(options.RequestTimeout);
        IdleTicks = Ticks(options.IdleTimeout);
        ShortestQuietTicks = Math.Min(RequestTicks, IdleTicks);
        _socket = new Socket(options.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (options.EndPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                _socket.DualMode = options.EndPoint.Address.Equals(IPAddress.IPv6Any);
            }

            _socket.Bind(options.EndPoint);
            _socket.Listen(Backlog);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _timer = clock.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _acceptArgs.Completed += (_, _) => AcceptLoop(pending: true);
        AcceptLoop(pending: false);
    }

    /// <summary>The address and port it is bound to.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>How many connections there are now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    internal BufferPool Buffers { get; } = new();

    /// <summary>Seconds since the start, counted by the timer.</summary>
    internal int Now { get; private set; }

    internal int SendTicks { get; }

    internal int RequestTicks { get; }

    internal int IdleTicks { get; }

    internal int ShortestQuietTicks { get; }

    /// <summary>Accepts no more, lets every connection answer what it has received, and closes them; those that take too long are broken off.</summary>
    public async Task StopAsync()
    {
        Connection[] connections;
        lock (_gate)
        {
            if (_stopping)
            {
                connections = [];
            }
            else
            {
                _stopping = true;
                connections = [.. _connections];
                if (connections.Length == 0)
                {
                    _empty.TrySetResult();
                }
            }
        }

        _socket.Dispose();
        foreach (Connection connection in connections)
        {
            connection.Stop();
        }

        try
        {
            await _empty.Task.WaitAsync(_options.StopTimeout, _clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            lock (_gate)
            {
                connections = [.. _connections];
            }

            foreach (Connection connection in connections)
            {
                connection.Abort();
            }

            await _empty.Task.ConfigureAwait(false);
        }

        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _socket.Dispose();
        lock (_gate)
        {
            while (_idle.TryPop(out Connection? connection))
            {
                connection.Dispose();
            }
        }
    }

    internal void Ended(Connection connection, CloseReason reason)
    {
        if (reason is not (CloseReason.Peer or CloseReason.Finished))
        {
            _log.ConnectionClosed(connection.Peer, reason);
        }

        lock (_gate)
        {
            _connections.Remove(connection);
            _idle.Push(connection);
            if (_stopping && _connections.Count == 0)
            {
                _empty.TrySetResult();
            }
        }
    }

    internal void HandlerFailed(Exception exception) => _log.HandlerFailed(exception);

    private static int Ticks(TimeSpan time) =>
        time <= TimeSpan.Zero ? int.MaxValue : (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), 1, int.MaxValue);

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
                Take(_acceptArgs.AcceptSocket!);
            }
            else if (Volatile.Read(ref _stopping) || error is SocketError.OperationAborted or SocketError.NotSocket)
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

    private void Take(Socket socket)
    {
        Connection? connection = null;
        lock (_gate)
        {
            if (!_stopping && _connections.Count < _options.MaxConnections)
            {
                connection = _idle.TryPop(out Connection? idle) ? idle : new Connection(this, _handler);
                _connections.Add(connection);
            }
        }

        if (connection is null)
        {
            Refuse(socket);
            return;
        }

        socket.NoDelay = true;
        connection.Start(socket);
    }

    private void Refuse(Socket socket)
    {
        using (socket)
        {
            if (Volatile.Read(ref _stopping))
            {
                return;
            }

            _log.ConnectionRefused(_options.MaxConnections);
            try
            {
                socket.Blocking = false; // A few bytes fit the new socket's send buffer; if not, they are lost, not waited for.
                socket.Send(_options.FullMessage.Span, SocketFlags.None, out _);
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // It is gone already.
            }
        }
    }

    private void Tick()
    {
        if (Interlocked.Exchange(ref _ticking, 1) == 1)
        {
            return; // The last tick is still at it; a second more or less is nothing.
        }

        lock (_gate)
        {
            Now++;
            _ticked.AddRange(_connections);
        }

        foreach (Connection connection in _ticked)
        {
            connection.Tick(Now);
        }

        _ticked.Clear();
        Volatile.Write(ref _ticking, 0);
    }
}
