using System.Runtime.CompilerServices;
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
    public static async Task<FindResult> FindAsync(long classNumber, FinderOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new FinderOptions();
        long started = options.Clock.GetTimestamp();
        await using PeerSearch search = PeerSearch.Start(classNumber, options);
        if (await search.Found.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            await Task.WhenAny(
                search.Ended,
                Task.Delay(options.SettlingAfter(options.Clock.GetElapsedTime(started)), options.Clock, cancellation))
                .ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();
        return search.Result;
    }

    /// <summary>
    /// Everybody who hosts a class, or any class at all, as they answer, until the patience is at its end or the caller has enough.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The class is below 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async IAsyncEnumerable<Peer> SearchAsync(
        long? classNumber = null, FinderOptions? options = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using PeerSearch search = PeerSearch.Start(classNumber, options ?? new FinderOptions());
        await foreach (Peer peer in search.Found.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            yield return peer;
        }
    }
}
