using Chamada.Core.Rolls;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>How many commands all clients of a server together may have between MULTI and EXEC: what waits costs memory, for as long as the
/// client likes to wait.</summary>
public sealed class TransactionRoom
{
    /// <summary>The most of all clients together.</summary>
    public const int Most = 65_536;

    private int _taken;

    /// <summary>Takes room for one command; false when there is none.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= Most)
        {
            return true;
        }

        Interlocked.Decrement(ref _taken);
        return false;
    }

    /// <summary>Gives room back.</summary>
    public void Return(int commands) => Interlocked.Add(ref _taken, -commands);
}

/// <summary>
/// The commands between MULTI and EXEC: each is read and checked when it comes, and asked of the roll book with EXEC, all in one piece. A
/// batch is decided under one lock and becomes durable with one commit, so nobody, and no crash, sees a half of it. Where
/// that cannot be, as a store keeps classes apart, it is refused.
/// </summary>
/// <param name="room">Where there must be room for each.</param>
/// <param name="session">Whose it is.</param>
public sealed class Transaction(TransactionRoom room, RespSession session)
{
    /// <summary>The most commands of one.</summary>
    public const int Most = 4096;

    private static readonly byte[] Queued = "+QUEUED\r\n"u8.ToArray();

    private readonly RequestBatch _batch = new(Nobody.Instance);
    private bool _isSpoilt;
    private int _kept;

    /// <summary>Takes one more command: what it asks, or what it answers.</summary>
    public void Take(CommandCall call, Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!command.IsQueued)
        {
            Spoil();
            call.Error($"ERR {command.Name} cannot stand between MULTI and EXEC");
            return;
        }

        if (_batch.Count == Most || !room.TryTake())
        {
            Spoil();
            call.Error($"ERR too many commands between MULTI and EXEC: at most {Most}, and {TransactionRoom.Most} of all clients together");
            return;
        }

        // What the answers that stand already take is known only afterwards; it is at most as long as a request.
        int most = _batch.Size + RespFrame.MaxBytes;
        if (most > _kept)
        {
            if (!session.TryKeep(most))
            {
                room.Return(1);
                Spoil();
                call.Error(CommandCall.OutOfMemory);
                return;
            }

            _kept += most;
        }

        int index = _batch.Count;
        _batch.Command = call.Batch.Command;
        command.Handler(call.Into(_batch));
        if (IsApart())
        {
            Spoil();
            call.Error("ERR this server's store keeps the classes of this transaction apart, so it cannot be carried out in one piece: "
                + "send a transaction for each class, or the commands without MULTI");
            return;
        }

        if (_batch.ReplyAt(index) is { } reply && reply[0] == (byte)'-')
        {
            Spoil();
            call.Batch.Reply(reply);
        }
        else
        {
            call.Batch.Command = CommandNumber.Uncounted;
            call.Batch.Reply(Queued);
        }
    }

    /// <summary>Whether the newest request is about a class that cannot be decided in one piece with the first one's.</summary>
    private bool IsApart()
    {
        ReadOnlySpan<RollRequest> requests = _batch.Rolls.Requests;
        return requests.Length > 1 && !session.DecidesAsOne(requests[0].Class, requests[^1].Class);
    }

    /// <summary>Something of it was wrong: nothing of it is to be carried out.</summary>
    public void Spoil() => _isSpoilt = true;

    /// <summary>Asks everything, and answers with all answers as one array; or, when anything was wrong, with an error.</summary>
    public void Execute(CommandCall call)
    {
        if (_isSpoilt)
        {
            call.Error("EXECABORT nothing of this transaction was carried out, because of the errors before");
            return;
        }

        call.Batch.ReplyHead(_batch.Count);
        int request = 0;
        for (int i = 0; i < _batch.Count; i++)
        {
            call.Batch.Command = _batch.CommandAt(i);
            if (_batch.ReplyAt(i) is { } reply)
            {
                call.Batch.Reply(reply);
            }
            else
            {
                call.Batch.Ask(in _batch.Rolls.Requests[request++], _batch.TokenAt(i));
            }
        }
    }

    /// <summary>Lets go of it.</summary>
    public void End()
    {
        room.Return(_batch.Count);
        session.Connection?.ReturnMemory(_kept);
        _kept = 0;
    }

    private sealed class Nobody : IRollBatchOwner
    {
        public static readonly Nobody Instance = new();

        public void BatchDecided() => throw new InvalidOperationException("What is queued is not decided.");
    }
}
