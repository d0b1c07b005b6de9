using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chamada.Core.Tls;

namespace Chamada.Core.Client;

/// <summary>
/// TLS from the client's side. A server is believed by the fingerprint that the user or the network named; or because somebody vouches for
/// its name whom the system trusts; or because it shows what it showed the first time. Until it is believed nothing is sent to it.
/// </summary>
internal static class EncipheredStream
{
    /// <summary>Agrees with a server.</summary>
    /// <param name="socket">The connection; closed with the stream, and when there is none.</param>
    /// <param name="server">The server as it was named.</param>
    /// <param name="trust">By what it is known.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The stream and the server's fingerprint; or why there is none.</returns>
    public static async Task<ClientResult<Tuple<Stream, Fingerprint>>> BeginAsync(
        Socket socket, ServerAddress server, ServerTrust trust, CancellationToken cancellation)
    {
        Verdict verdict = new(server, trust);
        SslStream ssl = new(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false);
        try
        {
            await ssl.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = server.Host,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    AllowRenegotiation = false,
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) => verdict.Believes(certificate, chain, errors),
                    CertificateChainPolicy = new X509ChainPolicy
                    {
                        RevocationMode = X509RevocationMode.NoCheck,
                        DisableCertificateDownloads = true, // A classroom's network may have no way out.
                    },
                },
                cancellation).ConfigureAwait(false);
            verdict.Keep();
            return Tuple.Create<Stream, Fingerprint>(ssl, verdict.Shown);
        }
        catch (Exception exception) when (exception
            is AuthenticationException or IOException or OperationCanceledException or UnauthorizedAccessException)
        {
            await ssl.DisposeAsync().ConfigureAwait(false);
            return verdict.Why(exception);
        }
    }

    /// <summary>What is thought of one server's certificate, and why.</summary>
    private sealed class Verdict(ServerAddress server, ServerTrust trust)
    {
        private OtherKey? _other;
        private Fingerprint? _new;
        private string? _unbelieved;
        private bool _isKeeping;

        /// <summary>The fingerprint of the key that the server shows.</summary>
        public Fingerprint Shown { get; private set; }

        public bool Believes(X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
        {
            if (shown is null)
            {
                return false;
            }

            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
            Fingerprint fingerprint = Shown = Fingerprint.Of(certificate);
            if (trust.Expected(server) is { } expected)
            {
                _other = expected.Fits(certificate) ? null : new OtherKey(fingerprint, expected, null);
                return _other is null;
            }

            if (errors == SslPolicyErrors.None)
            {
                return true;
            }

            if (trust.Known is not { } known)
            {
                _unbelieved = string.Join(' ', chain?.ChainStatus.Select(static status => status.StatusInformation.Trim()) ?? []);
                return false;
            }

            return IsKnown(known, fingerprint);
        }

        /// <summary>Keeps what was seen first, now that the server has shown that the key is its own.</summary>
        public void Keep()
        {
            if (_new is { } fingerprint)
            {
                _isKeeping = true;
                trust.Known!.Add(server, fingerprint);
            }
        }

        public ClientError Why(Exception exception) =>
            _other is { } other ? new ClientError(ClientFault.Untrusted, $"it shows {other.Shown} and is known by {other.Expected}")
            {
                OtherKey = other,
            }
            : _unbelieved is not null ? new ClientError(ClientFault.Untrusted, _unbelieved)
            : exception is OperationCanceledException
                ? new ClientError(ClientFault.Unreachable, "no answer to the attempt to speak TLS") { Socket = SocketError.TimedOut }
            : _isKeeping
                ? new ClientError(ClientFault.Untrusted, $"its fingerprint could not be kept: {exception.Message}")
            : new ClientError(ClientFault.NoTls, (exception.InnerException ?? exception).Message);

        private bool IsKnown(KnownServers known, Fingerprint fingerprint)
        {
            try
            {
                if (known.Find(server) is { } before)
                {
                    _other = before == fingerprint ? null : new OtherKey(fingerprint, before, known.Path);
                    return _other is null;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _unbelieved = exception.Message;
                return false;
            }

            _new = fingerprint;
            return true;
        }
    }
}
