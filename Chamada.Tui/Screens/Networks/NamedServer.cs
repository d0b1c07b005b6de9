using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Networks;

/// <summary>
/// Where students reach a server that the teacher named. A name is looked up, because phones do not know every name that this machine
/// knows;
/// for a server on this machine its addresses on the networks count.
/// </summary>
internal sealed class NamedServer : IStudentAddresses, IDisposable
{
    private readonly ResolveName _resolve;
    private readonly ServerList _servers;
    private readonly INetwork _network;
    private readonly TimeProvider _clock;
    private readonly AddressWatch _watch;
    private readonly ConcurrentDictionary<int, OwnAddresses> _own = new();

    /// <summary>Makes it; <see cref="Start"/> begins.</summary>
    /// <param name="servers">The server as it was named, or several.</param>
    /// <param name="network">This machine's links.</param>
    /// <param name="resolve">Looks up names.</param>
    /// <param name="clock">Measures all intervals.</param>
    public NamedServer(ServerList servers, INetwork network, ResolveName resolve, TimeProvider clock)
    {
        _servers = servers;
        _resolve = resolve;
        _network = network;
        _clock = clock;
        _watch = new AddressWatch(FindAsync, network, clock);
        _watch.Changed += () => Changed?.Invoke();
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public ServerAddress Server => _servers.First;

    /// <inheritdoc/>
    public IReadOnlyList<ServerAddress>? Addresses => _watch.Addresses;

    /// <inheritdoc/>
    public bool HasPages => true;

    /// <summary>Whether TLS is spoken to it. Then a name stays a name: its certificate is for that.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Begins to look. Called once, on the models' thread.</summary>
    public void Start(ModelThread thread) => _watch.Start(thread);

    /// <summary>Looks once. Not to be called twice at a time.</summary>
    public async Task<IReadOnlyList<ServerAddress>> FindAsync(CancellationToken cancellation)
    {
        List<ServerAddress> found = [];
        foreach (ServerAddress server in _servers.Servers)
        {
            found.AddRange(await FindAsync(server, cancellation).ConfigureAwait(false));
        }

        return [.. found.Distinct()];
    }

    /// <inheritdoc/>
    public void Dispose() => _watch.Dispose();

    private async Task<IReadOnlyList<ServerAddress>> FindAsync(ServerAddress server, CancellationToken cancellation)
    {
        if (IsEncrypted && !server.IsHere && !IPAddress.TryParse(server.Host, out _))
        {
            return [server];
        }

        IPAddress[] found = await ResolveAsync(server, cancellation).ConfigureAwait(false);
        if (server.IsHere || found.Any(IPAddress.IsLoopback))
        {
            return await _own.GetOrAdd(server.Port, port => new OwnAddresses(_network, port, _clock)).FindAsync(cancellation)
                .ConfigureAwait(false);
        }

        return [.. found.OrderBy(static address => address.AddressFamily != AddressFamily.InterNetwork)
            .Select(address => new ServerAddress(address.ToString(), server.Port))];
    }

    private async Task<IPAddress[]> ResolveAsync(ServerAddress server, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(server.Host, out IPAddress? address))
        {
            return [address];
        }

        try
        {
            return await _resolve(server.Host, cancellation).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return []; // No such name now: the line above the keys tells that there is no connection.
        }
    }
}
