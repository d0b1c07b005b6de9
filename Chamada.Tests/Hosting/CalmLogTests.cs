using System.Net;
using System.Net.Sockets;
using Chamada.Core.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Hosting;

/// <summary>What repeats is counted and told once in a while.</summary>
public sealed class CalmLogTests
{
    [Fact]
    public async Task Whoever_is_refused_ten_thousand_times_fills_no_log()
    {
        FakeTimeProvider clock = new();
        Lines lines = new();
        ServerStart start =
            await RollServer.StartAsync(new ServerOptions { Address = IPAddress.Loopback, Port = 0, MaxConnections = 1 }, clock, lines);
        await using RollServer server = start.Server!;
        using RawPeer first = await RawPeer.ConnectAsync(server.EndPoint);
        await first.AskAsync("PING");
        await first.ExpectAsync("+PONG\r\n");
        const int refused = 300;
        for (int i = 0; i < refused; i++)
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server.EndPoint);
            await peer.AskAsync("PING");
            await peer.ReadToEndAsync();
        }

        Assert.Equal(CalmLog.First, lines.Of("was refused"));
        clock.Advance(CalmLog.Interval);
        Assert.Equal(CalmLog.First + 1, lines.Of("was refused"));
        Assert.Equal(1, lines.Of($"stands for {refused - CalmLog.First} in 60 s"));

        // After a quiet minute it is news again.
        clock.Advance(CalmLog.Interval);
        using RawPeer again = await RawPeer.ConnectAsync(server.EndPoint);
        await again.AskAsync("PING");
        await again.ReadToEndAsync();
        Assert.Equal(CalmLog.First + 2, lines.Of("was refused"));
    }

    [Fact]
    public void At_the_end_what_was_counted_is_told_with_the_time_that_it_took()
    {
        FakeTimeProvider clock = new();
        Lines lines = new();
        using (CalmLog log = new(lines, clock))
        {
            ServerLog server = new(log);
            for (int i = 0; i < CalmLog.First + 7; i++)
            {
                server.ConnectionRefused(1);
            }

            clock.Advance(TimeSpan.FromSeconds(25));
        }

        Assert.Equal(1, lines.Of("stands for 7 in 25 s"));
    }

    [Fact]
    public void Each_kind_is_counted_for_itself_and_details_are_all_told()
    {
        Lines lines = new();
        CalmLog log = new(lines, new FakeTimeProvider());
        ServerLog server = new(log);
        for (int i = 0; i < 100; i++)
        {
            server.AcceptFailed(SocketError.TooManyOpenSockets); // What ten lines a second told when there were no more files to open.
            server.ConnectionClosed(null, Core.Transport.CloseReason.Idle);
        }

        server.Stopping(3);
        Assert.Equal(CalmLog.First, lines.Of("could not be accepted"));
        Assert.Equal(100, lines.Of("closed: Idle"));
        Assert.Equal(1, lines.Of("Stopping"));
    }

    private sealed class Lines : ILogger
    {
        private readonly List<string> _lines = [];

        public int Of(string text)
        {
            lock (_lines)
            {
                return _lines.Count(line => line.Contains(text, StringComparison.Ordinal));
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter)
        {
            lock (_lines)
            {
                _lines.Add(formatter(state, exception));
            }
        }
    }
}
