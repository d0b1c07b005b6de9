using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Peers;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Screens.Networks;

/// <summary>A network report as lines for people: on the teacher's screen and from <c>doctor</c> the same.</summary>
internal static class NetworkReportLines
{
    /// <summary>The lines. What keeps students out stands in capitals.</summary>
    public static IEnumerable<string> Of(NetworkReport report, PeersText text)
    {
        if (!report.Links.Any(static link => !link.IsLoopback))
        {
            yield return text.NoLinks;
        }

        foreach (LinkState link in report.Links.Where(static link => !link.IsLoopback))
        {
            yield return text.DoctorLink(link.Name, string.Join(", ", link.Addresses.Select(static own => own.Address)));
            yield return link.Problem is { } problem ? text.LinkNotUsed(link.Name, problem)
                : link.MulticastReturns ? text.MulticastWorks(link.Name)
                : text.MulticastFails(link.Name);
            if (link.AnswersArrive == false)
            {
                yield return text.AnswersKeptOut(link.Name);
            }
            else if (link is { Problem: null, MulticastReturns: true, HeardOthers: false, IsVirtual: false })
            {
                yield return text.NobodyElseHeard(link.Name);
            }

            // A server on IPv4 alone is the usual case and nothing to complain about.
            IPAddress[] silent = [.. link.Addresses.Where(static own => own.Reachable == false).Select(static own => own.Address)];
            if (silent.Length > 0 && !link.Addresses.Any(static own => own.Reachable == true))
            {
                yield return text.Unreachable(string.Join(", ", (object[])silent));
            }
        }

        yield return report.PortState switch
        {
            PortState.Free => text.PortFree(report.Port),
            PortState.Chamada => text.PortServes(report.Port),
            _ => text.PortTaken(report.Port),
        };
        yield return text.DoctorPeers(report.Peers.Count);
        foreach (Peer peer in report.Peers)
        {
            yield return "  " + Line(text, peer);
        }

        if (report.ForStudents.Count > 0)
        {
            yield return text.TellStudents;
            foreach (ServerAddress server in report.ForStudents)
            {
                yield return text.StudentCommand(server);
            }
        }

        foreach (string line in report.PortState == PortState.Other ? [] : Phones(report.ForStudents, text))
        {
            yield return line;
        }

        yield return text.WhatCannotBeSeen;
    }

    private static IEnumerable<string> Phones(IReadOnlyList<ServerAddress> servers, PeersText text)
    {
        if (servers.Count == 0)
        {
            yield break;
        }

        yield return text.TryPhone(servers[0]);
        foreach (ServerAddress server in servers)
        {
            yield return PhoneAddress.ReachOf(IPAddress.Parse(server.Host)) switch
            {
                AddressReach.Private => text.PrivateAddress(server.Host),
                AddressReach.SelfAssigned => text.SelfAssignedAddress(server.Host),
                _ => text.PublicAddress(server.Host),
            };
        }

        foreach (string line in text.WhatPhonesDo)
        {
            yield return line;
        }
    }

    /// <summary>One host as a line.</summary>
    public static string Line(PeersText text, Peer peer) => text.Peer(
        peer.DisplayName.PadRight(20), HostSearch.ToAddress(peer.EndPoints[0]).ToString()
            .PadRight(21), peer.Classes, peer.OpenCount - peer.Classes.Count);
}
