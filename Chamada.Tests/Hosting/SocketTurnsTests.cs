using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.Log;

namespace Chamada.Tests.Hosting;

/// <summary>Turns through a pair of sockets, and a server that commits in them.</summary>
public sealed class SocketTurnsTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private static readonly ClassNumber Class = ClassNumber.From(3030);

    [Fact]
    public async Task A_turn_comes_for_who_asks_and_another_for_who_asks_in_a_turn()
    {
        using SocketTurns turns = Make();
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource second = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int asking = Environment.CurrentManagedThreadId, came = 0;
        turns.Begin(() =>
        {
            if (Interlocked.Increment(ref came) == 1)
            {
                turns.Ask();
                Assert.Equal(1, Volatile.Read(ref came)); // Not within the call.
                first.TrySetResult();
            }
            else
            {
                second.TrySetResult();
            }
        });
        turns.Ask();
        await first.Task.WaitAsync(TestServer.Patience);
        await second.Task.WaitAsync(TestServer.Patience);
    }

    [Fact]
    public async Task A_thousand_questions_get_a_turn_after_the_last_of_them()
    {
        using SocketTurns turns = Make();
        using SemaphoreSlim turn = new(0);
        int asked = 0, seen = 0;
        turns.Begin(() =>
        {
            Volatile.Write(ref seen, Volatile.Read(ref asked));
            turn.Release();
        });
        for (int i = 0; i < 1000; i++)
        {
            Interlocked.Increment(ref asked);
            turns.Ask();
        }

        while (Volatile.Read(ref seen) < 1000)
        {
            Assert.True(await turn.WaitAsync(TestServer.Patience), $"the last turn saw {seen}");
        }
    }

    [Fact]
    public async Task What_a_server_acknowledges_that_commits_in_turns_is_there_after_a_restart()
    {
        const int students = 1200;
        using JournalFolder folder = JournalFolder.Quick();
        ServerOptions options = new() { DataFolder = folder.Path, CommitsBesideSockets = true };
        await using (TestServer server = new(options))
        {
            await using RollClient teacher = await server.ClientAsync();
            Assert.Null((await teacher.OpenAsync(Class, Token, new OpenOptions())).Error);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async part =>
            {
                await using RollClient client = await server.ClientAsync();
                for (int i = part; i < students; i += 4)
                {
                    Assert.Equal("REGISTERED", (await client.PresentAsync(Class, JournaledBook.Student($"s{i}"))).Value?.Word);
                }
            }));
        }

        await using TestServer again = new(options);
        await using RollClient closing = await again.ClientAsync();
        Assert.Equal(students, (await closing.CloseAsync(Class, Token)).Value?.Students.Count);
    }

    private static SocketTurns Make()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The system has no such pair of sockets.");
        SocketTurns? turns = SocketTurns.TryMake();
        Assert.NotNull(turns);
        return turns;
    }
}
