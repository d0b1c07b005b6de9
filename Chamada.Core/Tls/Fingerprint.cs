using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chamada.Core.Tls;

/// <summary>
/// What tells one server's key from every other: the SHA-256 of its public key (SubjectPublicKeyInfo, RFC 7469 §2.4), so that a certificate
/// that is renewed for the same key has the same. Written as 64 hexadecimal digits.
/// </summary>
public readonly record struct Fingerprint
{
    private const int Digits = 64;

    private readonly string? _hex;

    private Fingerprint(string hex) => _hex = hex;

    /// <summary>That of a certificate's key.</summary>
    public static Fingerprint Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new Fingerprint(Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())));
    }

    /// <summary>Reads 64 hexadecimal digits in either case, with or without colons between each two.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Fingerprint fingerprint)
    {
        fingerprint = default;
        string digits = (text ?? "").Trim();
        if (digits.Length == Digits + (Digits / 2) - 1)
        {
            for (int i = 2; i < digits.Length; i += 3)
            {
                if (digits[i] != ':')
                {
                    return false;
                }
            }

            digits = digits.Replace(":", "", StringComparison.Ordinal);
        }

        if (digits.Length != Digits || !digits.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        fingerprint = new Fingerprint(digits.ToLowerInvariant());
        return true;
    }

    /// <summary>
    /// Whether a certificate is the one that is meant. Also by the SHA-256 of the certificate as a whole, which <c>openssl x509
    /// -fingerprint -sha256</c> and browsers show; that one changes when the certificate is renewed.
    /// </summary>
    public bool Fits(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return this == Of(certificate) || ToString() == Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span));
    }

    /// <inheritdoc/>
    public override string ToString() => _hex ?? "";
}
