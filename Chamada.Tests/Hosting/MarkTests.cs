using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Hosting;

/// <summary>What the teacher's own hand does to a roll call, over a real socket.</summary>
public sealed class MarkTests
{
    private const string Token = "8f14e45fceea167a5a36dedd4bea2543";

    [Fact]
    public async Task A_mark_stands_in_the_list_and_its_reason_in_the_record()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.AskAsync("OPEN", "3030", "TOKEN", Token);
        await peer.ReadToAsync(Token + "\r\n");
        foreach ((string[] request, string word) in new (string[], string)[]
        {
            (["PRESENT", "3030", "1"], "REGISTERED"),
            (["MARK", "3030", Token, "2", "PRESENT", "sem celular"], "REGISTERED"),
            (["MARK", "3030", Token, "2", "present"], "ALREADY"),
            (["MARK", "3030", Token, "1", "ABSENT", "não estava na sala"], "REMOVED"),
            (["MARK", "3030", Token, "1", "ABSENT"], "ABSENT"),
            (["PRESENT", "3030", "1"], "REMOVED"),
            (["PRESENT", "3030", "3"], "REGISTERED"),
        })
        {
            await peer.AskAsync(request);
            Assert.EndsWith($"+{word}\r\n", await peer.ReadToAsync("\r\n+") + await peer.ReadToAsync("\r\n"), StringComparison.Ordinal);
        }

        await peer.AskAsync("LIST", "3030", Token);
        string list = await peer.ReadToAsync("$1\r\n3\r\n");
        Assert.Contains("\r\n*2\r\n*2\r\n$1\r\n2\r\n", list, StringComparison.Ordinal);
        await peer.ReadToAsync("00\r\n");
        await peer.AskAsync("CLOSE", "3030", Token, "LOG");
        string record = await peer.ReadToAsync("$7\r\npresent\r\n$0\r\n\r\n");
        record += await peer.ReadToAsync("$7\r\npresent\r\n$0\r\n\r\n");
        Assert.Contains("\r\n*4\r\n*4\r\n$1\r\n1\r\n", record, StringComparison.Ordinal);
        Assert.Contains("$6\r\nmarked\r\n$11\r\nsem celular\r\n", record, StringComparison.Ordinal);
        Assert.Contains("$7\r\nremoved\r\n$19\r\nnão estava na sala\r\n", record, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MARK 3030 x 1 PRESENT", "-DENIED the token is not the one of the roll call of class 3030")]
    [InlineData("MARK 3031 x 1 PRESENT", "-NOTOPEN class 3031 has no open roll call")]
    [InlineData("MARK 3030 {0} 1 MAYBE", "-ERR syntax error: 'MAYBE' where PRESENT or ABSENT is expected")]
    [InlineData("MARK 3030 {0} 1 ABSENT \"a\\nb\"", "-ERR a reason has at most 200 characters, none invisible")]
    [InlineData("MARK 3030 {0} é ABSENT", "-BADSTUDENT 'é' (1 characters) is not a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -")]
    [InlineData("EXTEND 3030 {0} 60", "-NOLIMIT the roll call of class 3030 has no time limit, or more than 86400 seconds would be left")]
    [InlineData("EXTEND 3030 {0} 0", "-ERR EXTEND takes a number of seconds from 1 to 86400, not '0'")]
    [InlineData("OPEN 9 FOR 86401", "-ERR FOR takes a number of seconds from 1 to 86400, not '86401'")]
    [InlineData("OPEN 9 FOR", "-ERR FOR takes a number of seconds from 1 to 86400")]
    [InlineData("LIST 3030 {0} ALL", "-ERR syntax error: unknown option 'ALL'")]
    public async Task What_makes_no_sense_is_named(string line, string answer)
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.AskAsync("OPEN", "3030", "TOKEN", Token);
        await peer.ReadToAsync(Token + "\r\n");
        await peer.SendAsync(string.Format(CultureInfo.InvariantCulture, line, Token) + "\r\n");
        await peer.ExpectAsync(answer + "\r\n");
    }

    [Fact]
    public async Task A_watcher_is_told_of_marks_of_more_time_and_of_the_end_by_itself()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(clock: clock);
        await using RollClient teacher = await server.ClientAsync();
        ClassNumber number = ClassNumber.From(3030);
        Assert.True(StudentId.TryParse("7", out StudentId student));
        Assert.NotNull((await teacher.OpenAsync(number, Token, TimeSpan.FromSeconds(60))).Value);

        List<RollCallNews> news = [];
        TaskCompletionSource ended = new();
        ListReply listing = (await teacher.WatchAsync(number, Token, item =>
        {
            news.Add(item);
            if (item is RollCallEnded)
            {
                ended.SetResult();
            }
        })).Value!;
        Assert.Equal(clock.GetUtcNow().AddSeconds(60), listing.ClosesAt);

        Assert.Equal("REGISTERED", (await teacher.MarkAsync(number, Token, student, present: true, "sem celular")).Value!.Word);
        Assert.Equal("REMOVED", (await teacher.MarkAsync(number, Token, student, present: false, "engano")).Value!.Word);
        DateTimeOffset closesAt = (await teacher.ExtendAsync(number, Token, TimeSpan.FromSeconds(30))).Value!.ClosesAt;
        Assert.Equal(clock.GetUtcNow().AddSeconds(90), closesAt);
        clock.Advance(TimeSpan.FromSeconds(91));
        await ended.Task.WaitAsync(TestServer.Patience);

        DateTimeOffset at = clock.GetUtcNow().AddSeconds(-91);
        Assert.Equal(
            [
                new EntryAdded(number, new RecordEntry(student, at, Mark.Marked, "sem celular")),
                new EntryAdded(number, new RecordEntry(student, at, Mark.Removed, "engano")),
                new LimitExtended(number, closesAt),
                new RollCallEnded(number, closesAt),
            ],
            news);
        CloseReply closed = (await teacher.CloseAsync(number, Token)).Value!;
        Assert.Equal((closesAt, 0, 2), (closed.ClosedAt, closed.Students.Count, closed.Record.Count));
    }
}
