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
    TimeProvider clock) : IStudentAddresses, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskingPatience = TimeSpan.FromSeconds(2);

    private readonly AddressWatch _watch = new(new OwnAddresses(network, server.Port, clock).FindAsync, network, clock);
    private readonly CancellationTokenSource _ending = new();
    private ModelThread? _thread;
    private string? _failed;
    private volatile bool _isServing = isServing;
    private volatile Func<Task<UnfetchedLists>>? _askUnfetched;
    private Tuple<IPAddress, DateTimeOffset>? _seen;

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>Where this program reaches it: this machine.</summary>
    public ServerAddress Server => server;

    /// <summary>Whether this program is the server; otherwise it is another one on this machine.</summary>
    public bool IsServing => _isServing;

    /// <summary>The port that the server was meant to have but another program has; null when it has the one that was meant.</summary>
    public int? TakenPort => takenPort;

    /// <inheritdoc/>
    public IReadOnlyList<ServerAddress>? Addresses => _watch.Addresses;

    /// <summary>Whether this program has pages for browsers where it is the server.</summary>
    public bool ServesPages { get; init; } = true;

    /// <inheritdoc/>
    public bool HasPages => !IsServing || ServesPages;

    /// <inheritdoc/>
    public PhoneVisit? Visit { get; private set; }

    /// <summary>
    /// The journal's file or folder, which could not be written: the server records nothing any more. Null while all is well.
    /// </summary>
    public string? FailedPath { get; private set; }

    /// <summary>What nobody has fetched from this program's server; null where another program is the server.</summary>
    public UnfetchedLists? Unfetched { get; private set; }

    /// <summary>The open classes of others on the network; null before the start.</summary>
    public NearbyClasses? Nearby { get; private set; }

    /// <summary>Takes a closer look at the network; the machine's own, from this server's port, unless told otherwise.</summary>
    public Func<CancellationToken, Task<NetworkReport>> Check { get; init; } = stop =>
        new NetworkCheck(discovery, clock).RunAsync(server.Port, stop);

    /// <summary>Connects to others on the network.</summary>
    public ConnectToServer Connect { get; init; } = RollClient.Connector();

    /// <summary>Asks somebody near since when a class is open there; null where there is no answer within a moment.</summary>
    public async Task<DateTimeOffset?> AskSinceAsync(NearbyClass nearby)
    {
        using CancellationTokenSource patience = new(AskingPatience, clock);
        try
        {
            ClientResult<IRollClient> connected = await Connect(nearby.Server, patience.Token).ConfigureAwait(false);
            if (!connected.Try(out IRollClient? client, out _))
            {
                return null;
            }

            await using (client.ConfigureAwait(false))
            {
                ClientResult<IReadOnlyList<RollsLine>> rolls = await client.RollsAsync(patience.Token).ConfigureAwait(false);
                return rolls.Value?.FirstOrDefault(line => line.Class == nearby.Class)?.OpenedAt;
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Begins to follow the network. Called once, on the models' thread.</summary>
    public void Start(ModelThread thread)
    {
        _thread = thread;
        FailedPath = _failed;
        Nearby = new NearbyClasses(discovery, server.Port, thread, clock);
        Nearby.Changed += () => Changed?.Invoke();
        Nearby.Start();
        _watch.Changed += () => Changed?.Invoke();
        _watch.Start(thread);
        thread.Run(FollowUnfetchedAsync);
    }

    /// <summary>This program is the server now, and can be asked what nobody fetched from it. From any thread.</summary>
    public void Serve(Func<Task<UnfetchedLists>> askUnfetched)
    {
        _askUnfetched = askUnfetched;
        _isServing = true;
        _thread?.Post(() => Changed?.Invoke());
    }

    /// <summary>Somebody has opened a page. From any thread; where a whole class does so at once, only the last of them is looked
    /// at.</summary>
    public void See(IPAddress address, DateTimeOffset at)
    {
        if (Interlocked.Exchange(ref _seen, Tuple.Create(address, at)) is null)
        {
            _thread?.Post(TakeVisit);
        }
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
        _watch.Dispose();
        _ending.Cancel();
    }

    private void TakeVisit()
    {
        if (Interlocked.Exchange(ref _seen, null) is var (address, at))
        {
            bool isOwn = IPAddress.IsLoopback(address)
                || network.Links().Any(link => link.Addresses.Any(own => own.Address.Equals(address)));
            Visit = new PhoneVisit(address, at, isOwn);
            Changed?.Invoke();
        }
    }

    private async Task FollowUnfetchedAsync()
    {
        for (UnfetchedLists? before = null; !_ending.IsCancellationRequested; await Task.Delay(Interval, clock, _ending.Token))
        {
            if (_askUnfetched is { } ask)
            {
                UnfetchedLists now = await Task.Run(ask, _ending.Token);
                Unfetched = now.SeenAlso(before);
                before = now;
                Changed?.Invoke();
            }
        }
    }
}
