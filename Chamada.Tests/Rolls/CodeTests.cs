using System.Text;
using Chamada.Core.Rolls;
using CsCheck;

namespace Chamada.Tests.Rolls;

/// <summary>The code that a roll call asks for, to the millisecond.</summary>
public sealed class CodeTests
{
    private static readonly RollRules EveryFifteenSeconds = new() { Code = new CodeRule(TimeSpan.FromSeconds(15), RollAsk.Secret) };

    [Theory] // RFC 6238, appendix B, SHA-256: the last six of the eight digits there.
    [InlineData(0x1, "119246")]
    [InlineData(0x23523EC, "084774")]
    [InlineData(0x23523ED, "062674")]
    [InlineData(0x273EF07, "819424")]
    [InlineData(0x3F940AA, "698825")]
    [InlineData(0x27BC86AA, "737706")]
    public void Codes_are_made_as_RFC_6238_makes_them(long counter, string digits) =>
        Assert.Equal(digits, CodeSecret.FromBytes(Encoding.ASCII.GetBytes("12345678901234567890123456789012")).CodeOf(counter).ToString());

    [Fact]
    public void The_code_of_now_is_good_and_for_five_seconds_the_one_before()
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        ShownCode first = book.Code();
        Assert.Equal((15_000, 15_000), (first.Left, first.Period));
        Pass(book, 14_999);
        Assert.Equal(first with { Left = 1 }, book.Code());
        Assert.Equal(RollWord.Registered, book.Present(0, Proof(first)));
        Pass(book, 1);
        ShownCode second = book.Code();
        Assert.NotEqual(first.Digits, second.Digits);
        Assert.Equal(15_000, second.Left);
        Pass(book, 4_999);
        Assert.Equal(RollWord.Registered, book.Present(1, Proof(first)));
        Assert.Equal(RollWord.Registered, book.Present(2, Proof(second)));
        Pass(book, 1);
        Assert.Equal(RollWord.BadCode, book.Present(3, Proof(first)));
        Assert.Equal(RollWord.Registered, book.Present(3, Proof(second)));
        Assert.Equal(RollWord.BadCode, book.Present(4));
    }

    [Fact]
    public void Nobody_has_seen_a_code_before_the_first_nor_one_that_comes_later()
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        Assert.Equal(RollWord.BadCode, book.Present(0, Proof(-1)));
        Assert.Equal(RollWord.BadCode, book.Present(0, Proof(1)));
        Assert.Equal(RollWord.Registered, book.Present(0, Proof(0)));
    }

    [Theory]
    [InlineData(-3_600_000)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(15_000)]
    [InlineData(3_600_000)]
    public void A_clock_that_is_set_changes_nothing_while_the_server_runs(long milliseconds)
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        Pass(book, 20_000);
        ShownCode before = book.Code();
        Set(book, milliseconds);
        Assert.Equal(before, book.Code());
        Pass(book, 9_999);
        Assert.Equal(before with { Left = 1 }, book.Code());
        Pass(book, 1);
        Assert.Equal(Digits(2), book.Code().Digits);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(9_999, 1)]
    [InlineData(10_000, 2)]
    [InlineData(100_000, 8)]
    public void After_a_restart_the_code_goes_on_as_the_clock_says(int down, int counter)
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        Pass(book, 20_000);
        Assert.Equal(Digits(1), book.Code().Digits);
        Pass(book, down);
        AskedBook restarted = book.Restart();
        Assert.Equal(Digits(counter), restarted.Code().Digits);
        Assert.Equal(RollWord.Registered, restarted.Present(0, Proof(counter)));
    }

    [Fact]
    public void A_clock_that_is_set_back_while_no_server_runs_opens_no_window_twice_and_locks_nobody_out()
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(Digits(i), book.Code().Digits);
            Pass(book, 15_000);
        }

        Set(book, -60_000);
        AskedBook restarted = book.Restart();
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(RollWord.BadCode, restarted.Present(i, Proof(i)));
        }

        Assert.Equal((Digits(5), 15_000L), (restarted.Code().Digits, restarted.Code().Left));
        Assert.Equal(RollWord.Registered, restarted.Present(9, Proof(5)));
        Pass(book, 15_000);
        Assert.Equal(Digits(6), restarted.Code().Digits);

        // And once more: what was shown meanwhile is numbered, too.
        Set(book, -3_600_000);
        AskedBook again = restarted.Restart();
        Assert.Equal(RollWord.BadCode, again.Present(10, Proof(6)));
        Assert.Equal(Digits(7), again.Code().Digits);
    }

    [Fact]
    public void Where_a_clock_that_was_set_while_the_server_ran_stands_is_what_a_restart_goes_on_from()
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        Pass(book, 15_000);
        Assert.Equal(Digits(1), book.Code().Digits);
        Set(book, -25_000);
        Pass(book, 5_000);
        Assert.Equal(10_000, book.Code().Left);
        Pass(book, 20_000);
        AskedBook restarted = book.Restart();
        Assert.Equal(RollWord.BadCode, restarted.Present(0, Proof(1)));
        Assert.Equal((Digits(2), 5_000L), (restarted.Code().Digits, restarted.Code().Left));
    }

    [Fact]
    public void No_code_is_ever_good_again_after_its_time_whatever_happens_to_the_clock() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[-200_000, 200_000])), Gen.Int[0, 4]).Array[1, 40]
            .Sample(steps =>
        {
            AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
            Dictionary<CodeDigits, long> lastShown = []; // When, by time gone by.
            int student = 0;
            foreach ((int passed, int set, int what) in steps)
            {
                // That a clock was set back while no server ran, by less than the time since anybody looked, nobody can know.
                bool isRestart = what == 0;
                Pass(book, passed);
                Set(book, isRestart && set is < 0 and > -40_000 ? 0 : set);
                if (isRestart)
                {
                    book = book.Restart();
                }

                long now = book.Clock.GetTimestamp();
                foreach ((CodeDigits code, long at) in lastShown.Where(shown => now - shown.Value >= TimeSpan.FromSeconds(21).Ticks))
                {
                    Assert.Equal(RollWord.BadCode, book.Present(++student % 900, Proof(code)));
                }

                // Whatever is shown is good.
                CodeDigits shown = book.Code().Digits!.Value;
                lastShown[shown] = now;
                Assert.Equal(RollWord.Registered, book.Present(1000 + lastShown.Count + (student++ * 100), Proof(shown)));
            }
        });

    [Fact]
    public void It_begins_changes_and_ends_while_the_roll_call_is_open()
    {
        AskedBook book = new AskedBook().Open(RollRules.None);
        Assert.Equal(ShownCode.None, book.Code());
        Assert.Equal(RollWord.Registered, book.Present(0));
        Assert.Equal(new ShownCode(Digits(0), 30_000, 30_000), book.Code(30));
        Assert.Equal(RollWord.BadCode, book.Present(1));
        Assert.Equal(RollWord.Already, book.Present(0));
        Pass(book, 10_000);
        Assert.Equal(new ShownCode(Digits(1), 5_000, 5_000), book.Code(5));

        // What stood on the board a moment ago is being typed.
        Pass(book, 4_999);
        Assert.Equal(RollWord.Registered, book.Present(1, Proof(0)));
        Pass(book, 1);
        Assert.Equal(RollWord.BadCode, book.Present(2, Proof(0)));
        Assert.Equal(ShownCode.None, book.Code(0));
        Assert.Equal(ShownCode.None, book.Code(0));
        Assert.Equal(RollWord.Registered, book.Present(2));

        // What stood before it ended is not good when it begins again.
        Assert.Equal(Digits(3), book.Code(15).Digits);
        Assert.Equal(RollWord.BadCode, book.Present(3, Proof(2)));
        Assert.Equal(RollWord.Registered, book.Restart().Present(3, Proof(3)));
    }

    [Fact]
    public void Only_the_token_shows_or_changes_it()
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        foreach (int? seconds in (int?[])[null, 0, 30])
        {
            Assert.Equal(RollWord.Denied, book.Ask(RollAsk.Code(AskedBook.Class, RollModel.Tokens[1], seconds)).Word);
            Assert.Equal(RollWord.NotOpen, book.Ask(RollAsk.Code(ClassNumber.From(1), AskedBook.Token, seconds)).Word);
        }

        Assert.Equal(15_000, book.Code().Period);
    }

    [Fact]
    public void Whoever_is_on_the_list_is_told_so_whatever_the_code_and_who_was_taken_off_too()
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        book.Present(0, Proof(0));
        book.Present(1, Proof(0));
        book.Ask(RollAsk.For(RollVerb.MarkAbsent, AskedBook.Class, RollModel.Student(1), AskedBook.Token));
        Assert.Equal(RollWord.Already, book.Present(0, Proof(77)));
        Assert.Equal(RollWord.Already, book.Present(0));
        Assert.Equal(RollWord.Removed, book.Present(1, Proof(0)));
    }

    [Fact]
    public void The_machine_at_the_door_needs_no_code_and_a_wrong_token_is_denied()
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        Assert.Equal(RollWord.Denied, book.Present(0, token: RollModel.Tokens[1]));
        Assert.Equal(RollWord.Registered, book.Present(0, token: AskedBook.Token));
        Assert.Equal(RollWord.Already, book.Present(0, token: AskedBook.Token));
        Assert.Equal(RollWord.Denied, book.Present(0, Proof(0), RollModel.Tokens[1]));
    }

    [Fact]
    public void A_window_in_which_nobody_looks_leaves_nothing_behind()
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        for (int i = 0; i < 100; i++)
        {
            Pass(book, 15_000);
            Assert.Equal(RollWord.BadCode, book.Present(i));
        }

        Assert.Single(book.Log.Kept, static kept => kept.Kind != RollEventKind.Refused);
        for (int i = 0; i < 10; i++)
        {
            book.Code();
        }

        Assert.Equal(2, book.Log.Kept.Count(static kept => kept.Kind != RollEventKind.Refused));
    }

    [Fact]
    public void A_secret_is_in_no_text_about_it()
    {
        AskedBook book = new AskedBook().Open(EveryFifteenSeconds);
        book.Code(5);
        string secret = Convert.ToHexString(Enumerable.Range(0, CodeSecret.Size).Select(static i => (byte)i).ToArray());
        foreach (RollEvent kept in book.Log.Kept)
        {
            Assert.DoesNotContain(secret, kept.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("01020304", kept.ToString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(secret, string.Join(' ', book.Log.Kept[0].Opening, EveryFifteenSeconds), StringComparison.OrdinalIgnoreCase);
    }

    private static CodeDigits Digits(int counter) => RollAsk.Secret.CodeOf(counter);

    private static PresenceProof Proof(int counter) => Proof(Digits(counter));

    private static PresenceProof Proof(CodeDigits code) => new(code);

    private static PresenceProof Proof(ShownCode shown) => new(shown.Digits);

    private static void Pass(AskedBook book, int milliseconds) => book.Clock.Pass(TimeSpan.FromMilliseconds(milliseconds));

    private static void Set(AskedBook book, long milliseconds) =>
        book.Clock.Shown = book.Clock.Shown with { UnixMilliseconds = book.Clock.Shown.UnixMilliseconds + milliseconds };
}
