using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery.Finding;

/// <summary>
/// What was heard about hosts of Chamada, link by link, for as long as it may be believed. Only records that are of use are kept, in a
/// chain: pointers to instances of the service; of these instances, SRV and TXT; of the hosts in the SRVs, addresses that are on the
/// link. So what a stranger can fill is bounded. Without clock and lock.
/// </summary>
/// <param name="random">For the moments of asking again.</param>
/// <param name="wanted">The names whose pointers are followed.</param>
internal sealed class RecordCache(Random random, params DnsName[] wanted)
{
    /// <summary>The most instances behind one name on one link.</summary>
    public const int MaxInstances = 256;

    /// <summary>The most instances that one sender may bring.</summary>
    public const int MaxInstancesOfSource = 16;

    /// <summary>The most addresses of one host and family.</summary>
    public const int MaxAddresses = 8;

    /// <summary>The most names that are taken for this program's own: two, and what it was called before.</summary>
    private const int MaxOwn = 16;

    private readonly HashSet<DnsName> _own = [];
    private readonly Dictionary<(LinkKey Link, DnsName Name, DnsType Type), List<CachedRecord>> _records = [];

    /// <summary>The names whose pointers are followed.</summary>
    public IReadOnlyList<DnsName> Wanted => wanted;

    /// <summary>
    /// The port of this program's own server; null when it is none. Its records come back from the group; who keeps them need not be asked.
    /// </summary>
    public int? OwnPort { get; init; }

    /// <summary>How many records there are.</summary>
    public int Count => _records.Values.Sum(static list => list.Count);

    /// <summary>When the next record expires.</summary>
    public TimeSpan? NextExpiry => All.Min(static cached => (TimeSpan?)cached.ExpiresAt);

    /// <summary>When the next record is to be asked for again.</summary>
    public TimeSpan? NextRefresh => All.Min(static cached => cached.RefreshAt);

    private IEnumerable<CachedRecord> All => _records.Values.SelectMany(static list => list);

    /// <summary>What is believed about a name.</summary>
    public IReadOnlyList<CachedRecord> Of(LinkKey link, DnsName name, DnsType type) =>
        _records.TryGetValue((link, name, type), out List<CachedRecord>? list) ? list : [];

    /// <summary>Takes in a response.</summary>
    /// <param name="packet">The response, from port 5353 of a neighbour.</param>
    /// <param name="link">The link by which it came.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether anything is different.</returns>
    public bool Receive(LinkPacket packet, NetworkLink link, TimeSpan now)
    {
        bool changed = false;
        double jitter = random.NextDouble();
        NoteOwn(packet);
        ILookup<DnsType, DnsRecord> records =
            packet.Message.Answers.Concat(packet.Message.Additionals).ToLookup(static record => record.Type);
        Take(DnsType.Ptr, static (record, wanted) => wanted.Contains(record.Name) && record.Data is PointerData to
            && to.Target.IsChildOf(ServiceRecords.Service), [.. wanted]);
        HashSet<DnsName> instances = Targets(packet.Link, DnsType.Ptr);
        Take(DnsType.Srv, static (record, instances) => instances.Contains(record.Name)
            && record.Data is ServiceData { Port: not 0 }, instances);
        Take(DnsType.Txt, static (record, instances) => instances.Contains(record.Name), instances);
        HashSet<DnsName> hosts = Targets(packet.Link, DnsType.Srv);
        Take(DnsType.A, IsAddress, hosts);
        Take(DnsType.Aaaa, IsAddress, hosts);
        return changed;

        bool IsAddress(DnsRecord record, HashSet<DnsName> hosts) =>
            hosts.Contains(record.Name) && record.Data is AddressData data && IsPlausible(data.Address, link, packet);

        void Take(DnsType type, Func<DnsRecord, HashSet<DnsName>, bool> isOfUse, HashSet<DnsName> names)
        {
            foreach (DnsRecord record in records[type].Where(record => isOfUse(record, names)))
            {
                changed |= Believe(
                    packet.Link,
                    new CachedRecord(record, packet.Source.Address, now, jitter, IsOwn(record))
                    {
                        IsBeside = record.Data is AddressData data && !link.Reaches(data.Address),
                    },
                    now);
            }
        }
    }

    /// <summary>Forgets what may not be believed any more. Whether there was any.</summary>
    public bool Expire(TimeSpan now)
    {
        bool any = false;
        foreach (var (key, list) in _records.ToList())
        {
            any |= list.RemoveAll(cached => cached.ExpiresAt <= now) > 0;
            if (list.Count == 0)
            {
                _records.Remove(key);
            }
        }

        return any;
    }

    /// <summary>Forgets all that was heard on a link. Whether there was any.</summary>
    public bool Forget(LinkKey link)
    {
        var gone = _records.Keys.Where(key => key.Link == link).ToList();
        gone.ForEach(key => _records.Remove(key));
        return gone.Count > 0;
    }

    /// <summary>
    /// The questions to ask on a link now because records run out. They count as asked. A host that speaks on several links is asked on
    /// each.
    /// </summary>
    public List<DnsQuestion> TakeRefreshes(LinkKey link, TimeSpan now)
    {
        var questions = new List<DnsQuestion>();
        foreach (var (key, list) in _records)
        {
            if (key.Link == link && list.Exists(cached => cached.RefreshAt <= now))
            {
                questions.Add(new DnsQuestion(key.Name, key.Type));
                list.FindAll(cached => cached.RefreshAt <= now).ForEach(static cached => cached.CountRefresh());
            }
        }

        return questions;
    }

    /// <summary>Believes what is known of an instance's place for a short time only (RFC 6762 §10.4).</summary>
    /// <returns>What to ask, to be told better.</returns>
    public List<(LinkKey Link, DnsQuestion Question)> Doubt(DnsName instance, TimeSpan until)
    {
        var questions = new List<(LinkKey, DnsQuestion)>();
        foreach (var (key, list) in _records)
        {
            if (key.Type == DnsType.Srv && key.Name.Equals(instance))
            {
                questions.Add((key.Link, new DnsQuestion(key.Name, key.Type)));
                list.ForEach(cached => cached.ExpireBy(until));
            }
        }

        return questions;
    }

    /// <summary>The links on which something was heard.</summary>
    public IEnumerable<LinkKey> Links => _records.Keys.Select(static key => key.Link).Distinct();

    private HashSet<DnsName> Targets(LinkKey link, DnsType type)
    {
        var targets = new HashSet<DnsName>();
        foreach (var (key, list) in _records.Where(entry => entry.Key.Link == link && entry.Key.Type == type))
        {
            targets.UnionWith(list.Select(static cached => cached.Record.Data switch
            {
                PointerData pointer => pointer.Target,
                ServiceData service => service.Target,
                _ => cached.Record.Name,
            }));
        }

        return targets;
    }

    private void NoteOwn(LinkPacket packet)
    {
        if (OwnPort is int port && packet.FromHere)
        {
            foreach (DnsRecord record in packet.Message.Answers.Concat(packet.Message.Additionals))
            {
                if (record.Data is ServiceData service && service.Port == port && _own.Count < MaxOwn)
                {
                    _own.Add(record.Name);
                    _own.Add(service.Target);
                }
            }
        }
    }

    private bool IsOwn(DnsRecord record) => _own.Contains(record.Name) || (record.Data is PointerData to && _own.Contains(to.Target));

    /// <summary>
    /// Nobody on this link can send anyone to an address that is not on it. Where another network shares the cable, its addresses are on
    /// it, too: such a one is believed of the host that speaks from it, if it is private or looks like a neighbour's.
    /// </summary>
    private static bool IsPlausible(IPAddress address, NetworkLink link, LinkPacket packet) =>
        (link.Reaches(address) || (packet.ToGroup && !packet.IsNeighbour && Same(address, packet.Source.Address) && link.MayShare(address)))
        && IPAddress.IsLoopback(address) == link.IsLoopback && !address.IsIPv6Multicast
        && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.GetAddressBytes()[0] < 224);

    private static bool Same(IPAddress left, IPAddress right) => left.GetAddressBytes().AsSpan().SequenceEqual(right.GetAddressBytes());

    private bool Believe(LinkKey link, CachedRecord heard, TimeSpan now)
    {
        DnsRecord record = heard.Record;
        var key = (link, record.Name, record.Type);
        List<CachedRecord> list = _records.GetValueOrDefault(key) ?? [];
        int at = list.FindIndex(cached => cached.Record.Key == record.Key);
        if (record.Ttl == 0)
        {
            if (at < 0 || list[at].IsLeaving)
            {
                return false;
            }

            list[at].Leave(now);
            return true;
        }

        bool news = at < 0 || list[at].IsLeaving;
        if (record.Type is DnsType.Srv or DnsType.Txt)
        {
            list.Clear(); // An instance has one of each; the last word counts.
        }
        else if (at >= 0)
        {
            list.RemoveAt(at);
        }

        if (record.Unique)
        {
            foreach (CachedRecord other in list.Where(other => !other.IsLeaving && now - other.HeardAt > CachedRecord.Farewell))
            {
                other.Leave(now);
                news = true;
            }
        }

        if (at < 0 && !HasRoom(list, record.Type, heard.Source))
        {
            return false;
        }

        list.Add(heard);
        _records[key] = list;
        return news;
    }

    private static bool HasRoom(List<CachedRecord> list, DnsType type, IPAddress source) => type switch
    {
        DnsType.Ptr => list.Count < MaxInstances && list.Count(cached => cached.Source.Equals(source)) < MaxInstancesOfSource,
        DnsType.A or DnsType.Aaaa => list.Count < MaxAddresses,
        _ => true,
    };
}
