using Chamada.Core.Commands;
using Chamada.Core.Rolls;

namespace Chamada.Core.Server;

/// <summary>
/// What one connection watches: for each roll call no more than how far its log has been told. A watcher that reads slowly
/// costs no memory, and misses nothing when it catches up.
/// </summary>
internal sealed class WatchList(IRollBook book, IRollWatcher watcher)
{
    private readonly List<(RollCall Roll, int Told)> _watches = [];

    public int Count => _watches.Count;

    /// <summary>Takes up what the answers of a batch have begun, where their lists ended.</summary>
    public void Begin(RollBatch batch)
    {
        foreach (ref readonly RollOutcome outcome in batch.Outcomes)
        {
            if (outcome.Word != RollWord.Watching)
            {
                continue;
            }

            RollList list = outcome.List!;
            int known = _watches.FindIndex(watch => ReferenceEquals(watch.Roll, list.Roll));
            if (known >= 0)
            {
                // Watched twice: the newer list is the one to go on from.
                _watches[known] = (list.Roll, list.Count);
            }
            else
            {
                _watches.Add((list.Roll, list.Count));
            }
        }
    }

    /// <summary>Writes what has become durable since the last time, as much as has room.</summary>
    public int Write(Span<byte> destination, bool resp3)
    {
        int room = RespReplyFormat.Instance.RowRoom;
        long durable = book.DurableSequence;
        int written = 0;
        for (int i = 0; i < _watches.Count; i++)
        {
            (RollCall roll, int told) = _watches[i];

            // The closing first: what is in the log when it is read after it, is all that ever will be.
            RollClosing? closing = roll.Closing;
            int ready = roll.DurableCount(durable);
            ReadOnlySpan<Attendance> log = roll.Log;
            while (told < ready && destination.Length - written >= room)
            {
                written += RespReplyFormat.WritePresent(destination[written..], roll.Class, in log[told++], resp3);
            }

            _watches[i] = (roll, told);
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
        foreach ((RollCall roll, _) in _watches)
        {
            book.StopWatching(roll, watcher);
        }

        _watches.Clear();
    }
}
