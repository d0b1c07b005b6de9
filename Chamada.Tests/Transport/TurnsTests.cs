using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Chamada.Core.Transport;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Transport;

/// <summary>A connection that has much to do does not keep the thread that woke it: others need that thread.</summary>
public sealed class TurnsTests
{
    private const int Requests = 1000;

    [Fact]
    public async Task Whoever_wakes_a_connection_does_a_few_turns_of_its_work_and_the_pool_the_rest()
    {
        Channel<OneByteAtATime> accepted = Channel.CreateUnbounded<OneByteAtATime>();
        using SocketListener listener = new(
            new ListenerOptions
            {
                EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
                MaxConnections = 200,
                FullMessage = default,
                IdleTimeout = TimeSpan.Zero,
                RequestTimeout = TimeSpan.FromMinutes(1),
                SendTimeout = TimeSpan.FromMinutes(1),
                StopTimeout = TimeSpan.FromSeconds(30),
            },
            connection => new OneByteAtATime(connection, accepted.Writer),
            TimeProvider.System,
            new SilentLog());
        // A wake that comes while the connection is still at work is left to that work: then once more, with another peer.
        int mine = 0;
        for (int attempt = 0; attempt < 100 && mine == 0; attempt++)
        {
            using TcpClient peer = new();
            await peer.ConnectAsync(listener.EndPoint, TestContext.Current.CancellationToken);
            await peer.GetStream().WriteAsync(new byte[Requests], TestContext.Current.CancellationToken);
            OneByteAtATime handler = await accepted.Reader.ReadAsync(TestContext.Current.CancellationToken);
            await handler.HasAll.Task.WaitAsync(ChamadaProcess.Limit, TestContext.Current.CancellationToken);

            Thread waker = new(() => mine = handler.WakeAndCount());
            waker.Start();
            waker.Join();
            await handler.Done.Task.WaitAsync(ChamadaProcess.Limit, TestContext.Current.CancellationToken);
            Assert.Equal(Requests, handler.Consumed);
        }

        Assert.InRange(mine, 1, 16);
        await listener.StopAsync();
    }

    /// <summary>First waits for everything to be there; then, once woken, takes a byte a turn.</summary>
    private sealed class OneByteAtATime(IConnection connection, ChannelWriter<OneByteAtATime> accepted) : IConnectionHandler
    {
        private int _waker = -1;
        private int _byWaker;
        private bool _isHeld;
        private bool _isOpen;

        public TaskCompletionSource HasAll { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Done { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Consumed { get; private set; }

        public bool WantsInput => !_isHeld || _isOpen;

        public bool IsFinished => false;

        public bool IsBusy => false;

        public bool MayBeSilent => true;

        public int WakeAndCount()
        {
            Volatile.Write(ref _waker, Environment.CurrentManagedThreadId);
            _isOpen = true;
            connection.Wake();
            return _byWaker;
        }

        public int Receive(ReadOnlySpan<byte> bytes)
        {
            if (!_isOpen)
            {
                if (bytes.Length < Requests)
                {
                    return 0;
                }

                Consumed = 1;
                _isHeld = true;
                HasAll.SetResult();
                return 1;
            }

            if (Environment.CurrentManagedThreadId == Volatile.Read(ref _waker))
            {
                _byWaker++;
            }

            if (++Consumed == Requests)
            {
                Done.SetResult();
            }

            return 1;
        }

        public int Fill(Span<byte> destination) => 0;

        public void Begin()
        {
            _isHeld = _isOpen = false;
            _byWaker = Consumed = 0;
            HasAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            accepted.TryWrite(this);
        }

        public void InputBroken()
        {
        }

        public void End(CloseReason reason)
        {
        }
    }
}
