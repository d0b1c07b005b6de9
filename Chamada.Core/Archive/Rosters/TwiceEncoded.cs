using System.Text;

namespace Chamada.Core.Archive.Rosters;

/// <summary>UTF-8 that was taken for Windows-1252 and encoded again, as one export after another does: <c>JoÃ£o</c> for
/// <c>João</c>.</summary>
internal static class TwiceEncoded
{
    /// <summary>More than this often nobody does it.</summary>
    private const int Most = 3;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Windows1252 = (Encoding)CodePages.Of(TextEncoding.Windows1252).Clone();

    static TwiceEncoded() => Windows1252.EncoderFallback = EncoderFallback.ExceptionFallback;

    /// <summary>
    /// The text as it was before. Null when it was not encoded twice: when not every line with letters beyond ASCII reads as UTF-8 again.
    /// </summary>
    public static string? Undo(string text)
    {
        string current = text;
        for (int i = 0; i < Most && UndoOnce(current) is { } before; i++)
        {
            current = before;
        }

        return ReferenceEquals(current, text) ? null : current;
    }

    private static string? UndoOnce(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return null;
        }

        StringBuilder before = new(text.Length);
        for (int start = 0; start < text.Length;)
        {
            int end = text.AsSpan(start).IndexOfAny('\r', '\n');
            int next = end < 0 ? text.Length : start + end + 1;
            string line = text[start..next];
            if (System.Text.Ascii.IsValid(line))
            {
                before.Append(line);
            }
            else if (TryRead(line) is { } read)
            {
                before.Append(read);
            }
            else
            {
                return null;
            }

            start = next;
        }

        return before.ToString();
    }

    private static string? TryRead(string line)
    {
        try
        {
            return Strict.GetString(Windows1252.GetBytes(line));
        }
        catch (Exception e) when (e is EncoderFallbackException or DecoderFallbackException)
        {
            return null;
        }
    }
}
