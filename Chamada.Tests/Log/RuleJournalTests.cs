using System.Globalization;
using System.Net;
using System.Text;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Repair;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

/// <summary>What a roll call asks students for, on disk: written, read again, repaired and erased like all the rest.</summary>
public sealed class RuleJournalTests
{
    private static readonly ClassNumber Class = ClassNumber.From(3030);
    private static readonly TokenHash Token = JournaledBook.Token("t");
    private static readonly PresenceProof Phone = new(Device: new DeviceNumber(7));

    private static readonly RollRules Rules = new(TimeSpan.FromHours(2))
    {
        Code = new CodeRule(TimeSpan.FromSeconds(15), RollAsk.Secret),
        Device = DeviceRule.Refuse,
        From = new NetworkRule([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8")], IncludesOwn: true),
        Listed = ListedRule.Ask,
    };

    [Fact]
    public async Task Every_rule_is_read_as_it_was_written()
    {
        using JournalFolder folder = JournalFolder.Quick();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await AskAsync(book, RollAsk.Open(Class, Token, Rules));
        }

        await using JournaledBook again = JournaledBook.Open(folder.Path);

        // Each book here begins with the same time, so its clock stands before the event: a code begins that nobody has seen.
        RollOutcome code = await AskAsync(again, RollAsk.Code(Class, Token));
        Assert.Equal(RollAsk.Secret.CodeOf(1), Assert.IsType<CodeOutcome>(code.Detail).Code.Digits);
        RollCall roll = Assert.IsType<RollCall>((await again.Ask(RollVerb.List, 3030, token: "t")).List!.Record);
        Assert.Equal(Rules with { Code = null }, roll.Opening.Rules with { Code = null });
        Assert.Equal(Rules.Code!.Period, roll.Opening.Rules.Code!.Period);
    }

    [Theory]
    [InlineData("device=refuse")]
    [InlineData("10.0.0.0/8")]
    [InlineData("10042 10043")]
    [InlineData("424242")]
    [InlineData("badcode=1@")]
    public async Task A_flipped_bit_in_a_rule_is_found_and_put_right(string text)
    {
        using JournalFolder folder = JournalFolder.Quick();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await FillAsync(book);
        }

        byte[] bytes = await File.ReadAllBytesAsync(folder.Database, TestContext.Current.CancellationToken);
        int at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text));
        Assert.True(at > 0, "it does not stand in the database");
        JournalFolder.Flip(folder.Database, at, 1);
        Assert.Equal(JournalFaultKind.Damaged, JournaledBook.TryOpen(folder.Path).Fault!.Kind);
        Assert.True((await JournalRepair.RunAsync(folder.Path)).Try(out RepairReport? report, out JournalFault? fault), fault?.ToString());
        Assert.True(report.IsWhole, string.Join(' ', report.Uncertain));
        await using JournaledBook again = JournaledBook.Open(folder.Path);
        CodeDigits code = Assert.IsType<CodeOutcome>((await AskAsync(again, RollAsk.Code(Class, Token))).Detail).Code.Digits!.Value;
        Assert.Equal(RollWord.DeviceUsed, (await PresentAsync(again, "10043", Phone with { Code = code })).Word);
        Assert.Equal(RollWord.Unlisted, (await PresentAsync(again, "9", new PresenceProof(code))).Word);
        Assert.Equal(RollWord.Registered, (await PresentAsync(again, "10043", new PresenceProof(code))).Word);
    }

    [Fact]
    public async Task Nothing_of_secrets_devices_and_the_class_s_list_is_left_after_the_receipt()
    {
        using JournalFolder folder = new();
        await using JournaledBook book = JournaledBook.Open(
            folder.Path, new JournalOptions { QuietTime = TimeSpan.FromMilliseconds(5) });
        await FillAsync(book);
        RollCall roll = Assert.IsType<RollCall>((await book.Ask(RollVerb.List, 3030, token: "t")).List!.Record);
        string device = DeviceHash.Of(roll, new DeviceNumber(7)).Value.ToString("x32", CultureInfo.InvariantCulture);
        byte[][] traces =
        [
            RollAsk.Secret.Bytes.ToArray(), Encoding.ASCII.GetBytes(device), "10042"u8.ToArray(), "unlisted conf"u8.ToArray(),
            "424242"u8.ToArray(), "badcode"u8.ToArray(),
        ];
        Assert.All(traces, trace => Assert.True(IsIn(folder, trace), "the test would not see a trace"));
        await book.Ask(RollVerb.Close, 3030, token: "t");
        await book.Ask(RollVerb.Received, 3030, token: "t");
        Assert.True(SpinWait.SpinUntil(() => !book.Journal.IsEraseDelayed, JournaledBook.Patience));
        Assert.All(traces, trace => Assert.False(IsIn(folder, trace), Encoding.ASCII.GetString(trace)));
    }

    private static async Task FillAsync(JournaledBook book)
    {
        await AskAsync(book, RollAsk.Open(Class, Token, Rules));
        await AskAsync(book, RollAsk.Roster(Class, Token, JournaledBook.Student("10042"), JournaledBook.Student("10043")));
        RollOutcome shown = await AskAsync(book, RollAsk.Code(Class, Token, seconds: 60));
        CodeDigits code = Assert.IsType<CodeOutcome>(shown.Detail).Code.Digits!.Value;
        Assert.Equal(RollWord.Registered, (await PresentAsync(book, "10042", Phone with { Code = code })).Word);
        Assert.Equal(RollWord.Registered, (await PresentAsync(book, "77", new PresenceProof(code, IsConfirmed: true))).Word);
        Assert.Equal(RollWord.BadCode, (await PresentAsync(book, "78", new PresenceProof())).Word);
        Assert.Equal(RollWord.Heads, (await AskAsync(book, RollAsk.Heads(Class, Token, 424_242))).Word);
        Assert.Equal(RollWord.Here, (await AskAsync(book, RollAsk.Check(Class, Token, JournaledBook.Student("77"), isHere: true))).Word);
    }

    private static Task<RollOutcome> PresentAsync(JournaledBook book, string student, PresenceProof proof) =>
        AskAsync(book, RollAsk.Present(Class, JournaledBook.Student(student), proof));

    private static async Task<RollOutcome> AskAsync(JournaledBook book, RollRequest request)
    {
        JournaledBook.Answer answer = book.Begin([request]);
        await answer.Told.WaitAsync(JournaledBook.Patience);
        return answer.Batch.Outcomes[0];
    }

    private static bool IsIn(JournalFolder folder, byte[] bytes) => Directory.GetFiles(folder.Path, "chamada.db*").Any(file =>
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content.AsSpan().IndexOf(bytes) >= 0;
    });
}
