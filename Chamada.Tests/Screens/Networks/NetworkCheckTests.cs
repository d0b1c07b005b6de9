using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery.Links;
using Chamada.Tests.Hosting;
using Chamada.Tui.Resources.English;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tests.Screens.Networks;

/// <summary>The check of the network, as far as it needs no network; the rest is in <see cref="Discovery.CommandTests"/>.</summary>
public sealed class NetworkCheckTests
{
    private static readonly LinkState Good =
        new("eth0", false, true, [new AddressReport(IPAddress.Parse("10.50.0.1"), true),
            new AddressReport(IPAddress.Parse("fe80::1"), false)]);

    [Fact]
    public async Task It_tells_a_server_from_another_program_and_from_nothing()
    {
        NetworkCheck check = new(new SystemNetwork([]), TimeProvider.System);
        await using TestServer server = new();
        Assert.Equal(PortState.Chamada, (await check.RunAsync(server.EndPoint.Port, TestContext.Current.CancellationToken)).PortState);

        using Socket other = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)other.LocalEndPoint!).Port;
        Assert.Equal(PortState.Free, (await check.RunAsync(port, TestContext.Current.CancellationToken)).PortState);
        other.Listen();
        Task answering = Task.Run(async () =>
        {
            using Socket client = await other.AcceptAsync();
            await client.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            client.Shutdown(SocketShutdown.Send);
        });
        NetworkReport report = await check.RunAsync(port, TestContext.Current.CancellationToken);
        Assert.Equal(PortState.Other, report.PortState);
        Assert.False(report.IsWell);
        await answering.WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Students_get_addresses_that_answer_and_that_lead_here_from_elsewhere()
    {
        LinkState loopback = new("lo", true, true, [new AddressReport(IPAddress.Loopback, true)]);
        LinkState silent = new("wlan0", false, true, [new AddressReport(IPAddress.Parse("10.60.0.1"), false)]);
        NetworkReport report = new([loopback, silent, Good], 5050, PortState.Chamada, []);
        Assert.Equal(["10.50.0.1:5050"], report.ForStudents.Select(static server => server.ToString()));
        Assert.True(report.IsWell);
        Assert.False((report with { Links = [loopback] }).IsWell);
        Assert.False((report with { Links = [Good with { MulticastReturns = false }] }).IsWell);
        Assert.False((report with { Links = [silent] }).IsWell);
    }

    [Fact]
    public void The_lines_name_in_capitals_what_keeps_students_out()
    {
        Assert.DoesNotContain(Lines(Good), IsAlarm);
        Assert.Contains(Lines(), static line => line.StartsWith("NO NETWORK", StringComparison.Ordinal));
        Assert.Contains(Lines(Good with { MulticastReturns = false }),
            static line => line.Contains("MULTICAST DOES NOT COME BACK on eth0", StringComparison.Ordinal));
        Assert.Contains(
            Lines(Good with { Addresses = [new AddressReport(IPAddress.Parse("10.50.0.1"), false)] }),
            static line => line.Contains("THE SERVER DOES NOT ANSWER at 10.50.0.1", StringComparison.Ordinal));
        Assert.Contains("  chamada student --server 10.50.0.1:5050", Lines(Good));

        static bool IsAlarm(string line) => line.Split(' ').Any(static word => word.Length > 3 && word.All(char.IsAsciiLetterUpper));
    }

    private static string[] Lines(params LinkState[] links) =>
        [.. NetworkReportLines.Of(new NetworkReport(links, 5050, PortState.Chamada, []), new PeersTextEnglish())];
}
