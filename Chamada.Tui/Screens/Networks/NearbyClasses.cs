using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Networks;

/// <summary>An open class on the local network.</summary>
/// <param name="Class">Which.</param>
/// <param name="Name">Its host's name; fit to be shown.</param>
/// <param name="Server">Where.</param>
internal sealed record NearbyClass(ClassNumber Class, string Name, ServerAddress Server);

/// <summary>The open classes on the local network, as they come and go.</summary>
/// <param name="network">The network, which also says on which links anything may be sent.</param>
/// <param name="ownPort">The port of this machine's server, whose classes are not neighbours; null when all are to be listed.</param>
/// <param name="thread">The models' thread.</param>
/// <param name="clock">Measures all intervals.</param>
internal sealed class NearbyClasses(INetwork network, int? ownPort, ModelThread thread, TimeProvider clock) : IAsyncDisposable
{
    private Task<PeerBrowser>? _browser;

    /// <summary>The list has changed.</summary>
    public event Action? Changed;

    /// <summary>The open classes by number, then by host.</summary>
    public IReadOnlyList<NearbyClass> Classes { get; private set; } = [];

    /// <summary>Whether anything has been seen of the network yet, if only that nobody is there.</summary>
    public bool HasLooked { get; private set; }

    /// <summary>Begins to look. Called once, on the models' thread.</summary>
    public void Start() => thread.Run(async () =>
    {
        _browser = Task.Run(() => PeerBrowser.Start(new BrowserOptions { Network = network, Clock = clock }));
        PeerBrowser browser = await _browser;
        browser.Changed += () => thread.Post(() => Take(browser.Peers));
        Take(browser.Peers);
        HasLooked = true;
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await (await _browser.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Takes up another list of hosts.</summary>
    internal void Take(IReadOnlyList<Peer> peers)
    {
        HashSet<IPAddress> own = ownPort is null
            ? []
            : [.. network.Links().SelectMany(static link => link.Addresses).Select(static address => address.Address)];
        NearbyClass[] now =
        [
            .. peers.Where(peer => !peer.EndPoints.Any(end => end.Port == ownPort
                && (IPAddress.IsLoopback(end.Address) || own.Contains(end.Address))))
                .SelectMany(static peer => peer.Classes.Select(number => new NearbyClass(
                    ClassNumber.From(number), peer.DisplayName, HostSearch.ToAddress(peer.EndPoints[0]))))
                .OrderBy(static open => open.Class)
                .ThenBy(static open => open.Name, StringComparer.OrdinalIgnoreCase),
        ];
        if (!now.SequenceEqual(Classes))
        {
            Classes = now;
            Changed?.Invoke();
        }
    }
}
