using System.Security.Cryptography;

namespace Chamada.Core.Rolls;

/// <summary>
/// The SHA-256 of a roll call's token, which is all that the server keeps of it. Two hashes are compared in constant time.
/// </summary>
public sealed class TokenHash : IEquatable<TokenHash>
{
    /// <summary>Bytes in a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private readonly byte[] _bytes;

    private TokenHash(byte[] bytes) => _bytes = bytes;

    /// <summary>The hash's 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Hashes a token as its owner sends it.</summary>
    public static TokenHash Of(ReadOnlySpan<byte> token) => new(SHA256.HashData(token));

    /// <summary>Takes up a hash that was stored.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 32 bytes long.</exception>
    public static TokenHash FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(bytes.ToArray())
        : throw new ArgumentException($"A token's hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <inheritdoc/>
    public bool Equals(TokenHash? other) => other is not null && CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TokenHash);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_bytes);
}
