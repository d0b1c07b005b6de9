using System.Globalization;
using System.Net;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Log.Postgres;
using Chamada.Core.Rolls;
using Chamada.Core.Tls;
using Chamada.Core.Unicode;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>Reads the values of options. Each method answers a value, or calls <c>fault</c> with what is wrong.</summary>
internal sealed class ValueReader(UsageText text)
{
    public ClassNumber? Class(string value, Action<string> fault)
    {
        if (ClassNumber.TryParse(value, out ClassNumber number))
        {
            return number;
        }

        fault(text.BadClass(value));
        return null;
    }

    public StudentId? Student(string value, Action<string> fault)
    {
        if (StudentId.TryParse(value, out StudentId student))
        {
            return student;
        }

        fault(text.BadStudent(value));
        return null;
    }

    public Fingerprint? Fingerprint(string value, Action<string> fault)
    {
        if (Core.Tls.Fingerprint.TryParse(value, out Fingerprint fingerprint))
        {
            return fingerprint;
        }

        fault(text.BadFingerprint(value));
        return null;
    }

    public string? LogFormat(string value, Action<string> fault)
    {
        if (value is "text" or "json")
        {
            return value;
        }

        fault(text.BadLogFormat(value));
        return null;
    }

    /// <summary>Where the server is, or several servers with commas between them.</summary>
    public ServerList? Servers(string value, Action<string> fault)
    {
        if (!ServerList.TryParse(value, out ServerList? servers, out string? wrong))
        {
            fault(wrong is null ? text.TooManyServers(ServerList.Most) : text.BadServer(wrong));
        }

        return servers;
    }

    /// <summary>An IP address in full: what .NET also takes for one, such as "1" for 0.0.0.1, is more likely a slip.</summary>
    public IPAddress? Address(string value, Action<string> fault)
    {
        if (value == "localhost")
        {
            return IPAddress.Loopback;
        }

        bool full = value.Contains(':', StringComparison.Ordinal) || value.Count(static c => c == '.') == 3;
        if (full && IPAddress.TryParse(value, out IPAddress? address))
        {
            return address;
        }

        fault(text.BadAddress(value));
        return null;
    }

    /// <summary>An IP address and a port: an address of IPv6 in brackets.</summary>
    public IPEndPoint? EndPoint(string value, Action<string> fault)
    {
        int colon = value.LastIndexOf(':');
        string host = colon < 0 ? "" : value[..colon];
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (colon > 0 && int.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port <= IPEndPoint.MaxPort && host.Contains(':', StringComparison.Ordinal) == isBracketed)
        {
            return Address(isBracketed ? host[1..^1] : host, fault) is { } address ? new IPEndPoint(address, port) : null;
        }

        fault(text.BadEndPoint(value));
        return null;
    }

    public PostgresAddress? Store(string value, Action<string> fault)
    {
        if (PostgresAddress.TryParse(value, out PostgresAddress? address, out (PostgresAddressProblem Kind, string Part) problem))
        {
            return address;
        }

        fault(text.BadStore(problem.Kind, problem.Part));
        return null;
    }

    public Func<string, Action<string>, int?> Number(int from, int to) => (value, fault) =>
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= from && number <= to)
        {
            return number;
        }

        fault(text.BadNumber(value, from, to));
        return null;
    };

    /// <summary>A time such as <c>90</c>, <c>0.5</c>, <c>90s</c>, <c>10m</c>, <c>2h</c> or <c>30d</c>.</summary>
    /// <param name="from">The shortest that is allowed, as it is written.</param>
    /// <param name="to">The longest.</param>
    /// <param name="orZero">Whether zero is allowed too.</param>
    public Func<string, Action<string>, TimeSpan?> Duration(string from, string to, bool orZero = false) => (value, fault) =>
    {
        TimeSpan? time = ParseDuration(value);
        if ((orZero && time == TimeSpan.Zero) || (time >= ParseDuration(from) && time <= ParseDuration(to)))
        {
            return time;
        }

        fault(text.BadDuration(value, from, to));
        return null;
    };

    /// <summary>A day, as <c>2026-11-22</c>.</summary>
    public DateOnly? Day(string value, Action<string> fault)
    {
        if (DateOnly.TryParseExact(value, MeetingTime.DayPattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        fault(text.BadDay(value));
        return null;
    }

    /// <summary>A day, and perhaps a time of day.</summary>
    public MeetingTime? Moment(string value, Action<string> fault)
    {
        MeetingTime? moment = MeetingTime.Parse(value);
        if (moment is null)
        {
            fault(text.BadMoment(value));
        }

        return moment;
    }

    /// <summary>How many percent: from 0 to 100, with a point or a comma.</summary>
    public decimal? Percent(string value, Action<string> fault)
    {
        if (decimal.TryParse(value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent)
            && percent <= 100)
        {
            return percent;
        }

        fault(text.BadPercent(value));
        return null;
    }

    public AttendanceStatus? Status(string value, Action<string> fault)
    {
        AttendanceStatus? status = StatusWords.Find(value);
        if (status is null)
        {
            fault(text.BadWord(value, StatusWords.All));
        }

        return status;
    }

    /// <summary>The name of a report's format.</summary>
    public TermExport? Format(string value, Action<string> fault)
    {
        TermExport? format = TermExports.Find(value);
        if (format is null)
        {
            fault(text.BadWord(value, [.. TermExports.All.Select(static export => export.Name)]));
        }

        return format;
    }

    /// <summary>The six digits that a student reads from the board.</summary>
    public CodeDigits? Code(string value, Action<string> fault)
    {
        if (CodeDigits.TryParse(value, out CodeDigits code))
        {
            return code;
        }

        fault(text.BadCode(value));
        return null;
    }

    public DeviceRule? DeviceRule(string value, Action<string> fault) => Word<DeviceRule>(value, fault);

    public ListedRule? ListedRule(string value, Action<string> fault) => Word<ListedRule>(value, fault);

    /// <summary>Networks in CIDR notation with commas between them, or <c>local</c>.</summary>
    public NetworkRule? Networks(string value, Action<string> fault)
    {
        if (NetworkRule.TryParse(value, out NetworkRule? networks, out string wrong))
        {
            return networks;
        }

        fault(text.BadNetworks(wrong.Length == 0 ? value : wrong, NetworkRule.MostNetworks));
        return null;
    }

    public string? Path(string value, Action<string> fault)
    {
        if (value.Length > 0)
        {
            return value;
        }

        fault(text.EmptyPath);
        return null;
    }

    public TextEncoding? Encoding(string value, Action<string> fault)
    {
        TextEncoding? encoding = TextEncodingNames.Parse(value);
        if (encoding is null)
        {
            fault(text.BadEncoding(value, string.Join(", ", TextEncodingNames.All)));
        }

        return encoding;
    }

    /// <summary>Names of network links, separated by commas, or <c>none</c>.</summary>
    public LinkNames? Links(string value, Action<string> fault)
    {
        if (value.Length > 0 && !value.Any(char.IsWhiteSpace))
        {
            return LinkNames.Split(value);
        }

        fault(text.BadLinks(value));
        return null;
    }

    /// <summary>Names of the domain name system, separated by commas.</summary>
    public IReadOnlyCollection<string>? WebNames(string value, Action<string> fault)
    {
        string[] names = value.Split(',', StringSplitOptions.TrimEntries);
        if (names.All(static name => Uri.CheckHostName(name) != UriHostNameType.Unknown))
        {
            return names;
        }

        fault(text.BadWebNames(value));
        return null;
    }

    /// <summary>A name that other people see: something of it must be visible, and not more than fits.</summary>
    public string? Name(string value, Action<string> fault)
    {
        if (value.Trim() is { Length: > 0 and <= 60 } name && !HiddenCharacters.Has(name))
        {
            return name;
        }

        fault(text.BadName(value));
        return null;
    }

    public Language? Lang(string value, Action<string> fault)
    {
        Language? language = LanguageChoice.Parse(value);
        if (language is null)
        {
            fault(text.BadLanguage(value));
        }

        return language;
    }

    /// <summary>One of a few words, which are the same in every language.</summary>
    private T? Word<T>(string value, Action<string> fault)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetNames<T>().Select(static name => name.ToLowerInvariant())];
        if (words.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<T>(value, ignoreCase: true);
        }

        fault(text.BadWord(value, words));
        return null;
    }

    private static TimeSpan? ParseDuration(string value)
    {
        double unit = value.Length == 0 ? 0 : value[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            _ => 0,
        };
        ReadOnlySpan<char> number = unit == 0 ? value : value.AsSpan(0, value.Length - 1);
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount)
            && amount * (unit == 0 ? 1 : unit) is var seconds and <= 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}

/// <summary>The network links that discovery may use.</summary>
/// <param name="Names">Their names; none for none at all.</param>
internal sealed record LinkNames(IReadOnlyList<string> Names)
{
    /// <summary>The environment variable that names them.</summary>
    public const string Variable = "CHAMADA_LINKS";

    /// <summary>Reads names with commas between them, or <c>none</c>.</summary>
    public static LinkNames Split(string list) =>
        new(list == "none" ? [] : list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
