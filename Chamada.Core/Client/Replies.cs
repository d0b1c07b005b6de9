using Chamada.Core.Rolls;
using Chamada.Core.Wire;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Client;

/// <summary>Reads the server's replies into values; null when a reply is not of the form that the protocol gives it.</summary>
internal static class Replies
{
    public static OpenReply? Opened(RespReply reply) =>
        Head(reply, out ClassNumber number, out DateTimeOffset at) && reply.Items[2].Type == ReplyType.Bulk
            ? new OpenReply(number, at, reply.Items[2].Text)
            : null;

    /// <summary>Class, time, word; what a word comes with stands behind it.</summary>
    public static PresenceReply? Presence(RespReply reply)
    {
        if (!Head(reply, out ClassNumber number, out DateTimeOffset at, mayBeLonger: true)
            || reply.Items[2].Type is not (ReplyType.Simple or ReplyType.Bulk))
        {
            return null;
        }

        string word = reply.Items[2].Text;
        RespReply? more = reply.Items.Count > 3 ? reply.Items[3] : null;
        bool waits = word == "WAIT" && more is { Type: ReplyType.Number, Number: >= 0 and <= int.MaxValue };
        ChainHead receipt = default;
        bool hasReceipt = more is { Type: ReplyType.Bulk } && ChainHead.TryParse(more.Text, out receipt);
        return new PresenceReply(number, at, word)
        {
            Wait = waits ? TimeSpan.FromSeconds(more!.Number) : null,
            Receipt = hasReceipt ? receipt : null,
        };
    }

    public static CheckReply? Check(RespReply reply) =>
        Head(reply, out ClassNumber number, out DateTimeOffset at) && reply.Items[2].Type is ReplyType.Simple or ReplyType.Bulk
            ? new CheckReply(number, at, reply.Items[2].Text)
            : null;

    public static CodeReply? Code(RespReply reply) => reply.Type == ReplyType.Array && reply.Items.Count == 4 ? Code(reply.Items, 0) : null;

    public static RosterReply? Roster(RespReply reply) =>
        reply is { Type: ReplyType.Number, Number: >= 0 and <= int.MaxValue } ? new RosterReply((int)reply.Number) : null;

    public static ExtendReply? Extended(RespReply reply) =>
        reply.Items.Count == 2 && Class(reply.Items[0], out ClassNumber number)
            && IsoTime.TryParse(reply.Items[1].Text, out DateTimeOffset at)
            ? new ExtendReply(number, at)
            : null;

    public static ListReply? Listing(RespReply reply)
    {
        if (!Recorded(reply, out ClassNumber number, out DateTimeOffset openedAt, out List<RecordEntry> record))
        {
            return null;
        }

        string limit = reply.Items[2].Text;
        DateTimeOffset closesAt = default;
        return limit.Length > 0 && !IsoTime.TryParse(limit, out closesAt)
            ? null
            : new ListReply(number, openedAt, [.. PresentIn(record).Select(static entry => new PresentStudent(entry.Student, entry.At))])
            {
                ClosesAt = limit.Length > 0 ? closesAt : null,
                Record = record,
            };
    }

    public static CloseReply? Closed(RespReply reply) =>
        Recorded(reply, out ClassNumber number, out DateTimeOffset openedAt, out List<RecordEntry> record)
        && IsoTime.TryParse(reply.Items[2].Text, out DateTimeOffset closedAt)
            ? new CloseReply(number, closedAt, [.. PresentIn(record).Select(static entry => entry.Student)])
            {
                OpenedAt = openedAt,
                Record = record,
                IsWhole = record.Count == reply.Items[3].Items.Count,
            }
            : null;

    public static IReadOnlyList<RefusedLine>? Refusals(RespReply reply)
    {
        if (reply.Type != ReplyType.Array)
        {
            return null;
        }

        List<RefusedLine> lines = new(reply.Items.Count);
        foreach (RespReply item in reply.Items)
        {
            if (item.Items.Count != 3 || !RefusedLine.IsWord(item.Items[0].Text)
                || item.Items[1] is not { Type: ReplyType.Number, Number: >= 1 } count
                || !IsoTime.TryParse(item.Items[2].Text, out DateTimeOffset last))
            {
                return null;
            }

            lines.Add(new RefusedLine(item.Items[0].Text, count.Number, last));
        }

        return lines;
    }

    public static IReadOnlyList<RollsLine>? Rolls(RespReply reply)
    {
        if (reply.Type != ReplyType.Array)
        {
            return null;
        }

        List<RollsLine> rolls = new(reply.Items.Count);
        foreach (RespReply item in reply.Items)
        {
            if (!Head(item, out ClassNumber number, out DateTimeOffset at) || item.Items[2].Type != ReplyType.Number)
            {
                return null;
            }

            rolls.Add(new RollsLine(number, at, (int)item.Items[2].Number));
        }

        return rolls;
    }

    public static RollCallNews? News(RespReply push)
    {
        IReadOnlyList<RespReply> items = push.Items;
        if (items.Count < 3 || !Class(items[1], out ClassNumber number))
        {
            return null;
        }

        return items[0].Text switch
        {
            "code" when items.Count == 5 && Code(items, 1) is { } code => new CodeTurned(code),
            "present" or "absent" or "flagged" or "here" or "missing" or "heads" or "closedby" when Entry(items, 2) is { } entry =>
                new EntryAdded(number, entry),
            "extended" when IsoTime.TryParse(items[2].Text, out DateTimeOffset at) => new LimitExtended(number, at),
            "closed" when IsoTime.TryParse(items[2].Text, out DateTimeOffset at) => new RollCallEnded(number, at),
            _ => null,
        };
    }

    private static IEnumerable<RecordEntry> PresentIn(List<RecordEntry> record) =>
        Chamada.Core.Rolls.Presence.Of(record, static entry => entry.Student, static entry => entry.Mark);

    /// <summary>Reads a list that came with its record: class, opened-at, another time, entries.</summary>
    private static bool Recorded(RespReply reply, out ClassNumber number, out DateTimeOffset openedAt, out List<RecordEntry> record)
    {
        number = ClassNumber.Refused;
        openedAt = default;
        record = [];
        if (reply.Type != ReplyType.Array || reply.Items.Count != 4 || !Class(reply.Items[0], out number)
            || !IsoTime.TryParse(reply.Items[1].Text, out openedAt))
        {
            return false;
        }

        record.EnsureCapacity(reply.Items[3].Items.Count);
        foreach (RespReply item in reply.Items[3].Items)
        {
            if (item.Items.Count == 4 && MarkWords.Find(item.Items[2].Text) is null)
            {
                continue; // A later server tells more than this client knows.
            }

            if (Entry(item.Items, 0) is not { } entry)
            {
                return false;
            }

            record.Add(entry);
        }

        return true;
    }

    /// <summary>Reads student, time, word and reason, from an item on. What is about no student has an empty one.</summary>
    private static RecordEntry? Entry(IReadOnlyList<RespReply> items, int first)
    {
        if (items.Count != first + 4
            || !IsoTime.TryParse(items[first + 1].Text, out DateTimeOffset at) || MarkWords.Find(items[first + 2].Text) is not { } mark)
        {
            return null;
        }

        bool isStudent = StudentId.TryParse(items[first].Text, out StudentId student);
        return isStudent == mark.HasStudent() && (isStudent || items[first].Text.Length == 0)
            ? new RecordEntry(student, at, mark, items[first + 3].Text)
            : null;
    }

    /// <summary>Reads class, code, milliseconds left and milliseconds each, from an item on.</summary>
    private static CodeReply? Code(IReadOnlyList<RespReply> items, int first)
    {
        if (!Class(items[first], out ClassNumber number)
            || items[first + 2] is not { Type: ReplyType.Number, Number: >= 0 and <= int.MaxValue } left
            || items[first + 3] is not { Type: ReplyType.Number, Number: >= 0 and <= int.MaxValue } period)
        {
            return null;
        }

        bool isCode = CodeDigits.TryParse(items[first + 1].Text, out CodeDigits digits);
        return isCode || items[first + 1].Text.Length == 0
            ? new CodeReply(
                number, isCode ? digits : null, TimeSpan.FromMilliseconds(left.Number), TimeSpan.FromMilliseconds(period.Number))
            : null;
    }

    /// <summary>Reads what most replies begin with: a class, a time, and one item more.</summary>
    private static bool Head(RespReply reply, out ClassNumber number, out DateTimeOffset at, bool mayBeLonger = false)
    {
        number = ClassNumber.Refused;
        at = default;
        return reply.Type == ReplyType.Array && (reply.Items.Count == 3 || (mayBeLonger && reply.Items.Count > 3))
            && Class(reply.Items[0], out number)
            && IsoTime.TryParse(reply.Items[1].Text, out at);
    }

    private static bool Class(RespReply reply, out ClassNumber number)
    {
        number = ClassNumber.Refused;
        if (reply.Type != ReplyType.Number || reply.Number is < 0 or > ClassNumber.MaxValue)
        {
            return false;
        }

        number = reply.Number == 0 ? ClassNumber.Refused : ClassNumber.From(reply.Number);
        return true;
    }
}
