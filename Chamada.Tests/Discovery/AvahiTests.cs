using System.Diagnostics;
using System.Net;
using Chamada.Core.Discovery;
using Chamada.Tests.Discovery.Lab;

namespace Chamada.Tests.Discovery;

/// <summary>Avahi, the responder of most Linux systems, sees our hosts, and we see what it announces.</summary>
public sealed class AvahiTests
{
    [Fact]
    public async Task Avahi_lists_our_host_and_resolves_its_name_and_forgets_it_after_its_goodbye()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), other = lab.AddHost(0);
        await using AvahiHost avahi = await AvahiHost.StartAsync(other);
        var announcer =
            PeerAnnouncer.Start(new AnnouncerOptions
            {
                Server = new IPEndPoint(IPAddress.Any, 5050),
                DisplayName = "Ana Souza",
                Network = teacher
            });
        await using (announcer)
        {
            announcer.SetClasses([3030, 4040]);
            await announcer.Claimed.WaitAsync(LabTime.Patience);
            string listed =
                await avahi.UntilAsync("avahi-browse -rptk _chamada._tcp", text => text.Contains("\n=", StringComparison.Ordinal)
                    || text.StartsWith('='));
            string resolved = listed.Split('\n').First(static line => line.StartsWith("=;eth0;IPv4;", StringComparison.Ordinal));

            // =;eth0;IPv4;Ana\032Souza\032\040…\041;_chamada._tcp;local;chamada-….local;10.50.0.1;5050;"class=3030,4040" …
            string[] fields = resolved.Split(';');
            Assert.StartsWith(@"Ana\032Souza\032\040", fields[3], StringComparison.Ordinal);
            Assert.StartsWith("chamada-", fields[6], StringComparison.Ordinal);
            Assert.Equal([LabNetwork.Address(0, 1), "5050"], fields[7..9]);
            Assert.Contains("\"v=1\"", fields[9], StringComparison.Ordinal);
            Assert.Contains("\"name=Ana Souza\"", fields[9], StringComparison.Ordinal);
            Assert.Contains("\"class=3030,4040\"", fields[9], StringComparison.Ordinal);

            string ofClass =
                await avahi.UntilAsync("avahi-browse -rptk _t3030._sub._chamada._tcp",
                    static text => text.Contains("=;eth0;IPv4;", StringComparison.Ordinal));
            Assert.Contains(LabNetwork.Address(0, 1), ofClass, StringComparison.Ordinal);
            Assert.DoesNotContain("=;", await avahi.RunAsync("avahi-browse -rptk _t9999._sub._chamada._tcp"), StringComparison.Ordinal);
            Assert.Contains("_chamada._tcp",
                await avahi.UntilAsync("avahi-browse -aptk",
                static text => text.Contains("_chamada._tcp", StringComparison.Ordinal)), StringComparison.Ordinal);
            Assert.Contains(LabNetwork.Address(0, 1), await avahi.RunAsync("avahi-resolve -4 -n " + fields[6]), StringComparison.Ordinal);
        }

        await avahi.UntilAsync("avahi-browse -rptk _chamada._tcp", static text => !text.Contains("_chamada", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_Avahi_announces_is_found_also_beside_ours_on_one_machine()
    {
        using var lab = new LabNetwork();
        LabHost teacher = lab.AddHost(0), student = lab.AddHost(0);
        await using AvahiHost avahi = await AvahiHost.StartAsync(teacher);
        using Process publisher =
            avahi.Start("avahi-publish -s --subtype=_t3030._sub._chamada._tcp Other _chamada._tcp 6060 v=1 name=Other class=3030");
        try
        {
            await using PeerBrowser browser = PeerBrowser.Start(new BrowserOptions { Network = student });
            await LabTime.Until(() => browser.Peers is [{ DisplayName: "Other" }], "Avahi's host is seen");
            await using PeerAnnouncer ours =
                PeerAnnouncer.Start(new AnnouncerOptions
                {
                    Server = new IPEndPoint(IPAddress.Any, 5050),
                    DisplayName = "Ours",
                    Network = teacher
                });
            ours.Add(3030);
            await ours.Claimed.WaitAsync(LabTime.Patience);
            FindResult found =
                await PeerFinder.FindAsync(3030, new FinderOptions { Network = student, Settling = TimeSpan.FromSeconds(2) });
            Assert.Equal(["Other", "Ours"], found.Peers.Select(static peer => peer.DisplayName));
            Assert.Equal([6060, 5050], found.Peers.Select(static peer => peer.EndPoints[0].Port));
            Assert.All(found.Peers, static peer => Assert.Equal([3030], peer.Classes));
        }
        finally
        {
            publisher.Kill(entireProcessTree: true);
            await publisher.WaitForExitAsync();
        }

        long killed = Stopwatch.GetTimestamp();
        while ((await PeerFinder.FindAsync(3030,
            new FinderOptions { Network = student, Patience = TimeSpan.FromSeconds(1) })).Peers.Count > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(killed) < LabTime.Patience, "Avahi still answers for a program that is gone");
        }
    }
}
