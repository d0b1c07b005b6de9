using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using CsCheck;

namespace Chamada.Tests.Hosting;

/// <summary>Receipts: what a student is given, over a real socket, and that it is found in the list that the teacher saves.</summary>
public sealed class ReceiptTests
{
    private const string Token = "8f14e45fceea167a5a36dedd4bea2543";

    private static readonly ClassNumber Class = ClassNumber.From(3030);
    private static readonly PresentOptions WithReceipt = new() { WantsReceipt = true };

    [Fact]
    public async Task It_is_a_fourth_item_and_the_same_whenever_it_is_asked_for()
    {
        await using TestServer server = new();
        using RawPeer peer = await OpenAsync(server);
        await peer.AskAsync("PRESENT", "3030", "1", "receipt");
        string first = await ReceiptAsync(peer, "REGISTERED");
        await peer.AskAsync("PRESENT", "3030", "2");
        Assert.StartsWith("*3\r\n", await peer.ReadToAsync("+REGISTERED\r\n"), StringComparison.Ordinal);
        await peer.AskAsync("PRESENT", "3030", "1", "RECEIPT", "DEVICE", Token);
        Assert.Equal(first, await ReceiptAsync(peer, "ALREADY"));
        await peer.AskAsync("PRESENT", "3030", "2", "RECEIPT", "CONFIRM");
        Assert.NotEqual(first, await ReceiptAsync(peer, "ALREADY"));
        await peer.AskAsync("PRESENT", "3030", "3", "RECEIPT", "TOKEN", Token);
        await ReceiptAsync(peer, "REGISTERED");
        await peer.AskAsync("MULTI");
        await peer.ExpectAsync("+OK\r\n");
        await peer.AskAsync("PRESENT", "3030", "1", "RECEIPT");
        await peer.ExpectAsync("+QUEUED\r\n");
        await peer.AskAsync("EXEC");
        await peer.ExpectAsync("*1\r\n");
        Assert.Equal(first, await ReceiptAsync(peer, "ALREADY"));
    }

    [Fact]
    public async Task Who_is_refused_gets_none()
    {
        await using TestServer server = new();
        using RawPeer peer = await OpenAsync(server);
        await peer.AskAsync("PRESENT", "3030", "1", "RECEIPT", "RECEIPT");
        await peer.ExpectAsync("-ERR syntax error: unknown option 'RECEIPT'\r\n");
        await peer.AskAsync("PRESENT", "3031", "1", "RECEIPT");
        Assert.StartsWith("*3\r\n:0\r\n", await peer.ReadToAsync("+CLOSED\r\n"), StringComparison.Ordinal);
        await peer.AskAsync("CODE", "3030", Token, "60");
        await peer.ExpectAsync("*4\r\n:3030\r\n$6\r\n");
        string wrong = (await peer.ReadToAsync("\r\n")).TrimEnd() == "000000" ? "000001" : "000000";
        await peer.ReadToAsync(":60000\r\n:60000\r\n");
        for (int i = 0; i < 3; i++)
        {
            await peer.AskAsync("PRESENT", "3030", "1", "RECEIPT", "CODE", wrong);
            Assert.StartsWith("*3\r\n:0\r\n", await peer.ReadToAsync("+BADCODE\r\n"), StringComparison.Ordinal);
        }

        await peer.AskAsync("PRESENT", "3030", "1", "RECEIPT", "CODE", wrong);
        Assert.StartsWith("*4\r\n:0\r\n", await peer.ReadToAsync("+WAIT\r\n:"), StringComparison.Ordinal);
        await peer.ReadToAsync("\r\n");
        await using RollClient client = await server.ClientAsync();
        PresenceReply waits = (await client.PresentAsync(Class, StudentId.From("1"), WithReceipt)).Value!;
        Assert.Equal(("WAIT", null), (waits.Word, waits.Receipt));
    }

    [Fact]
    public async Task Each_is_found_in_the_saved_list_at_the_entry_that_stood_for_the_student()
    {
        await using TestServer server = new();
        await using RollClient client = await server.ClientAsync();
        Assert.NotNull((await client.OpenAsync(Class, Token)).Value);
        Dictionary<string, ChainHead> receipts = [];
        for (int i = 0; i < 75; i++)
        {
            string student = i.ToString(CultureInfo.InvariantCulture);
            PresentOptions options = new() { WantsReceipt = i % 3 == 0, Device = i % 5 == 0 ? Token : null };
            PresenceReply reply = (await client.PresentAsync(Class, StudentId.From(student), options)).Value!;
            Assert.Equal(options.WantsReceipt, reply.Receipt is not null);
            if (reply.Receipt is { } receipt)
            {
                receipts.Add(student, receipt);
            }
        }

        // What happens later leaves what was given as it is; who was put on the list again is told of that entry.
        Assert.NotNull((await client.MarkAsync(Class, Token, StudentId.From("6"), present: false, "saiu, não?")).Value);
        Assert.Null((await client.PresentAsync(Class, StudentId.From("6"), WithReceipt)).Value!.Receipt);
        Assert.NotNull((await client.MarkAsync(Class, Token, StudentId.From("6"), present: true, "voltou")).Value);
        Assert.NotNull((await client.CountHeadsAsync(Class, Token, 74)).Value);
        ChainHead again = (await client.PresentAsync(Class, StudentId.From("6"), WithReceipt)).Value!.Receipt!.Value;
        foreach (string student in receipts.Keys.Reverse().Where(static student => student != "6"))
        {
            PresenceReply reply = (await client.PresentAsync(Class, StudentId.From(student), WithReceipt)).Value!;
            Assert.Equal(("ALREADY", receipts[student]), (reply.Word, reply.Receipt));
        }

        SavedList saved = SavedList.From(
            (await client.CloseAsync(Class, Token)).Value!, server.Address, Roster.Empty, RecordSalt.Of(Token));
        RecordCheck check = RecordCheck.Of(saved.ToJson().ToArray());
        Assert.Equal(RecordFault.None, check.Fault);
        Assert.All(receipts, receipt => Assert.Equal((receipt.Key, "present"), Found(receipt.Value)));
        Assert.Equal(("6", "marked"), Found(again));
        Assert.Equal("voltou", check.Find(again)!.Reason);

        (string, string) Found(ChainHead receipt) => check.Find(receipt) is { } entry ? (entry.Student, entry.Word) : ("", "");
    }

    [Fact]
    public void In_whatever_order_they_are_asked_for_they_are_the_chain_s_heads() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[0, 69].Array[1, 40]).Sample((length, asked) =>
        {
            RollCall roll = new(1, Class, new Stamp(1_700_000_000_000, -180), new RollOpening(TokenHash.Of("t"u8), RollRules.None), null);
            List<RecordEntry> record = [];
            for (int i = 0; i < length; i++)
            {
                RollEvent entry = new()
                {
                    Sequence = i + 2,
                    Kind = i % 4 == 3 ? RollEventKind.Heads : RollEventKind.Present,
                    RollId = 1,
                    Class = Class,
                    At = new Stamp(1_700_000_000_000 + i, -180),
                    Student = i % 4 == 3 ? default : StudentId.From(i.ToString(CultureInfo.InvariantCulture)),
                    Reason = i % 4 == 3 ? "7" : null,
                };
                roll.Add(in entry);
                record.Add(new RecordEntry(entry.Student, entry.At.ToDateTimeOffset(), entry.Mark, entry.Reason ?? ""));
            }

            SavedChain chain = SavedChain.Of(roll.Salt, Class, roll.OpenedAt.ToDateTimeOffset(), default, record);
            Parallel.ForEach(asked, position => Assert.Equal(chain.Heads[position % length], roll.HeadAt(position % length)));
        }, iter: 50);

    private static async Task<RawPeer> OpenAsync(TestServer server)
    {
        RawPeer peer = await server.ConnectAsync();
        await peer.AskAsync("OPEN", "3030", "TOKEN", Token);
        await peer.ReadToAsync(Token + "\r\n");
        return peer;
    }

    private static async Task<string> ReceiptAsync(RawPeer peer, string word)
    {
        await peer.ExpectAsync("*4\r\n:3030\r\n$29\r\n");
        await peer.ReadToAsync("\r\n");
        await peer.ExpectAsync($"+{word}\r\n$64\r\n");
        string receipt = (await peer.ReadToAsync("\r\n")).TrimEnd();
        Assert.Matches("^[0-9a-f]{64}$", receipt);
        return receipt;
    }
}
