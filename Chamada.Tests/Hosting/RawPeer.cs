using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chamada.Tests.Hosting;

/// <summary>A peer that sends and receives bytes as they are.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly char[] _characters = new char[(64 * 1024) + 4];
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder(); // A letter of several bytes may come in two pieces.
    private string _received = "";

    private RawPeer(Socket socket) => _socket = socket;

    public Socket Socket => _socket;

    /// <summary>Connects.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="from">From which of this machine's addresses; null for any.</param>
    public static async Task<RawPeer> ConnectAsync(EndPoint server, IPAddress? from = null)
    {
        Socket socket = from is null
            ? new(SocketType.Stream, ProtocolType.Tcp)
            : new(from.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        if (from is not null)
        {
            socket.Bind(new IPEndPoint(from, 0));
        }

        await socket.ConnectAsync(server);
        return new RawPeer(socket);
    }

    public async Task SendAsync(string text)
    {
        ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(text);
        while (!rest.IsEmpty)
        {
            rest = rest[await _socket.SendAsync(rest)..];
        }
    }

    /// <summary>Sends an array of bulk strings.</summary>
    public Task AskAsync(params string[] words) => SendAsync(Resp(words));

    public static string Resp(params string[] words) => string.Concat(
        words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n").Prepend($"*{words.Length}\r\n"));

    /// <summary>Reads exactly what is expected next; fails with what came instead.</summary>
    public async Task ExpectAsync(string text)
    {
        while (_received.Length < text.Length && text.StartsWith(_received, StringComparison.Ordinal))
        {
            if (!await MoreAsync())
            {
                break;
            }
        }

        Assert.StartsWith(text, _received, StringComparison.Ordinal);
        _received = _received[text.Length..];
    }

    /// <summary>Reads up to and including a text, and returns all of it.</summary>
    public async Task<string> ReadToAsync(string end)
    {
        int found;
        while ((found = _received.IndexOf(end, StringComparison.Ordinal)) < 0)
        {
            Assert.True(await MoreAsync(), $"the connection ended after: {_received}");
        }

        string text = _received[..(found + end.Length)];
        _received = _received[text.Length..];
        return text;
    }

    /// <summary>Reads all that comes until the server closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        while (await MoreAsync())
        {
        }

        return _received;
    }

    public void Dispose() => _socket.Dispose();

    private async Task<bool> MoreAsync()
    {
        using CancellationTokenSource patience = new(TestServer.Patience);
        try
        {
            int count = await _socket.ReceiveAsync(_buffer, patience.Token);
            _received += new string(_characters, 0, _decoder.GetChars(_buffer, 0, count, _characters, 0));
            return count > 0;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return false;
        }
    }
}
