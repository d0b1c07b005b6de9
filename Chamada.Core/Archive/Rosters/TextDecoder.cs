using System.Text;
using Chamada.Core.Archive.Text;

namespace Chamada.Core.Archive.Rosters;

/// <summary>
/// Reads text whose encoding nobody has told. Unicode is recognised by its form. For the old one-byte encodings, in which every byte
/// means something, the letters decide: the one in which names read like names.
/// </summary>
public static class TextDecoder
{
    /// <summary>By how much an encoding has to read better than the next before it is taken without asking.</summary>
    private const int Margin = 3;

    /// <summary>How much of a file is weighed, in bytes: enough for thousands of names.</summary>
    private const int Weighed = 256 * 1024;

    private static readonly TextEncoding[] OneByte = [TextEncoding.Windows1252, TextEncoding.Cp850, TextEncoding.MacRoman];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a file, and finds out how.</summary>
    public static DecodedText Decode(ReadOnlySpan<byte> content)
    {
        if (UnicodeForm(content) is { } form)
        {
            return new DecodedText(As(form, content), form, []);
        }

        return TryUtf8(content) is { } text ? Once(text) : Legacy(content);
    }

    /// <summary>Decodes a file as somebody says that it is encoded. Bytes that mean nothing then become U+FFFD.</summary>
    public static DecodedText Decode(ReadOnlySpan<byte> content, TextEncoding encoding) => new(As(encoding, content), encoding, []);

    /// <summary>
    /// Opens a stream of lines of which only the beginning is known: UTF-16 and UTF-32 are recognised by it, everything else is UTF-8
    /// in which bytes that do not fit are Windows-1252. For input that has no end, or whose lines are wanted as they come.
    /// </summary>
    /// <param name="stream">The input, from its beginning.</param>
    /// <param name="beginning">Its first bytes; they are not taken out of <paramref name="stream"/>.</param>
    public static StreamReader OpenLines(Stream stream, ReadOnlySpan<byte> beginning)
    {
        Encoding encoding = UnicodeForm(beginning) is { } form
            ? Unicode(form)
            : Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Windows1252Fallback());
        return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false);
    }

    /// <summary>UTF-16 or UTF-32, told by a byte order mark or by where the zero bytes of ASCII are; null for anything else.</summary>
    internal static TextEncoding? UnicodeForm(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith<byte>([0xFF, 0xFE, 0, 0]))
        {
            return TextEncoding.Utf32;
        }

        if (content.StartsWith<byte>([0, 0, 0xFE, 0xFF]))
        {
            return TextEncoding.Utf32BigEndian;
        }

        if (content.StartsWith<byte>([0xFF, 0xFE]))
        {
            return TextEncoding.Utf16;
        }

        if (content.StartsWith<byte>([0xFE, 0xFF]))
        {
            return TextEncoding.Utf16BigEndian;
        }

        ReadOnlySpan<byte> sample = content[..Math.Min(content.Length, 4096)];
        Span<int> zeros = stackalloc int[4];
        for (int i = 0; i < sample.Length; i++)
        {
            zeros[i % 4] += sample[i] == 0 ? 1 : 0;
        }

        // A class list is mostly ASCII, separators, digits and line ends at the least; so most of its high bytes are zero.
        int most = sample.Length / 4 * 7 / 10;
        return most == 0 ? null : (zeros[0] >= most, zeros[1] >= most, zeros[2] >= most, zeros[3] >= most) switch
        {
            (false, true, true, true) => TextEncoding.Utf32,
            (true, true, true, false) => TextEncoding.Utf32BigEndian,
            (false, true, false, true) => TextEncoding.Utf16,
            (true, false, true, false) => TextEncoding.Utf16BigEndian,
            _ => null,
        };
    }

    private static Encoding Unicode(TextEncoding form) => form switch
    {
        TextEncoding.Utf16 => Encoding.Unicode,
        TextEncoding.Utf16BigEndian => Encoding.BigEndianUnicode,
        TextEncoding.Utf32 => Encoding.UTF32,
        TextEncoding.Utf32BigEndian => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        TextEncoding.Utf8 or TextEncoding.Utf8Twice or TextEncoding.Utf8AndWindows1252 => Encoding.UTF8,
        _ => CodePages.Of(form),
    };

    private static string As(TextEncoding encoding, ReadOnlySpan<byte> content)
    {
        string text = WithoutMark(encoding == TextEncoding.Utf8AndWindows1252
            ? LineByLine(content, TextEncoding.Windows1252)
            : Unicode(encoding).GetString(content));
        return encoding == TextEncoding.Utf8Twice ? TwiceEncoded.Undo(text) ?? text : text;
    }

    private static string WithoutMark(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;

    private static string? TryUtf8(ReadOnlySpan<byte> content)
    {
        try
        {
            return WithoutMark(Strict.GetString(content));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static DecodedText Once(string text) => TwiceEncoded.Undo(text) is { } original
        ? new DecodedText(original, TextEncoding.Utf8Twice, [])
        : new DecodedText(text, TextEncoding.Utf8, []);

    /// <summary>Not UTF-8 as a whole. Where some lines are, only the others are in an old encoding.</summary>
    private static DecodedText Legacy(ReadOnlySpan<byte> content)
    {
        (byte[] odd, bool isMixed) = OddLines(content);
        (TextEncoding Encoding, int Penalty)[] weighed = [.. OneByte
            .Select(encoding => (encoding, Penalty: NameLetters.Penalty(CodePages.Of(encoding).GetString(odd))))
            .OrderBy(static candidate => candidate.Penalty)];
        TextEncoding best = weighed[0].Encoding;
        string text = isMixed ? LineByLine(content, best) : CodePages.Of(best).GetString(content);
        bool isCertain = weighed[1].Penalty - weighed[0].Penalty >= Margin;
        return new DecodedText(
            WithoutMark(text),
            isMixed && best == TextEncoding.Windows1252 ? TextEncoding.Utf8AndWindows1252 : best,
            isCertain ? [] : [.. weighed.Select(candidate => new EncodingCandidate(candidate.Encoding, Sample(odd, candidate.Encoding)))]);
    }

    private static string Sample(byte[] odd, TextEncoding encoding)
    {
        int end = Array.FindIndex(odd, static b => b is (byte)'\r' or (byte)'\n');
        return CellText.Clean(CodePages.Of(encoding).GetString(odd, 0, Math.Min(end < 0 ? odd.Length : end, 200))).Text;
    }

    /// <summary>The lines that are not valid UTF-8, and whether others have letters that are.</summary>
    private static (byte[] Lines, bool OthersAreUtf8) OddLines(ReadOnlySpan<byte> content)
    {
        using MemoryStream odd = new();
        bool othersAreUtf8 = false;
        foreach (Range range in Lines(content))
        {
            ReadOnlySpan<byte> line = content[range];
            if (System.Text.Ascii.IsValid(line))
            {
                continue;
            }

            if (TryUtf8(line) is not null)
            {
                othersAreUtf8 = true;
            }
            else if (odd.Length < Weighed)
            {
                odd.Write(line);
            }
        }

        return (odd.ToArray(), othersAreUtf8);
    }

    private static string LineByLine(ReadOnlySpan<byte> content, TextEncoding other)
    {
        StringBuilder text = new(content.Length);
        foreach (Range range in Lines(content))
        {
            ReadOnlySpan<byte> line = content[range];
            text.Append(TryUtf8(line) ?? CodePages.Of(other).GetString(line));
        }

        return text.ToString();
    }

    /// <summary>Every line with its end.</summary>
    private static List<Range> Lines(ReadOnlySpan<byte> content)
    {
        List<Range> lines = [];
        for (int start = 0; start < content.Length;)
        {
            int end = content[start..].IndexOfAny((byte)'\r', (byte)'\n');
            int next = end < 0 ? content.Length : start + end + 1;
            lines.Add(start..next);
            start = next;
        }

        return lines;
    }

    /// <summary>Takes bytes that are no UTF-8 for Windows-1252.</summary>
    private sealed class Windows1252Fallback : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        private sealed class Buffer : DecoderFallbackBuffer
        {
            private string _text = "";
            private int _at;

            public override int Remaining => _text.Length - _at;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                (_text, _at) = (CodePages.Of(TextEncoding.Windows1252).GetString(bytesUnknown), 0);
                return _text.Length > 0;
            }

            public override char GetNextChar() => _at < _text.Length ? _text[_at++] : '\0';

            public override bool MovePrevious() => _at > 0 && _at-- > 0;

            public override void Reset() => (_text, _at) = ("", 0);
        }
    }
}
