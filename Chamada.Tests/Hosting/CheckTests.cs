using System.Globalization;
using System.Text;
using System.Text.Json;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Resources.English;
using Chamada.Tui.Resources.Portuguese;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Hosting;

/// <summary>What the teacher sees in the room and writes down, over a real socket.</summary>
public sealed class CheckTests
{
    private const string Token = "8f14e45fceea167a5a36dedd4bea2543";

    private static readonly ClassNumber Class = ClassNumber.From(3030);

    [Theory]
    [InlineData("CHECK 3030 x 1 HERE", "-DENIED the token is not the one of the roll call of class 3030")]
    [InlineData("CHECK 3030 x HEADS 3", "-DENIED the token is not the one of the roll call of class 3030")]
    [InlineData("CHECK 3031 {0} 1 HERE", "-NOTOPEN class 3031 has no open roll call")]
    [InlineData("CHECK 3031 {0} HEADS 3", "-NOTOPEN class 3031 has no open roll call")]
    [InlineData("CHECK 0 {0} 1 HERE", "-BADCLASS '0' is not a class number: expected 1 to 999999999999999999")]
    [InlineData("CHECK 3030 {0} é HERE",
        "-BADSTUDENT 'é' (1 characters) is not a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -")]
    [InlineData("CHECK 3030 {0} 1 THERE", "-ERR syntax error: 'THERE' where HERE or MISSING is expected")]
    [InlineData("CHECK 3030 {0} 1 34", "-ERR syntax error: '34' where HERE or MISSING is expected")]
    [InlineData("CHECK 3030 {0} HEADS many", "-ERR HEADS takes a number from 0 to 999999, not 'many'")]
    [InlineData("CHECK 3030 {0} HEADS -1", "-ERR HEADS takes a number from 0 to 999999, not '-1'")]
    [InlineData("CHECK 3030 {0} HEADS +1", "-ERR HEADS takes a number from 0 to 999999, not '+1'")]
    [InlineData("CHECK 3030 {0} HEADS 1000000", "-ERR HEADS takes a number from 0 to 999999, not '1000000'")]
    [InlineData("CHECK 3030 {0} HEADS 99999999999999999999", "-ERR HEADS takes a number from 0 to 999999, not '99999999999999999999'")]
    [InlineData("CHECK 3030 {0} HEADS 3.5", "-ERR HEADS takes a number from 0 to 999999, not '3.5'")]
    [InlineData("CHECK 3030 {0} HEADS 3e1", "-ERR HEADS takes a number from 0 to 999999, not '3e1'")]
    [InlineData("CHECK 3030 {0} HEADS \"\"", "-ERR HEADS takes a number from 0 to 999999, not ''")]
    [InlineData("CHECK 3030 {0} HEADS \" 3\"", "-ERR HEADS takes a number from 0 to 999999, not ' 3'")]
    [InlineData("CHECK 3030 {0} HEADS", "-ERR wrong number of arguments for 'CHECK': 3 given, 4 expected")]
    [InlineData("CHECK 3030 {0} 1", "-ERR wrong number of arguments for 'CHECK': 3 given, 4 expected")]
    [InlineData("CHECK 3030 {0} 1 HERE now", "-ERR wrong number of arguments for 'CHECK': 5 given, 4 expected")]
    [InlineData("CHECK", "-ERR wrong number of arguments for 'CHECK': 0 given, 4 expected")]
    public async Task What_makes_no_sense_is_named_and_stands_nowhere(string line, string answer)
    {
        await using TestServer server = new();
        using RawPeer peer = await OpenAsync(server, "1");
        await peer.SendAsync(string.Format(CultureInfo.InvariantCulture, line, Token) + "\r\n");
        await peer.ExpectAsync(answer + "\r\n");
        await using RollClient client = await server.ClientAsync();
        Assert.Single((await client.ListAsync(Class, Token)).Value!.Record);
    }

    [Fact]
    public async Task Each_stands_in_the_record_and_nobody_s_presence_changes()
    {
        FakeTimeProvider clock = new(DateTimeOffset.Parse("2026-11-22T19:39:02.123Z", CultureInfo.InvariantCulture));
        await using TestServer server = new(clock: clock);
        using RawPeer peer = await OpenAsync(server, "1", "HEADS");
        foreach ((string[] rest, string word) in new (string[], string)[]
        {
            (["1", "HERE"], "HERE"), (["heads", "0"], "HEADS"), (["HEADS", "missing"], "MISSING"), (["2", "HERE"], "ABSENT"),
            (["HEADS", "34"], "HEADS"),
        })
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await peer.AskAsync(["CHECK", "3030", Token, .. rest]);
            string at = clock.GetLocalNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
            await peer.ExpectAsync($"*3\r\n:3030\r\n$29\r\n{at}\r\n+{word}\r\n");
        }

        await peer.AskAsync("LIST", "3030", Token);
        await peer.ReadToAsync("\r\n*2\r\n*2\r\n$1\r\n1\r\n");
        await peer.ReadToAsync("$5\r\nHEADS\r\n");
        await peer.ReadToAsync("00\r\n");
        await peer.AskAsync("LIST", "3030", Token, "LOG");
        string record = await peer.ReadToAsync("$5\r\nheads\r\n$2\r\n34\r\n");
        Assert.Contains("*6\r\n*4\r\n$1\r\n1\r\n", record, StringComparison.Ordinal);
        Assert.Contains("*4\r\n$0\r\n\r\n$29\r\n", record, StringComparison.Ordinal);
        await peer.AskAsync("ROLLS");
        await peer.ReadToAsync(":3030\r\n");
        await peer.ReadToAsync(":2\r\n");
        await peer.AskAsync("CLOSE", "3030", Token);
        await peer.ReadToAsync("*2\r\n$1\r\n1\r\n$5\r\nHEADS\r\n");
        await peer.AskAsync("CHECK", "3030", Token, "1", "HERE");
        await peer.ExpectAsync("-NOTOPEN class 3030 has no open roll call\r\n");
    }

    [Fact]
    public async Task They_outlast_the_server_and_are_erased_with_the_roll_call()
    {
        using TemporaryFolder folder = new();
        ServerOptions options = new() { DataFolder = folder.Path };
        await using (TestServer server = new(options))
        {
            using RawPeer peer = await OpenAsync(server, "1", "2");
            await peer.AskAsync("CHECK", "3030", Token, "1", "MISSING");
            await peer.ReadToAsync("+MISSING\r\n");
            await peer.AskAsync("CHECK", "3030", Token, "HEADS", "17");
            await peer.ReadToAsync("+HEADS\r\n");
        }

        await using (TestServer server = new(options))
        {
            await using RollClient client = await server.ClientAsync();
            ListReply list = (await client.ListAsync(Class, Token)).Value!;
            Assert.Equal(["1", "2"], list.Students.Select(static student => student.Student.ToString()));
            Assert.Equal(
                [("1", Mark.Present, ""), ("2", Mark.Present, ""), ("1", Mark.Missing, ""), ("", Mark.Heads, "17")],
                list.Record.Select(static entry => (entry.Student.ToString(), entry.Mark, entry.Reason)));
            Assert.Equal("REMOVED", (await client.MarkAsync(Class, Token, StudentId.From("1"), present: false, "missing")).Value!.Word);
            Assert.Equal("ABSENT", (await client.CheckAsync(Class, Token, StudentId.From("1"), isHere: true)).Value!.Word);
            Assert.Equal(5, (await client.CloseAsync(Class, Token)).Value!.Record.Count);
            Assert.NotNull((await client.ReceivedAsync(Class, Token)).Value);
            Assert.NotNull((await client.OpenAsync(Class, Token)).Value);
            Assert.Empty((await client.ListAsync(Class, Token)).Value!.Record);
        }
    }

    [Fact]
    public async Task Who_watches_the_record_is_pushed_each_and_who_watches_the_list_none()
    {
        await using TestServer server = new();
        using RawPeer peer = await OpenAsync(server, "1");
        using RawPeer plain = await server.ConnectAsync();
        await plain.AskAsync("WATCH", "3030", Token);
        await plain.ReadToAsync("*1\r\n*2\r\n$1\r\n1\r\n");
        await plain.ReadToAsync("00\r\n");
        await using RollClient watcher = await server.ClientAsync();
        List<RollCallNews> news = [];
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.NotNull((await watcher.WatchAsync(Class, Token, item =>
        {
            news.Add(item);
            if (item is RollCallEnded)
            {
                ended.SetResult();
            }
        })).Value);
        CheckReply here = (await watcher.CheckAsync(Class, Token, StudentId.From("1"), isHere: true)).Value!;
        CheckReply missing = (await watcher.CheckAsync(Class, Token, StudentId.From("1"), isHere: false)).Value!;
        CheckReply heads = (await watcher.CountHeadsAsync(Class, Token, 999_999)).Value!;
        Assert.Equal(
            [(Class, "HERE"), (Class, "MISSING"), (Class, "HEADS")],
            new[] { here, missing, heads }.Select(static reply => (reply.Class, reply.Word)));
        await peer.AskAsync("CLOSE", "3030", Token);
        await ended.Task.WaitAsync(TestServer.Patience);
        Assert.Equal(
            [
                new EntryAdded(Class, new RecordEntry(StudentId.From("1"), here.At, Mark.Here)),
                new EntryAdded(Class, new RecordEntry(StudentId.From("1"), missing.At, Mark.Missing)),
                new EntryAdded(Class, new RecordEntry(default, heads.At, Mark.Heads, "999999")),
            ],
            news.SkipLast(1));
        Assert.StartsWith("*3\r\n$6\r\nclosed\r\n", await plain.ReadToAsync("closed\r\n"), StringComparison.Ordinal);

        // The list that the teacher keeps: whole, with each of them in its chain, and read again as it was written.
        CloseReply closed = (await watcher.CloseAsync(Class, Token)).Value!;
        Assert.True(closed.IsWhole);
        SavedList saved = SavedList.From(closed, server.Address, Roster.Empty, RecordSalt.Of(Token));
        byte[] file = saved.ToJson().ToArray();
        RecordCheck check = RecordCheck.Of(file);
        Assert.Equal(
            (RecordFault.None, "present here missing heads"),
            (check.Fault, string.Join(' ', check.Entries.Select(static entry => entry.Word))));
        Assert.Equal(file, SavedList.Parse(file).ToJson().ToArray());
        ExportedList exported = ExportedList.Of(saved);
        string text = Encoding.UTF8.GetString(new TextExport().Write(exported, new ExportTextPortuguese()));
        Assert.Contains("  1                estava na sala\n", text, StringComparison.Ordinal);
        Assert.Contains("  1                não estava na sala\n", text, StringComparison.Ordinal);
        Assert.Contains(" 999999 pessoas contadas na sala\n", text, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(new JsonExport().Write(exported, new ExportTextEnglish()));
        Assert.Equal(
            ["1 here", "1 missing", " heads 999999"],
            json.RootElement.GetProperty("checks").EnumerateArray().Select(static check =>
                $"{check.GetProperty("student")} {check.GetProperty("kind")} "
                + (check.TryGetProperty("reason", out JsonElement why) ? why.GetString() : "")).Select(static line => line.TrimEnd()));
    }

    private static async Task<RawPeer> OpenAsync(TestServer server, params string[] students)
    {
        RawPeer peer = await server.ConnectAsync();
        await peer.AskAsync("OPEN", "3030", "TOKEN", Token);
        await peer.ReadToAsync(Token + "\r\n");
        foreach (string student in students)
        {
            await peer.AskAsync("PRESENT", "3030", student);
            await peer.ReadToAsync("+REGISTERED\r\n");
        }

        return peer;
    }
}
