using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using Chamada.Core.Transport;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Chamada.Core.Web.Http;

/// <summary>
/// One peer's connection as Kestrel sees it: two pipes in memory, at whose other ends a handler of the transport stands. The handler's side
/// is called by the thread that runs the connection, Kestrel's by any other; what both look at is a flag each, set by one and read by the
/// other.
/// </summary>
internal sealed class PipedConnection : DefaultConnectionContext
{
    /// <summary>How many bytes of answers Kestrel may be ahead of the peer.</summary>
    private const int MostUnsent = 64 * 1024;

    // What is received is never more than one buffer, because the next is taken only when Kestrel asks for it: so there is nothing to
    // pause.
    private static readonly PipeOptions InputOptions = new(
        readerScheduler: PipeScheduler.ThreadPool, pauseWriterThreshold: 0, useSynchronizationContext: false);

    private static readonly PipeOptions OutputOptions = new(
        writerScheduler: PipeScheduler.ThreadPool, pauseWriterThreshold: MostUnsent, resumeWriterThreshold: MostUnsent / 2,
        useSynchronizationContext: false);

    private readonly IConnection _connection;
    private readonly Pipe _input = new(InputOptions);
    private readonly Pipe _output = new(OutputOptions);
    private readonly CancellationTokenSource _closed = new();
    private volatile bool _isHungry = true; // The first bytes are welcome before Kestrel has asked.
    private volatile bool _hasOutput;
    private volatile bool _isMidRequest;
    private volatile bool _isEnded;
    private volatile bool _isAborted;
    private volatile bool _isAnswering;
    private volatile bool _isDeciding;

    /// <summary>Makes the pipes. Nothing is told to Kestrel yet.</summary>
    /// <param name="id">Tells it apart in Kestrel's own diagnostics.</param>
    /// <param name="connection">The connection that is served.</param>
    public PipedConnection(string id, IConnection connection)
        : base(id)
    {
        _connection = connection;
        Transport = new Ends(new AskingReader(_input.Reader, this), new TellingWriter(_output.Writer, this));
        RemoteEndPoint = connection.Peer;
        ConnectionClosed = _closed.Token;
        Features.Set(this);
        if (connection.IsEncrypted)
        {
            Features.Set<ITlsConnectionFeature>(new TlsConnectionFeature()); // By this Kestrel says https.
        }
    }

    /// <summary>Whether Kestrel waits for bytes, and all that it has said has been taken. In this order: it asks after it has
    /// spoken.</summary>
    public bool WantsInput => _isHungry && !_hasOutput;

    /// <summary>Whether bytes of a request have come, and the request is not answered yet.</summary>
    public bool IsMidRequest => _isMidRequest;

    /// <summary>Whether Kestrel has said its last word, and it has been taken.</summary>
    public bool IsEnded => _isEnded && !_hasOutput;

    /// <summary>Whether Kestrel wants the connection closed without another word.</summary>
    public bool IsAborted => _isAborted;

    /// <summary>Whether something of the answer to the request that is under way may have been said.</summary>
    public bool IsAnswering => _isAnswering;

    /// <summary>Whether the roll book decides a request of this peer.</summary>
    public bool IsDeciding => _isDeciding;

    /// <summary>Gives Kestrel bytes. Only when it wants them.</summary>
    public void Put(ReadOnlySpan<byte> bytes)
    {
        _isHungry = false;
        _isMidRequest = true;
        _input.Writer.Write(bytes);
        ValueTask<FlushResult> flush = _input.Writer.FlushAsync(); // Where Kestrel reads no more, the bytes are gone.
        Debug.Assert(flush.IsCompleted, "A pipe without a threshold keeps nobody waiting.");
    }

    /// <summary>Takes what Kestrel has said, as much as has room.</summary>
    /// <returns>How many bytes.</returns>
    public int Take(Span<byte> destination)
    {
        _hasOutput = false;
        if (!_output.Reader.TryRead(out ReadResult read))
        {
            return 0;
        }

        ReadOnlySequence<byte> said = read.Buffer;
        int taken = (int)Math.Min(said.Length, destination.Length);
        said.Slice(0, taken).CopyTo(destination);
        _hasOutput = said.Length > taken;
        _output.Reader.AdvanceTo(said.GetPosition(taken));
        return taken;
    }

    /// <summary>The peer is gone: nothing more comes from it, and nothing more reaches it.</summary>
    public void PeerGone()
    {
        _input.Writer.Complete();
        _output.Reader.Complete();
        ThreadPool.UnsafeQueueUserWorkItem(static closed => closed.Cancel(), _closed, preferLocal: false);
    }

    /// <summary>Kestrel's application has a whole request and asks the roll book: until <see cref="Decided"/> the peer's place stays
    /// taken.</summary>
    public void Deciding() => _isDeciding = true;

    /// <summary>The roll book has decided.</summary>
    public void Decided()
    {
        _isDeciding = false;
        _connection.Wake();
    }

    /// <summary>The answer to a request begins.</summary>
    public void Answering() => _isAnswering = true;

    /// <summary>A request, all of which was read or whose connection ends with it, is answered.</summary>
    public void Answered() => _isAnswering = _isMidRequest = false;

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason)
    {
        _isAborted = true;
        _connection.Wake();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        Transport!.Input.Complete();
        Transport.Output.Complete();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Kestrel is about to read: something is there already, or it has to be sent for.</summary>
    private void Asks(bool isThere)
    {
        if (isThere)
        {
            _isMidRequest = true;
        }
        else
        {
            _isHungry = true;
            _connection.Wake();
        }
    }

    private void HasSpoken()
    {
        _hasOutput = true;
        _connection.Wake();
    }

    private void HasEnded()
    {
        _isEnded = true;
        _connection.Wake();
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>Lets the connection know when Kestrel waits for bytes.</summary>
    private sealed class AskingReader(PipeReader inner, PipedConnection connection) : PipeReader
    {
        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            ValueTask<ReadResult> read = inner.ReadAsync(cancellationToken);
            connection.Asks(read.IsCompleted);
            return read;
        }

        public override bool TryRead(out ReadResult result) => inner.TryRead(out result);

        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);
    }

    /// <summary>Lets the connection know when Kestrel has said something.</summary>
    private sealed class TellingWriter(PipeWriter inner, PipedConnection connection) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            ValueTask<FlushResult> flush = inner.FlushAsync(cancellationToken);
            connection.HasSpoken();
            return flush;
        }

        public override void Advance(int bytes) => inner.Advance(bytes);

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null)
        {
            inner.Complete(exception);
            connection.HasEnded();
        }
    }
}
