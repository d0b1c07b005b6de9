namespace Chamada.Core.Transport;

/// <summary>
/// The connections of a listener: counted, told when a second has passed, stopped together, and used again with their buffers and event
/// args. The same for every protocol.
/// </summary>
internal sealed class ConnectionTable : IDisposable
{
    /// <summary>How often what nobody needs any more is let go, in seconds.</summary>
    private const int TrimTicks = 10;

    /// <summary>From so many buffers or connections on, what was let go is worth looking for.</summary>
    private const int WorthCollecting = 64;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Func<IConnection, IConnectionHandler> _handler;
    private readonly IListenerLog _log;
    private readonly int _most;
    private readonly AddressLimits? _addresses;
    private readonly Lock _gate = new();
    private readonly HashSet<Connection> _open = [];
    private readonly Stack<Connection> _idle = [];
    private readonly List<Connection> _ticked = [];
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _leastIdle;
    private bool _isCounting;
    private bool _stopping;
    private int _ticking;

    public ConnectionTable(
        ListenerOptions options, Func<IConnection, IConnectionHandler> handler, TimeProvider clock, IListenerLog log)
    {
        _handler = handler;
        _log = log;
        _most = options.MaxConnections;
        _addresses = options.Addresses;
        Limits = new ConnectionLimits(options);
        Memory = options.Memory;
        _timer = clock.CreateTimer(
            static self => ((ConnectionTable)self!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many connections there are now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Whether no more connections are taken.</summary>
    public bool IsStopping => Volatile.Read(ref _stopping);

    /// <summary>Has a thread of the pool run a connection, or whoever a simulation wants.</summary>
    public Action<IThreadPoolWorkItem> Queue { get; init; } = static item => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);

    /// <summary>What all connections may hold together.</summary>
    public MemoryBudget Memory { get; }

    /// <summary>The large buffers of all connections.</summary>
    public BufferPool Buffers { get; } = new(BufferPool.LargeSize);

    /// <summary>The middle buffers of all connections.</summary>
    public BufferPool MiddleBuffers { get; } = new(BufferPool.MiddleSize);

    /// <summary>How long anything may last.</summary>
    public ConnectionLimits Limits { get; }

    /// <summary>
    /// Seconds, counted from the first connection until all are gone, and what they left: a server at rest does not wake the machine.
    /// </summary>
    public int Now { get; private set; }

    /// <summary>What the connections of an address hold; null where that is not limited.</summary>
    public AddressShare? ShareOf(System.Net.EndPoint? peer) => _addresses?.ShareOf(peer);

    /// <summary>A connection for one more peer; null when there are as many as may be, or no more are taken.</summary>
    public Connection? Take()
    {
        lock (_gate)
        {
            if (_stopping || _open.Count >= _most)
            {
                return null;
            }

            Connection connection = _idle.TryPop(out Connection? idle) ? idle : new Connection(this, _handler);
            _leastIdle = Math.Min(_leastIdle, _idle.Count);
            _open.Add(connection);
            if (!_isCounting)
            {
                _isCounting = true;
                _timer.Change(Second, Second);
            }

            return connection;
        }
    }

    /// <summary>Takes a connection back that has ended.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="reason">Why it has ended.</param>
    /// <param name="isSound">Whether another peer may have it. Nobody knows in what state a handler is that threw.</param>
    public void Ended(Connection connection, CloseReason reason, bool isSound)
    {
        if (reason is not (CloseReason.Peer or CloseReason.Finished))
        {
            _log.ConnectionClosed(connection.Peer, reason);
        }

        _addresses?.Leave(connection.Peer);
        lock (_gate)
        {
            _open.Remove(connection);
            if (isSound)
            {
                _idle.Push(connection);
            }

            if (_stopping && _open.Count == 0)
            {
                _empty.TrySetResult();
            }
        }
    }

    /// <summary>A handler threw.</summary>
    public void HandlerFailed(Exception exception) => _log.HandlerFailed(exception);

    /// <summary>
    /// Lets every connection answer what it has received, and closes them; those that take too long are broken off. A handler that is then
    /// still busy (its disk does not answer, say) is not waited for: its peer is gone, and whatever it waits for finds nobody.
    /// </summary>
    /// <param name="patience">How long the answers may take, and then again the breaking off.</param>
    /// <param name="clock">Measures it.</param>
    public async Task StopAsync(TimeSpan patience, TimeProvider clock)
    {
        foreach (Connection connection in BeginStop())
        {
            connection.Stop();
        }

        try
        {
            await _empty.Task.WaitAsync(patience, clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Connection[] slow;
            lock (_gate)
            {
                slow = [.. _open];
            }

            foreach (Connection connection in slow)
            {
                connection.Abort();
            }

            try
            {
                await _empty.Task.WaitAsync(patience, clock).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                _log.StillBusy(Count);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            while (_idle.TryPop(out Connection? connection))
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>Lets go of the connections and buffers of a crowd that has gone.</summary>
    private void Trim()
    {
        int gone = Buffers.Trim() + MiddleBuffers.Trim();
        lock (_gate)
        {
            gone += _leastIdle;
            for (; _leastIdle > 0; _leastIdle--)
            {
                _idle.Pop().Dispose();
            }

            _leastIdle = _idle.Count;
        }

        if (gone >= WorthCollecting)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Optimized, blocking: false); // A server at rest would collect nothing by itself.
        }
    }

    /// <summary>Another second has passed.</summary>
    private void Tick()
    {
        if (Interlocked.Exchange(ref _ticking, 1) == 1)
        {
            return; // The last tick is still at it; a second more or less is nothing.
        }

        lock (_gate)
        {
            Now++;
            _ticked.AddRange(_open);
        }

        if (Now % TrimTicks == 0)
        {
            Trim();
        }

        foreach (Connection connection in _ticked)
        {
            connection.Tick(Now);
        }

        _ticked.Clear();
        RestIfAlone();
        Volatile.Write(ref _ticking, 0);
    }

    /// <summary>Counts no more seconds when nobody is there and all that a crowd left is let go.</summary>
    private void RestIfAlone()
    {
        lock (_gate)
        {
            if (_open.Count == 0 && _idle.Count == 0 && Buffers.Free + MiddleBuffers.Free == 0)
            {
                _isCounting = false;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private Connection[] BeginStop()
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return [];
            }

            _stopping = true;
            if (_open.Count == 0)
            {
                _empty.TrySetResult();
            }

            return [.. _open];
        }
    }
}
