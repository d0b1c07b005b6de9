using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery.Dns;

namespace Chamada.Core.Discovery.Links;

/// <summary>
/// One UDP socket for one link and family. Bound to port 5353 and in the group it hears what everybody hears; on a port of its
/// own it hears the answers to its own questions alone.
/// </summary>
internal sealed class LinkPort : IDisposable
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _closing = new();
    private readonly IPEndPoint _group;

    private LinkPort(NetworkLink link, LinkKey key, Socket socket)
    {
        Link = link;
        Key = key;
        _socket = socket;
        _group = MulticastDns.Group(key);
    }

    /// <summary>A raw packet: from whom, to which address of ours or group, over which interface.</summary>
    public delegate void Received(LinkPort port, IPEndPoint source, IPPacketInformation way, ReadOnlySpan<byte> payload);

    /// <summary>The link, as it was when last looked at.</summary>
    public NetworkLink Link { get; set; }

    /// <summary>The link's number and the family.</summary>
    public LinkKey Key { get; }

    /// <summary>Opens a socket. Throws a <see cref="SocketException"/> when the system refuses.</summary>
    /// <param name="network">Makes the socket.</param>
    /// <param name="link">The link to bind to.</param>
    /// <param name="family">By IPv4 or IPv6.</param>
    /// <param name="listening">Whether to bind to port 5353, beside other programs that do, and to join the group.</param>
    public static LinkPort Open(INetwork network, NetworkLink link, AddressFamily family, bool listening)
    {
        Socket socket = network.CreateSocket(family);
        try
        {
            bool v4 = family == AddressFamily.InterNetwork;
            SocketOptionLevel level = v4 ? SocketOptionLevel.IP : SocketOptionLevel.IPv6;
            if (!v4)
            {
                socket.DualMode = false;
            }

            if (listening)
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            }

            socket.Bind(new IPEndPoint(v4 ? IPAddress.Any : IPAddress.IPv6Any, listening ? MulticastDns.Port : 0));
            socket.SetSocketOption(level, SocketOptionName.PacketInformation, true);
            socket.SetSocketOption(level, SocketOptionName.MulticastInterface, v4 ? OutgoingV4(link) : link.Index);
            socket.SetSocketOption(level, SocketOptionName.MulticastLoopback, true);
            socket.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, 255);
            socket.Ttl = 255; // RFC 6762 §11: so that older receivers see that no router was in between.
            socket.SendTimeout = 100;
            if (listening && v4)
            {
                socket.SetSocketOption(level, SocketOptionName.AddMembership, new MulticastOption(MulticastDns.GroupV4, link.Index));
            }
            else if (listening)
            {
                socket.SetSocketOption(level, SocketOptionName.AddMembership, new IPv6MulticastOption(MulticastDns.GroupV6, link.Index));
            }

            return new LinkPort(link, new LinkKey(link.Index, family), socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Hands on every packet that comes, one at a time, until disposed.</summary>
    public async Task ReceiveAsync(Received received)
    {
        byte[] buffer = new byte[DnsMessage.MaxLength];
        var anyone = new IPEndPoint(Key.Family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        CancellationToken closing = _closing.Token;
        await Task.Yield(); // Whoever opens the port has a lock, and packets may be waiting already.
        while (true)
        {
            try
            {
                SocketReceiveMessageFromResult got =
                    await _socket.ReceiveMessageFromAsync(buffer, SocketFlags.None, anyone, closing).ConfigureAwait(false);
                await Task.Yield(); // Whoever reports events may serve other sockets as well, and must not answer a flood of packets.
                if ((got.SocketFlags & SocketFlags.Truncated) == 0 && got.RemoteEndPoint is IPEndPoint source)
                {
                    received(this, source, got.PacketInformation, buffer.AsSpan(0, got.ReceivedBytes));
                }
            }
            catch (Exception e) when (closing.IsCancellationRequested
                && e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // The link may be going down; when it is gone, this socket is closed. Until then, not in a tight loop.
                await Task.Delay(100, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sends to the group or to one address.</summary>
    /// <returns>False when the link cannot send now.</returns>
    public bool TrySend(ReadOnlySpan<byte> payload, IPEndPoint? destination)
    {
        try
        {
            return _socket.SendTo(payload, SocketFlags.None, destination ?? _group) == payload.Length;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>
    /// By its number; but the loopback interface by its address, or Linux would send from the address of another interface.
    /// </summary>
    private static int OutgoingV4(NetworkLink link) =>
        link.IsLoopback && link.Addresses.FirstOrDefault(static own => own.Address.AddressFamily == AddressFamily.InterNetwork)
            is { Address: IPAddress address }
        ? BitConverter.ToInt32(address.GetAddressBytes())
        : IPAddress.HostToNetworkOrder(link.Index);

    /// <summary>Leaves the group and closes.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _socket.Dispose();
    }
}
