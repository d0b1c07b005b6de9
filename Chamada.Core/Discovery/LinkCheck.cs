using System.Net;
using System.Security.Cryptography;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Core.Discovery;

/// <summary>What was found out about one link of this machine.</summary>
/// <param name="Name">The link's name, as in <c>eth0</c>.</param>
/// <param name="IsLoopback">Whether it leads nowhere but to this machine.</param>
/// <param name="Addresses">This machine's addresses on it.</param>
/// <param name="MulticastReturns">
/// Whether a packet to the group came back to its sender: if not, a firewall or a driver of this machine keeps discovery from working
/// there. If so, that says nothing about the network behind the link.
/// </param>
public sealed record LinkReport(string Name, bool IsLoopback, IReadOnlyList<IPAddress> Addresses, bool MulticastReturns)
{
    /// <summary>Why discovery does not use the link, mostly in the system's words; null when it does.</summary>
    public string? Problem { get; init; }

    /// <summary>
    /// Whether another machine was heard there at all, whatever it said. If not, nobody may be there, or the network is in the way.
    /// </summary>
    public bool HeardOthers { get; init; }

    /// <summary>
    /// Whether an answer that another machine sent to this one alone came in. False when such answers came to the group only: then a
    /// firewall of this machine keeps them out, and its questions are answered half a second late. Null when nobody answered at all.
    /// </summary>
    public bool? AnswersArrive { get; init; }

    /// <summary>Whether this machine's way to everywhere else leads over it.</summary>
    public bool HasDefaultRoute { get; init; }

    /// <summary>Whether it looks like the inner network of containers or virtual machines.</summary>
    public bool IsVirtual { get; init; }
}

/// <summary>Tries on every link whether multicast works as far as one machine can tell.</summary>
public sealed class LinkCheck
{
    private readonly DnsName _name = ServiceRecords.Host("chamada-check-" + RandomNumberGenerator.GetHexString(12, lowercase: true));
    private readonly ushort _id = (ushort)RandomNumberGenerator.GetInt32(1, 0x10000);
    private readonly Lock _gate = new();
    private readonly HashSet<int> _returned = [], _heard = [], _answeredGroup = [], _answeredHere = [];

    private LinkCheck()
    {
    }

    /// <summary>
    /// Asks on each link, in the group and from a port of its own, for a name that nobody has and for whoever offers anything, and looks
    /// what comes back.
    /// </summary>
    /// <param name="network">The network, which also says on which links anything may be sent.</param>
    /// <param name="patience">How long to listen.</param>
    /// <param name="clock">The clock that measures.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>All links, in the network's order, those that cannot be used included.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<IReadOnlyList<LinkReport>> RunAsync(
        INetwork network, TimeSpan patience, TimeProvider clock, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        var check = new LinkCheck();
        using var group = new LinkPorts(network, listening: true, check.OnGroup);
        using var own = new LinkPorts(network, listening: false, check.OnAnswer);
        group.Reconcile();
        own.Reconcile();
        check.Ask(group, 0);
        check.Ask(own, check._id);

        // One packet may be lost; when all questions of a kind go unanswered, that is more than chance.
        await Task.Delay(patience / 2, clock, cancellation).ConfigureAwait(false);
        check.Ask(own, check._id);
        await Task.Delay(patience / 2, clock, cancellation).ConfigureAwait(false);
        return [.. network.Links().Select(link => check.Report(link, group))];
    }

    private void Ask(LinkPorts ports, ushort id)
    {
        var writer = new DnsWriter(isResponse: false, id);
        writer.TryAdd(new DnsQuestion(_name, DnsType.A));
        writer.TryAdd(new DnsQuestion(ServiceRecords.ServiceTypes, DnsType.Ptr));
        writer.TryAdd(new DnsQuestion(ServiceRecords.Service, DnsType.Ptr));
        byte[] question = writer.ToArray();
        foreach (LinkKey link in ports.Keys)
        {
            ports.TrySend(new Datagram(link, null, question));
        }
    }

    private void OnGroup(LinkPacket packet)
    {
        lock (_gate)
        {
            if (!packet.FromHere)
            {
                _heard.Add(packet.Link.Index);
                if (packet.ToGroup && packet.Message.Answers.Any(IsAsked))
                {
                    _answeredGroup.Add(packet.Link.Index);
                }
            }
            else if (packet.ToGroup && packet.Source.Port == MulticastDns.Port
                && packet.Message.Questions.Any(question => question.Name.Equals(_name)))
            {
                _returned.Add(packet.Link.Index);
            }
        }
    }

    private static bool IsAsked(DnsRecord answer) =>
        answer.Name.Equals(ServiceRecords.ServiceTypes) || answer.Name.Equals(ServiceRecords.Service);

    private void OnAnswer(LinkPacket packet)
    {
        if (packet.Message.IsResponse && packet.Message.Id == _id && !packet.FromHere)
        {
            lock (_gate)
            {
                _heard.Add(packet.Link.Index);
                _answeredHere.Add(packet.Link.Index);
            }
        }
    }

    private LinkReport Report(NetworkLink link, LinkPorts group)
    {
        lock (_gate)
        {
            IPAddress[] addresses = [.. link.Addresses.Select(static own => own.Address)];
            return new LinkReport(link.Name, link.IsLoopback, addresses, _returned.Contains(link.Index))
            {
                // A link that can be used by one family is used.
                Problem = group.Keys.Any(key => key.Index == link.Index)
                    ? null
                    : group.Problems.Where(problem => problem.Link == link.Name).Select(static problem => problem.Reason).FirstOrDefault(),
                HeardOthers = _heard.Contains(link.Index),
                AnswersArrive = _answeredHere.Contains(link.Index) ? true : _answeredGroup.Contains(link.Index) ? false : null,
                HasDefaultRoute = link.DefaultRoute is not null,
                IsVirtual = link.IsVirtual,
            };
        }
    }
}
