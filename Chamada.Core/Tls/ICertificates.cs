using System.Net.Security;

namespace Chamada.Core.Tls;

/// <summary>What a server shows and accepts in a handshake, as it is now: a certificate is renewed while the server runs.</summary>
internal interface ICertificates
{
    /// <summary>What the next handshake goes by.</summary>
    SslServerAuthenticationOptions Current { get; }
}
