using System.Text;

namespace Chamada.Core.Archive;

/// <summary>Reads text files as teachers have them: UTF-8, UTF-16 with a byte order mark, or Windows-1252, which spreadsheets on Windows still write.</summary>
public static class LegacyText
{
    // Windows-1252 is ISO 8859-1 but for 0x80 to 0x9F (WHATWG Encoding Standard, index windows-1252).
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a file. What is not valid UTF-8 is Windows-1252, in which every byte is a character.</summary>
    public static string Decode(ReadOnlySpan<byte> content, out string encoding)
    {
        if (content.StartsWith<byte>([0xFF, 0xFE]) || content.StartsWith<byte>([0xFE, 0xFF]))
        {
            encoding = "UTF-16";
            return (content[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(content[2..]);
        }

        try
        {
            encoding = "UTF-8";
            return Strict.GetString(content.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? content[3..] : content);
        }
        catch (DecoderFallbackException)
        {
            encoding = "Windows-1252";
            StringBuilder text = new(content.Length);
            foreach (byte b in content)
            {
                text.Append(b is >= 0x80 and < 0xA0 ? Windows1252[b - 0x80] : (char)b);
            }

            return text.ToString();
        }
    }
}
