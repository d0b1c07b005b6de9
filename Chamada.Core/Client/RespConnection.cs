using System.Buffers;
using System.Diagnostics;
using System.Net.Sockets;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Client;

/// <summary>
/// A RESP connection from the client's side: requests are sent in order and may be under way together; each reply goes to the
/// request it answers, pushes go to whoever listens. Ends once, with a reason that every waiting request gets.
/// </summary>
/// <remarks>
/// Normally what comes is received as it comes, from the beginning on, by the threads that the runtime starts for that. Where a while to
/// wait was given, it is the thread that asks that waits for the answer first, and they are started only once an answer takes longer.
/// </remarks>
internal sealed class RespConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Stream? _enciphered;
    private readonly TimeSpan _onThread;
    private readonly Lock _gate = new();
    private readonly Queue<Pending> _waiting = new();
    private readonly TaskCompletionSource<ClientError> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ReplyBuffer _received = new();
    private ArrayBufferWriter<byte> _next = new();
    private ArrayBufferWriter<byte> _current = new();
    private Receiver _receiver;
    private bool _sending;
    private ClientError? _error;

    /// <summary>Takes a connected socket over.</summary>
    /// <param name="socket">The socket. Not a blocking one where <paramref name="onThread"/> is more than zero.</param>
    /// <param name="push">Is given each push, on the thread that receives.</param>
    /// <param name="onThread">For how long the thread that asks waits for the answer itself. Until an answer takes longer, or is the
    /// beginning of pushes, an end of the connection shows with the next request only.</param>
    /// <param name="enciphered">What is spoken through instead of the socket itself, where TLS is; closed with it. Then <paramref
    /// name="onThread"/> is zero.</param>
    public RespConnection(Socket socket, Action<RespReply> push, TimeSpan onThread = default, Stream? enciphered = null)
    {
        _socket = socket;
        _enciphered = enciphered;
        _onThread = onThread;
        Push = push;
        if (onThread == TimeSpan.Zero)
        {
            _receiver = Receiver.Runtime;
            _ = Task.Run(ReceiveAsync);
        }
    }

    /// <summary>Who receives.</summary>
    private enum Receiver
    {
        /// <summary>Nobody: nothing is waited for.</summary>
        Nobody,

        /// <summary>The thread that has asked.</summary>
        Asker,

        /// <summary>Threads of the runtime, from here on to the end.</summary>
        Runtime,
    }

    /// <summary>Completes with the reason when the connection has ended.</summary>
    public Task<ClientError> Ended => _ended.Task;

    private Action<RespReply> Push { get; }

    /// <summary>Sends a request; its reply, or the reason why there is none, comes later.</summary>
    /// <param name="write">Writes the request's bytes.</param>
    /// <param name="answered">Is called with the reply on the receiving thread, before any push that follows it.</param>
    public Task<ClientResult<RespReply>> RequestAsync(Action<IBufferWriter<byte>> write, Action<RespReply>? answered = null)
    {
        Pending pending = new(answered);
        bool receives;
        lock (_gate)
        {
            if (_error is not null)
            {
                return Task.FromResult<ClientResult<RespReply>>(_error);
            }

            write(_next);
            _waiting.Enqueue(pending);
            if (_sending)
            {
                return pending.Task;
            }

            _sending = true;
            receives = _receiver == Receiver.Nobody;
            _receiver = receives ? Receiver.Asker : _receiver;
        }

        if (receives)
        {
            AskOnThread(pending.Task, mayBeFollowed: answered is not null);
        }
        else
        {
            _ = SendAsync(default);
        }

        return pending.Task;
    }

    /// <summary>Ends the connection for a reason.</summary>
    public void Break(ClientError error)
    {
        Pending[] waiting;
        lock (_gate)
        {
            if (_error is not null)
            {
                return;
            }

            _error = error;
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        _enciphered?.Dispose();
        _socket.Dispose();
        foreach (Pending pending in waiting)
        {
            pending.TrySetResult(error);
        }

        _ended.TrySetResult(error);
    }

    public ValueTask DisposeAsync()
    {
        Break(new ClientError(ClientFault.Disconnected, "the connection was closed on this side"));
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends what has gathered, until nothing more has: what comes while a send is under way goes with the next.</summary>
    /// <param name="rest">What is to be sent first, of what was taken already.</param>
    private async Task SendAsync(ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (true)
            {
                if (_enciphered is { } enciphered)
                {
                    await enciphered.WriteAsync(rest).ConfigureAwait(false);
                    rest = default;
                }

                while (!rest.IsEmpty)
                {
                    rest = rest[await _socket.SendAsync(rest).ConfigureAwait(false)..];
                }

                _current.ResetWrittenCount();
                lock (_gate)
                {
                    if (_next.WrittenCount == 0)
                    {
                        _sending = false;
                        return;
                    }

                    (_current, _next) = (_next, _current);
                }

                rest = _current.WrittenMemory;
            }
        }
        catch (Exception exception) when (IsOfConnection(exception))
        {
            BreakBy(exception);
        }
    }

    /// <summary>Sends, and waits a while for the answer. What is still waited for then, the runtime receives from here on.</summary>
    private void AskOnThread(Task answer, bool mayBeFollowed)
    {
        try
        {
            SendOnThread();
            ReceiveOnThread(answer);
        }
        catch (Exception exception) when (IsOfConnection(exception))
        {
            BreakBy(exception);
        }

        lock (_gate)
        {
            bool restsNow = _error is not null || (_waiting.Count == 0 && !mayBeFollowed);
            _receiver = restsNow ? Receiver.Nobody : Receiver.Runtime;
            if (restsNow)
            {
                return;
            }
        }

        _ = Task.Run(ReceiveAsync);
    }

    /// <summary>Sends what the system takes at once; a request is short, so that is all of it. A rest is left to the runtime.</summary>
    private void SendOnThread()
    {
        lock (_gate)
        {
            (_current, _next) = (_next, _current);
        }

        int sent = _socket.Send(_current.WrittenSpan, SocketFlags.None, out _); // An error shows again with the rest, or the answer.
        _ = SendAsync(_current.WrittenMemory[sent..]);
    }

    private void ReceiveOnThread(Task answer)
    {
        long start = Stopwatch.GetTimestamp();
        for (TimeSpan left = _onThread; left > TimeSpan.Zero; left = _onThread - Stopwatch.GetElapsedTime(start))
        {
            if (answer.IsCompleted || !_socket.Poll(left, SelectMode.SelectRead))
            {
                return;
            }

            int received = _socket.Receive(_received.Room.Span, SocketFlags.None, out SocketError error);
            if (error is not (SocketError.Success or SocketError.WouldBlock))
            {
                throw new SocketException((int)error);
            }

            if (error == SocketError.Success && !Received(received))
            {
                return;
            }
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (Received(_enciphered is { } enciphered
                ? await enciphered.ReadAsync(_received.Room).ConfigureAwait(false)
                : await _socket.ReceiveAsync(_received.Room).ConfigureAwait(false)))
            {
            }
        }
        catch (Exception exception) when (IsOfConnection(exception))
        {
            BreakBy(exception);
        }
    }

    /// <summary>Takes the replies that are whole with what has come.</summary>
    /// <returns>Whether more can be received; otherwise the connection has ended.</returns>
    private bool Received(int count)
    {
        if (count == 0)
        {
            Break(new ClientError(ClientFault.Disconnected, "the server closed the connection") { Socket = SocketError.Disconnecting });
            return false;
        }

        _received.Add(count);
        int length;
        while ((length = _received.Next(out ReadOnlySpan<byte> reply)) > 0)
        {
            if (!Take(reply))
            {
                length = -1;
                break;
            }
        }

        if (length < 0)
        {
            Break(new ClientError(ClientFault.NotChamada, "the answer is not in the Redis serialization protocol"));
        }

        return length == 0;
    }

    private static bool IsOfConnection(Exception exception) =>
        exception is SocketException or IOException or InvalidOperationException; // The last when it is closed meanwhile.

    private void BreakBy(Exception exception)
    {
        Exception cause = exception.InnerException as SocketException ?? exception;
        Break(new ClientError(ClientFault.Disconnected, cause.Message) { Socket = (cause as SocketException)?.SocketErrorCode });
    }

    private bool Take(ReadOnlySpan<byte> bytes)
    {
        if (RespReply.TryRead(bytes, out RespReply reply) != bytes.Length)
        {
            return false;
        }

        if (reply.Type == ReplyType.Push)
        {
            Push(reply);
            return true;
        }

        Pending? pending;
        lock (_gate)
        {
            _waiting.TryDequeue(out pending);
        }

        if (pending is null)
        {
            // An answer that nobody asked for. An error is the server's last word before it closes: it is full, say.
            if (reply.Type == ReplyType.Error)
            {
                Break(new ClientError(ClientFault.Disconnected, reply.Text));
            }

            return reply.Type == ReplyType.Error;
        }

        pending.Answered?.Invoke(reply);
        return pending.TrySetResult(reply);
    }

    private sealed class Pending(Action<RespReply>? answered)
        : TaskCompletionSource<ClientResult<RespReply>>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Action<RespReply>? Answered { get; } = answered;
    }
}
