using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Chamada.Core.Transport;

namespace Chamada.Tests.Transport;

/// <summary>A handler that a test looks into: by default it never has a whole request.</summary>
internal sealed class ProbeHandler(IConnection connection, ChannelWriter<ProbeHandler> accepted) : IConnectionHandler
{
    private readonly Channel<int> _received = Channel.CreateUnbounded<int>();

    public IConnection Connection => connection;

    /// <summary>What Receive does with that many bytes: says how many it consumes, or throws.</summary>
    public Func<int, int> Consume { get; set; } = static _ => 0;

    public bool WantsInput { get; set; } = true;

    public bool IsFinished { get; private set; }

    public bool IsBusy { get; set; }

    public bool MayBeSilent { get; set; } = true;

    /// <summary>Completes when the rest of a request will not come.</summary>
    public TaskCompletionSource Broken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the peer is gone.</summary>
    public TaskCompletionSource<CloseReason> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static (SocketListener Listener, ChannelReader<ProbeHandler> Accepted) Listen(
        TimeProvider clock, IListenerLog? log = null, Func<ListenerOptions, ListenerOptions>? change = null)
    {
        Channel<ProbeHandler> accepted = Channel.CreateUnbounded<ProbeHandler>();
        ListenerOptions options = new()
        {
            EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
            MaxConnections = 10,
            FullMessage = default,
            IdleTimeout = TimeSpan.Zero,
            RequestTimeout = TimeSpan.FromMinutes(1),
            SendTimeout = TimeSpan.FromMinutes(1),
            StopTimeout = TimeSpan.FromSeconds(30),
        };
        return (new SocketListener(change?.Invoke(options)
            ?? options, connection => new ProbeHandler(connection, accepted.Writer), clock, log ?? new SilentLog()), accepted.Reader);
    }

    public static async Task<Socket> ConnectAsync(SocketListener listener)
    {
        Socket peer = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await peer.ConnectAsync(listener.EndPoint, TestContext.Current.CancellationToken);
        return peer;
    }

    /// <summary>Waits until Receive was called with so many bytes.</summary>
    public async Task SeesAsync(int bytes)
    {
        while (await _received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30)) < bytes)
        {
        }
    }

    public void Begin()
    {
        IsFinished = false;
        accepted.TryWrite(this);
    }

    public int Receive(ReadOnlySpan<byte> bytes)
    {
        int consumed = Consume(bytes.Length);
        _received.Writer.TryWrite(bytes.Length);
        return consumed;
    }

    public int Fill(Span<byte> destination) => 0;

    public void InputBroken()
    {
        IsFinished = true;
        Broken.TrySetResult();
    }

    public void End(CloseReason reason) => Ended.TrySetResult(reason);
}
