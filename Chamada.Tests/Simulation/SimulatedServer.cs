using System.Net;
using System.Net.Sockets;
using Chamada.Core.Log;
using Chamada.Core.Protocols;
using Chamada.Core.Rolls;
using Chamada.Core.Transport;

namespace Chamada.Tests.Simulation;

/// <summary>
/// The server from its connections down to its group commit, on one thread: what would be queued for the thread pool is done when the
/// schedule says so.
/// </summary>
#pragma warning disable CA1001 // It ends with Kill.
internal sealed class SimulatedServer : IListenerLog
#pragma warning restore CA1001
{
    private const int Most = 24, Memory = 400 * 1024;

    private readonly Random _random;
    private readonly SimulatedDisk _disk;
    private readonly RollBook _book;
    private readonly ConnectionTable _table;
    private readonly MemoryBudget _memory = new(Memory);
    private readonly List<IThreadPoolWorkItem> _queue = [];
    private readonly List<SimulatedSocket> _sockets = [];
    private readonly TimeProvider _clock;
    private readonly int _diskDelay;
    private volatile bool _isDead;
    private Exception? _thrown;

    /// <summary>Starts one with what is on a disk.</summary>
    public SimulatedServer(Random random, List<RollEvent> durable, TimeProvider clock)
    {
        _random = random;
        _clock = clock;
        _diskDelay = random.Next(3) switch { 0 => 1, 1 => 8, _ => 60 };
        _disk = new SimulatedDisk(durable, clock, hasTurns: random.Next(2) == 0);
        _book = new RollBook(_disk, clock);
        _book.CatchUp();
        _disk.Settle();
        ProtocolServices services = new(_book, new SessionIds(RandomBytes), GuestsMayOpen: true, Redirection: null);
        ListenerOptions options = new()
        {
            EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
            MaxConnections = Most,
            FullMessage = default,
            IdleTimeout = TimeSpan.FromMinutes(10),
            RequestTimeout = TimeSpan.FromSeconds(30),
            SendTimeout = TimeSpan.FromSeconds(30),
            StopTimeout = TimeSpan.FromSeconds(3),
            Memory = _memory,
        };
        _table = new ConnectionTable(options, connection => new ProtocolSwitch(connection, services), clock, this) { Queue = Later };
    }

    /// <summary>A peer connects.</summary>
    /// <returns>Its end; null when there is no room.</returns>
    public SimulatedSocket? Accept()
    {
        if (_table.Take() is not { } connection)
        {
            return null;
        }

        SimulatedSocket socket = new(_random);
        _sockets.Add(socket);
        connection.Start(socket, new IPEndPoint(IPAddress.Parse("10.0.0.1"), 40_000));
        return socket;
    }

    /// <summary>Does one thing of those that can be done, if there is any.</summary>
    public bool Advance()
    {
        _sockets.RemoveAll(static socket => socket.IsLetGo);
        List<Action> possible = [];
        foreach (SimulatedSocket socket in _sockets)
        {
            if (socket.CanReceive)
            {
                possible.Add(socket.CompleteReceive);
            }

            if (socket.CanSend)
            {
                possible.Add(socket.CompleteSend);
            }
        }

        for (int i = 0; i < _queue.Count; i++)
        {
            int place = i;
            possible.Add(() =>
            {
                IThreadPoolWorkItem item = _queue[place];
                _queue.RemoveAt(place);
                item.Execute();
            });
        }

        if (_disk.IsWriting && (possible.Count == 0 || _random.Next(_diskDelay) == 0))
        {
            possible.Add(_disk.Finish);
        }

        if (possible.Count == 0)
        {
            return false;
        }

        possible[_random.Next(possible.Count)]();
        _disk.Settle();
        Check();
        return true;
    }

    /// <summary>As the server's timer does.</summary>
    public void PassTime()
    {
        _book.PassTime();
        _disk.Settle();
    }

    /// <summary>Ends in order: everything that was received is answered, no connection is taken.</summary>
    public void Stop() => _ = _table.StopAsync(TimeSpan.FromSeconds(3), _clock);

    /// <summary>Ends at once, wherever it is.</summary>
    public void Kill()
    {
        _isDead = true;
        _sockets.ForEach(static socket => socket.Die());
        _disk.Kill(_random.Next(2) == 0);
        _table.Dispose();
    }

    /// <summary>Looks whether everything that peers held has been given back.</summary>
    public void CheckEmpty()
    {
        if (_table.Count > 0 || _memory.Used != 0 || _table.Buffers.Rented + _table.MiddleBuffers.Rented > 0)
        {
            throw new FoundException($"nobody is there, and {_table.Count} connections hold {_memory.Used} bytes, "
                + $"{_table.Buffers.Rented} large and {_table.MiddleBuffers.Rented} middle buffers");
        }
    }

    void IListenerLog.ConnectionClosed(EndPoint? peer, CloseReason reason)
    {
    }

    void IListenerLog.ConnectionRefused(int most)
    {
    }

    void IListenerLog.AcceptFailed(SocketError error)
    {
    }

    void IListenerLog.StillBusy(int connections)
    {
    }

    void IListenerLog.HandlerFailed(Exception exception) => _thrown = exception;

    private void Check()
    {
        if (_thrown is { } thrown)
        {
            throw new FoundException($"a handler threw: {thrown}");
        }
    }

    private void Later(IThreadPoolWorkItem item)
    {
        if (!_isDead)
        {
            _queue.Add(item);
        }
    }

    private byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
