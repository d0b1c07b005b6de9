using System.Globalization;
using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Peers;
using Chamada.Core.Rolls;
using Chamada.Core.Unicode;
using Chamada.Core.Wire.Resp;
using Chamada.Tests.Hosting;
using Chamada.Tui.Resources.English;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;

namespace Chamada.Tests.Unicode;

/// <summary>What nobody sees and yet does something: on every way in and on every way out, with all of Unicode.</summary>
public sealed class HiddenCharactersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The bidirectional formatting characters of UAX #9, by number: no table of the framework is asked.</summary>
    private static readonly int[] Bidirectional =
        [0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069];

    private static readonly Rune[] Hidden = [.. Runes().Where(static rune => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)];

    [Fact]
    public void All_of_them_are_told_from_text_and_no_letter_is()
    {
        Assert.Empty(Bidirectional.Except(Hidden.Select(static rune => rune.Value)));
        Assert.All(Hidden, static rune => Assert.True(HiddenCharacters.Has($"a{rune}b"), $"U+{rune.Value:X4}"));
        foreach (Rune rune in Runes().Where(static rune => Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune)))
        {
            Assert.Equal(rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0, HiddenCharacters.Has(rune.ToString()));
        }
    }

    [Theory]
    [InlineData("João Ñandú Łukasz")]
    [InlineData("می‌خواهم")]
    [InlineData("क्‍ष")]
    [InlineData("👩‍🏫 👨‍👩‍👧")]
    public void Joiners_that_join_are_text(string text)
    {
        Assert.False(HiddenCharacters.Has(text));
        Assert.Equal(text, HiddenCharacters.TakeOff(text));
        Assert.Equal($"\"{text}\"", Printable.Quote(text));
    }

    [Theory]
    [InlineData("\uFEFF\u200B 042191010\u3164\r\n", "042191010")]
    [InlineData("\U000E0041\u2800x y\u202C", "x y")]
    [InlineData("\t\u200D", "")]
    [InlineData("می‌خواهم", "می‌خواهم")]
    [InlineData("\uD800x\uDC00", "\uD800x\uDC00")]
    public void What_nobody_sees_around_a_text_is_taken_off(string text, string expected) =>
        Assert.Equal(expected, HiddenCharacters.Trim(text));

    [Theory]
    [InlineData("a\u200Db")]
    [InlineData("\u200Cش")]
    [InlineData("ش\u200D")]
    [InlineData("ش\u200D\u200Dش")]
    public void Joiners_that_join_nothing_are_not(string text) => Assert.True(HiddenCharacters.Has(text));

    /// <summary>Names, reasons from a server and from a file, hosts' names, addresses.</summary>
    [Fact]
    public void What_comes_in_loses_them()
    {
        foreach (Rune rune in Hidden)
        {
            string text = $"a{rune}b", code = $"U+{rune.Value:X4}";
            AssertClean(new RecordEntry(default, Noon, Mark.Removed, text).Reason, code);
            AssertClean(new SavedAttendance(default, Noon, Mark.Marked, text).Reason, code);
            AssertClean(Roster.Tidy(text), code);
            AssertClean(PeerText.Clean(Encoding.UTF8.GetBytes(text)), code);
            Assert.True(ServerAddress.Parse(text) is null, code);
        }
    }

    [Fact]
    public void What_goes_out_shows_them()
    {
        foreach (Rune rune in Hidden)
        {
            string text = $"a{rune}b", code = $"U+{rune.Value:X4}";
            AssertClean(Printable.Quote(text), code);
            AssertClean(Printable.Line(text), code);
            AssertClean(RespWriter.Quote(Encoding.UTF8.GetBytes(text)), code);
            AssertClean(Encoding.UTF8.GetString(RespWriter.Error(text)).TrimEnd('\r', '\n'), code);
        }

        Assert.Equal(@"'a\u202eb\x1b'", RespWriter.Quote("a\u202Eb\u001B"u8));
    }

    /// <summary>A hostile server's reasons, up to the files that a teacher opens.</summary>
    [Fact]
    public void No_file_of_a_list_holds_one_whatever_the_server_said()
    {
        StudentId student = StudentId.TryParse("042191010", out StudentId id) ? id : throw new FormatException();
        string hostile = string.Concat(Hidden.Where(static rune => rune.Value < 0x10000).Select(static rune => $"{rune}x"));
        CloseReply closed = new(ClassNumber.From(3030), Noon, [])
        {
            OpenedAt = Noon,
            Record = [new RecordEntry(student, Noon, Mark.Marked, hostile), new RecordEntry(student, Noon, Mark.Removed, hostile)],
        };
        SavedList list = SavedList.From(closed, new ServerAddress("h", 1), new Roster([new RosterEntry(student, "Ana")]));
        string json = Encoding.UTF8.GetString(list.ToJson()), csv = Encoding.UTF8.GetString(new ExportTextEnglish().ToSpreadsheet(list));
        AssertClean(json.ReplaceLineEndings(""), "json");
        AssertClean(csv.TrimStart('\uFEFF').ReplaceLineEndings(""), "csv");

        // Written into the file by hand.
        SavedList read = SavedList.Parse(Encoding.UTF8.GetBytes(json.Replace("xxx", "x\u202Ex", StringComparison.Ordinal)));
        Assert.All(read.Record, static entry => AssertClean(entry.Reason, "file"));
    }

    [Fact]
    public async Task A_server_takes_no_reason_with_one()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        string token = new('a', 32);
        await peer.AskAsync("OPEN", "3030", "TOKEN", token);
        await peer.ReadToAsync(token + "\r\n");
        foreach (int value in (int[])[.. Bidirectional, 0, '\n', 0x1B, 0x7F, 0x85, 0xAD, 0x200B, 0x2028, 0x2060, 0xFEFF, 0xE000, 0xE0001])
        {
            await peer.AskAsync("MARK", "3030", token, "1", "ABSENT", $"a{new Rune(value)}b");
            await peer.ExpectAsync("-ERR a reason has at most 200 characters, none invisible\r\n");
        }
    }

    /// <summary>The last way out: whatever a model hands over to be drawn.</summary>
    [Fact]
    public void No_line_of_a_screen_gives_one_to_the_terminal()
    {
        foreach (Rune rune in Hidden)
        {
            AssertClean(Canvas.ForTerminal($"a{rune}b"), $"U+{rune.Value:X4}");
        }
    }

    private static IEnumerable<Rune> Runes() => Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(static value => new Rune(value));

    private static void AssertClean(string text, string what)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            Assert.True(
                Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator),
                $"{what}: U+{rune.Value:X4}");
        }
    }
}
