using System.Net;
using Chamada.Core.Discovery.Dns;

namespace Chamada.Core.Discovery.Announcing;

/// <summary>
/// Queries whose sender knows more answers than one packet holds: the rest follows, and the answer waits for it (RFC 6762 §7.2).
/// </summary>
internal sealed class HeldQueries(Random random)
{
    /// <summary>The most askers that are waited for at once; further ones get their answer at once, which is only wasteful.</summary>
    private const int MaxHeld = 16;

    /// <summary>The longest wait for somebody who always has more to tell.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Dictionary<IPEndPoint, Held> _held = [];

    /// <summary>When the next wait ends; null when nobody is waited for.</summary>
    public TimeSpan? Due => _held.Count == 0 ? null : _held.Values.Min(static held => held.Due);

    /// <summary>Keeps answers back. False when there is no room.</summary>
    public bool TryHold(IPEndPoint asker, IReadOnlyList<DnsRecord> answers, TimeSpan now)
    {
        if (!_held.TryGetValue(asker, out Held? held))
        {
            if (_held.Count == MaxHeld)
            {
                return false;
            }

            _held.Add(asker, held = new Held { Latest = now + Longest });
        }

        held.Answers.AddRange(answers.Where(answer => !held.Answers.Contains(answer)));
        Wait(held, now);
        return true;
    }

    /// <summary>More known answers came from somebody who is waited for.</summary>
    /// <param name="asker">Who.</param>
    /// <param name="known">The answers.</param>
    /// <param name="isTruncated">Whether still more follow: then the wait begins anew.</param>
    /// <param name="now">The time.</param>
    public void Continue(IPEndPoint asker, IReadOnlyList<DnsRecord> known, bool isTruncated, TimeSpan now)
    {
        if (_held.TryGetValue(asker, out Held? held))
        {
            held.Answers.RemoveAll(answer => IsKnown(answer, known));
            if (isTruncated)
            {
                Wait(held, now);
            }
        }
    }

    /// <summary>Takes the answers whose wait is over.</summary>
    public List<DnsRecord> Take(TimeSpan now)
    {
        var answers = new List<DnsRecord>();
        foreach ((IPEndPoint asker, Held held) in _held.Where(entry => entry.Value.Due <= now).ToList())
        {
            answers.AddRange(held.Answers);
            _held.Remove(asker);
        }

        return answers;
    }

    /// <summary>Whether the asker has an answer already and will have it for at least half of its time (RFC 6762 §7.1).</summary>
    public static bool IsKnown(DnsRecord answer, IReadOnlyList<DnsRecord> known) =>
        known.Any(record => record.Ttl >= answer.Ttl / 2 && record.Key == answer.Key);

    private void Wait(Held held, TimeSpan now)
    {
        TimeSpan due = now + TimeSpan.FromMilliseconds(400 + random.Next(100));
        held.Due = due < held.Latest ? due : held.Latest;
    }

    private sealed class Held
    {
        public List<DnsRecord> Answers { get; } = [];

        public TimeSpan Due { get; set; }

        public required TimeSpan Latest { get; init; }
    }
}
