using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Hostile;

/// <summary>Each use of a token, a key, a code, a device's number and a receipt that is wrong, old, cut off, or another class's.</summary>
public sealed class WrongSecretTests
{
    private const string Mine = "0123456789abcdef0123456789abcdef", Old = "89abcdef0123456789abcdef01234567";
    private const string Others = "fedcba9876543210fedcba9876543210";

    private static readonly string[] WrongTokens =
    [
        "", "0", Mine[..31], Mine + "0", Mine[1..] + "f", "\"" + Mine + " \"", Old, Others, new('0', 32), "admin", "*", "3030",
    ];

    /// <summary>All that a token is asked for, but for opening.</summary>
    private static readonly string[] Uses =
    [
        "LIST 3030 {0}", "LIST 3030 {0} LOG", "WATCH 3030 {0}", "CLOSE 3030 {0}", "RECEIVED 3030 {0}", "MARK 3030 {0} 7 PRESENT",
        "MARK 3030 {0} honest ABSENT why", "CHECK 3030 {0} honest MISSING", "CHECK 3030 {0} HEADS 1", "EXTEND 3030 {0} 60",
        "CODE 3030 {0}", "CODE 3030 {0} 30", "ROSTER 3030 {0} ADD 7", "ROSTER 3030 {0} CLEAR", "REFUSALS 3030 {0}",
    ];

    [Fact]
    public async Task No_wrong_token_shows_or_changes_anything()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync($"OPEN 3030 TOKEN {Old}\r\nCLOSE 3030 {Old}\r\nRECEIVED 3030 {Old}\r\n"
            + $"OPEN 3031 TOKEN {Others}\r\nOPEN 3030 TOKEN {Mine} FOR 3600 CODE 15\r\nPRESENT 3030 honest TOKEN {Mine}\r\n");
        await peer.ReadToAsync("+REGISTERED\r\n");
        string before = await StateAsync(peer);
        foreach (string token in WrongTokens)
        {
            string given = token.Length == 0 ? "\"\"" : token;
            foreach (string use in Uses)
            {
                await peer.SendAsync(string.Format(CultureInfo.InvariantCulture, use, given) + "\r\n");
                string answer = await peer.ReadToAsync("\r\n");
                bool isRefused = answer.StartsWith("-DENIED ", StringComparison.Ordinal)
                    || (token == "admin" && answer.StartsWith('-')); // A word of CLOSE's.
                Assert.True(isRefused, $"{use}, {given}: {answer}");
            }

            await peer.SendAsync($"OPEN 3030 TOKEN {given}\r\n");
            Assert.StartsWith("-", await peer.ReadToAsync("\r\n"), StringComparison.Ordinal);
            await peer.SendAsync($"PRESENT 3030 door TOKEN {given}\r\n");
            string door = await peer.ReadToAsync("\r\n");
            if (door == "*3\r\n")
            {
                await peer.ReadToAsync(":0\r\n"); // Nobody is registered.
                await peer.ReadToAsync("+");
                Assert.NotEqual("REGISTERED\r\n", await peer.ReadToAsync("\r\n"));
            }
            else
            {
                Assert.StartsWith("-", door, StringComparison.Ordinal);
            }

            Assert.Equal(before, await StateAsync(peer));
        }
    }

    [Fact]
    public async Task No_wrong_code_registers_anybody()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(clock: clock);
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync($"OPEN 3030 TOKEN {Mine} CODE 15\r\nOPEN 3031 TOKEN {Others} CODE 15\r\nPING\r\n");
        await peer.ReadToAsync("+PONG\r\n");
        string first = await CodeAsync(peer, "3030", Mine);
        clock.Advance(TimeSpan.FromSeconds(31)); // Two codes later, and more than the five seconds after the last.
        string now = await CodeAsync(peer, "3030", Mine), other = await CodeAsync(peer, "3031", Others);
        string next = ((int.Parse(now, CultureInfo.InvariantCulture) + 1) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        int student = 0;
        foreach (string wrong in (string[])[first, other, next, now[1..] + now[..1]])
        {
            if (wrong != now) // One time in a million each.
            {
                await peer.SendAsync($"PRESENT 3030 {++student} CODE {wrong}\r\n");
                await peer.ReadToAsync("+BADCODE\r\n");
            }
        }

        foreach (string noCode in (string[])[now[..5], now + "0", "\"\"", "-" + now[1..], "\" " + now[1..] + "\"", "12345a", "१२३४५६"])
        {
            await peer.SendAsync($"PRESENT 3030 {++student} CODE {noCode}\r\n");
            Assert.StartsWith("-ERR ", await peer.ReadToAsync("\r\n"), StringComparison.Ordinal);
        }

        await peer.SendAsync($"PRESENT 3030 honest CODE {now}\r\nLIST 3030 {Mine}\r\nPING\r\n");
        await peer.ReadToAsync("+REGISTERED\r\n");
        Assert.Contains("*1\r\n*2\r\n$6\r\nhonest\r\n", await peer.ReadToAsync("+PONG\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_s_number_is_what_it_is_in_whole_and_in_its_class_alone()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync($"OPEN 3030 TOKEN {Mine} DEVICE refuse\r\nOPEN 3031 TOKEN {Others} DEVICE refuse\r\nPING\r\n");
        await peer.ReadToAsync("+PONG\r\n");
        await peer.SendAsync($"PRESENT 3030 1 DEVICE {Old}\r\n");
        await peer.ReadToAsync("+REGISTERED\r\n");
        await peer.SendAsync($"PRESENT 3030 2 DEVICE {Old}\r\n");
        await peer.ReadToAsync("+DEVICE\r\n");
        await peer.SendAsync($"PRESENT 3031 2 DEVICE {Old}\r\n"); // What another class knows of it counts for nothing here.
        await peer.ReadToAsync("+REGISTERED\r\n");
        foreach (string wrong in (string[])[Old[..31], Old + "0", "\"\"", Old[..31] + "g", "\"" + Old[..31] + " \""])
        {
            await peer.SendAsync($"PRESENT 3030 3 DEVICE {wrong}\r\n");
            Assert.StartsWith("-ERR ", await peer.ReadToAsync("\r\n"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_receipt_is_found_in_the_list_that_it_is_of_and_whole_alone()
    {
        await using TestServer server = new();
        await using RollClient client = await server.ClientAsync();
        ClassNumber mine = ClassNumber.From(3030), others = ClassNumber.From(3031);
        Assert.NotNull((await client.OpenAsync(mine, Mine)).Value);
        Assert.NotNull((await client.OpenAsync(others, Others)).Value);
        PresentOptions options = new() { WantsReceipt = true };
        ChainHead receipt = (await client.PresentAsync(mine, StudentId.From("1"), options)).Value!.Receipt!.Value;
        ChainHead other = (await client.PresentAsync(others, StudentId.From("1"), options)).Value!.Receipt!.Value;
        RecordCheck check = RecordCheck.Of(SavedList.From(
            (await client.CloseAsync(mine, Mine)).Value!, server.Address, Roster.Empty, RecordSalt.Of(Mine)).ToJson().ToArray());
        Assert.Equal("1", check.Find(receipt)!.Student);
        Assert.Null(check.Find(other));
        string text = receipt.ToString();
        Assert.True(ChainHead.TryParse(text, out ChainHead read) && read == receipt);
        foreach (string wrong in (string[])["", text[1..], text + "0", text[..^1] + "g"])
        {
            Assert.False(ChainHead.TryParse(wrong, out _), wrong);
        }

        Assert.NotNull((await client.OpenAsync(mine, Old)).Value); // The next roll call of the class: what was given before is none of it.
        ChainHead later = (await client.PresentAsync(mine, StudentId.From("1"), options)).Value!.Receipt!.Value;
        Assert.NotEqual(receipt, later);
        Assert.Null(check.Find(later));
    }

    [Fact]
    public async Task No_wrong_key_opens()
    {
        const string key = "correct-horse-battery-staple";
        Assert.True(TeacherKeys.TryRead($"ana {key}\n", out TeacherKeys? keys, out _));
        foreach (string wrong in (string[])["x", key[..^1], key + "e", key.ToUpperInvariant(), " " + key, "ana", $"ana {key}", Mine])
        {
            await using TestServer server = new(new ServerOptions { TeacherKeys = keys }); // Each of its own: wrong ones make one wait.
            using RawPeer peer = await server.ConnectAsync();
            await peer.AskAsync("AUTH", wrong);
            Assert.StartsWith("-WRONGPASS ", await peer.ReadToAsync("\r\n"), StringComparison.Ordinal);
            await peer.AskAsync("OPEN", "3030", "TOKEN", Mine);
            Assert.StartsWith("-NOAUTH ", await peer.ReadToAsync("\r\n"), StringComparison.Ordinal);
        }
    }

    private static async Task<string> CodeAsync(RawPeer peer, string number, string token)
    {
        await peer.SendAsync($"CODE {number} {token}\r\nPING\r\n");
        return (await peer.ReadToAsync("+PONG\r\n")).Split("\r\n")[3];
    }

    private static async Task<string> StateAsync(RawPeer peer)
    {
        await peer.SendAsync($"ROLLS\r\nLIST 3030 {Mine}\r\nPING\r\n");
        return await peer.ReadToAsync("+PONG\r\n");
    }
}
