using System.Net;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Rolls;

/// <summary>Devices, networks, and the class's list of numbers.</summary>
public sealed class AdmissionTests
{
    private static readonly PresenceProof First = new(Device: new DeviceNumber(1)), Second = new(Device: new DeviceNumber(2));

    [Fact]
    public void A_second_student_from_one_device_is_flagged_with_the_first()
    {
        AskedBook book = new AskedBook().Open(RollRules.None);
        Assert.Equal([RollWord.Registered, RollWord.Registered, RollWord.Registered, RollWord.Already], new[]
        {
            book.Present(1, First), book.Present(2, First), book.Present(3, Second), book.Present(1, First),
        });
        Assert.Equal("001 Present, 002 Present, 002 Flagged device 001, 003 Present", book.Record());
        Assert.Equal(RollWord.Registered, book.Restart().Present(4, First));
    }

    [Fact]
    public void With_refuse_a_second_student_from_one_device_is_refused_also_after_a_restart()
    {
        AskedBook book = new AskedBook().Open(new RollRules { Device = DeviceRule.Refuse });
        Assert.Equal(RollWord.Registered, book.Present(1, First));
        Assert.Equal(RollWord.DeviceUsed, book.Present(2, First));
        book = book.Restart();
        Assert.Equal(RollWord.DeviceUsed, book.Present(2, First));
        Assert.Equal(RollWord.Registered, book.Present(2, Second));

        // A wrong number that the teacher takes off gives the device free.
        book.Ask(RollAsk.For(RollVerb.MarkAbsent, AskedBook.Class, RollModel.Student(1), AskedBook.Token));
        Assert.Equal(RollWord.Registered, book.Present(3, First));
        Assert.Equal("001 Present, 002 Present, 001 Removed, 003 Present", book.Record());
    }

    [Fact]
    public void With_ignore_nobody_looks_at_devices_and_nothing_is_kept_of_them()
    {
        AskedBook book = new AskedBook().From("10.0.0.1").Open(new RollRules { Device = DeviceRule.Ignore });
        book.Present(1, First);
        book.Present(2, First);
        book.Present(3);
        book.Present(4);
        Assert.Equal("001 Present, 002 Present, 003 Present, 004 Present", book.Record());
        Assert.All(book.Log.Kept, static kept => Assert.Null(kept.Device));
    }

    [Fact]
    public void A_registration_that_did_not_happen_leaves_its_device_free()
    {
        AskedBook book = new AskedBook().Open(new RollRules { Device = DeviceRule.Refuse });
        book.Log.HasRoom = static () => false;
        Assert.Equal(RollWord.Unavailable, book.Present(1, First));
        book.Log.HasRoom = null;
        Assert.Equal(RollWord.Registered, book.Present(1, Second));
        Assert.Equal(RollWord.Registered, book.Present(2, First));
        Assert.Equal("001 Present, 002 Present", book.Record());
    }

    [Theory]
    [InlineData(DeviceRule.Flag, "192.168.0.7", "001 Present, 002 Present, 002 Flagged address 001")]
    [InlineData(DeviceRule.Refuse, "192.168.0.7", "001 Present, 002 Present, 002 Flagged address 001")]
    [InlineData(DeviceRule.Flag, "fd00::7", "001 Present, 002 Present, 002 Flagged address 001")]
    [InlineData(DeviceRule.Flag, "127.0.0.1", "001 Present, 002 Present")]
    [InlineData(DeviceRule.Flag, "127.8.9.1", "001 Present, 002 Present")]
    [InlineData(DeviceRule.Flag, "::1", "001 Present, 002 Present")]
    [InlineData(DeviceRule.Flag, "::ffff:127.0.0.1", "001 Present, 002 Present")]
    [InlineData(null, "192.168.0.7", "001 Present, 002 Present")]
    public void A_device_that_names_none_is_known_by_its_address_which_only_flags(DeviceRule? rule, string address, string record)
    {
        AskedBook book = new AskedBook().From(address).Open(new RollRules { Device = rule });
        Assert.Equal(RollWord.Registered, book.Present(1));
        Assert.Equal(RollWord.Registered, book.Present(2));
        Assert.Equal(record, book.Record());
    }

    [Fact]
    public void A_device_that_names_itself_is_not_known_by_its_address()
    {
        AskedBook book = new AskedBook().From("192.168.0.7").Open(new RollRules { Device = DeviceRule.Refuse });
        book.Present(1);
        book.Present(2, First);
        book.Present(3, Second);
        Assert.Equal("001 Present, 002 Present, 003 Present", book.Record());
    }

    [Fact]
    public void One_device_is_another_hash_in_every_roll_call_and_the_door_has_none()
    {
        AskedBook book = new AskedBook().Open(RollRules.None);
        book.Ask(RollAsk.Open(ClassNumber.From(1), AskedBook.Token, RollRules.None));
        book.Present(1, First);
        book.Ask(RollAsk.Present(ClassNumber.From(1), RollModel.Student(1), First));
        book.Present(2, First, AskedBook.Token);
        DeviceHash?[] kept = [.. book.Log.Kept.Where(static kept => kept.Kind == RollEventKind.Present).Select(static kept => kept.Device)];
        Assert.NotEqual(kept[0], kept[1]);
        Assert.NotNull(kept[1]);
        Assert.Null(kept[2]);
        Assert.Equal("001 Present, 002 Present", book.Record());
    }

    [Theory]
    [InlineData("192.168.0.0/24", "192.168.0.200", true)]
    [InlineData("192.168.0.23/24", "192.168.0.200", true)]
    [InlineData("192.168.0.0/24", "192.168.1.1", false)]
    [InlineData("192.168.0.0/24", "::ffff:192.168.0.9", true)]
    [InlineData("::ffff:192.168.0.0/120", "192.168.0.9", true)]
    [InlineData("::ffff:192.168.0.0/120", "192.168.1.9", false)]
    [InlineData("10.0.0.0/8,fd00::/8", "fd12::1", true)]
    [InlineData("10.0.0.0/8,fd00::/8", "fe80::1", false)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("192.168.0.9/32", "192.168.0.9", true)]
    [InlineData("10.0.0.0/8", "127.0.0.1", true)]
    [InlineData("10.0.0.0/8", "::1", true)]
    [InlineData("local", "172.16.5.5", true)]
    [InlineData("LOCAL", "172.17.5.5", false)]
    [InlineData("10.0.0.0/8,local", "172.16.5.5", true)]
    [InlineData("local", "127.0.0.1", true)]
    public void Students_register_from_the_networks_of_the_rule_alone(string networks, string address, bool may)
    {
        Assert.True(NetworkRule.TryParse(networks, out NetworkRule? rule, out _));
        AskedBook book = new AskedBook().Open(new RollRules { From = rule }).From(address, new Own());
        Assert.Equal(may ? RollWord.Registered : RollWord.OtherNetwork, book.Present(1));
        Assert.Equal(RollWord.Registered, book.Present(2, token: AskedBook.Token));
        Assert.Equal(rule, Reread(rule!));
    }

    [Theory]
    [InlineData("10.0.0.0/33", "10.0.0.0/33")]
    [InlineData("10.0.0.0/-1", "10.0.0.0/-1")]
    [InlineData("10.0.0.0", "10.0.0.0")]
    [InlineData("300.0.0.0/8", "300.0.0.0/8")]
    [InlineData("10.0.0.0/8,,", "")]
    [InlineData("", "")]
    [InlineData("1/8", "1/8")]
    [InlineData("010.0.0.0/8", "010.0.0.0/8")]
    [InlineData("fd00::/129", "fd00::/129")]
    [InlineData("fe80::1%eth0/64", "fe80::1%eth0/64")]
    [InlineData("[fd00::]/8", "[fd00::]/8")]
    [InlineData("10.0.0.0/8, 11.0.0.0/8", " 11.0.0.0/8")]
    [InlineData("10.0.0.0/8/8", "10.0.0.0/8/8")]
    [InlineData("locals", "locals")]
    public void What_is_no_network_is_named(string networks, string named)
    {
        Assert.False(NetworkRule.TryParse(networks, out _, out string wrong));
        Assert.Equal(named, wrong);
    }

    [Fact]
    public void There_is_an_end_to_networks() => Assert.False(
        NetworkRule.TryParse(string.Join(',', Enumerable.Repeat("10.0.0.0/8", NetworkRule.MostNetworks + 1)), out _, out _));

    [Theory]
    [InlineData(null, RollWord.Registered, "001 Present, 001 Flagged unlisted unconfirmed")]
    [InlineData(ListedRule.Flag, RollWord.Registered, "001 Present, 001 Flagged unlisted unconfirmed")]
    [InlineData(ListedRule.Ask, RollWord.Unlisted, "001 Present, 001 Flagged unlisted confirmed")]
    [InlineData(ListedRule.Refuse, RollWord.Unlisted, "")]
    public void A_number_that_is_not_on_the_list(ListedRule? rule, RollWord first, string record)
    {
        AskedBook book = new AskedBook().Open(new RollRules { Listed = rule });
        Assert.Equal(2, book.Roster(2, 3));
        Assert.Equal(first, book.Present(1));
        book.Present(1, new PresenceProof(IsConfirmed: true));
        Assert.Equal(record, book.Record());
        Assert.Equal(RollWord.Registered, book.Present(2));
        Assert.Equal(RollWord.Registered, book.Restart().Present(3));
    }

    [Fact]
    public void Nobody_is_asked_for_a_list_that_holds_nobody()
    {
        AskedBook book = new AskedBook().Open(new RollRules { Listed = ListedRule.Refuse });
        Assert.Equal(RollWord.Registered, book.Present(1));
        Assert.Equal(0, book.Roster());
        Assert.Equal(2, book.Roster(5, 5, 6));
        Assert.Equal(3, book.Roster(6, 7));
        Assert.Equal(3, book.Restart().Roster());
        Assert.Equal(RollWord.Unlisted, book.Present(2));
        Assert.Equal(0, Assert.IsType<RosterOutcome>(book.Ask(RollAsk.ClearRoster(AskedBook.Class, AskedBook.Token)).Detail).Count);
        Assert.Equal(RollWord.Registered, book.Restart().Present(2));
        Assert.Equal(RollWord.Denied, book.Ask(RollAsk.Roster(AskedBook.Class, RollModel.Tokens[1], RollModel.Student(1))).Word);
    }

    [Fact]
    public void Who_has_no_code_is_told_nothing_of_devices_and_lists_and_who_is_elsewhere_nothing_of_codes()
    {
        AskedBook book = new AskedBook().Open(new RollRules
        {
            Code = new CodeRule(TimeSpan.FromSeconds(60), RollAsk.Secret),
            Device = DeviceRule.Refuse,
            Listed = ListedRule.Refuse,
            From = new NetworkRule([IPNetwork.Parse("10.0.0.0/8")], IncludesOwn: false),
        });
        CodeDigits code = book.Code().Digits!.Value;
        book.Roster(1, 2);
        book.From("10.0.0.1").Present(1, First with { Code = code });
        Assert.Equal(RollWord.BadCode, book.Present(2, First));
        Assert.Equal(RollWord.BadCode, book.Present(3, Second));
        Assert.Equal(RollWord.DeviceUsed, book.Present(2, First with { Code = code }));
        Assert.Equal(RollWord.Unlisted, book.Present(3, Second with { Code = code }));
        Assert.Equal(RollWord.OtherNetwork, book.From("11.0.0.1").Present(2, Second with { Code = code }));
        Assert.Equal(RollWord.Already, book.Present(1));
    }

    private static NetworkRule? Reread(NetworkRule rule)
    {
        Assert.True(NetworkRule.TryParse(rule.ToString(), out NetworkRule? again, out _));
        return again;
    }

    private sealed class Own : IOwnNetworks
    {
        public bool Contain(IPAddress address) => IPNetwork.Parse("172.16.0.0/16").Contains(address);
    }
}
