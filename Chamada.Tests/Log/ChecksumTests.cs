using System.Reflection;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Log;

/// <summary>What SQLite finds in order, but nobody wrote, is damage.</summary>
public sealed class ChecksumTests
{
    [Theory]
    [InlineData("UPDATE event SET student = '000013' WHERE student = '000012'")]
    [InlineData("UPDATE event SET student = '900012' WHERE student = '000012'")]
    [InlineData("UPDATE event SET at = at + 1 WHERE student = '000012'")]
    [InlineData("UPDATE event SET utc_offset = utc_offset + 60 WHERE student = '000012'")]
    [InlineData("UPDATE event SET class = 3031 WHERE kind = 1")]
    [InlineData("UPDATE event SET owner = NULL WHERE kind = 1")]
    [InlineData("UPDATE event SET owner = zeroblob(32) WHERE kind = 1")]
    [InlineData("UPDATE event SET closes_at = at + 1000000 WHERE kind = 1")]
    [InlineData("UPDATE event SET reason = 'train' WHERE kind = 5")]
    [InlineData("UPDATE event SET kind = 5 WHERE student = '000012'")]
    [InlineData("DELETE FROM event WHERE student = '000012'")]
    [InlineData("DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event)")]
    [InlineData("DELETE FROM event WHERE kind = 2")]
    [InlineData("DELETE FROM event")]
    [InlineData("INSERT INTO event (kind, roll, at, utc_offset, student) VALUES (2, 1, 1790000000000, 0, 'more')")]
    [InlineData("UPDATE event SET total = NULL")]
    [InlineData("UPDATE event SET chain = NULL, total = total + 1")]
    [InlineData("UPDATE event SET chain = chain + 1 WHERE sequence = (SELECT max(sequence) FROM event WHERE kind = 2)")]
    public async Task A_change_that_SQLite_finds_in_order_is_damage(string change)
    {
        using JournalFolder folder = new();
        await using (JournaledBook book = JournaledBook.Open(folder.Path))
        {
            await book.Ask(RollVerb.Open, 3030, token: "t");
            await book.Begin(Enumerable.Range(1, 20).Select(static i => JournaledBook.Request(RollVerb.Present, 3030, $"{i:D6}"))).Told
                .WaitAsync(JournaledBook.Patience);
            await book.Begin([RollAsk.For(
                RollVerb.MarkPresent, ClassNumber.From(3030), JournaledBook.Student("late"), JournaledBook.Token("t"), reason: "bus")])
                .Told.WaitAsync(JournaledBook.Patience);
            await book.Ask(RollVerb.Present, 3030, "last");
        }

        await using (JournaledBook whole = JournaledBook.Open(folder.Path))
        {
            Assert.Equal(22, (await whole.Ask(RollVerb.List, 3030, token: "t")).List!.Count);
        }

        using (SqliteDatabase database = SqliteDatabase.Open(folder.Database, null))
        {
            database.Execute(change);
        }

        (JournaledBook? damaged, JournalFault? fault) = JournaledBook.TryOpen(folder.Path);
        Assert.Null(damaged);
        Assert.Equal((JournalFaultKind.Damaged, folder.Database), (fault!.Kind, fault.Path));
    }

    [Fact]
    public async Task The_checksums_go_on_through_erasures_and_restarts()
    {
        using JournalFolder folder = JournalFolder.Quick();
        Random random = new(29);
        Dictionary<int, int> open = [];
        int next = 0;
        for (int restart = 0; restart < 20; restart++)
        {
            await using JournaledBook book = JournaledBook.Open(folder.Path, new JournalOptions { ReserveLog = false });
            foreach ((int roll, int count) in open)
            {
                Assert.Equal(count, (await book.Ask(RollVerb.List, 100 + roll, token: $"t{roll}")).List!.Count);
            }

            for (int i = 0; i < 10; i++)
            {
                int roll = next++;
                await book.Ask(RollVerb.Open, 100 + roll, token: $"t{roll}");
                open.Add(roll, 0);
                foreach (int other in open.Keys.ToArray())
                {
                    int count = random.Next(70);
                    open[other] += count;
                    await book.Begin(Enumerable.Range(0, count).Select(_ =>
                        JournaledBook.Request(RollVerb.Present, 100
                            + other, $"{random.Next():D10}-{random.Next():D10}"))).Told.WaitAsync(JournaledBook.Patience);
                }

                int gone = open.Keys.ElementAt(random.Next(open.Count));
                open.Remove(gone);
                await book.Ask(RollVerb.Close, 100 + gone, token: $"t{gone}");
                await book.Ask(RollVerb.Received, 100 + gone, token: $"t{gone}");
            }
        }
    }

    [Fact]
    public async Task Nothing_but_the_newest_event_holds_the_sum()
    {
        using JournalFolder folder = new();
        await using JournaledBook book = JournaledBook.Open(folder.Path);
        await book.Ask(RollVerb.Open, 1, token: "a");
        await book.Ask(RollVerb.Open, 2, token: "b");
        await book.Ask(RollVerb.Present, 1, "x");
        await book.Ask(RollVerb.Close, 1, token: "a");
        await book.Ask(RollVerb.Received, 1, token: "a");
        await book.Ask(RollVerb.Present, 2, "y");
        using SqliteDatabase database = SqliteDatabase.Open(folder.Database, null);
        Assert.Equal(1, database.QueryInt64("SELECT count(*) FROM event WHERE total IS NOT NULL"));
        Assert.Equal(6, database.QueryInt64("SELECT sequence FROM event WHERE total IS NOT NULL"));
    }

    [Fact]
    public void Everything_that_an_event_says_is_in_its_checksum()
    {
        Dictionary<string, object> others = new()
        {
            [nameof(RollEvent.Sequence)] = 8L,
            [nameof(RollEvent.Kind)] = RollEventKind.Extended,
            [nameof(RollEvent.RollId)] = 3L,
            [nameof(RollEvent.Class)] = ClassNumber.From(2),
            [nameof(RollEvent.At)] = new Stamp(5, 1),
            [nameof(RollEvent.Student)] = JournaledBook.Student("s"),
            [nameof(RollEvent.Reason)] = "reason",
            [nameof(RollEvent.Opening)] = new RollOpening(JournaledBook.Token("t"), RollRules.None),
            [nameof(RollEvent.Extension)] = new RollExtension(77),
            [nameof(RollEvent.Device)] = new DeviceHash(5),
            [nameof(RollEvent.Code)] = new CodeChange(15_000, 3, 99, Secret: null),
            [nameof(RollEvent.Refusals)] = new RefusalCounts([new RefusalCount("badcode", 3, new Stamp(5, 0))]),
            [nameof(RollEvent.Roster)] = new RosterChange([JournaledBook.Student("r")]),
        };
        RollEvent plain = new()
        {
            Sequence = 7,
            Kind = RollEventKind.Opened,
            RollId = 7,
            Class = ClassNumber.From(1),
            At = new Stamp(5, 0),
        };
        RollEvent limited = plain with { Opening = new RollOpening(null, new RollRules(TimeSpan.FromMinutes(1))) };
        HashSet<ulong> checksums = [EventChecksum.Of(in plain, 0), EventChecksum.Of(in plain, 1), EventChecksum.Of(in limited, 0)];
        PropertyInfo[] properties =
            [.. typeof(RollEvent).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite)];
        foreach (PropertyInfo property in properties)
        {
            object changed = plain;
            property.SetValue(changed, others[property.Name]);
            checksums.Add(EventChecksum.Of((RollEvent)changed, 0));
        }

        Assert.Equal(properties.Length + 3, checksums.Count);

        // Stored: it must come out the same for ever.
        Assert.Equal(9316337034820414635UL, EventChecksum.Of(in plain, 0));
    }
}
