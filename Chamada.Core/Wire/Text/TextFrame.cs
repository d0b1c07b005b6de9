namespace Chamada.Core.Wire.Text;

/// <summary>Who asks, in the text protocol.</summary>
public enum TextRole
{
    /// <summary>Neither: the line ended, or grew too long, before a role came.</summary>
    None,

    /// <summary>The request ended in <c>,teacher</c>.</summary>
    Teacher,

    /// <summary>The request ended in <c>,student</c>.</summary>
    Student,
}

/// <summary>
/// One request of the Python programs: <c>&lt;input&gt;,teacher</c> or <c>&lt;input&gt;,student</c>. It has no line end and no
/// length, so the role is what ends it. White space around the input and before the role is ignored, for the sake of people who type.
/// </summary>
public readonly ref struct TextFrame
{
    /// <summary>The most bytes of one request, without its role.</summary>
    public const int MaxBytes = 1024;

    /// <summary>The most bytes of one request with its role and the white space before that; white space before the request does not
    /// count.</summary>
    public const int LongestRequest = MaxBytes + RoleLength;

    private const int RoleLength = 8;

    private TextFrame(ReadOnlySpan<byte> input, TextRole role, int consumed)
    {
        Input = input;
        Role = role;
        Consumed = consumed;
    }

    /// <summary>What stands before the role, trimmed.</summary>
    public ReadOnlySpan<byte> Input { get; }

    /// <summary>Who asks.</summary>
    public TextRole Role { get; }

    /// <summary>How many bytes the request took; without a request, how many of mere white space may be passed over.</summary>
    public int Consumed { get; }

    /// <summary>Reads the request that begins with the first byte. False when it has not ended yet.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out TextFrame frame)
    {
        frame = default;
        int blank = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        if (blank < 0)
        {
            frame = new TextFrame([], TextRole.None, bytes.Length);
            return false;
        }

        ReadOnlySpan<byte> request = bytes[blank..];
        int line = request.IndexOf((byte)'\n');
        int end = FindRole(line < 0 ? request : request[..line], out int length);
        if (end >= 0 && end + length <= LongestRequest)
        {
            TextRole role = request[end + length - 1] == (byte)'r' ? TextRole.Teacher : TextRole.Student;
            frame = new TextFrame(request[..end].TrimEnd(" \t\r"u8), role, blank + end + length);
            return true;
        }

        if (line >= 0 && line <= MaxBytes)
        {
            frame = new TextFrame(request[..line].TrimEnd(" \t\r"u8), TextRole.None, blank + line + 1);
            return true;
        }

        // A role that is still on its way may begin within the limit and end beyond it.
        if (request.Length > LongestRequest)
        {
            frame = new TextFrame(request[..MaxBytes], TextRole.None, blank + MaxBytes);
            return true;
        }

        return false;
    }

    /// <summary>Where the first role begins, at its comma; −1 when there is none.</summary>
    /// <param name="bytes">No more than a line.</param>
    /// <param name="length">How many bytes it takes, from the comma on, with the white space between.</param>
    public static int FindRole(ReadOnlySpan<byte> bytes, out int length)
    {
        int from = 0;
        while (true)
        {
            int comma = bytes[from..].IndexOf((byte)',');
            if (comma < 0)
            {
                length = 0;
                return -1;
            }

            from += comma;
            ReadOnlySpan<byte> role = bytes[(from + 1)..].TrimStart(" \t"u8);
            if (role.StartsWith("teacher"u8) || role.StartsWith("student"u8))
            {
                length = bytes.Length - from - role.Length + RoleLength - 1;
                return from;
            }

            from++;
        }
    }
}
