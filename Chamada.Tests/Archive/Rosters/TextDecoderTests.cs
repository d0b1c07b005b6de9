using System.Text;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Text;
using CsCheck;

namespace Chamada.Tests.Archive.Rosters;

/// <summary>Encodings that nobody has told: found out, or asked about, never taken wrongly in silence.</summary>
public sealed class TextDecoderTests
{
    private static readonly string[] Words =
    [
        "Érica", "João", "Conceição", "José", "Antônio", "Ângela", "Luís", "Müller", "Muñoz", "Açaí", "JOÃO", "CONCEIÇÃO", "JOSÉ", "ÉRICA",
        "Ítalo", "Avó", "Ana", "Lima",
    ];

    private static readonly string[] Names = ["utf-8", "utf-16", "utf-16BE", "utf-32", "windows-1252", "ibm850", "macintosh"];

    static TextDecoderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("09-encodings/cp850.csv", TextEncoding.Cp850)]
    [InlineData("09-encodings/mac_roman.csv", TextEncoding.MacRoman)]
    [InlineData("09-encodings/mixed.csv", TextEncoding.Utf8AndWindows1252)]
    [InlineData("09-encodings/nfd.csv", TextEncoding.Utf8)]
    [InlineData("09-encodings/utf-16-be.csv", TextEncoding.Utf16BigEndian)]
    [InlineData("09-encodings/utf-32.csv", TextEncoding.Utf32)]
    public void Names_read_as_they_are_written(string file, TextEncoding encoding)
    {
        RosterRead read = Assert.IsType<RosterRead>(RosterCase.Read(file));
        Assert.Equal(encoding, read.Layout.Encoding);
        Assert.Equal(["042191015 Érica Nogueira", "042191007 João Conceição"], RosterCase.Students(read));
    }

    [Fact]
    public void What_was_encoded_twice_is_undone()
    {
        Assert.Equal(["042191015 Érica Nogueira"], RosterCase.Students(RosterCase.Read("09-encodings/utf8-twice.csv")));
        byte[] thrice = Encoding.UTF8.GetBytes("João");
        for (int i = 0; i < 2; i++)
        {
            thrice = Encoding.UTF8.GetBytes(Encoding.GetEncoding(1252).GetString(thrice));
        }

        Assert.Equal("João", TextDecoder.Decode(thrice).Text);
    }

    [Fact]
    public void Whatever_the_encoding_names_come_out_right_or_are_asked_about() =>
        Gen.Select(Gen.Int[0, Words.Length - 1].Select(static i => Words[i]).Array[1, 12],
            Gen.Int[0, Names.Length - 1].Select(static i => Names[i])).Sample((words, name) =>
        {
            string text = "Matricula;Nome\r\n" + string.Concat(words.Select(static (word, i) => $"{1000 + i};{word} Lima\r\n"));
            DecodedText decoded = TextDecoder.Decode(Encoding.GetEncoding(name).GetBytes(text));
            Assert.True(decoded.Text == text || !decoded.IsCertain, $"{name}: {decoded.Encoding} {decoded.Text}");
            Assert.True(decoded.IsCertain || decoded.Candidates.Count == 3);
        });

    [Fact]
    public void An_encoding_that_is_not_certain_is_a_question_with_a_sample_of_each()
    {
        byte[] file = [.. "Matricula;Nome\n1001;Ant"u8, 0x93, .. "nio\n"u8];
        RosterUndecided undecided = Assert.IsType<RosterUndecided>(RosterReader.Read(file));
        Assert.Equal(RosterDoubt.Encoding, undecided.Doubt);
        Assert.Contains(new EncodingCandidate(TextEncoding.Cp850, "1001;Antônio"), undecided.Layout.Encodings);
        Assert.Equal(["1001 Antônio"], RosterCase.Students(RosterReader.Read(file, new RosterChoice { Encoding = TextEncoding.Cp850 })));
    }

    [Theory]
    [InlineData("28-batch-files/latin1.txt", "José", "042191010")]
    [InlineData("28-batch-files/utf16.txt", "042191015", "042191007")]
    [InlineData("28-batch-files/cr-only.txt", "042191015", "042191007")]
    public void Lines_are_read_as_they_come_in_the_encoding_of_their_beginning(string file, string first, string second)
    {
        byte[] content = File.ReadAllBytes(RosterCase.Path(file));
        using StreamReader lines = TextDecoder.OpenLines(new MemoryStream(content), content.AsSpan(0, Math.Min(content.Length, 64)));
        Assert.Equal((first, second, null), (lines.ReadLine(), lines.ReadLine(), lines.ReadLine()));
    }

    [Fact]
    public void Names_are_kept_composed_and_without_what_nobody_sees()
    {
        Assert.Equal(
            [
                "100 João Conceição", "101 João Silva", "102 avliS anA", "103 李小龙", "104 👩‍👩‍👧 Família", "105 محمد علي", "106 Zoë Soft",
                "107 Ana Linha",
                "108 " + new string('A', 119) + "é", "109 Åsa Ærø", "110 Álvaro", "111 Zulmira", "112 D'Ávila, José",
            ],
            RosterCase.Students(RosterCase.Read("16-unicode-names/in.csv")).Select(static line => line.Length > 100 ? line[..124] : line));
    }

    [Theory]
    [InlineData("Joa\u0303o", "João")]
    [InlineData("Nguye\u0302\u0303n", "Nguyễn")]
    [InlineData("Vie\u0323\u0302t", "Việt")]
    [InlineData("Vie\u0302\u0323t", "Việt")]
    [InlineData("\u0438\u0306", "й")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("x\u0323\u0301", "x\u0323\u0301")]
    [InlineData("a\u202Eb\u2066c\u00ADd\uFEFFe", "abcde")]
    [InlineData("a\u2028 b\u0001\tc", "a b c")]
    public void Text_is_cleaned(string text, string clean) => Assert.Equal(clean, CellText.Clean(text).Text);

    [Fact]
    public void Half_a_character_becomes_the_sign_for_a_lost_one() =>
        Assert.Equal(new CleanText("Ana \uFFFD", HadMarks: false, LostLetters: true), CellText.Clean("Ana \uD83D"));

    [Fact]
    public void Cleaning_what_is_clean_changes_nothing() =>
        Gen.String[Gen.OneOf(Gen.Char["aé \u0301\u0327\u200D\u202E\u00A0"], Gen.Char), 0, 30].Sample(text =>
        {
            string clean = CellText.Clean(text).Text;
            Assert.Equal(clean, CellText.Clean(clean).Text);
        });
}
