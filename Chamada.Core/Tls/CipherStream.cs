using System.Threading.Tasks.Sources;
using Chamada.Core.Transport;

namespace Chamada.Core.Tls;

/// <summary>
/// What <see cref="System.Net.Security.SslStream"/> takes for the network: at its other end stands a handler of the transport, which gives
/// what has come and takes what is to leave. A read that finds nothing waits for <see cref="Put"/>; a write never waits.
/// </summary>
/// <param name="connection">Is woken when something is wanted.</param>
internal sealed class CipherStream(IConnection connection) : Stream, IValueTaskSource<int>
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<int> _read = new() { RunContinuationsAsynchronously = true };
    private PooledBytes _input;
    private PooledBytes _output;
    private Memory<byte> _wanted;
    private bool _isHungry;
    private bool _isEnded;

    /// <summary>Whether a read waits for bytes.</summary>
    public bool IsHungry
    {
        get
        {
            lock (_gate)
            {
                return _isHungry;
            }
        }
    }

    /// <summary>Whether a piece of a record has come whose end is missing. Whoever reads waits for a record's first byte with an empty
    /// buffer.</summary>
    public bool IsMidRecord
    {
        get
        {
            lock (_gate)
            {
                return _isHungry && _wanted.Length > 0;
            }
        }
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// From now on whoever reads goes on where <see cref="Put"/> is called. A handshake does not: what it computes takes longer than a
    /// thread that reports the events of many sockets has.
    /// </summary>
    public void GoOnInPlace() => _read.RunContinuationsAsynchronously = false;

    /// <summary>Gives what has come.</summary>
    public void Put(ReadOnlySpan<byte> bytes)
    {
        int served;
        lock (_gate)
        {
            _input.Add(bytes);
            if (!_isHungry)
            {
                return;
            }

            _isHungry = false;
            served = _input.Take(_wanted.Span);
        }

        _read.SetResult(served);
    }

    /// <summary>Takes what is to leave, as much as has room.</summary>
    /// <returns>How many bytes.</returns>
    public int Take(Span<byte> destination)
    {
        lock (_gate)
        {
            return _output.Take(destination);
        }
    }

    /// <summary>Nothing more comes, and nothing more leaves.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnded = true;
            _input.GiveBack();
            _output.GiveBack();
            if (!_isHungry)
            {
                return;
            }

            _isHungry = false;
        }

        _read.SetResult(0);
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> read;
        lock (_gate)
        {
            if (_isEnded || _input.Length > 0)
            {
                return ValueTask.FromResult(_input.Take(buffer.Span));
            }

            _wanted = buffer;
            _isHungry = true;
            _read.Reset();
            read = new ValueTask<int>(this, _read.Version);
        }

        connection.Wake();
        return read;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            if (!_isEnded)
            {
                _output.Add(buffer);
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing here waits in a thread.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token,
        ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);
}
