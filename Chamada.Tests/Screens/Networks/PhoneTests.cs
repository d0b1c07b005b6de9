using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Networks;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Networks;

/// <summary>What the teacher is told about phones before the class.</summary>
public sealed class PhoneTests
{
    [Theory]
    [InlineData("192.168.0.10", nameof(AddressReach.Private))]
    [InlineData("10.0.0.1", nameof(AddressReach.Private))]
    [InlineData("172.16.0.1", nameof(AddressReach.Private))]
    [InlineData("172.31.255.255", nameof(AddressReach.Private))]
    [InlineData("172.32.0.1", nameof(AddressReach.Public))]
    [InlineData("100.64.0.1", nameof(AddressReach.Private))]
    [InlineData("100.128.0.1", nameof(AddressReach.Public))]
    [InlineData("169.254.3.4", nameof(AddressReach.SelfAssigned))]
    [InlineData("143.107.1.1", nameof(AddressReach.Public))]
    [InlineData("fd00::1", nameof(AddressReach.Private))]
    [InlineData("fe80::1", nameof(AddressReach.SelfAssigned))]
    [InlineData("2001:db8::1", nameof(AddressReach.Public))]
    public void What_an_address_means_for_phones(string address, string reach) =>
        Assert.Equal(Enum.Parse<AddressReach>(reach), PhoneAddress.ReachOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData(
        nameof(Language.English), "open http://192.168.0.10:5050/ on your own phone", "is a private address", "mobile data", "Android 17")]
    [InlineData(nameof(Language.Portuguese), "abra http://192.168.0.10:5050/", "endereço privado", "dados móveis", "Android 17")]
    public void The_report_says_what_to_try_and_what_phones_do(string language, params string[] said)
    {
        PeersText text = LanguagePack.Of(Enum.Parse<Language>(language)).Screens.Host.Peers;
        string lines = string.Join('\n', NetworkReportLines.Of(Report("192.168.0.10"), text));
        Assert.All(said, words => Assert.Contains(words, lines, StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_that_the_machine_gave_itself_stands_in_capitals() => Assert.Contains(
        NetworkReportLines.Of(Report("169.254.3.4"), LanguagePack.Of(Language.English).Screens.Host.Peers),
        static line => line.Contains("THIS MACHINE GAVE TO ITSELF", StringComparison.Ordinal));

    [Fact]
    public void Who_opens_the_page_is_seen_on_the_teachers_screen()
    {
        using ViewBench bench = new();
        using HostStatus host = Host(bench);
        bench.ShowTeacher(host);
        host.Start(bench.Models.Thread);
        DateTimeOffset at = new(2026, 11, 22, 19, 2, 11, TimeSpan.FromHours(-3));
        host.See(IPAddress.Loopback, at);
        bench.Until("Page opened on this machine itself at 19:02:11");
        host.See(IPAddress.Parse("192.168.0.23"), at);
        bench.Until("Page opened from 192.168.0.23 at 19:02:11: phones reach this machine.");
        bench.Press(Key.F12);
        bench.Until("chamada student --server 192.168.0.10:5050");
        Assert.Contains("Page opened from 192.168.0.23 at 19:02:11", bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_pages_nobody_is_told_to_use_a_phone()
    {
        using ViewBench bench = new();
        ServerAddress first = new("192.168.0.10", 5050);
        bench.ShowTeacher(new FixedAddresses(first, first) { HasPages = false });
        bench.Type("3030");
        bench.Press(Key.Enter);
        bench.Until("Phones cannot register here");
        Assert.DoesNotContain("http://", bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain('▀', bench.Lines[5]);
    }

    [Theory]
    [InlineData(nameof(Language.English))]
    [InlineData(nameof(Language.Portuguese))]
    public void The_lines_fit(string language)
    {
        HostText text = LanguagePack.Of(Enum.Parse<Language>(language)).Screens.Host;
        Assert.All(
            (string[])
            [
                text.TryOwnPhone("255.255.255.255:65535"), text.SeenFrom("255.255.255.255", "19:02:11"), text.SeenFromHere("19:02:11"),
            ],
            static line => Assert.InRange(line.Length, 1, 77));
    }

    private static HostStatus Host(ViewBench bench)
    {
        SystemNetwork nothing = new([]);
        return new HostStatus(bench.Models.Server.Address, isServing: true, takenPort: null, nothing, nothing, bench.Models.Clock)
        {
            Check = static _ => Task.FromResult(Report("192.168.0.10")),
        };
    }

    private static NetworkReport Report(string address) =>
        new([new LinkState("eth0", false, true, [new AddressReport(IPAddress.Parse(address), true)])], 5050, PortState.Chamada, []);
}
