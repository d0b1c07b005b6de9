using System.Net;
using Chamada.Core.Hosting;
using Chamada.Core.Log;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Log;

namespace Chamada.Tests.Hosting;

/// <summary>A stop comes to its end, whatever does not answer.</summary>
public sealed class StopTests
{
    private const string Token = "8f14e45fceea167a5a36dedd4bea2543";

    [Fact]
    public async Task A_disk_that_answers_no_more_does_not_hold_the_stop()
    {
        using TemporaryFolder folder = new();
        using HeldJournal disk = new();
        using LogLines log = new();
        ServerOptions options = new()
        {
            Address = IPAddress.Loopback,
            Port = 0,
            DataFolder = folder.Path,
            StopTimeout = TimeSpan.FromMilliseconds(100),
            DiskTimeout = TimeSpan.FromMilliseconds(100),
        };
        RollServer server = (await RollServer.StartAsync(options, log: log)).Server!;
        using RawPeer peer = await RawPeer.ConnectAsync(server.EndPoint);
        server.Book.Feed.Subscribe(disk);
        await peer.SendAsync($"OPEN 3030 TOKEN {Token}\r\n");
        await disk.Reached.WaitAsync(TestServer.Patience);

        await server.StopAsync().WaitAsync(TestServer.Patience);
        Assert.True(server.IsDiskSilent);
        Assert.Contains(log.Lines, static line => line.Contains("the disk has not answered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disk_that_answers_is_waited_for()
    {
        using TemporaryFolder folder = new();
        ServerOptions options = new() { Address = IPAddress.Loopback, Port = 0, DataFolder = folder.Path };
        RollServer server = (await RollServer.StartAsync(options)).Server!;
        await server.StopAsync().WaitAsync(TestServer.Patience);
        Assert.False(server.IsDiskSilent);
    }

    /// <summary>Holds the journal's thread where it comes by, as a disk does that never answers.</summary>
    private sealed class HeldJournal : IRollFeedReader, IDisposable
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _letGo = new();

        public Task Reached => _reached.Task;

        public void Durable(ReadOnlySpan<RollEvent> events)
        {
            _reached.TrySetResult();
            _letGo.Wait();
        }

        public void Dispose() => _letGo.Set();
    }
}
