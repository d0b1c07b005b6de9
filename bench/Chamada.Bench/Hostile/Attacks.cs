using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Chamada.Bench.Hostile;

/// <summary>What somebody does to a server from one address, until it is told to stop.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="RunAsync">Does it: to a server, from an address, with so many connections. Tells how often it did it.</param>
internal sealed record Attack(string Name, Func<IPEndPoint, IPAddress, int, CancellationToken, Task<long>> RunAsync)
{
    /// <summary>The class without a code and the one with a code that must be open.</summary>
    public const int Class = 3030, CodedClass = 3031;

    /// <summary>All that there are.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        new("half-open", static (server, from, count, stop) => HoldAsync(server, from, count, "*3\r\n$7\r\nPRES", stop)),
        new("silent", static (server, from, count, stop) => HoldAsync(server, from, count, "", stop)),
        new("one byte a second", static (server, from, count, stop) => TrickleAsync(server, from, count, "*2\r\n$4\r\nECHO\r\n$9000\r\n",
            stop)),
        new("greedy readers", static (server, from, count, stop) => HoldAsync(server, from, count, Greedy(), stop)),
        new("connects", static (server, from, _, stop) => ConnectAsync(server, from, stop)),
        new("junk", static (server, from, _, stop) => FloodAsync(server, from, Junk, stop)),
        new("TLS begun and left", static (server, from, count, stop) => HelloAsync(server, from, count, stop)),
        new("slow HTTP bodies", static (server, from, count, stop) => TrickleAsync(server, from, count, Form, stop)),
        new("wrong codes", static (server, from, _, stop) => FloodAsync(server, from, WrongCodes, stop)),
    ];

    private const string Form = "POST /3030 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: 4000\r\n\r\nstudent=";

    private static string Greedy() => string.Concat(Enumerable.Repeat($"ECHO {new string('x', 4000)}\r\n", 300));

    private static byte[] Junk(Random random)
    {
        byte[] bytes = new byte[16 * 1024];
        random.NextBytes(bytes);
        bytes[0] = random.Next(3) switch { 0 => (byte)'*', 1 => (byte)'\n', _ => bytes[0] };
        return bytes;
    }

    private static byte[] WrongCodes(Random random)
    {
        StringBuilder requests = new();
        for (int i = 0; i < 200; i++)
        {
            requests.Append(CultureInfo.InvariantCulture,
                $"PRESENT {CodedClass} guess{random.Next(1000)} CODE {random.Next(1_000_000):D6}\r\n");
        }

        return Encoding.ASCII.GetBytes(requests.ToString());
    }

    /// <summary>Connects so often, says something on each, and reads nothing; connects again where it was thrown out.</summary>
    private static async Task<long> HoldAsync(IPEndPoint server, IPAddress from, int count, string said, CancellationToken stop)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(said);
        return (await Task.WhenAll(Enumerable.Range(0, count).Select(each => RepeatAsync(server, from, async socket =>
        {
            _ = await SendAsync(socket, bytes, stop);
            await Task.Delay(Timeout.Infinite, stop);
        }, stop)))).Sum();
    }

    /// <summary>As <see cref="HoldAsync"/>, and then a byte each second.</summary>
    private static async Task<long> TrickleAsync(IPEndPoint server, IPAddress from, int count, string said, CancellationToken stop)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(said);
        return (await Task.WhenAll(Enumerable.Range(0, count).Select(each => RepeatAsync(server, from, async socket =>
        {
            for (bool isOpen = await SendAsync(socket, bytes, stop); isOpen; isOpen = await SendAsync(socket, "x"u8.ToArray(), stop))
            {
                await Task.Delay(1000, stop);
            }
        }, stop)))).Sum();
    }

    /// <summary>Connects and leaves as fast as it goes.</summary>
    private static async Task<long> ConnectAsync(IPEndPoint server, IPAddress from, CancellationToken stop) =>
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(each => RepeatAsync(server, from, static socket => Task.CompletedTask, stop))))
            .Sum();

    /// <summary>Sends as much as it can on a few connections, and throws away what is answered.</summary>
    private static async Task<long> FloodAsync(IPEndPoint server, IPAddress from, Func<Random, byte[]> next, CancellationToken stop)
    {
        long sent = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => RepeatAsync(server, from, async socket =>
        {
            Random random = new(seed);
            Task reading = DrainAsync(socket, stop);
            while (!reading.IsCompleted && await SendAsync(socket, next(random), stop))
            {
                Interlocked.Increment(ref sent);
            }
        }, stop)));
        return sent;
    }

    /// <summary>Begins handshakes of TLS, and leaves in the middle.</summary>
    private static async Task<long> HelloAsync(IPEndPoint server, IPAddress from, int count, CancellationToken stop)
    {
        byte[] hello = await HelloAsync();
        return (await Task.WhenAll(Enumerable.Range(0, Math.Min(count, 64)).Select(i => RepeatAsync(server, from, async socket =>
        {
            if (await SendAsync(socket, hello, stop))
            {
                await Task.Delay(20 + i, stop);
            }
        }, stop)))).Sum();
    }

    /// <summary>The first message of a client, as the library makes it.</summary>
    private static async Task<byte[]> HelloAsync()
    {
        using MemoryStream said = new();
        using SslStream ssl = new(new SaidOnly(said), leaveInnerStreamOpen: true);
        try
        {
            await ssl.AuthenticateAsClientAsync("localhost");
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // Nobody answers, so that is all there is.
        }

        return said.ToArray();
    }

    /// <summary>Connects again and again, does something with each connection, and breaks it off.</summary>
    private static async Task<long> RepeatAsync(IPEndPoint server, IPAddress from, Func<Socket, Task> use, CancellationToken stop)
    {
        long count = 0;
        while (!stop.IsCancellationRequested)
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0), NoDelay = true };
            try
            {
                socket.Bind(new IPEndPoint(from.MapToIPv6(), 0));
                await socket.ConnectAsync(server, stop);
                count++;
                await use(socket);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                await Task.Yield(); // Thrown out, or told to stop.
            }
        }

        return count;
    }

    private static async Task<bool> SendAsync(Socket socket, byte[] bytes, CancellationToken stop)
    {
        try
        {
            for (int sent = 0; sent < bytes.Length;)
            {
                sent += await socket.SendAsync(bytes.AsMemory(sent), stop);
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task DrainAsync(Socket socket, CancellationToken stop)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, stop) > 0)
            {
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    /// <summary>Keeps what is written to it, and answers nothing.</summary>
    private sealed class SaidOnly(Stream said) : Stream
    {
        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => 0;

        public override void Write(byte[] buffer, int offset, int count) => said.Write(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
