using System.Globalization;

namespace Chamada.Core.Rolls;

/// <summary>
/// The numeric identification of a class (turma): 1 to 999 999 999 999 999 999, at most 18 digits.
/// The value 0 is never a class; in an answer it means "refused".
/// </summary>
public readonly record struct ClassNumber : IComparable<ClassNumber>
{
    /// <summary>The largest number of digits a class number is written with, leading zeros included.</summary>
    public const int MaxDigits = 18;

    /// <summary>The largest class number.</summary>
    public const long MaxValue = 999_999_999_999_999_999;

    /// <summary>What an answer carries in place of a class when the request was refused.</summary>
    public static readonly ClassNumber Refused;

    private ClassNumber(long value) => Value = value;

    /// <summary>The number itself; 0 only in <see cref="Refused"/>.</summary>
    public long Value { get; }

    /// <summary>Makes a class number of a value already known to be one.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not from 1 to 18 nines.</exception>
    public static ClassNumber From(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxValue);
        return new ClassNumber(value);
    }

    /// <summary>Reads ASCII digits. False for anything but 1 to 18 of them, and for zero.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, out ClassNumber number)
    {
        number = default;
        if (digits.Length is 0 or > MaxDigits)
        {
            return false;
        }

        long value = 0;
        foreach (byte b in digits)
        {
            uint digit = (uint)(b - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        number = new ClassNumber(value);
        return value != 0;
    }

    /// <summary>Reads digits. False for anything but 1 to 18 ASCII digits, and for zero.</summary>
    public static bool TryParse(ReadOnlySpan<char> digits, out ClassNumber number)
    {
        number = default;
        if (digits.Length is 0 or > MaxDigits)
        {
            return false;
        }

        Span<byte> ascii = stackalloc byte[MaxDigits];
        for (int i = 0; i < digits.Length; i++)
        {
            ascii[i] = char.IsAsciiDigit(digits[i]) ? (byte)digits[i] : (byte)'?';
        }

        return TryParse(ascii[..digits.Length], out number);
    }

    /// <inheritdoc/>
    public int CompareTo(ClassNumber other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Orders by number.</summary>
    public static bool operator <(ClassNumber left, ClassNumber right) => left.Value < right.Value;

    /// <summary>Orders by number.</summary>
    public static bool operator >(ClassNumber left, ClassNumber right) => left.Value > right.Value;

    /// <summary>Orders by number.</summary>
    public static bool operator <=(ClassNumber left, ClassNumber right) => left.Value <= right.Value;

    /// <summary>Orders by number.</summary>
    public static bool operator >=(ClassNumber left, ClassNumber right) => left.Value >= right.Value;
}
