using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery.Finding;

/// <summary>Puts the records that were heard together to peers, one for each host, however many links it was heard on.</summary>
internal static class PeerList
{
    /// <summary>The most questions about what is missing, whatever strangers say.</summary>
    private const int MaxMissing = 32;

    /// <summary>The peers of which everything is known: instance, place, address and text. By display name.</summary>
    /// <param name="cache">What was heard.</param>
    /// <param name="nameOf">A link's name.</param>
    public static IReadOnlyList<Peer> Build(RecordCache cache, Func<LinkKey, string?> nameOf)
    {
        var sightings = new List<Sighting>();
        foreach (LinkKey link in cache.Links)
        {
            foreach (DnsName instance in cache.Wanted.SelectMany(name => Instances(cache, link, name)).Distinct())
            {
                if (See(cache, link, instance, nameOf(link) ?? "") is Sighting sighting)
                {
                    sightings.Add(sighting);
                }
            }
        }

        // Two hosts may bear one name on two networks that do not know each other; they differ in their host names.
        return [.. sightings.GroupBy(static sighting => (sighting.Instance, sighting.Service.Target, sighting.Service.Port)).Select(Merge)
            .OrderBy(static peer => peer.DisplayName, StringComparer.OrdinalIgnoreCase)
                .ThenBy(static peer => peer.Instance, StringComparer.Ordinal)];
    }

    /// <summary>What is still to be asked on a link so that every instance that was heard of becomes a peer.</summary>
    public static List<DnsQuestion> Missing(RecordCache cache, LinkKey link)
    {
        var questions = new List<DnsQuestion>();
        foreach (DnsName instance in cache.Wanted.SelectMany(name => Instances(cache, link, name)).Distinct())
        {
            IReadOnlyList<CachedRecord> services = cache.Of(link, instance, DnsType.Srv);
            if (services.Count == 0)
            {
                questions.Add(new DnsQuestion(instance, DnsType.Srv));
            }
            else if (services[^1].Record.Data is ServiceData service
                && cache.Of(link, service.Target, DnsType.A).Count + cache.Of(link, service.Target, DnsType.Aaaa).Count == 0)
            {
                questions.Add(new DnsQuestion(service.Target, DnsType.A));
                questions.Add(new DnsQuestion(service.Target, DnsType.Aaaa));
            }

            if (cache.Of(link, instance, DnsType.Txt).Count == 0)
            {
                questions.Add(new DnsQuestion(instance, DnsType.Txt));
            }

            if (questions.Count >= MaxMissing)
            {
                break;
            }
        }

        return questions;
    }

    private static IEnumerable<DnsName> Instances(RecordCache cache, LinkKey link, DnsName name) =>
        cache.Of(link, name, DnsType.Ptr).Select(static cached => cached.Record.Data).OfType<PointerData>()
            .Select(static pointer => pointer.Target);

    private static Sighting? See(RecordCache cache, LinkKey link, DnsName instance, string linkName)
    {
        if (cache.Of(link, instance, DnsType.Srv) is not [.., { Record.Data: ServiceData service }]
            || cache.Of(link, instance, DnsType.Txt) is not [.., { Record.Data: TextData text } cachedText])
        {
            return null;
        }

        var addresses = new List<Whereabouts>();
        foreach (CachedRecord cached in cache.Of(link, service.Target, DnsType.A).Concat(cache.Of(link, service.Target, DnsType.Aaaa)))
        {
            if (cached.Record.Data is AddressData { Address: IPAddress address })
            {
                addresses.Add(new Whereabouts(Scoped(address, link), Rank(cached, address), cached.IsSpeakers && !cached.IsBeside));
            }
        }

        return addresses.Count == 0 ? null : new Sighting(instance, service, PeerText.Read(text), cachedText.HeardAt, addresses, linkName);
    }

    private static Peer Merge(IEnumerable<Sighting> ofOne)
    {
        List<Sighting> sightings = [.. ofOne];
        Sighting last = sightings.MaxBy(static sighting => sighting.TextHeardAt)!;
        string instance = PeerText.Clean(last.Instance.FirstLabel);
        return new Peer
        {
            Instance = instance,
            DisplayName = last.Text.Name.Length > 0 ? last.Text.Name : instance,
            EndPoints = [.. EndPoints(static _ => true)],
            OwnEndPoints = [.. EndPoints(static entry => entry.IsSpeakers)],
            Classes = [.. last.Text.Classes.Order()],
            OpenCount = last.Text.OpenCount,
            ProtocolVersion = last.Text.Version,
            Fingerprint = last.Text.Fingerprint,
            Links = [.. sightings.Select(static sighting => sighting.LinkName).Distinct().Order(StringComparer.Ordinal)],
        };

        IEnumerable<IPEndPoint> EndPoints(Func<Whereabouts, bool> isWanted) => sightings.SelectMany(static sighting => sighting.Addresses)
            .Where(isWanted)
            .OrderBy(static entry => entry.Rank)
            .Select(entry => new IPEndPoint(entry.Address, last.Service.Port))
            .Distinct();
    }

    private static IPAddress Scoped(IPAddress address, LinkKey link) =>
        address.IsIPv6LinkLocal ? new IPAddress(address.GetAddressBytes(), link.Index) : address;

    /// <summary>
    /// On this machine first; then the address that the host itself spoke from, since that one surely works; IPv4 before IPv6, since
    /// a server may listen on IPv4 alone; then what only a router may reach; what is about to go at the end.
    /// </summary>
    private static int Rank(CachedRecord cached, IPAddress address) =>
        (cached.IsLeaving ? 100 : 0)
        + (cached.IsBeside ? 50 : 0)
        + (IPAddress.IsLoopback(address) ? 0 : 10)
        + (address.AddressFamily == AddressFamily.InterNetwork ? 0 : address.IsIPv6LinkLocal ? 4 : 2)
        + (cached.IsSpeakers ? 0 : 1);

    private sealed record Sighting(
        DnsName Instance, ServiceData Service, PeerText Text, TimeSpan TextHeardAt, List<Whereabouts> Addresses, string LinkName);

    private readonly record struct Whereabouts(IPAddress Address, int Rank, bool IsSpeakers);
}
