using System.Net;
using Chamada.Core.Rolls;
using Chamada.Tests.Log;

namespace Chamada.Tests.Rolls;

/// <summary>Measures what the whole process holds, so no other test may run meanwhile.</summary>
[Collection(nameof(AllocationTests))]
public sealed class WrongCodeFloodTests
{
    private static readonly PresenceProof Wrong = new(RollAsk.Secret.CodeOf(-7));

    [Fact]
    public void A_flood_from_two_hundred_addresses_takes_no_more_memory_than_there_is_and_leaves_others_alone()
    {
        AskedBook book = new AskedBook().Open(new RollRules { Code = new CodeRule(TimeSpan.FromSeconds(60), RollAsk.Secret) });
        Caller[] flood = [.. Enumerable.Range(0, 200).Select(static i => new Caller(new IPAddress([10, 0, 1, (byte)i]), MayOpen: false))];
        Flood(0, 20_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Flood(20_000, 100_000);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1 << 20);
        book.Caller = RollAsk.Here;
        Assert.Equal(RollWord.BadCode, book.Present(0, Wrong));
        Assert.Equal(RollWord.Registered, book.Present(0, new PresenceProof(book.Code().Digits)));

        void Flood(int from, int to)
        {
            // Each is another student from another device, so each is new.
            for (int i = from; i < to; i += 100)
            {
                book.Caller = flood[i / 100 % flood.Length];
                book.AskAll([.. Enumerable.Range(i, 100).Select(static n => RollAsk.Present(
                    AskedBook.Class, RollModel.Student(n), Wrong with { Device = new DeviceNumber((UInt128)n) }))]);
            }
        }
    }
}
