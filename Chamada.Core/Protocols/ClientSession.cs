using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;
using Chamada.Core.Transport;
using Chamada.Core.Wire;
using Chamada.Core.Wire.Resp;
using Chamada.Core.Wire.Text;

namespace Chamada.Core.Protocols;

/// <summary>
/// One peer's conversation: recognises its protocol, turns what one receive brought into one batch, waits until the roll
/// book's outcomes may be told, writes the answers, and in between tells what the peer watches.
/// </summary>
internal sealed class ClientSession : IConnectionHandler, IRollBatchOwner, IRollWatcher
{
    /// <summary>Enough to fill a send, few enough to keep what a connection holds small.</summary>
    private const int MaxBatch = 4096;

    private readonly IConnection _connection;
    private readonly IRollBook _book;
    private readonly TimeProvider _clock;
    private readonly SessionIds _ids;
    private readonly bool _guestsMayOpen;
    private readonly PeerRelay? _relay;
    private readonly INeighbours? _neighbours;
    private readonly RespFrame _frame = new();
    private readonly RequestBatch _batch;
    private readonly ReplyCursor _replies;
    private readonly WatchList _watches;
    private WireProtocol _protocol;
    private RespReplyFormat _respFormat = RespReplyFormat.Instance;
    private RespSession? _resp;
    private Phase _phase;
    private bool _isLast;
    private Caller _caller;
    private volatile bool _decided;

    public ClientSession(IConnection connection, IRollBook book, TimeProvider clock, SessionIds ids, bool guestsMayOpen, INeighbours? neighbours, PeerRelay? relay)
    {
        _connection = connection;
        _book = book;
        _clock = clock;
        _ids = ids;
        _guestsMayOpen = guestsMayOpen;
        _relay = relay;
        _neighbours = neighbours;
        _caller = Caller.Of(null, guestsMayOpen);
        _batch = new RequestBatch(this);
        _replies = new ReplyCursor(_batch);
        _watches = new WatchList(book, this);
    }

    private enum Phase
    {
        /// <summary>Waits for requests.</summary>
        Listening,

        /// <summary>The roll book has a batch.</summary>
        Deciding,

        /// <summary>The answers to a batch are being sent.</summary>
        Answering,
    }

    public bool WantsInput => _phase == Phase.Listening && !_isLast;

    public bool IsFinished => _phase == Phase.Listening && _isLast;

    public bool IsBusy => _phase == Phase.Deciding && !_decided;

    public bool MayBeSilent => _watches.Count > 0;

    public void Begin()
    {
        _protocol = WireProtocol.Unknown;
        _resp = null;
        _phase = Phase.Listening;
        _isLast = false;
        _caller = Caller.Of(_connection.Peer, _guestsMayOpen);
        _respFormat = _neighbours is null ? RespReplyFormat.Instance : new RespReplyFormat(_neighbours, _caller);
    }

    public int Receive(ReadOnlySpan<byte> bytes)
    {
        if (_protocol == WireProtocol.Unknown)
        {
            _protocol = ProtocolSniffer.Recognise(bytes);
        }

        int consumed = _protocol switch
        {
            WireProtocol.Resp => ReadResp(bytes),
            WireProtocol.Text => ReadText(bytes),
            _ => RefuseUnknown(bytes),
        };
        if (_batch.Count > 0)
        {
            Submit();
        }

        return consumed;
    }

    public int Fill(Span<byte> destination)
    {
        if (_phase == Phase.Deciding && _decided)
        {
            _phase = Phase.Answering;
        }

        if (_phase == Phase.Answering)
        {
            IReplyFormat format = _protocol == WireProtocol.Text ? TextReplyFormat.Instance : _respFormat;
            int written = _replies.Write(destination, format);
            if (written > 0)
            {
                return written;
            }

            _watches.Begin(_batch.Rolls);
            _batch.Clear();
            _phase = Phase.Listening;
        }

        // While a batch is being decided, news waits: what a request causes is told after its answer.
        return _watches.Count == 0 || _phase == Phase.Deciding ? 0 : _watches.Write(destination, _resp!.IsResp3);
    }

    public void InputBroken()
    {
        _isLast = true;
        _batch.Reply(_protocol == WireProtocol.Resp
            ? RespWriter.Error("ERR Protocol error: the request was not completed")
            : TextPhrases.NoRole([]));
        Submit();
    }

    public void End(CloseReason reason)
    {
        // A batch that was decided but not told may have begun to watch.
        _watches.Begin(_batch.Rolls);
        _watches.Clear();
        _batch.Clear();
        _phase = Phase.Listening;
    }

    void IRollBatchOwner.BatchDecided()
    {
        if (!PassOn())
        {
            _decided = true;
            _connection.Wake();
        }
    }

    void IRollWatcher.RollChanged() => _connection.WakeLater();

    private int ReadResp(ReadOnlySpan<byte> bytes)
    {
        _resp ??= new RespSession { Id = _ids.Next(), NewToken = _ids.NewToken, Watcher = this, Caller = _caller };
        int consumed = 0;
        while (_batch.Count < MaxBatch && !_batch.IsFull && !_isLast)
        {
            ReadOnlySpan<byte> rest = bytes[consumed..];
            FrameStatus status = _frame.Read(rest);
            if (status == FrameStatus.Incomplete)
            {
                break;
            }

            if (status == FrameStatus.Malformed)
            {
                // The connection cannot be understood from here on; what came before is still answered.
                _batch.Reply(RespWriter.Error($"ERR Protocol error: {_frame.Problem}"));
                _isLast = true;
                return bytes.Length;
            }

            consumed += _frame.Consumed;
            if (_frame.Count > 0)
            {
                CommandTable.Execute(new CommandCall(_frame, rest, _resp, _batch));
                _isLast = _resp.IsQuitting;
            }
        }

        return consumed;
    }

    private int ReadText(ReadOnlySpan<byte> bytes)
    {
        int consumed = 0;
        while (_batch.Count < MaxBatch && !_batch.IsFull)
        {
            bool isWhole = TextFrame.TryRead(bytes[consumed..], out TextFrame frame);
            consumed += frame.Consumed;
            if (!isWhole)
            {
                break;
            }

            TextCommands.Execute(frame, _batch, _caller);
        }

        return consumed;
    }

    private int RefuseUnknown(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= TextFrame.MaxBytes)
        {
            return 0;
        }

        _batch.Reply(TextPhrases.NoRole(bytes));
        _isLast = true;
        return bytes.Length;
    }

    private void Submit()
    {
        _replies.Restart();
        _batch.Rolls.Now = Stamp.Now(_clock);
        _decided = false;
        _phase = Phase.Deciding;
        if (_batch.Rolls.Count == 0 || (_book.Submit(_batch.Rolls) && !PassOn()))
        {
            _decided = true;
        }
    }

    /// <summary>
    /// Asks other servers for what this one refused to a client that cannot be sent there. True when that has begun: until it is done the
    /// batch counts as undecided, and the connection waits as for a disk.
    /// </summary>
    private bool PassOn()
    {
        if (_protocol != WireProtocol.Text || _relay is null || !_relay.TryBegin(_batch.Rolls))
        {
            return false;
        }

        _ = Task.Run(async () =>
        {
            try
            {
                await _relay.RunAsync(_batch.Rolls).ConfigureAwait(false);
            }
            finally
            {
                _decided = true;
                _connection.Wake();
            }
        });
        return true;
    }
}
