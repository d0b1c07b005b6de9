using System.Net;
using Chamada.Core.Discovery.Dns;

namespace Chamada.Core.Discovery.Finding;

/// <summary>A record that was heard.</summary>
/// <param name="record">What was heard.</param>
/// <param name="source">From whom.</param>
/// <param name="now">When.</param>
/// <param name="jitter">0 to 1: so that not everybody who heard it asks again at the same moment.</param>
/// <param name="isOwn">Whether it is of this program's own server.</param>
internal sealed class CachedRecord(DnsRecord record, IPAddress source, TimeSpan now, double jitter, bool isOwn = false)
{
    /// <summary>For how many seconds anything is believed at most.</summary>
    public const uint MaxTtl = 4500;

    /// <summary>
    /// How long a record stays that was taken back or replaced (RFC 6762 §10.1 and §10.2): if that was another's mistake, its owner has
    /// the time to say so.
    /// </summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <summary>One's own records stay until they are taken back.</summary>
    private static readonly TimeSpan OwnTime = TimeSpan.FromDays(1000);

    private const int MaxRefreshes = 4;
    private int _refreshes;

    /// <summary>What was heard.</summary>
    public DnsRecord Record { get; } = record;

    /// <summary>From whom.</summary>
    public IPAddress Source { get; } = source;

    /// <summary>When.</summary>
    public TimeSpan HeardAt { get; } = now;

    /// <summary>Until when it is believed. Whether one's own still holds nobody has to be asked.</summary>
    public TimeSpan ExpiresAt { get; private set; } = now + (isOwn ? OwnTime : TimeSpan.FromSeconds(Math.Clamp(record.Ttl, 1, MaxTtl)));

    /// <summary>Whether the address that it tells is the one that it was told from: that one surely is the speaker's own.</summary>
    public bool IsSpeakers { get; } =
        record.Data is AddressData data && data.Address.GetAddressBytes().AsSpan().SequenceEqual(source.GetAddressBytes());

    /// <summary>Whether it tells an address outside this machine's networks: of another network on the same cable.</summary>
    public bool IsBeside { get; init; }

    /// <summary>Taken back or replaced.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>
    /// When to ask for it again: at 80, 85, 90 and 95 hundredths of its time, and up to 2 later (RFC 6762 §5.2). Null when all that has
    /// been done.
    /// </summary>
    public TimeSpan? RefreshAt =>
        isOwn || IsLeaving || _refreshes >= MaxRefreshes
            ? null
            : HeardAt + ((ExpiresAt - HeardAt) * (0.80 + (0.05 * _refreshes) + (0.02 * jitter)));

    /// <summary>Whether more than half of its time is left, so that whoever asks says that it is known (RFC 6762 §7.1).</summary>
    public bool IsFresh(TimeSpan now) => !IsLeaving && ExpiresAt - now > (ExpiresAt - HeardAt) / 2;

    /// <summary>It has been asked for again.</summary>
    public void CountRefresh() => _refreshes++;

    /// <summary>It was taken back or replaced.</summary>
    public void Leave(TimeSpan now)
    {
        IsLeaving = true;
        ExpireBy(now + Farewell);
    }

    /// <summary>It is not believed longer than that, and not asked for again for its own sake.</summary>
    public void ExpireBy(TimeSpan end)
    {
        ExpiresAt = end < ExpiresAt ? end : ExpiresAt;
        _refreshes = MaxRefreshes;
    }
}
