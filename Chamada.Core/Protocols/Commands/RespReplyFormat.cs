using System.Globalization;
using System.Text;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Wire;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>The roll book's outcomes as RESP replies.</summary>
public sealed class RespReplyFormat : IReplyFormat
{
    /// <summary>The one that has nothing to add.</summary>
    public static readonly RespReplyFormat Instance = new("");

    private readonly string _guestsHint;

    /// <summary>One for a server.</summary>
    /// <param name="guestsHint">What is added to the refusal to open: how others may be let. Empty, or begins with a space.</param>
    public RespReplyFormat(string guestsHint) => _guestsHint = guestsHint;

    /// <inheritdoc/>
    public int HeadRoom => 512 + RowRoom;

    /// <inheritdoc/>
    public int RowRoom => 128 + (4 * MarkCommand.MaxReasonLength);

    /// <inheritdoc/>
    public bool IsPlain(in RollOutcome outcome) => !PresenceWord(outcome.Word).IsEmpty;

    /// <inheritdoc/>
    public (int Written, int Rows) WriteHead(Span<byte> destination, in RollOutcome outcome, in RollRequest request, byte[]? token)
    {
        RespWriter reply = new(destination);
        if (PresenceWord(outcome.Word) is { IsEmpty: false } word)
        {
            StandingEntry? standing = outcome.Detail as StandingEntry;
            Presence(ref reply, in outcome, word, more: standing is null ? 0 : 1);
            if (standing is not null)
            {
                Receipt(ref reply, standing.Receipt);
            }

            return (reply.Written, 0);
        }

        int rows = 0;
        switch (outcome.Word)
        {
            case RollWord.Wait:
                Presence(ref reply, in outcome, "WAIT"u8, more: 1);
                reply.Number(((WaitingTime)outcome.Detail!).Seconds);
                break;
            case RollWord.CodeShown:
                reply.Array(4);
                reply.Number(outcome.Class.Value);
                Code(ref reply, ((CodeOutcome)outcome.Detail!).Code);
                break;
            case RollWord.Refusals:
                Refusals(ref reply, (RefusalCounts)outcome.Detail!);
                break;
            case RollWord.RosterHeld:
                reply.Number(((RosterOutcome)outcome.Detail!).Count);
                break;
            case RollWord.Extended:
                reply.Array(2);
                reply.Number(outcome.Class.Value);
                Time(ref reply, outcome.At);
                break;
            case RollWord.Opened:
                reply.Array(3);
                reply.Number(outcome.Class.Value);
                Time(ref reply, outcome.At);
                reply.Bulk(token);
                break;
            case RollWord.Listed or RollWord.Watching or RollWord.Closed:
                rows = outcome.List!.Length;
                ListHead(ref reply, in outcome);
                break;
            case RollWord.Rolls:
                rows = outcome.Open!.Count;
                reply.Array(rows);
                break;
            case RollWord.Erased:
                reply.Simple("OK"u8);
                break;
            default:
                reply.Raw(RespWriter.Error(Refusal(in outcome, in request)));
                break;
        }

        return (reply.Written, rows);
    }

    /// <inheritdoc/>
    public int WriteRow(Span<byte> destination, in RollOutcome outcome, in RollRequest request, int entry, int row)
    {
        RespWriter reply = new(destination);
        if (outcome.Word == RollWord.Rolls)
        {
            RollSummary roll = outcome.Open![entry];
            reply.Array(3);
            reply.Number(roll.Class.Value);
            Time(ref reply, roll.OpenedAt);
            reply.Number(roll.Count);
            return reply.Written;
        }

        RollList list = outcome.List!;
        ref readonly Attendance attendance = ref list.EntryAt(entry);
        if (list.WithLog)
        {
            reply.Array(4);
            Student(ref reply, attendance.Student);
            Time(ref reply, attendance.At);
            reply.Bulk(MarkWords.Utf8(attendance.Mark));
            Reason(ref reply, list.ReasonAt(entry));
        }
        else if (list.IsPresent(entry))
        {
            if (outcome.Word != RollWord.Closed)
            {
                reply.Array(2);
            }

            Student(ref reply, attendance.Student);
            if (outcome.Word != RollWord.Closed)
            {
                Time(ref reply, attendance.At);
            }
        }

        return reply.Written;
    }

    /// <summary>Writes the push that tells a watcher of an entry of the log; at most <see cref="RowRoom"/> bytes.</summary>
    public static int WriteEntry(Span<byte> destination, IRollRecord roll, int entry, bool withLog, bool resp3)
    {
        ArgumentNullException.ThrowIfNull(roll);
        ref readonly Attendance attendance = ref roll.EntryAt(entry);
        RespWriter push = new(destination);
        push.Push(withLog ? 6 : 4, resp3);
        push.Bulk(attendance.Mark.IsPresent() ? "present"u8
            : attendance.Mark == Mark.Removed ? "absent"u8
            : MarkWords.Utf8(attendance.Mark));
        push.Number(roll.Class.Value);
        Student(ref push, attendance.Student);
        Time(ref push, attendance.At);
        if (withLog)
        {
            push.Bulk(MarkWords.Utf8(attendance.Mark));
            Reason(ref push, roll.ReasonAt(entry));
        }

        return push.Written;
    }

    /// <summary>Writes the push that tells a watcher of the code that stands now; at most <see cref="RowRoom"/> bytes.</summary>
    public static int WriteCode(Span<byte> destination, ClassNumber number, ShownCode code, bool resp3)
    {
        ArgumentNullException.ThrowIfNull(code);
        RespWriter push = new(destination);
        push.Push(5, resp3);
        push.Bulk("code"u8);
        push.Number(number.Value);
        Code(ref push, code);
        return push.Written;
    }

    /// <summary>Writes the push that tells a watcher of more time; at most <see cref="RowRoom"/> bytes.</summary>
    public static int WriteExtended(Span<byte> destination, ClassNumber number, Stamp closesAt, bool resp3)
    {
        RespWriter push = new(destination);
        push.Push(3, resp3);
        push.Bulk("extended"u8);
        push.Number(number.Value);
        Time(ref push, closesAt);
        return push.Written;
    }

    /// <summary>Writes the push that tells a watcher of the end; at most <see cref="RowRoom"/> bytes.</summary>
    public static int WriteClosed(Span<byte> destination, ClassNumber number, Stamp at, bool resp3)
    {
        RespWriter push = new(destination);
        push.Push(3, resp3);
        push.Bulk("closed"u8);
        push.Number(number.Value);
        Time(ref push, at);
        return push.Written;
    }

    /// <summary>What students, and those who mark or check them, are told as a word alone; empty for everything else.</summary>
    private static ReadOnlySpan<byte> PresenceWord(RollWord word) => word switch
    {
        RollWord.Registered => "REGISTERED"u8,
        RollWord.Already => "ALREADY"u8,
        RollWord.NoRollCall => "CLOSED"u8,
        RollWord.Removed => "REMOVED"u8,
        RollWord.NotPresent => "ABSENT"u8,
        RollWord.Here => "HERE"u8,
        RollWord.Missing => "MISSING"u8,
        RollWord.Heads => "HEADS"u8,
        RollWord.BadCode => "BADCODE"u8,
        RollWord.DeviceUsed => "DEVICE"u8,
        RollWord.OtherNetwork => "NETWORK"u8,
        RollWord.Full => "FULL"u8,
        RollWord.Unlisted => "UNLISTED"u8,
        _ => [],
    };

    private static void Presence(ref RespWriter reply, in RollOutcome outcome, ReadOnlySpan<byte> word, int more = 0)
    {
        reply.Array(3 + more);
        reply.Number(outcome.Class.Value);
        Time(ref reply, outcome.At);
        reply.Simple(word);
    }

    /// <summary>For each word: the word, how often, when for the last time.</summary>
    private static void Refusals(ref RespWriter reply, RefusalCounts counts)
    {
        reply.Array(counts.Count);
        Span<byte> word = stackalloc byte[16];
        for (int i = 0; i < counts.Count; i++)
        {
            reply.Array(3);
            reply.Bulk(word[..Encoding.ASCII.GetBytes(counts[i].Word, word)]);
            reply.Number(counts[i].Count);
            Time(ref reply, counts[i].Last);
        }
    }

    private static void Receipt(ref RespWriter reply, ChainHead receipt)
    {
        Span<byte> digits = stackalloc byte[ChainHead.TextLength];
        reply.Bulk(digits[..Encoding.ASCII.GetBytes(receipt.ToString(), digits)]);
    }

    /// <summary>Code, milliseconds left, milliseconds each.</summary>
    private static void Code(ref RespWriter reply, ShownCode code)
    {
        Span<byte> digits = stackalloc byte[CodeDigits.Length];
        reply.Bulk(code.Digits is { } shown ? digits[..Encoding.ASCII.GetBytes(shown.ToString(), digits)] : []);
        reply.Number(code.Left);
        reply.Number(code.Period);
    }

    private static void ListHead(ref RespWriter reply, in RollOutcome outcome)
    {
        RollList list = outcome.List!;
        bool withLog = list.WithLog;
        reply.Array(withLog ? 4 : 3);
        reply.Number(outcome.Class.Value);
        if (withLog)
        {
            Time(ref reply, list.Record.OpenedAt);
        }

        if (!withLog || outcome.Word == RollWord.Closed)
        {
            Time(ref reply, outcome.At);
        }
        else if (list.Limit is { } limit)
        {
            Time(ref reply, limit.At);
        }
        else
        {
            reply.Bulk([]);
        }

        reply.Array(withLog ? list.Length : list.Count);
    }

    private static void Reason(ref RespWriter reply, string reason)
    {
        Span<byte> text = stackalloc byte[4 * MarkCommand.MaxReasonLength];
        reply.Bulk(text[..Encoding.UTF8.GetBytes(reason, text)]);
    }

    private string Refusal(in RollOutcome outcome, in RollRequest request) => outcome.Word switch
    {
        RollWord.Exists => string.Create(
            CultureInfo.InvariantCulture,
            $"EXISTS class {request.Class} has an open roll call already, since {IsoTime.Format(outcome.At.ToDateTimeOffset())}"),
        RollWord.NotOpen => $"NOTOPEN class {request.Class} has no open roll call",
        RollWord.TooManyOpen => "LIMIT as many roll calls are open as may be: close one first",
        RollWord.NotHere => $"DENIED roll calls are opened on this server's own machine only{_guestsHint}",
        RollWord.KeyNeeded => "NOAUTH this server opens roll calls with a teacher's key only: AUTH first",
        RollWord.RightNeeded => "NOAUTH closing without the token takes a key with that right: AUTH first",
        RollWord.NoRight => "NOPERM this key has not the right to close what others opened",
        RollWord.TokenUsed => $"DENIED this token has closed a roll call of class {request.Class} already: take a new one",
        RollWord.Denied => $"DENIED the token is not the one of the roll call of class {request.Class}",
        RollWord.StillOpen => $"STILLOPEN the roll call of class {request.Class} is still open: CLOSE it first",
        RollWord.NoLimit =>
            $"NOLIMIT the roll call of class {request.Class} has no time limit, "
            + $"or more than {ExtendCommand.MaxSeconds} seconds would be left",
        RollWord.Unavailable => "UNAVAILABLE the server cannot write its journal: nothing was changed",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static void Student(ref RespWriter reply, StudentId student)
    {
        Span<byte> text = stackalloc byte[StudentId.MaxLength];
        reply.Bulk(text[..student.CopyTo(text)]);
    }

    private static void Time(ref RespWriter reply, Stamp at) => reply.Time(at.UnixMilliseconds, at.OffsetMinutes);
}
