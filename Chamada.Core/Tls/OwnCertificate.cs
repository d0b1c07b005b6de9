using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chamada.Core.Tls;

/// <summary>
/// A certificate that a server makes for itself: clients know it by its <see cref="Fingerprint"/>, which is its key's. The key lasts as
/// long as the file; the certificate is made anew before it is over.
/// </summary>
internal static class OwnCertificate
{
    /// <summary>Browsers accept no longer ones (CA/Browser Forum, 398 days).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(397);

    /// <summary>How long before its end it is made anew.</summary>
    public static readonly TimeSpan RenewedBefore = TimeSpan.FromDays(60);

    /// <summary>The usage of a server's certificate (RFC 5280 §4.2.1.12).</summary>
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);

    /// <summary>A key for a server that has none: ECDSA on the curve P-256, which every client knows.</summary>
    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A certificate for a key.</summary>
    /// <param name="key">The key; the certificate has a copy of its own.</param>
    /// <param name="names">Names and addresses of the server, beside this machine's.</param>
    /// <param name="now">From when it counts, but for a day that clocks may differ.</param>
    public static X509Certificate2 Make(ECDsa key, IEnumerable<string> names, DateTimeOffset now)
    {
        string host = Dns.GetHostName();
        SubjectAlternativeNameBuilder subjects = new();
        foreach (string name in names.Concat([host, "localhost", "127.0.0.1", "::1"]).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                subjects.AddIpAddress(address);
            }
            else if (Uri.CheckHostName(name) == UriHostNameType.Dns)
            {
                subjects.AddDnsName(name);
            }
        }

        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName($"Chamada {(host.Length > 50 ? host[..50] : host)}"); // At most 64 characters (RFC 5280 appendix A).
        CertificateRequest request = new(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(subjects.Build());
        return request.CreateSelfSigned(now - ClocksDiffer, now + Lifetime);
    }
}
