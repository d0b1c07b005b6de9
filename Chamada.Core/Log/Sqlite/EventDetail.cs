using System.Globalization;
using System.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// What an event says that has no column of its own, as a line of text that a person can read: with an opening the rules
/// (<c>code=15000 device=refuse from=10.0.0.0/8,local listed=ask</c>), with a code how many milliseconds each stands, the number of the one
/// that stands and since when, with a list of the class the numbers that were added, with a registration the hash of the device, with
/// refusals how many more and when the last was (<c>badcode=3@1795363142123</c>). It is stored, so none of it is ever written in another
/// way.
/// </summary>
internal static class EventDetail
{
    private const string CodeName = "code", DeviceName = "device", FromName = "from", ListedName = "listed";

    /// <summary>The line; null for nothing.</summary>
    public static string? TextOf(in RollEvent rollEvent) => rollEvent switch
    {
        { HasDetail: false } => null,
        { Opening: { Rules.Asks: true } opening } => TextOf(opening.Rules),
        { Code: { } code } => string.Create(CultureInfo.InvariantCulture, $"{code.Period} {code.Counter} {code.BeganAt}"),
        { Roster: { IsClearing: false } roster } => string.Join(' ', roster.Added),
        { Refusals: { } refusals } => string.Join(' ', refusals.Select(static count => string.Create(
            CultureInfo.InvariantCulture, $"{count.Word}={count.Count}@{count.Last.UnixMilliseconds}"))),
        { Device: { } device } => device.Value.ToString("x32", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>What the codes are made from that begin with an event; null with all others.</summary>
    public static CodeSecret? SecretOf(in RollEvent rollEvent) => rollEvent.Opening?.Rules.Code?.Secret ?? rollEvent.Code?.Secret;

    /// <summary>Reads the rules of an opening; null when they are none.</summary>
    public static RollRules? Rules(ReadOnlySpan<byte> text, ReadOnlySpan<byte> secret, TimeSpan? limit)
    {
        RollRules rules = limit is null ? RollRules.None : new RollRules(limit);
        foreach (string rule in Encoding.UTF8.GetString(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = rule.Split('=', 2);
            string value = parts[^1];
            switch (parts[0])
            {
                case CodeName when TryPeriod(value, out long period) && period > 0 && SecretFrom(secret) is { } key:
                    rules = rules with { Code = new CodeRule(TimeSpan.FromMilliseconds(period), key) };
                    break;
                case DeviceName when Enum.TryParse(value, ignoreCase: true, out DeviceRule device) && Enum.IsDefined(device):
                    rules = rules with { Device = device };
                    break;
                case FromName when NetworkRule.TryParse(value, out NetworkRule? networks, out _):
                    rules = rules with { From = networks };
                    break;
                case ListedName when Enum.TryParse(value, ignoreCase: true, out ListedRule listed) && Enum.IsDefined(listed):
                    rules = rules with { Listed = listed };
                    break;
                default:
                    return null;
            }
        }

        return rules;
    }

    /// <summary>Reads what becomes of a code; null when it is nothing.</summary>
    public static CodeChange? Code(ReadOnlySpan<byte> text, ReadOnlySpan<byte> secret)
    {
        string[] parts = Encoding.UTF8.GetString(text).Split(' ');
        return parts.Length == 3 && TryPeriod(parts[0], out long period)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long counter)
            && long.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long beganAt)
            && EventRow.IsTime(beganAt)
            && (secret.IsEmpty || secret.Length == CodeSecret.Size)
                ? new CodeChange(period, counter, beganAt, SecretFrom(secret))
                : null;
    }

    /// <summary>Reads what becomes of the class's list; null when something in it is no student number.</summary>
    public static RosterChange? Roster(ReadOnlySpan<byte> text)
    {
        List<StudentId> added = [];
        foreach (string number in Encoding.UTF8.GetString(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!StudentId.TryParse(number, out StudentId student))
            {
                return null;
            }

            added.Add(student);
        }

        return new RosterChange(added);
    }

    /// <summary>Reads how many more were refused; null when it is nothing.</summary>
    /// <param name="text">The line.</param>
    /// <param name="offsetMinutes">From UTC to the server's local time.</param>
    public static RefusalCounts? Refusals(ReadOnlySpan<byte> text, short offsetMinutes)
    {
        List<RefusalCount> counts = [];
        foreach (string part in Encoding.UTF8.GetString(text).Split(' '))
        {
            if (part.Split('=', '@') is not [string word, string number, string time] || RefusalCounts.PlaceOf(word) < 0
                || counts.Exists(count => count.Word == word)
                || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long count) || count == 0
                || !long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long at)
                || !EventRow.IsTime(at))
            {
                return null;
            }

            counts.Add(new RefusalCount(word, count, new Stamp(at, offsetMinutes)));
        }

        return new RefusalCounts([.. counts]);
    }

    /// <summary>Reads the hash of a device; null when it is none.</summary>
    public static DeviceHash? Device(ReadOnlySpan<byte> text) =>
        text.Length == DeviceHash.Size * 2
        && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 value)
            ? new DeviceHash(value)
            : null;

    private static string TextOf(RollRules rules)
    {
        List<string> parts = [];
        Add(CodeName, rules.Code is { } code ? ((long)code.Period.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) : null);
        Add(DeviceName, rules.Device?.ToString().ToLowerInvariant());
        Add(FromName, rules.From?.ToString());
        Add(ListedName, rules.Listed?.ToString().ToLowerInvariant());
        return string.Join(' ', parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={value}");
            }
        }
    }

    private static bool TryPeriod(string text, out long milliseconds) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds)
        && milliseconds is 0 or (>= RollCode.MinSeconds * 1000 and <= RollCode.MaxSeconds * 1000);

    private static CodeSecret? SecretFrom(ReadOnlySpan<byte> secret) =>
        secret.Length == CodeSecret.Size ? CodeSecret.FromBytes(secret) : null;
}
