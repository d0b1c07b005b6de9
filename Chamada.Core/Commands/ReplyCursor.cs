using Chamada.Core.Rolls;

namespace Chamada.Core.Commands;

/// <summary>Writes the answer to one request in pieces, each as long as there is room.</summary>
public interface IReplyFormat
{
    /// <summary>Bytes that the head of any answer fits in.</summary>
    int HeadRoom { get; }

    /// <summary>Bytes that any row of a list fits in.</summary>
    int RowRoom { get; }

    /// <summary>Writes an answer up to its rows, or all of one that has none.</summary>
    /// <param name="destination">At least <see cref="HeadRoom"/> bytes.</param>
    /// <param name="outcome">What the roll book decided.</param>
    /// <param name="request">What it was asked.</param>
    /// <param name="token">With an opened roll call: its token.</param>
    /// <returns>How many bytes it wrote, and how many rows follow.</returns>
    (int Written, int Rows) WriteHead(Span<byte> destination, in RollOutcome outcome, in RollRequest request, byte[]? token);

    /// <summary>Writes one row of an answer's list.</summary>
    /// <param name="destination">At least <see cref="RowRoom"/> bytes.</param>
    /// <param name="outcome">What the roll book decided.</param>
    /// <param name="row">Which row, from 0.</param>
    /// <param name="isLast">Whether none follows.</param>
    /// <returns>How many bytes it wrote.</returns>
    int WriteRow(Span<byte> destination, in RollOutcome outcome, int row, bool isLast);
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
    private int _row;
    private int _rows;

    /// <summary>Begins with a batch's first answer.</summary>
    public void Restart() => _entry = _outcome = _offset = _row = _rows = 0;

    /// <summary>Writes as much as has room.</summary>
    /// <returns>How many bytes; 0 when all answers are written.</returns>
    public int Write(Span<byte> destination, IReplyFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        int written = 0;
        while (_entry < batch.Count)
        {
            if (batch.ReplyAt(_entry) is { } bytes)
            {
                int piece = Math.Min(bytes.Length - _offset, destination.Length - written);
                bytes.AsSpan(_offset, piece).CopyTo(destination[written..]);
                written += piece;
                _offset += piece;
                if (_offset < bytes.Length)
                {
                    break;
                }

                _offset = 0;
                _entry++;
                continue;
            }

            ref readonly RollOutcome outcome = ref batch.Rolls.Outcomes[_outcome];
            if (_row == 0)
            {
                if (destination.Length - written < format.HeadRoom)
                {
                    break;
                }

                (int head, _rows) = format.WriteHead(destination[written..], in outcome, in batch.Rolls.Requests[_outcome], batch.TokenAt(_entry));
                written += head;
            }

            while (_row < _rows && destination.Length - written >= format.RowRoom)
            {
                _row++;
                written += format.WriteRow(destination[written..], in outcome, _row - 1, _row == _rows);
            }

            if (_row < _rows)
            {
                // A head without a row would be written again: a row's room is counted in the head's.
                break;
            }

            _row = _rows = 0;
            _outcome++;
            _entry++;
        }

        return written;
    }
}
