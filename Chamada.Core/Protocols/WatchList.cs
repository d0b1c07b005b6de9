using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;

namespace Chamada.Core.Protocols;

/// <summary>
/// What one connection watches: for each roll call no more than how far its log has been told. A watcher that reads slowly
/// costs no memory, and misses nothing when it catches up.
/// </summary>
internal sealed class WatchList(IRollBook book, IRollWatcher watcher)
{
    private readonly List<Watch> _watches = [];

    public int Count => _watches.Count;

    /// <summary>Takes up what the answers of a batch have begun, where their lists ended.</summary>
    public void Begin(RollBatch batch)
    {
        ReadOnlySpan<RollOutcome> outcomes = batch.Outcomes;
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i].Word == RollWord.Watching)
            {
                Take(outcomes[i].List!);
            }
        }
    }

    /// <summary>Writes what has become durable since the last time, as much as has room.</summary>
    public int Write(Span<byte> destination, bool resp3)
    {
        int room = RespReplyFormat.Instance.RowRoom;
        int written = 0;
        for (int i = 0; i < _watches.Count; i++)
        {
            (IRollRecord roll, int told, RollLimit? toldLimit, RollCode? toldCode, bool withLog) = _watches[i];

            long durable = book.DurableSequenceOf(roll);

            // The closing first: what is in the log when it is read after it, is all that ever will be.
            RollClosing? closing = roll.Closing;
            RollLimit? limit = roll.Limit;
            RollCode? code = roll.Code;
            int ready = roll.DurableCount(durable);
            while (told < ready && destination.Length - written >= room)
            {
                // What changes nothing about who is present is for those who read the record.
                bool isTold = withLog || roll.EntryAt(told).Mark.IsDecisive();
                written += isTold ? RespReplyFormat.WriteEntry(destination[written..], roll, told, withLog, resp3) : 0;
                told++;
            }

            if (withLog && !ReferenceEquals(limit, toldLimit) && limit!.Sequence <= durable && destination.Length - written >= room)
            {
                written += RespReplyFormat.WriteExtended(destination[written..], roll.Class, limit.At, resp3);
                toldLimit = limit;
            }

            if (withLog && code is not null && !ReferenceEquals(code, toldCode) && code.Sequence <= durable
                && destination.Length - written >= room)
            {
                written += RespReplyFormat.WriteCode(destination[written..], roll.Class, book.Show(code), resp3);
                toldCode = code;
            }

            _watches[i] = new Watch(roll, told, toldLimit, toldCode, withLog);
            if (closing is not null && closing.Sequence <= durable && told == ready && destination.Length - written >= room)
            {
                written += RespReplyFormat.WriteClosed(destination[written..], roll.Class, closing.At, resp3);
                book.StopWatching(roll, watcher);
                _watches.RemoveAt(i--);
            }
        }

        return written;
    }

    /// <summary>Ends every watch.</summary>
    public void Clear()
    {
        foreach (Watch watch in _watches)
        {
            book.StopWatching(watch.Roll, watcher);
        }

        _watches.Clear();
    }

    private void Take(RollList list)
    {
        Watch watch = new(list.Record, list.Length, list.Limit, list.Code, list.WithLog);
        int known = _watches.FindIndex(other => ReferenceEquals(other.Roll, list.Record));
        if (known >= 0)
        {
            // Watched twice: the newer list is the one to go on from.
            _watches[known] = watch;
        }
        else
        {
            // What has happened since the list was made is found when the news is written for the first time, which is after this.
            book.Watch(list.Record, watcher);
            _watches.Add(watch);
        }
    }

    /// <summary>A watched roll call, and what of it has been told.</summary>
    private readonly record struct Watch(IRollRecord Roll, int Told, RollLimit? ToldLimit, RollCode? ToldCode, bool WithLog);
}
