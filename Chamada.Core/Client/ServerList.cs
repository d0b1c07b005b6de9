using System.Diagnostics.CodeAnalysis;

namespace Chamada.Core.Client;

/// <summary>
/// Where a roll call's server is: one address, or several of which each is as good as the others, because they share one truth. The first
/// stands for all of them wherever one name is needed, such as for the right to close.
/// </summary>
public sealed class ServerList
{
    /// <summary>More than this many are a slip.</summary>
    public const int Most = 16;

    private ServerList(IReadOnlyList<ServerAddress> servers) => Servers = servers;

    /// <summary>All of them, 1 to <see cref="Most"/>, in the order in which they were named, each once.</summary>
    public IReadOnlyList<ServerAddress> Servers { get; }

    /// <summary>The one that stands for all.</summary>
    public ServerAddress First => Servers[0];

    /// <summary>Whether it is only one, as far as it was named: a name may still stand for several addresses.</summary>
    public bool IsOne => Servers.Count == 1;

    /// <summary>A list of one.</summary>
    public static ServerList Of(ServerAddress server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new ServerList([server]);
    }

    /// <summary>A list of several.</summary>
    /// <exception cref="ArgumentException">There are none, or too many.</exception>
    public static ServerList Of(IReadOnlyList<ServerAddress> servers)
    {
        ArgumentNullException.ThrowIfNull(servers);
        return servers.Count is >= 1 and <= Most ? new ServerList(servers) : throw new ArgumentException("not 1 to 16 servers");
    }

    /// <summary>A list of one.</summary>
    public static implicit operator ServerList(ServerAddress server) => Of(server);

    /// <summary>Reads addresses as <see cref="ServerAddress.Parse"/> does, with commas between them.</summary>
    /// <param name="text">Such as <c>a.example,b.example:5051</c>.</param>
    /// <param name="servers">The list; null when it cannot be read.</param>
    /// <param name="wrong">What of it is no address; null when nothing is, and there are more than <see cref="Most"/>.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ServerList? servers, out string? wrong)
    {
        ArgumentNullException.ThrowIfNull(text);
        servers = null;
        List<ServerAddress> read = [];
        foreach (string part in text.Split(','))
        {
            if (ServerAddress.Parse(part) is not { } server)
            {
                wrong = part.Trim().Length == 0 ? text : part.Trim();
                return false;
            }

            if (!read.Exists(other => other.Port == server.Port && other.IsSameHost(server)))
            {
                read.Add(server);
            }
        }

        wrong = null;
        servers = read.Count <= Most ? new ServerList(read) : null;
        return servers is not null;
    }

    /// <summary>Whether one of them is this server, however it was typed.</summary>
    public bool Has(ServerAddress server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return Servers.Any(own => own.Port == server.Port && own.IsSameHost(server));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Servers);
}
