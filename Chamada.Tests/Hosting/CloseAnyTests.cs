using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Hosting;

/// <summary>What was left open is closed by a key that has the right to, over a real socket; the record says whose key it was.</summary>
public sealed class CloseAnyTests
{
    private const string Token = "8f14e45fceea167a5a36dedd4bea2543";

    private static readonly ClassNumber Class = ClassNumber.From(3030);

    [Fact]
    public async Task The_owner_s_list_says_who_closed_it_and_waits_for_its_owner()
    {
        using TemporaryFolder folder = new();
        ServerOptions options = Options() with { DataFolder = folder.Path };
        await using (TestServer server = new(options))
        {
            using RawPeer owner = await OpenAsync(server, "10", "20");
            using RawPeer office = await ShowAsync(server, "office-key");
            await office.AskAsync("CLOSE", "3030", "admin");
            string answer = await office.ReadToAsync("$2\r\n20\r\n");
            Assert.StartsWith("*3\r\n:3030\r\n$29\r\n", answer, StringComparison.Ordinal);
            Assert.EndsWith("*2\r\n$2\r\n10\r\n$2\r\n20\r\n", answer, StringComparison.Ordinal);
            await office.AskAsync("PRESENT", "3030", "30");
            await office.ReadToAsync("+CLOSED\r\n");

            // An answer that was lost is given again, and by no other key.
            await office.AskAsync("CLOSE", "3030", "ADMIN");
            await office.ExpectAsync(answer);
            using RawPeer porter = await ShowAsync(server, "porter-key");
            await porter.AskAsync("CLOSE", "3030", "ADMIN");
            await porter.ExpectAsync("-NOTOPEN class 3030 has no open roll call\r\n");
        }

        await using (TestServer server = new(options))
        {
            await using RollClient owner = await server.ClientAsync();
            CloseReply closed = (await owner.CloseAsync(Class, Token)).Value!;
            Assert.Equal(
                [("10", Mark.Present, ""), ("20", Mark.Present, ""), ("", Mark.ClosedBy, "office")],
                closed.Record.Select(static entry => (entry.Student.ToString(), entry.Mark, entry.Reason)));
            Assert.Equal((true, closed.ClosedAt), (closed.IsWhole, closed.Record[^1].At));
            byte[] file = SavedList.From(closed, server.Address, Roster.Empty, RecordSalt.Of(Token)).ToJson().ToArray();
            RecordCheck check = RecordCheck.Of(file);
            Assert.Equal(
                (RecordFault.None, "present present closedby"),
                (check.Fault, string.Join(' ', check.Entries.Select(static entry => entry.Word))));
            Assert.Equal(file, SavedList.Parse(file).ToJson().ToArray());

            using RawPeer office = await ShowAsync(server, "office-key");
            await office.AskAsync("CLOSE", "3030", "ADMIN");
            await office.ReadToAsync("*2\r\n$2\r\n10\r\n$2\r\n20\r\n");
            Assert.NotNull((await owner.ReceivedAsync(Class, Token)).Value);
            await office.AskAsync("CLOSE", "3030", "ADMIN");
            await office.ExpectAsync("-NOTOPEN class 3030 has no open roll call\r\n");
        }
    }

    [Theory]
    [InlineData("ana-key", "-NOPERM this key has not the right to close what others opened\r\n")]
    [InlineData(null, "-NOAUTH closing without the token takes a key with that right: AUTH first\r\n")]
    public async Task Whoever_has_not_the_right_closes_nothing_and_hears_why(string? key, string answer)
    {
        await using TestServer server = new(Options());
        using RawPeer owner = await OpenAsync(server, "10");
        using RawPeer peer = key is null ? await server.ConnectAsync() : await ShowAsync(server, key);
        foreach (string[] request in (string[][])
            [["CLOSE", "3030", "ADMIN"], ["CLOSE", "3030", "ADMIN", "LOG"], ["CLOSE", "3031", "ADMIN"]])
        {
            await peer.AskAsync(request);
            await peer.ExpectAsync(answer);
        }

        await peer.AskAsync("CLOSE", "3030", "ADMIN", "NOW");
        await peer.ReadToAsync("-ERR syntax error: unknown option 'NOW'\r\n");
        await owner.AskAsync("PRESENT", "3030", "20");
        await owner.ReadToAsync("+REGISTERED\r\n");
    }

    [Fact]
    public async Task Where_no_keys_are_nobody_has_the_right()
    {
        await using TestServer server = new();
        using RawPeer owner = await OpenAsync(server, "10");
        await owner.AskAsync("AUTH", "whatever");
        await owner.ReadToAsync("+OK\r\n");
        await owner.AskAsync("CLOSE", "3030", "ADMIN");
        await owner.ReadToAsync("-NOAUTH ");
    }

    [Fact]
    public async Task A_right_that_is_taken_away_counts_no_more_on_any_connection()
    {
        ServerOptions options = Options();
        await using TestServer server = new(options);
        using RawPeer owner = await OpenAsync(server, "10");
        using RawPeer office = await ShowAsync(server, "office-key"), porter = await ShowAsync(server, "porter-key");
        options.TeacherKeys!.Replace(Read("office office-key\nporter porter-key admin\nana ana-key admin\n"));
        await office.AskAsync("CLOSE", "3030", "ADMIN");
        await office.ReadToAsync("-NOAUTH ");
        using RawPeer again = await ShowAsync(server, "office-key");
        await again.AskAsync("CLOSE", "3030", "ADMIN");
        await again.ReadToAsync("-NOPERM ");
        await porter.AskAsync("CLOSE", "3030", "ADMIN");
        await porter.ReadToAsync("*1\r\n$2\r\n10\r\n");
    }

    [Fact]
    public async Task Who_watches_is_told_whose_key_it_was_and_then_the_end()
    {
        await using TestServer server = new(Options());
        using RawPeer owner = await OpenAsync(server, "10");
        using RawPeer plain = await server.ConnectAsync();
        await plain.AskAsync("WATCH", "3030", Token);
        await plain.ReadToAsync("$2\r\n10\r\n");
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
        using RawPeer office = await ShowAsync(server, "office-key");
        await office.SendAsync(RawPeer.Resp("MULTI") + RawPeer.Resp("CLOSE", "3030", "ADMIN") + RawPeer.Resp("EXEC"));
        await office.ReadToAsync("*1\r\n$2\r\n10\r\n");
        await ended.Task.WaitAsync(TestServer.Patience);
        EntryAdded entry = Assert.IsType<EntryAdded>(news[0]);
        Assert.Equal((Mark.ClosedBy, "office"), (entry.Entry.Mark, entry.Entry.Reason));
        Assert.Equal(2, news.Count);
        Assert.StartsWith("*3\r\n$6\r\nclosed\r\n", await plain.ReadToAsync("closed\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_belongs_to_nobody_is_closed_so_as_well_and_a_class_that_is_opened_again_is_another_roll_call()
    {
        AskedBook book = new();
        Assert.Equal(RollWord.Opened, book.Ask(RollAsk.For(RollVerb.OpenOrClose, Class)).Word);
        Assert.Equal(RollWord.Closed, book.Ask(RollAsk.CloseAny(Class)).Word);
        book.Ask(RollAsk.For(RollVerb.Open, Class, token: TokenHash.Of("x"u8)));
        book.Ask(RollAsk.For(RollVerb.Present, Class, StudentId.From("10")));
        Assert.Equal(1, book.Ask(RollAsk.CloseAny(Class)).List!.Count);
        Assert.Equal(1, book.Restart().Ask(RollAsk.CloseAny(Class)).List!.Count);
    }

    private static ServerOptions Options() =>
        new() { TeacherKeys = Read("office office-key admin\nporter:porter-key\tadmin\nana ana-key\n") };

    private static TeacherKeys Read(string text) =>
        TeacherKeys.TryRead(text, out TeacherKeys? keys, out int line) ? keys! : throw new InvalidDataException($"line {line}");

    private static async Task<RawPeer> ShowAsync(TestServer server, string key)
    {
        RawPeer peer = await server.ConnectAsync();
        await peer.AskAsync("AUTH", key);
        await peer.ReadToAsync("+OK\r\n");
        return peer;
    }

    private static async Task<RawPeer> OpenAsync(TestServer server, params string[] students)
    {
        RawPeer peer = await ShowAsync(server, "ana-key");
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
