using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Log.Memory;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Hosting;

/// <summary>A server on a free port of the loopback interface, with a journal in memory unless told otherwise.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RollServer _server;

    public TestServer(ServerOptions? options = null, TimeProvider? clock = null, IRollJournal? journal = null, INeighbours? neighbours = null)
    {
        Book = new RollBook(journal ?? new MemoryJournal());
        _server = RollServer.Start((options ?? new ServerOptions()) with { Address = IPAddress.Loopback, Port = 0 }, Book, clock, neighbours: neighbours);
    }

    public RollBook Book { get; }

    public IPEndPoint EndPoint => _server.EndPoint;

    public ServerAddress Address => new("127.0.0.1", EndPoint.Port);

    public RollServer Server => _server;

    public Task<RawPeer> ConnectAsync() => RawPeer.ConnectAsync(EndPoint);

    public async Task<RollClient> ClientAsync()
    {
        ClientResult<RollClient> result = await RollClient.ConnectAsync(Address, new RollClientOptions { Timeout = Patience });
        Assert.True(result.Try(out RollClient? client, out ClientError? error), error?.ToString());
        return client;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
