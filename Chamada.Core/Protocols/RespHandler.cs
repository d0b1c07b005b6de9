using Chamada.Core.Protocols.Commands;
using Chamada.Core.Protocols.Counting;
using Chamada.Core.Rolls;
using Chamada.Core.Transport;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols;

/// <summary>One peer's conversation in RESP: commands, their answers, and in between news of what the peer watches.</summary>
internal sealed class RespHandler : BatchHandler, IRollWatcher
{
    private static readonly byte[] TooFast = RespWriter.Error("RATE too many requests from your address: ask again in a moment");

    private static readonly byte[] OutOfMemory = RespWriter.Error(CommandCall.OutOfMemory);

    private readonly ProtocolServices _services;
    private readonly RespFrame _frame = new();
    private readonly WatchList _watches;
    private RespSession? _session;
    private IReplyFormat _format = RespReplyFormat.Instance;

    public RespHandler(IConnection connection, ProtocolServices services)
        : base(connection, services)
    {
        _services = services;
        _watches = new WatchList(services.Book, this);
    }

    /// <inheritdoc/>
    public override bool MayBeSilent => _watches.Count > 0;

    /// <inheritdoc/>
    public override bool IsHalfway => _session?.Transaction is not null;

    /// <inheritdoc/>
    protected override IReplyFormat Format => _format;

    /// <inheritdoc/>
    protected override CountedProtocol Protocol => CountedProtocol.Resp;

    /// <inheritdoc/>
    protected override bool IsError(ReadOnlySpan<byte> reply) => reply.StartsWith("-"u8);

    private bool HasOtherKey => !ReferenceEquals(_session!.Key, Caller.Key);

    /// <inheritdoc/>
    public override void Begin()
    {
        base.Begin();
        SessionIds ids = _services.Ids;
        _session = new RespSession
        {
            Id = ids.Next(),
            NewToken = ids.NewToken,
            NewSecret = ids.NewSecret,
            Room = _services.Room,
            DecidesAsOne = _services.DecidesAsOne,
            Keys = _services.Keys,
            Figures = _services.Figures,
            From = Caller.Address,
            Connection = Connection,
        };
        _format = _services.Redirection is { } redirection
            ? new MovedReplyFormat(_services.RespFormat, redirection, Caller)
            : _services.RespFormat;
    }

    /// <inheritdoc/>
    public override void End(CloseReason reason)
    {
        base.End(reason);
        _watches.Clear();
        _session?.EndTransaction();
    }

    /// <inheritdoc/>
    void IRollWatcher.RollChanged() => Connection.WakeLater();

    /// <inheritdoc/>
    protected override int Read(ReadOnlySpan<byte> bytes)
    {
        if (HasOtherKey)
        {
            Caller = Caller with { Key = _session!.Key };
        }

        // Whoever has just shown a key asks what follows with it: in a batch of its own.
        int consumed = 0;
        while (TakesMore && !HasOtherKey)
        {
            ReadOnlySpan<byte> rest = bytes[consumed..];
            if (_session!.Transaction is null
                && PlainRegistration.Read(rest, out ClassNumber number, out StudentId student) is > 0 and int plain)
            {
                Batch.Command = CommandNumber.Present;
                if (IsAllowed())
                {
                    Batch.Ask(new RollRequest(number, student));
                }
                else
                {
                    Batch.Reply(TooFast);
                }

                consumed += plain;
                continue;
            }

            FrameStatus status = _frame.Read(rest);
            if (status == FrameStatus.Incomplete)
            {
                break;
            }

            if (status == FrameStatus.Malformed)
            {
                // The connection cannot be understood from here on; what came before is still answered.
                Batch.Command = CommandNumber.None;
                Batch.Reply(RespWriter.Error($"ERR Protocol error: {_frame.Problem}"));
                Finish();
                return bytes.Length;
            }

            consumed += _frame.Consumed;
            if (_frame.Count > 0 && !IsAllowed())
            {
                _session.Transaction?.Spoil();
                Batch.Command = CommandNumber.None;
                Batch.Reply(TooFast);
            }
            else if (_frame.Count > 0)
            {
                CommandTable.Execute(new CommandCall(_frame, rest, _session, Batch));
                if (_session.IsQuitting)
                {
                    Finish();
                }
            }
        }

        _frame.Trim();
        return consumed;
    }

    /// <inheritdoc/>
    protected override byte[] NotCompleted() => RespWriter.Error("ERR Protocol error: the request was not completed");

    /// <inheritdoc/>
    protected override byte[] NoMemory() => OutOfMemory;

    /// <summary>Begins to watch what the answers have begun, also when nobody read them: the end of the connection ends it.</summary>
    protected override void BatchTold() => _watches.Begin(Batch.Rolls);

    /// <inheritdoc/>
    protected override int FillNews(Span<byte> destination) => _watches.Count == 0 ? 0 : _watches.Write(destination, _session!.IsResp3);
}
