using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Hosting;

/// <summary>A whole roll call through the client, over a real socket.</summary>
public sealed class RollCallTests
{
    private static readonly ClassNumber Class3030 = ClassNumber.From(3030);

    [Fact]
    public async Task A_whole_roll_call()
    {
        await using TestServer server = new();
        await using RollClient teacher = await server.ClientAsync();
        await using RollClient students = await server.ClientAsync();
        string token = RollClient.NewToken();

        OpenReply opened = Value(await teacher.OpenAsync(Class3030, token));
        Assert.Equal((Class3030, token), (opened.Class, opened.Token));
        Assert.Equal(opened, Value(await teacher.OpenAsync(Class3030, token)));

        PresenceReply first = Value(await students.PresentAsync(Class3030, Student("042191010")));
        Assert.Equal((Class3030, "REGISTERED"), (first.Class, first.Word));
        PresenceReply again = Value(await students.PresentAsync(Class3030, Student("042191010")));
        Assert.Equal((Class3030, "ALREADY", first.At), (again.Class, again.Word, again.At));
        PresenceReply other = Value(await students.PresentAsync(Class3030, Student("42191010")));
        Assert.Equal("REGISTERED", other.Word);
        PresenceReply refused = Value(await students.PresentAsync(ClassNumber.From(3031), Student("1")));
        Assert.Equal((ClassNumber.Refused, "CLOSED"), (refused.Class, refused.Word));

        Assert.Equal([new RollsLine(Class3030, opened.OpenedAt, 2)], Value(await students.RollsAsync()));
        Assert.Equal("DENIED", Error(await students.CloseAsync(Class3030, RollClient.NewToken())).Code);
        Assert.Equal(["042191010", "42191010"],
            Value(await teacher.ListAsync(Class3030, token)).Students.Select(s => s.Student.ToString()));

        CloseReply closed = Value(await teacher.CloseAsync(Class3030, token));
        Assert.Equal(["042191010", "42191010"], closed.Students.Select(s => s.ToString()));
        Assert.Equal("CLOSED", Value(await students.PresentAsync(Class3030, Student("7"))).Word);
        CloseReply repeated = Value(await teacher.CloseAsync(Class3030, token));
        Assert.Equal((closed.ClosedAt, 2), (repeated.ClosedAt, repeated.Students.Count));
        Assert.Equal("OK", Value(await teacher.ReceivedAsync(Class3030, token)));
        Assert.Equal("NOTOPEN", Error(await teacher.CloseAsync(Class3030, token)).Code);
    }

    [Fact]
    public async Task A_watcher_sees_every_attendance_and_the_end()
    {
        await using TestServer server = new();
        await using RollClient teacher = await server.ClientAsync();
        await using RollClient students = await server.ClientAsync();
        string token = RollClient.NewToken();
        Value(await teacher.OpenAsync(Class3030, token));
        Value(await students.PresentAsync(Class3030, Student("before")));

        List<string> arrived = [];
        TaskCompletionSource ended = new();
        ListReply listing = Value(await teacher.WatchAsync(Class3030, token, news =>
        {
            if (news is EntryAdded added)
            {
                arrived.Add(added.Entry.Student.ToString());
            }
            else
            {
                ended.SetResult();
            }
        }));
        Assert.Equal("before", Assert.Single(listing.Students).Student.ToString());

        string[] sent = [.. Enumerable.Range(0, 500).Select(i => $"s{i}")];
        foreach (PresenceReply reply in (await Task.WhenAll(sent.Select(id => students.PresentAsync(Class3030,
            Student(id))))).Select(Value))
        {
            Assert.Equal("REGISTERED", reply.Word);
        }

        Value(await teacher.CloseAsync(Class3030, token));
        await ended.Task.WaitAsync(TestServer.Patience);
        Assert.Equal(sent, arrived);
    }

    private static StudentId Student(string text) => StudentId.TryParse(text, out StudentId id) ? id : throw new ArgumentException(text);

    private static T Value<T>(ClientResult<T> result)
        where T : class
    {
        Assert.True(result.Try(out T? value, out ClientError? error), error?.ToString());
        return value;
    }

    private static ClientError Error<T>(ClientResult<T> result)
        where T : class
    {
        Assert.False(result.Try(out T? value, out ClientError? error), value?.ToString());
        return error;
    }
}
