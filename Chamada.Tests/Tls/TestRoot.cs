using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chamada.Tests.Tls;

/// <summary>A certificate authority of a test's own, as a school may have one.</summary>
internal sealed class TestRoot
{
    private readonly X509Certificate2 _root;

    public TestRoot()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Escola de Teste", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    /// <summary>Writes the root's certificate to a file.</summary>
    public string Write(string folder)
    {
        string path = Path.Combine(folder, "root.pem");
        File.WriteAllText(path, _root.ExportCertificatePem() + "\n");
        return path;
    }

    /// <summary>Issues a certificate for names, and writes it and its key to files.</summary>
    public (string Certificate, string Key) Issue(string folder, params string[] names)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder subjects = new();
        foreach (string name in names)
        {
            if (System.Net.IPAddress.TryParse(name, out System.Net.IPAddress? address))
            {
                subjects.AddIpAddress(address);
            }
            else
            {
                subjects.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(subjects.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using X509Certificate2 issued = request.Create(
            _root, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(20), RandomNumberGenerator.GetBytes(12));
        string certificate = Path.Combine(folder, "server.pem"), keyFile = Path.Combine(folder, "server.key");
        File.WriteAllText(certificate, issued.ExportCertificatePem() + "\n" + _root.ExportCertificatePem() + "\n");
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
        return (certificate, keyFile);
    }
}
