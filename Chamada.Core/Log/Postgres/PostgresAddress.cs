using System.Globalization;
using Npgsql;

namespace Chamada.Core.Log.Postgres;

/// <summary>What is wrong with the address of a database.</summary>
public enum PostgresAddressProblem
{
    /// <summary>It does not begin with <c>postgresql://</c> or <c>postgres://</c>.</summary>
    Scheme,

    /// <summary>It names no host.</summary>
    Host,

    /// <summary>A port is none from 1 to 65535.</summary>
    Port,

    /// <summary>It names no database.</summary>
    Database,

    /// <summary>A password stands in it, which others on the machine could see.</summary>
    Password,

    /// <summary>It sets what cannot be set, or to what cannot be.</summary>
    Option,
}

/// <summary>
/// Where a PostgreSQL database is: <c>postgresql://user@host:5432,host2:5432/database?sslmode=verify-full</c>, as its own programs write
/// it. The password never stands in it: it comes from <c>PGPASSWORD</c>, from the file that <c>PGPASSFILE</c> or <c>passfile=</c> names,
/// or from <c>~/.pgpass</c>.
/// </summary>
public sealed class PostgresAddress
{
    private const int DefaultPort = 5432;

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings, string text)
    {
        _settings = settings;
        Text = text;
    }

    /// <summary>The address as it was written. There is no password in it.</summary>
    public string Text { get; }

    /// <summary>The schema that it names (<c>schema=</c>); null where it names none.</summary>
    public string? Schema => _settings.SearchPath;

    /// <summary>The same database, with another schema.</summary>
    /// <param name="name">A letter, then letters, digits and <c>_</c>.</param>
    public PostgresAddress InSchema(string name)
    {
        (string place, string query) = Cut(Text, '?');
        IEnumerable<string> others = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(static option => !option.StartsWith("schema=", StringComparison.Ordinal));
        return new PostgresAddress(
            new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { SearchPath = name },
            $"{place}?{string.Join('&', others.Append($"schema={name}"))}");
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">The address that was read; null when it is none.</param>
    /// <param name="problem">What is wrong with it, and with which part; the default when nothing is.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(
        string text, out PostgresAddress? address, out (PostgresAddressProblem Kind, string Part) problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        NpgsqlConnectionStringBuilder settings = new();
        (PostgresAddressProblem, string)? wrong = Read(text, settings);
        problem = wrong ?? default;
        if (wrong is not null)
        {
            return false;
        }

        address = new PostgresAddress(settings, text);
        return true;
    }

    /// <summary>The address as it may be shown: hosts and database.</summary>
    public override string ToString() => $"postgresql://{_settings.Host}/{_settings.Database}";

    /// <summary>What the library wants to know.</summary>
    /// <param name="connections">How many connections at most.</param>
    internal string ToConnectionString(int connections) => new NpgsqlConnectionStringBuilder(_settings.ConnectionString)
    {
        ApplicationName = "chamada",
        MaxPoolSize = connections,
        NoResetOnClose = true,
        Timeout = 2,
        CommandTimeout = 3,
        CancellationTimeout = -1, // To cancel a wait for the standby would look like success.
        HostRecheckSeconds = 0,
        MaxAutoPrepare = 0,
        IncludeErrorDetail = false,
        KeepAlive = 0,
        TcpKeepAlive = true,
    }.ConnectionString;

    private static (PostgresAddressProblem Kind, string Part)? Read(string text, NpgsqlConnectionStringBuilder settings)
    {
        string? rest = AfterAny(text, "postgresql://", "postgres://");
        if (rest is null)
        {
            return (PostgresAddressProblem.Scheme, text.Contains('@', StringComparison.Ordinal) ? "" : text);
        }

        (string place, string query) = Cut(rest, '?');
        (string authority, string database) = Cut(place, '/');
        int at = authority.LastIndexOf('@');
        string user = at < 0 ? "" : authority[..at], hosts = authority[(at + 1)..];
        if (user.Contains(':', StringComparison.Ordinal))
        {
            return (PostgresAddressProblem.Password, "");
        }

        if (database.Length == 0 || database.Contains('/', StringComparison.Ordinal))
        {
            return (PostgresAddressProblem.Database, database);
        }

        settings.Database = Uri.UnescapeDataString(database);
        settings.Username = user.Length == 0 ? null : Uri.UnescapeDataString(user);
        return ReadHosts(hosts, settings) ?? ReadOptions(query, settings);
    }

    private static (PostgresAddressProblem Kind, string Part)? ReadHosts(string hosts, NpgsqlConnectionStringBuilder settings)
    {
        List<string> places = [];
        foreach (string host in hosts.Split(','))
        {
            int colon = host.EndsWith(']') ? -1 : host.LastIndexOf(':');
            string name = Uri.UnescapeDataString(colon < 0 ? host : host[..colon]);
            int port = DefaultPort;
            if (name.Length == 0 || name.Contains('@', StringComparison.Ordinal))
            {
                return (PostgresAddressProblem.Host, "");
            }

            if (colon >= 0 && !(int.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port)
                && port is > 0 and <= ushort.MaxValue))
            {
                return (PostgresAddressProblem.Port, host[(colon + 1)..]);
            }

            places.Add(name.StartsWith('/') ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{port}"));
            if (name.StartsWith('/'))
            {
                settings.Port = port;
            }
        }

        settings.Host = string.Join(',', places);
        return null;
    }

    private static (PostgresAddressProblem Kind, string Part)? ReadOptions(string query, NpgsqlConnectionStringBuilder settings)
    {
        foreach (string option in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            (string name, string value) = Cut(option, '=');
            value = Uri.UnescapeDataString(value);
            switch (name)
            {
                case "sslmode" when ModeOf(value) is { } mode:
                    settings.SslMode = mode;
                    break;
                case "sslrootcert" when value.Length > 0:
                    settings.RootCertificate = value == "system" ? null : value;
                    break;
                case "sslcert" when value.Length > 0:
                    settings.SslCertificate = value;
                    break;
                case "sslkey" when value.Length > 0:
                    settings.SslKey = value;
                    break;
                case "passfile" when value.Length > 0:
                    settings.Passfile = value;
                    break;
                case "schema" when IsName(value):
                    settings.SearchPath = value;
                    break;
                case "password":
                    return (PostgresAddressProblem.Password, "");
                default:
                    return (PostgresAddressProblem.Option, option);
            }
        }

        return null;
    }

    /// <summary>What needs no quotes, and no database cuts short.</summary>
    private static bool IsName(string value) => value.Length is > 0 and < 64 && char.IsAsciiLetterLower(value[0])
        && value.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    private static SslMode? ModeOf(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => null,
    };

    private static string? AfterAny(string text, params ReadOnlySpan<string> beginnings)
    {
        foreach (string beginning in beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return text[beginning.Length..];
            }
        }

        return null;
    }

    private static (string Before, string After) Cut(string text, char at)
    {
        int index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }
}
