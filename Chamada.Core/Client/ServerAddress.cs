using System.Globalization;
using System.Net;
using Chamada.Core.Unicode;

namespace Chamada.Core.Client;

/// <summary>Where a server is: a host name or an IP address, and a TCP port.</summary>
/// <param name="Host">A name or an address, an IPv6 address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record ServerAddress(string Host, int Port)
{
    /// <summary>The port where nothing else is said.</summary>
    public const int DefaultPort = 5050;

    /// <summary>Which of the addresses behind <see cref="Host"/> is meant; null for whichever answers.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>[ipv6]</c>, <c>[ipv6]:port</c> or a bare IPv6 address.</summary>
    /// <returns>Null when the text is none of these or the port is not 1 to 65535.</returns>
    public static ServerAddress? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string host = text.Trim(), port = "";
        if (host.StartsWith('['))
        {
            int end = host.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || (end + 1 < host.Length && host[end + 1] != ':'))
            {
                return null;
            }

            port = end + 1 < host.Length ? host[(end + 2)..] : "";
            if (end + 1 < host.Length && port.Length == 0)
            {
                return null;
            }

            host = host[1..end];
        }
        else if (host.IndexOf(':', StringComparison.Ordinal) is int colon and >= 0 && colon == host.LastIndexOf(':'))
        {
            port = host[(colon + 1)..];
            host = host[..colon];
            if (port.Length == 0)
            {
                return null;
            }
        }

        int number = DefaultPort;
        bool valid = host.Length > 0 && !HiddenCharacters.Has(host) && !host.Any(static c => char.IsWhiteSpace(c) || c is '/' or ',')
            && (port.Length == 0 || (int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                && number is >= 1 and <= 65535));
        return valid ? new ServerAddress(host, number) : null;
    }

    /// <summary>
    /// One name for the host, however it was typed: lower case, without a dot at the end, and <c>localhost</c> for each way to say "this
    /// machine".
    /// </summary>
    public string HostKey
    {
        get
        {
            string host = Host.TrimEnd('.').ToLowerInvariant();
            return host is "127.0.0.1" or "::1" ? "localhost" : host;
        }
    }

    /// <summary>Whether another address is on the same host, at whatever port, as far as the names tell.</summary>
    public bool IsSameHost(ServerAddress other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return HostKey == other.HostKey;
    }

    /// <summary>Whether it is one of this machine's own names.</summary>
    public bool IsHere => HostKey == "localhost";

    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
