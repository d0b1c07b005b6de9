using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Core.Client;

namespace Chamada.Tests.Cli;

/// <summary>
/// Stands between a client and a server and breaks the connection off when the answer to a certain request comes: the server has
/// carried the request out, and the client does not know.
/// </summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ServerAddress _server;
    private readonly string _request;
    private readonly Task _accepting;
    private int _toLose;

    /// <summary>Begins to accept.</summary>
    /// <param name="server">Where requests go.</param>
    /// <param name="request">The command whose answer is lost, such as <c>PRESENT</c>.</param>
    /// <param name="toLose">How many answers are lost before all get through.</param>
    public LossyProxy(ServerAddress server, string request, int toLose)
    {
        _server = server;
        _request = request;
        _toLose = toLose;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect to.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>From now on every answer gets through.</summary>
    public void LoseNoMore() => Volatile.Write(ref _toLose, 0);

    /// <summary>Ends every connection, and accepts no more. Doing it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_accepting.IsCompleted)
        {
            return;
        }

        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using TcpClient peer = client, server = new();
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            bool asked = false;
            await Task.WhenAny(
                CopyAsync(peer, server, sees: text => asked |= text.Contains(_request, StringComparison.Ordinal),
                    stopsAt: static () => false),
                CopyAsync(server, peer, sees: static _ => { }, stopsAt: () => asked && TryLose()));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // One side went away; so does the other.
        }
    }

    private bool TryLose()
    {
        if (Interlocked.Decrement(ref _toLose) < 0)
        {
            return false;
        }

        Lost++;
        return true;
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Action<string> sees, Func<bool> stopsAt)
    {
        byte[] buffer = new byte[64 * 1024];
        int length;
        while ((length = await from.GetStream().ReadAsync(buffer, _stop.Token)) > 0 && !stopsAt())
        {
            sees(Encoding.UTF8.GetString(buffer, 0, length));
            await to.GetStream().WriteAsync(buffer.AsMemory(0, length), _stop.Token);
        }
    }
}
