using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Log;
using Chamada.Core.Protocols.Commands;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Hosting;

/// <summary>A server on a free port of the loopback interface, with a journal in memory unless told otherwise.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = ChamadaProcess.Limit;

    public TestServer(ServerOptions? options = null, TimeProvider? clock = null, IRollLog? log = null, INeighbours? neighbours = null)
    {
        // Nothing here waits: there is no data folder to open.
        Server = RollServer.StartAsync(
            (options ?? new ServerOptions()) with
            {
                Address = IPAddress.Loopback,
                Port = 0,
                Log = log,
                Neighbours = neighbours
            }, clock).Result.Server!;
    }

    public RollServer Server { get; }

    public RollBook Book => (RollBook)Server.Book;

    public IPEndPoint EndPoint => Server.EndPoint;

    public ServerAddress Address => new("127.0.0.1", EndPoint.Port);

    public Task<RawPeer> ConnectAsync() => RawPeer.ConnectAsync(EndPoint);

    public async Task<RollClient> ClientAsync()
    {
        ClientResult<RollClient> result = await RollClient.ConnectAsync(Address, new RollClientOptions { Timeout = Patience });
        Assert.True(result.Try(out RollClient? client, out ClientError? error), error?.ToString());
        return client;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
