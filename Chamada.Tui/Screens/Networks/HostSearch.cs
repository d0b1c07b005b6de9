using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.Networks;

/// <summary>Somebody who hosts the class that is looked for, and answers.</summary>
/// <param name="Name">The name to show; fit to be shown.</param>
/// <param name="Server">Where it answered.</param>
internal sealed record ClassHost(string Name, ServerAddress Server);

/// <summary>Why a host that was found is of no use.</summary>
internal enum HostSilence
{
    /// <summary>No answer to any attempt to connect.</summary>
    NoAnswer,

    /// <summary>Its machine refuses the connection: nobody listens there, or a firewall says so.</summary>
    Refused,

    /// <summary>Another program answers there.</summary>
    NotChamada,
}

/// <summary>Somebody who said that he hosts the class, but could not be asked.</summary>
/// <param name="Name">The name to show; fit to be shown.</param>
/// <param name="Server">Where it said it was.</param>
/// <param name="Why">What came instead of an answer.</param>
internal sealed record SilentHost(string Name, ServerAddress Server, HostSilence Why);

/// <summary>What a search for the hosts of a class gave.</summary>
/// <param name="Hosts">Who hosts it: nobody, one, or several among whom the user chooses.</param>
/// <param name="Local">The server on this machine, if one answers there that does not host the class.</param>
/// <param name="Silent">Who said that he hosts it, but did not answer.</param>
/// <param name="Links">The links to others that were asked on; empty when this machine is on no network.</param>
/// <param name="Patience">How long it was asked on them.</param>
internal sealed record HostSearchResult(
    IReadOnlyList<ClassHost> Hosts, ServerAddress? Local, IReadOnlyList<SilentHost> Silent, IReadOnlyList<string> Links, TimeSpan Patience)
{
    /// <summary>Of the links those on which another machine was heard, whatever it said.</summary>
    public IReadOnlyList<string> Heard { get; init; } = [];

    /// <summary>How long each host that was found was tried.</summary>
    public TimeSpan Tried { get; init; }
}

/// <summary>
/// Looks for the host of a class, for a student who knows nothing but the class: first at this machine's usual port, then on the local
/// network. Finding and asking have their own times: what was found is tried at all its addresses, again and again, until it answers.
/// </summary>
internal sealed class HostSearch(INetwork network, ServerTrust trust, TimeProvider clock)
{
    /// <summary>Where a server on this machine usually is.</summary>
    public static readonly ServerAddress LocalServer = new("127.0.0.1", ServerAddress.DefaultPort);

    /// <summary>How long a host that was found is tried, where nothing else is said.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long this machine may take to accept a connection.</summary>
    private static readonly TimeSpan LocalPatience = TimeSpan.FromSeconds(1);

    /// <summary>Where nobody answers on this machine, the network is all there is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Where a server answers on this machine that does not host the class, it is most likely closed everywhere.</summary>
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(1);

    /// <summary>Looks.</summary>
    /// <param name="number">The class.</param>
    /// <param name="timeout">How long a host that was found is tried until it answers.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<HostSearchResult> FindAsync(ClassNumber number, TimeSpan timeout, CancellationToken cancellation)
    {
        bool? local = await HostsAsync(LocalServer, number, cancellation).ConfigureAwait(false);
        if (local == true)
        {
            return new HostSearchResult([new ClassHost("", LocalServer)], null, [], [], TimeSpan.Zero);
        }

        FinderOptions options = new() { Network = network, Patience = local is null ? Patience : ShortPatience, Clock = clock };
        await using PeerSearch search = PeerSearch.Start(number.Value, options);
        IReadOnlyList<(Peer Peer, HostAnswer Answer)> found =
            await GatherAsync(search, options, timeout, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        List<ClassHost> hosts = [];
        List<SilentHost> silent = [];
        foreach ((Peer peer, HostAnswer answer) in found)
        {
            if (answer.Server is { } server)
            {
                hosts.Add(new ClassHost(peer.DisplayName, server));
            }
            else
            {
                silent.Add(new SilentHost(peer.DisplayName, ToAddress(peer.EndPoints[0]), answer.Silence));
            }
        }

        string[] links = [.. network.Links().Where(static link => !link.IsLoopback).Select(static link => link.Name)];
        return new HostSearchResult(hosts, local is null ? null : LocalServer, silent, links, options.Patience)
        {
            Heard = [.. search.Result.Heard.Intersect(links)],
            Tried = timeout,
        };
    }

    /// <summary>An endpoint as a client takes it.</summary>
    public static ServerAddress ToAddress(IPEndPoint endPoint) => new(endPoint.Address.ToString(), endPoint.Port);

    /// <summary>
    /// Whoever is found is called on at once, while the search goes on. It ends soon after the first that answers, or when there is nobody
    /// left who may still answer: one that is found but does not answer keeps nobody from finding another.
    /// </summary>
    private async Task<IReadOnlyList<(Peer Peer, HostAnswer Answer)>> GatherAsync(
        PeerSearch search, FinderOptions options, TimeSpan timeout, CancellationToken cancellation)
    {
        List<(Peer Peer, Task<HostAnswer> Answer)> calls = [];
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        HostCall call = new(search, trust, timeout, clock);
        long started = clock.GetTimestamp();
        int answered = 0;
        try
        {
            await foreach (Peer peer in search.Found.ReadAllAsync(enough.Token).ConfigureAwait(false))
            {
                calls.Add((peer, CallOnAsync(peer)));
            }
        }
        catch (OperationCanceledException)
        {
            // Enough were found, or the caller has enough.
        }

        HostAnswer[] answers = await Task.WhenAll(calls.Select(static call => call.Answer)).ConfigureAwait(false);
        return [.. calls.Zip(answers, static (call, answer) => (call.Peer, answer))];

        async Task<HostAnswer> CallOnAsync(Peer peer)
        {
            HostAnswer answer = await call.RunAsync(peer, enough.Token).ConfigureAwait(false);
            if (answer.Server is not null && Interlocked.Exchange(ref answered, 1) == 0)
            {
                // There may be another, who takes a little longer.
                TimeSpan settling = options.SettlingAfter(clock.GetElapsedTime(started));
                await Task.Delay(settling, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await enough.CancelAsync().ConfigureAwait(false);
            }

            return answer;
        }
    }

    /// <summary>Whether a server hosts a class; null when no server answers there.</summary>
    private async Task<bool?> HostsAsync(ServerAddress server, ClassNumber number, CancellationToken cancellation)
    {
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(
            server, new RollClientOptions { Timeout = LocalPatience, Trust = trust, Clock = clock }, cancellation).ConfigureAwait(false);
        if (!connected.Try(out RollClient? client, out _))
        {
            return null;
        }

        await using (client)
        {
            ClientResult<IReadOnlyList<RollsLine>> rolls = await client.RollsAsync(cancellation).ConfigureAwait(false);
            return rolls.Try(out IReadOnlyList<RollsLine>? open, out _) ? open.Any(roll => roll.Class == number) : null;
        }
    }
}
