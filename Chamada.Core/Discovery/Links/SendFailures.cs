namespace Chamada.Core.Discovery.Links;

/// <summary>How long each link that cannot send is left alone: 1, 2, 4 … and at last 64 seconds, while it fails again and again.</summary>
internal sealed class SendFailures
{
    private const int Most = 7;

    private readonly Dictionary<LinkKey, int> _failures = [];

    /// <summary>A packet could not be sent. The answer is how long to wait before the next attempt.</summary>
    public TimeSpan Failed(LinkKey link)
    {
        int times = _failures[link] = Math.Min(_failures.GetValueOrDefault(link) + 1, Most);
        return TimeSpan.FromSeconds(1 << (times - 1));
    }

    /// <summary>A packet was sent, or the link is another one now: what failed before does not count any more.</summary>
    public void Forget(LinkKey link) => _failures.Remove(link);
}
