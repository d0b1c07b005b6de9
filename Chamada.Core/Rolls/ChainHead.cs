using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chamada.Core.Rolls;

/// <summary>
/// What a record says up to an entry, as one number: a SHA-256 over that entry and the head before it. The head at a student's entry is the
/// student's receipt.
/// </summary>
/// <param name="High">The first 16 bytes, as a number.</param>
/// <param name="Low">The other 16.</param>
public readonly record struct ChainHead(UInt128 High, UInt128 Low)
{
    /// <summary>Characters of a head as text.</summary>
    public const int TextLength = 64;

    /// <summary>Reads 64 hexadecimal digits, in any case. False for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ChainHead head)
    {
        UInt128 high = 0, low = 0;
        bool isHead = text.Length == TextLength
            && UInt128.TryParse(text[..32], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out high)
            && UInt128.TryParse(text[32..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out low);
        head = new ChainHead(high, low);
        return isHead;
    }

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x32}{Low:x32}");
}

/// <summary>
/// What the chain of one roll call begins with, so that nobody who holds receipts can find out by trying who registered between
/// two of them.
/// Made of the owner's token, which teacher and server know and nobody else; the token cannot be found from it.
/// </summary>
public sealed record RecordSalt
{
    private const int Size = 16;

    private static readonly RecordSalt OfNobody = new(new string('0', Size * 2));

    private RecordSalt(string text) => Text = text;

    /// <summary>32 hexadecimal digits in lower case.</summary>
    public string Text { get; }

    /// <summary>The salt of a roll call by the hash of its token; zeros where it belongs to nobody.</summary>
    public static RecordSalt Of(TokenHash? owner) => owner is null
        ? OfNobody
        : new RecordSalt(Convert.ToHexStringLower(SHA256.HashData([.. "chamada salt"u8, .. owner.Bytes]).AsSpan(0, Size)));

    /// <summary>The salt of a roll call by its token.</summary>
    public static RecordSalt Of(string token) => Of(TokenHash.Of(Encoding.UTF8.GetBytes(token)));

    /// <summary>Takes up one that was saved; null when it is none.</summary>
    public static RecordSalt? Parse(string? text) =>
        text is { Length: Size * 2 } && text.All(char.IsAsciiHexDigitLower) ? new RecordSalt(text) : null;
}
