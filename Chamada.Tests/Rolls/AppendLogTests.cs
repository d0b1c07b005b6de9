using Chamada.Core.Rolls;

namespace Chamada.Tests.Rolls;

/// <summary>The list that only grows.</summary>
public sealed class AppendLogTests
{
    [Fact]
    public void Keeps_every_entry_at_its_place()
    {
        AppendLog<long> log = new();
        for (int i = 0; i < 100_000; i++)
        {
            log.Append(i * 3L);
            Assert.Equal(i + 1, log.Count);
        }

        for (int i = 0; i < 100_000; i++)
        {
            Assert.Equal(i * 3L, log[i]);
        }
    }

    [Fact]
    public void Goes_on_after_entries_were_taken_off()
    {
        AppendLog<long> log = new();
        for (int i = 0; i < AppendLog<long>.ChunkSize + 5; i++)
        {
            log.Append(i);
        }

        log.Truncate(AppendLog<long>.ChunkSize - 1);
        for (int i = 0; i < 10; i++)
        {
            log.Append(-i);
        }

        Assert.Equal(AppendLog<long>.ChunkSize + 9, log.Count);
        Assert.Equal(AppendLog<long>.ChunkSize - 2, log[AppendLog<long>.ChunkSize - 2]);
        Assert.Equal(-9, log[AppendLog<long>.ChunkSize + 8]);
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Truncate(log.Count + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Truncate(-1));
    }

    [Fact]
    public async Task Shows_a_reader_whole_entries_while_another_thread_appends()
    {
        const int All = 300_000;
        AppendLog<(long First, long Second)> log = new();
        Task<int> reader = Task.Run(() =>
        {
            int seen = 0;
            while (seen < All)
            {
                for (int count = log.Count; seen < count; seen++)
                {
                    Assert.Equal((seen, -(long)seen), log[seen]);
                }
            }

            return seen;
        });
        for (int i = 0; i < All; i++)
        {
            log.Append((i, -i));
        }

        Assert.Equal(All, await reader);
    }
}
