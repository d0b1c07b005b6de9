using System.Net;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Links;

namespace Chamada.Core.Discovery.Announcing;

/// <summary>
/// Speaks for this host on all its links. Not safe for several threads at once; like <see cref="LinkResponder"/> without socket and clock.
/// </summary>
internal sealed class Responder
{
    /// <summary>
    /// The most disputes about names within <see cref="DisputeMemory"/>. With 40 random bits in a name even one does not happen by chance:
    /// whoever disputes more means harm, and is not heard until the time is over. RFC 6762 §8.1 would have us give way for ever.
    /// </summary>
    public const int MaxDisputes = 3;

    /// <summary>For how long a dispute counts.</summary>
    public static readonly TimeSpan DisputeMemory = TimeSpan.FromMinutes(1);

    private readonly HostState _host;
    private readonly Random _random;
    private readonly Dictionary<LinkKey, (LinkResponder Responder, IReadOnlyList<IPAddress> Addresses)> _links = [];
    private readonly Queue<TimeSpan> _disputes = [];

    /// <summary>Begins without a link and without a class.</summary>
    /// <param name="displayName">What people see; not empty.</param>
    /// <param name="port">The TCP port of the server, 1 to 65535.</param>
    /// <param name="random">For names and for waits.</param>
    /// <param name="fingerprint">Its fingerprint where it speaks TLS.</param>
    public Responder(string displayName, int port, Random random, string? fingerprint = null)
    {
        _host = new HostState(displayName, port, random, fingerprint);
        _random = random;
    }

    /// <summary>The names now.</summary>
    public HostIdentity Identity => _host.Identity;

    /// <summary>The open classes, in rising order.</summary>
    public IReadOnlyCollection<long> Classes => _host.Classes;

    /// <summary>The links on which the names are claimed and questions are answered.</summary>
    public int ClaimedLinks => _links.Values.Count(static link => link.Responder.IsClaimed);

    /// <summary>When <see cref="Collect"/> has something to do; null for only after the next packet or change.</summary>
    public TimeSpan? Due => _links.Values.Min(static link => link.Responder.Due);

    /// <summary>A link is there.</summary>
    /// <param name="link">Which.</param>
    /// <param name="addresses">Under which addresses the server is reached over it; at least one.</param>
    /// <param name="now">The time.</param>
    public void LinkUp(LinkKey link, IReadOnlyList<IPAddress> addresses, TimeSpan now) =>
        _links[link] = (new LinkResponder(link, _host, addresses, _random, now), addresses);

    /// <summary>A link is gone.</summary>
    public void LinkDown(LinkKey link) => _links.Remove(link);

    /// <summary>A link has other addresses.</summary>
    public void Readdress(LinkKey link, IReadOnlyList<IPAddress> addresses, TimeSpan now)
    {
        if (!_links.TryGetValue(link, out var known))
        {
            LinkUp(link, addresses, now);
        }
        else if (!known.Addresses.SequenceEqual(addresses))
        {
            _links[link] = (known.Responder, addresses);
            known.Responder.Readdress(addresses, now);
        }
    }

    /// <summary>Begins again on a link that could not send.</summary>
    public void Restart(LinkKey link, TimeSpan now)
    {
        if (_links.TryGetValue(link, out var known))
        {
            known.Responder.Probe(now);
        }
    }

    /// <summary>Announces a class. Nothing happens when it is announced already.</summary>
    public void Open(long classNumber, TimeSpan now)
    {
        var before = _links.Values.Select(static link => (link.Responder, link.Responder.Text)).ToList();
        if (_host.Open(classNumber))
        {
            before.ForEach(link => link.Responder.Open(classNumber, link.Text, now));
        }
    }

    /// <summary>Takes a class back. Nothing happens when it is not announced.</summary>
    public void Close(long classNumber, TimeSpan now)
    {
        var before = _links.Values.Select(static link => (link.Responder, link.Responder.Text)).ToList();
        if (_host.Close(classNumber))
        {
            before.ForEach(link => link.Responder.Close(classNumber, link.Text, now));
        }
    }

    /// <summary>Takes everything back: the host goes.</summary>
    public void Withdraw()
    {
        foreach ((LinkResponder responder, _) in _links.Values)
        {
            responder.Withdraw();
        }
    }

    /// <summary>Hears a packet.</summary>
    public void Receive(LinkPacket packet, TimeSpan now)
    {
        if (!_links.TryGetValue(packet.Link, out var link))
        {
            return;
        }

        DnsMessage message = packet.Message;
        if (!message.IsResponse)
        {
            if (!packet.FromHere && message.Authorities.Count > 0)
            {
                link.Responder.Rival(message, now);
            }

            link.Responder.Asked(packet, now);
        }
        else if (!packet.FromHere && packet.Source.Port == MulticastDns.Port)
        {
            // Our own packets come back from the group; and another program of this machine may well know our records.
            if (link.Responder.IsContested(message, IsOurs) && TryDispute(now))
            {
                GiveWay(link.Responder, now);
            }
            else
            {
                link.Responder.Heard(message);
            }
        }
    }

    /// <summary>Takes the packets that are to be sent now.</summary>
    public void Collect(TimeSpan now, List<Datagram> output)
    {
        foreach ((LinkResponder responder, _) in _links.Values)
        {
            responder.Collect(now, output);
        }
    }

    /// <summary>
    /// A name that was ours on this link is probed for again; one that was still being claimed is given up, on every link (RFC 6762 §9).
    /// </summary>
    private void GiveWay(LinkResponder disputed, TimeSpan now)
    {
        if (disputed.IsClaimed)
        {
            disputed.Probe(now);
            return;
        }

        _host.Rename();
        foreach ((LinkResponder responder, IReadOnlyList<IPAddress> addresses) in _links.Values)
        {
            responder.Rename(addresses, now);
        }
    }

    private bool TryDispute(TimeSpan now)
    {
        while (_disputes.TryPeek(out TimeSpan oldest) && now - oldest >= DisputeMemory)
        {
            _disputes.Dequeue();
        }

        bool heard = _disputes.Count < MaxDisputes;
        if (heard)
        {
            _disputes.Enqueue(now);
        }

        return heard;
    }

    private bool IsOurs(IPAddress address) =>
        _links.Values.Any(link => link.Addresses.Any(own => own.GetAddressBytes().AsSpan().SequenceEqual(address.GetAddressBytes())));
}
