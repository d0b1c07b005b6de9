using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Chamada.Core.Rolls;

/// <summary>
/// A student number (matrícula): 1 to 32 ASCII letters, digits, '.', '_' or '-'. Leading zeros and case count:
/// <c>042191010</c> is not <c>42191010</c>.
/// </summary>
/// <remarks>
/// The characters live inside the value, padded with zero bytes, so that a request allocates nothing for its student.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct StudentId : IEquatable<StudentId>
{
    /// <summary>The largest number of characters.</summary>
    public const int MaxLength = 32;

    // Not a Vector256: that wants its place aligned to 32 bytes, which would cost an entry of a roll call's log 16 bytes of padding.
    private readonly ulong _first, _second, _third, _fourth;

    /// <summary>The number of characters; 0 only in the default value, which is no student.</summary>
    public int Length
    {
        get
        {
            int zero = AsSpan(in this).IndexOf((byte)0);
            return zero < 0 ? MaxLength : zero;
        }
    }

    /// <summary>Reads ASCII text. False when it is empty, longer than 32, or holds any other character.</summary>
    public static bool TryParse(ReadOnlySpan<byte> ascii, out StudentId student)
    {
        student = default;
        if (ascii.Length is 0 or > MaxLength)
        {
            return false;
        }

        ascii.CopyTo(MemoryMarshal.AsBytes(new Span<StudentId>(ref student)));
        if (AreAllowed(in student, ascii.Length))
        {
            return true;
        }

        student = default;
        return false;
    }

    /// <summary>Makes a student number of text already known to be one.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is not 1 to 32 of A-Z a-z 0-9 . _ -.</exception>
    public static StudentId From(string text) => TryParse(text, out StudentId student)
        ? student
        : throw new ArgumentException($"A student number is 1 to {MaxLength} of A-Z a-z 0-9 . _ -.", nameof(text));

    /// <summary>Reads text. False when it is empty, longer than 32, or holds any other character.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out StudentId student)
    {
        student = default;
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        Span<byte> ascii = stackalloc byte[MaxLength];
        for (int i = 0; i < text.Length; i++)
        {
            ascii[i] = text[i] < 128 ? (byte)text[i] : (byte)0;
        }

        return TryParse(ascii[..text.Length], out student);
    }

    /// <summary>Whether a student number may hold this character.</summary>
    public static bool IsAllowed(int character) =>
        (uint)((character | 0x20) - 'a') <= 'z' - 'a' && character < 128
        || (uint)(character - '0') <= 9
        || character is '.' or '_' or '-';

    /// <summary>As <see cref="IsAllowed"/>, of the first characters, all at once.</summary>
    private static bool AreAllowed(in StudentId student, int length)
    {
        Vector256<byte> characters = Vector256.LoadUnsafe(in student._first).AsByte();
        Vector256<byte> allowed = Within(characters | Vector256.Create((byte)0x20), (byte)'a', (byte)'z')
            | (Within(characters, (byte)'-', (byte)'9') & ~Vector256.Equals(characters, Vector256.Create((byte)'/')))
            | Vector256.Equals(characters, Vector256.Create((byte)'_'));
        return BitOperations.TrailingZeroCount(~allowed.ExtractMostSignificantBits()) >= length;

        static Vector256<byte> Within(Vector256<byte> values, byte first, byte last) =>
            Vector256.LessThanOrEqual(values - Vector256.Create(first), Vector256.Create((byte)(last - first)));
    }

    /// <summary>Copies the characters and answers how many there were.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public int CopyTo(Span<byte> destination)
    {
        ReadOnlySpan<byte> text = AsSpan(in this)[..Length];
        text.CopyTo(destination);
        return text.Length;
    }

    /// <inheritdoc/>
    public bool Equals(StudentId other) =>
        Vector256.LoadUnsafe(in _first) == Vector256.LoadUnsafe(in other._first);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StudentId other && Equals(other);

    /// <summary>A hash seeded per process, so that nobody can choose student numbers that collide.</summary>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(AsSpan(in this));
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.ASCII.GetString(AsSpan(in this)[..Length]);

    /// <summary>Equal when every character is.</summary>
    public static bool operator ==(StudentId left, StudentId right) => left.Equals(right);

    /// <summary>Unequal when any character is.</summary>
    public static bool operator !=(StudentId left, StudentId right) => !left.Equals(right);

    private static ReadOnlySpan<byte> AsSpan(in StudentId student) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<StudentId>(in student));
}
