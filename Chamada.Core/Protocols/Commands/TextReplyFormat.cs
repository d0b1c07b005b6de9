using Chamada.Core.Rolls;
using Chamada.Core.Wire.Text;

namespace Chamada.Core.Protocols.Commands;

/// <summary>The roll book's outcomes as sentences of the text protocol.</summary>
public sealed class TextReplyFormat : IReplyFormat
{
    /// <summary>The only one: it has no state.</summary>
    public static readonly TextReplyFormat Instance = new();

    private TextReplyFormat()
    {
    }

    /// <inheritdoc/>
    public int HeadRoom => TextPhrases.MaxBytes + RowRoom;

    /// <inheritdoc/>
    public int RowRoom => 64;

    /// <inheritdoc/>
    public (int Written, int Rows) WriteHead(Span<byte> destination, in RollOutcome outcome, in RollRequest request, byte[]? token)
    {
        long number = request.Class.Value;
        DateTimeOffset at = outcome.At.ToDateTimeOffset();
        int written = outcome.Word switch
        {
            RollWord.Opened => TextPhrases.Opened(destination, number, at),
            RollWord.Closed => TextPhrases.Closed(destination, number, at),
            RollWord.Registered => TextPhrases.Registered(destination, number, at),
            RollWord.Already => TextPhrases.Already(destination),
            RollWord.NoRollCall => TextPhrases.NotOpen(destination, at),
            RollWord.Removed => TextPhrases.Removed(destination),
            RollWord.BadCode => TextPhrases.BadCode(destination, number),
            RollWord.Wait => TextPhrases.Wait(destination, ((WaitingTime)outcome.Detail!).Seconds),
            RollWord.DeviceUsed => TextPhrases.DeviceUsed(destination),
            RollWord.OtherNetwork => TextPhrases.OtherNetwork(destination),
            RollWord.Unlisted => TextPhrases.Unlisted(destination, number),
            RollWord.Full => TextPhrases.Full(destination),
            RollWord.TooManyOpen => TextPhrases.TooManyOpen(destination),
            RollWord.NotHere => TextPhrases.OnlyHere(destination),
            RollWord.KeyNeeded => TextPhrases.KeyNeeded(destination),
            RollWord.Denied => TextPhrases.Owned(destination, number),
            RollWord.Unavailable => TextPhrases.Unavailable(destination),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
        int entries = outcome.List?.Length ?? 0;
        if (outcome.List is { Count: 0 })
        {
            TextPhrases.ListEnd.CopyTo(destination[written..]);
            written += TextPhrases.ListEnd.Length;
        }

        return (written, entries);
    }

    /// <inheritdoc/>
    public int WriteRow(Span<byte> destination, in RollOutcome outcome, in RollRequest request, int entry, int row)
    {
        RollList list = outcome.List!;
        if (!list.IsPresent(entry))
        {
            return 0;
        }

        int written = 0;
        if (row > 0)
        {
            TextPhrases.ListSeparator.CopyTo(destination);
            written += TextPhrases.ListSeparator.Length;
        }

        destination[written++] = (byte)'\'';
        written += list.EntryAt(entry).Student.CopyTo(destination[written..]);
        destination[written++] = (byte)'\'';
        if (row + 1 == list.Count)
        {
            TextPhrases.ListEnd.CopyTo(destination[written..]);
            written += TextPhrases.ListEnd.Length;
        }

        return written;
    }
}
