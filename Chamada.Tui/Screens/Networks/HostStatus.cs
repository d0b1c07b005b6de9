using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Networks;

/// <summary>
/// Which server the teacher's program found or became, and where students reach it. The addresses follow the network: a laptop gets
/// another one when it joins another Wi-Fi.
/// </summary>
/// <param name="server">Where this program reaches the server.</param>
/// <param name="isServing">Whether this program is it.</param>
/// <param name="takenPort">The port that it was meant to have but another program has.</param>
/// <param name="network">The machine's links, of which it tells the addresses.</param>
/// <param name="discovery">The links that discovery may use.</param>
/// <param name="clock">Measures all intervals.</param>
internal sealed class HostStatus(ServerAddress server, bool isServing, int? takenPort, INetwork network, INetwork discovery,
    TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ending = new();
    private ModelThread? _thread;
    private IDisposable? _watch;
    private string? _failed;
    private bool _looking;
    private bool _again;

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>Where this program reaches it: this machine.</summary>
    public ServerAddress Server => server;

    /// <summary>Whether this program is the server; otherwise it is another one on this machine.</summary>
    public bool IsServing => isServing;

    /// <summary>The port that the server was meant to have but another program has; null when it has the one that was meant.</summary>
    public int? TakenPort => takenPort;

    /// <summary>Where students reach it, as far as this machine can tell; null until that has been looked at.</summary>
    public IReadOnlyList<ServerAddress>? Addresses { get; private set; }

    /// <summary>
    /// The journal's file or folder, which could not be written: the server records nothing any more. Null while all is well.
    /// </summary>
    public string? FailedPath { get; private set; }

    /// <summary>The open classes of others on the network; null before the start.</summary>
    public NearbyClasses? Nearby { get; private set; }

    /// <summary>Takes a closer look at the network; the machine's own, from this server's port, unless told otherwise.</summary>
    public Func<CancellationToken, Task<NetworkReport>> Check { get; init; } = stop =>
        new NetworkCheck(discovery, clock).RunAsync(server.Port, stop);

    /// <summary>Begins to follow the network. Called once, on the models' thread.</summary>
    public void Start(ModelThread thread)
    {
        _thread = thread;
        FailedPath = _failed;
        Nearby = new NearbyClasses(discovery, server.Port, thread, clock);
        Nearby.Changed += () => Changed?.Invoke();
        Nearby.Start();
        _watch = network.Watch(() => thread.Post(Look));
        thread.Run(async () =>
        {
            while (!_ending.IsCancellationRequested)
            {
                Look();
                await Task.Delay(Interval, clock, _ending.Token);
            }
        });
    }

    /// <summary>The journal has failed. From any thread.</summary>
    public void Fail(string path)
    {
        Volatile.Write(ref _failed, path);
        _thread?.Post(() =>
        {
            FailedPath = path;
            Changed?.Invoke();
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        _ending.Cancel();
    }

    private void Look()
    {
        if (_looking || _ending.IsCancellationRequested)
        {
            _again = true;
            return;
        }

        _looking = true;
        _thread!.Run(async () =>
        {
            do
            {
                _again = false;
                IReadOnlyList<ServerAddress> found = await Task.Run(AnsweringAsync, _ending.Token);
                if (Addresses is null || !Addresses.SequenceEqual(found))
                {
                    Addresses = found;
                    Changed?.Invoke();
                }
            }
            while (_again);
            _looking = false;
        });
    }

    /// <summary>Of the machine's own addresses those at which the server answers, the likeliest to be of use to students first.</summary>
    private async Task<IReadOnlyList<ServerAddress>> AnsweringAsync()
    {
        ServerAddress[] candidates =
        [
            .. StudentAddresses.Of(network.Links().Select(static link => (
                    link.IsLoopback, link.IsVirtual, (IReadOnlyList<IPAddress>)[.. link.Addresses.Select(static own => own.Address)])))
                .Select(address => new ServerAddress(address.ToString(), server.Port)),
        ];

        // What answered once need not be asked again: the connections would fill the server's log.
        bool[] answers = await Task.WhenAll(candidates.Select(async candidate =>
            Addresses?.Contains(candidate) == true || await AnswersAsync(candidate).ConfigureAwait(false))).ConfigureAwait(false);
        return [.. candidates.Where((_, i) => answers[i])];
    }

    private async Task<bool> AnswersAsync(ServerAddress candidate)
    {
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(
            candidate, new RollClientOptions { Timeout = Patience, Clock = clock }, _ending.Token).ConfigureAwait(false);
        if (!connected.Try(out RollClient? client, out _))
        {
            return false;
        }

        await client.DisposeAsync().ConfigureAwait(false);
        return true;
    }
}
