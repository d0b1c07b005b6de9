using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Transport;

/// <summary>
/// One TCP connection on two <see cref="SocketAsyncEventArgs"/>, one that receives and one that sends. Whatever happens to it
/// (bytes came, bytes left, the handler has something to say, time is up) is a signal. The thread that brings the first signal
/// runs the connection until no signal is left; a thread that comes meanwhile only leaves its own. So the connection's state
/// needs no lock, no callback waits and none recurses. The thread may be one that others need as well (the one that reports the events of
/// many sockets, the journal's): after <see cref="Turns"/> a connection that still has something to do queues up at the thread pool.
/// </summary>
public sealed class Connection : IThreadPoolWorkItem, IDisposable
{
    private const int SmallBufferSize = 4 * 1024;

    /// <summary>How many sends, receives and batches a connection may do before it lets others go first.</summary>
    private const int Turns = 16;

    private readonly SocketListener _listener;
    private readonly IConnectionHandler _handler;
    private readonly SocketAsyncEventArgs _receiveArgs = new(true);
    private readonly SocketAsyncEventArgs _sendArgs = new(true);
    private readonly byte[] _smallInput = GC.AllocateUninitializedArray<byte>(SmallBufferSize, pinned: true);

    private Socket? _accepted;
    private Socket? _socket;
    private int _signals;
    private int _turns;
    private byte[] _input;
    private int _inputStart;
    private int _inputEnd;
    private byte[]? _output;
    private int _outputStart;
    private int _outputEnd;
    private bool _receiving;
    private bool _sending;
    private bool _needsMore;
    private bool _peerDone;
    private CloseReason _reason;
    private int _quietSince;
    private int _partialSince;
    private int _sendingSince;

    internal Connection(SocketListener listener, Func<Connection, IConnectionHandler> handler)
    {
        _listener = listener;
        _input = _smallInput;
        _receiveArgs.Completed += (_, _) => Signal(Signals.Received);
        _sendArgs.Completed += (_, _) => Signal(Signals.Sent);
        _handler = handler(this);
    }

    [Flags]
    private enum Signals
    {
        None = 0,
        Running = 1,
        Started = 2,
        Received = 4,
        Sent = 8,
        Woken = 16,
        Stop = 32,
        Abort = 64,
        Tick = 128,
    }

    /// <summary>The peer's address; null when it is gone already.</summary>
    public EndPoint? Peer { get; private set; }

    /// <summary>The handler has news: it wants to send, or can take input again. Runs the connection on this thread if it is at rest.</summary>
    public void Wake() => Signal(Signals.Woken);

    /// <summary>As <see cref="Wake"/>, but never on this thread: for callers that hold a lock.</summary>
    public void WakeLater() => SignalLater(Signals.Woken);

    /// <summary>Lets go of the event args. Only for a connection at rest.</summary>
    public void Dispose()
    {
        _receiveArgs.Dispose();
        _sendArgs.Dispose();
        _socket?.Dispose();
    }

    void IThreadPoolWorkItem.Execute() => Run();

    /// <summary>Begins with an accepted socket.</summary>
    internal void Start(Socket socket)
    {
        _accepted = socket;
        SignalLater(Signals.Started);
    }

    /// <summary>Takes no new bytes from the network, answers what has come, and closes.</summary>
    internal void Stop() => SignalLater(Signals.Stop);

    /// <summary>Breaks the connection off.</summary>
    internal void Abort() => SignalLater(Signals.Abort);

    /// <summary>Another second has passed: looks whether the peer is too slow.</summary>
    internal void Tick(int now)
    {
        // Read without the connection's turn: a value that is one tick old costs a second, not a mistake.
        if (_sending ? now - _sendingSince >= _listener.SendTicks : now - _quietSince >= _listener.ShortestQuietTicks)
        {
            SignalLater(Signals.Tick);
        }
    }

    private void Signal(Signals signal)
    {
        if ((Interlocked.Or(ref _signals, (int)(signal | Signals.Running)) & (int)Signals.Running) == 0)
        {
            Run();
        }
    }

    private void SignalLater(Signals signal)
    {
        if ((Interlocked.Or(ref _signals, (int)(signal | Signals.Running)) & (int)Signals.Running) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Run()
    {
        _turns = 0;
        while (true)
        {
            Signals signals = (Signals)Interlocked.Exchange(ref _signals, (int)Signals.Running) & ~Signals.Running;
            if (signals != Signals.None)
            {
                if (Step(signals))
                {
                    return; // Recycled: the next peer's signals are not this run's business.
                }

                if (_turns == Turns)
                {
                    Interlocked.Or(ref _signals, (int)Signals.Woken);
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return; // Still running, as far as other threads can see.
                }
            }
            else if (Interlocked.CompareExchange(ref _signals, 0, (int)Signals.Running) == (int)Signals.Running)
            {
                return;
            }
        }
    }

    /// <summary>Deals with what has happened. True when the connection is over and has been given back.</summary>
    private bool Step(Signals signals)
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
            _listener.HandlerFailed(exception);
            Break(CloseReason.Fault);
        }

        if (_reason != CloseReason.None && !_receiving && !_sending && !_handler.IsBusy)
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
        _quietSince = _listener.Now;
        try
        {
            Peer = _socket!.RemoteEndPoint;
        }
        catch (SocketException)
        {
            Peer = null; // Gone before it was looked at; the first receive will say so.
        }

        _handler.Begin();
    }

    /// <summary>Sends and receives for as long as something can be done without waiting.</summary>
    private void Advance()
    {
        Exchange();
        if (!_sending && _outputStart == _outputEnd && _output is { } output)
        {
            _output = null;
            _listener.Buffers.Return(output);
        }
    }

    private void Exchange()
    {
        for (; _reason == CloseReason.None && _turns < Turns; _turns++)
        {
            if (!_sending && (_outputStart < _outputEnd || FillOutput()))
            {
                SendOutput();
                continue;
            }

            if (!_sending && _handler.IsFinished)
            {
                Break(CloseReason.Finished);
                return;
            }

            if (!_handler.WantsInput)
            {
                return;
            }

            if (!_needsMore && _inputStart < _inputEnd)
            {
                int consumed = _handler.Receive(_input.AsSpan(_inputStart, _inputEnd - _inputStart));
                _inputStart += consumed;
                _needsMore = consumed == 0;
                _partialSince = _listener.Now;
                continue;
            }

            if (_peerDone)
            {
                if (_inputStart < _inputEnd)
                {
                    _inputStart = _inputEnd;
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

    private bool FillOutput()
    {
        _output ??= _listener.Buffers.Rent();
        _outputStart = 0;
        _outputEnd = _handler.Fill(_output);
        return _outputEnd > 0;
    }

    private void SendOutput()
    {
        _sendArgs.SetBuffer(_output, _outputStart, _outputEnd - _outputStart);
        _sendingSince = _listener.Now;
        _sending = true;
        if (!_socket!.SendAsync(_sendArgs))
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

        _outputStart += _sendArgs.BytesTransferred;
        _sendingSince = _quietSince = _listener.Now;
    }

    private void ReceiveInput()
    {
        MakeRoom();
        _receiveArgs.SetBuffer(_input, _inputEnd, _input.Length - _inputEnd);
        _receiving = true;
        if (!_socket!.ReceiveAsync(_receiveArgs))
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
        else if (_receiveArgs.BytesTransferred == 0)
        {
            _peerDone = true;
        }
        else
        {
            if (_inputStart == _inputEnd)
            {
                _partialSince = _listener.Now;
            }

            _inputEnd += _receiveArgs.BytesTransferred;
            _needsMore = false;
            _quietSince = _listener.Now;
        }
    }

    /// <summary>
    /// Puts a partial request at the buffer's head. A peer that fills the small buffer gets a large one until it sends little again.
    /// </summary>
    private void MakeRoom()
    {
        int length = _inputEnd - _inputStart;
        bool isSmall = ReferenceEquals(_input, _smallInput);
        if (isSmall && _inputEnd == _input.Length)
        {
            byte[] large = _listener.Buffers.Rent();
            _input.AsSpan(_inputStart, length).CopyTo(large);
            _input = large;
        }
        else if (!isSmall && length == 0 && _inputEnd < SmallBufferSize)
        {
            _listener.Buffers.Return(_input);
            _input = _smallInput;
        }
        else
        {
            _input.AsSpan(_inputStart, length).CopyTo(_input);
        }

        _inputStart = 0;
        _inputEnd = length;
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
        int now = _listener.Now;
        if (_reason != CloseReason.None)
        {
            return;
        }

        if (_sending)
        {
            if (now - _sendingSince >= _listener.SendTicks)
            {
                Break(CloseReason.SlowReader);
            }
        }
        else if (_handler.WantsInput && _inputStart < _inputEnd && now - _partialSince >= _listener.RequestTicks)
        {
            _handler.InputBroken();
            _turns = 0; // This is the last chance to send the answer.
            Advance();
            Break(CloseReason.HalfRequest);
        }
        else if (_handler.WantsInput && !_handler.MayBeSilent && now - _quietSince >= _listener.IdleTicks)
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
        if (_output is { } output)
        {
            _listener.Buffers.Return(output);
            _output = null;
        }

        if (!ReferenceEquals(_input, _smallInput))
        {
            _listener.Buffers.Return(_input);
            _input = _smallInput;
        }

        _inputStart = _inputEnd = _outputStart = _outputEnd = 0;
        _socket = null;
        CloseReason reason = _reason;
        _handler.End(reason);
        Volatile.Write(ref _signals, 0);
        _listener.Ended(this, reason);
    }
}
