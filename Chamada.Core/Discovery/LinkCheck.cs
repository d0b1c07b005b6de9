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
public sealed record LinkReport(string Name, bool IsLoopback, IReadOnlyList<IPAddress> Addresses, bool MulticastReturns);

/// <summary>Tries on every link whether multicast works as far as one machine can tell.</summary>
public static class LinkCheck
{
    /// <summary>
    /// Sends one packet to the group on each link, a question for a name that nobody has, and looks whether it comes back.
    /// </summary>
    /// <param name="network">The network, which also says on which links anything may be sent.</param>
    /// <param name="patience">How long to wait for a packet that does not come. A packet that does takes well below 1 ms.</param>
    /// <param name="clock">The clock that measures.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<IReadOnlyList<LinkReport>> RunAsync(
        INetwork network, TimeSpan patience, TimeProvider clock, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        DnsName name = ServiceRecords.Host("chamada-check-" + RandomNumberGenerator.GetHexString(12, lowercase: true));
        var returned = new HashSet<LinkKey>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkKey[] asked = [];
        using var ports = new LinkPorts(network, listening: true, OnPacket);
        ports.Reconcile();
        var writer = new DnsWriter(isResponse: false);
        writer.TryAdd(new DnsQuestion(name, DnsType.A));
        byte[] question = writer.ToArray();
        lock (returned)
        {
            asked = [.. ports.Keys];
        }

        foreach (LinkKey link in asked)
        {
            ports.TrySend(new Datagram(link, null, question));
        }

        if (asked.Length > 0)
        {
            await Task.WhenAny(all.Task, Task.Delay(patience, clock, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }

        lock (returned)
        {
            return
            [
                .. network.Links().Select(link => new LinkReport(
                    link.Name,
                    link.IsLoopback,
                    [.. link.Addresses.Select(static own => own.Address)],
                    returned.Any(key => key.Index == link.Index))),
            ];
        }

        void OnPacket(LinkPacket packet)
        {
            if (packet.FromHere && packet.Message.Questions is [DnsQuestion only] && only.Name.Equals(name))
            {
                lock (returned)
                {
                    returned.Add(packet.Link);
                    if (asked.Length > 0 && returned.Count == asked.Length)
                    {
                        all.TrySetResult();
                    }
                }
            }
        }
    }
}
