using Chamada.Core.Rolls;
using Chamada.Core.Wire;

namespace Chamada.Core.Client;

/// <summary>Reads the server's replies into values; null when a reply is not of the form that the protocol gives it.</summary>
internal static class Replies
{
    public static OpenedRoll? Opened(RespReply reply) =>
        Head(reply, out ClassNumber number, out DateTimeOffset at) && reply.Items[2].Type == ReplyType.Bulk
            ? new OpenedRoll(number, at, reply.Items[2].Text)
            : null;

    public static PresenceReply? Presence(RespReply reply) =>
        Head(reply, out ClassNumber number, out DateTimeOffset at) && reply.Items[2].Type is ReplyType.Simple or ReplyType.Bulk
            ? new PresenceReply(number, at, reply.Items[2].Text)
            : null;

    public static RollListing? Listing(RespReply reply)
    {
        if (!Head(reply, out ClassNumber number, out DateTimeOffset at))
        {
            return null;
        }

        List<PresentStudent> students = new(reply.Items[2].Items.Count);
        foreach (RespReply item in reply.Items[2].Items)
        {
            if (item.Items.Count != 2 || !StudentId.TryParse(item.Items[0].Text, out StudentId student)
                || !IsoTime.TryParse(item.Items[1].Text, out DateTimeOffset arrived))
            {
                return null;
            }

            students.Add(new PresentStudent(student, arrived));
        }

        return new RollListing(number, at, students);
    }

    public static ClosedRoll? Closed(RespReply reply)
    {
        if (!Head(reply, out ClassNumber number, out DateTimeOffset at))
        {
            return null;
        }

        List<StudentId> students = new(reply.Items[2].Items.Count);
        foreach (RespReply item in reply.Items[2].Items)
        {
            if (!StudentId.TryParse(item.Text, out StudentId student))
            {
                return null;
            }

            students.Add(student);
        }

        return new ClosedRoll(number, at, students);
    }

    public static IReadOnlyList<OpenRoll>? Rolls(RespReply reply)
    {
        if (reply.Type != ReplyType.Array)
        {
            return null;
        }

        List<OpenRoll> rolls = new(reply.Items.Count);
        foreach (RespReply item in reply.Items)
        {
            if (!Head(item, out ClassNumber number, out DateTimeOffset at) || item.Items[2].Type != ReplyType.Number)
            {
                return null;
            }

            rolls.Add(new OpenRoll(number, at, (int)item.Items[2].Number));
        }

        return rolls;
    }

    public static RollNews? News(RespReply push)
    {
        IReadOnlyList<RespReply> items = push.Items;
        if (items.Count < 3 || !Class(items[1], out ClassNumber number))
        {
            return null;
        }

        return items[0].Text switch
        {
            "present" when items.Count == 4 && StudentId.TryParse(items[2].Text, out StudentId student)
                && IsoTime.TryParse(items[3].Text, out DateTimeOffset at) => new StudentArrived(number, student, at),
            "closed" when IsoTime.TryParse(items[2].Text, out DateTimeOffset at) => new RollEnded(number, at),
            _ => null,
        };
    }

    /// <summary>Reads what most replies begin with: a class, a time, and one item more.</summary>
    private static bool Head(RespReply reply, out ClassNumber number, out DateTimeOffset at)
    {
        number = ClassNumber.Refused;
        at = default;
        return reply.Type == ReplyType.Array && reply.Items.Count == 3
            && Class(reply.Items[0], out number)
            && IsoTime.TryParse(reply.Items[1].Text, out at);
    }

    private static bool Class(RespReply reply, out ClassNumber number)
    {
        number = ClassNumber.Refused;
        if (reply.Type != ReplyType.Number || reply.Number is < 0 or > 999_999_999_999_999_999)
        {
            return false;
        }

        number = reply.Number == 0 ? ClassNumber.Refused : ClassNumber.From(reply.Number);
        return true;
    }
}
