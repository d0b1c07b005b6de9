using System.Runtime.CompilerServices;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Finding;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery;

/// <summary>
/// Looks once who hosts a class, on all links at the same time. Everybody on the network can see that somebody looks for this class.
/// </summary>
public static class PeerFinder
{
    /// <summary>
    /// Looks for the hosts of a class. Comes back soon after the first was found, or with nobody when the patience is at its end.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The class is below 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<FindResult> FindAsync(long classNumber, FinderOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new FinderOptions();
        using Search search = Begin(NameOf(classNumber), options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        long started = options.Clock.GetTimestamp();
        Task asking = search.AskAsync(stop.Token);
        if (await search.Found.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            await Task.WhenAny(asking, Task.Delay(options.SettlingAfter(options.Clock.GetElapsedTime(started)), options.Clock, cancellation)).ConfigureAwait(false);
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return new FindResult(search.Peers, search.Links, search.Problems);
    }

    /// <summary>
    /// Everybody who hosts a class, or any class at all, as they answer, until the patience is at its end or the caller has enough.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The class is below 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async IAsyncEnumerable<Peer> SearchAsync(
        long? classNumber = null, FinderOptions? options = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using Search search = Begin(classNumber is long number ? NameOf(number) : ServiceRecords.Service, options ?? new FinderOptions());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task asking = search.AskAsync(stop.Token);
        try
        {
            await foreach (Peer peer in search.Found.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return peer;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Search Begin(DnsName service, FinderOptions options) => new(service, options.Network, options.Patience, options.Clock);

    private static DnsName NameOf(long classNumber)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classNumber, 1);
        return ServiceRecords.ServiceOf(classNumber);
    }
}
