using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Tls;

/// <summary>A peer that speaks TLS, and knows which certificate it was shown.</summary>
internal sealed class TlsPeer : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly NetworkStream _network;
    private string _received = "";

    private TlsPeer(Socket socket)
    {
        Socket = socket;
        _network = new NetworkStream(socket, ownsSocket: true);
        Ssl = new SslStream(_network, leaveInnerStreamOpen: false);
    }

    public Socket Socket { get; }

    public SslStream Ssl { get; }

    /// <summary>What the server has shown.</summary>
    public X509Certificate2 Shown { get; private set; } = null!;

    public static async Task<TlsPeer> ConnectAsync(EndPoint server, SslProtocols protocols = SslProtocols.None)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        TlsPeer peer = new(socket);
        await peer.Ssl.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocols,
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                peer.Shown = X509CertificateLoader.LoadCertificate(certificate!.GetRawCertData());
                return certificate is not null;
            },
        }).WaitAsync(TestServer.Patience);
        return peer;
    }

    public Task SendAsync(string text) => Ssl.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask().WaitAsync(TestServer.Patience);

    /// <summary>Reads exactly what is expected next; fails with what came instead.</summary>
    public async Task ExpectAsync(string text)
    {
        while (_received.Length < text.Length && await MoreAsync())
        {
        }

        Assert.StartsWith(text, _received, StringComparison.Ordinal);
        _received = _received[text.Length..];
    }

    /// <summary>Reads all that comes until the server says that nothing more does.</summary>
    public async Task<string> ReadToEndAsync()
    {
        while (await MoreAsync())
        {
        }

        return _received;
    }

    public async ValueTask DisposeAsync()
    {
        await Ssl.DisposeAsync();
        await _network.DisposeAsync();
    }

    private async Task<bool> MoreAsync()
    {
        int count = await Ssl.ReadAsync(_buffer).AsTask().WaitAsync(TestServer.Patience);
        _received += Encoding.UTF8.GetString(_buffer, 0, count);
        return count > 0;
    }
}
