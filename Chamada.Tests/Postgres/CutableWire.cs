using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chamada.Tests.Postgres;

/// <summary>
/// The network between a server and a database: what comes goes on, until it is cut. Then nothing goes either way, and neither end is told,
/// as with a cable that was pulled out; what comes meanwhile is lost with its connection when the network is whole again.
/// </summary>
internal sealed class CutableWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Socket> _standing = [];
    private readonly int _port;
    private readonly Task _accepting;
    private TaskCompletionSource _whole = new();

    /// <summary>Begins to accept.</summary>
    /// <param name="port">The database's port on this machine.</param>
    public CutableWire(int port)
    {
        _port = port;
        _whole.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the database seems to be.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>From now on nothing gets through.</summary>
    public void Cut() => _whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>New connections get through again. Those from before the cut have missed something and are reset.</summary>
    public void Mend()
    {
        lock (_gate)
        {
            foreach (Socket socket in _standing)
            {
                socket.Dispose();
            }

            _standing.Clear();
        }

        _whole.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Mend();
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
                connections.Add(PassAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(Socket accepted)
    {
        using Socket near = accepted, far = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        (near.NoDelay, far.NoDelay) = (true, true);
        lock (_gate)
        {
            _standing.AddRange([near, far]);
        }

        try
        {
            await _whole.Task.WaitAsync(_stop.Token);
            await far.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
            Task there = PumpAsync(near, far), back = PumpAsync(far, near);
            await Task.WhenAny(there, back);
            near.Dispose();
            far.Dispose();
            await Task.WhenAll(there, back);
        }
        catch (Exception e) when (IsOfConnection(e))
        {
            // One end has had enough, or the test has.
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        try
        {
            byte[] buffer = new byte[65536];
            int length;
            while ((length = await from.ReceiveAsync(buffer, _stop.Token)) > 0)
            {
                await _whole.Task.WaitAsync(_stop.Token);
                for (int sent = 0; sent < length;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), _stop.Token);
                }
            }
        }
        catch (Exception e) when (IsOfConnection(e))
        {
            // One end has had enough, or the test has.
        }
    }

    private static bool IsOfConnection(Exception e) => e is OperationCanceledException or SocketException or ObjectDisposedException;
}
