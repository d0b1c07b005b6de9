using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Chamada.Core.Transport;

/// <summary>What one address may cost. Behind an address translation (NAT) a whole school is one.</summary>
public sealed record AddressLimitOptions
{
    /// <summary>How many connections at once, 1 or more. Default 2,000.</summary>
    public int Connections { get; init; } = 2_000;

    /// <summary>How many requests a second in the long run, 1 or more. Four times as many may come at once. Default 1,000.</summary>
    public int RequestsPerSecond { get; init; } = 1_000;

    /// <summary>Whether this machine's own loopback addresses are limited, too. Default: no.</summary>
    public bool LimitsLoopback { get; init; }
}

/// <summary>
/// Counts connections and requests by address: by the whole of an IPv4 address, and by the first 64 bits of an IPv6 address, since whoever
/// has one of those has all that begin with them. On any thread.
/// </summary>
internal sealed class AddressLimits
{
    /// <summary>How many seconds' worth of requests may come at once.</summary>
    public const int BurstSeconds = 4;

    /// <summary>Of how many addresses something is remembered; beyond it those are forgotten that have no connection.</summary>
    private const int MostRemembered = 65_536;

    private const int Ipv6NetworkBytes = 8;

    private readonly AddressLimitOptions _options;
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, Entry> _entries = [];
    private long _refusedConnections;
    private long _refusedRequests;

    /// <summary>Begins with nobody.</summary>
    public AddressLimits(AddressLimitOptions options) => _options = options;

    /// <summary>How many connections were refused because of their address.</summary>
    public long RefusedConnections => Interlocked.Read(ref _refusedConnections);

    /// <summary>How many requests were refused because of their address.</summary>
    public long RefusedRequests => Interlocked.Read(ref _refusedRequests);

    /// <summary>Of how many addresses something is remembered.</summary>
    public int Remembered
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Takes one more connection of an address.</summary>
    /// <param name="peer">The peer; null when it is gone already, and then it counts nowhere.</param>
    /// <returns>False when it has as many as it may.</returns>
    public bool TryEnter(EndPoint? peer)
    {
        if (KeyOf(peer) is not { } key)
        {
            return true;
        }

        lock (_gate)
        {
            Entry entry = EntryOf(key);
            if (entry.Connections < _options.Connections)
            {
                entry.Connections++;
                return true;
            }
        }

        Interlocked.Increment(ref _refusedConnections);
        return false;
    }

    /// <summary>A connection that entered has ended.</summary>
    public void Leave(EndPoint? peer)
    {
        if (KeyOf(peer) is { } key)
        {
            lock (_gate)
            {
                if (_entries.TryGetValue(key, out Entry? entry))
                {
                    entry.Connections = Math.Max(entry.Connections - 1, 0);
                }
            }
        }
    }

    /// <summary>What an address may ask; null where it may ask without end.</summary>
    public RequestAllowance? AllowanceOf(EndPoint? peer)
    {
        if (KeyOf(peer) is not { } key)
        {
            return null;
        }

        lock (_gate)
        {
            return EntryOf(key).Allowance;
        }
    }

    /// <summary>What the connections of an address hold; null where that is not limited.</summary>
    public AddressShare? ShareOf(EndPoint? peer)
    {
        if (KeyOf(peer) is not { } key)
        {
            return null;
        }

        lock (_gate)
        {
            return EntryOf(key).Share;
        }
    }

    /// <summary>A request was refused.</summary>
    public void CountRefusal() => Interlocked.Increment(ref _refusedRequests);

    private UInt128? KeyOf(EndPoint? peer)
    {
        if (peer is not IPEndPoint { Address: { } address } || (IPAddress.IsLoopback(address) && !_options.LimitsLoopback))
        {
            return null;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out int length);
        bytes[(address.AddressFamily == AddressFamily.InterNetworkV6 ? Ipv6NetworkBytes : length)..].Clear();
        bytes[15] = (byte)length; // So that no network of IPv6 is an address of IPv4.
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private Entry EntryOf(UInt128 key)
    {
        if (!_entries.TryGetValue(key, out Entry? entry))
        {
            if (_entries.Count >= MostRemembered)
            {
                Forget();
            }

            entry = new Entry(new RequestAllowance(_options.RequestsPerSecond));
            _entries.Add(key, entry);
        }

        return entry;
    }

    private void Forget()
    {
        foreach ((UInt128 key, Entry entry) in _entries)
        {
            if (entry.Connections == 0)
            {
                _entries.Remove(key);
            }
        }
    }

    private sealed class Entry(RequestAllowance allowance)
    {
        public int Connections { get; set; }

        public RequestAllowance Allowance => allowance;

        public AddressShare Share { get; } = new();
    }
}

/// <summary>The requests that one address may still make: a bucket of tokens that fills as time goes by.</summary>
#pragma warning disable CA1001 // What the bucket would dispose of is a timer, and it has none.
internal sealed class RequestAllowance
#pragma warning restore CA1001
{
    // Filled when it is found empty and not by a timer of its own: there may be as many as there are addresses.
    private readonly TokenBucketRateLimiter _bucket;
    private readonly int _most;

    /// <summary>Begins with a full bucket.</summary>
    public RequestAllowance(int perSecond)
    {
        _most = perSecond * AddressLimits.BurstSeconds;
        _bucket = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = _most,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = false,
            QueueLimit = 0,
        });
    }

    /// <summary>Takes tokens for so many requests, or for one when there are not so many.</summary>
    /// <returns>How many; 0 when there is none.</returns>
    public int Take(int wanted)
    {
        wanted = Math.Min(wanted, _most); // The library throws where more is asked for than there can ever be.
        if (TryTake(wanted))
        {
            return wanted;
        }

        _bucket.TryReplenish();
        return TryTake(wanted) ? wanted : wanted > 1 && TryTake(1) ? 1 : 0;
    }

    private bool TryTake(int count)
    {
        using RateLimitLease lease = _bucket.AttemptAcquire(count);
        return lease.IsAcquired;
    }
}
