using System.Net;
using System.Net.Sockets;

namespace Chamada.Tests.Tls;

/// <summary>Passes one connection on, each byte from the peer by itself.</summary>
internal sealed class TricklingProxy : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _ending = new();
    private Task _passing = Task.CompletedTask;

    public EndPoint EndPoint => _listener.LocalEndPoint!;

    public static Task<TricklingProxy> StartAsync(EndPoint server)
    {
        TricklingProxy proxy = new();
        proxy._listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        proxy._listener.Listen();
        proxy._passing = proxy.PassAsync(server);
        return Task.FromResult(proxy);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _passing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task PassAsync(EndPoint server)
    {
        using Socket peer = await _listener.AcceptAsync(_ending.Token);
        using Socket there = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await there.ConnectAsync(server, _ending.Token);
        await Task.WhenAny(PassAsync(peer, there, 1), PassAsync(there, peer, 4096));
    }

    private async Task PassAsync(Socket from, Socket to, int piece)
    {
        byte[] buffer = new byte[4096];
        int count;
        while ((count = await from.ReceiveAsync(buffer, _ending.Token)) > 0)
        {
            for (int sent = 0; sent < count; sent += piece)
            {
                await to.SendAsync(buffer.AsMemory(sent, Math.Min(piece, count - sent)), _ending.Token);
            }
        }
    }
}
