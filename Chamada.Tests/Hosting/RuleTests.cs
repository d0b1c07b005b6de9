using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Hosting;

/// <summary>Codes, devices, networks and the class's list, over a real socket.</summary>
public sealed partial class RuleTests
{
    private const string Token = "8f14e45fceea167a5a36dedd4bea2543", Other = "00000000000000000000000000000000";
    private const string Phone = "0123456789abcdef0123456789ABCDEF";

    private static readonly ClassNumber Class = ClassNumber.From(3030);

    [Theory]
    [InlineData("OPEN 9 CODE 4", "-ERR CODE takes a number of seconds from 5 to 60, not '4'")]
    [InlineData("OPEN 9 CODE 61", "-ERR CODE takes a number of seconds from 5 to 60, not '61'")]
    [InlineData("OPEN 9 CODE -5", "-ERR CODE takes a number of seconds from 5 to 60, not '-5'")]
    [InlineData("OPEN 9 CODE 99999999999999999999",
        "-ERR CODE takes a number of seconds from 5 to 60, not '99999999999999999999'")]
    [InlineData("OPEN 9 FROM 300.0.0.0/8",
        "-ERR FROM takes 1 to 32 networks such as 192.168.0.0/24 or fd00::/8 with commas between them, or local, not '300.0.0.0/8'")]
    [InlineData("OPEN 9 CODE 15s", "-ERR CODE takes a number of seconds from 5 to 60, not '15s'")]
    [InlineData("OPEN 9 CODE", "-ERR CODE takes a number of seconds from 5 to 60")]
    [InlineData("OPEN 9 CODE 15 code 15", "-ERR CODE stands twice: once is right")]
    [InlineData("OPEN 9 DEVICE maybe", "-ERR DEVICE takes flag, refuse or ignore, not 'maybe'")]
    [InlineData("OPEN 9 DEVICE flag DEVICE flag", "-ERR DEVICE stands twice: once is right")]
    [InlineData("OPEN 9 LISTED no", "-ERR LISTED takes flag, ask or refuse, not 'no'")]
    [InlineData("OPEN 9 FROM 10.0.0.0/33",
        "-ERR FROM takes 1 to 32 networks such as 192.168.0.0/24 or fd00::/8 with commas between them, or local, not '10.0.0.0/33'")]
    [InlineData("OPEN 9 FROM \"\"",
        "-ERR FROM takes 1 to 32 networks such as 192.168.0.0/24 or fd00::/8 with commas between them, or local, not ''")]
    [InlineData("OPEN 9 CODE 15 SOON", "-ERR syntax error: unknown option 'SOON'")]
    [InlineData("PRESENT 9 1 CODE 12345", "-ERR CODE takes 6 digits, not '12345'")]
    [InlineData("PRESENT 9 1 CODE 1234567", "-ERR CODE takes 6 digits, not '1234567'")]
    [InlineData("PRESENT 9 1 CODE 12345a", "-ERR CODE takes 6 digits, not '12345a'")]
    [InlineData("PRESENT 9 1 CODE 123456 CODE 123456", "-ERR CODE stands twice: once is right")]
    [InlineData("PRESENT 9 1 CODE", "-ERR CODE takes 6 digits")]
    [InlineData("PRESENT 9 1 DEVICE abc", "-ERR DEVICE takes 32 hexadecimal digits, not 'abc'")]
    [InlineData("PRESENT 9 1 DEVICE 0123456789abcdef0123456789abcdeg",
        "-ERR DEVICE takes 32 hexadecimal digits, not '0123456789abcdef0123456789abcdeg'")]
    [InlineData("PRESENT 9 1 DEVICE 0123456789abcdef0123456789abcde",
        "-ERR DEVICE takes 32 hexadecimal digits, not '0123456789abcdef0123456789abcde'")]
    [InlineData("PRESENT 9 1 DEVICE 0123456789abcdef0123456789abcdef0",
        "-ERR DEVICE takes 32 hexadecimal digits, not '0123456789abcdef0123456789abcdef0'")]
    [InlineData("PRESENT 9 1 RECEIPT yes", "-ERR syntax error: unknown option 'yes'")]
    [InlineData("PRESENT 9 1 RECEIPT CODE 12345", "-ERR CODE takes 6 digits, not '12345'")]
    [InlineData("PRESENT 9 1 CODE １２３４５６", "-ERR CODE takes 6 digits, not '１２３４５６'")]
    [InlineData("PRESENT 9 1 TOKEN abc", "-ERR TOKEN takes 32 hexadecimal digits")]
    [InlineData("PRESENT 9 1 CONFIRM CONFIRM", "-ERR syntax error: unknown option 'CONFIRM'")]
    [InlineData("PRESENT 9 1 QUICKLY", "-ERR syntax error: unknown option 'QUICKLY'")]
    [InlineData("CODE 9 t 4", "-ERR CODE takes a number of seconds from 5 to 60, or 0 to end it, not '4'")]
    [InlineData("CODE 9 t 61", "-ERR CODE takes a number of seconds from 5 to 60, or 0 to end it, not '61'")]
    [InlineData("CODE 9 t fast", "-ERR CODE takes a number of seconds from 5 to 60, or 0 to end it, not 'fast'")]
    [InlineData("CODE 9 t 15 15", "-ERR wrong number of arguments for 'CODE': 4 given, 2 to 3 expected")]
    [InlineData("CODE 9 t 00", "-ERR CODE takes a number of seconds from 5 to 60, or 0 to end it, not '00'")]
    [InlineData("CODE 9 t", "-NOTOPEN class 9 has no open roll call")]
    [InlineData("CODE x t", "-BADCLASS 'x' is not a class number: expected 1 to 999999999999999999")]
    [InlineData("CODE 3030 t", "-DENIED the token is not the one of the roll call of class 3030")]
    [InlineData("CODE 9", "-ERR wrong number of arguments for 'CODE': 1 given, 2 to 3 expected")]
    [InlineData("ROSTER 9 t", "-NOTOPEN class 9 has no open roll call")]
    [InlineData("ROSTER 3030 t ADD 1", "-DENIED the token is not the one of the roll call of class 3030")]
    [InlineData("ROSTER 9 t ADD", "-ERR ADD takes 1 to 250 student numbers a request, not 0")]
    [InlineData("ROSTER 9 t DROP", "-ERR syntax error: 'DROP' where ADD or CLEAR is expected")]
    [InlineData("ROSTER 9 t CLEAR 1", "-ERR syntax error: '1' after CLEAR, which takes nothing")]
    [InlineData("ROSTER 9 t ADD 1 José",
        "-BADSTUDENT 'José' (4 characters) is not a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -")]
    [InlineData("PRESENT 3030 1 TOKEN 00000000000000000000000000000000", "-DENIED the token is not the one of the roll call of class 3030")]
    public async Task What_makes_no_sense_is_named_with_what_would_be_right_and_changes_nothing(string line, string answer)
    {
        await using TestServer server = new();
        using RawPeer peer = await OpenAsync(server);
        await peer.SendAsync(line + "\r\nROLLS\r\nROSTER 3030 " + Token + "\r\nLIST 3030 " + Token + "\r\n");
        await peer.ExpectAsync(answer + "\r\n*1\r\n*3\r\n:3030\r\n");
        await peer.ReadToAsync(":0\r\n:0\r\n*3\r\n:3030\r\n");
        await peer.ReadToAsync("*0\r\n");
    }

    [Fact]
    public async Task Two_hundred_and_fifty_numbers_fit_into_a_request_and_no_more()
    {
        await using TestServer server = new();
        using RawPeer peer = await OpenAsync(server);
        string[] numbers = [.. Enumerable.Range(0, 251).Select(static i => i.ToString("D32", CultureInfo.InvariantCulture))];
        await peer.AskAsync(["ROSTER", "3030", Token, "ADD", .. numbers]);
        await peer.ExpectAsync("-ERR ADD takes 1 to 250 student numbers a request, not 251\r\n");
        await peer.AskAsync(["roster", "3030", Token, "add", .. numbers[..250]]);
        await peer.ExpectAsync(":250\r\n");
        await peer.AskAsync(["ROSTER", "3030", Token, "ADD", .. numbers[1..]]);
        await peer.ExpectAsync(":251\r\n");
        await peer.AskAsync("ROSTER", "3030", Token, "CLEAR");
        await peer.ExpectAsync(":0\r\n");
    }

    [Fact]
    public async Task A_student_goes_through_every_word()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(clock: clock);
        using RawPeer peer = await OpenAsync(server, "CODE", "15", "DEVICE", "refuse", "LISTED", "ask");
        await peer.AskAsync("ROSTER", "3030", Token, "ADD", "1", "2");
        await peer.ExpectAsync(":2\r\n");
        string code = await CodeAsync(peer, ":15000\r\n:15000\r\n");
        string wrong = code == "000000" ? "000001" : "000000";
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("BADCODE", await WordAsync(peer, "1"));
        Assert.Equal("REGISTERED", await WordAsync(peer, "1", "CODE", code, "DEVICE", Phone));
        Assert.Equal("ALREADY", await WordAsync(peer, "1"));
        Assert.Equal("DEVICE", await WordAsync(peer, "2", "DEVICE", Phone.ToUpperInvariant(), "CODE", code));
        Assert.Equal("UNLISTED", await WordAsync(peer, "3", "CODE", code));
        Assert.Equal("REGISTERED", await WordAsync(peer, "3", "confirm", "CODE", code));
        Assert.Equal("BADCODE", await WordAsync(peer, "2", "CODE", wrong));
        Assert.Equal("BADCODE", await WordAsync(peer, "2", "CODE", wrong));
        clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal("BADCODE", await WordAsync(peer, "2", "CODE", wrong));
        Assert.Equal("WAIT 598", await WordAsync(peer, "2", "CODE", code));
        Assert.Equal("REGISTERED", await WordAsync(peer, "2", "TOKEN", Token));
        await peer.AskAsync("LIST", "3030", Token, "LOG");
        string record = await peer.ReadToAsync("unlisted confirmed\r\n");
        Assert.Contains("$1\r\n3\r\n", record, StringComparison.Ordinal);
        Assert.Contains("$7\r\nflagged\r\n", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_cut_at_every_byte_is_the_same_request()
    {
        await using TestServer server = new();
        using RawPeer peer = await OpenAsync(server, "CODE", "60");
        string code = await CodeAsync(peer);
        string frame = RawPeer.Resp("PRESENT", "3030", "{0}", "CODE", code, "DEVICE", Phone, "CONFIRM");
        for (int cut = 1; cut < frame.Length; cut++)
        {
            string whole =
                frame.Replace("$3\r\n{0}", string.Create(CultureInfo.InvariantCulture, $"$3\r\n{cut:D3}"), StringComparison.Ordinal);
            await peer.SendAsync(whole[..cut]);
            await peer.SendAsync(whole[cut..]);
            await peer.ReadToAsync("+REGISTERED\r\n");
        }
    }

    [Fact]
    public async Task Watchers_of_the_record_are_told_each_code_at_its_moment_and_each_flag()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(clock: clock);
        using RawPeer peer = await OpenAsync(server, "CODE", "15");
        using RawPeer plain = await server.ConnectAsync();
        await plain.AskAsync("WATCH", "3030", Token);
        await plain.ReadToAsync("*0\r\n");
        await peer.SendAsync("HELLO 3\r\n");
        await peer.ReadToAsync("modules\r\n*0\r\n");
        await peer.AskAsync("WATCH", "3030", Token, "LOG");
        await peer.ReadToAsync("$0\r\n\r\n*0\r\n");
        string first = await CodeAsync(peer, ":15000\r\n:15000\r\n");
        HashSet<string> codes = [first];
        for (int i = 0; i < 5; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            await peer.ExpectAsync(">5\r\n$4\r\ncode\r\n:3030\r\n$6\r\n");
            codes.Add((await peer.ReadToAsync("\r\n"))[..6]);
            await peer.ExpectAsync(":15000\r\n:15000\r\n");
        }

        await peer.AskAsync("CODE", "3030", Token, "5");
        await peer.ExpectAsync("*4\r\n:3030\r\n$6\r\n");
        string changed = (await peer.ReadToAsync("\r\n"))[..6];
        await peer.ExpectAsync(":5000\r\n:5000\r\n");
        await peer.ExpectAsync(">5\r\n$4\r\ncode\r\n:3030\r\n$6\r\n" + changed + "\r\n:5000\r\n:5000\r\n");
        await peer.AskAsync("CODE", "3030", Token, "0");
        await peer.ExpectAsync("*4\r\n:3030\r\n$0\r\n\r\n:0\r\n:0\r\n>5\r\n$4\r\ncode\r\n:3030\r\n$0\r\n\r\n:0\r\n:0\r\n");
        Assert.True(codes.Count >= 5, string.Join(' ', codes));

        using RawPeer student = await server.ConnectAsync();
        await student.AskAsync("PRESENT", "3030", "1", "DEVICE", Phone);
        await student.AskAsync("PRESENT", "3030", "2", "DEVICE", Phone);
        string told = await peer.ReadToAsync("$8\r\ndevice 1\r\n");
        Assert.Contains(">6\r\n$7\r\npresent\r\n:3030\r\n$1\r\n2\r\n", told, StringComparison.Ordinal);
        Assert.Contains(">6\r\n$7\r\nflagged\r\n:3030\r\n$1\r\n2\r\n", told, StringComparison.Ordinal);

        // Who watches the list alone hears who comes and the end, and nothing else.
        await peer.AskAsync("CLOSE", "3030", Token);
        Assert.Equal(
            ["present", "present", "closed"],
            Pushes().Matches(await plain.ReadToAsync("closed\r\n:3030\r\n")).Select(static match => match.Groups[1].Value));
    }

    [Fact]
    public async Task A_code_its_rules_and_its_list_outlast_the_server()
    {
        using TemporaryFolder folder = new();
        FakeTimeProvider clock = new();
        ServerOptions options = new() { DataFolder = folder.Path };
        string code;
        await using (TestServer server = new(options, clock))
        {
            using RawPeer peer = await OpenAsync(server, "CODE", "60", "DEVICE", "refuse", "LISTED", "refuse");
            code = await CodeAsync(peer);
            await peer.AskAsync("ROSTER", "3030", Token, "ADD", "1", "2", "3");
            await peer.ExpectAsync(":3\r\n");
            Assert.Equal("REGISTERED", await WordAsync(peer, "1", "CODE", code, "DEVICE", Phone));
        }

        clock.Advance(TimeSpan.FromSeconds(20));
        await using (TestServer server = new(options, clock))
        {
            using RawPeer peer = await server.ConnectAsync();
            Assert.Equal(code, await CodeAsync(peer, ":40000\r\n:60000\r\n"));
            Assert.Equal("DEVICE", await WordAsync(peer, "2", "CODE", code, "DEVICE", Phone));
            Assert.Equal("UNLISTED", await WordAsync(peer, "4", "CODE", code));
            Assert.Equal("BADCODE", await WordAsync(peer, "3"));
            Assert.Equal("REGISTERED", await WordAsync(peer, "3", "CODE", code));
        }
    }

    [Fact]
    public async Task The_text_protocol_says_in_Portuguese_what_the_class_asks_for()
    {
        await using TestServer server = new();
        using RawPeer peer = await OpenAsync(server, "CODE", "60", "LISTED", "ask");
        await peer.AskAsync("ROSTER", "3030", Token, "ADD", "1");
        await peer.ExpectAsync(":1\r\n");
        using RawPeer text = await server.ConnectAsync();
        await text.SendAsync("1/3030,student");
        await text.ExpectAsync(
            "A turma 3030 pede um código, que este programa não envia. Use a página ou o programa novo, ou fale com o professor.");
        await peer.AskAsync("CODE", "3030", Token, "0");
        await peer.ReadToAsync(":0\r\n:0\r\n");
        await text.SendAsync("2/3030,student");
        await text.ExpectAsync("Esta matrícula não está na lista da turma 3030. Confira o número, ou fale com o professor.");
        await text.SendAsync("1/3030,student");
        await text.ReadToAsync("!");
        await text.SendAsync("1/3030,student");
        await text.ExpectAsync("Você já registrou sua presença nesta turma!");
    }

    [Fact]
    public async Task Own_networks_are_those_of_the_moment()
    {
        Networks networks = new();
        await using TestServer server = new(new ServerOptions { OwnNetworks = networks });
        using RawPeer peer = await OpenAsync(server, "FROM", "local");
        Assert.Equal("REGISTERED", await WordAsync(peer, "1")); // Loopback is always in.
        Assert.Empty(networks.Asked);
        OwnNetworks system = new(() => [new(IPAddress.Parse("192.168.7.1"), 24)]);
        Assert.True(system.Contain(IPAddress.Parse("192.168.7.200")));
        Assert.False(system.Contain(IPAddress.Parse("192.168.8.200")));
        Assert.True(OwnNetworks.System.Contain(IPAddress.Loopback));
    }

    [Fact]
    public async Task Ten_thousand_wrong_codes_from_two_hundred_addresses_leave_an_honest_student_answered()
    {
        const int Addresses = 200, Each = 50;
        await using TestServer server = new();
        using RawPeer teacher = await OpenAsync(server, "CODE", "60");
        string code = await CodeAsync(teacher);
        string wrong = code == "000000" ? "000001" : "000000";
        string flooding = string.Concat(Enumerable.Range(0, Each).Select(n => RawPeer.Resp("PRESENT", "3030", $"{n}", "CODE", wrong)));
        List<RawPeer> flood = [];
        for (int i = 0; i < Addresses; i++)
        {
            // Linux takes all of 127/8 for its own; elsewhere they come from one address.
            RawPeer peer = await RawPeer.ConnectAsync(
                server.EndPoint, OperatingSystem.IsLinux() ? new IPAddress([127, 1, 0, (byte)(i + 1)]) : null);
            flood.Add(peer);
            await peer.SendAsync(flooding);
        }

        Assert.Equal("REGISTERED", await WordAsync(teacher, "7", "CODE", code)); // Whose number they have tried, too.
        int refused = 0;
        foreach (RawPeer peer in flood)
        {
            for (int n = 0; n < Each; n++)
            {
                await peer.ReadToAsync("\r\n+");
                string word = (await peer.ReadToAsync("\r\n")).TrimEnd();
                refused += word == "ALREADY" ? 0 : 1;
                if (word == "WAIT")
                {
                    await peer.ReadToAsync("\r\n");
                }
            }

            peer.Dispose();
        }

        Assert.InRange(refused, (Addresses * Each) - Addresses, Addresses * Each);
        await using RollClient client = await server.ClientAsync();
        Assert.Equal(refused, (await client.RefusalsAsync(Class, Token)).Value!.Sum(static line => line.Count));
        Assert.Single((await client.ListAsync(Class, Token)).Value!.Record);
    }

    [Fact]
    public async Task The_client_speaks_of_all_of_it()
    {
        await using TestServer server = new();
        await using RollClient client = await server.ClientAsync();
        List<RollCallNews> news = [];
        OpenOptions options = new()
        {
            Limit = TimeSpan.FromMinutes(5),
            CodePeriod = TimeSpan.FromSeconds(60),
            Device = DeviceRule.Refuse,
            From = new NetworkRule([IPNetwork.Parse("10.0.0.0/8")], IncludesOwn: true),
            Listed = ListedRule.Ask,
        };
        Assert.NotNull((await client.OpenAsync(Class, Token, options)).Value);
        CodeReply code = (await client.CodeAsync(Class, Token)).Value!;
        Assert.Equal((Class, TimeSpan.FromSeconds(60)), (code.Class, code.Period));
        Assert.InRange(code.Left, TimeSpan.FromMilliseconds(1), code.Period);
        StudentId[] roster = [.. Enumerable.Range(0, 600).Select(static i => StudentId.From($"{i}"))];
        Assert.Equal(600, (await client.AddToRosterAsync(Class, Token, roster)).Value!.Count);
        Assert.Equal(600, (await client.AddToRosterAsync(Class, Token, [])).Value!.Count);
        Assert.NotNull((await client.WatchAsync(Class, Token, news.Add)).Value);

        PresentOptions given = new() { Code = code.Code, Device = Phone };
        Assert.Equal("BADCODE", (await PresentAsync("1", PresentOptions.None)).Word);
        Assert.Equal("REGISTERED", (await PresentAsync("1", given)).Word);
        Assert.Equal("DEVICE", (await PresentAsync("2", given)).Word);
        Assert.Equal("UNLISTED", (await PresentAsync("x", given with { Device = null })).Word);
        Assert.Equal("REGISTERED", (await PresentAsync("x", given with { Device = null, IsConfirmed = true })).Word);
        Assert.True(CodeDigits.TryParse(code.Code.ToString() == "000000" ? "000001" : "000000", out CodeDigits wrong));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("BADCODE", (await PresentAsync("3", new PresentOptions { Code = wrong })).Word);
        }

        PresenceReply wait = await PresentAsync("3", given with { Device = null });
        Assert.Equal(("WAIT", ClassNumber.Refused), (wait.Word, wait.Class));
        Assert.InRange(wait.Wait!.Value.TotalSeconds, 500, 600);
        Assert.Equal("REGISTERED", (await PresentAsync("3", new PresentOptions { Token = Token })).Word);
        Assert.Equal("DENIED", (await client.PresentAsync(Class, StudentId.From("4"), new PresentOptions { Token = Other })).Error!.Code);

        CodeReply ended = (await client.ChangeCodeAsync(Class, Token, TimeSpan.Zero)).Value!;
        Assert.Equal(new CodeReply(Class, null, TimeSpan.Zero, TimeSpan.Zero), ended);
        Assert.Equal(0, (await client.ClearRosterAsync(Class, Token)).Value!.Count);
        CloseReply closed = (await client.CloseAsync(Class, Token)).Value!;
        Assert.Equal(["1", "x", "3"], closed.Students.Select(static student => student.ToString()));
        Assert.Equal(
            [(Mark.Present, ""), (Mark.Present, ""), (Mark.Flagged, "unlisted confirmed"), (Mark.Present, "")],
            closed.Record.Select(static entry => (entry.Mark, entry.Reason)));
        await client.RollsAsync(); // What was pushed before its answer has been told.
        Assert.Equal(
            ["present 1", "present x", "flagged x", "present 3", "code", "closed"],
            news.Select(static item => item switch
            {
                EntryAdded added => $"{added.Entry.Mark} {added.Entry.Student}".ToLowerInvariant(),
                CodeTurned { Code.Code: null } => "code",
                RollCallEnded => "closed",
                _ => item.ToString(),
            }));

        async Task<PresenceReply> PresentAsync(string student, PresentOptions with) =>
            (await client.PresentAsync(Class, StudentId.From(student), with)).Value!;
    }

    private static async Task<RawPeer> OpenAsync(TestServer server, params string[] options)
    {
        RawPeer peer = await server.ConnectAsync();
        await peer.AskAsync(["OPEN", "3030", "TOKEN", Token, .. options]);
        await peer.ReadToAsync(Token + "\r\n");
        return peer;
    }

    private static async Task<string> CodeAsync(RawPeer peer, string? rest = null)
    {
        await peer.AskAsync("CODE", "3030", Token);
        await peer.ExpectAsync("*4\r\n:3030\r\n$6\r\n");
        string code = (await peer.ReadToAsync("\r\n"))[..6];
        if (rest is null)
        {
            await peer.ReadToAsync("\r\n:");
            await peer.ReadToAsync("\r\n");
        }
        else
        {
            await peer.ExpectAsync(rest);
        }

        return code;
    }

    /// <summary>The word of the answer, and what it comes with.</summary>
    private static async Task<string> WordAsync(RawPeer peer, string student, params string[] options)
    {
        await peer.AskAsync(["PRESENT", "3030", student, .. options]);
        string head = await peer.ReadToAsync("\r\n+");
        string word = (await peer.ReadToAsync("\r\n")).TrimEnd();
        Assert.Equal(word is "REGISTERED" or "ALREADY" ? ":3030" : ":0", head.Split("\r\n")[1]);
        return head[1] == '4' ? $"{word} {(await peer.ReadToAsync("\r\n")).Trim(':', '\r', '\n')}" : word;
    }

    [GeneratedRegex(@"\*\d\r\n\$\d\r\n([a-z]+)\r\n:3030")]
    private static partial Regex Pushes();

    private sealed class Networks : IOwnNetworks
    {
        public List<IPAddress> Asked { get; } = [];

        public bool Contain(IPAddress address)
        {
            Asked.Add(address);
            return false;
        }
    }
}
