using System.Buffers;
using System.Net.Sockets;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Client;

/// <summary>
/// A RESP connection from the client's side: requests are sent in order and may be under way together; each reply goes to the
/// request it answers, pushes go to whoever listens. Ends once, with a reason that every waiting request gets.
/// </summary>
internal sealed class RespConnection : IAsyncDisposable
{
    private const int ReceiveSize = 32 * 1024;

    private readonly Socket _socket;
    private readonly Lock _gate = new();
    private readonly Queue<Pending> _waiting = new();
    private readonly TaskCompletionSource<ClientError> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ArrayBufferWriter<byte> _next = new();
    private ArrayBufferWriter<byte> _current = new();
    private bool _sending;
    private ClientError? _error;

    public RespConnection(Socket socket, Action<RespReply> push)
    {
        _socket = socket;
        Push = push;
        _ = Task.Run(ReceiveAsync);
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
        }

        _ = SendAsync();
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
    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                lock (_gate)
                {
                    if (_next.WrittenCount == 0)
                    {
                        _sending = false;
                        return;
                    }

                    (_current, _next) = (_next, _current);
                }

                ReadOnlyMemory<byte> rest = _current.WrittenMemory;
                while (!rest.IsEmpty)
                {
                    rest = rest[await _socket.SendAsync(rest).ConfigureAwait(false)..];
                }

                _current.ResetWrittenCount();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Break(new ClientError(ClientFault.Disconnected,
                exception.Message)
            { Socket = (exception as SocketException)?.SocketErrorCode });
        }
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[ReceiveSize];
        int start = 0, end = 0;
        ReplyScanner scanner = default;
        try
        {
            while (true)
            {
                if (end == buffer.Length)
                {
                    byte[] target = start < buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
                    buffer.AsSpan(start, end - start).CopyTo(target);
                    buffer = target;
                    end -= start;
                    start = 0;
                }

                int received = await _socket.ReceiveAsync(buffer.AsMemory(end)).ConfigureAwait(false);
                if (received == 0)
                {
                    Break(new ClientError(ClientFault.Disconnected,
                        "the server closed the connection")
                    { Socket = SocketError.Disconnecting });
                    return;
                }

                end += received;
                int length;
                while ((length = scanner.Scan(buffer.AsSpan(start, end - start))) > 0)
                {
                    if (!Take(buffer.AsSpan(start, length)))
                    {
                        length = -1;
                        break;
                    }

                    start += length;
                }

                if (length < 0)
                {
                    Break(new ClientError(ClientFault.NotChamada, "the answer is not in the Redis serialization protocol"));
                    return;
                }

                if (start == end)
                {
                    start = end = 0;
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Break(new ClientError(ClientFault.Disconnected,
                exception.Message)
            { Socket = (exception as SocketException)?.SocketErrorCode });
        }
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
