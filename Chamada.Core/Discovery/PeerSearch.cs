using System.Threading.Channels;
using Chamada.Core.Discovery.Finding;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery;

/// <summary>A search that goes on until its patience is at its end, or it is disposed.</summary>
public sealed class PeerSearch : IAsyncDisposable
{
    private readonly Search _search;
    private readonly CancellationTokenSource _stop = new();

    private PeerSearch(Search search)
    {
        _search = search;
        Ended = EndAsync(search.AskAsync(_stop.Token));
    }

    /// <summary>Each peer once, as soon as everything is known about it; ends when the search does.</summary>
    public ChannelReader<Peer> Found => _search.Found;

    /// <summary>Completes when the search has ended. Never faults.</summary>
    public Task Ended { get; }

    /// <summary>What was found until now, with all that is known about it by now.</summary>
    public FindResult Result => new(_search.Peers, _search.Links, _search.Problems, _search.Heard);

    /// <summary>Begins to ask.</summary>
    /// <param name="classNumber">The class whose hosts are looked for; null for the hosts of any class.</param>
    /// <param name="options">Where and how long.</param>
    /// <exception cref="ArgumentOutOfRangeException">The class is below 1.</exception>
    public static PeerSearch Start(long? classNumber, FinderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(classNumber ?? 1, 1, nameof(classNumber));
        return new PeerSearch(new Search(
            classNumber is long number ? ServiceRecords.ServiceOf(number) : ServiceRecords.Service,
            options.Network,
            options.Patience,
            options.Clock,
            options.Random));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Ended.ConfigureAwait(false);
        _search.Dispose();
        _stop.Dispose();
    }

    private static async Task EndAsync(Task asking) => await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
