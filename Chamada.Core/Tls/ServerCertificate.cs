using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chamada.Core.Tls;

/// <summary>
/// The certificate of a server: of its own making, kept in a file of the data folder that only the account can read, or from files that an
/// administrator names. Looked after while the server runs: its own is made anew before it is over, and files are read again when they have
/// changed.
/// </summary>
internal sealed class ServerCertificate : ICertificates, IDisposable
{
    /// <summary>The file in the data folder: the key, and behind it the certificate.</summary>
    public const string FileName = "tls.pem";

    /// <summary>How often it is looked after.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly TlsOptions _options;
    private readonly string? _file;
    private readonly TimeProvider _clock;
    private readonly ITlsLog _log;
    private readonly ECDsa? _key;
    private ITimer? _look;
    private (DateTime, DateTime) _read;
    private volatile SslServerAuthenticationOptions _current;

    private ServerCertificate(TlsOptions options, string? dataFolder, TimeProvider clock, ITlsLog log)
    {
        _options = options;
        _clock = clock;
        _log = log;
        _file = dataFolder is null ? null : Path.Combine(dataFolder, FileName);
        if (options.CertificateFile is null)
        {
            (_key, X509Certificate2? kept) = ReadOwn();
            _current = Accepting(kept ?? RenewOwn(), []);
        }
        else
        {
            _current = ReadFiles();
        }
    }

    /// <inheritdoc/>
    public SslServerAuthenticationOptions Current => _current;

    /// <summary>By what clients know the server.</summary>
    public Fingerprint Fingerprint => Fingerprint.Of(Leaf);

    /// <summary>What the next handshake shows.</summary>
    public X509Certificate2 Leaf => _current.ServerCertificateContext!.TargetCertificate;

    private string Until => Leaf.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads the certificate, or makes one.</summary>
    /// <param name="options">Where it comes from.</param>
    /// <param name="dataFolder">Where one of the server's own is kept; null to keep it in memory.</param>
    /// <param name="clock">Says when it is over.</param>
    /// <param name="log">Is told what is done with it.</param>
    /// <returns>The certificate, or why there is none.</returns>
    public static (ServerCertificate? Certificate, CertificateProblem? Problem) Open(
        TlsOptions options, string? dataFolder, TimeProvider clock, ITlsLog log)
    {
        string path = options.CertificateFile ?? (dataFolder is null ? "" : Path.Combine(dataFolder, FileName));
        try
        {
            ServerCertificate certificate = new(options, dataFolder, clock, log);
            certificate._look = clock.CreateTimer(
                static self => ((ServerCertificate)self!).Look(), certificate, Interval, Interval);
            log.CertificateShown(certificate.Fingerprint.ToString(), certificate.Until);
            return (certificate, null);
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            return (null, new CertificateProblem(path, exception.Message));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _look?.Dispose();
        _key?.Dispose();
    }

    private static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or InvalidDataException;

    /// <summary>No client certificates, nothing below TLS 1.2, nothing negotiated a second time; sessions are taken up again by
    /// tickets.</summary>
    private static SslServerAuthenticationOptions Accepting(X509Certificate2 leaf, X509Certificate2Collection issuers) => new()
    {
        // Nothing is fetched from anywhere for it.
        ServerCertificateContext = SslStreamCertificateContext.Create(leaf, issuers, offline: true),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        AllowRenegotiation = false,
        AllowTlsResume = true,
        ClientCertificateRequired = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
    };

    private void Look()
    {
        try
        {
            if (_options.CertificateFile is null)
            {
                if (IsNearItsEnd(Leaf))
                {
                    _current = Accepting(RenewOwn(), []);
                    _log.CertificateRenewed(Until);
                }
            }
            else if (Changed() != _read)
            {
                _current = ReadFiles();
                _log.CertificateRead(Fingerprint.ToString(), Until);
            }
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            _log.CertificateKept(_options.CertificateFile ?? _file ?? "", exception.Message); // The one before still counts.
        }
    }

    private bool IsNearItsEnd(X509Certificate2 certificate) =>
        certificate.NotAfter - _clock.GetUtcNow() < OwnCertificate.RenewedBefore;

    private (ECDsa Key, X509Certificate2? Certificate) ReadOwn()
    {
        if (_file is null || !File.Exists(_file))
        {
            return (OwnCertificate.NewKey(), null);
        }

        OwnPem.RefuseLink(_file);
        string pem = File.ReadAllText(_file);
        ECDsa key = ECDsa.Create();
        key.ImportFromPem(pem);
        X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem, pem);
        return (key, IsNearItsEnd(certificate) ? null : certificate);
    }

    private X509Certificate2 RenewOwn()
    {
        X509Certificate2 certificate = OwnCertificate.Make(_key!, _options.Names, _clock.GetUtcNow());
        if (_file is not null)
        {
            OwnPem.Write(_file, _key!.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem() + "\n");
        }

        return certificate;
    }

    private SslServerAuthenticationOptions ReadFiles()
    {
        (DateTime, DateTime) changed = Changed();
        string path = _options.CertificateFile!;
        X509Certificate2Collection issuers = [];
        issuers.ImportFromPemFile(path);
        X509Certificate2 leaf = X509Certificate2.CreateFromPemFile(path, _options.KeyFile ?? path);
        issuers.RemoveAt(0); // The file's first is the server's own.
        _read = changed;
        return Accepting(leaf, issuers);
    }

    private (DateTime, DateTime) Changed() => (
        File.GetLastWriteTimeUtc(_options.CertificateFile!),
        _options.KeyFile is { } key ? File.GetLastWriteTimeUtc(key) : default);
}

/// <summary>Why a server has no certificate to show.</summary>
/// <param name="Path">The file; empty where there is none.</param>
/// <param name="Detail">The system's words.</param>
internal sealed record CertificateProblem(string Path, string Detail);

/// <summary>What is told about a certificate, for the log.</summary>
internal interface ITlsLog
{
    /// <summary>The server shows it.</summary>
    void CertificateShown(string fingerprint, string until);

    /// <summary>The server's own was made anew, for the same key.</summary>
    void CertificateRenewed(string until);

    /// <summary>Files that had changed were read.</summary>
    void CertificateRead(string fingerprint, string until);

    /// <summary>The one before stays, because another could not be read or made.</summary>
    void CertificateKept(string path, string detail);
}
