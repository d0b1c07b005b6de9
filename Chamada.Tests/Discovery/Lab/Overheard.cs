using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Chamada.Tests.Discovery.Lab;

/// <summary>
/// Somebody else on port 5353, made of nothing but a socket: hears all that goes to the group on one machine's link, and sends what it
/// likes.
/// </summary>
internal sealed class Overheard : IDisposable
{
    private readonly Socket _socket;
    private readonly IPEndPoint _group = new(IPAddress.Parse("224.0.0.251"), 5353);

    public Overheard(LabHost host, string link = "eth0")
    {
        int index = host.Links().Single(found => found.Name == link).Index;
        _socket = host.CreateSocket(AddressFamily.InterNetwork);
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _socket.Bind(new IPEndPoint(IPAddress.Any, 5353));
        _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.HostToNetworkOrder(index));
        _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(_group.Address, index));
        _ = ListenAsync();
    }

    public ConcurrentQueue<(IPAddress From, byte[] Payload)> Packets { get; } = [];

    public void Send(byte[] payload, IPAddress? to = null) => _socket.SendTo(payload, to is null ? _group : new IPEndPoint(to, 5353));

    public void Dispose() => _socket.Dispose();

    private async Task ListenAsync()
    {
        byte[] buffer = new byte[10_000];
        try
        {
            while (true)
            {
                SocketReceiveFromResult got = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0));
                Packets.Enqueue((((IPEndPoint)got.RemoteEndPoint).Address, buffer.AsSpan(0, got.ReceivedBytes).ToArray()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }
}
