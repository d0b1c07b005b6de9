using Chamada.Core.Protocols.Commands;
using Chamada.Core.Protocols.Counting;
using Chamada.Core.Rolls;
using Chamada.Core.Transport;

namespace Chamada.Core.Protocols;

/// <summary>
/// What the protocols that ask the roll book in batches have in common: what one receive brought becomes one batch, which waits until the
/// roll book's outcomes may be told, and then is answered before more is read.
/// </summary>
internal abstract class BatchHandler : IConnectionHandler, IRollBatchOwner
{
    /// <summary>Enough to fill a send, few enough to keep what a connection holds small.</summary>
    private const int MaxBatch = 4096;

    private const int MostPaidAtOnce = 64;

    /// <summary>So much of a batch, in bytes, is everybody's; a longer one takes memory for it first, or waits until this much is
    /// answered.</summary>
    private const int FreeSize = 4 * 1024;

    /// <summary>More than this no batch takes, whatever it asks for: 4,096 registrations, or the answers to a few hundred INFO.</summary>
    private const int MostSize = 1024 * 1024;

    private readonly ProtocolServices _services;
    private readonly ReplyCursor _replies;
    private RequestAllowance? _allowance;
    private int _paid;
    private int _price;
    private int _taken;
    private Phase _phase;
    private bool _isLast;
    private volatile bool _decided;

    protected BatchHandler(IConnection connection, ProtocolServices services)
    {
        Connection = connection;
        _services = services;
        Batch = new RequestBatch(this);
        _replies = new ReplyCursor(Batch);
        Caller = Caller.Of(null, services.GuestsMayOpen);
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

    /// <inheritdoc/>
    public bool WantsInput => _phase == Phase.Listening && !_isLast;

    /// <inheritdoc/>
    public bool IsFinished => _phase == Phase.Listening && _isLast;

    /// <inheritdoc/>
    public bool IsBusy => _phase == Phase.Deciding && !_decided;

    /// <inheritdoc/>
    public virtual bool MayBeSilent => false;

    /// <inheritdoc/>
    public virtual bool IsHalfway => false;

    /// <summary>The connection that is served.</summary>
    protected IConnection Connection { get; }

    /// <summary>Who asks. To be set between two batches only: all of one is asked by the same.</summary>
    protected Caller Caller
    {
        get;
        set => field = Batch.Rolls.Caller = value;
    }

    /// <summary>Takes the requests of one receive.</summary>
    protected RequestBatch Batch { get; }

    /// <summary>Whether one more request may be taken before what there is is answered.</summary>
    protected bool TakesMore => Batch.Count < MaxBatch && !Batch.IsFull && !_isLast && HasRoom();

    /// <summary>How outcomes are written.</summary>
    protected abstract IReplyFormat Format { get; }

    /// <summary>In which protocol requests are counted.</summary>
    protected abstract CountedProtocol Protocol { get; }

    /// <inheritdoc/>
    public virtual void Begin()
    {
        Caller = Caller.Of(
            Connection.Peer, _services.GuestsMayOpen, _services.Own, _services.OwnNetworks, _services.RollLimits);
        if (_services.Keys is not null)
        {
            Caller = Caller with { NeedsKey = true };
        }

        _allowance = _services.Addresses?.AllowanceOf(Connection.Peer);
        _paid = 0;
        _phase = Phase.Listening;
        _isLast = false;
    }

    /// <inheritdoc/>
    public int Receive(ReadOnlySpan<byte> bytes)
    {
        _price = 1;
        int consumed = Read(bytes);
        if (Batch.Count > 0)
        {
            Submit();
        }

        return consumed;
    }

    /// <inheritdoc/>
    public int Fill(Span<byte> destination)
    {
        if (_phase == Phase.Deciding && _decided)
        {
            _phase = Phase.Answering;
            Count();
        }

        if (_phase == Phase.Answering)
        {
            int written = _replies.Write(destination, Format);
            if (written > 0)
            {
                return written;
            }

            EndBatch();
        }

        // While a batch is being decided, news waits: what a request causes is told after its answer.
        return _phase == Phase.Deciding ? 0 : FillNews(destination);
    }

    /// <inheritdoc/>
    public void InputBroken() => SayLast(NotCompleted());

    /// <inheritdoc/>
    public void InputRefused() => SayLast(NoMemory());

    /// <inheritdoc/>
    public virtual void End(CloseReason reason) => EndBatch();

    /// <inheritdoc/>
    void IRollBatchOwner.BatchDecided()
    {
        if (!HoldsBack())
        {
            Release();
        }
    }

    /// <summary>
    /// Whether the peer's address may make one more request. Of many in one receive more and more are paid for at once: the bucket is
    /// shared with all connections of the address.
    /// </summary>
    protected bool IsAllowed()
    {
        if (_allowance is null)
        {
            return true;
        }

        if (_paid == 0)
        {
            _paid = _allowance.Take(_price);
            _price = Math.Min(_price * 2, MostPaidAtOnce);
            if (_paid == 0)
            {
                _services.Addresses!.CountRefusal();
                return false;
            }
        }

        _paid--;
        return true;
    }

    /// <summary>Reads whole requests into the batch.</summary>
    /// <returns>How many bytes they took.</returns>
    protected abstract int Read(ReadOnlySpan<byte> bytes);

    /// <summary>Whether an answer that was not the roll book's says that something was wrong.</summary>
    protected abstract bool IsError(ReadOnlySpan<byte> reply);

    /// <summary>What is answered to a request whose end never came.</summary>
    protected abstract byte[] NotCompleted();

    /// <summary>What is answered to a request for which there is no memory.</summary>
    protected abstract byte[] NoMemory();

    /// <summary>
    /// Whether something else is to be done before the outcomes are told. Then it has begun, the batch counts as undecided, and
    /// <see cref="Release"/> follows.
    /// </summary>
    protected virtual bool HoldsBack() => false;

    /// <summary>A batch was told, or will not be because the peer is gone.</summary>
    protected virtual void BatchTold()
    {
    }

    /// <summary>Writes what nobody asked for just now.</summary>
    /// <returns>How many bytes.</returns>
    protected virtual int FillNews(Span<byte> destination) => 0;

    /// <summary>Nothing more is to be read; when what there is has been answered, the connection ends.</summary>
    protected void Finish() => _isLast = true;

    /// <summary>The outcomes may be told. On any thread.</summary>
    protected void Release()
    {
        _decided = true;
        Connection.Wake();
    }

    private void SayLast(byte[] answer)
    {
        _isLast = true;
        Batch.Command = CommandNumber.None;
        Batch.Reply(answer);
        Submit();
    }

    /// <summary>Whether there is memory for more of the batch.</summary>
    private bool HasRoom()
    {
        int size = Batch.Size;
        if (size < FreeSize + _taken)
        {
            return true;
        }

        int more = FreeSize + _taken;
        if (size >= MostSize || !Connection.TryTakeMemory(more))
        {
            return false;
        }

        _taken += more;
        return true;
    }

    private void Submit()
    {
        _replies.Restart();
        _decided = false;
        _phase = Phase.Deciding;
        if (Batch.Rolls.Count == 0 || (_services.Book.Submit(Batch.Rolls) && !HoldsBack()))
        {
            _decided = true;
        }
    }

    /// <summary>Counts what is about to be answered. Most batches are many of one kind, so those are counted together.</summary>
    private void Count()
    {
        int asked = 0, command = 0, outcome = 0, same = 0;
        ReadOnlySpan<RollOutcome> outcomes = Batch.Rolls.Outcomes;
        for (int i = 0; i < Batch.Count; i++)
        {
            int next = Batch.ReplyAt(i) is not { } reply ? CountedOutcome.Of(outcomes[asked++].Word)
                : IsError(reply) ? CountedOutcome.Error : CountedOutcome.Ok;
            if (same > 0 && (next != outcome || Batch.CommandAt(i) != command))
            {
                Count(command, outcome, same);
                same = 0;
            }

            (command, outcome) = (Batch.CommandAt(i), next);
            same++;
        }

        Count(command, outcome, same);
    }

    private void Count(int command, int outcome, int same)
    {
        if (same > 0 && command != CommandNumber.Uncounted)
        {
            _services.Counts.Add(Protocol, command, outcome, same);
        }
    }

    private void EndBatch()
    {
        BatchTold();
        Batch.Clear();
        if (_taken > 0)
        {
            Connection.ReturnMemory(_taken);
            _taken = 0;
        }

        _phase = Phase.Listening;
    }
}
