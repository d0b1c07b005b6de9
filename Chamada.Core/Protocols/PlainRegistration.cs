using Chamada.Core.Rolls;

namespace Chamada.Core.Protocols;

/// <summary>
/// A student's registration in the one form in which nearly every client sends it: <c>*3 $7 PRESENT</c>, class and student, nothing
/// else. It is recognised by its first bytes and read straight on. Whatever is written otherwise, or is wrong, is left to
/// <see cref="Wire.Resp.RespFrame"/> and <see cref="Commands.CommandTable"/>, which would read this one just the same.
/// </summary>
internal static class PlainRegistration
{
    private static ReadOnlySpan<byte> Head => "*3\r\n$7\r\nPRESENT\r\n$"u8;

    /// <summary>Reads the registration that the bytes begin with.</summary>
    /// <param name="bytes">What has come.</param>
    /// <param name="number">The class.</param>
    /// <param name="student">Who.</param>
    /// <returns>How many bytes it takes; 0 when they begin with anything else, or with a piece of one.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, out ClassNumber number, out StudentId student)
    {
        if (bytes.StartsWith(Head))
        {
            int position = Head.Length;
            if (TryBulk(bytes, ref position, out ReadOnlySpan<byte> digits) && ClassNumber.TryParse(digits, out number)
                && position < bytes.Length && bytes[position++] == (byte)'$'
                && TryBulk(bytes, ref position, out ReadOnlySpan<byte> name) && StudentId.TryParse(name, out student))
            {
                return position;
            }
        }

        number = default;
        student = default;
        return 0;
    }

    /// <summary>Reads a bulk string after its <c>$</c>, of 1 to 99 bytes.</summary>
    private static bool TryBulk(ReadOnlySpan<byte> bytes, ref int position, out ReadOnlySpan<byte> text)
    {
        text = default;
        int at = position, length = 0;
        for (int end = at + 2; at < end && at < bytes.Length && (uint)(bytes[at] - '0') <= 9; at++)
        {
            length = (length * 10) + (bytes[at] - '0');
        }

        if (at == position || at + length + 4 > bytes.Length || !IsLineEnd(bytes, at) || !IsLineEnd(bytes, at + 2 + length))
        {
            return false;
        }

        text = bytes.Slice(at + 2, length);
        position = at + length + 4;
        return true;
    }

    private static bool IsLineEnd(ReadOnlySpan<byte> bytes, int at) => bytes[at] == (byte)'\r' && bytes[at + 1] == (byte)'\n';
}
