using System.Globalization;
using System.Net;
using Chamada.Core.Hosting;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;
using StackExchange.Redis;

namespace Chamada.Tests.Interop;

/// <summary>StackExchange.Redis, the usual Redis library of .NET, configured with no more than the address.</summary>
public sealed class StackExchangeRedisTests
{
    private const string Token = "00112233445566778899aabbccddeeff";

    [Theory]
    [InlineData(null)]
    [InlineData(RedisProtocol.Resp2)]
    [InlineData(RedisProtocol.Resp3)]
    public async Task A_whole_roll_call(RedisProtocol? protocol)
    {
        await using TestServer server = new();
        await using ConnectionMultiplexer connection = await ConnectAsync(server.EndPoint, protocol);
        IDatabase database = connection.GetDatabase();
        Assert.Equal("PONG", (string?)await database.ExecuteAsync("PING"));

        RedisResult[] opened = Items(await database.ExecuteAsync("OPEN", 3030, "TOKEN", Token));
        Assert.Equal((3030L, Token), ((long)opened[0], (string?)opened[2]));

        RedisResult[][] replies = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async i =>
            Items(await database.ExecuteAsync("PRESENT", 3030, i.ToString("D9", CultureInfo.InvariantCulture)))));
        Assert.All(replies, reply => Assert.Equal((3030L, "REGISTERED"), ((long)reply[0], (string?)reply[2])));

        RedisResult[] closed = Items(await database.ExecuteAsync("CLOSE", 3030, Token));
        Assert.Equal(
            Enumerable.Range(0, 1000).Select(i => i.ToString("D9", CultureInfo.InvariantCulture)),
            ((string?[])closed[2]!).Order(StringComparer.Ordinal));
        Assert.Equal("OK", (string?)await database.ExecuteAsync("RECEIVED", 3030, Token));
    }

    [Theory]
    [InlineData(RedisProtocol.Resp2)]
    [InlineData(RedisProtocol.Resp3)]
    public async Task An_error_reaches_the_caller_and_the_connection_goes_on(RedisProtocol protocol)
    {
        await using TestServer server = new();
        await using ConnectionMultiplexer connection = await ConnectAsync(server.EndPoint, protocol);
        IDatabase database = connection.GetDatabase();
        RedisServerException error = await Assert.ThrowsAsync<RedisServerException>(() => database.ExecuteAsync("OPEN", 0));
        Assert.Equal("BADCLASS '0' is not a class number: expected 1 to 999999999999999999", error.Message);
        error = await Assert.ThrowsAsync<RedisServerException>(() => database.StringGetAsync("key"));
        Assert.StartsWith("ERR unknown command 'GET'", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, Items(await database.ExecuteAsync("OPEN", 3030)).Length);
        Assert.True(connection.IsConnected);
    }

    [Fact]
    public async Task After_a_restart_of_the_server_it_finds_back_by_itself()
    {
        using TemporaryFolder folder = new();
        RollServer server = await StartAsync(folder, 0);
        IPEndPoint address = server.EndPoint;
        await using ConnectionMultiplexer connection = await ConnectAsync(address, RedisProtocol.Resp3);
        TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource restored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionFailed += (_, _) => failed.TrySetResult();
        connection.ConnectionRestored += (_, _) => restored.TrySetResult();
        IDatabase database = connection.GetDatabase();
        Items(await database.ExecuteAsync("OPEN", 3030, "TOKEN", Token));

        await server.StopAsync();
        await failed.Task.WaitAsync(TestServer.Patience);
        await using RollServer again = await StartAsync(folder, address.Port);
        await restored.Task.WaitAsync(TestServer.Patience);

        Assert.Equal("REGISTERED", (string?)Items(await database.ExecuteAsync("PRESENT", 3030, "10"))[2]);
        Assert.Equal(["10"], (string?[])Items(await database.ExecuteAsync("CLOSE", 3030, Token))[2]!);
    }

    private static async Task<RollServer> StartAsync(TemporaryFolder folder, int port) =>
        (await RollServer.StartAsync(new ServerOptions { Address = IPAddress.Loopback, Port = port, DataFolder = folder.Path })).Server!;

    private static async Task<ConnectionMultiplexer> ConnectAsync(IPEndPoint server, RedisProtocol? protocol)
    {
        ConfigurationOptions options = ConfigurationOptions.Parse(server.ToString());
        options.Protocol = protocol;

        // A loaded machine may need longer for an answer than the 5 s that are the default.
        options.AsyncTimeout = (int)TestServer.Patience.TotalMilliseconds;
        StringWriter log = new();
        try
        {
            return await ConnectionMultiplexer.ConnectAsync(options, log).WaitAsync(TestServer.Patience);
        }
        catch (RedisConnectionException exception)
        {
            Assert.Fail($"{exception.Message}\n{log}");
            throw;
        }
    }

    private static RedisResult[] Items(RedisResult result)
    {
        Assert.False(result.IsNull);
        return (RedisResult[])result!;
    }
}
