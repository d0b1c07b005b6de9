using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Transport;

/// <summary>
/// One TCP connection on two <see cref="SocketAsyncEventArgs"/>, one that receives and one that sends. Whatever happens to it
/// (bytes came, bytes left, the handler has something to say, time is up) is a signal, and one thread at a time deals with it.
/// </summary>
internal sealed class Connection : SignalLoop, IConnection, IDisposable
{
    private readonly ConnectionTable _table;
    private readonly IConnectionHandler _handler;
    private readonly Transfer _receiveArgs = new();
    private readonly Transfer _sendArgs = new();
    private readonly PeerMemory _memory;
    private readonly ReceiveBuffer _input;
    private readonly SendBuffer _output;
    private readonly ConnectionTimes _times;

    private IPeerSocket? _accepted;
    private IPeerSocket? _socket;
    private bool _receiving;
    private bool _isWaitingEmpty;
    private bool _sending;
    private bool _needsMore;
    private bool _peerDone;
    private bool _isOutputShut;
    private bool _hasFailed;
    private CloseReason _reason;

    public Connection(ConnectionTable table, Func<IConnection, IConnectionHandler> handler)
    {
        _table = table;
        _memory = new PeerMemory(table.Memory);
        _input = new ReceiveBuffer(table.Buffers, table.MiddleBuffers, _memory);
        _output = new SendBuffer(table.Buffers, table.MiddleBuffers, _memory);
        _times = new ConnectionTimes(table.Limits);
        _receiveArgs.Completed += (_, _) => Signal(Signals.Received);
        _sendArgs.Completed += (_, _) => Signal(Signals.Sent);
        _handler = handler(this);
    }

    /// <inheritdoc/>
    public EndPoint? Peer { get; private set; }

    /// <inheritdoc/>
    public bool TryTakeMemory(int bytes) => _memory.TryTake(bytes);

    /// <inheritdoc/>
    public void ReturnMemory(int bytes) => _memory.Return(bytes);

    /// <inheritdoc/>
    public void MemoryRefused() => _memory.CountRefusal();

    /// <summary>Runs the connection on this thread if it is at rest.</summary>
    public void Wake() => Signal(Signals.Woken);

    /// <summary>Has the thread pool run the connection if it is at rest.</summary>
    public void WakeLater() => SignalLater(Signals.Woken);

    /// <summary>Lets go of the event args. Only for a connection at rest.</summary>
    public void Dispose()
    {
        _receiveArgs.Dispose();
        _sendArgs.Dispose();
        _socket?.Dispose();
    }

    /// <summary>Begins with an accepted socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="peer">The peer's address; null when it is gone already.</param>
    public void Start(IPeerSocket socket, EndPoint? peer)
    {
        Peer = peer;
        _accepted = socket;
        SignalLater(Signals.Started);
    }

    /// <summary>Takes no new bytes from the network, answers what has come, and closes.</summary>
    public void Stop() => SignalLater(Signals.Stop);

    /// <summary>Breaks the connection off.</summary>
    public void Abort() => SignalLater(Signals.Abort);

    /// <summary>Another second has passed: looks whether the peer is too slow.</summary>
    public void Tick(int now)
    {
        // Read without the connection's turn: a value that is one tick old costs a second, not a mistake.
        if (_times.MayBeOver(now, _sending))
        {
            SignalLater(Signals.Tick);
        }
    }

    /// <inheritdoc/>
    protected override void Queue() => _table.Queue(this);

    /// <inheritdoc/>
    protected override bool Step(Signals signals)
    {
        try
        {
            if ((signals & Signals.Started) != 0)
            {
                Begin();
            }

            if (_socket is null)
            {
                return false; // A late signal, meant for the peer that was here before.
            }

            if ((signals & Signals.Received) != 0)
            {
                _receiving = false;
                TakeReceived();
            }

            if ((signals & Signals.Sent) != 0)
            {
                _sending = false;
                TakeSent();
            }

            if ((signals & Signals.Abort) != 0)
            {
                Break(CloseReason.Stopping);
            }

            if ((signals & Signals.Stop) != 0 && _reason == CloseReason.None)
            {
                StopReceiving();
            }

            if ((signals & Signals.Tick) != 0)
            {
                CheckTimes();
            }

            Advance();
        }
        catch (Exception exception)
        {
            // A bug in one connection's handling must not end the others: it is logged, and this one is closed.
            _table.HandlerFailed(exception);
            _hasFailed = true;
            Break(CloseReason.Fault);
        }

        // What a handler that threw says of itself counts no more: it may be waiting for what it never began.
        if (_reason != CloseReason.None && !_receiving && !_sending && (_hasFailed || !_handler.IsBusy))
        {
            Recycle();
            return true;
        }

        return false;
    }

    private void Begin()
    {
        _socket = _accepted;
        _accepted = null;
        _reason = CloseReason.None;
        _needsMore = true;
        _peerDone = false;
        _isOutputShut = false;
        _times.Begin(_table.Now);
        _memory.Begin(_table.ShareOf(Peer));
        _handler.Begin();
        if (_table.IsStopping)
        {
            StopReceiving(); // The signal to stop may have come before there was anything to stop.
        }
    }

    /// <summary>Sends and receives for as long as something can be done without waiting.</summary>
    private void Advance()
    {
        Exchange();
        if (!_sending && _output.IsEmpty)
        {
            _output.Release();
        }
    }

    private void Exchange()
    {
        for (; _reason == CloseReason.None && HasTurns; TakeTurn())
        {
            if (!_sending && (!_output.IsEmpty || _output.Fill(_handler)))
            {
                SendOutput();
                continue;
            }

            if (!_sending && _handler.IsFinished)
            {
                Break(CloseReason.Finished);
                return;
            }

            if (!_sending && !_isOutputShut && _handler.HasSaidAll)
            {
                ShutOutput();
            }

            if (!_handler.WantsInput)
            {
                RestHasCome();
                return;
            }

            if (!_needsMore && !_input.IsEmpty)
            {
                int consumed = _handler.Receive(_input.Bytes);
                _input.Consume(consumed);
                _needsMore = consumed == 0;
                if (consumed > 0)
                {
                    RestHasCome();
                }

                continue;
            }

            if (_peerDone)
            {
                if (!_input.IsEmpty)
                {
                    _input.Consume(_input.Bytes.Length);
                    _handler.InputBroken();
                    continue;
                }

                if (!_sending)
                {
                    Break(CloseReason.Peer);
                }

                return;
            }

            if (_receiving)
            {
                return;
            }

            ReceiveInput();
        }
    }

    /// <summary>No rest is waited for now, unless what has come was only a piece of it.</summary>
    private void RestHasCome()
    {
        if (!_handler.IsMidRequest)
        {
            _times.WaitsForNoRest();
        }
    }

    private void ShutOutput()
    {
        _isOutputShut = true;
        try
        {
            _socket!.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The peer was faster: the next receive says so.
        }
    }

    private void SendOutput()
    {
        (byte[] array, int offset, int count) = _output.Rest;
        _sendArgs.SetBuffer(array, offset, count);
        _times.Sending(_table.Now);
        _sending = true;
        if (!_socket!.Send(_sendArgs))
        {
            _sending = false;
            TakeSent();
        }
    }

    private void TakeSent()
    {
        if (_sendArgs.SocketError != SocketError.Success)
        {
            Break(CloseReason.Peer);
            return;
        }

        _output.Sent(_sendArgs.Transferred);
        _times.Sent(_table.Now);
    }

    private void ReceiveInput()
    {
        if (!_input.IsEmpty || _handler.IsHalfway || _handler.IsMidRequest)
        {
            _times.WaitsForRest(_table.Now);
        }
        else
        {
            _times.WaitsForNoRest();
        }

        _isWaitingEmpty = _input.WaitsEmpty;
        (byte[] array, int offset, int count) = _isWaitingEmpty ? _input.WaitEmpty() : _input.MakeRoom();
        if (count == 0 && !_isWaitingEmpty)
        {
            _memory.CountRefusal();
            _input.Consume(_input.Bytes.Length);
            _handler.InputRefused();
            return;
        }

        _receiveArgs.SetBuffer(array, offset, count);
        _receiving = true;
        if (!_socket!.Receive(_receiveArgs))
        {
            _receiving = false;
            TakeReceived();
        }
    }

    private void TakeReceived()
    {
        if (_receiveArgs.SocketError != SocketError.Success)
        {
            Break(CloseReason.Peer);
        }
        else if (_isWaitingEmpty)
        {
            _isWaitingEmpty = false; // Something is there now, if only the end; the next receive takes it.
        }
        else if (_receiveArgs.Transferred == 0)
        {
            _peerDone = true;
        }
        else
        {
            _times.Received(_table.Now);
            _input.Add(_receiveArgs.Transferred);
            _needsMore = false;
        }
    }

    private void StopReceiving()
    {
        try
        {
            // What the system has already received is still read; then the receive ends as if the peer had closed.
            _socket!.Shutdown(SocketShutdown.Receive);
        }
        catch (SocketException)
        {
            Break(CloseReason.Peer);
        }
    }

    private void CheckTimes()
    {
        int now = _table.Now;
        if (_reason != CloseReason.None)
        {
            return;
        }

        if (_sending)
        {
            if (_times.IsSendOver(now))
            {
                Break(CloseReason.SlowReader);
            }
        }
        else if (_handler.WantsInput && _times.IsRequestOver(now))
        {
            _handler.InputBroken();
            RenewTurns(); // This is the last chance to send the answer.
            Advance();
            Break(CloseReason.HalfRequest);
        }
        else if (_handler.WantsInput && !_handler.MayBeSilent && _times.IsIdleOver(now))
        {
            Break(CloseReason.Idle);
        }
    }

    /// <summary>Closes the socket; operations under way complete with an error, and then the connection is recycled.</summary>
    private void Break(CloseReason reason)
    {
        if (_reason != CloseReason.None)
        {
            return;
        }

        _reason = reason;
        if (reason is CloseReason.Finished or CloseReason.Peer or CloseReason.HalfRequest)
        {
            try
            {
                _socket!.Shutdown(SocketShutdown.Both);
            }
            catch (SocketException)
            {
                // The peer was faster.
            }
        }

        _socket!.Dispose();
    }

    private void Recycle()
    {
        _output.Release();
        _input.Clear();
        _socket = null;
        CloseReason reason = _reason;
        try
        {
            _handler.End(reason);
        }
        catch (Exception exception)
        {
            _table.HandlerFailed(exception);
            _hasFailed = true;
        }

        _memory.End();
        bool isSound = !_hasFailed;
        Reset();
        _table.Ended(this, reason, isSound);
    }
}
