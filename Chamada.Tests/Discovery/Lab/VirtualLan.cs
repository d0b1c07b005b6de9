using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery.Announcing;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Finding;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Tests.Discovery.Lab;

/// <summary>A packet that went over the virtual network.</summary>
internal sealed record Sent(TimeSpan At, VirtualHost From, IPEndPoint? To, int Length, DnsMessage Message);

/// <summary>A machine on the virtual network, with a responder, a browser, or neither.</summary>
internal sealed class VirtualHost(VirtualLan lan, IPAddress address)
{
    public static readonly LinkKey Link = new(1, AddressFamily.InterNetwork);

    public IPAddress Address { get; set; } = address;

    public Responder? Responder { get; private set; }

    public Browser? Browser { get; private set; }

    /// <summary>Whether its cable is in.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>What was sent to this machine alone, at any port.</summary>
    public List<Sent> Mail { get; } = [];

    public NetworkLink Described => new(1, "eth0", false, [new LinkAddress(Address, 24)]);

    public VirtualHost Announce(string name, int seed, params long[] classes)
    {
        Responder = new Responder(name, 5050, new Random(seed));
        Responder.LinkUp(Link, [Address], lan.Now);
        foreach (long number in classes)
        {
            Responder.Open(number, lan.Now);
        }

        return this;
    }

    public VirtualHost Browse(int seed = 1, bool background = false, int? ownPort = null)
    {
        Browser = new Browser(ServiceRecords.Service, new Random(seed), background, ownPort);
        Browser.LinkUp(Link, Described, lan.Now);
        return this;
    }

    public void Send(byte[] payload, IPAddress? to = null, int fromPort = MulticastDns.Port) =>
        lan.Deliver(this, payload, to is null ? null : new IPEndPoint(to, MulticastDns.Port), fromPort);

    public TimeSpan? Due => Earlier(Responder?.Due, Browser?.Due);

    public static TimeSpan? Earlier(TimeSpan? left, TimeSpan? right) => left is null || right < left ? right : left;
}

/// <summary>A local network in virtual time: nothing waits, a day passes in milliseconds. Every packet must be a valid message.</summary>
internal sealed class VirtualLan(int seed = 0)
{
    private static readonly TimeSpan Travel = TimeSpan.FromMilliseconds(1);
    private readonly Random _random = new(seed);
    private readonly PriorityQueue<(VirtualHost To, LinkPacket Packet, Sent Sent), (TimeSpan At, long Order)> _travelling = new();
    private readonly List<Datagram> _output = [];
    private long _order;

    public List<VirtualHost> Hosts { get; } = [];

    public List<Sent> Log { get; } = [];

    public TimeSpan Now { get; private set; }

    /// <summary>Which part of the packets to everybody never arrives, for each receiver on its own.</summary>
    public double Loss { get; set; }

    /// <summary>Which hosts hear each other; all unless told otherwise.</summary>
    public Func<VirtualHost, VirtualHost, bool> Hears { get; set; } = (_, _) => true;

    public VirtualHost Add()
    {
        var host = new VirtualHost(this, IPAddress.Parse(string.Create(null, $"10.0.0.{Hosts.Count + 1}")));
        Hosts.Add(host);
        return host;
    }

    public void Deliver(VirtualHost from, byte[] payload, IPEndPoint? to, int fromPort = MulticastDns.Port)
    {
        if (!from.IsOn)
        {
            return;
        }

        bool valid = DnsMessage.TryParse(payload, out DnsMessage? message);
        if (!valid || message is null)
        {
            return; // The sockets' side hands on no such thing.
        }

        var sent = new Sent(Now, from, to, payload.Length, message);
        Log.Add(sent);
        foreach (VirtualHost host in Hosts.Where(host => host.IsOn && (to is null || to.Address.Equals(host.Address))))
        {
            if ((to is null && host != from && _random.NextDouble() < Loss) || (host != from && !Hears(from, host)))
            {
                continue;
            }

            var packet = new LinkPacket(VirtualHost.Link, new IPEndPoint(from.Address, fromPort), to is null, host == from, message)
            {
                IsNeighbour = host.Described.Reaches(from.Address),
            };
            _travelling.Enqueue((host, packet, sent), (Now + Travel, _order++));
        }
    }

    /// <summary>Lives on for a while.</summary>
    public void Run(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (true)
        {
            CollectAll();
            TimeSpan? due = Hosts.Select(static host => host.Due).Aggregate((TimeSpan?)null, VirtualHost.Earlier);
            TimeSpan? next = VirtualHost.Earlier(due, _travelling.TryPeek(out _, out var first) ? first.At : null);
            if (next is null || next > end)
            {
                Now = end;
                return;
            }

            Now = next > Now ? next.Value : Now;
            while (_travelling.TryPeek(out _, out var at) && at.At <= Now)
            {
                (VirtualHost to, LinkPacket packet, Sent sent) = _travelling.Dequeue();
                if (!packet.ToGroup)
                {
                    to.Mail.Add(sent);
                }

                to.Responder?.Receive(packet, Now);
                to.Browser?.Receive(packet, Now);
            }
        }
    }

    /// <summary>Runs in small steps until something is so; fails when it is not within the time.</summary>
    public void Until(Func<bool> isSo, TimeSpan within)
    {
        TimeSpan end = Now + within;
        while (!isSo())
        {
            Assert.True(Now < end, $"Not so within {within}");
            Run(TimeSpan.FromMilliseconds(10));
        }
    }

    private void CollectAll()
    {
        foreach (VirtualHost host in Hosts)
        {
            host.Responder?.Collect(Now, _output);
            host.Browser?.Collect(Now, _output);
            foreach (Datagram datagram in _output)
            {
                Assert.True(DnsMessage.TryParse(datagram.Payload, out _), "A packet that this program made is not valid");
                // What IPv6 carries everywhere in one piece.
                Assert.InRange(datagram.Payload.Length, DnsMessage.HeaderLength, 1280 - 40 - 8);
                Deliver(host, datagram.Payload, datagram.Destination);
            }

            _output.Clear();
        }
    }
}
