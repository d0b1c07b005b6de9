using System.Net;
using Chamada.Core.Log;
using Chamada.Core.Rolls;
using Chamada.Tests.Log;

namespace Chamada.Tests.Rolls;

/// <summary>What comes of wrong codes.</summary>
public sealed class WrongCodeTests
{
    private const int Minute = 60_000;

    private static readonly RollRules EveryMinute = new() { Code = new CodeRule(TimeSpan.FromSeconds(60), RollAsk.Secret) };

    private static readonly PresenceProof Wrong = new(RollAsk.Secret.CodeOf(-7));

    [Fact]
    public void Three_wrong_codes_make_one_wait_until_the_first_is_ten_minutes_ago()
    {
        AskedBook book = new AskedBook().Open(EveryMinute);
        Assert.Equal(RollWord.BadCode, book.Present(0, Wrong));
        Pass(book, 2 * Minute);
        Assert.Equal(RollWord.BadCode, book.Present(0, Wrong));
        Pass(book, 2 * Minute);
        Assert.Equal(RollWord.BadCode, book.Present(0, Wrong));
        Assert.Equal(360, Waits(book, Right(book)));
        Assert.Equal(360, Waits(book, null));
        Pass(book, (6 * Minute) - 1);
        Assert.Equal(1, Waits(book, Right(book)));
        Pass(book, 1);

        // One more may be tried, and then the second of the first three is what counts.
        Assert.Equal(RollWord.BadCode, book.Present(0, Wrong));
        Assert.Equal(120, Waits(book, Right(book)));
        Pass(book, 2 * Minute);
        Assert.Equal(RollWord.Registered, book.Present(0, Right(book)));
    }

    [Fact]
    public void A_code_that_is_missing_is_no_attempt()
    {
        AskedBook book = new AskedBook().Open(EveryMinute);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(RollWord.BadCode, book.Present(0));
        }

        Assert.Equal(RollWord.Registered, book.Present(0, Right(book)));
    }

    [Fact]
    public void Nobody_else_waits_nor_the_same_student_elsewhere()
    {
        AskedBook book = new AskedBook().From("192.168.0.7").Open(EveryMinute);
        for (int i = 0; i < 3; i++)
        {
            book.Present(0, Wrong);
            book.Present(1, Wrong with { Device = new DeviceNumber(1) });
        }

        Assert.Equal(RollWord.Wait, book.Present(0, Right(book)));
        Assert.Equal(RollWord.Wait, book.Present(1, Right(book) with { Device = new DeviceNumber(1) }));
        Assert.Equal(RollWord.Registered, book.Present(2, Right(book)));
        Assert.Equal(RollWord.Registered, book.Present(0, Right(book) with { Device = new DeviceNumber(1) }));
        book.From("192.168.0.8");
        Assert.Equal(RollWord.Registered, book.Present(1, Right(book)));
    }

    [Fact]
    public void The_machine_at_the_door_does_not_wait()
    {
        AskedBook book = new AskedBook().Open(EveryMinute);
        book.Present(0, Wrong);
        book.Present(0, Wrong);
        book.Present(0, Wrong);
        Assert.Equal(RollWord.Wait, book.Present(0, Right(book)));
        Assert.Equal(RollWord.Registered, book.Present(0, token: AskedBook.Token));
    }

    [Fact]
    public void A_clock_that_is_set_makes_nobody_wait_longer_or_shorter()
    {
        AskedBook book = new AskedBook().Open(EveryMinute);
        for (int i = 0; i < 3; i++)
        {
            book.Present(0, Wrong);
        }

        book.Clock.Shown = book.Clock.Shown with { UnixMilliseconds = book.Clock.Shown.UnixMilliseconds + (20 * Minute) };
        Assert.Equal(600, Waits(book, Right(book)));
        book.Clock.Shown = book.Clock.Shown with { UnixMilliseconds = book.Clock.Shown.UnixMilliseconds - (60 * Minute) };
        Pass(book, 10 * Minute);
        Assert.Equal(RollWord.Registered, book.Present(0, Right(book)));
    }

    [Fact]
    public void What_is_decided_again_because_its_race_was_lost_counts_once()
    {
        ScriptedLog log = new();
        AskedBook book = new AskedBook(log: log).Open(EveryMinute);
        int rivals = 3;
        log.Rival = _ =>
        {
            if (rivals-- <= 0)
            {
                return null;
            }

            // Another server opens another class meanwhile.
            ScriptedLog theirs = log.Reopen();
            AskedBook rival = new(book.Clock, theirs);
            rival.Ask(RollAsk.For(RollVerb.Open, ClassNumber.From(100 + rivals), token: AskedBook.Token));
            return [.. theirs.Kept.Skip(log.Kept.Count)];
        };
        RollBatch batch = new RollLogContract.Asked([RollAsk.Present(AskedBook.Class, RollModel.Student(0), Wrong)]).Batch;
        Assert.False(book.Book.Submit(batch));
        while (log.TellLosers())
        {
            // Who decides again may lose again.
        }

        Assert.Equal(RollWord.BadCode, batch.Outcomes[0].Word);
        Assert.Equal(RollWord.BadCode, book.Present(0, Wrong));
        Assert.Equal(RollWord.BadCode, book.Present(0, Wrong));
        Assert.Equal(RollWord.Wait, book.Present(0, Wrong));
    }

    [Fact]
    public void What_is_remembered_longest_is_forgotten_first()
    {
        WrongCodes codes = new();
        for (int i = 0; i < 3; i++)
        {
            codes.Add(Key(0), i);
        }

        for (int i = 1; i < WrongCodes.Room; i++)
        {
            codes.Add(Key(i), 10);
        }

        Assert.Equal(600, codes.SecondsToWait(Key(0), 10));
        codes.Add(Key(WrongCodes.Room), 10);
        Assert.Equal(0, codes.SecondsToWait(Key(0), 10));
        codes.Add(Key(1), 11);
        codes.Add(Key(1), 12);
        Assert.Equal(600, codes.SecondsToWait(Key(1), 12));

        static WrongCodeKey Key(int i) => new(1, RollModel.Student(i), (UInt128)i, IsAddress: false);
    }

    private static PresenceProof Right(AskedBook book) => new(book.Code().Digits);

    private static int Waits(AskedBook book, PresenceProof? proof)
    {
        RollOutcome outcome = book.Register(0, proof);
        Assert.Equal((RollWord.Wait, ClassNumber.Refused), (outcome.Word, outcome.Class));
        return Assert.IsType<WaitingTime>(outcome.Detail).Seconds;
    }

    private static void Pass(AskedBook book, int milliseconds) => book.Clock.Pass(TimeSpan.FromMilliseconds(milliseconds));
}
