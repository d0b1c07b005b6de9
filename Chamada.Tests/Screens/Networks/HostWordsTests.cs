using System.Net;
using Chamada.Core.Client;
using Chamada.Tui.Resources.English;
using Chamada.Tui.Resources.Portuguese;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Widgets;

namespace Chamada.Tests.Screens.Networks;

/// <summary>Which addresses the screen names students, and how they fit into its line.</summary>
public sealed class HostWordsTests
{
    private const int Narrow = 77; // Of 80 columns, what is left of the line.

    private static readonly HostText[] Languages = [new HostTextEnglish(), new HostTextPortuguese()];

    [Theory]
    [InlineData(null)]
    [InlineData(4999)]
    public void No_address_is_cut_off(int? taken)
    {
        string[] hosts =
        [
            "192.168.100.100", "10.250.250.1", "172.31.255.254",
            "2001:db8:1234:5678:9abc:def0:1234:5678", "fd00:1234:5678:9abc:def0:1234:5678:9abc", "10.0.0.1",
        ];
        for (int first = 0; first < hosts.Length; first++)
        {
            for (int count = 1; count <= hosts.Length - first; count++)
            {
                ServerAddress[] addresses = [.. hosts[first..(first + count)].Select(static host => new ServerAddress(host, 5050))];
                foreach (HostText text in Languages)
                {
                    string line = HostWords.Fit(text, isServing: true, 5050, taken, addresses, Narrow);
                    Assert.InRange(TextFit.Columns(line), 1, Narrow);
                    Assert.Contains(addresses[0].ToString(), line, StringComparison.Ordinal);
                    int named = addresses.Count(address => line.Contains(address.ToString(), StringComparison.Ordinal));
                    Assert.Equal(named == count, !line.Contains("F12", StringComparison.Ordinal));
                }
            }
        }
    }

    [Fact]
    public void What_fits_is_said_whole()
    {
        ServerAddress[] two = [new("10.50.0.1", 5050), new("10.60.0.1", 5050)];
        Assert.Equal("This program is the server. Students: 10.50.0.1:5050, 10.60.0.1:5050", Fit(two, Narrow));
        ServerAddress[] three = [.. two, new("10.70.0.1", 5050)];
        Assert.Equal("This program is the server. Students: 10.50.0.1:5050 (and 2 more: F12)", Fit(three, Narrow));
        Assert.Equal("Students: 10.50.0.1:5050 (and 2 more: F12)", Fit(three, 60));
        Assert.Equal("This program is the server. No network: only this machine.", Fit([], Narrow));
        Assert.Equal("This program is the server.", Fit(null, Narrow));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(true, 4999)]
    [InlineData(false, 4999)]
    public void Without_a_network_the_line_is_said_whole(bool isServing, int? taken)
    {
        foreach (HostText text in Languages)
        {
            Assert.InRange(TextFit.Columns(HostWords.Fit(text, isServing, 5050, taken, [], Narrow)), 1, Narrow);
        }
    }

    private static string Fit(ServerAddress[]? addresses, int width) =>
        HostWords.Fit(new HostTextEnglish(), isServing: true, 5050, takenPort: null, addresses, width);

    [Fact]
    public void The_address_of_the_default_route_comes_first_and_those_of_inner_networks_last()
    {
        Assert.Equal(
            ["10.0.0.5", "192.168.1.2", "172.17.0.1"],
            Of(
                (false, true, ["172.17.0.1"]),
                (false, false, ["10.0.0.5", "fe80::1", "2001:db8::5"]),
                (true, false, ["127.0.0.1"]),
                (false, false, ["192.168.1.2"])));
    }

    [Fact]
    public void A_link_of_IPv6_alone_gives_its_addresses_and_one_that_only_the_link_knows_where_there_is_nothing_else()
    {
        Assert.Equal(["2001:db8::5", "10.0.0.5"], Of((false, false, ["fe80::1", "2001:db8::5"]), (false, false, ["10.0.0.5"])));
        Assert.Equal(["fe80::1"], Of((true, false, ["::1"]), (false, false, ["fe80::1"]), (false, false, ["fe80::2"])));
        Assert.Empty(Of((true, false, ["127.0.0.1", "::1"])));
        Assert.Equal("[fe80::1]:5050", StudentAddresses.Shown(new ServerAddress("fe80::1%3", 5050)));
    }

    private static IEnumerable<string> Of(params (bool IsLoopback, bool IsVirtual, string[] Addresses)[] links) =>
        StudentAddresses.Of(links.Select(static link =>
                (link.IsLoopback, link.IsVirtual, (IReadOnlyList<IPAddress>)[.. link.Addresses.Select(IPAddress.Parse)])))
            .Select(static address => address.ToString());
}
