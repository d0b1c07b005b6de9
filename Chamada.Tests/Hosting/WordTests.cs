using System.Text;
using Chamada.Core.Hosting;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;
using Chamada.Core.Web;
using Chamada.Core.Web.Pages;
using Chamada.Core.Wire.Resp;
using Chamada.Tests.Rolls;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tests.Hosting;

/// <summary>Whatever the roll book decides has words wherever somebody asks: one that was forgotten would end the connection.</summary>
public sealed class WordTests
{
    /// <summary>What students are told: in both protocols, on the page, by another server, on screens.</summary>
    private static readonly RollWord[] ForStudents =
    [
        RollWord.Registered, RollWord.Already, RollWord.NoRollCall, RollWord.Removed, RollWord.BadCode, RollWord.Wait, RollWord.DeviceUsed,
        RollWord.OtherNetwork, RollWord.Unlisted, RollWord.Full, RollWord.Unavailable,
    ];

    /// <summary>What the teachers of the text protocol are told besides.</summary>
    private static readonly RollWord[] ForTextTeachers =
        [RollWord.Opened, RollWord.Closed, RollWord.NotHere, RollWord.KeyNeeded, RollWord.Denied, RollWord.TooManyOpen];

    /// <summary>What is asked in RESP alone.</summary>
    private static readonly RollWord[] ForRespAlone =
    [
        RollWord.NotPresent, RollWord.Here, RollWord.Missing, RollWord.Heads, RollWord.Extended, RollWord.CodeShown, RollWord.RosterHeld,
        RollWord.Refusals,
        RollWord.Listed, RollWord.Watching, RollWord.Erased, RollWord.Rolls, RollWord.Exists, RollWord.TokenUsed, RollWord.NotOpen,
        RollWord.StillOpen, RollWord.NoLimit, RollWord.RightNeeded, RollWord.NoRight,
    ];

    public static TheoryData<RollWord> All => [.. Enum.GetValues<RollWord>()];

    public static TheoryData<RollWord> Text => [.. ForStudents, .. ForTextTeachers];

    public static TheoryData<RollWord> Students => [.. ForStudents];

    [Fact]
    public void Of_each_word_it_is_known_who_is_told_it() =>
        Assert.Equal(Enum.GetValues<RollWord>().Order(), ForStudents.Concat(ForTextTeachers).Concat(ForRespAlone).Order());

    [Theory]
    [MemberData(nameof(All))]
    public void Each_has_a_reply_in_RESP(RollWord word) => Assert.NotEmpty(Reply(RespReplyFormat.Instance, word));

    [Theory]
    [MemberData(nameof(Text))]
    public void Each_that_the_text_protocol_is_told_has_a_sentence(RollWord word) => Assert.NotEmpty(Reply(TextReplyFormat.Instance, word));

    [Theory]
    [MemberData(nameof(Students))]
    public void Each_that_students_are_told_stands_on_the_page_and_in_the_answer_to_programs(RollWord word)
    {
        foreach (PageText text in (PageText[])[PageText.Portuguese, PageText.English])
        {
            RollOutcome outcome = Outcome(word);
            CheckInFields fields = new(RollModel.Student(1), null, IsConfirmed: false);
            Answer page = new CheckInAnswer(text, AskedBook.Class, fields, RollSummaries.None).ForPerson(outcome);
            Assert.Equal(CheckInAnswer.ForProgram(text, outcome, fields.Student).Status, page.Status);
        }
    }

    /// <summary>But <see cref="RollWord.NoRollCall"/>, with which the server answers that was asked first.</summary>
    [Theory]
    [MemberData(nameof(Students))]
    public void Each_that_students_are_told_is_understood_from_another_server(RollWord word)
    {
        byte[] reply = Encoding.UTF8.GetBytes(Reply(RespReplyFormat.Instance, word));
        Assert.Equal(reply.Length, RespReply.TryRead(reply, out RespReply read));
        Assert.Equal(word == RollWord.NoRollCall ? null : word, PeerRelay.Read(read, AskedBook.Class)?.Word);
    }

    [Theory]
    [MemberData(nameof(Students))]
    public void Each_with_which_students_are_refused_has_a_sentence_on_screens(RollWord word)
    {
        if (word is RollWord.Registered or RollWord.Already)
        {
            return; // No refusals.
        }

        string reply = Reply(RespReplyFormat.Instance, word).Split('+', '-')[^1];
        string name = reply.Split(' ', '\r')[0];
        foreach (Language language in Enum.GetValues<Language>())
        {
            Assert.DoesNotContain(name, LanguagePack.Of(language).Result.Refusals.Of(name), StringComparison.Ordinal);
        }
    }

    private static string Reply(IReplyFormat format, RollWord word)
    {
        byte[] bytes = new byte[format.HeadRoom];
        RollOutcome outcome = Outcome(word);
        (int written, _) = format.WriteHead(bytes, in outcome, new RollRequest(AskedBook.Class, RollModel.Student(1)), []);
        return Encoding.UTF8.GetString(bytes, 0, written);
    }

    /// <summary>The word with all that goes with it.</summary>
    private static RollOutcome Outcome(RollWord word) => new(word, AskedBook.Class, new Stamp(0, 0), word switch
    {
        RollWord.Wait => new WaitingTime(412),
        RollWord.CodeShown => new CodeOutcome(ShownCode.None),
        RollWord.RosterHeld => new RosterOutcome(3),
        RollWord.Refusals => RefusalCounts.None,
        RollWord.Rolls => RollSummaries.None,
        RollWord.Listed or RollWord.Watching or RollWord.Closed => new AskedBook().Open(RollRules.None)
            .Ask(RollAsk.For(RollVerb.List, AskedBook.Class, token: AskedBook.Token)).List,
        _ => null,
    });
}
