using System.Net;
using System.Net.Sockets;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Networks;

/// <summary>Looks up the addresses of a name.</summary>
internal delegate Task<IPAddress[]> ResolveName(string name, CancellationToken cancellation);

/// <summary>
/// Where students reach a server that the teacher named. A name is looked up, because phones do not know every name that this machine
/// knows;
/// for a server on this machine its addresses on the networks count.
/// </summary>
internal sealed class NamedServer : IStudentAddresses, IDisposable
{
    private readonly ResolveName _resolve;
    private readonly OwnAddresses _own;
    private readonly AddressWatch _watch;

    /// <summary>Makes it; <see cref="Start"/> begins.</summary>
    /// <param name="server">The server as it was named.</param>
    /// <param name="network">This machine's links.</param>
    /// <param name="resolve">Looks up names.</param>
    /// <param name="clock">Measures all intervals.</param>
    public NamedServer(ServerAddress server, INetwork network, ResolveName resolve, TimeProvider clock)
    {
        Server = server;
        _resolve = resolve;
        _own = new OwnAddresses(network, server.Port, clock);
        _watch = new AddressWatch(FindAsync, network, clock);
        _watch.Changed += () => Changed?.Invoke();
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public ServerAddress Server { get; }

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
        if (IsEncrypted && !Server.IsHere && !IPAddress.TryParse(Server.Host, out _))
        {
            return [Server];
        }

        IPAddress[] found = await ResolveAsync(cancellation).ConfigureAwait(false);
        if (Server.IsHere || found.Any(IPAddress.IsLoopback))
        {
            return await _own.FindAsync(cancellation).ConfigureAwait(false);
        }

        return [.. found.OrderBy(static address => address.AddressFamily != AddressFamily.InterNetwork)
            .Select(address => new ServerAddress(address.ToString(), Server.Port))];
    }

    /// <inheritdoc/>
    public void Dispose() => _watch.Dispose();

    private async Task<IPAddress[]> ResolveAsync(CancellationToken cancellation)
    {
        if (IPAddress.TryParse(Server.Host, out IPAddress? address))
        {
            return [address];
        }

        try
        {
            return await _resolve(Server.Host, cancellation).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return []; // No such name now: the line above the keys tells that there is no connection.
        }
    }
}
