using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Chamada.Core.Rolls;

/// <summary>
/// What the codes of one roll call are made from: 256 random bits. They never leave the server, in no answer and no line of a log, and are
/// erased with the roll call.
/// </summary>
public sealed class CodeSecret
{
    /// <summary>Bytes in a secret.</summary>
    public const int Size = 32;

    private readonly byte[] _bytes;

    private CodeSecret(byte[] bytes) => _bytes = bytes;

    /// <summary>Its bytes, for who keeps them.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Takes up random bytes, or a secret that was stored.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 32 bytes long.</exception>
    public static CodeSecret FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(bytes.ToArray())
        : throw new ArgumentException($"A secret has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>The code of a number: the construction of RFC 6238 with HMAC-SHA-256, six digits.</summary>
    public CodeDigits CodeOf(long counter)
    {
        Span<byte> message = stackalloc byte[sizeof(long)], hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(message, counter);
        HMACSHA256.HashData(_bytes, message, hash);

        // RFC 4226, 5.3: four bytes, from where the last half byte says, without their sign.
        uint number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return CodeDigits.Of((int)(number % CodeDigits.Count));
    }

    /// <summary>Says nothing, so that it gets into no log by accident.</summary>
    public override string ToString() => "secret";
}

/// <summary>Six decimal digits, leading zeros included, that a student copies from the board.</summary>
public readonly record struct CodeDigits
{
    /// <summary>How many digits.</summary>
    public const int Length = 6;

    /// <summary>How many codes there are.</summary>
    public const int Count = 1_000_000;

    private readonly int _value;

    private CodeDigits(int value) => _value = value;

    /// <summary>The digits of a number from 0 to 999999.</summary>
    internal static CodeDigits Of(int value) => new(value);

    /// <summary>Reads exactly six ASCII digits. False for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> ascii, out CodeDigits code)
    {
        code = default;
        if (ascii.Length != Length || ascii.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        int value = 0;
        foreach (byte digit in ascii)
        {
            value = (value * 10) + digit - '0';
        }

        code = new CodeDigits(value);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out CodeDigits)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out CodeDigits code)
    {
        Span<byte> ascii = stackalloc byte[Length];
        code = default;
        if (text.Length != Length)
        {
            return false;
        }

        for (int i = 0; i < Length; i++)
        {
            ascii[i] = text[i] < 128 ? (byte)text[i] : (byte)0;
        }

        return TryParse(ascii, out code);
    }

    /// <summary>Whether it is the same code; how long that takes says nothing about the digits.</summary>
    public bool IsSame(CodeDigits other)
    {
        Span<byte> mine = stackalloc byte[sizeof(int)], theirs = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(mine, _value);
        BinaryPrimitives.WriteInt32LittleEndian(theirs, other._value);
        return CryptographicOperations.FixedTimeEquals(mine, theirs);
    }

    /// <inheritdoc/>
    public override string ToString() => _value.ToString("D6", CultureInfo.InvariantCulture);
}
