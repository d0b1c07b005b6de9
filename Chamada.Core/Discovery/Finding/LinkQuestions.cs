using Chamada.Core.Discovery.Dns;

namespace Chamada.Core.Discovery.Finding;

/// <summary>
/// When a browser asks on one link: soon after the link is there, then after 1, 2, 4 … and at last every 60 seconds. RFC 6762 §5.2 lets the
/// pauses grow to an hour; but whoever missed an announcement would then miss the roll call. The price is small: with known answers in
/// the question nobody answers in vain, and of many browsers on a link only one asks.
/// </summary>
internal sealed class LinkQuestions
{
    private static readonly TimeSpan First =
        TimeSpan.FromSeconds(1), Last = TimeSpan.FromSeconds(60), BackgroundLast = TimeSpan.FromSeconds(120);
    private readonly Random _random;
    private readonly bool _isBackground;
    private TimeSpan _pause = First;
    private TimeSpan _askedAt = TimeSpan.MinValue;

    public LinkQuestions(TimeSpan now, Random random, bool isBackground = false)
    {
        _random = random;
        _isBackground = isBackground;
        Due = now + TimeSpan.FromMilliseconds(20 + (100 * random.NextDouble()));
    }

    /// <summary>When to ask next.</summary>
    public TimeSpan Due { get; private set; }

    /// <summary>The question was asked, by us or by somebody whose answers we hear (RFC 6762 §7.3).</summary>
    public void Asked(TimeSpan now)
    {
        _askedAt = now;
        Due = now + (_pause * (1 + (0.2 * _random.NextDouble())));
        _pause = _isBackground ? (_pause == First ? First * 2 : BackgroundLast) : _pause * 2 < Last ? _pause * 2 : Last;
    }

    /// <summary>Somebody told a part only: the rest is asked for, but not more often than once a second.</summary>
    public void Soon(TimeSpan now)
    {
        if (_askedAt == TimeSpan.MinValue || now - _askedAt > First)
        {
            TimeSpan soon = now + TimeSpan.FromMilliseconds(20);
            Due = soon < Due ? soon : Due;
        }
    }

    /// <summary>Begins anew: the user wants to know now.</summary>
    public void Hurry(TimeSpan now)
    {
        _pause = First;
        Due = now;
    }

    /// <summary>The packets that ask, as many as it takes.</summary>
    /// <param name="questions">About records of which each has one owner.</param>
    /// <param name="shared">A question that many answer; null when none is asked. It comes last, so that what is known follows it.</param>
    /// <param name="known">The answers to the last one that are known, in further packets where one is too small (RFC 6762 §7.2).</param>
    public static List<byte[]> Write(
        IEnumerable<DnsQuestion> questions, DnsQuestion? shared = null, IEnumerable<(DnsRecord Record, uint Ttl)>? known = null)
    {
        var packets = new List<byte[]>();
        var writer = new DnsWriter(isResponse: false);
        foreach (DnsQuestion question in shared is null ? questions : questions.Append(shared))
        {
            if (!writer.TryAdd(question))
            {
                packets.Add(writer.ToArray());
                writer = new DnsWriter(isResponse: false);
                writer.TryAdd(question);
            }
        }

        foreach ((DnsRecord record, uint ttl) in known ?? [])
        {
            if (!writer.TryAdd(record, DnsWriter.Part.Answer, ttl))
            {
                writer.MarkTruncated();
                packets.Add(writer.ToArray());
                writer = new DnsWriter(isResponse: false);
                writer.TryAdd(record, DnsWriter.Part.Answer, ttl);
            }
        }

        packets.Add(writer.ToArray());
        return packets;
    }
}
