namespace Chamada.Core.Rolls;

/// <summary>
/// The chain over one roll call's record, made as far as somebody asks for it (<see cref="RecordChain"/>). Every so many entries a head is
/// kept, so that whoever asks costs a few links, however long the record is; only the first who asks in a roll call pays for what is there
/// already. On any thread.
/// </summary>
/// <param name="roll">The roll call.</param>
internal sealed class RecordHeads(IRollRecord roll)
{
    /// <summary>Every so many entries.</summary>
    private const int Spacing = 16;

    private readonly Lock _gate = new();

    // The head before every sixteenth entry, and the one that was asked for last: students register one after the other.
    private readonly List<ChainHead> _kept = [];
    private ChainHead _last;
    private int _lastCount;

    /// <summary>The head at an entry, which must never be taken back.</summary>
    public ChainHead At(int position)
    {
        lock (_gate)
        {
            if (_kept.Count == 0)
            {
                _kept.Add(RecordChain.Start(roll.Salt, roll.Class, roll.OpenedAt.ToDateTimeOffset()));
            }

            int nearest = Math.Min(position / Spacing, _kept.Count - 1), count = nearest * Spacing;
            ChainHead head = _kept[nearest];
            if (_lastCount > count && _lastCount <= position + 1)
            {
                (count, head) = (_lastCount, _last);
            }

            while (count <= position)
            {
                head = Next(head, count++);
                if (count == _kept.Count * Spacing)
                {
                    _kept.Add(head);
                }
            }

            (_lastCount, _last) = (count, head);
            return head;
        }
    }

    private ChainHead Next(ChainHead before, int position)
    {
        ref readonly Attendance entry = ref roll.EntryAt(position);
        return RecordChain.Next(before, entry.At.ToDateTimeOffset(), entry.Mark, entry.Student, roll.ReasonAt(position));
    }
}
