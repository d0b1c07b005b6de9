using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Tui.Screens.Networks;

/// <summary>What has become of a host on the network.</summary>
internal enum PeerNews
{
    /// <summary>It is there, or there again.</summary>
    Appeared,

    /// <summary>It has other classes, addresses or another name.</summary>
    Changed,

    /// <summary>It said goodbye, or has not been heard of for too long.</summary>
    Left,
}

/// <summary>Follows who hosts roll calls on the network, and tells what changes.</summary>
internal sealed class PeerWatch(INetwork network, TimeProvider clock)
{
    /// <summary>Tells, in order, until cancelled. Who is there at the beginning appears.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(Action<PeerNews, Peer> tell, CancellationToken cancellation)
    {
        using var changed = new SemaphoreSlim(0);
        PeerBrowser browser = PeerBrowser.Start(new BrowserOptions { Network = network, Clock = clock }, () => changed.Release());
        await using (browser)
        {
            IReadOnlyList<Peer> known = [];
            while (true)
            {
                await changed.WaitAsync(cancellation).ConfigureAwait(false);
                IReadOnlyList<Peer> now = browser.Peers;
                Compare(known, now, tell);
                known = now;
            }
        }
    }

    private static void Compare(IReadOnlyList<Peer> before, IReadOnlyList<Peer> now, Action<PeerNews, Peer> tell)
    {
        foreach (Peer gone in before.Where(old => !now.Any(peer => peer.Instance == old.Instance)))
        {
            tell(PeerNews.Left, gone);
        }

        foreach (Peer peer in now)
        {
            Peer? old = before.FirstOrDefault(old => old.Instance == peer.Instance);
            if (old is null)
            {
                tell(PeerNews.Appeared, peer);
            }
            else if (!old.Equals(peer))
            {
                tell(PeerNews.Changed, peer);
            }
        }
    }
}
