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

/// <summary>What a search for the hosts of a class gave.</summary>
/// <param name="Hosts">Who hosts it: nobody, one, or several among whom the user chooses.</param>
/// <param name="Local">The server on this machine, if one answers there that does not host the class.</param>
/// <param name="Silent">Who said that he hosts it, but did not answer.</param>
/// <param name="Links">The links that were asked on; empty when this machine is on no network.</param>
/// <param name="Patience">How long it was asked on them.</param>
internal sealed record HostSearchResult(
    IReadOnlyList<ClassHost> Hosts, ServerAddress? Local, IReadOnlyList<string> Silent, IReadOnlyList<string> Links, TimeSpan Patience);

/// <summary>
/// Looks for the host of a class, for a student who knows nothing but the class: first at this machine's usual port, then on the local
/// network.
/// </summary>
internal sealed class HostSearch(INetwork network, TimeProvider clock)
{
    /// <summary>Where a server on this machine usually is.</summary>
    public static readonly ServerAddress LocalServer = new("127.0.0.1", ServerAddress.DefaultPort);

    /// <summary>How long a neighbour may take to accept a connection.</summary>
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(1);

    /// <summary>Where nobody answers on this machine, the network is all there is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Where a server answers on this machine that does not host the class, it is most likely closed everywhere.</summary>
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(1);

    /// <summary>Looks.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<HostSearchResult> FindAsync(ClassNumber number, CancellationToken cancellation)
    {
        bool? local = await HostsAsync(LocalServer, number, cancellation).ConfigureAwait(false);
        if (local == true)
        {
            return new HostSearchResult([new ClassHost("", LocalServer)], null, [], [], TimeSpan.Zero);
        }

        FinderOptions options = new() { Network = network, Patience = local is null ? Patience : ShortPatience, Clock = clock };
        IReadOnlyList<(Peer Peer, Task<ServerAddress?> Answer)> found = await GatherAsync(number, options, cancellation).ConfigureAwait(false);
        List<ClassHost> hosts = [];
        List<string> silent = [];
        foreach ((Peer peer, Task<ServerAddress?> answer) in found)
        {
            if (await answer.ConfigureAwait(false) is { } server)
            {
                hosts.Add(new ClassHost(peer.DisplayName, server));
            }
            else
            {
                silent.Add($"{peer.DisplayName} ({ToAddress(peer.EndPoints[0])})");
            }
        }

        return new HostSearchResult(
            hosts, local is null ? null : LocalServer, silent, [.. network.Links().Select(static link => link.Name)], options.Patience);
    }

    /// <summary>
    /// Whoever is found is called on at once, while the search goes on. It ends soon after the first that answers, or when the patience
    /// is at its end: one that is found but does not answer keeps nobody from finding another.
    /// </summary>
    private async Task<IReadOnlyList<(Peer Peer, Task<ServerAddress?> Answer)>> GatherAsync(
        ClassNumber number, FinderOptions options, CancellationToken cancellation)
    {
        List<(Peer, Task<ServerAddress?>)> found = [];
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        long started = clock.GetTimestamp();
        Task settled = SettleAsync();
        try
        {
            await foreach (Peer peer in PeerFinder.SearchAsync(number.Value, options, enough.Token).ConfigureAwait(false))
            {
                found.Add((peer, CallOnAsync(peer)));
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Enough were found.
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
            answered.TrySetResult();
        }

        await settled.ConfigureAwait(false);
        return found;

        async Task<ServerAddress?> CallOnAsync(Peer peer)
        {
            ServerAddress? server = await FirstToAnswerAsync(peer, cancellation).ConfigureAwait(false);
            if (server is not null)
            {
                answered.TrySetResult();
            }

            return server;
        }

        async Task SettleAsync()
        {
            await answered.Task.ConfigureAwait(false);
            if (!enough.IsCancellationRequested)
            {
                await Task.Delay(options.SettlingAfter(clock.GetElapsedTime(started)), clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await enough.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>An endpoint as a client takes it.</summary>
    public static ServerAddress ToAddress(IPEndPoint endPoint) => new(endPoint.Address.ToString(), endPoint.Port);

    /// <summary>Of a host's addresses the first, in their order, at which it answers; null when it does at none.</summary>
    private async Task<ServerAddress?> FirstToAnswerAsync(Peer peer, CancellationToken cancellation)
    {
        foreach (IPEndPoint endPoint in peer.EndPoints)
        {
            ServerAddress server = ToAddress(endPoint);
            ClientResult<RollClient> connected = await ConnectAsync(server, cancellation).ConfigureAwait(false);
            if (connected.Try(out RollClient? client, out _))
            {
                await client.DisposeAsync().ConfigureAwait(false);
                return server;
            }
        }

        return null;
    }

    /// <summary>Whether a server hosts a class; null when no server answers there.</summary>
    private async Task<bool?> HostsAsync(ServerAddress server, ClassNumber number, CancellationToken cancellation)
    {
        ClientResult<RollClient> connected = await ConnectAsync(server, cancellation).ConfigureAwait(false);
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

    private Task<ClientResult<RollClient>> ConnectAsync(ServerAddress server, CancellationToken cancellation) =>
        RollClient.ConnectAsync(server, new RollClientOptions { Timeout = ConnectPatience, Clock = clock }, cancellation);
}
