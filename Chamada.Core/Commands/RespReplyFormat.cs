using System.Globalization;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Commands;

/// <summary>The roll book's outcomes as RESP replies.</summary>
public sealed class RespReplyFormat : IReplyFormat
{
    /// <summary>The only one: it has no state.</summary>
    public static readonly RespReplyFormat Instance = new();

    private RespReplyFormat()
    {
    }

    /// <inheritdoc/>
    public int HeadRoom => 512;

    /// <inheritdoc/>
    public int RowRoom => 128;

    /// <inheritdoc/>
    public (int Written, int Rows) WriteHead(Span<byte> destination, in RollOutcome outcome, in RollRequest request, byte[]? token)
    {
        RespWriter reply = new(destination);
        int rows = 0;
        switch (outcome.Word)
        {
            case RollWord.Registered:
                Presence(ref reply, in outcome, "REGISTERED"u8);
                break;
            case RollWord.Already:
                Presence(ref reply, in outcome, "ALREADY"u8);
                break;
            case RollWord.NoRollCall:
                Presence(ref reply, in outcome, "CLOSED"u8);
                break;
            case RollWord.Opened:
                reply.Array(3);
                reply.Number(outcome.Class.Value);
                Time(ref reply, outcome.At);
                reply.Bulk(token);
                break;
            case RollWord.Listed or RollWord.Watching or RollWord.Closed:
                rows = outcome.List!.Count;
                reply.Array(3);
                reply.Number(outcome.Class.Value);
                Time(ref reply, outcome.At);
                reply.Array(rows);
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
    public int WriteRow(Span<byte> destination, in RollOutcome outcome, int row, bool isLast)
    {
        RespWriter reply = new(destination);
        if (outcome.Word == RollWord.Rolls)
        {
            RollSummary roll = outcome.Open![row];
            reply.Array(3);
            reply.Number(roll.Class.Value);
            Time(ref reply, roll.OpenedAt);
            reply.Number(roll.Count);
            return reply.Written;
        }

        ref readonly Attendance attendance = ref outcome.List!.Roll.Log[row];
        if (outcome.Word != RollWord.Closed)
        {
            reply.Array(2);
        }

        Student(ref reply, attendance.Student);
        if (outcome.Word != RollWord.Closed)
        {
            Time(ref reply, attendance.At);
        }

        return reply.Written;
    }

    /// <summary>Writes the push that tells a watcher of an attendance; at most <see cref="RowRoom"/> bytes.</summary>
    public static int WritePresent(Span<byte> destination, ClassNumber number, in Attendance attendance, bool resp3)
    {
        RespWriter push = new(destination);
        push.Push(4, resp3);
        push.Bulk("present"u8);
        push.Number(number.Value);
        Student(ref push, attendance.Student);
        Time(ref push, attendance.At);
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

    private static void Presence(ref RespWriter reply, in RollOutcome outcome, ReadOnlySpan<byte> word)
    {
        reply.Array(3);
        reply.Number(outcome.Class.Value);
        Time(ref reply, outcome.At);
        reply.Simple(word);
    }

    private static string Refusal(in RollOutcome outcome, in RollRequest request) => outcome.Word switch
    {
        RollWord.Exists => string.Create(
            CultureInfo.InvariantCulture,
            $"EXISTS class {request.Class} has an open roll call already, since {IsoTime.Format(outcome.At.ToDateTimeOffset())}"),
        RollWord.NotOpen => $"NOTOPEN class {request.Class} has no open roll call",
        RollWord.Denied when request.Verb == RollVerb.Open => $"DENIED this token has closed a roll call of class {request.Class} already: take a new one",
        RollWord.Denied => $"DENIED the token is not the one of the roll call of class {request.Class}",
        RollWord.StillOpen => $"STILLOPEN the roll call of class {request.Class} is still open: CLOSE it first",
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
