using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Chamada.Core.Discovery.Dns;

/// <summary>
/// A domain name, kept as it travels: labels of 1 to 63 bytes, each behind its length, then the root's zero; at most 255 bytes
/// in all (RFC 1035 §3.1). Names are equal without regard to the case of ASCII letters, as RFC 6762 §16 asks.
/// </summary>
internal sealed class DnsName : IEquatable<DnsName>
{
    /// <summary>The longest name, with the lengths and the final zero.</summary>
    public const int MaxLength = 255;

    /// <summary>The longest label, without its length.</summary>
    public const int MaxLabel = 63;

    private readonly byte[] _wire;
    private readonly int _hash;

    private DnsName(byte[] wire)
    {
        _wire = wire;
        var hash = new HashCode();
        foreach (byte b in wire)
        {
            hash.Add(Fold(b));
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The name as it travels, uncompressed.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>The first label's bytes; empty for the root.</summary>
    public ReadOnlySpan<byte> FirstLabel => _wire.AsSpan(1, _wire[0] == 0 ? 0 : _wire[0]);

    /// <summary>Makes a name of its labels, in UTF-8.</summary>
    /// <exception cref="ArgumentException">A label is empty or too long, or the whole is.</exception>
    public static DnsName Of(params ReadOnlySpan<string> labels)
    {
        Span<byte> wire = stackalloc byte[MaxLength];
        int length = 0;
        foreach (string label in labels)
        {
            int size = Encoding.UTF8.GetByteCount(label);
            if (size is 0 or > MaxLabel || length + size + 2 > MaxLength)
            {
                throw new ArgumentException($"'{label}' cannot be a label of a domain name.", nameof(labels));
            }

            wire[length] = (byte)size;
            Encoding.UTF8.GetBytes(label, wire[(length + 1)..]);
            length += size + 1;
        }

        wire[length++] = 0;
        return new DnsName(wire[..length].ToArray());
    }

    /// <summary>Makes a name of bytes that a reader has found to be well formed.</summary>
    internal static DnsName OfWire(ReadOnlySpan<byte> wire) => new(wire.ToArray());

    /// <summary>This name below another: <c>ana</c> under <c>_chamada._tcp.local</c>.</summary>
    /// <exception cref="ArgumentException">The label or the whole would be too long.</exception>
    public DnsName Under(string label)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(label);
        if (bytes.Length is 0 or > MaxLabel || bytes.Length + 1 + _wire.Length > MaxLength)
        {
            throw new ArgumentException($"'{label}' cannot be a label of a domain name.", nameof(label));
        }

        return new DnsName([(byte)bytes.Length, .. bytes, .. _wire]);
    }

    /// <summary>Whether this name is one label below <paramref name="parent"/>.</summary>
    public bool IsChildOf(DnsName parent) => _wire[0] != 0 && SameBytes(_wire.AsSpan(_wire[0] + 1), parent._wire);

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] DnsName? other) =>
        other is not null && _hash == other._hash && SameBytes(_wire, other._wire);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DnsName);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>For people: labels with dots between them; dots and backslashes inside a label escaped.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int at = 0; _wire[at] != 0; at += _wire[at] + 1)
        {
            string label = Encoding.UTF8.GetString(_wire, at + 1, _wire[at]);
            text.Append(label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal)).Append('.');
        }

        return text.Length == 0 ? "." : text.ToString();
    }

    /// <summary>
    /// Compares names in wire form without regard to case. A label's length is below 64 and so never mistaken for a letter.
    /// </summary>
    internal static bool SameBytes(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && Fold(left[i]) != Fold(right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static byte Fold(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
}
