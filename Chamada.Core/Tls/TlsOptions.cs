namespace Chamada.Core.Tls;

/// <summary>How a server speaks TLS.</summary>
public sealed record TlsOptions
{
    /// <summary>
    /// A file with the certificate in PEM, its issuers behind it. Null, the default, for one of the server's own, made on first use.
    /// </summary>
    public string? CertificateFile { get; init; }

    /// <summary>A file with the certificate's key in PEM. Null, the default, where it stands in the
    /// <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Names and addresses besides this machine's for which a certificate of its own is made. Default: none.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>Whether whoever does not speak TLS is told so and closed. Default: no.</summary>
    public bool IsOnly { get; init; }
}
