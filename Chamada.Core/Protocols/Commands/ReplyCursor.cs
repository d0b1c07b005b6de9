using Chamada.Core.Rolls;

namespace Chamada.Core.Protocols.Commands;

/// <summary>Writes the answer to one request in pieces, each as long as there is room.</summary>
public interface IReplyFormat
{
    /// <summary>Bytes that the head of any answer fits in.</summary>
    int HeadRoom { get; }

    /// <summary>Bytes that any row of a list fits in.</summary>
    int RowRoom { get; }

    /// <summary>
    /// Whether the answer is made of the outcome's word, class and time alone: then one that has the same has the same answer.
    /// </summary>
    bool IsPlain(in RollOutcome outcome) => false;

    /// <summary>Writes an answer up to its rows, or all of one that has none.</summary>
    /// <param name="destination">At least <see cref="HeadRoom"/> bytes.</param>
    /// <param name="outcome">What the roll book decided.</param>
    /// <param name="request">What it was asked.</param>
    /// <param name="token">With an opened roll call: its token.</param>
    /// <returns>How many bytes it wrote, and from how many entries rows follow.</returns>
    (int Written, int Rows) WriteHead(Span<byte> destination, in RollOutcome outcome, in RollRequest request, byte[]? token);

    /// <summary>Writes the row of one entry.</summary>
    /// <param name="destination">At least <see cref="RowRoom"/> bytes.</param>
    /// <param name="outcome">What the roll book decided.</param>
    /// <param name="request">What it was asked.</param>
    /// <param name="entry">Which entry, from 0.</param>
    /// <param name="row">How many rows were written before.</param>
    /// <returns>How many bytes it wrote; 0 for an entry that has no row.</returns>
    int WriteRow(Span<byte> destination, in RollOutcome outcome, in RollRequest request, int entry, int row);
}

/// <summary>
/// Writes the answers of a batch into buffers of any size, and goes on where the last one was full: a list of a million
/// students needs no more memory than one of ten.
/// </summary>
public sealed class ReplyCursor(RequestBatch batch)
{
    private int _entry;
    private int _outcome;
    private int _offset;
    private int _listed;
    private int _toList;
    private int _rows;

    /// <summary>Begins with a batch's first answer.</summary>
    public void Restart() => _entry = _outcome = _offset = _listed = _toList = _rows = 0;

    /// <summary>Writes as much as has room.</summary>
    /// <returns>How many bytes; 0 when all answers are written.</returns>
    public int Write(Span<byte> destination, IReplyFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        int written = 0, plainStart = 0, plainEnd = 0;
        RollOutcome plain = default;
        while (_entry < batch.Count)
        {
            if (batch.ReplyAt(_entry) is { } bytes)
            {
                if (!TryWriteStanding(bytes, destination, ref written))
                {
                    break;
                }

                _entry++;
                continue;
            }

            ref readonly RollOutcome outcome = ref batch.Rolls.Outcomes[_outcome];
            ref readonly RollRequest request = ref batch.Rolls.Requests[_outcome];
            if (_listed == 0)
            {
                if (destination.Length - written < format.HeadRoom)
                {
                    break;
                }

                // In a batch of registrations nearly every answer is the one before it: to copy that costs less than to write a time again.
                if (plainEnd > 0 && IsSame(in outcome, in plain))
                {
                    destination[plainStart..plainEnd].CopyTo(destination[written..]);
                    written += plainEnd - plainStart;
                    _outcome++;
                    _entry++;
                    continue;
                }

                (int head, _toList) = format.WriteHead(destination[written..], in outcome, in request, batch.TokenAt(_entry));
                if (outcome.Detail is null && format.IsPlain(in outcome))
                {
                    plain = outcome;
                    (plainStart, plainEnd) = (written, written + head);
                }

                written += head;
            }

            while (_listed < _toList && destination.Length - written >= format.RowRoom)
            {
                int row = format.WriteRow(destination[written..], in outcome, in request, _listed++, _rows);
                _rows += row > 0 ? 1 : 0;
                written += row;
            }

            if (_listed < _toList)
            {
                // The head is not written again: its room includes that of a row, so at least one entry is past.
                break;
            }

            _listed = _toList = _rows = 0;
            _outcome++;
            _entry++;
        }

        return written;
    }

    /// <summary>Writes as much as has room of an answer that stands already.</summary>
    /// <returns>Whether that was the rest of it.</returns>
    private bool TryWriteStanding(byte[] bytes, Span<byte> destination, ref int written)
    {
        int piece = Math.Min(bytes.Length - _offset, destination.Length - written);
        bytes.AsSpan(_offset, piece).CopyTo(destination[written..]);
        written += piece;
        _offset += piece;
        bool isWhole = _offset == bytes.Length;
        _offset = isWhole ? 0 : _offset;
        return isWhole;
    }

    private static bool IsSame(in RollOutcome left, in RollOutcome right) =>
        left.Word == right.Word && left.Class == right.Class && left.At == right.At && left.Detail is null;
}
